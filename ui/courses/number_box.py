"""A field for a whole number, changed by typing or with Up and Down."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSpinBox


class NumberBox(QSpinBox):
    """From `least` to `most`; with `none`, 0 stands for nothing and is shown as those words."""

    def __init__(self, least: int, most: int, *, none: str = "") -> None:
        super().__init__()
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setRange(least, most)
        self.setSpecialValueText(none)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll instead of changing the number."""
        event.ignore()
