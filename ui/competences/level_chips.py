"""The three levels of a skill as small boxes with digits, of which one may be chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from kbh_desktop.competences.model import Level
from ui.competences.words import LEVELS
from ui.theme import Token, Weight, theme

_BOX_PX = 36
_GAP_PX = 4


def chips_width() -> int:
    """Return the room that the boxes take."""
    return len(LEVELS) * theme.px(_BOX_PX + _GAP_PX)


def chip_boxes(right: int, middle: int) -> tuple[QRect, ...]:
    """Return the boxes of the levels 1-3, ending at `right`, around the height `middle`."""
    side, step = theme.px(_BOX_PX), theme.px(_BOX_PX + _GAP_PX)
    left = right - chips_width() + theme.px(_GAP_PX)
    return tuple(
        QRect(left + place * step, middle - side // 2, side, side) for place in range(len(LEVELS))
    )


def draw_chips(painter: QPainter, boxes: Sequence[QRect], level: Level | None) -> None:
    """Draw the boxes; the chosen one is filled and has a thicker frame."""
    painter.setFont(theme.font(13, Weight.DemiBold))
    for each, box in zip(LEVELS, boxes, strict=True):
        chosen = each == level
        edge: Token = "accent" if chosen else "line"
        painter.setPen(QPen(theme.color(edge), 2 if chosen else 1))
        painter.setBrush(theme.color("soft" if chosen else "surface"))
        inner = QRectF(box).adjusted(2, 4, -2, -4)
        painter.drawRoundedRect(inner, 8, 8)
        painter.setPen(theme.color("on_soft" if chosen else "text2"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, str(each))
