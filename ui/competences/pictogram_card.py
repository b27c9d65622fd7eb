"""An ability as a picture with its words, chosen or not."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Token, Weight, theme

_PAD = 10
_WRAPPED = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class PictogramCard(QAbstractButton):
    """The person's words above, Danish below; `size` is the height of the words in pixels."""

    def __init__(
        self,
        icon: str,
        words: str,
        below: str = "",
        *,
        size: float = 14,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._below, self._size = icon, below, size
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(" / ".join(part for part in (words, below) if part))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the picture and two lines of words, and one below."""
        line = QFontMetrics(self._words_font()).height()
        small = QFontMetrics(self._below_font()).height() if self._below else 0
        height = 4 * theme.px(_PAD) + theme.px(self._picture_side()) + 2 * line + small
        return QSize(theme.px(self._size * 10), height)

    def minimumSizeHint(self) -> QSize:
        """Return a narrower card of the same height."""
        return QSize(theme.px(self._size * 7), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card; a chosen one has a frame, a ground and a tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        strong = chosen or self.hasFocus()
        painter.setPen(QPen(theme.color("accent" if strong else "field"), 2 if strong else 1))
        painter.setBrush(theme.color("soft" if chosen else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 10, 10)
        pad, side = theme.px(_PAD), theme.px(self._picture_side())
        ink: Token = "on_soft" if chosen else "text2"
        picture = theme.pixmap(self._icon, ink, self._picture_side())
        painter.drawPixmap((self.width() - side) // 2, 2 * pad, picture)
        if chosen:
            tick = theme.pixmap("check", "accent", 18)
            painter.drawPixmap(self.width() - theme.px(18) - pad, pad, tick)
        words = QRect(pad, 2 * pad + side + pad // 2, self.width() - 2 * pad, self.height())
        self._draw_words(painter, words, chosen=chosen)

    def _draw_words(self, painter: QPainter, box: QRect, *, chosen: bool) -> None:
        font = self._words_font()
        painter.setFont(font)
        painter.setPen(theme.color("on_soft" if chosen else "text"))
        taken = painter.boundingRect(box, _WRAPPED, self.text())
        painter.drawText(box, _WRAPPED, self.text())
        painter.setFont(self._below_font())
        painter.setPen(theme.color("text3"))
        painter.drawText(box.adjusted(0, taken.height(), 0, 0), _WRAPPED, self._below)

    def _picture_side(self) -> float:
        return self._size * 2.4

    def _words_font(self) -> QFont:
        return theme.font(self._size, Weight.DemiBold)

    def _below_font(self) -> QFont:
        return theme.font(self._size * 0.8)
