"""The recovery sheet, made anew when it was lost, seen by others or never confirmed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from kbh_desktop.security.recovery import RecoveryKey
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.navigation import Navigator, Question
from ui.settings.section import Section
from ui.unlock.print_sheet import print_sheet
from ui.unlock.recovery_step import RecoveryStep
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog

if TYPE_CHECKING:
    from kbh_desktop.app import App


class RecoverySection(Section):
    """Makes a new recovery sheet; the one before then opens nothing."""

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(
            _("Recovery sheet"),
            _(
                "The sheet opens the vault if the passphrase is forgotten. Make a new one if it is"
                " lost, or if somebody may have seen it."
            ),
        )
        self._app = app
        self._navigator = navigator
        self._new = Button(_("New recovery sheet …"), self._ask, icon="file-key")
        self.column.addWidget(self._new, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask(self) -> None:
        question = Question(
            _("Make a new recovery sheet?"),
            _("The sheet you have now then opens nothing. Have paper and a locked cabinet ready."),
            _("Make a new sheet"),
            dangerous=True,
        )
        self._navigator.confirm(question, self._renew)

    def _renew(self) -> None:
        self._new.setEnabled(False)
        run_in_background(self, self._app.users.renew_recovery_key, self._show, self._failed)

    def _show(self, recovery: RecoveryKey) -> None:
        self._new.setEnabled(True)
        dialog = RecoveryDialog(self, self._app, recovery)
        dialog.accepted.connect(lambda: self._navigator.toast(_("The new sheet is in force")))
        dialog.start()

    def _failed(self, error: Exception) -> None:
        self._new.setEnabled(True)
        show_error(self, error)


class RecoveryDialog(Dialog):
    """Shows the new sheet until one of its groups was written back."""

    width_px = 620

    def __init__(self, parent: QWidget, app: "App", recovery: RecoveryKey) -> None:
        self.step = RecoveryStep(recovery.groups, lambda: print_sheet(self, app, recovery))
        super().__init__(parent, self.step.title)
        self._app = app
        self.heading.hide()  # the step has the same
        self.step.next_wanted.connect(self.accept)
        self.column.addWidget(self.step)
        self.add_accept(_("The sheet is safe"))

    def accept(self) -> None:
        """Close once the right group was written."""
        if self.step.check():
            with guard(self):
                self._app.users.confirm_recovery_sheet()
                super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Stay on Esc: what is shown here is shown only now."""
        if event.key() == Qt.Key.Key_Escape:
            self.show_notice(_("Write the group first. The sheet is shown only now."), "warn")
        else:
            super().keyPressEvent(event)
