"""Labels: plain text only, so that a name can never act as markup."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Look = Literal[
    "", "Display", "H1", "H2", "Strong", "Sub", "Muted", "Label", "ErrorText", "WarnText"
]


class Text(QLabel):
    """Text in one of the looks of the style sheet."""

    def __init__(
        self, text: str = "", look: Look = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setWordWrap(wrap)
        if look:
            self.setProperty("class", look)


def left_aligned(label: QLabel) -> QLabel:
    """Keep `label` in its column: Qt moves Arabic text to the right side of where it stands."""
    label.setAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
    )
    return label


class ElidedText(Text):
    """One line of text that ends in … where there is no room; then the tip has all of it."""

    def __init__(self, text: str = "", look: Look = "", *, parent: QWidget | None = None) -> None:
        super().__init__(text, look, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        width = min(self.sizeHint().width(), QFontMetrics(self.font()).averageCharWidth() * 6)
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the whole text as a tip when it is cut."""
        super().resizeEvent(event)
        self.setToolTip("" if self._shown() == self.text() else self.text())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self._shown())

    def _shown(self) -> str:
        metrics = QFontMetrics(self.font())
        width = self.contentsRect().width()
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width)
