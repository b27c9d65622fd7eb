"""Why somebody leaves a course, from when, and what follows from it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QWidget

from kbh_desktop.courses.enrolment import exit_consequence
from kbh_desktop.courses.model import ExitReason
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, short_date
from ui.course_people.choice_line import ChoiceLine
from ui.course_people.words import exit_options, isolated
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, FieldError
from ui.widgets.spoken_dates import parse_date

Leave = Callable[[ExitReason, date], None]


class LeaveDialog(Dialog):
    """Each reason says at once what happens then; `leave` gets the reason and the day."""

    def __init__(self, parent: QWidget, name: str, today: date, leave: Leave) -> None:
        super().__init__(parent, _("{name} leaves the course").format(name=isolated(name)))
        self._today = today
        self._leave = leave
        self._group = QButtonGroup(self)
        self._reasons: dict[ExitReason, QRadioButton] = {}
        for reason, words in exit_options():
            line = ChoiceLine(words, exit_consequence(reason))
            self._reasons[reason] = line
            self._group.addButton(line)
            self.column.addWidget(line)
        self._missing = FieldError()
        self.column.addWidget(self._missing)
        self._day = QLineEdit(short_date(today))
        self.day_field = Field(_("Last day on the course"), self._day)
        self.column.addWidget(self.day_field)
        self.add_cancel()
        self.add_accept(_("Let the person leave"))

    def choose(self, reason: ExitReason) -> None:
        """Choose a reason."""
        self._reasons[reason].setChecked(True)

    def accept(self) -> None:
        """Say why and from when."""
        chosen = (each for each, line in self._reasons.items() if line.isChecked())
        reason: ExitReason = next(chosen, "")
        self._missing.say("" if reason else _("Choose why the person leaves."))
        try:
            day = parse_date(self._day.text(), self._today)
        except InputError as error:
            self.day_field.show_error(str(error))
            return
        if reason:
            super().accept()
            self._leave(reason, day)
