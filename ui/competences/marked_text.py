"""One line of text in which the letters that were typed stand out."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.theme import Token, Weight, theme


def draw_line(
    painter: QPainter,
    box: QRect,
    text: str,
    font: QFont,
    color: Token,
    marks: Sequence[tuple[int, int]] = (),
) -> None:
    """Draw `text` in `box`; what lies in `marks` (beginning, end) is bold and underlined.

    Text that does not fit ends in an ellipsis.
    """
    bold = QFont(font)
    bold.setWeight(Weight.DemiBold)
    metrics = QFontMetrics(bold if marks else font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    layout = QTextLayout(shown, font)
    unwrapped = QTextOption()
    unwrapped.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(unwrapped)
    layout.setFormats([_part(0, len(shown), color), *(_part(*m, color, bold=True) for m in marks)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width())
    layout.endLayout()
    layout.draw(painter, QPointF(box.left(), box.top() + (box.height() - line.height()) / 2))


def _part(begin: int, end: int, color: Token, *, bold: bool = False) -> QTextLayout.FormatRange:
    how = QTextCharFormat()
    how.setForeground(theme.color(color))
    if bold:
        how.setFontWeight(Weight.DemiBold)
        how.setFontUnderline(True)
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = begin, end - begin, how
    return part
