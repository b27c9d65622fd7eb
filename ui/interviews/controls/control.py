"""What all answer controls have in common."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.xforms.states import View

PAUSE_MS = 400


class Control(QWidget):
    """Shows one question's answer and says what the person answers instead.

    Typed text is said after a pause of 400 ms, on leaving the field, and on `flush`.
    """

    answered = Signal(str)
    refused = Signal(str)
    """Typed text that can't be an answer, in words; the text stays."""
    next_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.flush)

    def show_view(self, _view: View, /) -> None:
        """Show the answer of the view unless the person is in the middle of typing another."""

    def field(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self

    def flush(self) -> None:
        """Say now what was typed and not yet said."""
        self._pause.stop()

    def focus_field(self) -> None:
        """Put the keyboard into the answer."""
        self.field().setFocus()

    def _typed(self) -> None:
        self._pause.start()
