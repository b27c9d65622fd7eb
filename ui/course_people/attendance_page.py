"""The tab on which lessons are marked; every mark saves itself."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from kbh_desktop.courses.attendance import LessonMark
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.participation import LessonSlot, ParticipantRow
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId
from ui.course_people.course_tab import CourseTab
from ui.course_people.marks import mark_label
from ui.course_people.register import NOT_MARKED, Pupil, Register
from ui.course_people.register_view import RegisterView
from ui.errors import guard
from ui.navigation import Navigator
from ui.people.words import name_or_unknown
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from kbh_desktop.app import App

_ON_COURSE = ("enrolled", "finished", "left")


class AttendancePage(CourseTab[Register]):
    """The register of a course; Ctrl+Z takes marks back, one keystroke after the other."""

    kinds: ClassVar[frozenset[str]] = frozenset({"course", "course_session", "course_enrolment"})

    def __init__(self, app: "App", navigator: Navigator, course_id: CourseId) -> None:
        super().__init__(_("Attendance"), app, navigator, course_id)
        self.view = RegisterView()
        self._register = Register()
        self._nothing = EmptyState("calendar-check", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self.column.addWidget(self._stack, 1)
        self.view.add_beside(self.undo_button)
        self.view.marked.connect(self._mark)
        self.view.all_present.connect(self._mark_all_present)

    def activated(self) -> None:
        """Show the register and put the keyboard into it."""
        super().activated()
        self.view.grid.setFocus()

    def bookmark(self) -> str:
        """Return the day in front."""
        return self.view.day.isoformat() if self.view.day else ""

    def restore(self, bookmark: str) -> None:
        """Return to a day."""
        if bookmark:
            self.view.open_day(date.fromisoformat(bookmark))

    def panes(self) -> tuple[QWidget, ...]:
        """Return the grid and the buttons below it."""
        return (self.view.grid, self.view.bar)

    def fetch(self) -> Register:
        """Ask for lessons, participants and marks."""
        participants = self.app.participants
        rows = participants.participants(self.course_id)
        return Register(
            participants.lessons(self.course_id),
            tuple(_pupil(row) for row in rows if row.status in _ON_COURSE),
            participants.marks(self.course_id),
            self.app.people.today(),
        )

    def show_fetched(self, fetched: Register) -> None:
        """Show the register, or what to do first."""
        self._register = fetched
        if not fetched.pupils:
            self._nothing.say(
                _("Nobody is on the course yet"),
                _("Enrol people under Participants; then their lessons are marked here."),
            )
        elif not fetched.lessons:
            self._nothing.say(
                _("No lessons are placed yet"),
                _("Place them in the week plan; then they are marked here."),
            )
        shown = bool(fetched.pupils and fetched.lessons)
        self._stack.setCurrentWidget(self.view if shown else self._nothing)
        self.view.tell(fetched)

    def _mark(self, person: PersonId, lesson: LessonSlot, mark: LessonMark) -> None:
        before = self._register.mark(person, lesson)
        if mark == before:
            return
        with guard(self):
            self._write(person, lesson, mark)
            label = mark_label(mark.mark)
            self.did(label, lambda: self._put_back(lesson, {person: before}))

    def _mark_all_present(self, lesson: LessonSlot) -> None:
        missing = [pupil.person for pupil in self._register.unmarked(lesson)]
        with guard(self):
            self.app.participants.mark_all_present(
                self.course_id, lesson.session_id, lesson.lesson_no
            )
            text = n_("{count} marked present", "{count} marked present", len(missing))
            text = text.format(count=len(missing))
            self.navigator.toast(text)
            before = dict.fromkeys(missing, NOT_MARKED)
            self.did(text, lambda: self._put_back(lesson, before))
            self.view.saved(self.app.clock())
            self.refresh()

    def _put_back(self, lesson: LessonSlot, before: Mapping[PersonId, LessonMark]) -> None:
        for person, mark in before.items():
            self._write(person, lesson, mark)
        self.view.point_at(lesson, next(iter(before), None))
        self.refresh()

    def _write(self, person: PersonId, lesson: LessonSlot, mark: LessonMark) -> None:
        self.app.participants.mark(
            self.course_id,
            lesson.session_id,
            lesson.lesson_no,
            person,
            mark.mark,
            minutes_late=mark.late_minutes,
            reason=mark.reason,
        )
        self.wrote()
        self._register = self._register.with_mark(person, lesson, mark)
        self.view.saved(self.app.clock())


def _pupil(row: ParticipantRow) -> Pupil:
    return Pupil(
        row.person_id,
        name_or_unknown(row.name),
        row.enrolled_on or date.min,
        row.left_on or date.max,
        is_reduced=row.permit != "permit",
    )
