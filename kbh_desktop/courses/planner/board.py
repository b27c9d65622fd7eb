"""A plan in the making: what is placed, and where everything else may go.

One integer holds the busy slots of each person, room and group, so that a question about all
starts of a session is a few ANDs.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from kbh_desktop.courses.planner.frame import NOBODY, UNLIMITED, Frame, fit
from kbh_desktop.courses.planner.tally import Tally
from kbh_desktop.courses.timetable import Placement

Held = tuple[int, tuple[int, ...]]
"""A start and the resources, in the order of the needs."""
Preference = Callable[[int, int], tuple[float, ...]]
"""The sort key of a need and a unit."""


class Layer(NamedTuple):
    """One reason why starts are barred: `calendar`, `order`, `day`, `group` or `need`."""

    reason: str
    which: int
    """The group's unit or the number of the need; 0 otherwise."""
    starts: int


class Board:
    """The sessions placed so far. What can't be placed is never put by itself."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.start: dict[int, int] = {}
        self.used: dict[int, tuple[int, ...]] = {}
        count = len(frame.units)
        self.busy = [0] * count
        self.day_load = [[0] * frame.days for _u in range(count)]
        self.week_load = [[0] * len(frame.week_mask) for _u in range(count)]
        self.on_day: list[list[set[int]]] = [
            [set() for _d in range(frame.days)] for _u in range(count)
        ]
        self._free: list[dict[tuple[int, str], int]] = [{} for _u in range(count)]
        self.tally = Tally(frame, self.start)

    def span(self, s: int, start: int) -> int:
        """Return the slots the session covers from `start`."""
        return (1 << self.frame.slots[s]) - 1 << start

    def put(self, s: int, start: int, resources: tuple[int, ...]) -> None:
        """Place a session; nobody asks whether it may stand there."""
        self.tally.put(s, start, resources)
        self.start[s], self.used[s] = start, resources
        self._occupy(s, start, resources, self.frame.slots[s])

    def take(self, s: int) -> Held:
        """Remove a session and return where it was."""
        start, resources = self.start.pop(s), self.used.pop(s)
        self.tally.take(s, start, resources)
        self._occupy(s, start, resources, -self.frame.slots[s])
        return start, resources

    def _occupy(self, s: int, start: int, resources: tuple[int, ...], slots: int) -> None:
        """Book everybody, or with negative `slots` set them free."""
        span, day = self.span(s, start), start // self.frame.slots_per_day
        week = self.frame.week_of[day]
        for unit in (*self.frame.groups[s], *resources):
            self.busy[unit] ^= span
            self.day_load[unit][day] += slots
            self.week_load[unit][week] += slots
            self._free[unit].clear()
            (self.on_day[unit][day].add if slots > 0 else self.on_day[unit][day].discard)(s)

    def is_movable(self, s: int) -> bool:
        """Return whether a session has another start, or could have somebody else."""
        frame = self.frame
        return frame.domain[s].bit_count() > 1 or any(len(each) > 1 for each in frame.eligible[s])

    def free(self, unit: int, slots: int, place: str) -> int:
        """Return the starts at which the unit has `slots` slots for a session at `place`."""
        cache = self._free[unit]
        found = cache.get((slots, place))
        if found is None:
            blocked = self.frame.off[unit] | self.busy[unit] | self._capped(unit, slots)
            if place and self.frame.roams[unit]:
                blocked |= self._elsewhere(unit, place)
            found = cache[slots, place] = fit(self.frame.full & ~blocked, slots)
        return found

    def _capped(self, unit: int, slots: int) -> int:
        """Return the days and weeks in which `slots` more would be too much."""
        blocked, frame = 0, self.frame
        if frame.day_cap[unit] != UNLIMITED:
            room = frame.day_cap[unit] - slots
            for day, load in enumerate(self.day_load[unit]):
                if load > room:
                    blocked |= frame.day_mask[day]
        if frame.week_cap[unit] != UNLIMITED:
            room = frame.week_cap[unit] - slots
            for week, load in enumerate(self.week_load[unit]):
                if load > room:
                    blocked |= frame.week_mask[week]
        return blocked

    def _elsewhere(self, unit: int, place: str) -> int:
        """Return the slots lost to sessions at other places and the way from them."""
        blocked = 0
        for day, placed in enumerate(self.on_day[unit]):
            for other in placed:
                blocked |= self.way(unit, other, place) & self.frame.day_mask[day]
        return blocked

    def way(self, unit: int, placed: int, place: str) -> int:
        """Return the slots around a placed session that are lost for a session at `place`."""
        is_group = unit >= len(self.frame.instance.resources)
        slots = self.frame.travel.get((is_group, self.frame.places[placed], place), 0)
        if slots is None:
            return self.frame.full
        slots = min(slots, self.frame.slots_per_day)
        wide = (1 << self.frame.slots[placed] + 2 * slots) - 1
        return wide << self.start[placed] >> slots

    def candidates(self, s: int, need: int) -> Sequence[int]:
        """Return who may fill a need, given what must have the same person or room."""
        found: Sequence[int] = self.frame.eligible[s][need]
        for mine, other, theirs in self.frame.same[s]:
            if mine == need and other in self.start:
                found = [unit for unit in found if unit == self.used[other][theirs]]
        return found

    def layers(self, s: int) -> Iterator[Layer]:
        """Return every reason with the starts it leaves; a start in all of them is legal."""
        frame, slots, place = self.frame, self.frame.slots[s], self.frame.places[s]
        yield Layer("calendar", 0, frame.domain[s])
        yield Layer("order", 0, self._in_order(s))
        yield Layer("day", 0, self._on_other_days(s))
        for group in frame.groups[s]:
            yield Layer("group", group, self.free(group, slots, place))
        for need in range(len(frame.eligible[s])):
            starts = 0
            for unit in self.candidates(s, need):
                starts |= self.free(unit, slots, place)
            yield Layer("need", need, starts)

    def legal(self, s: int) -> int:
        """Return the starts at which the session fits, for each need by itself."""
        mask = self.frame.full
        for layer in self.layers(s):
            mask &= layer.starts
            if not mask:
                break
        return mask

    def _in_order(self, s: int) -> int:
        frame, mask = self.frame, self.frame.full
        for link in frame.before[s]:
            if link.other in self.start:
                at = self.start[link.other]
                mask &= frame.not_before(at, frame.slots[link.other], link.min_days)
                mask &= frame.not_later(at, link.max_days)
        for link in frame.after[s]:
            if link.other in self.start:
                at = self.start[link.other]
                mask &= frame.ends_by(at, frame.slots[s], link.min_days)
                mask &= frame.not_earlier(at, link.max_days)
        return mask

    def _on_other_days(self, s: int) -> int:
        mask = self.frame.full
        for other in self.frame.apart[s]:
            if other in self.start:
                mask &= ~self.frame.day_mask[self.start[other] // self.frame.slots_per_day]
        return mask

    def staffings(
        self, s: int, start: int, preference: Preference | None = None
    ) -> Iterator[tuple[int, ...]]:
        """Return every choice of resources for a legal start, the preferred first."""
        slots, place = self.frame.slots[s], self.frame.places[s]
        options = []
        for need in range(len(self.frame.eligible[s])):
            able = [
                unit
                for unit in self.candidates(s, need)
                if self.free(unit, slots, place) >> start & 1
            ]
            if preference:
                able.sort(key=partial(preference, need))
            options.append(able)
        return _choices(options, ())

    def placement(self, start: int, resources: tuple[int, ...]) -> Placement:
        """Return a start and resources in the words of the instance."""
        day, slot = divmod(start, self.frame.slots_per_day)
        names = ("" if unit == NOBODY else self.frame.units[unit].id for unit in resources)
        return Placement(self.frame.instance.grid.days[day], slot, tuple(names))

    def held(self, placements: Mapping[str, Placement]) -> Iterator[tuple[int, Held]]:
        """Return placements by number; those outside the calendar are left out."""
        grid = self.frame.instance.grid
        for name, placement in placements.items():
            day = grid.index.get(placement.day)
            if day is not None and 0 <= placement.slot < self.frame.slots_per_day:
                units = (self.frame.unit_index.get(each, NOBODY) for each in placement.resources)
                start = day * self.frame.slots_per_day + placement.slot
                yield self.frame.session_index[name], (start, tuple(units))

    def placements(self) -> dict[str, Placement]:
        """Return the plan in the words of the instance."""
        return {
            self.frame.sessions[s].id: self.placement(start, self.used[s])
            for s, start in sorted(self.start.items())
        }


def _choices(
    options: Sequence[Sequence[int]], chosen: tuple[int, ...]
) -> Iterator[tuple[int, ...]]:
    if len(chosen) == len(options):
        yield chosen
        return
    for unit in options[len(chosen)]:
        if unit not in chosen:
            yield from _choices(options, (*chosen, unit))


def bits(mask: int) -> Iterator[int]:
    """Return the positions of the bits that are set, the lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
