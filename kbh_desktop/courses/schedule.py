"""The plan of one course as windows and commands see it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Literal

from kbh_desktop.courses.calendar import CourseCalendar
from kbh_desktop.courses.conflicts import Conflict
from kbh_desktop.courses.model import (
    DEFAULT_CAPACITY,
    FAST_TRACK,
    Course,
    CourseId,
    Module,
    Need,
    SessionId,
    SessionKind,
    Template,
    TemplateId,
    Text,
)
from kbh_desktop.courses.timetable import Grid, Half, Instance, Placement, Span

LockLevel = Literal["time", "people", "room", "all"]
LOCK_LEVELS: tuple[LockLevel, ...] = ("time", "people", "room", "all")
BlockKind = Literal["danish", "other"]
CourseState = Literal["planned", "running", "finished"]
MOST_LESSONS = 8


@dataclass(frozen=True, slots=True)
class NewCourse:
    """What a course is begun with."""

    title: str
    centre: str
    first_day: date
    template_id: str = ""
    """Empty for the curriculum that comes with the program."""
    municipalities: tuple[str, ...] = FAST_TRACK
    languages: tuple[str, ...] = ()
    capacity: int = DEFAULT_CAPACITY
    danish_weekdays: tuple[int, ...] = ()
    """Weekdays with Danish lessons in the morning, Monday being 0."""
    closed_days: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseSession:
    """One session of a course; `placement` is None while it is in the tray."""

    id: SessionId
    course: CourseId
    title: Text
    kind: SessionKind
    lessons: int
    needs: tuple[Need, ...] = ()
    after: tuple[SessionId, ...] = ()
    counts: bool = True
    week: int = 0
    """The course week it belongs to; 0 for any."""
    place: str = ""
    """Where it is held; empty for the centre of the course."""
    half: Half = ""
    placement: Placement | None = None
    lock: LockLevel | None = None
    origin: str = ""
    """The template's session, or in a what-if plan the session it stands for."""
    position: int = 0
    """Its place in the curriculum."""


@dataclass(frozen=True, slots=True)
class BusyBlock:
    """A time at which the participants have something that can't move."""

    day: date
    starts: time
    ends: time
    title: str
    kind: BlockKind = "danish"
    id: str = ""
    source: str = ""
    """What the timetable it was read from calls it."""

    def span(self, grid: Grid) -> Span | None:
        """Return the slots it touches; None when it lies outside the day of the course."""
        touched = [
            slot
            for slot in range(grid.slots_per_day)
            if self.starts < _ends_at(grid, slot) and grid.starts_at(slot) < self.ends
        ]
        return Span(self.day, touched[0], len(touched)) if touched else None


def _ends_at(grid: Grid, slot: int) -> time:
    return plus_minutes(grid.starts_at(slot), grid.slot_minutes)


def plus_minutes(at: time, minutes: int) -> time:
    """Return the time of day `minutes` later."""
    return (datetime.combine(date.min, at) + timedelta(minutes=minutes)).time()


def ends_at(grid: Grid, slot: int, slots: int) -> time:
    """Return when a session ends that begins in `slot`, breaks counted."""
    return _ends_at(grid, slot + slots - 1)


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One course as a list shows it."""

    id: CourseId
    title: str
    centre: str
    first_day: date
    last_day: date
    weeks: tuple[str, ...]
    """ISO weeks as `2027-W16`."""
    participants: int
    """Those known on this device."""
    capacity: int
    placed: int
    sessions: int
    conflicts: int
    state: CourseState
    what_if_of: CourseId | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A deed on a plan that was done, undone or done again."""

    label: str
    can_undo: bool


@dataclass(frozen=True)
class CourseBoard:
    """Everything a week grid shows of one course."""

    course: Course
    calendar: CourseCalendar
    instance: Instance
    """With everything that is booked elsewhere as unavailable."""
    sessions: tuple[CourseSession, ...]
    blocks: tuple[BusyBlock, ...]
    modules: tuple[Module, ...]
    """The themes of the weeks, without their sessions."""
    conflicts: tuple[Conflict, ...]

    @cached_property
    def session(self) -> Mapping[str, CourseSession]:
        """The sessions by id."""
        return {each.id: each for each in self.sessions}

    @cached_property
    def placements(self) -> Mapping[str, Placement]:
        """Where the placed sessions are."""
        return {each.id: each.placement for each in self.sessions if each.placement}

    @property
    def locks(self) -> Mapping[str, LockLevel]:
        """How the locked sessions are locked."""
        return {each.id: each.lock for each in self.sessions if each.lock}

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the sessions."""
        return {each.id: str(each.title) for each in self.sessions}

    @property
    def kinds(self) -> Mapping[str, SessionKind]:
        """The kinds of the sessions."""
        return {each.id: each.kind for each in self.sessions}

    @property
    def tray(self) -> tuple[CourseSession, ...]:
        """The sessions that are not placed."""
        return tuple(each for each in self.sessions if each.placement is None)


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """One template as a list shows it."""

    id: TemplateId
    title: str
    weeks: int
    lessons: int
    is_shipped: bool
    template: Template = field(repr=False)
