"""A timetable to be made: days and slots, people and rooms, sessions, and the rules between them.

Times are a day and a slot, counted from 0. A session that starts in slot s covers s .. s+slots-1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import combinations
from typing import Literal

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.model import Need

RepairScope = Literal["people", "courses", "all"]
Half = Literal["morning", "afternoon", ""]
ROOM = "room"
NOT_PEOPLE = frozenset({ROOM, "bus"})
"""Kinds of resource that wishes about people leave alone."""


@dataclass(frozen=True, slots=True)
class Break:
    """A pause between two slots."""

    after_slot: int
    """How many slots come before it."""
    minutes: int


@dataclass(frozen=True)
class Grid:
    """The days and slots that sessions may be put in."""

    days: tuple[date, ...]
    slots_per_day: int
    slot_minutes: int = 45
    day_start: time = time(8, 30)
    breaks: tuple[Break, ...] = ()
    closed: frozenset[date] = frozenset()

    @cached_property
    def index(self) -> dict[date, int]:
        """The position of each day."""
        return {day: n for n, day in enumerate(self.days)}

    @cached_property
    def weeks(self) -> dict[date, Week]:
        """The ISO week of each day."""
        return {day: Week.of(day) for day in self.days}

    @property
    def noon(self) -> int:
        """The first slot of the afternoon: that after the first break, or half the day's."""
        first = min((pause.after_slot for pause in self.breaks), default=self.slots_per_day // 2)
        return min(first, self.slots_per_day)

    def crosses_break(self, slot: int, slots: int) -> bool:
        """Return whether a session would lie on both sides of a break."""
        return any(slot < pause.after_slot < slot + slots for pause in self.breaks)

    def starts_at(self, slot: int) -> time:
        """Return the time of day at which `slot` begins."""
        minutes = slot * self.slot_minutes
        minutes += sum(pause.minutes for pause in self.breaks if pause.after_slot <= slot)
        return (datetime.combine(date.min, self.day_start) + timedelta(minutes=minutes)).time()


@dataclass(frozen=True, slots=True)
class Span:
    """Some slots of one day."""

    day: date
    first: int
    slots: int

    def meets(self, day: date, first: int, slots: int) -> bool:
        """Return whether the two have a slot in common."""
        after = first + slots
        return self.day == day and self.first < after and first < self.first + self.slots


@dataclass(frozen=True, slots=True)
class Resource:
    """A person, room or bus that sessions need."""

    id: str
    kind: str
    skills: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    """Where it can be used; everywhere when empty."""
    capacity: int | None = None
    """Seats."""
    unavailable: tuple[Span, ...] = ()
    max_slots_per_week: int | None = None
    max_slots_per_day: int | None = None
    name: str = ""

    @property
    def label(self) -> str:
        """What people call it: its name, or its id where it has none."""
        return self.name or self.id

    def meets(self, need: Need, place: str) -> bool:
        """Return whether it is what the session needs, seats apart."""
        return (
            self.kind == need.kind
            and (not need.skill or need.skill in self.skills)
            and (not self.places or not place or place in self.places)
        )


@dataclass(frozen=True, slots=True)
class Group:
    """People who can be in one place at a time: a cohort, or one participant."""

    id: str
    size: int = 0
    unavailable: tuple[Span, ...] = ()
    """Danish lessons and everything else that can't move."""
    max_slots_per_day: int | None = None
    max_slots_per_week: int | None = None
    name: str = ""

    @property
    def label(self) -> str:
        """What people call it: its name, or its id where it has none."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Lock:
    """What of a placement may not be changed; None and an empty tuple leave it free."""

    day: date | None = None
    slot: int | None = None
    resources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting to be placed."""

    id: str
    name: str
    slots: int
    course: str = ""
    groups: tuple[str, ...] = ()
    size: int = 0
    """People who need a seat."""
    place: str = ""
    needs: tuple[Need, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    start_slots: frozenset[int] | None = None
    """The slots it may start in; None for all."""
    not_at: frozenset[tuple[date, int]] = frozenset()
    """Slots it may not cover."""
    may_cross_break: bool = False
    half: Half = ""
    """The half of the day it is best held in; the first break divides the day."""
    locked: Lock | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One session must end before another begins; days are counted in the calendar."""

    before: str
    after: str
    min_days: int = 0
    max_days: int | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """Sessions that are best held `min_days` days apart, each pair of them."""

    sessions: tuple[str, ...]
    min_days: int


@dataclass(frozen=True, slots=True)
class SameResource:
    """Sessions that must have the same resources of one kind."""

    sessions: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Weights:
    """What each wish is worth; 0 for nothing."""

    seats: int | None = None
    """Per person without a seat; None: every person must have one."""
    spread: int = 5
    """Per day missing between two sessions."""
    compact: int = 2
    """Per day on which a group has a single session."""
    room_stability: int = 1
    """Per room of a course beyond the first."""
    half_day: int = 1
    """Per session in the wrong half of the day."""
    continuity: int = 1
    """Per person of one kind and skill on a course beyond the first."""
    few_bookings: int = 1
    """Per person and day with work."""
    stay: int = 10
    """Per session moved from its previous time; a person or room exchanged costs 1."""


NO_WISHES = {each.name: 0 for each in fields(Weights) if each.name != "seats"}


@dataclass(frozen=True, slots=True)
class Placement:
    """When a session is held and with whom; `resources` stand in the order of its needs."""

    day: date
    slot: int
    resources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Instance:
    """Everything a plan is made from."""

    grid: Grid
    resources: tuple[Resource, ...] = ()
    groups: tuple[Group, ...] = ()
    sessions: tuple[Session, ...] = ()
    order: tuple[Order, ...] = ()
    different_days: tuple[tuple[str, ...], ...] = ()
    spread: tuple[Spread, ...] = ()
    same_resource: tuple[SameResource, ...] = ()
    travel: Mapping[frozenset[str], int] = field(default_factory=dict)
    """Slots between two places; people can't work at both on a day where none are given."""
    weights: Weights = Weights()
    previous: Mapping[str, Placement] = field(default_factory=dict)
    repair_scope: RepairScope = "all"

    @cached_property
    def session(self) -> dict[str, Session]:
        """The sessions by id."""
        return {each.id: each for each in self.sessions}

    @cached_property
    def resource(self) -> dict[str, Resource]:
        """The resources by id."""
        return {each.id: each for each in self.resources}

    @cached_property
    def group(self) -> dict[str, Group]:
        """The groups by id."""
        return {each.id: each for each in self.groups}

    def seats_missing(self, session: Session, resource: Resource) -> int:
        """Return for how many people `resource` has no seat."""
        return 0 if resource.capacity is None else max(0, session.size - resource.capacity)

    def suits(self, session: Session, need: Need, resource: Resource) -> bool:
        """Return whether `resource` may fill `need`, whenever that is."""
        has_seats = self.weights.seats is not None or not self.seats_missing(session, resource)
        return has_seats and resource.meets(need, session.place)

    def apart(self) -> Iterable[tuple[str, str]]:
        """Return the pairs of sessions that may not be held on one day."""
        return (pair for each in self.different_days for pair in combinations(each, 2))

    def matched(self, session: Session, ids: Iterable[str]) -> tuple[str, ...] | None:
        """Return `ids` in the order of the session's needs, `` where one has none.

        None when they can't all be matched.
        """
        chosen: list[str] = [""] * len(session.needs)
        known = [self.resource[each] for each in ids]
        return tuple(chosen) if self._match(session, known, chosen) else None

    def _match(self, session: Session, left: list[Resource], chosen: list[str]) -> bool:
        if not left:
            return True
        for n, need in enumerate(session.needs):
            if not chosen[n] and left[0].meets(need, session.place):
                chosen[n] = left[0].id
                if self._match(session, left[1:], chosen):
                    return True
                chosen[n] = ""
        return False
