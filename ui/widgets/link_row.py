"""A way to another place in words that may run over several lines, with a remark below."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Weight, theme

_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class LinkRow(QAbstractButton):
    """Press it, or Enter on it, to go there."""

    def __init__(
        self, text: str, remark: str, on_click: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._remark = remark
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(remark)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked: on_click())

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow place makes it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts at `width`."""
        inner = max(40, width - 2 * self._gap())
        return sum(self._heights(inner)) + 2 * self._gap()

    def sizeHint(self) -> QSize:
        """Return the size at a usual width."""
        width = theme.px(220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the height at a small width."""
        return QSize(theme.px(80), self.heightForWidth(self.width() or theme.px(220)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words as a link, the remark below in grey."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.color("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.underMouse():
            painter.setBrush(theme.color("hover"))
        painter.drawRoundedRect(box, 8, 8)
        inner = self.rect().adjusted(self._gap(), self._gap(), -self._gap(), -self._gap())
        first, _second = self._heights(inner.width())
        painter.setPen(theme.color("accent"))
        painter.setFont(self._title_font())
        painter.drawText(inner, _WRAPPED, self.text())
        painter.setPen(theme.color("text3"))
        painter.setFont(self._remark_font())
        painter.drawText(inner.adjusted(0, first, 0, 0), _WRAPPED, self._remark)

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, width, 10_000)
        title = QFontMetrics(self._title_font()).boundingRect(room, _WRAPPED, self.text())
        if not self._remark:
            return title.height(), 0
        remark = QFontMetrics(self._remark_font()).boundingRect(room, _WRAPPED, self._remark)
        return title.height(), remark.height()

    def _gap(self) -> int:
        return theme.px(6)

    def _title_font(self) -> QFont:
        return theme.font(14, Weight.Medium)

    def _remark_font(self) -> QFont:
        return theme.font(12.5)
