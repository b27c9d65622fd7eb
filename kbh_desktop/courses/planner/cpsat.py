"""OR-tools' CP-SAT behind the planner: better plans, proofs of how good they are, second opinions.

An optional part: everything works without, only less well. OR-tools is imported when it is used,
which the windows never do: they plan in a process of its own.
"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from random import Random
from typing import TYPE_CHECKING, Literal

from kbh_desktop.courses.planner.board import Board, Held
from kbh_desktop.courses.planner.construct import Placed
from kbh_desktop.courses.planner.frame import Frame
from kbh_desktop.courses.timetable import NO_WISHES, Instance, Placement, Weights

if TYPE_CHECKING:
    from kbh_desktop.courses.planner.cpsat_model import ExactModel

_WORKERS, _WORKERS_PROVING = 2, 8
"""Threads; many different searches raise the bound where one alone does not."""
_SMALLEST_S = 0.2
_MOST_S = 4.0
"""How long one neighbourhood is looked at."""
_MOST_FREE = 70
"""How many sessions one model may move."""
_PUNCTUAL = 0.9
"""The part of the time the solver is given: it ends a little late."""
_PAIRS = 0.4
"""How often the sessions of two courses are looked at together."""
_MOVE = 1000
"""What a session moved costs beside a person exchanged, which costs 1."""
OnFound = Callable[[dict[int, Held], int, int], None]
"""Called with what was found, what it costs and the bound."""
Verdict = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call of the solver has found."""

    verdict: Verdict
    held: dict[int, Held] = field(default_factory=dict)
    bound: int = 0
    """No plan of the model costs less."""


@dataclass(frozen=True, slots=True)
class Better:
    """A plan better than any before, found on the way."""

    cost: int
    bound: int | None
    placements: dict[str, Placement]


OnBetter = Callable[[Better], None]


def is_installed() -> bool:
    """Return whether OR-tools is there; it is not imported for that."""
    return find_spec("ortools") is not None


def polish(
    board: Board, chance: Random, seconds_left: Callable[[], float], on_better: OnBetter
) -> tuple[Placed, int | None]:
    """Improve a complete board: some sessions at a time are placed as well as can be.

    Returns the best placing, which is that of the board, and what no plan can cost less than.
    """
    movable = {s for s in board.start if board.is_movable(s)}
    courses = [[s for s in each if s in movable] for each in board.frame.courses().values()]
    courses = [each for each in courses if each]
    is_whole = len(movable) <= _MOST_FREE
    turn, bound = 0, None
    while movable and (left := seconds_left()) > _SMALLEST_S:
        some = sorted(movable) if is_whole else _neighbourhood(courses, turn, chance)
        turn += 1
        seconds = left if is_whole else min(left, _MOST_S)
        outcome = _replaced(board, some, Effort(seconds, turn, is_proof=is_whole), on_better)
        if is_whole:
            bound = outcome.bound if outcome.verdict in ("optimal", "feasible") else None
            break
    return {s: (start, board.used[s]) for s, start in board.start.items()}, bound


def _neighbourhood(courses: list[list[int]], turn: int, chance: Random) -> list[int]:
    """Return the sessions of one course after the other, now and then half of two courses."""
    first = courses[turn % len(courses)]
    if turn < len(courses) or chance.random() > _PAIRS or len(courses) == 1:
        return sorted(chance.sample(first, min(len(first), _MOST_FREE)))
    both = [*first, *chance.choice(courses)]
    return sorted(set(chance.sample(both, min(len(both), _MOST_FREE))))


def _replaced(board: Board, some: Sequence[int], effort: "Effort", on_better: OnBetter) -> Outcome:
    """Place some sessions of the board as cheaply as can be found; never dearer than before."""
    from kbh_desktop.courses.planner.cpsat_wishes import Wishes  # noqa: PLC0415 - OR-tools

    began, before = time.perf_counter(), board.tally.cost
    old = {s: board.take(s) for s in some}
    base = 0
    exact = model_of(board, some)
    outcome = Outcome("unknown")
    if exact is not None:
        exact.hint(old)
        wishes = Wishes(exact)
        wishes.minimise()
        base = wishes.base
        stands = board.placements()

        def found(held: dict[int, Held], cost: int, bound: int) -> None:
            if base + cost < before:
                moved = {board.frame.sessions[s].id: board.placement(*at) for s, at in held.items()}
                least = base + bound if effort.is_proof else None
                on_better(Better(base + cost, least, {**stands, **moved}))

        left = _PUNCTUAL * effort.seconds - (time.perf_counter() - began)
        outcome = solve(exact, replace(effort, seconds=left), found)
    if not _put_all(board, outcome.held) or board.tally.cost > before:
        for s in outcome.held:
            if s in board.start:
                board.take(s)
        for s, held in old.items():
            board.put(s, *held)
    return Outcome(outcome.verdict, outcome.held, base + outcome.bound)


