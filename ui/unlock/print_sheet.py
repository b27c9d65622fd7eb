"""Prints the recovery sheet; it goes to the printer only, never to a file."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from ui.background import run_in_background
from ui.documents.printing import prepare_printer, print_pdf
from ui.errors import show_error

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.security.recovery import RecoveryKey


def print_sheet(parent: QWidget, app: "App", recovery: "RecoveryKey") -> None:
    """Ask for a printer, then make and print the sheet in the background."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare_printer(printer)
    dialog = QPrintDialog(printer, parent.window())
    dialog.accepted.connect(lambda: _print(parent, app, recovery, printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setModal(True)
    dialog.show()


def _print(parent: QObject, app: "App", recovery: "RecoveryKey", printer: QPrinter) -> None:
    run_in_background(
        parent,
        lambda: print_pdf(sheet_pdf(app, recovery), printer, lambda _done, _total: None),
        lambda _none: None,
        lambda error: show_error(parent, error),
    )


def sheet_pdf(app: "App", recovery: "RecoveryKey") -> bytes:
    """Return the numbered sheet as PDF; call it in the background."""
    from kbh_desktop.documents.recovery_sheet import RecoverySheetValues  # noqa: PLC0415 - slow

    office, device = app.bundles.office_card(), app.bundles.device_card()
    values = RecoverySheetValues(
        groups=recovery.groups,
        vault_name=office.name,
        device_name=device.name if device else office.name,
        made_by=app.user.name,
        printed_at=app.clock(),
        fingerprint=device.fingerprint if device else office.fingerprint,
    )
    prepared = app.documents.recovery_sheet(values)
    return app.documents.record_print(prepared, "printed").pdf
