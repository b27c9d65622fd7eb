"""Asks why something is deleted, or kept longer."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.retention.model import Rule
from kbh_desktop.retention.rules import title_of
from ui.courses.day_field import DayField
from ui.widgets.check_box import CheckBox
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.text import Text


class DeleteDialog(Dialog):
    """`confirmed` gives the reason, and whether it is journalised."""

    confirmed = Signal(str, bool)

    def __init__(self, parent: QWidget, name: str, rule: Rule, *, needs_journal: bool) -> None:
        super().__init__(parent, _("Delete what is known of {name}?").format(name=name))
        self.column.addWidget(Text(title_of(rule), "Strong", wrap=True))
        self.column.addWidget(Text(rule.ground, "Muted", wrap=True))
        if rule.part == "person":
            what = _(
                "Everything goes: facts, notes, interviews, the competence card and places on"
                " courses. It can't be undone. Laptops delete it with their next bundle."
            )
        else:
            what = _("The answers about health and their keys go. The rest stays.")
        self.column.addWidget(Text(what, wrap=True))
        self.reason = QLineEdit()
        self.field = Field(
            _("Why is it deleted?"), self.reason, _("It stands in the proof. Write no names.")
        )
        self.column.addWidget(self.field)
        self.journal = CheckBox(_("What must be kept is journalised in our own system."))
        self.journal.setVisible(needs_journal)
        self.column.addWidget(self.journal)
        self._needs_journal = needs_journal
        self._cancel = self.add_cancel()
        self.add_accept(_("Delete"), dangerous=True)

    def accept(self) -> None:
        """Give the reason."""
        if not self.reason.text().strip():
            self.field.show_error(_("Say why it is deleted."))
            self.reason.setFocus()
            return
        if self._needs_journal and not self.journal.isChecked():
            self.show_notice(_("Confirm first that it is journalised."), "warn")
            self.journal.setFocus()
            return
        super().accept()
        self.confirmed.emit(self.reason.text().strip(), self.journal.isChecked())


class ExtendDialog(Dialog):
    """`extended` gives the day (ISO) and the reason."""

    extended = Signal(str, str)

    def __init__(self, parent: QWidget, name: str, rule: Rule, today: date) -> None:
        super().__init__(parent, _("Keep it longer: {name}").format(name=name))
        self.column.addWidget(Text(title_of(rule), "Strong", wrap=True))
        self.until = DayField(_("Until"), today, empty=True)
        self.column.addWidget(self.until)
        self.reason = QLineEdit()
        self.field = Field(
            _("Why is it kept longer?"), self.reason, _("The person can ask to see it.")
        )
        self.column.addWidget(self.field)
        self._today = today
        self.add_cancel()
        self.add_accept(_("Keep it longer"))

    def accept(self) -> None:
        """Give the day and the reason."""
        try:
            day = self.until.day()
        except InputError as error:
            self.until.show_error(str(error))
            return
        if day <= self._today:
            self.until.show_error(_("Choose a day in the future."))
            return
        if not self.reason.text().strip():
            self.field.show_error(_("Say why it is kept longer."))
            self.reason.setFocus()
            return
        super().accept()
        self.extended.emit(day.isoformat(), self.reason.text().strip())
