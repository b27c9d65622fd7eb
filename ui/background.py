"""Long work off the window's thread, one piece after the other."""

from collections.abc import Callable
from functools import cache
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from kbh_desktop.errors import CancelledError
from kbh_desktop.i18n import _

Result = TypeVar("Result")


class _Relay(QObject):
    """Lives on the window's thread as long as the program; runs there what it is handed."""

    handed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.handed.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def _run(self, ending: Callable[[], None]) -> None:
        ending()


class _Work(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    def run(self) -> None:
        self._work()


class Job:
    """One piece of work; it says nothing more once its parent is gone."""

    def __init__(self, parent: QObject) -> None:
        self.running = True
        self._wanted = True
        parent.destroyed.connect(self.forget)

    def forget(self) -> None:
        """Let the work end unheard."""
        self._wanted = False

    def end(self, tell: Callable[[], None]) -> None:
        """Note the end, and tell it if somebody still listens."""
        self.running = False
        _jobs().discard(self)
        if self._wanted:
            tell()


class Progress(QObject):
    """How far long work is; `report` and `check` may be called from its thread."""

    moved = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are made."""
        self.moved.emit(done, total)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Say whether somebody asked the work to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Stop the work if somebody asked for it.

        Raises: CancelledError.
        """
        if self.cancelled():
            raise CancelledError(_("Stopped. Nothing was changed."))


@cache
def _relay() -> _Relay:
    return _Relay()


@cache
def _pool() -> QThreadPool:
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    return pool


@cache
def _jobs() -> set[Job]:
    return set()


def busy() -> bool:
    """Say whether work is waiting or under way."""
    return bool(_jobs())


def finish() -> None:
    """Wait until all work has ended; nobody is told any more."""
    for job in _jobs():
        job.forget()
    _pool().waitForDone()


def run_in_background(
    parent: QObject,
    work: Callable[[], Result],
    on_done: Callable[[Result], None],
    on_failed: Callable[[Exception], None],
) -> Job:
    """Do `work` on the one background thread, then one of the two on the window's thread.

    Neither is called when `parent` is destroyed first. Call it from the window's thread.
    """
    job, relay = Job(parent), _relay()
    _jobs().add(job)

    def run() -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - told on the window's thread
            relay.handed.emit(lambda failure=error: job.end(lambda: on_failed(failure)))
        else:
            relay.handed.emit(lambda: job.end(lambda: on_done(result)))

    _pool().start(_Work(run))
    return job
