"""Making a complete plan better: sessions change places while it cools down."""

import math
from collections.abc import Callable
from random import Random

from kbh_desktop.courses.planner.board import Board, bits
from kbh_desktop.courses.planner.construct import Placed, price, staff

_HOT, _COLD = 5.0, 0.15
_WEIGHED = 8
_TWO = 0.3
"""How often two sessions of a course change together."""


def anneal(
    board: Board,
    chance: Random,
    *,
    elapsed: Callable[[], float],
    on_better: Callable[[], None],
) -> Placed:
    """Improve the board while `elapsed`, from 0 to 1, says so; return the best placing met.

    `on_better` is called after every improvement.
    """
    movable = [s for s in board.start if board.is_movable(s)]
    best, best_cost, bound = _kept(board), board.tally.cost, board.tally.bound()
    courses = board.frame.courses()
    while movable and best_cost > bound and (part := elapsed()) < 1:
        heat = _HOT * (_COLD / _HOT) ** part
        chosen = [chance.choice(movable)]
        if chance.random() < _TWO:
            mates = courses[board.frame.sessions[chosen[0]].course]
            chosen += [s for s in [chance.choice(mates)] if s in board.start and s not in chosen]
        _try(board, chosen, heat, chance)
        if board.tally.cost < best_cost:
            best, best_cost = _kept(board), board.tally.cost
            on_better()
    return best


def _kept(board: Board) -> Placed:
    return {s: (start, board.used[s]) for s, start in board.start.items()}


def _try(board: Board, chosen: list[int], heat: float, chance: Random) -> None:
    """Place the chosen sessions anew; put them back if that is worse than chance allows."""
    before = board.tally.cost
    old = [(s, *board.take(s)) for s in chosen]
    chance.shuffle(chosen)
    placed: list[int] = []
    for s in chosen:
        found = _place(board, s, chance)
        if found is None:
            break
        board.put(s, *found)
        placed.append(s)
    worse = board.tally.cost - before
    if len(placed) == len(chosen) and (worse <= 0 or chance.random() < math.exp(-worse / heat)):
        return
    for s in placed:
        board.take(s)
    for s, start, resources in old:
        board.put(s, start, resources)


def _place(board: Board, s: int, chance: Random) -> tuple[int, tuple[int, ...]] | None:
    """Return a legal place: any, or the cheapest of some."""
    starts = list(bits(board.legal(s)))
    if not starts:
        return None
    weighed = 1 if chance.random() < 0.5 else min(len(starts), _WEIGHED)  # noqa: PLR2004 - half
    best: tuple[float, int, tuple[int, ...]] | None = None
    for start in chance.sample(starts, weighed):
        resources = staff(board, s, start, chance)
        if resources is not None:
            cost = price(board, s, start, resources) + chance.random() if weighed > 1 else 0
            if best is None or cost < best[0]:
                best = cost, start, resources
    return None if best is None else best[1:]
