"""The key ceremony as a dialog that goes on where it was left."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from ui.custody.ceremony_steps import CardStep, HoldersStep, PresentStep, SheetsStep
from ui.custody.wizard import Wizard

if TYPE_CHECKING:
    from kbh_desktop.app import App

_SHEETS = 2


class CeremonyDialog(Wizard):
    """Leads through the ceremony; closing it half-way loses nothing."""

    def __init__(self, parent: QWidget, app: "App") -> None:
        self.present = present = PresentStep(app)
        super().__init__(
            parent,
            _("Key ceremony"),
            [present, HoldersStep(app, present), SheetsStep(app), CardStep(app)],
        )
        self._app = app

    def go_on(self) -> None:
        """Open at the step that is due."""
        self.begin(_SHEETS if self._app.ceremony.under_way() else 0)

    def back(self) -> None:
        """Return a step, but never behind a key that was made."""
        if self.at < _SHEETS:
            super().back()

    def show_step(self, at: int) -> None:
        """Show a step; behind a key that was made there is no way back."""
        super().show_step(at)
        self._back.setVisible(0 < at < _SHEETS)
