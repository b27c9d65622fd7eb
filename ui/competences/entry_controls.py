"""The control of each kind of field, with one way to read and to fill it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kbh_desktop.i18n import _
from ui.competences.entry_fields import FieldSpec
from ui.competences.moments import iso_moment, shown_moment
from ui.people.search import held_countries, held_languages, search_countries, search_languages
from ui.theme import theme
from ui.widgets.check_box import CheckBox
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.picker import Picker
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select

_LONG_PX = 76


class EntryControl(QObject):
    """Wraps a widget; `changed` says that something was chosen or a field was left."""

    changed = Signal()

    def __init__(
        self, widget: QWidget, read: Callable[[], str], fill: Callable[[str], None]
    ) -> None:
        super().__init__(widget)
        self.widget = widget
        self.read = read
        self.fill = fill


class _LongText(QPlainTextEdit):
    left = Signal()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.left.emit()


class _Several(QWidget):
    """Check boxes in as many lines as they need."""

    toggled = Signal()

    def __init__(self, spec: FieldSpec) -> None:
        super().__init__()
        flow = FlowLayout(self, spacing=14)
        self.boxes: dict[str, CheckBox] = {}
        for value, words in spec.options:
            box = CheckBox(words)
            box.setAccessibleDescription(spec.label)
            box.clicked.connect(self.toggled)
            self.boxes[value] = box
            flow.addWidget(box)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def read(self) -> str:
        return " ".join(value for value, box in self.boxes.items() if box.isChecked())

    def fill(self, text: str) -> None:
        chosen = text.split()
        for value, box in self.boxes.items():
            box.setChecked(value in chosen)


def control_for(spec: FieldSpec) -> EntryControl:
    """Return a new control for the field."""
    makers: dict[str, Callable[[FieldSpec], EntryControl]] = {
        "long": _long,
        "moment": _moment,
        "country": _country,
        "language": _language,
        "choice": _choice,
        "buttons": _buttons,
        "several": _several,
        "yes": _yes,
    }
    return makers.get(spec.kind, _line)(spec)


def _line(_spec: FieldSpec) -> EntryControl:
    line = QLineEdit()
    control = EntryControl(line, line.text, line.setText)
    line.editingFinished.connect(control.changed)
    return control


def _moment(spec: FieldSpec) -> EntryControl:
    control = _line(spec)
    read, fill = control.read, control.fill
    control.read = lambda: iso_moment(read())
    control.fill = lambda iso: fill(shown_moment(iso))
    return control


def _long(_spec: FieldSpec) -> EntryControl:
    text = _LongText()
    text.setTabChangesFocus(True)
    text.setFixedHeight(theme.px(_LONG_PX))
    control = EntryControl(text, text.toPlainText, text.setPlainText)
    text.left.connect(control.changed)
    return control


def _country(spec: FieldSpec) -> EntryControl:
    picker = Picker(spec.label, search_countries)
    return _picking(picker, lambda code: picker.hold(held_countries(code)))


def _language(spec: FieldSpec) -> EntryControl:
    picker = Picker(spec.label, search_languages)
    return _picking(picker, lambda code: picker.hold(held_languages(code)))


def _picking(picker: Picker, fill: Callable[[str], None]) -> EntryControl:
    control = EntryControl(picker, lambda: " ".join(picker.values), fill)
    picker.changed.connect(control.changed)
    return control


def _choice(spec: FieldSpec) -> EntryControl:
    select = Select(spec.label, spec.options)
    control = EntryControl(select, lambda: select.value, select.choose)
    select.picked.connect(lambda _value: control.changed.emit())
    return control


def _buttons(spec: FieldSpec) -> EntryControl:
    choice = SegmentedChoice(spec.label, spec.options)
    control = EntryControl(choice, lambda: choice.value, choice.choose)
    choice.chosen.connect(lambda _value: control.changed.emit())
    return control


def _several(spec: FieldSpec) -> EntryControl:
    several = _Several(spec)
    control = EntryControl(several, several.read, several.fill)
    several.toggled.connect(control.changed)
    return control


def _yes(_spec: FieldSpec) -> EntryControl:
    box = CheckBox(_("Yes"))
    control = EntryControl(
        box, lambda: "yes" if box.isChecked() else "", lambda text: box.setChecked(text == "yes")
    )
    box.clicked.connect(lambda _on: control.changed.emit())
    return control
