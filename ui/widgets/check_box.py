"""A check box that is as large as its text and visible in the dark."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from ui.theme import theme

_BOX_PX = 18
_GAP_PX = 10
_HEIGHT_PX = 36


class CheckBox(QCheckBox):
    """The whole line can be clicked; it is read aloud as a check box."""

    def sizeHint(self) -> QSize:
        """Return room for box and text."""
        text = QFontMetrics(theme.font()).horizontalAdvance(self.text())
        return QSize(theme.px(_BOX_PX + _GAP_PX) + text + 8, theme.px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        """Return the same room, so that nothing is cut."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Return whether a click at `pos` counts."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, tick and text from the reading side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, gap = theme.px(_BOX_PX), theme.px(_GAP_PX)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - side - 3 if rtl else 3
        box = QRectF(left, (self.height() - side) / 2, side, side)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 6, 6)
        checked = self.isChecked()
        painter.setPen(QPen(theme.color("accent" if checked else "field"), 1))
        painter.setBrush(theme.color("accent" if checked else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if checked:
            tick = theme.pixmap("check", "on_accent", _BOX_PX - 4)
            painter.drawPixmap(box.topLeft() + QPoint(theme.px(2), theme.px(2)), tick)
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        painter.setFont(theme.font())
        words = QRectF(self.rect()).adjusted(0, 0, -side - gap - 3, 0)
        if not rtl:
            words.translate(side + gap + 3, 0)
        align = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        )
        painter.drawText(words, int(align | Qt.AlignmentFlag.AlignAbsolute), self.text())
