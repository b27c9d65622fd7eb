"""Where slots and days lie in the week's picture, and what lies under a point."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from kbh_desktop.courses.timetable import Grid
from ui.courses.view import Block

DAYS = 5
_LONGEST_BREAK = 24
"""Minutes; a break is painted no longer than that."""
_EACH_LANE = 0.6
"""How much wider a day is, in days, for each more session side by side."""


def day_edges(left: float, width: float, lanes: Sequence[int]) -> tuple[float, ...]:
    """Return where each day begins and the last ends; crowded days are wider."""
    weights = [1 + _EACH_LANE * (each - 1) for each in lanes]
    edges, unit = [left], width / sum(weights)
    for weight in weights:
        edges.append(edges[-1] + weight * unit)
    return tuple(edges)


@dataclass(frozen=True, slots=True)
class SlotScale:
    """The slots of a day in painted minutes from its beginning; long breaks are drawn short."""

    starts: tuple[int, ...]
    slot_minutes: int
    total: int

    @classmethod
    def of(cls, grid: Grid) -> "SlotScale":
        """Return the scale of a grid."""
        starts = tuple(
            slot * grid.slot_minutes
            + sum(
                min(pause.minutes, _LONGEST_BREAK)
                for pause in grid.breaks
                if pause.after_slot <= slot
            )
            for slot in range(grid.slots_per_day)
        )
        return cls(starts, grid.slot_minutes, starts[-1] + grid.slot_minutes)


@dataclass(frozen=True, slots=True)
class Geometry:
    """The picture of a week: hours at the left, five days side by side."""

    scale: SlotScale
    edges: tuple[float, ...]
    """Where the days begin, and where the last ends."""
    top: float
    height: float
    """Of the whole day."""

    @classmethod
    def of(cls, scale: SlotScale, lanes: Sequence[int], box: QRectF) -> "Geometry":
        """Return the picture that fills a place; `lanes` are those of each day."""
        return cls(scale, day_edges(box.left(), box.width(), lanes), box.top(), box.height())

    @property
    def left(self) -> float:
        """Where Monday begins."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """Where Friday ends."""
        return self.edges[-1]

    @property
    def per_minute(self) -> float:
        """Pixels per minute."""
        return self.height / self.scale.total

    def day_left(self, day: int) -> float:
        """Return where a day begins."""
        return self.edges[day]

    def day_width(self, day: int) -> float:
        """Return how wide a day is."""
        return self.edges[day + 1] - self.edges[day]

    def day_at(self, x: float) -> int | None:
        """Return the day at `x`; None beside the week."""
        if not self.left <= x < self.right:
            return None
        return bisect_right(self.edges, x) - 1

    def slot_top(self, slot: int) -> float:
        """Return where a slot begins."""
        return self.top + self.scale.starts[slot] * self.per_minute

    def slot_bottom(self, slot: int) -> float:
        """Return where a slot ends."""
        return self.slot_top(slot) + self.scale.slot_minutes * self.per_minute

    def box(self, day: int, slot: int, slots: int, lane: int = 0, lanes: int = 1) -> QRectF:
        """Return the place of a block; slots past the end of the day are cut off."""
        last = min(slot + slots, len(self.scale.starts)) - 1
        width = self.day_width(day) / lanes
        return QRectF(
            self.day_left(day) + lane * width,
            self.slot_top(slot),
            width,
            self.slot_bottom(last) - self.slot_top(slot),
        )

    def block_box(self, block: Block) -> QRectF:
        """Return the place of a session."""
        return self.box(block.day, block.slot, block.slots, block.lane, block.lanes)

    def day_box(self, day: int) -> QRectF:
        """Return the place of a whole day."""
        return QRectF(self.day_left(day), self.top, self.day_width(day), self.height)

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return day and slot under a point, the slot before it in a break; None outside."""
        day, y = self.day_at(point.x()), point.y() - self.top
        if day is None or not 0 <= y < self.height:
            return None
        minute = y / self.per_minute
        return day, max(n for n, start in enumerate(self.scale.starts) if start <= minute)

    def nearest_start(self, point: QPointF, slots: int) -> tuple[int, int] | None:
        """Return day and slot whose upper edge is nearest, so that `slots` fit; None beside it."""
        day, y = self.day_at(point.x()), point.y() - self.top
        if day is None or not -self.height / 8 <= y <= self.height * 1.1:
            return None
        minute = y / self.per_minute
        last = max(0, len(self.scale.starts) - slots)
        return day, min(range(last + 1), key=lambda n: abs(self.scale.starts[n] - minute))
