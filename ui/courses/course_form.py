"""Changes what a course is called, when it begins, for whom it is and when it is closed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kbh_desktop.courses.model import Course
from kbh_desktop.i18n import _, short_date
from ui.courses.new_course import NewCourseDialog
from ui.errors import guard
from ui.people.search import held_languages, held_municipality

if TYPE_CHECKING:
    from kbh_desktop.app import App


class CourseForm(NewCourseDialog):
    """The fields of a new course, but for what only its making decides; it can be undone."""

    def __init__(self, parent: QWidget, app: "App", course: Course) -> None:
        self._course = course
        super().__init__(parent, app, _("Change the course"), _("Save"))
        for name in ("template_id", "danish_weekdays"):
            self._fields[name].hide()
        self.line.setText(course.title)
        self.centre.choose(course.centre)
        self.first_day.show_day(course.first_day)
        self.capacity.show_value(course.capacity)
        self.languages.hold(held_languages(" ".join(course.languages)))
        self.municipalities.hold(
            tuple(each for code in course.municipalities for each in held_municipality(code))
        )
        self.closed.setText(", ".join(map(short_date, course.closed_days)))
        self._tell_weeks()

    def accept(self) -> None:
        """Change the course; what is wrong is said at its field."""
        self._clear_errors()
        with guard(self, self._fields):
            self._app.courses.change(
                self._course.id,
                title=self.line.text(),
                centre=self.centre.value,
                first_day=self.first_day.day(),
                capacity=self.capacity.value(),
                languages=self.languages.values,
                municipalities=self.municipalities.values,
                closed_days=self._closed_days(),
            )
            self.done(self.DialogCode.Accepted)

    def _week_count(self) -> int:
        return self._course.weeks
