"""Sends a batch out: to the printer, into one file, or into a file for each document."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from kbh_desktop.documents.model import PreparedBatch
from kbh_desktop.i18n import _
from ui.background import Progress
from ui.documents.printing import print_pdf
from ui.documents.save_file import write_new_file
from ui.exchange.progress_dialog import run_with_progress

if TYPE_CHECKING:
    from kbh_desktop.app import App

OnSaved = Callable[[int, str], None]
"""How many documents were saved, and the passphrase of the files; empty when they are open."""


def print_batch(
    parent: QWidget,
    app: "App",
    batch: PreparedBatch,
    printer: QPrinter,
    on_done: Callable[[int], None],
) -> None:
    """Number and log every document, and print them in order."""

    def work(progress: Progress) -> int:
        printed = app.documents.record_prints(batch, "printed", cancelled=progress.cancelled)
        print_pdf(printed.pdf, printer, progress.report)
        return len(printed.numbers)

    run_with_progress(parent, _("Printing"), work, on_done)


def save_together(
    parent: QWidget,
    app: "App",
    batch: PreparedBatch,
    target: Path,
    *,
    sealed: bool,
    on_done: OnSaved,
) -> None:
    """Number and log every document, and write all of them to one file."""

    def work(progress: Progress) -> tuple[int, str]:
        printed = app.documents.record_prints(
            batch, "saved", progress=progress.report, cancelled=progress.cancelled
        )
        passphrase = _passphrase(sealed=sealed)
        write_new_file(target, _locked(printed.pdf, passphrase))
        return len(printed.numbers), passphrase

    run_with_progress(parent, _("Saving"), work, lambda found: on_done(*found))


def save_each(
    parent: QWidget,
    app: "App",
    batch: PreparedBatch,
    folder: Path,
    *,
    sealed: bool,
    on_done: OnSaved,
) -> None:
    """Write each document to a file named by its print number; one passphrase opens them all."""

    def work(progress: Progress) -> tuple[int, str]:
        passphrase = _passphrase(sealed=sealed)
        for done, each in enumerate(batch.documents, start=1):
            progress.check()
            printed = app.documents.record_print(each, "saved")
            write_new_file(folder / printed.file_name, _locked(printed.pdf, passphrase))
            progress.report(done, len(batch.documents))
        return len(batch.documents), passphrase

    run_with_progress(parent, _("Saving"), work, lambda found: on_done(*found))


def _passphrase(*, sealed: bool) -> str:
    from kbh_desktop.documents.sealing import new_passphrase  # noqa: PLC0415 - seldom wanted

    return new_passphrase() if sealed else ""


def _locked(pdf: bytes, passphrase: str) -> bytes:
    from kbh_desktop.documents.sealing import seal  # noqa: PLC0415 - seldom wanted

    return seal(pdf, passphrase) if passphrase else pdf
