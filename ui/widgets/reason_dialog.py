"""Asks why something well guarded is opened; the log keeps who, when and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kbh_desktop.i18n import _
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field


class ReasonDialog(Dialog):
    """`reasoned` gives what was written; nothing is shown without it. `yes` names the act."""

    reasoned = Signal(str)

    def __init__(self, parent: QWidget, title: str, yes: str) -> None:
        super().__init__(parent, title)
        self.line = QLineEdit()
        self.field = Field(
            _("Why do you need it?"), self.line, _("The log keeps who, when and why.")
        )
        self.column.addWidget(self.field)
        self.add_cancel()
        self.add_accept(yes)

    def accept(self) -> None:
        """Give the reason."""
        reason = self.line.text().strip()
        if not reason:
            self.field.show_error(_("Write why."))
            self.line.setFocus()
            return
        super().accept()
        self.reasoned.emit(reason)
