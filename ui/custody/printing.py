"""Prints protocols; a sheet with a secret goes to the printer only, never to a file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui.background import run_in_background
from ui.documents.printing import prepare_printer, print_pdf
from ui.errors import show_error

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.documents.model import DocumentKind
    from kbh_desktop.documents.protocol import ProtocolValues

Printed = Callable[[], None]


def print_protocol(
    parent: QWidget,
    app: "App",
    kind: "DocumentKind",
    make: "Callable[[], ProtocolValues]",
    printed: Printed = lambda: None,
) -> None:
    """Ask for a printer, then make and print the protocol in the background."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare_printer(printer)
    dialog = QPrintDialog(printer, parent.window())

    def work() -> None:
        prepared = app.documents.protocol(kind, make())
        pdf = app.documents.record_print(prepared, "printed").pdf
        print_pdf(pdf, printer, lambda _done, _total: None)

    def accepted() -> None:
        run_in_background(
            parent, work, lambda _none: printed(), lambda error: show_error(parent, error)
        )

    dialog.accepted.connect(accepted)
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()
