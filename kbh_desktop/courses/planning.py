"""Reads stored courses and makes of each the instance that is judged and planned."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

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
from kbh_desktop.courses.stored import block_of, course_of, module_of, session_of
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

Spans = Mapping[str, Sequence[Span]]


@dataclass(frozen=True)
class StoredPlans:
    """All courses of the vault with their sessions, and the people and rooms they share."""

    courses: Mapping[str, CourseRecord]
    sessions: Mapping[str, Sequence[CourseSession]]
    blocks: Mapping[str, Sequence[BusyBlock]]
    resources: Sequence[ResourceRecord]
    absences: Mapping[str, Sequence[AbsenceRecord]]

    def board(self, course_id: str) -> CourseBoard:
        """Return the plan of one course, judged."""
        record = self.courses[course_id]
        course = course_of(record)
        calendar = course.calendar
        grid = course_grid(calendar)
        sessions = tuple(self.sessions.get(course_id, ()))
        instance = Instance(
            grid=grid,
            resources=tuple(self._resources(course, grid)),
            groups=(self._group(course, grid),),
            sessions=tuple(_planned(each, course, calendar) for each in sessions),
            order=tuple(_orders(sessions)),
        )
        placements: dict[str, Placement] = {
            each.id: each.placement for each in sessions if each.placement
        }
        return CourseBoard(
            course=course,
            calendar=calendar,
            instance=instance,
            sessions=sessions,
            blocks=tuple(self.blocks.get(course_id, ())),
            modules=tuple(map(module_of, record.modules)),
            conflicts=conflicts(instance, placements),
        )

    def _group(self, course: Course, grid: Grid) -> Group:
        spans = (block.span(grid) for block in self.blocks.get(course.id, ()))
        return Group(course.id, course.capacity, tuple(filter(None, spans)), name=course.title)

    def _resources(self, course: Course, grid: Grid) -> Iterator[Resource]:
        booked = self._booked_elsewhere(course, grid)
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

    def _booked_elsewhere(self, course: Course, grid: Grid) -> Spans:
        """Return what other courses have booked; a course and its what-if plans are one."""
        found: defaultdict[str, list[Span]] = defaultdict(list)
        itself = {course.id, course.what_if_of}
        for record in self.courses.values():
            if record.what_if_of or record.id in itself:
                continue
            for session in self.sessions.get(record.id, ()):
                at = session.placement
                if at is not None and at.day in grid.index:
                    for resource in filter(None, at.resources):
                        found[resource].append(Span(at.day, at.slot, session.lessons))
        return found


def stored_plans(session: Session) -> StoredPlans:
    """Return all courses that are not removed, with everything that plans are made of."""
    courses = session.scalars(select(CourseRecord).where(CourseRecord.state != "deleted"))
    sessions: defaultdict[str, list[CourseSession]] = defaultdict(list)
    for record in session.scalars(
        select(SessionRecord)
        .where(SessionRecord.state != "deleted")
        .order_by(SessionRecord.position, SessionRecord.id)
    ):
        sessions[record.course_id].append(session_of(record))
    blocks: defaultdict[str, list[BusyBlock]] = defaultdict(list)
    for block in session.scalars(
        select(BlockRecord)
        .where(BlockRecord.state != "deleted")
        .order_by(BlockRecord.day, BlockRecord.starts, BlockRecord.id)
    ):
        blocks[block.course_id].append(block_of(block))
    absences: defaultdict[str, list[AbsenceRecord]] = defaultdict(list)
    for absence in session.scalars(select(AbsenceRecord).where(AbsenceRecord.state != "deleted")):
        absences[absence.resource_id].append(absence)
    resources = session.scalars(
        select(ResourceRecord)
        .where(ResourceRecord.state != "deleted")
        .order_by(ResourceRecord.kind, ResourceRecord.name, ResourceRecord.id)
    )
    return StoredPlans(
        {record.id: record for record in courses}, sessions, blocks, list(resources), absences
    )


@lru_cache(maxsize=256)
def course_grid(calendar: CourseCalendar) -> Grid:
    """Return the days and lessons of a course."""
    return Grid(
        tuple(day for week in calendar.weeks for day in week.workdays),
        DAY_SLOTS,
        day_start=DAY_START,
        breaks=(Break(MORNING_SLOTS, LUNCH_MINUTES),),
        closed=calendar.closed,
    )


def absence_spans(absence: AbsenceRecord, grid: Grid) -> Iterator[Span]:
    """Return the slots of the grid that an absence covers."""
    first, last = date.fromisoformat(absence.first_day), date.fromisoformat(absence.last_day)
    slots = absence.slots or grid.slots_per_day - absence.first_slot
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day in grid.index:
            yield Span(day, absence.first_slot, slots)


def _planned(each: CourseSession, course: Course, calendar: CourseCalendar) -> PlannedSession:
    earliest, latest = week_window(each.week, calendar) if each.week else (None, None)
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
