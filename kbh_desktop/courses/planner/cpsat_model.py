"""Some sessions of a board as a CP-SAT model, the others standing where they are.

Imports OR-tools: only to be imported where `cpsat.is_installed` said so.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

from ortools.sat.python import cp_model

from kbh_desktop.courses.planner.board import Board, Held, bits
from kbh_desktop.courses.planner.frame import UNLIMITED

Truth = cp_model.LinearExpr | int
"""0 or 1: a variable, a sum that can be no more, or known already."""
User = tuple[int, Truth]
"""A session and whether it has somebody."""
_BOTH_ON_ONE_DAY = 3
"""Of four truths, what is allowed when the four together are not."""
_MOST_JOURNEYS = 4_000


class TooLargeError(Exception):
    """The model would take longer to build than it is worth."""


class ExactModel:
    """The hard rules between the free sessions, and between them and what stands.

    Time counts on from day to day with room for the longest journey between, so that a journey
    never reaches into another day.
    """

    def __init__(self, board: Board, free: Sequence[int]) -> None:
        """Take sessions that are not on the board."""
        self.board, self.free = board, list(free)
        self.model = cp_model.CpModel()
        frame = board.frame
        journeys = [slots for slots in frame.travel.values() if slots is not None]
        self._day_length = frame.slots_per_day + min(max(journeys, default=0), frame.slots_per_day)
        self.masks = {s: self._mask(s) for s in self.free}
        self.is_hopeless = not all(self.masks.values())
        """A session has no start at all."""
        if self.is_hopeless:
            return
        self.at = {s: self._start(s) for s in self.free}
        self.taken = {s: self._choices(s) for s in self.free}
        """For each need: who may fill it, and whether they do."""
        self._days: dict[int, dict[int, cp_model.IntVar]] = {}
        self._day_bits: dict[int, int] = {}
        self._users = self._users_of()
        for rule in (self._groups, self._resources, self._orders, self._apart, self._same):
            rule()

    def _mask(self, s: int) -> int:
        mask = self.board.frame.domain[s]
        for layer in self.board.layers(s):
            mask &= layer.starts
        return mask

    def moment(self, start: int) -> int:
        """Return a start in the model's time."""
        day, slot = divmod(start, self.board.frame.slots_per_day)
        return day * self._day_length + slot

    def domain(self, mask: int) -> cp_model.Domain:
        """Return starts in the model's time."""
        return cp_model.Domain.from_values([self.moment(start) for start in bits(mask)])

    def _start(self, s: int) -> cp_model.IntVar:
        return self.model.new_int_var_from_domain(self.domain(self.masks[s]), f"at{s}")

    def _choices(self, s: int) -> list[dict[int, cp_model.IntVar]]:
        """Make the choice for each need; whoever is not free at any start is left out."""
        frame, found = self.board.frame, list[dict[int, cp_model.IntVar]]()
        for need in range(len(frame.eligible[s])):
            free = {
                unit: self.board.free(unit, frame.slots[s], frame.places[s]) & self.masks[s]
                for unit in self.board.candidates(s, need)
            }
            able = [unit for unit, mask in free.items() if mask]
            chosen = {unit: self.model.new_bool_var(f"x{s}.{need}.{unit}") for unit in able}
            self.model.add_exactly_one(chosen.values())
            for unit, literal in chosen.items():
                if free[unit] != self.masks[s]:
                    bound = self.model.add_linear_expression_in_domain(
                        self.at[s], self.domain(free[unit])
                    )
                    bound.only_enforce_if(literal)
            found.append(chosen)
        for one, other in combinations(found, 2):
            for unit in one.keys() & other.keys():
                self.model.add(one[unit] + other[unit] <= 1)
        return found

    def on_day(self, s: int) -> dict[int, cp_model.IntVar]:
        """Return for each possible day whether the session is held on it."""
        if s not in self._days:
            frame = self.board.frame
            days = [d for d in range(frame.days) if self.masks[s] & frame.day_mask[d]]
            held = {d: self.model.new_bool_var(f"d{s}.{d}") for d in days}
            self.model.add_exactly_one(held.values())
            for d, literal in held.items():
                inside = self.domain(self.masks[s] & frame.day_mask[d])
                bound = self.model.add_linear_expression_in_domain(self.at[s], inside)
                bound.only_enforce_if(literal)
            self._days[s] = held
        return self._days[s]

    def date(self, s: int) -> cp_model.LinearExpr:
        """Return the ordinal of the day."""
        days = self.on_day(s)
        ordinals = [self.board.frame.ordinals[d] for d in days]
        return cp_model.LinearExpr.weighted_sum(list(days.values()), ordinals)

    def _users_of(self) -> dict[int, list[User]]:
        """Return for each resource the sessions that may have it, and whether they do."""
        found: defaultdict[int, dict[int, Truth]] = defaultdict(dict)
        for s in self.free:
            for chosen in self.taken[s]:
                for unit, literal in chosen.items():
                    found[unit][s] = found[unit].get(s, 0) + literal
        return {unit: list(users.items()) for unit, users in found.items()}

    def _groups(self) -> None:
        """Let no group be at two things at once, or have too much."""
        members: defaultdict[int, list[int]] = defaultdict(list)
        for s in self.free:
            for group in self.board.frame.groups[s]:
                members[group].append(s)
        for together in dict.fromkeys(map(tuple, members.values())):
            self.model.add_no_overlap([self._interval(s) for s in together])
        for group, sessions in members.items():
            users: list[User] = [(s, 1) for s in sessions]
            self._caps(group, users)
            self._journeys(group, users)

    def _interval(self, s: int) -> cp_model.IntervalVar:
        return self.model.new_fixed_size_interval_var(
            self.at[s], self.board.frame.slots[s], f"i{s}"
        )

    def _resources(self) -> None:
        for unit, users in self._users.items():
            self.model.add_no_overlap(
                self.model.new_optional_fixed_size_interval_var(
                    self.at[s], self.board.frame.slots[s], literal, f"i{s}.{unit}"
                )
                for s, literal in self._literals(unit, users)
            )
            self._caps(unit, users)
            self._journeys(unit, users)

    def _literals(self, unit: int, users: list[User]) -> Iterator[tuple[int, cp_model.IntVar]]:
        """Return each use as a plain truth value."""
        for s, used in users:
            needs = [chosen[unit] for chosen in self.taken[s] if unit in chosen]
            if len(needs) == 1:
                yield s, needs[0]
            else:
                either = self.model.new_bool_var(f"u{s}.{unit}")
                self.model.add(either == used)
                yield s, either

    def _caps(self, unit: int, users: list[User]) -> None:
        """Keep the days and weeks of a unit below its most lessons, where they could be passed."""
        board, frame = self.board, self.board.frame
        if frame.day_cap[unit] != UNLIMITED:
            for d, load in enumerate(board.day_load[unit]):
                self._cap(users, [d], frame.day_cap[unit] - load)
        if frame.week_cap[unit] != UNLIMITED:
            for week, load in enumerate(board.week_load[unit]):
                self._cap(users, frame.days_of_week[week], frame.week_cap[unit] - load)

    def _cap(self, users: list[User], days: list[int], most: int) -> None:
        slots = self.board.frame.slots
        mask = sum(self.board.frame.day_mask[d] for d in days)
        inside = [(s, used) for s, used in users if self.masks[s] & mask]
        if sum(slots[s] for s, _used in inside) <= most:
            return
        terms = []
        for s, used in inside:
            held = sum(self.on_day(s).get(d, 0) for d in days)
            terms.append(slots[s] * self._both(used, held))
        self.model.add(sum(terms) <= most)

    def _both(self, one: Truth, other: Truth) -> Truth:
        """Return a truth value that may only be false when one of the two is."""
        if isinstance(one, int):
            return other if one else 0
        both = self.model.new_bool_var("")
        self.model.add(both >= one + other - 1)
        return both

    def _journeys(self, unit: int, users: list[User]) -> None:
        frame = self.board.frame
        if not frame.roams[unit]:
            return
        is_group = unit >= len(frame.instance.resources)
        pairs = [
            (one, other, frame.travel[is_group, frame.places[one[0]], frame.places[other[0]]])
            for one, other in combinations(users, 2)
            if frame.places[one[0]] != frame.places[other[0]]
            and self._days_of(one[0]) & self._days_of(other[0])
        ]
        if len(pairs) > _MOST_JOURNEYS:
            raise TooLargeError
        for (s, mine), (o, theirs), slots in pairs:
            if slots is None:
                for d in self.on_day(s).keys() & self.on_day(o).keys():
                    truths = mine + theirs + self.on_day(s)[d] + self.on_day(o)[d]
                    self.model.add(truths <= _BOTH_ON_ONE_DAY)
            elif slots:
                self._gap((s, mine), (o, theirs), min(slots, frame.slots_per_day))

    def _days_of(self, s: int) -> int:
        """Return the possible days, a bit for each."""
        if s not in self._day_bits:
            days = enumerate(self.board.frame.day_mask)
            self._day_bits[s] = sum(1 << d for d, mask in days if self.masks[s] & mask)
        return self._day_bits[s]

    def _gap(self, one: User, other: User, slots: int) -> None:
        """Keep the way between two sessions free, whichever is first."""
        (s, mine), (o, theirs) = one, other
        first = self.model.new_bool_var("")
        length = self.board.frame.slots
        far = self._day_length * (self.board.frame.days + 1)
        slack = far * (2 - mine - theirs)
        before = self.at[s] + length[s] + slots <= self.at[o] + slack + far * (1 - first)
        self.model.add(before)
        self.model.add(self.at[o] + length[o] + slots <= self.at[s] + slack + far * first)

    def _orders(self) -> None:
        free = set(self.free)
        links = [(s, link) for s in self.free for link in self.board.frame.after[s]]
        for s, link in links:
            if link.other not in free:
                continue
            self.model.add(self.at[s] + self.board.frame.slots[s] <= self.at[link.other])
            if link.min_days:
                self.model.add(self.date(link.other) - self.date(s) >= link.min_days)
            if link.max_days is not None:
                self.model.add(self.date(link.other) - self.date(s) <= link.max_days)

    def _apart(self) -> None:
        for s, other in product(self.free, self.free):
            if s < other and other in self.board.frame.apart[s]:
                for d in self.on_day(s).keys() & self.on_day(other).keys():
                    self.model.add(self.on_day(s)[d] + self.on_day(other)[d] <= 1)

    def _same(self) -> None:
        free = set(self.free)
        for s in self.free:
            for mine, other, theirs in self.board.frame.same[s]:
                if other in free and s < other:
                    one, two = self.taken[s][mine], self.taken[other][theirs]
                    for unit in one.keys() | two.keys():
                        self.model.add(one.get(unit, 0) == two.get(unit, 0))

    def hint(self, held: dict[int, Held]) -> None:
        """Begin the search near these places."""
        for s, (start, resources) in held.items():
            if self.masks[s] >> start & 1:
                self.model.add_hint(self.at[s], self.moment(start))
            for chosen, unit in zip(self.taken[s], resources, strict=False):
                for each, literal in chosen.items():
                    self.model.add_hint(literal, each == unit)

    def read(self, solver: "cp_model.CpSolver | Listener") -> dict[int, Held]:
        """Return what the solver has found."""
        found = {}
        for s in self.free:
            day, slot = divmod(solver.value(self.at[s]), self._day_length)
            people = tuple(
                next(unit for unit, literal in chosen.items() if solver.boolean_value(literal))
                for chosen in self.taken[s]
            )
            found[s] = day * self.board.frame.slots_per_day + slot, people
        return found


class Listener(cp_model.CpSolverSolutionCallback):
    """Passes on every plan that the solver finds."""

    def __init__(
        self, exact: ExactModel, on_found: Callable[[dict[int, Held], int, int], None]
    ) -> None:
        super().__init__()
        self._exact, self._on_found = exact, on_found

    def on_solution_callback(self) -> None:
        """Read the plan; called by the solver."""
        bound = math.ceil(self.best_objective_bound - 1e-6)
        self._on_found(self._exact.read(self), round(self.objective_value), bound)
