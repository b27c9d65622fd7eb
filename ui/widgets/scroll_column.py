"""A column that scrolls when it is higher, or at large text wider, than its place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class ScrollColumn(QScrollArea):
    """Content goes into `column`; what gets the keyboard is scrolled into sight."""

    def __init__(self, *, spacing: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget()
        inner.setProperty("class", "Plain")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 6, 12)
        self.column.setSpacing(spacing)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(inner)
