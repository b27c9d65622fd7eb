"""A process of its own that draws many documents, so that windows stay alive; it stays for more.

It never opens the vault: it is sent values and sends back a file. Forgetting ends it, and with it
everything it was sent.
"""

import gc
import multiprocessing
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any

from kbh_desktop.documents.pdf.ink import Look
from kbh_desktop.documents.render import RenderReport
from kbh_desktop.errors import CancelledError, DocumentError
from kbh_desktop.i18n import _

_PATIENCE_S = 0.1  # how long to wait before asking whether it was cancelled
_REPORT_EVERY = 5  # documents


class DrawingProcess:
    """Draws documents one batch at a time; any thread may ask."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def draw(
        self,
        values: Sequence[object],
        look: Look,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[bytes, RenderReport]:
        """Return one file of all documents, in order.

        Raises:
            CancelledError: as soon as `cancelled` says so; the process is then ended.
            DocumentError: the process died or could not draw.
        """
        with self._turn:
            line = self._started()
            try:
                line.send((tuple(values), look))
                return self._result(line, progress, cancelled)
            except (EOFError, BrokenPipeError, ConnectionResetError) as error:
                self._end()
                raise DocumentError(_("The documents could not be drawn; try again.")) from error
            except CancelledError:
                self._end()
                raise

    def forget(self) -> None:
        """End the process, and with it everything that people typed."""
        self._end()

    def _started(self) -> Connection:
        if self._line is not None and self._process is not None and self._process.is_alive():
            return self._line
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self._line

    def _result(
        self,
        line: Connection,
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> tuple[bytes, RenderReport]:
        while True:
            if cancelled and cancelled():
                raise CancelledError(_("Stopped. Nothing was printed."))
            if not line.poll(_PATIENCE_S):
                continue
            kind, content = line.recv()
            if kind == "done":
                return content  # type: ignore[no-any-return] # what _serve sends
            if kind == "failed":
                raise DocumentError(_("The documents could not be drawn; try again."))
            if progress:
                progress(*content)

    def _end(self) -> None:
        process, line = self._process, self._line
        self._process = self._line = None
        if line is not None:
            line.close()
        if process is not None:
            process.kill()  # not terminate: whoever started the program may have it ignored
            process.join()


def _serve(line: Connection) -> None:
    """Draw every batch that comes along the line, until it is closed.

    Garbage is collected between batches: during one it would take a quarter of the time.
    """
    gc.disable()
    while True:
        try:
            values, look = line.recv()
        except EOFError:
            return

        line.send(_drawn(line, values, look))
        del values
        gc.collect()


def _drawn(line: Connection, values: Sequence[object], look: Look) -> tuple[str, Any]:
    from kbh_desktop.documents.composing import rendered_together  # noqa: PLC0415 - in the process

    def tell(done: int, of: int) -> None:
        if done % _REPORT_EVERY == 0 or done == of:
            line.send(("progress", (done, of)))

    try:
        return "done", rendered_together(values, look, progress=tell)
    except Exception:  # noqa: BLE001 - its text may name people, so only the fact is told
        return "failed", None
