"""Pages of a PDF held in memory, drawn in the background and shown under one another."""

import threading
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.background import run_in_background
from ui.errors import show_error
from ui.theme import theme

POINTS_PER_INCH = 72
_DOTS_PER_INCH = 96
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_SMALLEST = 0.3
_MARGIN = 16
_FIT_PAUSE_MS = 80
_PDFIUM = threading.Lock()
"""PDFium may be used by one thread at a time."""


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page, in points."""
    import pypdfium2  # noqa: PLC0415 - heavy

    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        return [document.get_page_size(number) for number in range(len(document))]


def draw_page(pdf: bytes, number: int, dots_per_inch: float) -> QImage:
    """Return page `number` (from 0) of `pdf` as a picture."""
    import pypdfium2  # noqa: PLC0415 - heavy

    with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[number].render(scale=dots_per_inch / POINTS_PER_INCH, rev_byteorder=True)
        image = QImage(
            bytes(bitmap.buffer),
            bitmap.width,
            bitmap.height,
            bitmap.stride,
            QImage.Format.Format_RGB888
            if bitmap.n_channels == 3  # noqa: PLR2004 - red, green, blue
            else QImage.Format.Format_RGBX8888,
        )
        return image.copy()


class PdfView(QScrollArea):
    """Shows all pages; Ctrl+plus and Ctrl+minus change the size, the arrow keys scroll."""

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Pages of the document"))
        self._pdf = b""
        self._zoom: int | None = None
        self._pages: list[_PageView] = []
        self._fit_pause = QTimer(self)
        self._fit_pause.setSingleShot(True)
        self._fit_pause.setInterval(_FIT_PAUSE_MS)
        self._fit_pause.timeout.connect(self._draw_all)

    def show_pdf(self, pdf: bytes) -> None:
        """Show the pages of `pdf`; sizes at once, contents as they are drawn."""
        self._pdf = pdf
        run_in_background(
            self, lambda: page_sizes(pdf), self._lay_out, lambda error: show_error(self, error)
        )

    @property
    def page_count(self) -> int:
        """How many pages are laid out."""
        return len(self._pages)

    @property
    def is_drawn(self) -> bool:
        """Whether every page has its contents."""
        return bool(self._pages) and all(page.is_drawn for page in self._pages)

    def zoom(self, step: int) -> None:
        """Show the pages larger, or with a negative step smaller."""
        now = self._scale()
        nearest = min(range(len(_ZOOMS)), key=lambda place: abs(_ZOOMS[place] - now))
        self._zoom = max(0, min(len(_ZOOMS) - 1, nearest + step))
        self._draw_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the whole width of the pages in sight until another size is chosen."""
        super().resizeEvent(event)
        if self._zoom is None and self._pages:
            self._fit_pause.start()

    def _lay_out(self, sizes: list[tuple[float, float]]) -> None:
        inner = QWidget()
        inner.setProperty("class", "Plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_MARGIN)
        self._pages = [_PageView(size) for size in sizes]
        for number, page in enumerate(self._pages, 1):
            page.setAccessibleName(
                _("Page {number} of {total}").format(number=number, total=len(sizes))
            )
            column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setWidget(inner)
        self._draw_all()

    def _draw_all(self) -> None:
        pdf, scale = self._pdf, self._scale()
        dots = _DOTS_PER_INCH * scale * self.devicePixelRatioF()
        for number, page in enumerate(self._pages):
            page.set_scale(scale)
            run_in_background(
                page,
                partial(draw_page, pdf, number, dots),
                self._shower(page),
                lambda error: show_error(self, error),
            )

    def _scale(self) -> float:
        """Return the size chosen, else that at which the widest page fits, at most real size."""
        if self._zoom is not None:
            return _ZOOMS[self._zoom]
        widest = max((page.points[0] for page in self._pages), default=595.0)
        room = self.viewport().width() - 2 * _MARGIN
        return max(_SMALLEST, min(1.0, room * POINTS_PER_INCH / _DOTS_PER_INCH / widest))

    def _shower(self, page: "_PageView") -> Callable[[QImage], None]:
        def show(image: QImage) -> None:
            page.show_image(image)
            if self.is_drawn:
                self.shown.emit()

        return show


class _PageView(QWidget):
    """One sheet of paper."""

    def __init__(self, points: tuple[float, float]) -> None:
        super().__init__()
        self.points = points
        self._image = QImage()

    @property
    def is_drawn(self) -> bool:
        """Whether the page has its contents."""
        return not self._image.isNull()

    def set_scale(self, scale: float) -> None:
        """Take the room of the page at `scale` (1 is real size at 96 dots per inch)."""
        width, height = (
            round(side * scale * _DOTS_PER_INCH / POINTS_PER_INCH) for side in self.points
        )
        self.setFixedSize(QSize(width, height))

    def show_image(self, image: QImage) -> None:
        """Show the page's contents."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw white paper with a thin edge, and the contents when they are there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        painter.fillRect(box, Qt.GlobalColor.white)
        if self.is_drawn:
            painter.drawImage(box, self._image)
        painter.setPen(theme.color("line"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
