"""What would have to go for a session to stand at a start where it does not fit."""

from collections.abc import Iterable
from random import Random
from typing import NamedTuple

from kbh_desktop.courses.planner.board import Board

LOCKED_WEIGHT = 50.0
"""The weight of a session that has only one place to be."""
_AT_HOME = 3.0
"""The further weight of a session that stands where it was before."""


class Room(NamedTuple):
    """A way to make room: who has to go and who is taken, with the weight of it."""

    weight: float
    sessions: set[int]
    resources: tuple[int, ...]


class Ejector:
    """Finds what is in the way, and remembers what was in the way before."""

    def __init__(self, board: Board, chance: Random) -> None:
        self._board, self._chance = board, chance
        self._settled = {
            s
            for s, domain in enumerate(board.frame.domain)
            if domain.bit_count() <= 1 and all(len(e) <= 1 for e in board.frame.eligible[s])
        }
        self._weights: dict[tuple[int, int], float] = {}

    def remember(self, s: int, gone: Iterable[int]) -> None:
        """Make it dearer to push the same sessions out for `s` again."""
        for other in gone:
            self._weights[s, other] = self._history(s, other) + 1

    def in_the_way_of(self, s: int) -> list[int]:
        """Return what was pushed out for `s`, the most often first."""
        found = [(-weight, other) for (each, other), weight in self._weights.items() if each == s]
        return [other for _weight, other in sorted(found)]

    def _history(self, s: int, other: int) -> float:
        usual = LOCKED_WEIGHT if other in self._settled else 1.0
        return self._weights.get((s, other), usual)

    def _weight(self, s: int, other: int) -> float:
        return self._history(s, other) + _AT_HOME * self._board.tally.is_at_home(other)

    def room_for(self, s: int, start: int, most: float) -> Room | None:
        """Return a light way to put `s` at a start of its domain.

        None when there is none, or when it would weigh more than `most`.
        """
        gone = self._misordered(s, start)
        gone |= self._overlapping(s, start)
        for group in self._board.frame.strict_groups[s]:
            gone |= self._crowd(group, s, start, gone) or set()
        if sum(self._weight(s, other) for other in gone) > most:
            return None
        chosen: list[int] = []
        for need in range(len(self._board.frame.eligible[s])):
            best = self._lightest(s, start, need, (gone, chosen))
            if best is None:
                return None
            gone |= best[2]
            chosen.append(best[1])
        return Room(sum(self._weight(s, other) for other in gone), gone, tuple(chosen))

    def _lightest(
        self, s: int, start: int, need: int, so_far: tuple[set[int], list[int]]
    ) -> tuple[tuple[float, ...], int, set[int]] | None:
        gone, chosen = so_far
        best: tuple[tuple[float, ...], int, set[int]] | None = None
        for unit in self._board.frame.eligible[s][need]:
            more = None if unit in chosen else self._crowd(unit, s, start, gone)
            if more is None:
                continue
            more |= self._strangers(s, need, unit) - gone
            weight = sum(self._weight(s, other) for other in more)
            is_new = not self._board.tally.is_used(s, need, unit)
            key = (weight, is_new, self._chance.random())
            if best is None or key < best[0]:
                best = key, unit, more
                if not weight and not is_new:
                    break
        return best

    def _overlapping(self, s: int, start: int) -> set[int]:
        """Return what the groups of the session do at that time."""
        board, frame = self._board, self._board.frame
        span, day = board.span(s, start), start // frame.slots_per_day
        busy, on_day = board.busy, board.on_day
        placed: set[int] = set()
        placed.update(*(on_day[group][day] for group in frame.groups[s] if busy[group] & span))
        return {other for other in placed if board.span(other, board.start[other]) & span}

    def _misordered(self, s: int, start: int) -> set[int]:
        """Return what stands on the wrong side of the session, or on a day it may not share."""
        board, frame = self._board, self._board.frame
        at, day = board.start, start // frame.slots_per_day
        gone = {
            other
            for other in frame.apart[s]
            if other in at and at[other] // frame.slots_per_day == day
        }
        for link in frame.before[s]:
            if link.other in at:
                allowed = frame.ends_by(start, frame.slots[link.other], link.min_days)
                allowed &= frame.not_earlier(start, link.max_days)
                if not allowed >> at[link.other] & 1:
                    gone.add(link.other)
        for link in frame.after[s]:
            if link.other in at:
                allowed = frame.not_before(start, frame.slots[s], link.min_days)
                allowed &= frame.not_later(start, link.max_days)
                if not allowed >> at[link.other] & 1:
                    gone.add(link.other)
        return gone

    def _strangers(self, s: int, need: int, unit: int) -> set[int]:
        """Return what would have somebody else though it must have the same."""
        used = self._board.used
        return {
            other
            for mine, other, theirs in self._board.frame.same[s]
            if mine == need and other in used and used[other][theirs] != unit
        }

    def _crowd(self, unit: int, s: int, start: int, gone: set[int]) -> set[int] | None:
        """Return what else must go so that the unit has time; None when it never has."""
        board, frame = self._board, self._board.frame
        span = board.span(s, start)
        slots = frame.slots[s]
        if frame.off[unit] & span or slots > min(frame.day_cap[unit], frame.week_cap[unit]):
            return None
        day = start // frame.slots_per_day
        more: set[int] = set()
        if frame.roams[unit] or board.busy[unit] & span:
            more = self._in_the_way(unit, s, span, day) - gone
        if board.day_load[unit][day] + slots > frame.day_cap[unit]:
            self._relieve(board.on_day[unit][day], frame.day_cap[unit] - slots, gone, more)
        week = frame.week_of[day]
        if board.week_load[unit][week] + slots > frame.week_cap[unit]:
            placed = set().union(*(board.on_day[unit][d] for d in frame.days_of_week[week]))
            self._relieve(placed, frame.week_cap[unit] - slots, gone, more)
        return more

    def _in_the_way(self, unit: int, s: int, span: int, day: int) -> set[int]:
        """Return what the unit does at that time, or too far away."""
        board, frame = self._board, self._board.frame
        if not frame.roams[unit]:
            return {o for o in board.on_day[unit][day] if board.span(o, board.start[o]) & span}
        place = frame.places[s]
        return {
            other
            for other in board.on_day[unit][day]
            if (board.span(other, board.start[other]) | board.way(unit, other, place)) & span
        }

    def _relieve(self, placed: set[int], most: int, gone: set[int], more: set[int]) -> None:
        """Add sessions by chance to `more` until at most `most` slots are left of `placed`."""
        slots = self._board.frame.slots
        stay = sorted(placed - gone - more)
        load = sum(slots[other] for other in stay)
        self._chance.shuffle(stay)
        while load > most and stay:
            other = stay.pop()
            more.add(other)
            load -= slots[other]
