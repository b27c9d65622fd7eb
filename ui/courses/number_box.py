"""A field for a whole number, changed by typing or with Up and Down."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NumberBox(QLineEdit):
    """From `least` to `most`; with `none`, an empty field counts as 0 and shows those words."""

    def __init__(self, least: int, most: int, *, none: str = "") -> None:
        super().__init__()
        self._least, self._most = least, most
        self._may_be_empty = bool(none)
        self.setValidator(QIntValidator(0, most, self))
        self.setPlaceholderText(none)

    def value(self) -> int:
        """Return the number, moved inside the range."""
        text = self.text().strip()
        if not text:
            return 0 if self._may_be_empty else self._least
        return max(self._least, min(self._most, int(text)))

    def show_value(self, value: int) -> None:
        """Show a number; 0 as nothing where that is meant by it."""
        self.setText("" if self._may_be_empty and not value else str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Count with Up and Down."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.show_value(max(self._least, min(self._most, self.value() + step)))
        else:
            super().keyPressEvent(event)
