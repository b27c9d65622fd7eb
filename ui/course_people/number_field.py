"""A field for a whole number: typed, or changed with the arrow keys."""

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QWidget


class NumberField(QSpinBox):
    """Without the small arrows that no finger hits; the wheel scrolls the page instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead of changing the number."""
        event.ignore()
