"""Up to three wished occupations, the dearest first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.picker import Option, Picker
from ui.widgets.text import Text

FindTitles = Callable[[str], Sequence[str]]


class GoalsDialog(Dialog):
    """`chosen` gives the titles; words that the catalogue does not know are kept as said."""

    chosen = Signal(object)
    """A tuple of titles."""

    def __init__(self, parent: QWidget, titles: Sequence[str], find: FindTitles) -> None:
        super().__init__(parent, _("Job goals"))
        self._find = find
        self.column.addWidget(Text(_("Up to three, the dearest first."), "Sub", wrap=True))
        self.pickers: list[Picker] = []
        for place, label in enumerate((_("First wish"), _("Second wish"), _("Third wish"))):
            picker = Picker(label, self._search)
            if place < len(titles):
                picker.hold([Option(titles[place], titles[place])])
            self.pickers.append(picker)
            self.column.addWidget(Field(label, picker))
        self.add_cancel()
        self.add_accept(_("Save the goals"))

    def accept(self) -> None:
        """Give the titles, with words typed and not picked as they are."""
        held = [picker.values[0] if picker.values else picker.unclear for picker in self.pickers]
        self.chosen.emit(tuple(title for title in held if title))
        super().accept()

    def _search(self, typed: str) -> Sequence[Option]:
        found = [Option(title, title) for title in self._find(typed)]
        own = typed.strip()
        known = {option.text.casefold() for option in found}
        return found if own.casefold() in known else [*found, Option(own, own)]
