"""One fact about a person: read it, press it to change it, see what it was before."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.people.labels import field_label
from ui.people.fields import FieldEntry, date_text, typed_birth_date, typed_date
from ui.people.search import (
    held_countries,
    held_languages,
    held_municipality,
    search_countries,
    search_languages,
    search_municipalities,
)
from ui.theme import theme
from ui.widgets.buttons import Button, IconButton
from ui.widgets.check_box import CheckBox
from ui.widgets.field import FieldError
from ui.widgets.picker import Picker
from ui.widgets.select import Select
from ui.widgets.text import Text

_LABEL_PX = 148
_MOST = 6


class _Value(Button):
    """The value as a quiet button that begins editing."""

    kind = "value"


class FactRow(QWidget):
    """Enter or leaving the field saves, Esc keeps what was; `changed` gives the new value."""

    changed = Signal(str, object)
    history_wanted = Signal(str)
    reveal_wanted = Signal()

    def __init__(self, entry: FieldEntry, today: Callable[[], date]) -> None:
        super().__init__()
        self.entry = entry
        self._today = today
        self._raw = ""
        self._editor: QWidget | None = None
        label = Text(field_label(entry.name), "Muted", wrap=True)
        label.setFixedWidth(theme.px(_LABEL_PX))
        label.setContentsMargins(0, theme.px(8), 0, 0)
        self._value = _Value("", self.edit)
        self._value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._history = IconButton(
            "history",
            _("Earlier values of {field}").format(field=field_label(entry.name)),
            lambda: self.history_wanted.emit(entry.name),
        )
        self._error = FieldError()
        self._middle = QVBoxLayout()
        self._middle.setSpacing(4)
        self._middle.addWidget(self._value)
        self._middle.addWidget(self._error)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(6)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._middle, 1)
        if entry.kind == "cpr":
            self._reveal = IconButton(
                "eye", _("Show the whole CPR number"), self.reveal_wanted.emit
            )
            row.addWidget(self._reveal, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._history, 0, Qt.AlignmentFlag.AlignTop)

    def tell(self, raw: str, shown: str) -> None:
        """Show a value, unless it is being edited; `shown` is how it may be read."""
        if self._editor is not None:
            return
        self._raw = raw
        label = field_label(self.entry.name)
        self._value.setText(shown or "–")
        self._value.setToolTip(shown)
        told = shown or _("empty")
        self._value.setAccessibleName(_("{field}: {value}").format(field=label, value=told))
        self._value.setAccessibleDescription(_("Press Enter to change it"))
        if self.entry.kind == "cpr":
            self._reveal.setVisible(bool(raw))

    def edit(self) -> None:
        """Put an editor in the place of the value."""
        if self._editor is not None:
            return
        self._editor = editor = self._make_editor()
        if not editor.accessibleName():
            editor.setAccessibleName(field_label(self.entry.name))
        self._middle.insertWidget(0, editor)
        self._value.hide()
        watched = editor.focusProxy() or editor
        watched.installEventFilter(self)
        watched.setFocus()

    def refuse(self, text: str) -> None:
        """Say what is wrong with what was typed, and stay in the editor."""
        self._error.say(text)
        if self._editor is not None:
            (self._editor.focusProxy() or self._editor).setAccessibleDescription(text)

    def done(self) -> None:
        """Put the value back in the place of the editor."""
        if self._editor is None:
            return
        editor, self._editor = self._editor, None
        had_focus = editor.isAncestorOf(QApplication.focusWidget() or self) or editor.hasFocus()
        self._middle.removeWidget(editor)
        editor.hide()
        editor.deleteLater()
        self._error.say("")
        self._value.show()
        if had_focus:
            self._value.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save on Enter and on leaving, forget on Esc."""
        if event.type() == QEvent.Type.FocusOut:
            popup = QApplication.activePopupWidget()
            if popup is None and not isinstance(self._editor, Picker | Select):
                self.save()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def save(self) -> None:
        """Say the new value if it differs."""
        if self._editor is None:
            return
        try:
            value = self._edited()
        except InputError as error:
            self.refuse(str(error))
            return
        if str(value) == self._raw:
            self.done()
        else:
            self.changed.emit(self.entry.name, value)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.done()
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        long = isinstance(self._editor, QPlainTextEdit)
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        typing = isinstance(self._editor, Picker) and bool(self._editor.unclear)
        if enter and not typing and (held or not long):
            self.save()
            return True
        return False

    def _edited(self) -> object:
        editor = self._editor
        if isinstance(editor, Picker):
            return " ".join(editor.values)
        if isinstance(editor, Select):
            return editor.value
        if isinstance(editor, CheckBox):
            return editor.isChecked()
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        text = editor.text() if isinstance(editor, QLineEdit) else ""
        if self.entry.kind == "date":
            return typed_date(text, self._today())
        return typed_birth_date(text, self._today()) if self.entry.kind == "birth" else text

    def _make_editor(self) -> QWidget:
        entry = self.entry
        if entry.kind in _PICKERS:
            search, held, most = _PICKERS[entry.kind]
            picker = Picker(field_label(entry.name), search, most=most)
            picker.hold(held(self._raw))
            picker.changed.connect(lambda: self.save() if most == 1 else None)
            return picker
        if entry.kind == "choice":
            select = Select(field_label(entry.name), entry.options(self._today()))
            select.choose(self._raw)
            select.picked.connect(lambda _value: self.save())
            return select
        if entry.kind == "yes":
            box = CheckBox(_("Yes"))
            box.setChecked(self._raw == "True")
            box.clicked.connect(lambda _on: self.save())
            return box
        if entry.kind == "long":
            text = QPlainTextEdit(self._raw)
            text.setTabChangesFocus(True)
            text.setFixedHeight(theme.px(96))
            return text
        line = QLineEdit(self._typed_form())
        line.selectAll()
        return line

    def _typed_form(self) -> str:
        if self.entry.kind in ("date", "birth"):
            return date_text(self._raw)
        return "" if self.entry.kind == "cpr" else self.entry.shown(self._raw)


_PICKERS = {
    "countries": (search_countries, held_countries, _MOST),
    "languages": (search_languages, held_languages, _MOST),
    "municipality": (search_municipalities, held_municipality, 1),
}
