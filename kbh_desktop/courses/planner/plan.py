"""Planning an instance: construct, improve, judge; and when that can't be, say why."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.anneal import anneal
from kbh_desktop.courses.planner.board import Board
from kbh_desktop.courses.planner.clash import Clash, joint_clash, single_clashes
from kbh_desktop.courses.planner.construct import Builder, Placed, staff
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.planner.reasons import why_not
from kbh_desktop.courses.planner.score import moved, score
from kbh_desktop.courses.timetable import Instance, Lock, Placement, RepairScope, Session
from kbh_desktop.errors import CancelledError, PlanningError
from kbh_desktop.i18n import _

Status = Literal["complete", "partial", "impossible"]
DEFAULT_LIMIT_S = 10.0
_DOUBT_AFTER = 0.3
"""The part of the time after which an incomplete plan is suspected to be impossible."""
_STALLED_STEPS, _STALLED_STEPS_EACH = 400, 5
"""So many steps without a fuller plan, and so many more for each session, raise the same doubt."""
_PROOF_S = 5.0
_REST_S = 1.0
"""How long as many sessions as possible are placed when not all can be."""
_LADDER: tuple[RepairScope, ...] = ("people", "courses", "all")
_RUNG_S = 2.0
"""How long each narrower repair is tried."""
_TELL_EVERY = 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far planning has come."""

    placed: int
    total: int
    score: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A session without a place in the plan, and why."""

    session: str
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the planner found."""

    status: Status
    sessions: dict[str, Placement]
    unplaced: tuple[Unplaced, ...]
    parts: dict[str, int]
    """What each wish costs."""
    bound: int | None
    """No complete plan costs less; None where there is none."""
    seconds: float
    first_plan_seconds: float | None
    """When the first complete plan stood."""
    moved: tuple[str, ...]
    clashes: tuple[Clash, ...]
    seed: int

    @property
    def score(self) -> int:
        """What all wishes left open cost."""
        return sum(self.parts.values())

    @property
    def gap(self) -> float | None:
        """How far the score may lie above the best, as a part of it; None where not known."""
        if self.bound is None:
            return None
        return (self.score - self.bound) / self.score if self.score else 0.0

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the plan is not complete, in sentences."""
        return tuple(clash.words for clash in self.clashes) or tuple(
            each.reason for each in self.unplaced
        )


def plan(
    instance: Instance,
    *,
    seed: int = 0,
    limit_s: float = DEFAULT_LIMIT_S,
    improve: bool = True,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Plan:
    """Return the best plan found within `limit_s` seconds; the same seed searches the same way.

    Without `improve` the first complete plan is returned.

    Raises:
        CancelledError: `is_cancelled` said so; nothing was changed.
    """
    planning = _Planning(instance, seed, limit_s, on_progress, is_cancelled)
    return planning.run(improve=improve)


class _Planning:
    """One run of the planner."""

    def __init__(
        self,
        instance: Instance,
        seed: int,
        limit_s: float,
        on_progress: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._began = time.perf_counter()
        self._instance, self._seed, self._limit_s = scoped(instance), seed, limit_s
        self._on_progress, self._is_cancelled = on_progress, is_cancelled
        self._frame = Frame(self._instance)
        self._board = Board(self._frame)
        self._chance = Random(seed)  # noqa: S311 - a search, no secret
        self._builder = Builder(self._board, self._chance)
        self._first_plan: float | None = None
        self._clashes: tuple[Clash, ...] = ()

    def run(self, *, improve: bool) -> Plan:
        self._clashes = single_clashes(self._instance, self._frame, self._until(_PROOF_S))
        if not (self._clashes or self._repair()):
            _put_settled(self._board, self._chance)
        if self._construct():
            self._first_plan = self._seconds()
        if self._first_plan is None or not improve:
            best = self._builder.best
        else:
            best = anneal(
                self._board,
                self._chance,
                elapsed=lambda: 1.0 if self._is_late() else self._seconds() / self._limit_s,
                on_better=self._tell,
            )
        return self._judged(best)

    def _repair(self) -> bool:
        """Try to change people only, then affected courses only; return whether that was enough."""
        for scope in _LADDER[: _LADDER.index(self._instance.repair_scope)]:
            narrow = scoped(replace(self._instance, repair_scope=scope))
            board = Board(Frame(narrow))
            if not narrow.previous or not all(board.frame.domain):
                continue
            _put_settled(board, self._chance)
            builder = Builder(board, self._chance)
            until = self._until(self._seconds() + min(_RUNG_S, self._limit_s / 5))
            if builder.run(range(len(board.frame.sessions)), until):
                for s, (start, resources) in builder.best.items():
                    self._board.put(s, start, resources)
                return True
        return False

    def _construct(self) -> bool:
        """Place all that has a place; return whether that is every session."""
        frame = self._frame
        wanted = [s for s, domain in enumerate(frame.domain) if domain]
        if self._builder.run(wanted, self._is_doubtful):
            return len(wanted) == len(frame.sessions)
        if not self._clashes:
            until = self._until(self._seconds() + min(_PROOF_S, self._limit_s))
            clash = joint_clash(self._instance, frame, self._builder.suspects(), until)
            self._clashes = (clash,) if clash else ()
        if self._clashes:
            rest = min(self._limit_s, self._seconds() + _REST_S)
            self._builder.run(wanted, self._until(rest))
            return False
        return self._builder.run(wanted, self._until(self._limit_s))

    def _seconds(self) -> float:
        return time.perf_counter() - self._began

    def _is_late(self) -> bool:
        if self._is_cancelled():
            raise CancelledError(_("Planning was stopped. Nothing was changed."))
        return self._seconds() > self._limit_s

    def _is_doubtful(self) -> bool:
        patience = _STALLED_STEPS + _STALLED_STEPS_EACH * len(self._frame.sessions)
        is_stalled = self._builder.steps - self._builder.best_step > patience
        return is_stalled or self._until(self._limit_s * _DOUBT_AFTER)()

    def _until(self, seconds: float) -> Callable[[], bool]:
        def is_over() -> bool:
            self._is_late()
            if self._builder.steps % _TELL_EVERY == 0:
                self._tell()
            return self._seconds() > seconds

        return is_over

    def _tell(self) -> None:
        placed, total = len(self._board.start), len(self._frame.sessions)
        self._on_progress(Progress(placed, total, self._board.tally.cost, self._seconds()))

    def _judged(self, best: Placed) -> Plan:
        board = Board(self._frame)
        for s, (start, resources) in best.items():
            board.put(s, start, resources)
        placements = board.placements()
        if conflicts(self._instance, placements):
            raise PlanningError(_("The planner broke a rule; its plan was thrown away."))
        left = [s for s in range(len(self._frame.sessions)) if s not in best]
        parts = score(self._instance, placements)
        status: Status = "impossible" if self._clashes else "partial" if left else "complete"
        return Plan(
            status=status,
            sessions=placements,
            unplaced=tuple(Unplaced(self._frame.sessions[s].id, why_not(board, s)) for s in left),
            parts=parts,
            bound=board.tally.bound() if status == "complete" else None,
            seconds=self._seconds(),
            first_plan_seconds=self._first_plan,
            moved=tuple(moved(self._instance, placements)),
            clashes=self._clashes,
            seed=self._seed,
        )


def _put_settled(board: Board, chance: Random) -> None:
    """Put what is locked, then what has been planned before with the same people, then without."""
    frame = board.frame
    for s, session in enumerate(frame.sessions):
        if session.locked and frame.domain[s].bit_count() == 1:
            _put(board, s, frame.domain[s].bit_length() - 1, chance)
    for s, (start, people) in board.tally.previous.items():
        fits = s not in board.start and start >= 0 and board.legal(s) >> start & 1
        if fits and people in board.staffings(s, start):
            board.put(s, start, people)
    for s, (start, _people) in board.tally.previous.items():
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
    placements = {}
    for name, before in instance.previous.items():
        matched = instance.matched(instance.session[name], before.resources)
        placements[name] = replace(before, resources=matched or ())
    broken = {name for each in conflicts(instance, placements) for name in each.sessions}
    return {
        session.course
        for session in instance.sessions
        if session.id in broken or session.id not in instance.previous
    }
