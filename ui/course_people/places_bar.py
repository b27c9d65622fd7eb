"""How many places of a course are taken, as a bar with words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kbh_desktop.i18n import _, n_
from ui.theme import Weight, theme

_BAR_PX = 8


class PlacesBar(QWidget):
    """Read aloud as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken, self._capacity = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What the bar says."""
        text = _("{taken} of {capacity} places taken").format(
            taken=self._taken, capacity=self._capacity
        )
        free = max(0, self._capacity - self._taken)
        rest = n_("{count} free", "{count} free", free).format(count=free)
        return f"{text} · {rest}" if free else f"{text} · {_('full')}"

    def tell(self, taken: int, capacity: int) -> None:
        """Show how many places are taken."""
        self._taken, self._capacity = taken, capacity
        self.setAccessibleName(self.words)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a line of words and the bar."""
        return QSize(theme.px(260), theme.px(36))

    def minimumSizeHint(self) -> QSize:
        """Return the same height in a narrow place."""
        return QSize(theme.px(160), theme.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words above, the bar below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(13, Weight.Medium))
        painter.setPen(theme.color("text2"))
        bar = QRectF(0, self.height() - theme.px(_BAR_PX) - 2, self.width(), theme.px(_BAR_PX))
        words = QRectF(0, 0, self.width(), bar.top() - 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft, self.words)
        radius = bar.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(bar, radius, radius)
        if self._taken and self._capacity:
            full = self._taken >= self._capacity
            bar.setWidth(max(bar.height(), bar.width() * min(1, self._taken / self._capacity)))
            painter.setBrush(theme.color("warn" if full else "accent"))
            painter.drawRoundedRect(bar, radius, radius)
