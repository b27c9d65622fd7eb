"""One week of a course as plain values, ready to be painted or read aloud."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from kbh_desktop.courses.calendar import Week, closed_name
from kbh_desktop.courses.conflicts import Conflict, Rule
from kbh_desktop.courses.timetable import Group, Instance, Placement, Resource, Span
from kbh_desktop.courses.wording import kind_name
from kbh_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Block:
    """A session as it stands in the week."""

    session: str
    title: str
    kind: str
    day: int
    """The weekday, 0 being Monday."""
    slot: int
    slots: int
    who: tuple[str, ...] = field(default=(), repr=False)
    lock: str = ""
    conflicts: tuple[str, ...] = ()
    """What is wrong, in whole sentences."""
    marks: tuple[str, ...] = ()
    """The same in a word or two each."""
    lane: int = 0
    lanes: int = 1
    is_dimmed: bool = False

    def covers(self, day: int, slot: int) -> bool:
        """Return whether the block lies over that slot."""
        return self.day == day and self.slot <= slot < self.slot + self.slots


@dataclass(frozen=True, slots=True)
class Busy:
    """Slots in which the participants, or the person looked at, have something else."""

    day: int
    slot: int
    slots: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class WeekView:
    """Everything one week shows."""

    week: Week
    days: tuple[date, ...]
    blocks: tuple[Block, ...] = ()
    busy: tuple[Busy, ...] = ()
    closed: Mapping[int, str] = field(default_factory=dict)
    """Weekdays without lessons and why."""

    def at(self, day: int, slot: int) -> tuple[Block, ...]:
        """Return the blocks over one slot, from the left."""
        found = [block for block in self.blocks if block.covers(day, slot)]
        return tuple(sorted(found, key=lambda each: each.lane))

    @property
    def lanes(self) -> tuple[int, ...]:
        """How many sessions stand side by side on each day at most."""
        return tuple(
            max((each.lanes for each in self.blocks if each.day == day), default=1)
            for day in range(len(self.days))
        )

    def block(self, session: str) -> Block | None:
        """Return the block of a session; None where it is not held this week."""
        return next((each for each in self.blocks if each.session == session), None)


@dataclass(frozen=True)
class PlanView:
    """What is painted of a course, whichever week is in front."""

    instance: Instance
    placements: Mapping[str, Placement]
    locks: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    labels: Mapping[Span, str] = field(default_factory=dict)
    """What lies in slots that are taken, such as Danish lessons."""

    def name(self, unit: str) -> str:
        """Return what people call a person, room or group."""
        known = self.instance.resource.get(unit) or self.instance.group.get(unit)
        return known.label if known else unit

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks of the course, in order."""
        return tuple(key for key, _days in groupby(self.instance.grid.days, Week.of))

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The sessions without a time, in the order of the curriculum."""
        return tuple(s.id for s in self.instance.sessions if s.id not in self.placements)

    def conflicts_of(self, session: str) -> tuple[Conflict, ...]:
        """Return the conflicts that a session takes part in."""
        return tuple(each for each in self.conflicts if session in each.sessions)

    def lessons(self, week: Week) -> int:
        """Return how many slots with sessions the week has."""
        return sum(
            self.instance.session[name].slots
            for name, placement in self.placements.items()
            if Week.of(placement.day) == week
        )

    def conflict_count(self, week: Week) -> int:
        """Return how many conflicts touch the week."""
        return sum(self._touches(each, week) for each in self.conflicts)

    def _touches(self, conflict: Conflict, week: Week) -> bool:
        days = (self.placements[s].day for s in conflict.sessions if s in self.placements)
        return any(Week.of(day) == week for day in days)

    def in_week(self, week: Week, only: str = "") -> WeekView:
        """Return one week; with `only`, what that person or room does and when it is away."""
        days = week.workdays
        wrong: defaultdict[str, list[Conflict]] = defaultdict(list)
        for conflict in self.conflicts:
            for name in conflict.sessions:
                wrong[name].append(conflict)
        blocks = [
            self._block(name, placement, days, wrong[name], only)
            for name, placement in self.placements.items()
            if placement.day in days
        ]
        return WeekView(
            week, days, in_lanes(blocks), tuple(self._busy(days, only)), self._closed(days)
        )

    def _block(
        self,
        name: str,
        placement: Placement,
        days: tuple[date, ...],
        wrong: Collection[Conflict],
        only: str,
    ) -> Block:
        session = self.instance.session[name]
        used = tuple(filter(None, placement.resources))
        return Block(
            session=name,
            title=session.name,
            kind=self.kinds.get(name, "lesson"),
            day=days.index(placement.day),
            slot=placement.slot,
            slots=session.slots,
            who=tuple(self.name(each) for each in used),
            lock=self.locks.get(name, ""),
            conflicts=tuple(each.text for each in wrong),
            marks=tuple(dict.fromkeys(rule_words(each.rule) for each in wrong)),
            is_dimmed=bool(only) and only not in used,
        )

    def _busy(self, days: tuple[date, ...], only: str) -> Iterable[Busy]:
        unit = self.instance.resource.get(only)
        units: Iterable[Resource | Group] = (unit,) if unit else self.instance.groups
        seen = set()
        for each in units:
            for span in each.unavailable:
                if span.day in days and span.day not in self.instance.grid.closed:
                    label = self.labels.get(span, "") if not unit else _("away or busy elsewhere")
                    seen.add(Busy(days.index(span.day), span.first, span.slots, label))
        return sorted(seen, key=lambda each: (each.day, each.slot))

    def _closed(self, days: tuple[date, ...]) -> dict[int, str]:
        grid = self.instance.grid
        return {
            n: closed_name(day) or _("the centre is closed")
            for n, day in enumerate(days)
            if day in grid.closed or day not in grid.index
        }

    def what_is_missing(self, session: str) -> tuple[str, ...]:
        """Return the kinds of need that a placed session has nobody for."""
        placement = self.placements.get(session)
        if placement is None:
            return ()
        given = (*placement.resources, *[""] * len(self.instance.session[session].needs))
        needs = self.instance.session[session].needs
        return tuple(kind_name(n.kind) for n, name in zip(needs, given, strict=False) if not name)


def rule_words(rule: Rule) -> str:
    """Return a broken rule in a word or two."""
    words = {
        Rule.CALENDAR: _("closed or in a break"),
        Rule.WINDOW: _("outside its days"),
        Rule.LOCK: _("changed though locked"),
        Rule.NEED: _("somebody is missing"),
        Rule.SEATS: _("too few seats"),
        Rule.AWAY: _("away or busy elsewhere"),
        Rule.TWICE: _("booked twice"),
        Rule.TOO_MUCH: _("too many lessons"),
        Rule.TRAVEL: _("too short a way"),
        Rule.ORDER: _("wrong order"),
        Rule.SAME_DAY: _("same day"),
        Rule.SAME_RESOURCE: _("not the same people"),
    }
    return words[rule]


def in_lanes(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return the blocks with those at the same time beside each other."""
    found: list[Block] = []
    ordered = sorted(blocks, key=lambda b: (b.day, b.slot, -b.slots, b.session))
    for _day, of_day in groupby(ordered, key=lambda b: b.day):
        cluster: list[Block] = []
        end = 0
        for block in of_day:
            if block.slot >= end:
                found += _spread(cluster)
                cluster = []
            cluster.append(block)
            end = max(end, block.slot + block.slots)
        found += _spread(cluster)
    return tuple(found)


def _spread(cluster: list[Block]) -> list[Block]:
    """Give each block of a cluster the first lane that is free when it begins."""
    ends: list[int] = []
    lanes: list[int] = []
    for block in cluster:
        lane = next((n for n, end in enumerate(ends) if end <= block.slot), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = block.slot + block.slots
        lanes.append(lane)
    return [
        replace(block, lane=lane, lanes=len(ends))
        for block, lane in zip(cluster, lanes, strict=True)
    ]
