"""An instance as numbers: what never changes while a plan is made.

One bit per slot of all days: bit `day * slots_per_day + slot`. Sessions, resources and groups are
counted from 0; resources and groups together are units, the resources first.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from kbh_desktop.courses.conflicts import travel_slots
from kbh_desktop.courses.timetable import Group, Instance, Lock, Order, Resource, Session

UNLIMITED = 10**9
NOBODY = -1
"""The unit of a need that has nobody yet."""


def fit(free: int, slots: int) -> int:
    """Return the starts from which `slots` bits in a row are free."""
    have = 1
    while have < slots:
        step = min(have, slots - have)
        free &= free >> step
        have += step
    return free


@dataclass(frozen=True, slots=True)
class Link:
    """One side of an order rule: the other session and the days between."""

    other: int
    min_days: int
    max_days: int | None


class Frame:
    """The fixed side of the search."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        grid = instance.grid
        self.slots_per_day = grid.slots_per_day
        self.days = len(grid.days)
        self.full = (1 << self.slots_per_day * self.days) - 1
        one_day = (1 << self.slots_per_day) - 1
        self.day_mask = [one_day << d * self.slots_per_day for d in range(self.days)]
        self.ordinals = [day.toordinal() for day in grid.days]
        weeks = sorted(set(grid.weeks.values()))
        self.week_of = [weeks.index(grid.weeks[day]) for day in grid.days]
        self.week_mask = [0] * len(weeks)
        self.days_of_week: list[list[int]] = [[] for _w in weeks]
        for d, week in enumerate(self.week_of):
            self.week_mask[week] |= self.day_mask[d]
            self.days_of_week[week].append(d)
        self._units()
        self._sessions()
        self._rules()
        self.domain = [self._alone(s) for s in range(len(self.sessions))]
        self._tighten()

    def _units(self) -> None:
        instance = self.instance
        self.units: tuple[Resource | Group, ...] = (*instance.resources, *instance.groups)
        self.unit_index = {unit.id: u for u, unit in enumerate(self.units)}
        self.off = [self._cells(unit) for unit in self.units]
        self.day_cap = [_cap(unit.max_slots_per_day) for unit in self.units]
        self.week_cap = [_cap(unit.max_slots_per_week) for unit in self.units]

    def _cells(self, unit: Resource | Group) -> int:
        mask = 0
        for span in unit.unavailable:
            day = self.instance.grid.index.get(span.day)
            if day is not None and span.first < self.slots_per_day:
                cells = (1 << min(span.slots, self.slots_per_day)) - 1 << span.first
                mask |= cells << day * self.slots_per_day & self.day_mask[day]
        return mask

    def _sessions(self) -> None:
        self.sessions = self.instance.sessions
        self.session_index = {session.id: s for s, session in enumerate(self.sessions)}
        self.slots = [session.slots for session in self.sessions]
        self.places = [session.place for session in self.sessions]
        self.groups = [tuple(self.unit_index[g] for g in each.groups) for each in self.sessions]
        self.eligible = [self._eligible(session) for session in self.sessions]
        self.calendar = [self._calendar(session) for session in self.sessions]
        self.travel = self._travel()
        self.roams = self._roaming()
        self.strict_groups = [tuple(g for g in each if self._is_strict(g)) for each in self.groups]
        """The groups that have more than their own time to keep to."""

    def _eligible(self, session: Session) -> tuple[tuple[int, ...], ...]:
        """Return who may fill each need, whenever that is."""
        fixed = self.instance.matched(session, session.locked.resources if session.locked else ())
        if fixed is None:
            return ((),) * max(1, len(session.needs))
        return tuple(
            tuple(
                self.unit_index[resource.id]
                for resource in self.instance.resources
                if self.instance.suits(session, need, resource) and name in ("", resource.id)
            )
            for need, name in zip(session.needs, fixed, strict=True)
        )

    def hours(self, session: Session) -> int:
        """Return the starts on open days from which it ends before a break or the day's end."""
        grid, pattern = self.instance.grid, 0
        for slot in range(self.slots_per_day - session.slots + 1):
            if session.may_cross_break or not grid.crosses_break(slot, session.slots):
                pattern |= 1 << slot
        return sum(
            pattern << d * self.slots_per_day
            for d, day in enumerate(grid.days)
            if day not in grid.closed
        )

    def unlocked(self, session: Session) -> int:
        """Return the starts that the session's lock leaves."""
        lock, index = session.locked or Lock(), self.instance.grid.index
        mask = self.full
        if lock.day is not None:
            mask = self.day_mask[index[lock.day]] if lock.day in index else 0
        if lock.slot is not None:
            mask &= self._slots({lock.slot})
        return mask

    def _calendar(self, session: Session) -> int:
        """Return the starts that days, windows and locks leave."""
        mask, grid = self.hours(session) & self.unlocked(session), self.instance.grid
        if session.start_slots is not None:
            mask &= self._slots(session.start_slots)
        barred = 0
        for d, day in enumerate(grid.days):
            if not _allows(session, day):
                mask &= ~self.day_mask[d]
        for day, slot in session.not_at:
            if day in grid.index and slot < self.slots_per_day:
                barred |= 1 << grid.index[day] * self.slots_per_day + slot
        return mask & fit(self.full & ~barred, session.slots)

    def _slots(self, slots: Collection[int]) -> int:
        """Return these slots of every day."""
        pattern = sum(1 << slot for slot in slots if slot < self.slots_per_day)
        return sum(pattern << d * self.slots_per_day for d in range(self.days))

    def _travel(self) -> dict[tuple[bool, str, str], int | None]:
        """Return the slots between places, for people and for groups."""
        places = sorted(set(self.places))
        person, group = Resource("", ""), Group("")
        return {
            (unit is group, one, other): travel_slots(self.instance, unit, one, other)
            for unit in (person, group)
            for one in places
            for other in places
        }

    def _roaming(self) -> list[bool]:
        """Return for each unit whether it may have sessions at several places."""
        places: list[set[str]] = [set() for _u in self.units]
        for s, place in enumerate(self.places):
            for unit in (*self.groups[s], *(u for each in self.eligible[s] for u in each)):
                places[unit].add(place)
        return [len(each - {""}) > 1 for each in places]

    def _is_strict(self, unit: int) -> bool:
        is_capped = min(self.day_cap[unit], self.week_cap[unit]) != UNLIMITED
        return is_capped or self.roams[unit]

    def _rules(self) -> None:
        count = len(self.sessions)
        self.before: list[list[Link]] = [[] for _n in range(count)]
        self.after: list[list[Link]] = [[] for _n in range(count)]
        for rule in self.instance.order:
            first, second = self.session_index[rule.before], self.session_index[rule.after]
            self.before[second].append(Link(first, rule.min_days, rule.max_days))
            self.after[first].append(Link(second, rule.min_days, rule.max_days))
        self.apart: list[set[int]] = [set() for _n in range(count)]
        for one, other in self.instance.apart():
            a, b = self.session_index[one], self.session_index[other]
            self.apart[a].add(b)
            self.apart[b].add(a)
        self.same: list[list[tuple[int, int, int]]] = [[] for _n in range(count)]
        """For each session: its need, the other session and the other's need."""
        for each in self.instance.same_resource:
            ids = [self.session_index[name] for name in each.sessions]
            for s in ids:
                self.same[s] += [
                    pair for o in ids if o != s for pair in self._pairs(s, o, each.kind)
                ]

    def _pairs(self, one: int, other: int, kind: str) -> list[tuple[int, int, int]]:
        """Pair the needs of a kind of two sessions: equal skills first, the rest in order."""
        mine, theirs = self._of_kind(one, kind), self._of_kind(other, kind)
        pairs = []
        for skill, need in list(mine):
            twin = next((each for each in theirs if each[0] == skill), None)
            if twin:
                mine.remove((skill, need))
                theirs.remove(twin)
                pairs.append((need, other, twin[1]))
        return pairs + [(a[1], other, b[1]) for a, b in zip(mine, theirs, strict=False)]

    def _of_kind(self, session: int, kind: str) -> list[tuple[str, int]]:
        needs = self.sessions[session].needs
        return [(need.skill, j) for j, need in enumerate(needs) if need.kind == kind]

    def _alone(self, s: int) -> int:
        """Return the starts the session would have if nothing else were placed."""
        mask, slots = self.calendar[s], self.slots[s]
        for group in self.groups[s]:
            mask &= self.open(group, slots)
        for candidates in self.eligible[s]:
            free = 0
            for unit in candidates:
                free |= self.open(unit, slots)
            mask &= free
        return mask

    def open(self, unit: int, slots: int) -> int:
        """Return the starts at which `unit` has `slots` slots, if nothing were placed."""
        if slots > min(self.day_cap[unit], self.week_cap[unit]):
            return 0
        return fit(self.full & ~self.off[unit], slots)

    def _tighten(self) -> None:
        """Narrow the domains by the order rules until nothing changes."""
        rules = [
            (self.session_index[rule.before], self.session_index[rule.after], rule)
            for rule in self.instance.order
        ]
        changed = True
        while changed and all(self.domain):
            changed = False
            for first, second, rule in rules:
                changed |= self._narrow(first, second, rule)

    def _narrow(self, first: int, second: int, rule: Order) -> bool:
        a, b = self.domain[first], self.domain[second]
        if not a or not b:
            return False
        low, high = (a & -a).bit_length() - 1, a.bit_length() - 1
        b &= self.not_before(low, self.slots[first], rule.min_days)
        b &= self.not_later(high, rule.max_days)
        if b:
            a &= self.ends_by(b.bit_length() - 1, self.slots[first], rule.min_days)
            a &= self.not_earlier((b & -b).bit_length() - 1, rule.max_days)
        is_narrower = (a, b) != (self.domain[first], self.domain[second])
        self.domain[first], self.domain[second] = a, b
        return is_narrower

    def not_before(self, start: int, slots: int, min_days: int) -> int:
        """Return the starts of what must follow a session that begins at `start`."""
        least = min(start + slots, (start // self.slots_per_day + 1) * self.slots_per_day)
        if min_days:
            day = bisect_left(self.ordinals, self.ordinals[start // self.slots_per_day] + min_days)
            least = max(least, day * self.slots_per_day)
        return self.full >> least << least

    def not_later(self, start: int, max_days: int | None) -> int:
        """Return the starts at most `max_days` after the day of `start`."""
        if max_days is None:
            return self.full
        day = bisect_right(self.ordinals, self.ordinals[start // self.slots_per_day] + max_days)
        return (1 << day * self.slots_per_day) - 1

    def ends_by(self, start: int, slots: int, min_days: int) -> int:
        """Return the starts of a session of `slots` that must end before `start`."""
        most = start - slots + 1
        if min_days:
            day = bisect_right(self.ordinals, self.ordinals[start // self.slots_per_day] - min_days)
            most = min(most, day * self.slots_per_day)
        return (1 << max(0, most)) - 1

    def not_earlier(self, start: int, max_days: int | None) -> int:
        """Return the starts at most `max_days` before the day of `start`."""
        if max_days is None:
            return self.full
        day = bisect_left(self.ordinals, self.ordinals[start // self.slots_per_day] - max_days)
        least = day * self.slots_per_day
        return self.full >> least << least

    def courses(self) -> dict[str, list[int]]:
        """Return the sessions of each course."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for s, session in enumerate(self.sessions):
            found[session.course].append(s)
        return dict(found)


def _cap(most: int | None) -> int:
    return UNLIMITED if most is None else most


def _allows(session: Session, day: date) -> bool:
    return (session.earliest is None or day >= session.earliest) and (
        session.latest is None or day <= session.latest
    )