def _put_all(board: Board, held: dict[int, Held]) -> bool:
    """Put what the solver has found as long as the board agrees; return whether it did to all."""
    for s, (start, people) in held.items():
        if not board.legal(s) >> start & 1 or people not in board.staffings(s, start):
            return False
        board.put(s, start, people)
    return bool(held)


def model_of(board: Board, some: Sequence[int]) -> "ExactModel | None":
    """Return the model of sessions that are off the board; None when it would be too large."""
    from kbh_desktop.courses.planner.cpsat_model import (  # noqa: PLC0415 - imports OR-tools
        ExactModel,
        TooLargeError,
    )

    try:
        return ExactModel(board, some)
    except TooLargeError:
        return None


def proves_impossible(instance: Instance, seconds: float) -> bool:
    """Return whether CP-SAT finds twice, on two ways, that no plan exists."""
    board = Board(Frame(instance))
    for presolve in (True, False):
        exact = model_of(board, range(len(instance.sessions)))
        if exact is None:
            return False
        if exact.is_hopeless:
            return True
        if solve(exact, Effort(seconds / 2, presolve=presolve)).verdict != "infeasible":
            return False
    return True


def is_small(instance: Instance) -> bool:
    """Return whether all sessions can be looked at together."""
    return len(instance.sessions) <= _MOST_FREE


def fewest_moves(
    instance: Instance, placements: Mapping[str, Placement], seconds: float
) -> tuple[dict[str, Placement], int] | None:
    """Return the plan that moves the fewest sessions, and how many every plan moves at least.

    `placements` are a plan to begin from. None where too many sessions may move, or nothing was
    found in the time.
    """
    from kbh_desktop.courses.planner.cpsat_wishes import Wishes  # noqa: PLC0415 - OR-tools

    weights = replace(Weights(**NO_WISHES), seats=instance.weights.seats, stay=_MOVE)
    board = Board(Frame(replace(instance, weights=weights)))
    if sum(domain.bit_count() > 1 for domain in board.frame.domain) > _MOST_FREE:
        return None
    exact = model_of(board, range(len(instance.sessions)))
    if exact is None or exact.is_hopeless:
        return None
    exact.hint(dict(board.held(placements)))
    Wishes(exact).minimise()
    outcome = solve(exact, Effort(seconds, is_proof=True))
    if not _put_all(board, outcome.held):
        return None
    return board.placements(), outcome.bound // _MOVE


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard the solver tries."""

    seconds: float
    seed: int = 0
    presolve: bool = True
    is_proof: bool = False
    """Whether a high bound is wanted as much as a good plan."""


def solve(exact: "ExactModel", effort: Effort, on_found: OnFound | None = None) -> Outcome:
    """Return what the solver finds in the time; each plan on the way is told of."""
    from ortools.sat.python import cp_model  # noqa: PLC0415 - optional

    from kbh_desktop.courses.planner.cpsat_model import Listener  # noqa: PLC0415 - OR-tools

    if exact.is_hopeless:
        return Outcome("infeasible")
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.max_time_in_seconds = max(_SMALLEST_S, effort.seconds)
    parameters.num_workers = _WORKERS_PROVING if effort.is_proof else _WORKERS
    parameters.random_seed = effort.seed
    parameters.cp_model_presolve = effort.presolve
    parameters.cp_model_probing_level = 0
    parameters.symmetry_level = 0
    parameters.max_size_to_create_precedence_literals_in_disjunctive = 0
    status = solver.solve(exact.model, Listener(exact, on_found) if on_found else None)
    verdicts: dict[int, Verdict] = {
        int(cp_model.OPTIMAL): "optimal",
        int(cp_model.FEASIBLE): "feasible",
        int(cp_model.INFEASIBLE): "infeasible",
    }
    verdict = verdicts.get(int(status), "unknown")
    if verdict not in ("optimal", "feasible"):
        return Outcome(verdict)
    bound = solver.best_objective_bound if exact.model.has_objective() else 0
    return Outcome(verdict, exact.read(solver), whole(bound))


def whole(bound: float) -> int:
    """Return the least whole number that a bound allows."""
    return math.ceil(bound - 1e-6)
