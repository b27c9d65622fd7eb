"""A button as wide as its place, its icon and words at the reading side, its keys at the other."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Weight, theme


class WideButton(QAbstractButton):
    """Quiet by default; `filled` gives it a sunken ground, as a search field has."""

    def __init__(
        self,
        icon: str,
        text: str,
        on_click: Callable[[], None],
        *,
        keys: str = "",
        filled: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._keys = keys
        self._filled = filled
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(f"{text} ({keys})" if keys else text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked: on_click())

    def sizeHint(self) -> QSize:
        """Return room for icon, words and keys."""
        metrics = QFontMetrics(theme.font(14, Weight.Medium))
        width = metrics.horizontalAdvance(self.text() + self._keys) + theme.px(76)
        return QSize(width, theme.px(38))

    def minimumSizeHint(self) -> QSize:
        """Return room for the icon."""
        return QSize(theme.px(44), theme.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, icon, words and keys."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.underMouse():
            painter.setBrush(theme.color("hover"))
        elif self._filled:
            painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(box, 8, 8)
        side = theme.px(18)
        picture = theme.pixmap(self._icon, "text3" if self._filled else "text2", 18)
        painter.drawPixmap(theme.px(13), (self.height() - side) // 2, picture)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(theme.color("text3" if self._filled else "text2"))
        painter.setFont(theme.font(14, Weight.Normal if self._filled else Weight.Medium))
        painter.drawText(box.adjusted(theme.px(41), 0, 0, 0), middle, self.text())
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.font(12))
        edge = box.adjusted(0, 0, -theme.px(12), 0)
        painter.drawText(edge, int(middle | Qt.AlignmentFlag.AlignRight), self._keys)
