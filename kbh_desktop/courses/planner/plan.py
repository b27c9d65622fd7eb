"""Planning an instance: construct, improve, judge; and when that can't be, say why."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner import cpsat
from kbh_desktop.courses.planner.anneal import anneal
from kbh_desktop.courses.planner.board import Board
from kbh_desktop.courses.planner.clash import Clash, Doubt, joint_clash, single_clashes
from kbh_desktop.courses.planner.construct import Builder, Placed, staff
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.reasons import why_not
from kbh_desktop.courses.planner.result import Plan, Progress, Status, Unplaced
from kbh_desktop.courses.planner.score import moved, score, told
from kbh_desktop.courses.timetable import Instance, Lock, Placement, Session
from kbh_desktop.errors import CancelledError, PlanningError
from kbh_desktop.i18n import _

DEFAULT_LIMIT_S = 10.0
_DOUBT_AFTER = 0.3
"""The part of the time after which an incomplete plan is suspected to be impossible."""
_STALLED_STEPS, _STALLED_STEPS_EACH = 400, 5
"""So many steps without a fuller plan, and so many more for each session, raise the same doubt."""
_PROOF_S, _PROOF_EACH_S, _EXACT_PROOF_S = 5.0, 0.02, 30.0
"""How long an impossibility is looked into; longer for each session, or with OR-tools."""
_REST_S = 1.0
"""How long as many sessions as possible are placed when not all can be."""
_ANNEALED_EACH_S = 0.06
"""How long annealing takes for each session that may move, when OR-tools polishes afterwards."""
_LEAST_POLISH_S = 2.0
_TELL_EVERY = 20
"""Steps of construction."""
_TELL_S = 0.1


def _ignore(_news: object) -> None:
    """Do nothing with what is told."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told while the planner works, and who may stop it."""

    on_progress: Callable[[Progress], None] = _ignore
    on_first: Callable[[Plan], None] = _ignore
    """Called once, with the first complete plan."""
    is_cancelled: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Search:
    """How a plan is looked for."""

    seed: int = 0
    """The same seed searches the same way."""
    limit_s: float = DEFAULT_LIMIT_S
    improve: bool = True
    """False to be content with the first complete plan."""
    explain: bool = True
    """False to leave out why there is no plan."""
    exact: bool = False
    """Whether OR-tools may help, where it is installed."""
    start: Mapping[str, Placement] = field(default_factory=dict, repr=False)
    """Where to begin from."""


def plan(instance: Instance, search: Search = Search(), watch: Watch = Watch()) -> Plan:
    """Return the best plan found in the time.

    Raises:
        CancelledError: `is_cancelled` said so; nothing was changed.
    """
    return _Planning(instance, search, watch).run()


class _Planning:
    """One run of the planner."""

    def __init__(self, instance: Instance, search: Search, watch: Watch) -> None:
        self._began, self._told_at = time.perf_counter(), 0.0
        self._instance, self._search, self._watch = scoped(instance), search, watch
        self._frame = Frame(self._instance)
        self._board = Board(self._frame)
        self._chance = Random(search.seed)  # noqa: S311 - a search, no secret
        self._builder = Builder(self._board, self._chance)
        self._first_plan: float | None = None
        self._clashes: tuple[Clash, ...] = ()
        self._bound: int | None = None
        self._is_exact = search.exact and cpsat.is_installed()

    def run(self) -> Plan:
        if self._search.explain:
            seconds = _PROOF_S + _PROOF_EACH_S * len(self._frame.sessions)
            doubt = self._doubt(min(seconds, self._search.limit_s))
            self._clashes = single_clashes(self._instance, self._frame, doubt)
        if not self._clashes:
            put_settled(self._board, self._chance, self._search.start)
        if not self._construct():
            return self._judged(self._builder.best)
        self._first_plan, self._told_at = self._seconds(), 0.0
        self._tell()
        found = self._judged(self._builder.best)
        self._watch.on_first(found)
        return self._judged(self._improved()) if self._search.improve else found

    def _improved(self) -> Placed:
        limit_s = anneal_s = self._search.limit_s
        movable = sum(self._board.is_movable(s) for s in self._board.start)
        is_exact = self._is_exact and limit_s - _ANNEALED_EACH_S * movable > _LEAST_POLISH_S
        if is_exact:
            anneal_s = self._seconds() + _ANNEALED_EACH_S * movable
        best = anneal(
            self._board,
            self._chance,
            elapsed=lambda: 1.0 if self._is_late() else self._seconds() / anneal_s,
            on_better=self._tell,
        )
        if not movable:
            self._bound = self._board.tally.cost
        if not (is_exact and movable) or self._board.tally.bound() == self._board.tally.cost:
            return best
        self._lay(best)
        best, self._bound = cpsat.polish(
            self._board, self._chance, lambda: limit_s - self._seconds(), self._tell_of
        )
        return best

    def _lay(self, best: Placed) -> None:
        """Make the board that of the best plan."""
        for s in list(self._board.start):
            self._board.take(s)
        for s, held in best.items():
            self._board.put(s, *held)

    def _tell_of(self, better: cpsat.Better) -> None:
        placed = len(better.placements)
        seconds = self._seconds()
        news = Progress(placed, placed, better.cost, seconds, better.bound, better.placements)
        self._watch.on_progress(news)

    def _construct(self) -> bool:
        """Place all that has a place; return whether that is every session."""
        frame = self._frame
        wanted = [s for s, domain in enumerate(frame.domain) if domain]
        if self._builder.run(wanted, self._is_doubtful):
            return len(wanted) == len(frame.sessions)
        if self._search.explain and not self._clashes:
            most = _EXACT_PROOF_S if self._is_exact else _PROOF_S
            doubt = self._doubt(self._seconds() + min(most, self._search.limit_s))
            clash = joint_clash(self._instance, frame, self._builder.suspects(), doubt)
            self._clashes = (clash,) if clash else ()
        if self._clashes:
            rest = min(self._search.limit_s, self._seconds() + _REST_S)
            self._builder.run(wanted, self._until(rest))
            return False
        return self._builder.run(wanted, self._until(self._search.limit_s))

    def _seconds(self) -> float:
        return time.perf_counter() - self._began

    def _is_late(self) -> bool:
        if self._watch.is_cancelled():
            raise CancelledError(_("Planning was stopped. Nothing was changed."))
        return self._seconds() > self._search.limit_s

    def _is_doubtful(self) -> bool:
        patience = _STALLED_STEPS + _STALLED_STEPS_EACH * len(self._frame.sessions)
        is_stalled = self._builder.steps - self._builder.best_step > patience
        return is_stalled or self._until(self._search.limit_s * _DOUBT_AFTER)()

    def _until(self, seconds: float) -> Callable[[], bool]:
        def is_over() -> bool:
            self._is_late()
            if self._builder.steps % _TELL_EVERY == 0:
                self._tell()
            return self._seconds() > seconds

        return is_over

    def _doubt(self, seconds: float) -> Doubt:
        return Doubt(self._until(seconds), self._is_exact)

    def _tell(self) -> None:
        """Tell of the board as it is, which is the best so far or on the way to it."""
        now, total = time.perf_counter(), len(self._frame.sessions)
        if now - self._told_at < _TELL_S:
            return
        self._told_at, placed = now, len(self._board.start)
        whole = self._board.placements() if placed == total else {}
        told_of = Progress(placed, total, self._board.tally.cost, self._seconds(), None, whole)
        self._watch.on_progress(told_of)

    def _judged(self, best: Placed) -> Plan:
        board = Board(self._frame)
        for s, (start, resources) in best.items():
            board.put(s, start, resources)
        left = [s for s in range(len(self._frame.sessions)) if s not in best]
        status: Status = "impossible" if self._clashes else "partial" if left else "complete"
        found = judged(self._instance, board.placements(), status)
        return replace(
            found,
            unplaced=tuple(Unplaced(self._frame.sessions[s].id, why_not(board, s)) for s in left),
            bound=max(board.tally.bound(), self._bound or 0) if status == "complete" else None,
            seconds=self._seconds(),
            first_plan_seconds=self._first_plan,
            clashes=self._clashes,
            seed=self._search.seed,
        )


