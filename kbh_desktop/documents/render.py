"""Makes PDF files of documents: all pages are laid out first, then drawn with their numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Story, lay_all
from kbh_desktop.documents.boxes import Box, pages
from kbh_desktop.documents.pdf.canvas import PdfCanvas
from kbh_desktop.documents.text.layout import Line, Style, fitted, text_width
from kbh_desktop.errors import CancelledError
from kbh_desktop.i18n import _

_HEAD = 30.0  # room for the page head
_TOP = design.PAGE_HEIGHT - design.MARGIN_TOP
_CONTENT = _TOP - _HEAD - design.MARGIN_BOTTOM
_RIGHT = design.PAGE_WIDTH - design.MARGIN


@dataclass(frozen=True, slots=True)
class Document:
    """A story and what stands around it on every page.

    `title` and `subject` are what the file and the head of later pages say; the first page has
    the organisation instead. A `draft` says so at its head in place of the print number.
    """

    title: str
    subject: str = field(repr=False)
    organisation: str
    story: Story = field(repr=False)
    confidentiality: str
    footnote: str
    print_number: str
    printed_at: datetime
    language: str = "da"
    draft: bool = False


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What came of it: pages written, and the characters that no font could draw."""

    pages: int
    missing_glyphs: frozenset[str] = field(repr=False)


def render(
    document: Document, target: BinaryIO, *, cancelled: Callable[[], bool] | None = None
) -> RenderReport:
    """Write `document` to `target`; the same document gives the same bytes.

    Raises: CancelledError as soon as `cancelled` says so; then nothing was written.
    """
    return render_batch([document], target, cancelled=cancelled)


def render_batch(
    documents: Sequence[Document],
    target: BinaryIO,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RenderReport:
    """Write all documents into one file for printing; `progress` hears how many of how many.

    Raises: CancelledError as soon as `cancelled` says so; then nothing was written.
    """
    first = documents[0]
    canvas = PdfCanvas(
        target,
        (design.PAGE_WIDTH, design.PAGE_HEIGHT),
        title=first.title,
        language=first.language,
        made_at=first.printed_at,
    )
    missing: set[str] = set()
    total = 0
    for done, document in enumerate(documents, 1):
        total += _draw(document, canvas, missing, cancelled or (lambda: False))
        if progress:
            progress(done, len(documents))
    canvas.finish()
    return RenderReport(total, frozenset(missing))


def _draw(
    document: Document, canvas: PdfCanvas, missing: set[str], cancelled: Callable[[], bool]
) -> int:
    laid = pages(lay_all(document.story, design.FULL, missing), _CONTENT)
    for number, content in enumerate(laid, 1):
        if cancelled():
            raise CancelledError(_("Stopped. Nothing was printed."))
        _Page(document, canvas, missing).draw(content, number, len(laid))
    return len(laid)


class _Page:
    """One page: head, content, foot."""

    def __init__(self, document: Document, canvas: PdfCanvas, missing: set[str]) -> None:
        self.document = document
        self.canvas = canvas
        self.missing = missing

    def draw(self, content: Box, number: int, of: int) -> None:
        with self.canvas.artifact():
            if number == 1:
                self._first_head()
            else:
                self._later_head()
        content.draw(self.canvas, design.MARGIN, _TOP - _HEAD)
        with self.canvas.artifact():
            self._foot(number, of)
        self.canvas.showPage()

    def _text(self, text: str, style: Style, left: float, top: float, width: float) -> float:
        """Draw one line and return its width."""
        line: Line = fitted(text, style, width, self.missing)
        self.canvas.draw_lines([line], left, top, width, style)
        return line.width

    def _first_head(self) -> None:
        document, left = self.document, design.MARGIN
        self.canvas.rectangle((left, _TOP - 12, 5.2, 12), design.PETROL, radius=1.3)
        self.canvas.rectangle((left + 6.8, _TOP - 12, 5.2, 7.4), design.AMBER, radius=1.3)
        half = design.FULL / 2
        self._text(document.organisation, design.ORGANISATION, left + 18, _TOP - 0.5, half)
        right = _RIGHT
        if document.confidentiality:
            right -= self._mark(document.confidentiality, design.MARK, design.PETROL_TINT, right)
        if document.draft:
            self._mark(_("Draft"), design.MARK_DRAFT, design.INK, right)
        else:
            style = design.RUNNING_END
            self._text(document.print_number, style, right - 130, _TOP - 0.5, 130)

    def _mark(self, text: str, style: Style, color: str, right: float) -> float:
        """Draw a filled mark that ends at `right`; return the width it takes with its gap."""
        width = text_width(text, style) + 14
        self.canvas.rectangle((right - width, _TOP - 12.7, width, 13.5), color, radius=2)
        self._text(text, style, right - width, _TOP - 1.5, width)
        return width + 9

    def _later_head(self) -> None:
        document, left = self.document, design.MARGIN
        self._text(document.subject, design.RUNNING, left, _TOP - 0.5, design.FULL * 0.55)
        title = document.title if not document.draft else f"{_('Draft')} · {document.title}"
        width = design.FULL * 0.4
        self._text(title, design.RUNNING_END, _RIGHT - width, _TOP - 0.5, width)
        self.canvas.rule(left, _RIGHT, _TOP - 16, color=design.RULE, thickness=0.5)

    def _foot(self, number: int, of: int) -> None:
        document, left = self.document, design.MARGIN
        top = design.MARGIN_BOTTOM - 17
        self.canvas.rule(left, _RIGHT, top + 3, color=design.RULE, thickness=0.5)
        used = 0.0
        if document.confidentiality:
            used = 6 + self._text(
                document.confidentiality, design.FOOT_STRONG, left, top, design.FULL * 0.3
            )
        width = design.FULL * 0.8 - used
        self._text(document.footnote, design.FOOT, left + used, top, width)
        self._text(self._printed(), design.FOOT, left, top - 9, design.FULL * 0.8)
        page = _("Page {number} of {total}").format(number=number, total=of)
        self._text(page, design.FOOT_END, _RIGHT - 100, top, 100)

    def _printed(self) -> str:
        document = self.document
        at = f"{document.printed_at:%d-%m-%Y}"
        clock = f"{document.printed_at:%H.%M}"
        if document.draft:
            return _("Draft of {date} at {time} – not a print").format(date=at, time=clock)
        return _("{number} · Printed {date} at {time}").format(
            number=document.print_number, date=at, time=clock
        )
