"""How well a language is known, as a small grid: four rows of six steps with the level beside."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.competences.words import CEFR, cefr_names
from ui.theme import Weight, theme

_LINE_PX = 20
_STEP_PX = 14
_LEVEL_PX = 30


def picture_height() -> int:
    """Return the height of the grid with two skills in each line."""
    return theme.px(2 * _LINE_PX)


def draw_cefr(painter: QPainter, box: QRect, levels: Sequence[str]) -> None:
    """Draw listening and speaking to the left, reading and writing to the right."""
    half = box.width() // 2
    for place, (name, level) in enumerate(zip(cefr_names(), levels, strict=True)):
        across, down = place % 2, place // 2
        line = QRect(
            box.left() + across * half,
            box.top() + down * theme.px(_LINE_PX),
            half,
            theme.px(_LINE_PX),
        )
        _draw_skill(painter, line, name, level)


def _draw_skill(painter: QPainter, line: QRect, name: str, level: str) -> None:
    font = theme.font(12)
    painter.setFont(font)
    painter.setPen(theme.color("text3"))
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    widest = max(QFontMetrics(font).horizontalAdvance(each) for each in cefr_names())
    painter.drawText(line, middle, name)
    steps = line.adjusted(widest + theme.px(10), 0, 0, 0)
    reached = CEFR.index(level) + 1 if level in CEFR else 0
    side, room = theme.px(_STEP_PX), steps.width() - theme.px(_LEVEL_PX)
    side = max(4, min(side, room // len(CEFR)))
    painter.setPen(theme.color("field"))
    for number in range(len(CEFR)):
        cell = QRectF(
            steps.left() + number * side, line.center().y() - theme.px(5), side - 3, theme.px(10)
        )
        painter.setBrush(theme.color("accent" if number < reached else "surface"))
        painter.drawRoundedRect(cell, 2, 2)
    painter.setFont(theme.font(12, Weight.DemiBold))
    painter.setPen(theme.color("text"))
    after = steps.adjusted(side * len(CEFR) + theme.px(4), 0, 0, 0)
    painter.drawText(after, middle, level.upper() if reached else level and "–")
