"""Sending the pages of a PDF to a printer, drawn at the printer's own resolution."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from kbh_desktop.errors import DocumentError
from kbh_desktop.i18n import _
from ui.widgets.pdf_view import draw_page, page_sizes

_MOST_DOTS_PER_INCH = 600


def prepare_printer(printer: QPrinter) -> None:
    """Set A4 without margins: the document has its own."""
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    printer.setFullPage(True)
    printer.setDocName("KBH Desktop")


def print_pdf(pdf: bytes, printer: QPrinter, report: Callable[[int, int], None]) -> None:
    """Print every page of `pdf`.

    Raises:
        DocumentError: the printer refuses.
    """
    dots = min(printer.resolution(), _MOST_DOTS_PER_INCH)
    painter = QPainter()
    if not painter.begin(printer):
        raise DocumentError(_("The printer does not answer. Nothing was printed."))
    try:
        count = len(page_sizes(pdf))
        for number in range(count):
            if number and not printer.newPage():
                raise DocumentError(_("The printer stopped. Not all pages were printed."))
            image = draw_page(pdf, number, dots)
            painter.drawImage(QRectF(printer.paperRect(QPrinter.Unit.DevicePixel)), image)
            report(number + 1, count)
    finally:
        painter.end()
