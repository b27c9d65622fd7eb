"""Long work in the background behind a sheet with a bar and a way to stop it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QProgressBar, QWidget

from kbh_desktop.i18n import _
from ui.background import Progress, run_in_background
from ui.errors import show_error
from ui.widgets.dialog import Dialog
from ui.widgets.text import Text

Result = TypeVar("Result")


class ProgressDialog(Dialog):
    """Shows how far the work is; cancelling asks it to stop at its next step."""

    width_px = 420

    def __init__(self, parent: QWidget, title: str, progress: Progress) -> None:
        super().__init__(parent, title)
        self._progress = progress
        self._words = Text(_("Working…"), "Sub")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(title)
        self.column.addWidget(self._words)
        self.column.addWidget(self._bar)
        self._cancel = self.add_cancel()
        progress.moved.connect(self._moved)

    def reject(self) -> None:
        """Ask the work to stop; the sheet closes when it has."""
        self._progress.cancel()
        self._cancel.setEnabled(False)
        self._words.setText(_("Stopping…"))

    def end(self) -> None:
        """Close the sheet."""
        super().accept()

    def _moved(self, done: int, total: int) -> None:
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._words.setText(_("{done} of {total}").format(done=done, total=total))


def run_with_progress(
    parent: QWidget,
    title: str,
    work: Callable[[Progress], Result],
    on_done: Callable[[Result], None],
    on_failed: Callable[[Exception], None] | None = None,
) -> ProgressDialog:
    """Do `work` behind a sheet, then `on_done`; what fails is shown unless `on_failed` is given."""
    progress = Progress(parent)
    dialog = ProgressDialog(parent, title, progress)

    def done(result: Result) -> None:
        dialog.end()
        on_done(result)

    def failed(error: Exception) -> None:
        dialog.end()
        if on_failed is None:
            show_error(parent, error)
        else:
            on_failed(error)

    run_in_background(parent, lambda: work(progress), done, failed)
    dialog.start()
    return dialog
