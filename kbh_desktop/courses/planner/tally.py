"""The wishes a growing plan leaves open, kept up to date with every session put or taken."""

from collections import defaultdict
from collections.abc import Mapping

from kbh_desktop.courses.planner.frame import NOBODY, Frame
from kbh_desktop.courses.timetable import NOT_PEOPLE, ROOM

Key = tuple[int, ...]


class Tally:
    """The cost of all wishes that the placed sessions do not meet."""

    def __init__(self, frame: Frame, starts: Mapping[int, int]) -> None:
        self._frame, self._starts = frame, starts
        self.cost = 0
        self._weights = frame.instance.weights
        self._group_days: defaultdict[Key, int] = defaultdict(int)
        self._bookings: defaultdict[Key, int] = defaultdict(int)
        self._uses: defaultdict[Key, int] = defaultdict(int)
        self.distinct: defaultdict[int, int] = defaultdict(int)
        self.is_person = [getattr(unit, "kind", ROOM) not in NOT_PEOPLE for unit in frame.units]
        self.keys = self._continuity_keys()
        self.spread = self._spread_links()
        self.wrong_half = [self._half(s) for s in range(len(frame.sessions))]
        self.previous = self._previous_places()
        self._seats = [self._missing_seats(s) for s in range(len(frame.sessions))]

    def put(self, s: int, start: int, resources: tuple[int, ...]) -> None:
        """Count a session in."""
        self.cost += self._of_days(s, start, resources, 1)
        self.cost += self._of_course(s, resources, 1)
        self.cost += self.alone(s, start, resources)

    def take(self, s: int, start: int, resources: tuple[int, ...]) -> None:
        """Count a session out."""
        self.cost += self._of_days(s, start, resources, -1)
        self.cost += self._of_course(s, resources, -1)
        self.cost -= self.alone(s, start, resources)

    def alone(self, s: int, start: int, resources: tuple[int, ...]) -> int:
        """Return what this one session costs, with the others it should be spread from."""
        cost = self._weights.half_day * (self.wrong_half[s] >> start & 1)
        for unit in self._seats[s] and resources:
            cost += self._seats[s].get(unit, 0)
        if s in self.previous:
            cost += self._moved(s, start, resources)
        for other, days in self.spread[s]:
            if other in self._starts:
                cost += self._weights.spread * max(0, days - self._gap(start, self._starts[other]))
        return cost

    def bound(self) -> int:
        """Return what every complete plan costs at least, because no session can avoid it."""
        return sum(self._unavoidable(s) for s in range(len(self._frame.sessions)))

    def _unavoidable(self, s: int) -> int:
        domain = self._frame.domain[s]
        cost = sum(
            min((self.seats_cost(s, unit) for unit in candidates), default=0)
            for candidates in self._frame.eligible[s]
        )
        if not domain & ~self.wrong_half[s]:
            cost += self._weights.half_day
        if s in self.previous:
            start, _people = self.previous[s]
            cost += self._weights.stay * (start < 0 or not domain >> start & 1)
        return cost

    def is_used(self, s: int, need: int, unit: int) -> bool:
        """Return whether the course has that person or room already for such a need."""
        return (self.keys[s][need], unit) in self._uses

    def is_at_home(self, s: int) -> bool:
        """Return whether a placed session stands at its previous time."""
        return s in self.previous and self.previous[s][0] == self._starts[s]

    def seats_cost(self, s: int, unit: int) -> int:
        """Return what the seats missing there cost."""
        return self._seats[s].get(unit, 0)

    def _of_days(self, s: int, start: int, resources: tuple[int, ...], step: int) -> int:
        day, cost = start // self._frame.slots_per_day, 0
        for group in self._frame.groups[s]:
            count = self._group_days[group, day]
            self._group_days[group, day] = count + step
            cost += self._weights.compact * ((count + step == 1) - (count == 1))
        for unit in resources:
            if unit != NOBODY and self.is_person[unit]:
                count = self._bookings[unit, day]
                self._bookings[unit, day] = count + step
                cost += self._weights.few_bookings * ((count + step > 0) - (count > 0))
        return cost

    def _of_course(self, s: int, resources: tuple[int, ...], step: int) -> int:
        cost = 0
        for key, unit in zip(self.keys[s], resources, strict=True):
            if unit == NOBODY:
                continue
            count = self._uses[key, unit] + step
            if count:
                self._uses[key, unit] = count
            else:
                del self._uses[key, unit]
            if count == (step + 1) // 2:
                many = self.distinct[key]
                self.distinct[key] = many + step
                cost += self.key_weights[key] * (max(1, many + step) - max(1, many))
        return cost

    def _moved(self, s: int, start: int, resources: tuple[int, ...]) -> int:
        previous_start, previous = self.previous[s]
        exchanged = sum(a != b for a, b in zip(previous, resources, strict=True))
        return self._weights.stay * (start != previous_start) + bool(self._weights.stay) * exchanged

    def _gap(self, one: int, other: int) -> int:
        ordinals, slots = self._frame.ordinals, self._frame.slots_per_day
        return abs(ordinals[one // slots] - ordinals[other // slots])

    def _continuity_keys(self) -> list[tuple[int, ...]]:
        """Number what a course should have only one of: its room, its interpreter of a language."""
        numbers: dict[tuple[str, str, str], int] = {}
        weights: list[int] = []
        keys = []
        for session in self._frame.sessions:
            mine = []
            for need in session.needs:
                is_room = need.kind == ROOM
                key = (session.course, need.kind, "" if is_room else need.skill)
                if key not in numbers:
                    numbers[key] = len(numbers)
                    weights.append(self._key_weight(*key))
                mine.append(numbers[key])
            keys.append(tuple(mine))
        self.key_weights = weights
        return keys

    def _key_weight(self, course: str, kind: str, _skill: str) -> int:
        if not course:
            return 0
        if kind == ROOM:
            return self._weights.room_stability
        return 0 if kind in NOT_PEOPLE else self._weights.continuity

    def _spread_links(self) -> list[list[tuple[int, int]]]:
        index = self._frame.session_index
        links: list[list[tuple[int, int]]] = [[] for _s in self._frame.sessions]
        for rule in self._frame.instance.spread:
            ids = [index[name] for name in rule.sessions]
            for s in ids:
                links[s] += [(other, rule.min_days) for other in ids if other != s]
        return links

    def _half(self, s: int) -> int:
        """Return the starts in the half of the day that is not wished for."""
        wish, slots = self._frame.sessions[s].half, self._frame.slots_per_day
        if not wish:
            return 0
        noon = self._frame.instance.grid.noon
        part = (1 << slots) - (1 << noon) if wish == "morning" else (1 << noon) - 1
        return sum(part << day * slots for day in range(self._frame.days))

    def _previous_places(self) -> dict[int, tuple[int, tuple[int, ...]]]:
        frame, found = self._frame, {}
        for name, placement in frame.instance.previous.items():
            s = frame.session_index[name]
            day = frame.instance.grid.index.get(placement.day, -1)
            is_on = day >= 0 and placement.slot < frame.slots_per_day
            chosen = frame.instance.matched(frame.sessions[s], placement.resources)
            units = [frame.unit_index.get(each, NOBODY) for each in chosen or ()]
            units += [NOBODY] * (len(frame.sessions[s].needs) - len(units))
            start = day * frame.slots_per_day + placement.slot if is_on else -1
            found[s] = (start, tuple(units))
        return found

    def _missing_seats(self, s: int) -> dict[int, int]:
        """Return what the seats missing cost, whether the session may be held there or not."""
        instance, session = self._frame.instance, self._frame.sessions[s]
        weight, found = instance.weights.seats or 0, {}
        for unit, resource in enumerate(instance.resources) if weight else ():
            missing = instance.seats_missing(session, resource)
            if missing:
                found[unit] = missing * weight
        return found
