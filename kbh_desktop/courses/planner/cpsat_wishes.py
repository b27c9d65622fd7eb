"""What the wishes of the free sessions cost, in a CP-SAT model: nothing less than the tally's.

Imports OR-tools: only to be imported where `cpsat.is_installed` said so.
"""

from collections import defaultdict
from collections.abc import Callable

from ortools.sat.python import cp_model

from kbh_desktop.courses.planner.cpsat_model import ExactModel, Truth

Cost = cp_model.LinearExprT


class Wishes:
    """The cost as a sum of terms; what no free session can change is left out."""

    def __init__(self, exact: ExactModel) -> None:
        self._exact, self._model, self._board = exact, exact.model, exact.board
        self._weights = exact.board.frame.instance.weights
        self._terms: list[Cost] = []
        self.base = self._board.tally.cost
        """What stands already costs, as far as no term counts it."""
        parts: dict[str, Callable[[int], None]] = {
            "seats": self._seats,
            "spread": self._spread,
            "compact": self._compact,
            "half_day": self._half_day,
            "few_bookings": self._few_bookings,
            "stay": self._stay,
        }
        for name, add in parts.items():
            weight = getattr(self._weights, name)
            if weight:
                add(weight)
        self._few_of_a_kind()

    @property
    def cost(self) -> Cost:
        """The whole."""
        return sum(self._terms)

    def minimise(self) -> None:
        """Make the cost what the solver minimises."""
        self._model.minimize(self.cost)

    def _seats(self, _weight: int) -> None:
        for s in self._exact.free:
            for chosen in self._exact.taken[s]:
                for unit, literal in chosen.items():
                    self._terms.append(self._board.tally.seats_cost(s, unit) * literal)

    def _spread(self, weight: int) -> None:
        free = set(self._exact.free)
        for s in self._exact.free:
            for other, days in self._board.tally.spread[s]:
                if other in free:
                    if s < other:
                        self._apart(s, other, days, weight)
                elif other in self._board.start:
                    there = self._board.start[other] // self._board.frame.slots_per_day
                    for d, literal in self._exact.on_day(s).items():
                        missing = max(0, days - self._between(d, there))
                        self._terms.append(weight * missing * literal)

    def _between(self, one: int, other: int) -> int:
        ordinals = self._board.frame.ordinals
        return abs(ordinals[one] - ordinals[other])

    def _apart(self, s: int, other: int, days: int, weight: int) -> None:
        missing = self._model.new_int_var(0, days, "")
        first = self._model.new_bool_var("")
        later = self._exact.date(other) - self._exact.date(s)
        self._model.add(missing >= days - later).only_enforce_if(first)
        self._model.add(missing >= days + later).only_enforce_if(first.negated())
        self._terms.append(weight * missing)

    def _compact(self, weight: int) -> None:
        """Count for each group the days with a single session.

        What all groups of a course do together is counted once.
        """
        members: defaultdict[int, set[int]] = defaultdict(set)
        for s in self._exact.free:
            for group in self._board.frame.groups[s]:
                members[group].add(s)
        courses: defaultdict[str, list[int]] = defaultdict(list)
        for group, sessions in members.items():
            courses[self._board.frame.sessions[min(sessions)].course].append(group)
        for groups in courses.values():
            common = set.intersection(*(members[group] for group in groups))
            for d in range(self._board.frame.days):
                together = self._together(common, d)
                for group in groups:
                    own = self._held(members[group] - common, d)
                    self._alone(weight, group, d, (together, own))

    def _held(self, sessions: set[int], day: int) -> list[Truth]:
        found = (self._exact.on_day(s).get(day) for s in sorted(sessions))
        return [literal for literal in found if literal is not None]

    def _together(self, common: set[int], day: int) -> tuple[list[Truth], Truth, Truth]:
        """Return what is held together on a day, whether it is anything, and whether one thing."""
        held = self._held(common, day)
        if not held:
            return held, 0, 0
        some, two, single = (self._model.new_bool_var("") for _n in range(3))
        self._model.add(some <= sum(held))
        self._model.add(2 * two <= sum(held))
        for literal in held:
            self._model.add(single >= literal - two)
        return held, some, single

    def _alone(
        self,
        weight: int,
        group: int,
        day: int,
        held: tuple[tuple[list[Truth], Truth, Truth], list[Truth]],
    ) -> None:
        """Charge for a day on which the group has a single session."""
        (together, some, single), own = held
        stand = len(self._board.on_day[group][day])
        if stand > 1 or not (together or own or stand):
            return
        alone = self._model.new_bool_var("")
        self._terms.append(weight * alone)
        if stand:
            self.base -= weight
            self._model.add(alone >= 1 - sum(together) - sum(own))
            return
        self._model.add(alone >= single - sum(own))
        for literal in own:
            self._model.add(alone >= 2 * literal - some - sum(own))

    def _half_day(self, weight: int) -> None:
        for s in self._exact.free:
            wrong = self._board.tally.wrong_half[s] & self._exact.masks[s]
            if wrong:
                self._terms.append(weight * self._unless(s, self._exact.masks[s] & ~wrong))

    def _unless(self, s: int, starts: int) -> Truth:
        """Return a truth value that may only be false when the session begins at these starts."""
        if not starts:
            return 1
        other = self._model.new_bool_var("")
        inside = self._exact.domain(starts)
        bound = self._model.add_linear_expression_in_domain(self._exact.at[s], inside)
        bound.only_enforce_if(other.negated())
        return other

    def _few_bookings(self, weight: int) -> None:
        booked: dict[tuple[int, int], Truth] = {}
        for s in self._exact.free:
            for chosen in self._exact.taken[s]:
                for unit, literal in chosen.items():
                    if self._board.tally.is_person[unit]:
                        self._book(booked, unit, s, literal)
        self._terms += [weight * literal for literal in booked.values()]

    def _book(
        self, booked: dict[tuple[int, int], Truth], unit: int, s: int, literal: Truth
    ) -> None:
        for d, held in self._exact.on_day(s).items():
            if not self._board.on_day[unit][d]:
                if (unit, d) not in booked:
                    booked[unit, d] = self._model.new_bool_var("")
                self._model.add(booked[unit, d] >= literal + held - 1)

    def _few_of_a_kind(self) -> None:
        """Charge for every person or room of a course beyond the first of its kind."""
        tally, used = self._board.tally, dict[tuple[int, int], Truth]()
        for s in self._exact.free:
            for need, chosen in enumerate(self._exact.taken[s]):
                key = tally.keys[s][need]
                for unit, literal in chosen.items():
                    if tally.key_weights[key] and not tally.is_used(s, need, unit):
                        if (key, unit) not in used:
                            used[key, unit] = self._model.new_bool_var("")
                        self._model.add(used[key, unit] >= literal)
        for key in {key for key, _unit in used}:
            some = sum(literal for (each, _unit), literal in used.items() if each == key)
            more = some if tally.distinct[key] else some - 1
            self._terms.append(tally.key_weights[key] * more)

    def _stay(self, weight: int) -> None:
        for s in self._exact.free:
            if s not in self._board.tally.previous:
                continue
            start, people = self._board.tally.previous[s]
            home = 1 << start & self._exact.masks[s] if start >= 0 else 0
            self._terms.append(weight * self._unless(s, home))
            for chosen, unit in zip(self._exact.taken[s], people, strict=True):
                self._terms.append(1 - chosen.get(unit, 0))
