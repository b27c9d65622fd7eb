"""News of committed changes, on the window's thread."""

from PySide6.QtCore import QObject, Qt, Signal

from kbh_desktop.changes import Changes, DataChanged


class LiveChanges(QObject):
    """Passes each DataChanged on as a signal, whichever thread committed."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = changes.subscribe(self._hear)

    def end(self) -> None:
        """Listen no longer."""
        self._unsubscribe()

    def _hear(self, change: DataChanged) -> None:
        self._arrived.emit(change)

    def _pass_on(self, change: DataChanged) -> None:
        self.changed.emit(change)
