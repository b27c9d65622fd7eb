"""Countries, languages and other catalogue entries, found by typing, kept as codes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.xforms.states import View
from ui.interviews.controls.control import Control
from ui.widgets.flow_layout import FlowLayout

MOST_SUGGESTIONS = 12

Entry = tuple[str, str]
"""A code and its name in the chosen language."""


class Find:
    """A catalogue: entries for typed letters, and the name of a code."""

    def __init__(
        self,
        find: Callable[[str], Sequence[Entry]],
        name_of: Callable[[str], str],
    ) -> None:
        self.find = find
        self.name_of = name_of


class CatalogueControl(Control):
    """One or several entries as chips; type letters, Enter adds, pressing a chip takes it away."""

    def __init__(
        self, catalogue: Find, *, many: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._many = many
        self._codes: list[str] = []
        self._found: Sequence[Entry] = ()
        self._line = QLineEdit()
        self._line.setPlaceholderText(_("Type the first letters"))
        self._line.setMaximumWidth(360)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.activated.connect(self._picked)
        self._line.setCompleter(completer)
        self._line.textEdited.connect(self._suggest)
        self._line.returnPressed.connect(self._entered)
        self._line.editingFinished.connect(self.flush)
        chips = QWidget()
        self._chips = FlowLayout(chips, spacing=6)
        self._chip_box = chips
        line_row = QHBoxLayout()
        line_row.addWidget(self._line, 1)
        line_row.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(chips)
        column.addLayout(line_row)

    def field(self) -> QWidget:
        """Return the line."""
        return self._line

    def show_view(self, view: View, /) -> None:
        """Show the chosen entries."""
        self._line.setEnabled(not view.readonly)
        codes = view.value.split()
        if codes != self._codes:
            self._codes = codes
            self._show_chips()
        self._chip_box.setVisible(bool(self._codes))

    def flush(self) -> None:
        """Add the entry whose whole name was typed."""
        super().flush()
        typed = self._line.text().strip()
        if not typed:
            return
        exact = [c for c, name in self._found if name.casefold() == typed.casefold()]
        if exact:
            self._add(exact[0])
        else:
            self.refused.emit(_("“{text}” is not in the list.").format(text=typed))

    def _suggest(self, typed: str) -> None:
        self._found = self._catalogue.find(typed)[:MOST_SUGGESTIONS] if typed.strip() else ()
        self._names.setStringList([name for _code, name in self._found])
        completer = self._line.completer()
        if self._found and completer is not None:
            completer.complete()

    def _entered(self) -> None:
        if not self._line.text().strip():
            self.next_wanted.emit()
        elif self._found:
            self._add(self._found[0][0])

    def _picked(self, name: str) -> None:
        code = next((c for c, n in self._found if n == name), None)
        if code is not None:
            self._add(code)

    def _add(self, code: str) -> None:
        self._line.clear()
        self._found = ()
        if not self._many:
            self._codes = [code]
        elif code not in self._codes:
            self._codes.append(code)
        self._changed()

    def _remove(self, code: str) -> None:
        self._codes = [kept for kept in self._codes if kept != code]
        self._changed()
        self._line.setFocus()

    def _changed(self) -> None:
        self._show_chips()
        self.answered.emit(" ".join(self._codes))

    def _show_chips(self) -> None:
        self._chips.clear()
        for code in self._codes:
            name = self._catalogue.name_of(code)
            chip = QPushButton(f"{name}  ×")
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(_("Remove {name}").format(name=name))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _on=False, code=code: self._remove(code))
            self._chips.addWidget(chip)
        self._chip_box.setVisible(bool(self._codes))
