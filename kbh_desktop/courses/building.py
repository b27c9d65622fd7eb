"""A course made from its template: sessions in course weeks, ready to be planned."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from kbh_desktop.courses.calendar import CourseCalendar, course_calendar
from kbh_desktop.courses.model import Course, Need, Template
from kbh_desktop.courses.timetable import (
    Break,
    Grid,
    Group,
    Instance,
    Order,
    Resource,
    Session,
    Span,
)

DAY_SLOTS, MORNING_SLOTS = 8, 4
DAY_START, LUNCH_MINUTES = time(8, 30), 60
"""Four lessons of 45 minutes from 8.30, and four from 12.30 to 15.30."""
INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True)
class CourseToPlan:
    """One course with what stands fixed around it."""

    course: Course
    template: Template
    size: int
    """Participants, who all need a seat."""
    busy: tuple[Span, ...] = ()
    """Danish lessons and everything else that can't move."""
    also_closed: tuple[date, ...] = ()
    """The centre's own closed days."""

    @property
    def calendar(self) -> CourseCalendar:
        """The weeks of the course."""
        return course_calendar(self.course.first_day, self.template.weeks, self.also_closed)


def course_instance(courses: Sequence[CourseToPlan], resources: Sequence[Resource]) -> Instance:
    """Return the instance of planning the courses together with shared people and rooms."""
    calendars = [each.calendar for each in courses]
    days = sorted({d for each in calendars for week in each.weeks for d in week.workdays})
    opened = {day for each in calendars for day in each.open_days}
    return Instance(
        grid=Grid(
            tuple(days),
            DAY_SLOTS,
            day_start=DAY_START,
            breaks=(Break(MORNING_SLOTS, LUNCH_MINUTES),),
            closed=frozenset(days) - opened,
        ),
        resources=tuple(resources),
        groups=tuple(
            Group(each.course.id, each.size, (*each.busy, *_closed_for(calendar, opened)))
            for each, calendar in zip(courses, calendars, strict=True)
        ),
        sessions=tuple(session for each in courses for session in _sessions(each)),
        order=tuple(rule for each in courses for rule in _orders(each)),
    )


def danish_mornings(calendar: CourseCalendar, weekdays: Collection[int]) -> tuple[Span, ...]:
    """Return Danish lessons on every open morning of these weekdays, Monday being 0."""
    days = (day for day in calendar.open_days if day.weekday() in weekdays)
    return tuple(Span(day, 0, MORNING_SLOTS) for day in days)


def _closed_for(calendar: CourseCalendar, opened: Collection[date]) -> Iterator[Span]:
    """Return the days that are open for other courses only."""
    return (Span(day, 0, DAY_SLOTS) for day in sorted(calendar.closed & set(opened)))


def _sessions(each: CourseToPlan) -> Iterator[Session]:
    calendar = each.calendar
    for module in each.template.modules:
        earliest, latest = week_window(module.week, calendar)
        for session in module.sessions:
            yield Session(
                id=_id(each, session.id),
                name=str(session.title),
                slots=session.lessons,
                course=each.course.id,
                groups=(each.course.id,),
                size=each.size,
                place=each.course.centre,
                needs=spoken_needs(session.needs, each.course.languages),
                earliest=earliest,
                latest=latest,
                half="afternoon",
            )


def week_window(week: int, calendar: CourseCalendar) -> tuple[date, date]:
    """Return the days of a course week; with holidays in it, those of its neighbours too."""
    weeks, at = calendar.weeks, min(week, len(calendar.weeks)) - 1
    is_short = any(day in calendar.closed for day in weeks[at].workdays)
    first, last = max(0, at - is_short), min(len(weeks) - 1, at + is_short)
    return weeks[first].workdays[0], weeks[last].workdays[-1]


def spoken_needs(needs: Iterable[Need], languages: Iterable[str]) -> tuple[Need, ...]:
    """Return the needs with one interpreter for each language of the course."""
    found: list[Need] = []
    for need in needs:
        if need.kind == INTERPRETER and not need.skill:
            found += [Need(INTERPRETER, language) for language in languages]
        else:
            found.append(need)
    return tuple(found)


def _orders(each: CourseToPlan) -> Iterator[Order]:
    for session in each.template.sessions:
        for before in session.after:
            yield Order(_id(each, before), _id(each, session.id))


def _id(each: CourseToPlan, session: str) -> str:
    return f"{each.course.id}/{session}"
