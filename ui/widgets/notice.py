"""A line above the content that says what went wrong or is worth knowing."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from kbh_desktop.i18n import _
from ui.theme import TONES, Tone, theme
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import Text

_ICONS: dict[Tone, str] = {
    "": "info",
    "info": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-alert",
}


class NoticeBar(QWidget):
    """Hidden until it has something to say; read aloud when it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "info"
        self._picture = QLabel()
        self._text = Text("", wrap=True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action: Button | None = None
        self._close = IconButton("x", _("Close this message"), self.close_notice)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 8, 12, 8)
        self._row.setSpacing(12)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._close)
        self.hide()

    def say(
        self,
        text: str,
        tone: Tone = "info",
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show `text`, with a button `action` that calls `act`."""
        self._tone = tone
        self._text.setText(text)
        self._text.setStyleSheet(f"color:{theme.tone(tone)[1].name()}")
        self._picture.setPixmap(theme.pixmap(_ICONS[tone], TONES[tone][1], 18))
        self._offer(action, act)
        self.show()
        announce(self, text)

    @property
    def text(self) -> str:
        """What is shown, empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def close_notice(self) -> None:
        """Hide the line."""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground in the colour of the tone."""
        painter = QPainter(self)
        painter.fillRect(QRectF(self.rect()), theme.tone(self._tone)[0])

    def _offer(self, action: str, act: Callable[[], None] | None) -> None:
        if self._action is not None:
            self._action.hide()
            self._action.deleteLater()
            self._action = None
        if act is not None:
            self._action = Button(action, act)
            self._row.insertWidget(self._row.count() - 1, self._action)
