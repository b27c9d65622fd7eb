"""Attendance of a course: its lessons, how marks are stored, and what they add up to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from kbh_desktop.courses.attendance import (
    Attendance,
    LawfulReason,
    LessonMark,
    Mark,
    attendance,
)
from kbh_desktop.courses.calendar import Week, moment
from kbh_desktop.courses.model import Course
from kbh_desktop.courses.participation import LessonSlot, WeekStrip
from kbh_desktop.courses.planning import course_grid
from kbh_desktop.courses.records import EnrolmentRecord
from kbh_desktop.courses.schedule import CourseSession

_UNMARKED = LessonMark(Mark.UNMARKED)


def written(mark: LessonMark) -> str:
    """Return a mark as it is stored, such as `late:10` or `lawful:illness`."""
    if mark.mark is Mark.LATE:
        return f"{mark.mark}:{mark.late_minutes}"
    return f"{mark.mark}:{mark.reason}" if mark.reason else str(mark.mark)


def read_mark(text: str) -> LessonMark:
    """Return the mark that is stored so; what nobody knows counts as unmarked."""
    kind, _colon, rest = text.partition(":")
    try:
        mark = Mark(kind)
    except ValueError:
        return _UNMARKED
    if mark is Mark.LATE:
        return LessonMark(mark, int(rest) if rest.isdecimal() else 0)
    reason = LawfulReason(rest) if rest in set(LawfulReason) else None
    return LessonMark(mark, reason=reason)


def lesson_slots(
    course: Course, sessions: Iterable[CourseSession], now: datetime
) -> tuple[LessonSlot, ...]:
    """Return the lessons of all placed sessions in the order of time."""
    grid = course_grid(course.calendar)
    found: list[LessonSlot] = []
    for each in sessions:
        at = each.placement
        for number in range(each.lessons if at else 0):
            if at is not None:
                starts = grid.starts_at(at.slot + number)
                found.append(
                    LessonSlot(
                        session_id=each.id,
                        lesson_no=number + 1,
                        day=at.day,
                        starts=starts,
                        title=str(each.title),
                        held=moment(at.day, starts) <= now,
                    )
                )
    return tuple(sorted(found, key=lambda slot: (slot.day, slot.starts, slot.key)))


def lessons_of(enrolment: EnrolmentRecord, slots: Sequence[LessonSlot]) -> Iterator[LessonSlot]:
    """Return the lessons held while somebody was on the course, and any that is marked."""
    first = date.fromisoformat(enrolment.enrolled_on) if enrolment.enrolled_on else date.min
    last = date.fromisoformat(enrolment.left_on) if enrolment.left_on else date.max
    return (
        slot
        for slot in slots
        if (slot.held and first <= slot.day <= last) or slot.key in enrolment.marks
    )


def attendance_of(enrolment: EnrolmentRecord, slots: Iterable[LessonSlot]) -> Attendance:
    """Return what the marks of somebody for these lessons add up to."""
    marks = enrolment.marks
    return attendance(
        read_mark(marks[slot.key]) if slot.key in marks else _UNMARKED for slot in slots
    )


def strip_of(
    enrolment: EnrolmentRecord, slots: Iterable[LessonSlot], weeks: Sequence[Week]
) -> tuple[WeekStrip, ...]:
    """Return somebody's attendance week by week."""
    by_week: dict[Week, list[LessonSlot]] = {week: [] for week in weeks}
    for slot in slots:
        by_week.setdefault(Week.of(slot.day), []).append(slot)
    return tuple(
        WeekStrip(n, f"{week.year}-W{week.number:02}", attendance_of(enrolment, by_week[week]))
        for n, week in enumerate(weeks, 1)
    )


def marks_by_key(enrolment: EnrolmentRecord) -> Mapping[tuple[str, int], LessonMark]:
    """Return somebody's marks by session and lesson."""
    found = {}
    for key, text in enrolment.marks.items():
        session, _slash, number = key.rpartition("/")
        if number.isdecimal():
            found[session, int(number)] = read_mark(text)
    return found
