"""Placing every session, pushing others out where there is no room."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from random import Random

from kbh_desktop.courses.planner.board import Board, bits
from kbh_desktop.courses.planner.ejection import Ejector, Room

_LOOKED_AT = 12
_STARTS_WEIGHED = 8
_STARTS_FORCED = 24
_TABU = (5, 15)
Placed = dict[int, tuple[int, tuple[int, ...]]]


@dataclass(slots=True)
class Builder:
    """Fills a board; stops when all is placed or it is told to."""

    board: Board
    chance: Random
    left: set[int] = field(default_factory=set)
    failures: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    """How often a session found no room."""
    steps: int = 0
    best_step: int = 0
    """The step that led to `best`."""
    best: Placed = field(default_factory=dict)
    _ejector: Ejector = field(init=False)
    _tabu: dict[tuple[int, int], int] = field(default_factory=dict)
    _links: list[int] = field(init=False)

    def __post_init__(self) -> None:
        frame = self.board.frame
        self._ejector = Ejector(self.board, self.chance)
        self._links = [
            1 + len(before) + len(after)
            for before, after in zip(frame.before, frame.after, strict=True)
        ]

    def run(self, wanted: Collection[int], is_over: Callable[[], bool]) -> bool:
        """Place `wanted`, whatever else is placed; return whether all could be.

        The fullest board met on the way is in `best`.
        """
        self.left = {s for s in wanted if s not in self.board.start}
        self._keep_best()
        while self.left and not is_over():
            self.steps += 1
            s = self._next()
            if self._place(s) or self._force(s):
                self.left.discard(s)
                if len(self.board.start) > len(self.best):
                    self._keep_best()
        return not self.left

    def suspects(self) -> list[list[int]]:
        """Return each session left, the hardest first, with what was most in its way."""
        hardest = sorted(self.left, key=lambda s: (-self.failures[s], s))
        return [[s, *self._ejector.in_the_way_of(s)] for s in hardest]

    def _keep_best(self) -> None:
        board, self.best_step = self.board, self.steps
        self.best = {s: (start, board.used[s]) for s, start in board.start.items()}

    def _next(self) -> int:
        """Return one of the hardest sessions left: few starts, many links, failed often."""
        some = sorted(self.left)
        if len(some) > _LOOKED_AT:
            some = self.chance.sample(some, _LOOKED_AT)
        if self.chance.random() < 0.1:  # noqa: PLR2004 - now and then any of them
            return self.chance.choice(some)
        return min(some, key=self._ease)

    def _ease(self, s: int) -> float:
        starts = self.board.frame.domain[s].bit_count()
        return starts / self._links[s] / (1 + self.failures[s]) + self.chance.random() / 100

    def _place(self, s: int) -> bool:
        """Put the session where it fits and costs least, among some starts."""
        legal = self.board.legal(s)
        starts = list(bits(legal))
        if len(starts) > _STARTS_WEIGHED:
            starts = self.chance.sample(starts, _STARTS_WEIGHED)
        home, _people = self.board.tally.previous.get(s, (-1, ()))
        if home >= 0 and legal >> home & 1:
            starts = [home]
        best: tuple[float, int, tuple[int, ...]] | None = None
        for start in starts:
            staffing = staff(self.board, s, start, self.chance)
            if staffing is not None:
                cost = price(self.board, s, start, staffing) + self.chance.random()
                if best is None or cost < best[0]:
                    best = cost, start, staffing
        if best is None:
            return False
        self.board.put(s, best[1], best[2])
        return True

    def _force(self, s: int) -> bool:
        """Put the session where the lightest others have to go; they join those left."""
        self.failures[s] += 1
        starts = list(bits(self.board.frame.domain[s]))
        if len(starts) > _STARTS_FORCED:
            starts = self.chance.sample(starts, _STARTS_FORCED)
        best: tuple[float, int, Room] | None = None
        for start in starts:
            if self._tabu.get((s, start), 0) > self.steps:
                continue
            most = math.inf if best is None else best[0]
            room = self._ejector.room_for(s, start, most)
            if room is not None:
                weight = room.weight + self.chance.random() * 0.3
                if best is None or weight < best[0]:
                    best = weight, start, room
        if best is None:
            return False
        _weight, start, room = best
        self._ejector.remember(s, room.sessions)
        for other in sorted(room.sessions):
            was, _resources = self.board.take(other)
            self._tabu[other, was] = self.steps + self.chance.randint(*_TABU) + len(self.left)
            self.left.add(other)
        self.board.put(s, start, room.resources)
        return True


def staff(board: Board, s: int, start: int, chance: Random) -> tuple[int, ...] | None:
    """Return who is best taken for a legal start; None if two needs want the same person.

    Best are those with seats enough whom the course has already, at work that day, with few
    lessons that week.
    """
    day = start // board.frame.slots_per_day
    week = board.frame.week_of[day]

    def preference(need: int, unit: int) -> tuple[float, ...]:
        return (
            board.tally.seats_cost(s, unit),
            not board.tally.is_used(s, need, unit),
            not board.day_load[unit][day],
            board.week_load[unit][week],
            chance.random(),
        )

    return next(board.staffings(s, start, preference), None)


def price(board: Board, s: int, start: int, resources: tuple[int, ...]) -> int:
    """Return what the wishes would cost more with the session there."""
    before = board.tally.cost
    board.tally.put(s, start, resources)
    cost = board.tally.cost - before
    board.tally.take(s, start, resources)
    return cost
