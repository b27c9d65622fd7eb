"""Four faces from sad to glad, drawn, each a button."""

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kbh_desktop.i18n import _
from ui.theme import Token, Weight, theme

_INKS: tuple[Token, ...] = ("bad", "warn", "accent", "ok")
_GROUNDS: tuple[Token, ...] = ("bad_s", "warn_s", "soft", "ok_s")
_CURVES = (-0.24, -0.09, 0.11, 0.25)
"""How far the middle of the mouth hangs below its corners, in parts of the face."""


def smiley_label(smiley: int) -> str:
    """Return the word for a face, 1 (sad) to 4 (glad)."""
    return {
        1: _("Bad"),
        2: _("Not so good"),
        3: _("Good"),
        4: _("Very good"),
    }[smiley]


def draw_face(painter: QPainter, box: QRectF, smiley: int) -> None:
    """Draw a round face into the square `box`."""
    ink, ground = theme.color(_INKS[smiley - 1]), theme.color(_GROUNDS[smiley - 1])
    side = box.width()
    pen = QPen(ink, max(1.5, side * 0.045))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.setBrush(ink)
    for way in (-1, 1):
        painter.drawEllipse(
            QPointF(box.center().x() + way * side * 0.18, box.top() + side * 0.38),
            side * 0.035,
            side * 0.05,
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    curve = _CURVES[smiley - 1] * side
    level = box.top() + side * 0.68 - curve / 3
    mouth = QPainterPath(QPointF(box.left() + side * 0.30, level))
    mouth.quadTo(
        QPointF(box.center().x(), level + curve * math.sqrt(2)),
        QPointF(box.right() - side * 0.30, level),
    )
    painter.drawPath(mouth)


class SmileyButton(QAbstractButton):
    """A face with its word below; the digit is the key that presses it."""

    def __init__(
        self, smiley: int, size: float, *, words: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.smiley = smiley
        self._size = size
        self._words = words
        self.setAccessibleName(f"{smiley_label(smiley)} ({smiley})")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for face and word."""
        side = theme.px(self._size)
        word = theme.px(34) if self._words else theme.px(12)
        return QSize(side + theme.px(44), side + word + theme.px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw face, word, and the frame of the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(theme.color("focus"), 3) if self.hasFocus() else Qt.PenStyle.NoPen)
        hovered = self.underMouse() or self.isDown()
        painter.setBrush(theme.color("hover") if hovered else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 14, 14)
        side = theme.px(self._size)
        top = theme.px(8)
        draw_face(painter, QRectF((self.width() - side) / 2, top, side, side), self.smiley)
        if self._words:
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font(max(13.0, self._size * 0.14), Weight.Medium))
            below = self.rect().adjusted(0, top + side, 0, 0)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, smiley_label(self.smiley))
