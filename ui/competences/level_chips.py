"""The three levels of a skill as small boxes with digits, of which one may be chosen."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from kbh_desktop.competences.model import Level
from ui.competences.words import LEVELS, level_text
from ui.theme import Token, Weight, theme

BOX_PX = 36
_GAP_PX = 4
_PAD_PX = 10


def chips_width(level: Level | None, *, words: bool) -> int:
    """Return the room that the boxes take, with the chosen level in `words` or as its digit."""
    return sum(_width(each, level, words=words) + theme.px(_GAP_PX) for each in LEVELS)


def chip_boxes(right: int, middle: int, level: Level | None, *, words: bool) -> list[QRect]:
    """Return the boxes of the levels 1-3, ending at `right`, around the height `middle`."""
    height = theme.px(BOX_PX)
    left = right - chips_width(level, words=words) + theme.px(_GAP_PX)
    boxes = []
    for each in LEVELS:
        width = _width(each, level, words=words)
        boxes.append(QRect(left, middle - height // 2, width, height))
        left += width + theme.px(_GAP_PX)
    return boxes


def draw_chips(painter: QPainter, boxes: list[QRect], level: Level | None, *, words: bool) -> None:
    """Draw the boxes; the chosen one is filled and framed."""
    painter.setFont(theme.font(13, Weight.DemiBold))
    for each, box in zip(LEVELS, boxes, strict=True):
        chosen = each == level
        edge: Token = "accent" if chosen else "line"
        painter.setPen(theme.color(edge))
        painter.setBrush(theme.color("soft" if chosen else "surface"))
        inner = QRectF(box).adjusted(1, 4, -1, -4)
        painter.drawRoundedRect(inner, 8, 8)
        painter.setPen(theme.color("on_soft" if chosen else "text2"))
        text = _words(each) if chosen and words else str(each)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)


def _width(each: Level, level: Level | None, *, words: bool) -> int:
    if each != level or not words:
        return theme.px(BOX_PX)
    metrics = QFontMetrics(theme.font(13, Weight.DemiBold))
    return metrics.horizontalAdvance(_words(each)) + 2 * theme.px(_PAD_PX)


def _words(level: Level) -> str:
    return f"{level}  {level_text(level)}"
