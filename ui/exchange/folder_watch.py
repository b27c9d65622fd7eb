"""Keeps an eye on the shared folder while the vault is open; the window never waits for it."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.bundles.courier import Courier, Round
from kbh_desktop.changes import DataChanged
from ui.background import Job, Progress, run_in_background
from ui.errors import show_error

if TYPE_CHECKING:
    from kbh_desktop.app import App

_LOOK_EVERY_MS = 60_000
_SETTLING_MS = 3_000
"""After news of the folder; a copy takes its time."""
_QUIET_MS = 120_000
"""Without a save for so long, what is new is laid: a talk is over, or the day."""
_SAVED = frozenset({"bundle", "bundle_event", "bundle_peer", "bundle_mark", "audit"})


class FolderWatch(QObject):
    """Looks on a timer and when the system tells; a share that is gone costs a look only."""

    looked = Signal(bool)

    def __init__(self, app: "App", courier: Courier, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._app = app
        self._courier = courier
        self._progress = Progress(self)
        self._job: Job | None = None
        self._looking = False
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(self._soon)
        self._pause = self._timer(_SETTLING_MS, self.look, once=True)
        self._quiet = self._timer(_QUIET_MS, self._lay, once=True)
        self._every = self._timer(_LOOK_EVERY_MS, self.look)
        self._lay_next = True
        self.looked.connect(self._found, Qt.ConnectionType.QueuedConnection)
        self._every.start()
        self._pause.start()

    def look(self) -> None:
        """See whether the folder is there, off every thread that others wait for."""
        if self._looking or (self._job and self._job.running):
            return
        self._looking = True
        threading.Thread(target=self._look, name="shared folder", daemon=True).start()

    def data_changed(self, change: DataChanged) -> None:
        """Wait for quiet after a save."""
        if change.kinds - _SAVED:
            self._quiet.start()

    def end(self) -> None:
        """Look no more, and stop what is under way between two bundles."""
        for timer in (self._pause, self._quiet, self._every):
            timer.stop()
        self._progress.cancel()

    def _look(self) -> None:
        there = self._courier.is_reachable()
        try:
            self.looked.emit(there)
        except RuntimeError:  # the window went while the share kept us waiting
            return

    def _found(self, there: bool) -> None:  # noqa: FBT001 - the signal's
        self._looking = False
        if self._progress.cancelled():
            return
        if not there:
            self._courier.out_of_reach()
            return
        lay, self._lay_next = self._lay_next, False
        self._job = run_in_background(
            self._window,
            lambda: self._courier.round(self._progress.cancelled, lay=lay),
            self._went,
            lambda error: show_error(self._window, error),
        )

    def _went(self, _round: Round) -> None:
        inbox = str(self._courier.inbox)
        if inbox not in self._system.directories():
            self._system.addPath(inbox)
        if self._courier.has_unsettled():
            self._pause.start()

    def _soon(self) -> None:
        self._pause.start()

    def _lay(self) -> None:
        self._lay_next = True
        self.look()

    def _timer(self, pause_ms: int, act: Callable[[], None], *, once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(pause_ms)
        timer.setSingleShot(once)
        timer.timeout.connect(act)
        return timer
