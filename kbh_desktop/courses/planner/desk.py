"""A plan as it lies before somebody who moves sessions by hand: every question answered at once.

Nothing is refused: what may not stand somewhere can be put there all the same, and is told of.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.planner.crowd import CrowdedBoard
from kbh_desktop.courses.planner.frame import NOBODY, Frame
from kbh_desktop.courses.planner.hand import Hand, Start, Verdict
from kbh_desktop.courses.planner.locks import LockLevel, with_locks
from kbh_desktop.courses.planner.proof import restricted
from kbh_desktop.courses.planner.swaps import Swap, swaps
from kbh_desktop.courses.timetable import Instance, Placement, Resource

Move = Mapping[str, Placement | None]
"""New placements of some sessions; None takes a session off the plan."""
_MOST_OPTIONS = 10


@dataclass(frozen=True, slots=True)
class Option:
    """A start without a conflict, and whom the session would have."""

    placement: Placement
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Substitute:
    """Somebody who could take over."""

    resource: str
    cost: int
    """What the wishes cost more than now."""
    placements: dict[str, Placement]
    """What it takes."""


class Desk:
    """The sessions of an instance, placed or not, conflicts and all."""

    def __init__(
        self,
        instance: Instance,
        placements: Mapping[str, Placement],
        locks: Mapping[str, LockLevel] | None = None,
    ) -> None:
        self.instance = with_locks(instance, placements, locks or {})
        self._frame = Frame(self.instance)
        self._board = CrowdedBoard(self._frame)
        self._placements: dict[str, Placement] = {}
        self.apply(placements)

    @property
    def placements(self) -> dict[str, Placement]:
        """Every placement as it is now."""
        return dict(self._placements)

    @property
    def cost(self) -> int:
        """What the wishes cost that the placements leave open."""
        return self._board.tally.cost

    def legal(self, session: str, week: Week | None = None) -> dict[Start, Verdict]:
        """Return a verdict for every start of a week, or of all."""
        with self._hand(session) as hand:
            found = sorted(hand.verdicts(self._starts(week)))
        return {self._named(start): verdict for start, verdict in found}

    def why(self, session: str, start: Start) -> str:
        """Return the conflicts the session would have at a start, in sentences; empty if none.

        Of several people with the same conflict one is named.
        """
        placement = self.at(session, start)
        names = self._near(session, placement)
        trial = {name: each for name, each in self._placements.items() if name in names}
        found = conflicts(restricted(self.instance, names), {**trial, session: placement})
        said: dict[object, str] = {}
        for each in found:
            if session in each.sessions:
                said.setdefault((each.rule, each.sessions), each.text)
        return " ".join(said.values())

    def at(self, session: str, start: Start) -> Placement:
        """Return how the session would stand at a start, with the best people there are."""
        at = self._start(start.day, start.slot)
        if at is None:
            now = self._placements.get(session)
            return Placement(start.day, start.slot, now.resources if now else ())
        with self._hand(session) as hand:
            return self._board.placement(at, hand.forced(at))

    def options(self, session: str, limit: int = _MOST_OPTIONS) -> tuple[Option, ...]:
        """Return the best starts without a conflict, the least cost first."""
        with self._hand(session) as hand:
            found = sorted(
                (verdict.answer == "warning", verdict.cost, start, verdict)
                for start, verdict in hand.verdicts(hand.legal)
                if verdict.answer != "forbidden"
            )
            return tuple(
                Option(self._board.placement(start, hand.forced(start)), verdict)
                for _warned, _cost, start, verdict in found[:limit]
            )

    def swaps(self, session: str, limit: int = _MOST_OPTIONS) -> tuple[Swap, ...]:
        """Return moves of several sessions that give this one a place, the greatest gain first."""
        return swaps(self._board, self._frame.session_index[session], limit)

    def substitutes(self, session: str, resource: str) -> tuple[Substitute, ...]:
        """Return who is free to take over from `resource` in a session, the least cost first."""
        s = self._frame.session_index[session]
        start, used = self._board.take(s)
        try:
            return self._substitutes(s, start, used, self._frame.unit_index[resource])
        finally:
            self._board.put(s, start, used)

    def _substitutes(
        self, s: int, start: int, used: tuple[int, ...], unit: int
    ) -> tuple[Substitute, ...]:
        board, frame = self._board, self._frame
        price = Hand(board, s, None).price
        found = []
        for need in (n for n, each in enumerate(used) if each == unit):
            for other in board.candidates(s, need):
                is_free = board.free(other, frame.slots[s], frame.places[s]) >> start & 1
                if is_free and other not in used:
                    changed = (*used[:need], other, *used[need + 1 :])
                    cost = price(start, changed) - price(start, used)
                    then = {frame.sessions[s].id: board.placement(start, changed)}
                    found.append(Substitute(frame.units[other].id, cost, then))
        return tuple(sorted(found, key=lambda each: (each.cost, each.resource)))

    def covers(self, resource: str, day: date) -> tuple[Substitute, ...]:
        """Return who could take over everything `resource` does on a day, the least cost first."""
        unit, at = self._frame.unit_index[resource], self.instance.grid.index.get(day)
        work = sorted(self._board.on_day[unit][at]) if at is not None else []
        kind = self.instance.resource[resource].kind
        others = (each.id for each in self.instance.resources if each.kind == kind and work)
        found = (self._cover(work, unit, other) for other in others if other != resource)
        return tuple(sorted(filter(None, found), key=lambda each: (each.cost, each.resource)))

    def _cover(self, work: list[int], unit: int, other: str) -> Substitute | None:
        """Let somebody else do the work for a moment; None when they can't do all of it."""
        board, before = self._board, self.cost
        old = {s: (board.start[s], board.used[s]) for s in work}
        is_able = all(self._hand_over(s, unit, self._frame.unit_index[other]) for s in work)
        then = {
            self._frame.sessions[s].id: board.placement(board.start[s], board.used[s]) for s in work
        }
        found = Substitute(other, self.cost - before, then) if is_able else None
        for s, held in old.items():
            board.take(s)
            board.put(s, *held)
        return found

    def _hand_over(self, s: int, unit: int, other: int) -> bool:
        """Give a session to somebody else if they can take it."""
        start, used = self._board.take(s)
        changed = tuple(other if each == unit else each for each in used)
        needs = [need for need, each in enumerate(used) if each == unit]
        is_able = (
            other not in used
            and all(other in self._board.candidates(s, need) for need in needs)
            and bool(
                self._board.free(other, self._frame.slots[s], self._frame.places[s]) >> start & 1
            )
        )
        self._board.put(s, start, changed if is_able else used)
        return is_able

    def apply(self, move: Move) -> Move:
        """Change placements; return the move that undoes it."""
        before = {name: self._placements.get(name) for name in move}
        for name, placement in move.items():
            self._put(name, placement)
        return before

    def undo(self, token: Move) -> None:
        """Put back what `apply` changed."""
        self.apply(token)

    def free(self, day: date, slot: int) -> tuple[Resource, ...]:
        """Return the people, rooms and buses that have nothing to do in a slot."""
        at = self._start(day, slot)
        if at is None or day in self.instance.grid.closed:
            return ()
        return tuple(
            resource
            for unit, resource in enumerate(self.instance.resources)
            if not (self._board.busy[unit] | self._frame.off[unit]) >> at & 1
        )

    @contextmanager
    def _hand(self, session: str) -> Iterator[Hand]:
        """Take a session up while it is looked at."""
        s = self._frame.session_index[session]
        was = self._board.take(s) if s in self._board.start else None
        try:
            yield Hand(self._board, s, was)
        finally:
            if was:
                self._board.put(s, *was)

    def _put(self, session: str, placement: Placement | None) -> None:
        s = self._frame.session_index[session]
        if s in self._board.start:
            self._board.take(s)
        self._placements.pop(session, None)
        if placement is None:
            return
        self._placements[session] = placement
        start = self._start(placement.day, placement.slot)
        if start is not None:
            needs = len(self._frame.sessions[s].needs)
            units = [self._frame.unit_index.get(name, NOBODY) for name in placement.resources]
            self._board.put(s, start, tuple([*units, *[NOBODY] * needs][:needs]))

    def _start(self, day: date, slot: int) -> int | None:
        """Return the number of a start; None where the calendar has no such slot."""
        at = self.instance.grid.index.get(day)
        if at is None or not 0 <= slot < self._frame.slots_per_day:
            return None
        return at * self._frame.slots_per_day + slot

    def _named(self, start: int) -> Start:
        day, slot = divmod(start, self._frame.slots_per_day)
        return Start(self.instance.grid.days[day], slot)

    def _starts(self, week: Week | None) -> int:
        if week is None:
            return self._frame.full
        days = enumerate(self.instance.grid.days)
        weeks = self.instance.grid.weeks
        return sum(self._frame.day_mask[d] for d, day in days if weeks[day] == week)

    def _near(self, session: str, placement: Placement) -> set[str]:
        """Return the sessions that could be in conflict with one: by people, order or day."""
        frame, board = self._frame, self._board
        s = frame.session_index[session]
        names = [name for name in placement.resources if name]
        units = {*frame.groups[s], *(frame.unit_index[name] for name in names)}
        week = self.instance.grid.weeks.get(placement.day)
        near = {s, *frame.apart[s], *(other for _mine, other, _theirs in frame.same[s])}
        near.update(link.other for link in (*frame.before[s], *frame.after[s]))
        for d, day in enumerate(self.instance.grid.days):
            if self.instance.grid.weeks[day] == week:
                near.update(*(board.on_day[unit][d] for unit in units))
        return {frame.sessions[each].id for each in near}
