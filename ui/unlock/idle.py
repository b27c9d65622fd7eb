"""Notices that nobody has touched keyboard or mouse for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Watches one window; emits `idle` once after `minutes` without a touch, never for 0."""

    idle = Signal()

    def __init__(self, minutes: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._watched: QWidget | None = None
        self.set_minutes(minutes)

    def set_minutes(self, minutes: float) -> None:
        """Wait for another while."""
        self._timer.setInterval(int(minutes * 60_000))

    def start(self, window: QWidget) -> None:
        """Watch `window` from now on; its events pass here before any widget in it sees them."""
        self.stop()
        self._watched = window
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
        self.touch()

    def stop(self) -> None:
        """Watch no longer.

        The handle is asked for again: a reference kept to it does not outlive some dialogs.
        """
        handle = self._watched.windowHandle() if self._watched is not None else None
        if handle is not None:
            handle.removeEventFilter(self)
        self._watched = None
        self._timer.stop()

    def touch(self) -> None:
        """Begin waiting anew."""
        if self._timer.interval():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin waiting anew at each touch."""
        if event.type() in _TOUCHES:
            self.touch()
        return super().eventFilter(watched, event)
