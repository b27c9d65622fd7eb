"""A large choice with an icon, a title and an explanation; one of a few."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui.theme import Token, Weight, theme

_SIDE_PX = 24
_INDENT_PX = 64
_GAP_PX = 4
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


class ChoiceCard(QRadioButton):
    """Behaves and is read aloud as a radio button."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._icon = icon
        self._words = text
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow place makes it higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at `width`."""
        return self._title_height() + self._text_height(width) + theme.px(_GAP_PX) + theme.px(36)

    def sizeHint(self) -> QSize:
        """Return a comfortable width and the height there."""
        width = theme.px(400)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return a narrow width."""
        return QSize(theme.px(220), theme.px(64))

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Return whether a click at `pos` counts."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        edge: Token = "focus" if self.hasFocus() else "accent" if chosen else "field"
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        ground: Token = "soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(box, 10, 10)
        side = theme.px(_SIDE_PX)
        picture = theme.pixmap(self._icon, "on_soft" if chosen else "text2", _SIDE_PX)
        painter.drawPixmap(theme.px(20), (self.height() - side) // 2, picture)
        words = self._words_rect(self.width())
        painter.setPen(theme.color("on_soft" if chosen else "text"))
        painter.setFont(theme.font(15, Weight.DemiBold))
        painter.drawText(words, _WRAP, self.text())
        words.setTop(words.top() + self._title_height() + theme.px(_GAP_PX))
        painter.setPen(theme.color("on_soft" if chosen else "text2"))
        painter.setFont(theme.font(13))
        painter.drawText(words, _WRAP, self._words)

    def _words_rect(self, width: int) -> QRect:
        left = theme.px(_INDENT_PX)
        return QRect(left, theme.px(18), width - left - theme.px(20), 10_000)

    def _title_height(self) -> int:
        return QFontMetrics(theme.font(15, Weight.DemiBold)).height()

    def _text_height(self, width: int) -> int:
        metrics = QFontMetrics(theme.font(13))
        return metrics.boundingRect(self._words_rect(width), _WRAP, self._words).height()
