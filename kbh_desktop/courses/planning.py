"""Reads stored courses and makes of each the instance that is judged and planned."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.courses.building import (
    DAY_SLOTS,
    DAY_START,
    LUNCH_MINUTES,
    MORNING_SLOTS,
    spoken_needs,
    week_window,
)
from kbh_desktop.courses.calendar import CourseCalendar
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.model import Course
from kbh_desktop.courses.records import (
    AbsenceRecord,
    BlockRecord,
    CourseRecord,
    ResourceRecord,
    SessionRecord,
)
from kbh_desktop.courses.schedule import BusyBlock, CourseBoard, CourseSession
from kbh_desktop.courses.store import present_courses
from kbh_desktop.courses.stored import block_of, course_of, module_of, placement_of, session_of
from kbh_desktop.courses.timetable import (
    NOT_PEOPLE,
    ROOM,
    Break,
    Grid,
    Group,
    Instance,
    Lock,
    Order,
    Placement,
    Resource,
    Span,
)
from kbh_desktop.courses.timetable import (
    Session as PlannedSession,
)
from kbh_desktop.storage.base import SyncedRecord

Spans = Mapping[str, Sequence[Span]]


class Booked(NamedTuple):
    """One session of another course."""

    at: Placement
    lessons: int
    place: str


R = TypeVar("R", bound=SyncedRecord)
TRAVEL_LESSONS = 1
"""From a centre to a company nearby."""


@dataclass(frozen=True)
class StoredPlans:
    """All courses of the vault with their sessions, and the people and rooms they share."""

    courses: Mapping[str, CourseRecord]
    sessions: Mapping[str, Sequence[CourseSession]]
    blocks: Mapping[str, Sequence[BusyBlock]]
    resources: Sequence[ResourceRecord]
    absences: Mapping[str, Sequence[AbsenceRecord]]
    bookings: Mapping[str, Sequence[Booked]]
    """Where the sessions of each course are, and their lessons."""

    def board(self, course_id: str) -> CourseBoard:
        """Return the plan of one course, judged."""
        record = self.courses[course_id]
        sessions = tuple(self.sessions.get(course_id, ()))
        instance = self.instance((course_id,))
        placements: dict[str, Placement] = {
            each.id: each.placement for each in sessions if each.placement
        }
        course = course_of(record)
        return CourseBoard(
            course=course,
            calendar=course.calendar,
            instance=instance,
            sessions=sessions,
            blocks=tuple(self.blocks.get(course_id, ())),
            modules=tuple(map(module_of, record.modules)),
            conflicts=conflicts(instance, placements),
        )

    def instance(self, course_ids: Sequence[str]) -> Instance:
        """Return what one course or several together are planned from.

        What other courses have booked can't be used. Planned together, courses also share the
        lessons that people may have in a day and a week.
        """
        courses = [course_of(self.courses[each]) for each in course_ids]
        grid = shared_grid([each.calendar for each in courses])
        sessions = [
            (each, course) for course in courses for each in self.sessions.get(course.id, ())
        ]
        return Instance(
            grid=grid,
            resources=tuple(self._resources(courses, grid)),
            groups=tuple(self._group(each, grid) for each in courses),
            sessions=tuple(_planned(each, course) for each, course in sessions),
            order=tuple(_orders([each for each, _course in sessions])),
            travel=_travel(
                [each.centre for each in courses], [each.place for each, _c in sessions]
            ),
        )

    def _group(self, course: Course, grid: Grid) -> Group:
        blocks = (block.span(grid) for block in self.blocks.get(course.id, ()))
        calendar = course.calendar
        own = set(calendar.open_days)
        closed = (
            Span(day, 0, grid.slots_per_day)
            for day in grid.days
            if day not in own and day not in grid.closed
        )
        busy = (*filter(None, blocks), *closed)
        return Group(course.id, course.capacity, busy, name=course.title)

    def _resources(self, courses: Sequence[Course], grid: Grid) -> Iterator[Resource]:
        booked = self._booked_elsewhere(courses, grid)
        for record in self.resources:
            away = (
                each
                for absence in self.absences.get(record.id, ())
                for each in absence_spans(absence, grid)
            )
            yield Resource(
                record.id,
                record.kind,
                frozenset(record.skills),
                frozenset(record.places),
                record.capacity,
                (*away, *booked.get(record.id, ())),
                record.max_per_week,
                record.max_per_day,
                record.name,
            )

    def _booked_elsewhere(self, courses: Sequence[Course], grid: Grid) -> Spans:
        """Return what other courses have booked; a course and its what-if plans are one.

        People who are at another centre that day are not here at all.
        """
        found: defaultdict[str, list[Span]] = defaultdict(list)
        itself = {name for each in courses for name in (each.id, each.what_if_of)}
        people = {each.id for each in self.resources if each.kind not in NOT_PEOPLE}
        centres = {each.centre for each in courses}
        for course_id, booked in self.bookings.items():
            for each in booked if course_id not in itself else ():
                for resource in filter(
                    None, each.at.resources if each.at.day in grid.index else ()
                ):
                    far = resource in people and each.place not in centres
                    whole = Span(each.at.day, 0, grid.slots_per_day)
                    found[resource].append(
                        whole if far else Span(each.at.day, each.at.slot, each.lessons)
                    )
        return found


def stored_plans(session: Session, only: str | None = None) -> StoredPlans:
    """Return all courses that are not removed, with everything that plans are made of.

    With `only`, of other courses nothing but what they have booked, which is quicker.
    """
    courses = {record.id: record for record in present_courses(session)}
    wanted = courses.keys() if only is None else {only}
    sessions: defaultdict[str, list[CourseSession]] = defaultdict(list)
    for record in _present(session, SessionRecord, SessionRecord.course_id.in_(wanted)):
        sessions[record.course_id].append(session_of(record))
    blocks: defaultdict[str, list[BusyBlock]] = defaultdict(list)
    for block in _present(session, BlockRecord, BlockRecord.course_id.in_(wanted)):
        blocks[block.course_id].append(block_of(block))
    absences: defaultdict[str, list[AbsenceRecord]] = defaultdict(list)
    for absence in _present(session, AbsenceRecord, AbsenceRecord.first_day != ""):
        absences[absence.resource_id].append(absence)
    return StoredPlans(
        courses=courses,
        sessions={name: sorted(each, key=_position) for name, each in sessions.items()},
        blocks={name: sorted(each, key=_in_time) for name, each in blocks.items()},
        resources=sorted(_present(session, ResourceRecord), key=_called),
        absences=absences,
        bookings=_bookings(session, courses),
    )


def _bookings(
    session: Session, courses: Mapping[str, CourseRecord]
) -> Mapping[str, Sequence[Booked]]:
    """Return where the sessions of each course are; plans being tried out book nothing."""
    found: defaultdict[str, list[Booked]] = defaultdict(list)
    query = select(
        SessionRecord.course_id,
        SessionRecord.at,
        SessionRecord.staff,
        SessionRecord.lessons,
        SessionRecord.place,
    ).where(SessionRecord.at != "", SessionRecord.state != "deleted")
    for course_id, at, staff, lessons, place in session.execute(query):
        placement = placement_of(at, staff)
        course = courses.get(course_id)
        if placement is not None and course is not None and not course.what_if_of:
            found[course_id].append(Booked(placement, lessons, place or course.centre))
    return found


def _present(session: Session, kind: type[R], *conditions: Any) -> list[R]:  # noqa: ANN401
    return list(session.scalars(select(kind).where(kind.state != "deleted", *conditions)))


def _position(each: CourseSession) -> tuple[int, str]:
    return each.position, each.id


def _in_time(block: BusyBlock) -> tuple[date, time, str]:
    return block.day, block.starts, block.id


def _called(record: ResourceRecord) -> tuple[str, str, str]:
    return record.kind, record.name, record.id


def course_grid(calendar: CourseCalendar) -> Grid:
    """Return the days and lessons of a course."""
    return shared_grid([calendar])


def shared_grid(calendars: Sequence[CourseCalendar]) -> Grid:
    """Return the days and lessons of several courses; closed is what is closed for all."""
    days = sorted({day for each in calendars for week in each.weeks for day in week.workdays})
    opened = {day for each in calendars for day in each.open_days}
    return _grid(tuple(days), frozenset(days) - opened)


def day_grid(day: date) -> Grid:
    """Return the lessons of one day: they are the same in every course."""
    return _grid((day,), frozenset())


@lru_cache(maxsize=256)
def _grid(days: tuple[date, ...], closed: frozenset[date]) -> Grid:
    return Grid(
        days,
        DAY_SLOTS,
        day_start=DAY_START,
        breaks=(Break(MORNING_SLOTS, LUNCH_MINUTES),),
        closed=closed,
    )


def _travel(centres: Sequence[str], places: Sequence[str]) -> Mapping[frozenset[str], int]:
    """Return the lessons it takes from a centre to the places its sessions visit, and back.

    Between centres no time is given: nobody works at two of them on one day.
    """
    visited = {place for place in places if place and place not in centres}
    return {
        frozenset((here, there)): TRAVEL_LESSONS
        for here in {*centres, *visited}
        for there in visited
        if here != there
    }


def absence_spans(absence: AbsenceRecord, grid: Grid) -> Iterator[Span]:
    """Return the slots of the grid that an absence covers."""
    first, last = date.fromisoformat(absence.first_day), date.fromisoformat(absence.last_day)
    slots = absence.slots or grid.slots_per_day - absence.first_slot
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day in grid.index:
            yield Span(day, absence.first_slot, slots)


def _planned(each: CourseSession, course: Course) -> PlannedSession:
    calendar = course.calendar
    whole = calendar.weeks[0].workdays[0], calendar.weeks[-1].workdays[-1]
    earliest, latest = week_window(each.week, calendar) if each.week else whole
    needs = spoken_needs(each.needs, course.languages)
    return PlannedSession(
        id=each.id,
        name=str(each.title),
        slots=each.lessons,
        course=course.id,
        groups=(course.id,),
        size=course.capacity,
        place=each.place or course.centre,
        needs=needs,
        earliest=earliest,
        latest=latest,
        half=each.half,
        locked=_lock(each, [need.kind for need in needs]),
    )


def _lock(each: CourseSession, kinds: Sequence[str]) -> Lock | None:
    at = each.placement
    if at is None or each.lock is None:
        return None
    held = [(kind, name) for kind, name in zip(kinds, at.resources, strict=False) if name]
    people = tuple(name for kind, name in held if kind not in NOT_PEOPLE)
    rooms = tuple(name for kind, name in held if kind == ROOM)
    everything = tuple(name for _kind, name in held)
    return {
        "time": Lock(at.day, at.slot),
        "people": Lock(resources=people),
        "room": Lock(resources=rooms),
        "all": Lock(at.day, at.slot, everything),
    }[each.lock]


def _orders(sessions: Iterable[CourseSession]) -> Iterator[Order]:
    known = {each.id for each in sessions}
    for each in sessions:
        for before in each.after:
            if before in known:
                yield Order(before, each.id)
