"""A board for plans that people are still working on: with double bookings and missing people."""

from collections.abc import Iterator, Sequence

from kbh_desktop.courses.planner.board import Board, Preference
from kbh_desktop.courses.planner.frame import NOBODY


class CrowdedBoard(Board):
    """Takes whatever is put on it; what it calls legal breaks no rule that is not broken yet."""

    def span(self, s: int, start: int) -> int:
        """Return the slots the session covers from `start`, none of them on the next day."""
        return super().span(s, start) & self.frame.day_mask[start // self.frame.slots_per_day]

    def _occupy(self, s: int, start: int, resources: tuple[int, ...], slots: int) -> None:
        day = start // self.frame.slots_per_day
        week, mask = self.frame.week_of[day], self.frame.day_mask[day]
        for unit in {*self.frame.groups[s], *resources} - {NOBODY}:
            placed = self.on_day[unit][day]
            (placed.add if slots > 0 else placed.discard)(s)
            busy = self.busy[unit] & ~mask
            for other in placed:
                busy |= self.span(other, self.start[other])
            self.busy[unit] = busy
            self.day_load[unit][day] += slots
            self.week_load[unit][week] += slots
            self._free[unit].clear()

    def candidates(self, s: int, need: int) -> Sequence[int]:
        """Return who may fill a need, given what must have the same person or room."""
        found: Sequence[int] = self.frame.eligible[s][need]
        if found and self.frame.same[s] and self._is_only_one(s, need):
            for theirs in self._same_as(s, need):
                found = [unit for unit in found if unit in theirs]
        return found

    def staffings(
        self, s: int, start: int, preference: Preference | None = None
    ) -> Iterator[tuple[int, ...]]:
        """Return every choice of resources for a legal start, the preferred first."""
        found = super().staffings(s, start, preference)
        if not self.frame.same[s]:
            return found
        return (chosen for chosen in found if self._keeps_the_same(s, chosen))

    def _is_only_one(self, s: int, need: int) -> bool:
        needs = self.frame.sessions[s].needs
        return sum(each.kind == needs[need].kind for each in needs) == 1

    def _same_as(self, s: int, need: int) -> list[set[int]]:
        """Return whom the sessions have that must have the same, where they have anybody."""
        kind = self.frame.sessions[s].needs[need].kind
        others = {other for mine, other, _theirs in self.frame.same[s] if mine == need}
        found = (self._of_kind(self.used[other], kind) for other in others if other in self.used)
        return [each for each in found if each]

    def _of_kind(self, units: Sequence[int], kind: str) -> set[int]:
        resources = self.frame.instance.resources
        return {unit for unit in units if unit != NOBODY and resources[unit].kind == kind}

    def _keeps_the_same(self, s: int, chosen: tuple[int, ...]) -> bool:
        for need, each in enumerate(self.frame.sessions[s].needs):
            mine = self._of_kind(chosen, each.kind)
            if any(not (mine <= o or o <= mine) for o in self._same_as(s, need)):
                return False
        return True
