"""A short word at the foot of the window that something was done."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Weight, theme
from ui.widgets.announce import announce

_SHOWN_MS = 5000
_ABOVE_FOOT = 28


class Toast(QLabel):
    """Floats over its parent for five seconds; read aloud."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`."""
        self.setText(text)
        self.resize(self.sizeHint())
        parent = self.parentWidget()
        if parent is not None:
            self.move(
                (parent.width() - self.width()) // 2, parent.height() - self.height() - _ABOVE_FOOT
            )
        self.raise_()
        self.show()
        self._timer.start()
        announce(self, text)

    def sizeHint(self) -> QSize:
        """Return room for the text, at most the width of the window."""
        parent = self.parentWidget()
        widest = parent.width() - 48 if parent else theme.px(480)
        metrics = QFontMetrics(self._face())
        width = min(widest, metrics.horizontalAdvance(self.text()) + theme.px(66))
        return QSize(width, metrics.height() + theme.px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw light text on a dark ground, or the reverse in the dark look."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, 10, 10)
        side = theme.px(18)
        tick = theme.pixmap("check", "surface", 18)
        painter.drawPixmap(theme.px(16), (self.height() - side) // 2, tick)
        painter.setPen(theme.color("surface"))
        painter.setFont(self._face())
        inner = box.adjusted(theme.px(44), 0, -theme.px(18), 0)
        shown = QFontMetrics(self._face()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(inner.width()) + 1
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, shown)

    def _face(self) -> QFont:
        return theme.font(14, Weight.Medium)