def judged(instance: Instance, placements: dict[str, Placement], status: Status) -> Plan:
    """Return placements as a plan, once the judge has looked them over.

    Raises:
        PlanningError: they break a rule.
    """
    if conflicts(instance, placements):
        raise PlanningError(_("The planner broke a rule; its plan was thrown away."))
    return Plan(
        status=status,
        sessions=placements,
        unplaced=(),
        parts=score(instance, placements),
        bound=None,
        seconds=0.0,
        first_plan_seconds=None,
        moved=tuple(moved(instance, placements)),
        clashes=(),
        seed=0,
        told=tuple(told(instance, placements)),
    )


def put_settled(board: Board, chance: Random, begin: Mapping[str, Placement]) -> None:
    """Put what is locked; then what stood somewhere, with the same people, then without."""
    frame = board.frame
    for s, session in enumerate(frame.sessions):
        if session.locked and frame.domain[s].bit_count() == 1:
            _put(board, s, frame.domain[s].bit_length() - 1, chance)
    before = dict(board.held(begin)) or board.tally.previous
    for s, (start, people) in before.items():
        fits = s not in board.start and start >= 0 and board.legal(s) >> start & 1
        if fits and people in board.staffings(s, start):
            board.put(s, start, people)
    for s, (start, _people) in before.items():
        if s not in board.start and start >= 0:
            _put(board, s, start, chance)


def _put(board: Board, s: int, start: int, chance: Random) -> None:
    """Put a session at a start if it fits there."""
    if board.legal(s) >> start & 1:
        resources = staff(board, s, start, chance)
        if resources is not None:
            board.put(s, start, resources)


def scoped(instance: Instance) -> Instance:
    """Return the instance with everything locked that its repair scope leaves alone."""
    if instance.repair_scope == "all" or not instance.previous:
        return instance
    free = _affected_courses(instance) if instance.repair_scope == "courses" else set()
    people_only = instance.repair_scope == "people"

    def lock(session: Session) -> Session:
        before = instance.previous.get(session.id)
        if session.locked or before is None or session.course in free:
            return session
        kept = () if people_only else before.resources
        return replace(session, locked=Lock(before.day, before.slot, kept))

    return replace(instance, sessions=tuple(lock(each) for each in instance.sessions))


def _affected_courses(instance: Instance) -> set[str]:
    """Return the courses with a session that has lost its place, or never had one."""
    broken = misplaced(instance, instance.previous)
    return {
        session.course
        for session in instance.sessions
        if session.id in broken or session.id not in instance.previous
    }


def misplaced(instance: Instance, placements: Mapping[str, Placement]) -> set[str]:
    """Return the sessions that have a conflict where they stand."""
    known = {}
    for name, before in placements.items():
        matched = instance.matched(instance.session[name], before.resources)
        known[name] = replace(before, resources=matched or ())
    return {name for each in conflicts(instance, known) for name in each.sessions}
