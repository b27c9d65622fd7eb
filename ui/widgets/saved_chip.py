"""Says that everything is saved, and since when."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from ui.widgets.chip import Chip
from ui.widgets.moments import time_text


class SavedChip(Chip):
    """Hidden until something was saved."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "ok", parent)

    def tell(self, saved_at: datetime) -> None:
        """Say when it was saved."""
        self.say(_("Saved at {time} on this computer").format(time=time_text(saved_at)), "ok")
