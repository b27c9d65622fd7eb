"""A short word on a coloured ground; the colour only repeats what the word says."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import Tone, Weight, theme


def chip_font() -> QFont:
    """Return the font of chips."""
    return theme.font(12, Weight.Medium)


def chip_size(text: str) -> QSize:
    """Return the room that a chip with `text` takes."""
    metrics = QFontMetrics(chip_font())
    return QSize(metrics.horizontalAdvance(text) + theme.px(20), metrics.height() + theme.px(7))


def draw_chip(painter: QPainter, box: QRectF, text: str, tone: Tone) -> None:
    """Draw a chip that fills `box`."""
    ground, ink = theme.tone(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(ink)
    painter.setFont(chip_font())
    inner = box.adjusted(theme.px(8), 0, -theme.px(8), 0)
    shown = QFontMetrics(chip_font()).elidedText(
        text, Qt.TextElideMode.ElideRight, int(inner.width()) + 1
    )
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, shown)


class Chip(QLabel):
    """A chip in a layout; empty text hides it."""

    def __init__(self, text: str = "", tone: Tone = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setText(text)
        if not text:
            self.hide()

    def say(self, text: str, tone: Tone = "") -> None:
        """Show `text` on the ground of `tone`."""
        self._tone = tone
        self.setText(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the text."""
        return chip_size(self.text())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        whole = self.sizeHint()
        return QSize(min(whole.width(), theme.px(64)), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        draw_chip(painter, QRectF(self.rect()), self.text(), self._tone)
