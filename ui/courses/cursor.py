"""The keyboard's place in a week: a cell, or the session that lies over it."""

from ui.courses.geometry import DAYS
from ui.courses.view import Block, WeekView


class Cursor:
    """Walks cell by cell; a session counts as one cell, overlapping ones stand side by side."""

    def __init__(self, slots_per_day: int) -> None:
        self.slots_per_day = slots_per_day
        self.day = 0
        self.slot = 0
        self.session = ""
        """The session it stands on; empty on a free cell."""

    def put(self, day: int, slot: int, view: WeekView) -> None:
        """Stand on a cell."""
        self.day = day
        self.slot = max(0, min(slot, self.slots_per_day - 1))
        found = view.at(self.day, self.slot)
        self.session = found[0].session if found else ""

    def go_to(self, block: Block) -> None:
        """Stand on a session."""
        self.day, self.slot, self.session = block.day, block.slot, block.session

    def follow(self, view: WeekView) -> None:
        """Stay on the same session where it went, else on the same cell."""
        block = view.block(self.session) if self.session else None
        if block is not None:
            self.go_to(block)
        else:
            self.put(self.day, self.slot, view)

    def walk(self, view: WeekView, days: int, slots: int) -> bool:
        """Go one step; return False at the edge of the week."""
        here = view.block(self.session) if self.session else None
        if days:
            return self._beside(view, here, days) or self._to_day(view, self.day + days)
        if here is not None:
            slot = here.slot + here.slots if slots > 0 else here.slot - 1
        else:
            slot = self.slot + slots
        if not 0 <= slot < self.slots_per_day:
            return False
        self.put(self.day, slot, view)
        if slots < 0:
            self._to_its_beginning(view)
        return True

    def _to_day(self, view: WeekView, day: int) -> bool:
        if not 0 <= day < DAYS:
            return False
        self.put(day, self.slot, view)
        return True

    def _beside(self, view: WeekView, here: Block | None, step: int) -> bool:
        """Go to the session beside at the same time, if there is one on that side."""
        if here is None:
            return False
        row = [each for each in view.at(self.day, self.slot) if each.lane != here.lane]
        side = [each for each in row if (each.lane > here.lane) == (step > 0)]
        if not side:
            return False
        slot = self.slot
        self.go_to(side[0] if step > 0 else side[-1])
        self.slot = slot
        return True

    def _to_its_beginning(self, view: WeekView) -> None:
        block = view.block(self.session) if self.session else None
        if block is not None:
            self.slot = block.slot
