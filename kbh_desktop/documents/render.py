"""Makes PDF files of documents: all pages are laid out first, then drawn with their numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import lay_all
from kbh_desktop.documents.boxes import pages
from kbh_desktop.documents.pages import Document, Page
from kbh_desktop.documents.pdf.canvas import PdfCanvas
from kbh_desktop.documents.pdf.ink import PLAIN, Look
from kbh_desktop.errors import CancelledError
from kbh_desktop.i18n import _, speaking


@dataclass(frozen=True, slots=True)
class RenderReport:
    """What came of it: pages written, and the characters that no font could draw."""

    pages: int
    missing_glyphs: frozenset[str] = field(repr=False)


__all__ = ["Document", "RenderReport", "render", "render_batch"]


def render(
    document: Document,
    target: BinaryIO,
    *,
    look: Look = PLAIN,
    cancelled: Callable[[], bool] | None = None,
) -> RenderReport:
    """Write `document` to `target` as PDF/A-1b; the same document gives the same bytes.

    Raises: CancelledError as soon as `cancelled` says so; then nothing was written.
    """
    return _render([document], target, look, packed=False, progress=None, cancelled=cancelled)


def render_batch(
    documents: Sequence[Document],
    target: BinaryIO,
    *,
    look: Look = PLAIN,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RenderReport:
    """Write all documents into one packed file for printing (PDF/A-2b).

    `progress` hears how many of how many are drawn.

    Raises: CancelledError as soon as `cancelled` says so; then nothing was written.
    """
    return _render(documents, target, look, packed=True, progress=progress, cancelled=cancelled)


def _render(
    documents: Sequence[Document],
    target: BinaryIO,
    look: Look,
    *,
    packed: bool,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> RenderReport:
    first = documents[0]
    canvas = PdfCanvas(
        target,
        title=first.title,
        language=first.language,
        made_at=first.printed_at,
        look=look,
        packed=packed,
    )
    missing: set[str] = set()
    total = 0
    for done, document in enumerate(documents, 1):
        with speaking(document.language), canvas.inside("Part" if packed else "", done):
            total += _draw(document, canvas, look, missing, cancelled or (lambda: False))
        if progress:
            progress(done, len(documents))
    canvas.finish()
    return RenderReport(total, frozenset(missing))


def _draw(
    document: Document,
    canvas: PdfCanvas,
    look: Look,
    missing: set[str],
    cancelled: Callable[[], bool],
) -> int:
    paper = design.large(document.paper) if look.large else document.paper
    laid = pages(lay_all(document.story, paper.full, missing), paper.content)
    for number, content in enumerate(laid, 1):
        if cancelled():
            raise CancelledError(_("Stopped. Nothing was printed."))
        Page(document, canvas, paper, missing).draw(content, number, len(laid))
    return len(laid)
