"""The lost device as a dialog, which can be closed and taken up again at any step."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from kbh_desktop.losses.model import Loss
from ui.custody.wizard import Wizard
from ui.losses.steps import AffectedStep, Case, DecisionStep, DeviceStep, NoticeStep

if TYPE_CHECKING:
    from kbh_desktop.app import App


class LossDialog(Wizard):
    """Reports a lost device, or goes on with the case of one."""

    def __init__(self, parent: QWidget, app: "App", loss: Loss | None = None) -> None:
        self.case = Case(app, loss)
        steps = [DeviceStep(self.case), AffectedStep(self.case)]
        super().__init__(
            parent,
            _("Lost device"),
            [*steps, NoticeStep(self.case), DecisionStep(self.case)],
        )

    def go_on(self) -> None:
        """Open at the report, or behind it when that was made."""
        self.begin(1 if self.case.loss else 0)

    def show_step(self, at: int) -> None:
        """Show a step; what was reported is not reported again."""
        super().show_step(at)
        self._back.setVisible(at > 1 or (at == 1 and self.case.loss is None))
