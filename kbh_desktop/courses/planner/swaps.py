"""Making room for one session by moving others: exchanges, and chains of them."""

from dataclasses import dataclass
from functools import partial
from math import inf
from random import Random

from kbh_desktop.courses.planner.board import Held, bits
from kbh_desktop.courses.planner.construct import price, staff
from kbh_desktop.courses.planner.crowd import CrowdedBoard
from kbh_desktop.courses.planner.ejection import LOCKED_WEIGHT, Ejector
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.courses.wording import at_words
from kbh_desktop.i18n import _

_MOST_OUT = 2
"""How many sessions one start may cost their places."""
_NEAREST = 12
"""How many starts are looked at for a session that has to go, those near its own."""
Chain = dict[int, Held]


@dataclass(frozen=True, slots=True)
class Swap:
    """Several sessions that change places together."""

    placements: dict[str, Placement]
    gain: int
    """What the wishes cost less than now."""
    words: str
    """The chain: each session and where it goes."""


def swaps(board: CrowdedBoard, s: int, limit: int) -> tuple[Swap, ...]:
    """Return ways to give `s` another place by moving others, the greatest gain first.

    The board is left as it was.
    """
    before, was = board.tally.cost, board.start.get(s)
    found = []
    for start in bits(board.frame.domain[s]):
        trial = _Trial(board)
        if start != was and trial.gives(s, start):
            found.append((board.tally.cost - before, len(trial.placed), trial.placed))
        trial.undo()
    found.sort(key=lambda each: (each[0], each[1], list(each[2].items())))
    return tuple(_swap(board, chain, -cost) for cost, _length, chain in found[:limit])


class _Trial:
    """A chain of moves that is tried on the board and taken back."""

    def __init__(self, board: CrowdedBoard) -> None:
        self._board = board
        self._chance = Random(0)  # noqa: S311 - a search, no secret
        self._ejector = Ejector(board, self._chance)
        self._taken: Chain = {}
        self.placed: Chain = {}

    def gives(self, s: int, start: int) -> bool:
        """Put `s` at a start where others must go, and them elsewhere; return whether all fit."""
        self._take(s)
        out = self._evict(s, start, _MOST_OUT)
        return bool(out) and all(self._rehouse(other) for other in out)

    def undo(self) -> None:
        """Put everything back."""
        for s in self.placed:
            self._board.take(s)
        for s, held in self._taken.items():
            self._board.put(s, *held)

    def _take(self, s: int) -> None:
        if s in self._board.start:
            self._taken[s] = self._board.take(s)

    def _evict(self, s: int, start: int, most: int) -> list[int]:
        """Put `s` at a start and take away what is in its way; nothing if that is too much."""
        room = self._ejector.room_for(s, start, LOCKED_WEIGHT)
        if room is None or not 0 < len(room.sessions) <= most or room.weight >= LOCKED_WEIGHT:
            return []
        if room.sessions & self.placed.keys():
            return []
        out = sorted(room.sessions)
        for other in out:
            self._take(other)
        return out if self._put(s, start) else []

    def _rehouse(self, s: int) -> bool:
        """Find a session another place, at the cost of one more if need be."""
        near = partial(_distance, self._taken[s][0])
        legal = sorted(bits(self._board.legal(s)), key=near)[:_NEAREST]
        if legal:
            return self._put(s, min(legal, key=partial(self._cost, s)))
        for start in sorted(bits(self._board.frame.domain[s]), key=near)[:_NEAREST]:
            out = self._evict(s, start, 1)
            if out:
                free = sorted(bits(self._board.legal(out[0])), key=near)[:_NEAREST]
                return bool(free) and self._put(out[0], free[0])
        return False

    def _cost(self, s: int, start: int) -> float:
        resources = staff(self._board, s, start, self._chance)
        return inf if resources is None else price(self._board, s, start, resources)

    def _put(self, s: int, start: int) -> bool:
        resources = None
        if self._board.legal(s) >> start & 1:
            resources = staff(self._board, s, start, self._chance)
        if resources is None:
            return False
        self._board.put(s, start, resources)
        self.placed[s] = start, resources
        return True


def _distance(one: int, other: int) -> int:
    return abs(one - other)


def _swap(board: CrowdedBoard, chain: Chain, gain: int) -> Swap:
    placements = {board.frame.sessions[s].id: board.placement(*held) for s, held in chain.items()}
    grid = board.frame.instance.grid
    steps = [
        _("{session} to {at}").format(
            session=board.frame.instance.session[name].name, at=at_words(grid, placement)
        )
        for name, placement in placements.items()
    ]
    return Swap(placements, gain, "; ".join(steps))
