"""What an attendance register holds: lessons, participants, and a mark for each of both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kbh_desktop.courses.attendance import (
    Attendance,
    LawfulReason,
    LessonMark,
    Mark,
    attendance,
)
from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.participation import LessonSlot, MarkKey
from kbh_desktop.ids import PersonId

NOT_MARKED = LessonMark(Mark.UNMARKED)
_ABOUT_HEALTH = frozenset({LawfulReason.ILLNESS, LawfulReason.CHILD_ILL})


@dataclass(frozen=True, slots=True)
class Pupil:
    """One participant as the register shows them."""

    person: PersonId
    name: str = field(repr=False)
    since: date = date.min
    """The first day on the course."""
    until: date = date.max
    """The last day on the course."""
    is_reduced: bool = field(default=False, repr=False)
    """Whether nothing about health is kept, as of asylum seekers."""

    def permitted(self, mark: LessonMark) -> LessonMark:
        """Return the mark without what it says about health where that isn't kept."""
        if self.is_reduced and mark.reason in _ABOUT_HEALTH:
            return replace(mark, reason=LawfulReason.OTHER)
        return mark


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register of a course."""

    lessons: tuple[LessonSlot, ...] = ()
    pupils: tuple[Pupil, ...] = ()
    marks: Mapping[MarkKey, LessonMark] = field(default_factory=dict, repr=False)
    today: date = date.min

    @property
    def days(self) -> tuple[date, ...]:
        """Every day with lessons, in order."""
        return tuple(sorted({lesson.day for lesson in self.lessons}))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """Every week with lessons, in order."""
        return tuple(sorted({Week.of(day) for day in self.days}))

    def may_mark(self, pupil: Pupil, lesson: LessonSlot) -> bool:
        """Return whether the lesson has come and the participant was on the course."""
        return lesson.day <= self.today and pupil.since <= lesson.day <= pupil.until

    def mark(self, person: PersonId, lesson: LessonSlot) -> LessonMark:
        """Return the mark of a participant in a lesson."""
        return self.marks.get((lesson.session_id, lesson.lesson_no, person), NOT_MARKED)

    def with_mark(self, person: PersonId, lesson: LessonSlot, mark: LessonMark) -> "Register":
        """Return the register with one mark set."""
        key = (lesson.session_id, lesson.lesson_no, person)
        return replace(self, marks={**self.marks, key: mark})

    def total(self, pupil: Pupil) -> Attendance:
        """Return what the lessons held so far add up to."""
        return self._sum(pupil, self.lessons)

    def by_week(self, pupil: Pupil) -> tuple[Attendance, ...]:
        """Return the same for each week of the course."""
        return tuple(
            self._sum(pupil, (each for each in self.lessons if Week.of(each.day) == week))
            for week in self.weeks
        )

    def unmarked(self, lesson: LessonSlot) -> tuple[Pupil, ...]:
        """Return whose mark is missing in a lesson that may be marked."""
        return tuple(
            each
            for each in self.pupils
            if self.may_mark(each, lesson) and self.mark(each.person, lesson).mark is Mark.UNMARKED
        )

    def _sum(self, pupil: Pupil, lessons: Iterable[LessonSlot]) -> Attendance:
        return attendance(
            self.mark(pupil.person, each)
            for each in lessons
            if each.held and pupil.since <= each.day <= pupil.until
        )
