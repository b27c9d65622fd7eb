"""What a page shows where there is nothing yet: why, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import theme
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Text


class EmptyState(QWidget):
    """An icon, a sentence, an explanation and the next action."""

    def __init__(
        self, icon: str, title: str, text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title = Text(title, "H2", wrap=True)
        self._text = Text(text, "Muted", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(24, 28, 24, 28)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        for label in (self._picture, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._column.addWidget(label)
        self._buttons = FlowLayout(centred=True)
        self._column.addSpacing(8)
        self._column.addLayout(self._buttons)
        self._column.addStretch(2)
        self.say(title, text)
        self._dress()

    def say(self, title: str, text: str = "") -> None:
        """Show another sentence and explanation."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))

    def add_action(self, text: str, act: Callable[[], None], icon: str = "") -> Button:
        """Offer the next thing to do; the first offered stands out."""
        first = not self._buttons.count()
        button: Button = (PrimaryButton if first else Button)(text, act, icon=icon)
        self._buttons.addWidget(button)
        return button

    def changeEvent(self, event: QEvent) -> None:
        """Colour the icon anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        self._picture.setPixmap(theme.pixmap(self._icon, "field", 36))
