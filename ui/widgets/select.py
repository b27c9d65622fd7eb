"""A closed list to choose one thing from."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from ui.theme import theme


class Select(QComboBox):
    """Shows words and holds values; `picked` says what a person chose."""

    picked = Signal(str)

    def __init__(
        self, name: str, options: Iterable[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(14)
        self.set_options(options)
        self.activated.connect(lambda _row: self.picked.emit(self.value))

    @property
    def value(self) -> str:
        """The value of what is chosen, empty when nothing is."""
        return str(self.currentData() or "")

    def set_options(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer `options`, each a value and its words, and keep the choice where it can."""
        chosen = self.value
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.choose(chosen)

    def choose(self, value: str) -> None:
        """Show `value` as chosen, without saying so."""
        self.setCurrentIndex(max(0, self.findData(value)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead of changing the choice."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow that the style sheet can't colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.px(16)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = theme.px(10) if rtl else self.width() - side - theme.px(10)
        arrow = theme.pixmap("chevron-down", "text2", 16)
        painter.drawPixmap(x, (self.height() - side) // 2, arrow)
