"""One answer on the citizen's screen, large, in both languages."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kbh_desktop.xforms.states import ChoiceView
from ui.theme import Weight, theme

_WRAPPED = Qt.TextFlag.TextWordWrap
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_LEAST_HEIGHT = 92


class BigAnswer(QAbstractButton):
    """The person's words above, Danish below; `large` and `small` are logical pixels."""

    def __init__(
        self,
        choice: ChoiceView,
        large: float,
        small: float,
        *,
        right: bool,
        picture: QPixmap | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.choice = choice
        self._right = right
        self._picture = picture or QPixmap()
        self._own = choice.label_other or choice.label
        self._danish = choice.label if choice.label_other else ""
        self._large, self._small = large, small
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self._flags = int(_WRAPPED | _MIDDLE | side | Qt.AlignmentFlag.AlignAbsolute)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(" / ".join(w for w in (self._own, self._danish) if w))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Return that long words make it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts at `width`, at least a finger's."""
        beside = self._picture_width()
        own, danish = self._heights(width - 2 * self._margin() - beside)
        words = own + danish + 2 * self._margin()
        picture = self._picture.deviceIndependentSize().toSize().height() + self._margin()
        return max(theme.px(_LEAST_HEIGHT), words, picture)

    def sizeHint(self) -> QSize:
        """Return the size at a usual width."""
        width = theme.px(400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the height at the present width."""
        width = max(self.width(), theme.px(200))
        return QSize(theme.px(200), self.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sheet, its edge, and both texts."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        strong = chosen or self.hasFocus()
        edge = theme.color("accent") if strong else theme.color("field")
        painter.setPen(QPen(edge, 3 if strong else 1))
        painter.setBrush(theme.color("soft" if chosen else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 14, 14)
        gap = self._margin()
        inner = self.rect().adjusted(gap, gap, -gap, -gap)
        if not self._picture.isNull():
            inner = self._draw_picture(painter, inner)
        own, danish = self._heights(inner.width())
        top = inner.top() + (inner.height() - own - danish) // 2
        painter.setPen(theme.color("on_soft" if chosen else "text"))
        painter.setFont(self._own_font())
        painter.drawText(QRect(inner.left(), top, inner.width(), own), self._flags, self._own)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(self._small))
        below = QRect(inner.left(), top + own, inner.width(), danish)
        painter.drawText(below, self._flags, self._danish)

    def _draw_picture(self, painter: QPainter, inner: QRect) -> QRect:
        """Draw the picture before the words and return the room left for them."""
        size = self._picture.deviceIndependentSize().toSize()
        left = inner.right() - size.width() if self._right else inner.left()
        top = inner.top() + (inner.height() - size.height()) // 2
        painter.drawPixmap(left, top, self._picture)
        beside = self._picture_width()
        return inner.adjusted(0, 0, -beside, 0) if self._right else inner.adjusted(beside, 0, 0, 0)

    def _picture_width(self) -> int:
        if self._picture.isNull():
            return 0
        return self._picture.deviceIndependentSize().toSize().width() + self._margin()

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(40, width), 10_000)
        own = QFontMetrics(self._own_font()).boundingRect(room, self._flags, self._own)
        if not self._danish:
            return own.height(), 0
        danish = QFontMetrics(theme.font(self._small))
        return own.height(), danish.boundingRect(room, self._flags, self._danish).height()

    def _own_font(self) -> QFont:
        return theme.font(self._large, Weight.DemiBold)

    def _margin(self) -> int:
        return theme.px(14)
