"""The picture of a week at one moment, with what the hand holds."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter

from kbh_desktop.courses.planner.hand import Start
from kbh_desktop.courses.timetable import Grid
from ui.courses.feasibility import BARRED, Feasibility, Verdicts
from ui.courses.geometry import DAYS, Geometry
from ui.courses.grid_paint import (
    paint_block,
    paint_busy,
    paint_cursor,
    paint_days,
    paint_ghost,
    paint_heads,
    paint_hours,
    paint_verdict,
)
from ui.courses.view import WeekView
from ui.theme import theme

HEAD_PX = 34


@dataclass(frozen=True, slots=True)
class Held:
    """A session in the hand: how long it is and where it may go."""

    session: str
    title: str
    slots: int
    verdicts: Verdicts

    def verdict(self, start: Start) -> Feasibility:
        """Return what to think of a start."""
        return self.verdicts.get(start, BARRED)

    def start_for(self, start: Start) -> Start:
        """Return the nearest start at or before a slot that the hours of the day have room for.

        The same start where none would cover the slot.
        """
        for back in range(self.slots):
            earlier = Start(start.day, start.slot - back)
            if self.verdict(earlier).is_start:
                return earlier
        return start

    def next_start(self, start: Start, step: int, slots_per_day: int) -> Start:
        """Return the next start of the day, or with -1 the one before; the same at an end."""
        slot = start.slot + step
        while 0 <= slot < slots_per_day:
            found = Start(start.day, slot)
            if self.verdict(found).is_start:
                return found
            slot += step
        return start


@dataclass(frozen=True, slots=True)
class WeekPicture:
    """Everything that decides how the week looks."""

    view: WeekView
    grid: Grid
    geometry: Geometry
    today: date
    chosen: str = ""
    cursor: tuple[int, int] | None = None
    """Day and slot of the keyboard, while it is in the week."""
    held: Held | None = None
    target: tuple[int, int] | None = None

    def paint(self, painter: QPainter, size: QSize) -> None:
        """Paint into a place of that size."""
        head, right = theme.px(HEAD_PX), float(size.width())
        painter.save()
        painter.setClipRect(0, head, size.width(), size.height())
        paint_days(painter, self.geometry, self.view, self.today)
        paint_hours(painter, self.geometry, self.grid, right)
        for busy in self.view.busy:
            paint_busy(painter, self.geometry, busy)
        if self.held is not None:
            self._paint_verdicts(painter, self.held)
        self._paint_blocks(painter)
        self._paint_hand(painter)
        painter.restore()
        paint_heads(painter, self.geometry, self.view, self.today)

    def _paint_verdicts(self, painter: QPainter, held: Held) -> None:
        for day in range(DAYS):
            if day not in self.view.closed:
                for slot in range(self.grid.slots_per_day):
                    self._paint_slot(painter, held, day, slot)

    def _paint_slot(self, painter: QPainter, held: Held, day: int, slot: int) -> None:
        """Paint a slot as the start that would cover it."""
        start = held.start_for(Start(self.view.days[day], slot))
        paint_verdict(
            painter,
            self.geometry,
            day,
            slot,
            held.verdict(start),
            is_first=start.slot == slot,
        )

    def _paint_blocks(self, painter: QPainter) -> None:
        for block in self.view.blocks:
            paint_block(
                painter,
                self.geometry.block_box(block),
                block,
                self.grid,
                is_chosen=block.session == self.chosen and self.held is None,
                is_quiet=self.held is not None,
            )

    def _paint_hand(self, painter: QPainter) -> None:
        if self.held is not None and self.target is not None:
            box = self.geometry.box(*self.target, self.held.slots)
            verdict = self.held.verdict(Start(self.view.days[self.target[0]], self.target[1]))
            paint_ghost(painter, box, self.geometry.right, self.held.title, verdict)
        elif self.cursor is not None and not self.chosen:
            paint_cursor(painter, self.geometry, *self.cursor)
