"""Choices kept by name: one press brings people and documents back."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.documents.selections import PrintSelections, Selection
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.navigation import Navigator
from ui.widgets.buttons import IconButton
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.select import Select

Current = Callable[[], tuple[tuple[PersonId, ...], tuple[DocumentKind, ...]]]


class SelectionsBar(QWidget):
    """A list of saved choices, a button that keeps this one, and one that forgets."""

    chosen = Signal(object, object)
    """People and kinds."""

    def __init__(
        self, selections: PrintSelections, navigator: Navigator, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._selections = selections
        self._navigator = navigator
        self.current: Current = lambda: ((), ())
        self.list = Select(_("Saved selections"))
        self.list.picked.connect(self._picked)
        self.keep = IconButton("bookmark-plus", _("Save this selection"), self._ask)
        self.forget = IconButton("trash-2", _("Remove the saved selection"), self._forget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.list, 1)
        row.addWidget(self.keep)
        row.addWidget(self.forget)

    def refresh(self) -> None:
        """List what is kept."""
        names = [(each.name, each.name) for each in self._selections.all()]
        self.list.set_options([("", _("Saved selections")), *names])
        self.forget.setEnabled(bool(self.list.value))

    def _picked(self, name: str) -> None:
        self.forget.setEnabled(bool(name))
        found = next((each for each in self._selections.all() if each.name == name), None)
        if found is not None:
            self.chosen.emit(found.people, found.kinds)

    def _ask(self) -> None:
        NameDialog(self, self._save).start()

    def _save(self, name: str) -> None:
        self._selections.save(Selection(name, *self.current()))
        self.refresh()
        self.list.choose(name)
        self.forget.setEnabled(True)
        self._navigator.toast(_("The selection is saved on this computer."))

    def _forget(self) -> None:
        self._selections.remove(self.list.value)
        self.list.choose("")
        self.refresh()


class NameDialog(Dialog):
    """Asks for the name of a selection."""

    def __init__(self, parent: QWidget, on_name: Callable[[str], None]) -> None:
        super().__init__(parent, _("Save this selection"))
        self._on_name = on_name
        self.line = QLineEdit()
        self.field = Field(_("Name"), self.line)
        self.column.addWidget(self.field)
        self.add_cancel()
        self.add_accept(_("Save"))

    def accept(self) -> None:
        """Keep it, or say what is wrong with the name."""
        try:
            self._on_name(self.line.text().strip())
        except InputError as error:
            self.field.show_error(str(error))
            self.line.setFocus()
            return
        super().accept()
