"""Asks why the health sheet is opened; the log keeps who, when and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kbh_desktop.i18n import _
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field


class ReasonDialog(Dialog):
    """`reasoned` gives what was written; nothing is shown without it."""

    reasoned = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Health and adjustments"))
        self._line = QLineEdit()
        self._field = Field(
            _("Why do you need it?"), self._line, _("The log keeps who, when and why.")
        )
        self.column.addWidget(self._field)
        self.add_cancel()
        self.add_accept(_("Show"))

    def accept(self) -> None:
        """Give the reason."""
        reason = self._line.text().strip()
        if not reason:
            self._field.show_error(_("Write why."))
            self._line.setFocus()
            return
        super().accept()
        self.reasoned.emit(reason)
