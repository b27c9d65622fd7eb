"""Mending a plan as a ladder: other people, then other times in some courses, then everything."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from kbh_desktop.courses.planner import cpsat
from kbh_desktop.courses.planner.board import Board
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.plan import Search, Watch, judged, plan, put_settled, scoped
from kbh_desktop.courses.planner.result import Plan
from kbh_desktop.courses.timetable import Instance, RepairScope

LADDER: tuple[RepairScope, ...] = ("people", "courses", "all")
_SHARES: dict[RepairScope, float] = {"people": 0.2, "courses": 0.5, "all": 1.0}
"""The part of the time left that a rung may take when wider ones follow."""
_PEOPLE_S, _PEOPLE_EACH_S, _COURSES_S = 0.2, 0.002, 10.0
"""How long narrower rungs are tried: other people only, with so much more for each session."""
_PROOF_S = 2.0
"""How long OR-tools may look for the fewest moves, though the time is up."""
_POLISH_S = 1.0
"""With less time left nothing is polished."""
_LEAST_S = 0.1
_STAY = 1000
"""What a session moved costs while repairing: more than all wishes of a course."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole plan that one rung of the ladder has found."""

    scope: RepairScope
    """What had to change at most."""
    plan: Plan


def repair(
    instance: Instance,
    search: Search,
    watch: Watch,
    on_answer: Callable[[Answer], None] = lambda _answer: None,
) -> Plan:
    """Return the plan nearest to the previous one, at most as wide as the instance's scope.

    Fewest sessions moved, then fewest people told, then the least cost. Each rung's first plan is
    told of, and its best. A wider rung is not tried once no session had to move.
    """
    return _Ladder(instance, search, watch, on_answer).climb()


class _Ladder:
    """One repair."""

    def __init__(
        self,
        instance: Instance,
        search: Search,
        watch: Watch,
        on_answer: Callable[[Answer], None],
    ) -> None:
        self._began = time.perf_counter()
        self._instance, self._search, self._watch = instance, search, watch
        self._on_answer = on_answer
        self._best: Plan | None = None
        self._first: float | None = None
        self._is_exact = search.exact and cpsat.is_installed()

    def climb(self) -> Plan:
        rungs = LADDER[: LADDER.index(self._instance.repair_scope) + 1]
        last = None
        for scope in rungs:
            last = self._first_answer(scope, is_last=scope == rungs[-1])
            if self._best:
                self._come_nearer(self._best, rungs)
                break
        return self._best or self._finished(last)

    def _come_nearer(self, best: Plan, rungs: Sequence[RepairScope]) -> None:
        """Better the first answer: with OR-tools where few may move, and by annealing."""
        is_small = cpsat.is_small(self._instance)
        for scope in rungs[-1:] if is_small else rungs:
            if self._is_exact and not self._is_nearest(best):
                self._exactly(scope)
                best = self._best or best
        if self._is_exact and self._is_nearest(best):
            self._polish(best)
            return
        for scope in rungs:
            if best.moved or scope == "people":
                self._anneal(scope, best, is_last=scope == rungs[-1])
                best = self._best or best

    @staticmethod
    def _is_nearest(best: Plan) -> bool:
        """Return whether no wider rung can move fewer sessions."""
        return best.least_moved == len(best.moved)

    def _first_answer(self, scope: RepairScope, *, is_last: bool) -> Plan:
        """Look for any plan with the kernel."""
        search = replace(
            self._search,
            limit_s=self._seconds_for(scope, is_last=is_last),
            explain=is_last and self._search.explain,
            improve=False,
        )
        found = plan(self._narrow(scope), search, self._watch)
        self._take(scope, found)
        return found

    def _anneal(self, scope: RepairScope, best: Plan, *, is_last: bool) -> None:
        """Better the best plan as far as the rung allows."""
        if self._left() <= 0 or (scope == "people" and best.moved):
            return
        seconds = self._seconds_for(scope, is_last=is_last)
        search = replace(
            self._search, limit_s=seconds, explain=False, exact=False, start=best.sessions
        )
        self._take(scope, plan(self._narrow(scope), search, self._watch))

    def _narrow(self, scope: RepairScope) -> Instance:
        stay = replace(self._instance.weights, stay=_STAY)
        return replace(self._instance, weights=stay, repair_scope=scope)

    def _exactly(self, scope: RepairScope) -> None:
        """Look for the fewest moves with OR-tools, and prove them where everything may move."""
        best, seconds = self._best, max(_PROOF_S, self._left() * _SHARES[scope])
        begin = best.sessions if best else self._instance.previous
        found = cpsat.fewest_moves(scoped(self._narrow(scope)), begin, seconds)
        if found is None:
            return
        placements, least = found
        nearer = judged(self._instance, placements, "complete")
        self._take(scope, replace(nearer, seed=self._search.seed))
        if scope == "all" and self._best:
            self._best = replace(self._best, least_moved=least)

    def _polish(self, best: Plan) -> None:
        """Use the time left for fewer people told and a lower cost."""
        if self._left() < _POLISH_S:
            return
        chance = Random(self._search.seed)  # noqa: S311 - a search, no secret
        board = Board(Frame(self._narrow("all")))
        put_settled(board, chance, best.sessions)
        if len(board.start) == len(best.sessions):
            cpsat.polish(board, chance, self._left, lambda _better: None)
            nearer = judged(self._instance, board.placements(), "complete")
            self._take("all", replace(nearer, seed=best.seed, least_moved=best.least_moved))

    def _take(self, scope: RepairScope, found: Plan) -> None:
        """Keep a plan that is nearer than any before, and tell of it."""
        if found.status != "complete":
            return
        found = self._finished(found)
        if not found.moved:
            found, scope = replace(found, least_moved=0), "people"
        if self._best is None or distance(found) < distance(self._best):
            self._best = found
            self._on_answer(Answer(scope, found))

    def _finished(self, found: Plan | None) -> Plan:
        """Return the plan with what it costs by the instance's own weights."""
        if found is None:
            found = judged(self._instance, {}, "partial")
        own = judged(self._instance, found.sessions, found.status)
        self._first = self._first or (self._seconds() if own.status == "complete" else None)
        return replace(
            found,
            parts=own.parts,
            bound=None,
            seconds=self._seconds(),
            first_plan_seconds=self._first,
        )

    def _seconds_for(self, scope: RepairScope, *, is_last: bool) -> float:
        people_s = _PEOPLE_S + _PEOPLE_EACH_S * len(self._instance.sessions)
        most = people_s if scope == "people" else _COURSES_S
        wanted = self._left() if is_last else min(most, self._left() * _SHARES[scope])
        return max(_LEAST_S, wanted)

    def _seconds(self) -> float:
        return time.perf_counter() - self._began

    def _left(self) -> float:
        return self._search.limit_s - self._seconds()


def distance(found: Plan) -> tuple[int, int, int]:
    """Return how far a complete plan lies from the previous one: moved, told, cost."""
    return len(found.moved), len(found.told), found.score
