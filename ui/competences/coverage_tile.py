"""A job goal as a tile: its name, how much of it the person has, and the picture of that."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.competences.coverage_picture import CoverageShares, draw_coverage
from ui.competences.marked_text import draw_line
from ui.theme import Token, Weight, theme

_PAD_PX = 10
_TITLE_PX, _WORDS_PX, _PICTURE_PX = 20, 18, 22
_LEAST_PX, _USUAL_PX = 56, 180


class CoverageTile(QAbstractButton):
    """Press it to see which skills are meant; read aloud with all its numbers."""

    def __init__(
        self,
        title: str,
        words: str,
        on_click: Callable[[], None],
        *,
        shares: CoverageShares | None = None,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shares = shares
        self._words = words
        self._icon = icon
        self.setText(title)
        self.setAccessibleName(f"{title}: {words}")
        self.setToolTip(f"{title}: {words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked: on_click())

    def sizeHint(self) -> QSize:
        """Return room for a title, a line and a picture."""
        lines = _TITLE_PX + _WORDS_PX + _PICTURE_PX + 2 * _PAD_PX
        return QSize(theme.px(_USUAL_PX), theme.px(lines))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(theme.px(_LEAST_PX), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge: Token = "focus" if self.hasFocus() else "line"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.color("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        pad = theme.px(_PAD_PX)
        inner = self.rect().adjusted(pad, pad, -pad, -pad)
        title = QRect(inner.left(), inner.top(), inner.width(), theme.px(_TITLE_PX))
        if self._icon:
            side = theme.px(16)
            top = title.center().y() - side // 2
            painter.drawPixmap(title.left(), top, theme.pixmap(self._icon, "accent", 16))
            title.setLeft(title.left() + side + theme.px(6))
        draw_line(painter, title, self.text(), theme.font(14, Weight.DemiBold), "text")
        below = inner.adjusted(0, theme.px(_TITLE_PX), 0, 0)
        if self.shares is None:
            self._draw_words(painter, below)
            return
        line = QRect(below.left(), below.top(), below.width(), theme.px(_WORDS_PX))
        draw_line(painter, line, self._words, theme.font(12.5), "text2")
        picture = below.adjusted(0, theme.px(_WORDS_PX) + theme.px(4), 0, 0)
        draw_coverage(painter, picture, self.shares)

    def _draw_words(self, painter: QPainter, below: QRect) -> None:
        """Draw the words in the two lines there is room for."""
        font = theme.font(12.5)
        painter.setFont(font)
        painter.setPen(theme.color("text2"))
        metrics = QFontMetrics(font)
        room = below.width() * 2 - metrics.averageCharWidth() * 8
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, int(flags), shown)
