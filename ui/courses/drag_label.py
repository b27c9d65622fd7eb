"""The title of what is dragged, beside the pointer while it is not over the week."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Weight, theme

_BESIDE = QPoint(14, 10)


class DragLabel(QLabel):
    """Floats over its parent and never catches the pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str) -> None:
        """Show a title."""
        self.setText(text)
        self.resize(self.sizeHint())
        self.show()
        self.raise_()

    def follow(self, spot: QPoint) -> None:
        """Be beside a point of the screen."""
        parent = self.parentWidget()
        if parent is not None:
            self.move(parent.mapFromGlobal(spot) + _BESIDE)

    def sizeHint(self) -> QSize:
        """Return room for the title."""
        metrics = QFontMetrics(theme.font(13, Weight.DemiBold))
        width = min(theme.px(240), metrics.horizontalAdvance(self.text()) + theme.px(24))
        return QSize(width, metrics.height() + theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the title on a small sheet."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 1.5))
        painter.setBrush(theme.color("soft"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(theme.color("on_soft"))
        painter.setFont(theme.font(13, Weight.DemiBold))
        inner = box.adjusted(theme.px(10), 0, -theme.px(8), 0)
        shown = QFontMetrics(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), shown)
