"""Asks when a copy of a course begins and what it is called."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from kbh_desktop.courses.model import CourseId
from kbh_desktop.i18n import _
from ui.courses.day_field import DayField
from ui.errors import guard
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field

if TYPE_CHECKING:
    from kbh_desktop.app import App


class CopyDialog(Dialog):
    """`made` gives the id of the copy."""

    made = Signal(str)

    def __init__(self, parent: QWidget, app: "App", course_id: CourseId, title: str) -> None:
        super().__init__(parent, _("Copy {title}").format(title=title))
        self._app = app
        self._course_id = course_id
        self.line = QLineEdit(title)
        self.first_day = DayField(_("First day"), app.people.today())
        self._title = Field(_("Name of the course"), self.line)
        self.column.addWidget(self._title)
        self.column.addWidget(self.first_day)
        self.first_day.show_hint(
            _("Sessions keep weekday and time. People and rooms are chosen anew.")
        )
        self.add_cancel()
        self.add_accept(_("Make a copy"))

    def accept(self) -> None:
        """Make the copy; what is wrong is said at its field."""
        fields: dict[str, Field | DayField] = {"title": self._title, "first_day": self.first_day}
        with guard(self, fields):
            day = self.first_day.day()
            made = self._app.courses.copy(self._course_id, self.line.text(), day)
            super().accept()
            self.made.emit(made.id)
