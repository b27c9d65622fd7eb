"""Asks what to do with a session that was dropped where it may not stand."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text


class DropDialog(Dialog):
    """Says why; offers to place it all the same, and to swap where that makes both fit."""

    placed = Signal()
    swapped = Signal()

    def __init__(self, parent: QWidget, reason: str, swap_with: str) -> None:
        super().__init__(parent, _("Place it here all the same?"))
        text = _("{reason} It is then shown as a conflict.").format(reason=reason)
        self.column.addWidget(Text(text, "Sub", wrap=True))
        self._stay = self.add_cancel()
        self.place = Button(_("Place it here"), self._place)
        self.buttons.addWidget(self.place)
        self.swap = Button(_("Swap the two"), self._swap, icon="arrow-left-right")
        if swap_with:
            words = _("“{title}” could take its place without a conflict.")
            self.column.addWidget(Text(words.format(title=swap_with), "Sub", wrap=True))
            self.buttons.addWidget(self.swap)

    def ask(self) -> None:
        """Show the dialog; Esc and Enter leave everything as it is."""
        self.start(self._stay)

    def _place(self) -> None:
        self.accept()
        self.placed.emit()

    def _swap(self) -> None:
        self.accept()
        self.swapped.emit()
