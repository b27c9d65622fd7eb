"""Makes a batch in the background: its first documents at once, then all of them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from kbh_desktop.documents.model import PreparedBatch, Wanted
from kbh_desktop.documents.pdf.ink import Look
from kbh_desktop.errors import CancelledError
from ui.background import Progress, run_in_background

if TYPE_CHECKING:
    from kbh_desktop.app import App

_PREVIEWED = 3
"""Documents drawn at once to be looked at, while the rest is made."""

_First = tuple[list[Wanted], PreparedBatch | None]


class BatchMaker(QObject):
    """One batch at a time; what another order overtook is not heard of again."""

    previewed = Signal(object)
    made = Signal(object)
    nothing = Signal()
    """Nothing is to be made, as nobody chosen has had an interview."""
    failed = Signal(object)
    moved = Signal(int, int)

    def __init__(self, app: "App", parent: QObject) -> None:
        super().__init__(parent)
        self._app = app
        self._progress: Progress | None = None

    @property
    def is_making(self) -> bool:
        """Whether something is being made."""
        return self._progress is not None

    def make(self, wanted: Callable[[Progress], list[Wanted]], look: Look) -> None:
        """Find out what is wanted and make it, instead of what was being made."""
        self.cancel()
        progress = self._progress = Progress(self)
        progress.moved.connect(partial(self._moved, progress))

        def first() -> _First:
            found = wanted(progress)
            if not found:
                return found, None
            return found, self._app.documents.prepare_many(
                found[:_PREVIEWED], look=look, cancelled=progress.cancelled
            )

        run_in_background(
            self, first, partial(self._go_on, progress, look), partial(self._failed, progress)
        )

    def cancel(self) -> bool:
        """Stop what is being made; say whether there was anything."""
        if self._progress is None:
            return False
        self._progress.cancel()
        self._progress = None
        return True

    def _go_on(self, progress: Progress, look: Look, found: _First) -> None:
        wanted, batch = found
        if progress is not self._progress:
            return
        if batch is None:
            self._progress = None
            self.nothing.emit()
        elif len(wanted) <= _PREVIEWED:
            self._made(progress, batch)
        else:
            self.previewed.emit(batch)
            self._make_all(progress, wanted, look)

    def _make_all(self, progress: Progress, wanted: list[Wanted], look: Look) -> None:
        work = partial(
            self._app.documents.prepare_many,
            wanted,
            look=look,
            progress=progress.report,
            cancelled=progress.cancelled,
        )
        run_in_background(
            self, work, partial(self._made, progress), partial(self._failed, progress)
        )

    def _made(self, progress: Progress, batch: PreparedBatch) -> None:
        if progress is self._progress:
            self._progress = None
            self.made.emit(batch)

    def _failed(self, progress: Progress, error: Exception) -> None:
        if progress is self._progress:
            self._progress = None
            if not isinstance(error, CancelledError):
                self.failed.emit(error)

    def _moved(self, progress: Progress, done: int, total: int) -> None:
        if progress is self._progress:
            self.moved.emit(done, total)
