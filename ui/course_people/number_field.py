"""A field for a whole number: typed, or changed with the arrow keys."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from ui.theme import theme

_SIDE_PX = 8


class NumberField(QSpinBox):
    """The wheel scrolls the page around it instead of changing the number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lineEdit().setTextMargins(theme.px(_SIDE_PX), 0, theme.px(_SIDE_PX), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead of changing the number."""
        event.ignore()
