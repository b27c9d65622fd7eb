"""A lost device that was found: why it can be trusted again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from kbh_desktop.losses.model import Loss
from ui.custody.lines import Lines
from ui.errors import guard
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App


class FoundDialog(Dialog):
    """Takes the revocation back, with the reason."""

    def __init__(self, parent: QWidget, app: "App", loss: Loss) -> None:
        super().__init__(parent, _("{name} was found").format(name=loss.device_name))
        self._app = app
        self._loss = loss
        text = _(
            "Only when you know where it was, and that nobody opened it. Otherwise it is wiped and "
            "set up anew. The case and its decisions are kept."
        )
        self.column.addWidget(Text(text, "Sub", wrap=True))
        self.reason = Lines(_("Why it can be trusted again"))
        self._field = Field(_("Why it can be trusted again"), self.reason)
        self.column.addWidget(self._field)
        self.add_cancel()
        self.add_accept(_("Exchange with it again"))

    def accept(self) -> None:
        """Take the revocation back."""
        with guard(self, {"reason": self._field}):
            self._app.losses.found(self._loss.id, self.reason.text)
            super().accept()
