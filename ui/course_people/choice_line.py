"""One of several answers on a line, with what follows from it below."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui.theme import Token, Weight, theme

_DOT_PX = 18
_INDENT_PX = 44
_PAD_PX = 9
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class ChoiceLine(QRadioButton):
    """Behaves and is read aloud as a radio button; the whole line can be clicked."""

    def __init__(self, text: str, below: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._below = below
        self.setAccessibleDescription(below)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow place makes it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts at `width`."""
        first, second = self._heights(width)
        return first + second + 2 * theme.px(_PAD_PX)

    def sizeHint(self) -> QSize:
        """Return the size at a usual width."""
        width = theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the height at a small width."""
        return QSize(theme.px(180), self.heightForWidth(max(self.width(), theme.px(180))))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Return whether a click at `pos` counts."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the dot, the answer, and what follows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground: Token = "soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 8, 8)
        first, _second = self._heights(self.width())
        self._draw_dot(painter, theme.px(_PAD_PX) + first / 2)
        words = self._words_rect(self.width())
        painter.setPen(theme.color("on_soft" if chosen else "text"))
        painter.setFont(theme.font(14, Weight.Medium))
        painter.drawText(words, _WRAP, self.text())
        words.setTop(words.top() + first)
        painter.setPen(theme.color("on_soft" if chosen else "text3"))
        painter.setFont(theme.font(13))
        painter.drawText(words, _WRAP, self._below)

    def _draw_dot(self, painter: QPainter, middle: float) -> None:
        radius = theme.px(_DOT_PX) / 2
        centre = QPointF(theme.px(12) + radius, middle)
        chosen = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if chosen else "field"), 2))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(centre, radius - 1, radius - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(centre, radius / 2, radius / 2)

    def _words_rect(self, width: int) -> QRect:
        left = theme.px(_INDENT_PX)
        return QRect(left, theme.px(_PAD_PX), width - left - theme.px(10), 10_000)

    def _heights(self, width: int) -> tuple[int, int]:
        room = self._words_rect(width)
        title = QFontMetrics(theme.font(14, Weight.Medium)).boundingRect(room, _WRAP, self.text())
        if not self._below:
            return title.height(), 0
        below = QFontMetrics(theme.font(13)).boundingRect(room, _WRAP, self._below)
        return title.height(), below.height()
