"""Mending a plan as a ladder: other people, then other times in some courses, then everything."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from kbh_desktop.courses.planner import cpsat
from kbh_desktop.courses.planner.plan import Search, Watch, judged, plan
from kbh_desktop.courses.planner.result import Plan
from kbh_desktop.courses.timetable import Instance, RepairScope

LADDER: tuple[RepairScope, ...] = ("people", "courses", "all")
_SHARES: dict[RepairScope, float] = {"people": 0.2, "courses": 0.5, "all": 1.0}
"""The part of the time left that a rung may take when wider ones follow."""
_PEOPLE_S, _COURSES_S = 2.0, 10.0
_PROOF_S = 2.0
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

    def climb(self) -> Plan:
        rungs = LADDER[: LADDER.index(self._instance.repair_scope) + 1]
        last = None
        for scope in rungs:
            last = self._rung(scope, is_last=scope == rungs[-1])
            if self._best and (not self._best.moved or self._can_prove()):
                break
        if self._best and self._best.moved and rungs[-1] == "all":
            self._prove(self._best)
        return self._best or self._finished(last)

    def _prove(self, best: Plan) -> None:
        """Look for the fewest moves there can be, where OR-tools is there to do so."""
        if not self._can_prove():
            return
        found = cpsat.fewest_moves(self._instance, best.sessions, max(_PROOF_S, self._left()))
        if found:
            placements, least = found
            nearer = replace(judged(self._instance, placements, "complete"), seed=best.seed)
            if len(nearer.moved) < len(best.moved):
                self._take("all", nearer)
            self._best = replace(self._best or best, least_moved=least, seconds=self._seconds())

    def _can_prove(self) -> bool:
        """Return whether OR-tools can say at once what no wider rung can better."""
        return self._search.exact and cpsat.can_prove(self._instance)

    def _rung(self, scope: RepairScope, *, is_last: bool) -> Plan:
        stay = replace(self._instance.weights, stay=_STAY)
        narrow = replace(self._instance, weights=stay, repair_scope=scope)
        search = replace(
            self._search,
            limit_s=self._seconds_for(scope, is_last=is_last),
            explain=is_last and self._best is None and self._search.explain,
        )
        watch = replace(self._watch, on_first=lambda first: self._take(scope, first))
        found = plan(narrow, search, watch)
        self._take(scope, found)
        return found

    def _take(self, scope: RepairScope, found: Plan) -> None:
        """Keep a plan that is nearer than any before, and tell of it."""
        if found.status != "complete":
            return
        found = self._finished(found)
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
        if is_last:
            return max(0.1, self._left())
        most = _PEOPLE_S if scope == "people" else _COURSES_S
        return max(0.1, min(most, self._left() * _SHARES[scope]))

    def _seconds(self) -> float:
        return time.perf_counter() - self._began

    def _left(self) -> float:
        return self._search.limit_s - self._seconds()


def distance(found: Plan) -> tuple[int, int, int]:
    """Return how far a complete plan lies from the previous one: moved, told, cost."""
    return len(found.moved), len(found.told), found.score
