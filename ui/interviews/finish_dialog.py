"""Finishing an interview, and opening it again as a revision."""

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from kbh_desktop.i18n import _
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text


class FinishDialog(Dialog):
    """Asks how the person confirmed what was read back, then finishes."""

    def __init__(self, parent: QWidget, on_finish: Callable[[str, str], None]) -> None:
        super().__init__(parent, _("Finish the interview"))
        self._on_finish = on_finish
        words = _(
            "Read the answers back through the interpreter. Finishing locks this version; later"
            " changes make a revision."
        )
        self.column.addWidget(Text(words, "Sub", wrap=True))
        self._group = QButtonGroup(self)
        self._ways = {
            "confirmed": QRadioButton(_("Read aloud and confirmed")),
            "changes": QRadioButton(_("Confirmed with remarks")),
            "declined": QRadioButton(_("The person does not wish to confirm")),
        }
        for button in self._ways.values():
            button.setAccessibleName(button.text())
            self._group.addButton(button)
            self.column.addWidget(button)
        self._ways["confirmed"].setChecked(True)
        self.column.addWidget(Text(_("Remarks"), "Label"))
        self._remarks = QPlainTextEdit()
        self._remarks.setTabChangesFocus(True)
        self._remarks.setAccessibleName(_("Remarks"))
        self._remarks.setFixedHeight(72)
        self.column.addWidget(self._remarks)
        self.add_cancel()
        self.add_accept(_("Finish and lock"))

    def accept(self) -> None:
        """Finish with what was chosen."""
        chosen = next(way for way, button in self._ways.items() if button.isChecked())
        remarks = self._remarks.toPlainText().strip()
        if chosen == "changes" and not remarks:
            self.show_notice(_("Write the remarks."), "bad")
            self._remarks.setFocus()
            return
        super().accept()
        self._on_finish(chosen, remarks)


class RevisionDialog(Dialog):
    """Asks why a finished interview is opened again."""

    def __init__(self, parent: QWidget, on_reason: Callable[[str], None]) -> None:
        super().__init__(parent, _("Make a revision"))
        self._on_reason = on_reason
        words = _("The finished version stays as it is. Say why it must be changed.")
        self.column.addWidget(Text(words, "Sub", wrap=True))
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setAccessibleName(_("Reason"))
        self._reason.setFixedHeight(72)
        self.column.addWidget(self._reason)
        self.add_cancel()
        self.add_accept(_("Open for changes"))

    def accept(self) -> None:
        """Open with the reason given."""
        reason = self._reason.toPlainText().strip()
        if not reason:
            self.show_notice(_("Write why."), "bad")
            self._reason.setFocus()
            return
        super().accept()
        self._on_reason(reason)
