"""What stands around a story on every page: head, foot, mark and number."""

from dataclasses import dataclass, field
from datetime import datetime

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Story
from kbh_desktop.documents.boxes import Box
from kbh_desktop.documents.pdf.canvas import PdfCanvas
from kbh_desktop.documents.text.layout import Line, Style, fitted, text_width
from kbh_desktop.i18n import _

_LOGO = (90.0, 20.0)  # the room for a logo: width and height
_MARK = 112.0  # points, that the words of a mark take at most: the longest of ours take 110
_MARK_PAD = 7.0  # points, at either side of the words in a mark
_NUMBER = 130.0  # points, that a print number takes at most


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
    paper: design.Paper = design.PORTRAIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What the values of every document say of its printing."""

    municipality: str
    """The name at the head of the page: a municipality or another office."""
    printed_at: datetime
    print_number: str = ""
    draft: bool = False
    language: str = "da"


class Page:
    """One page: head, content, foot."""

    def __init__(
        self, document: Document, canvas: PdfCanvas, paper: design.Paper, missing: set[str]
    ) -> None:
        self.document = document
        self.canvas = canvas
        self.paper = paper
        self.left = paper.margin
        self.right = paper.margin + paper.full
        self.missing = missing

    def draw(self, content: Box, number: int, of: int) -> None:
        """Draw the page as number so many of all."""
        self.canvas.begin_page((self.paper.width, self.paper.height), self.paper.scale)
        with self.canvas.artifact():
            if number == 1:
                self._first_head()
            else:
                self._later_head()
        content.draw(self.canvas, self.left, self.paper.top - design.HEAD)
        with self.canvas.artifact():
            self._foot(number, of)
        self.canvas.showPage()

    def _text(self, text: str, style: Style, left: float, top: float, width: float) -> float:
        """Draw one line and return its width."""
        line: Line = fitted(text, style, width, self.missing)
        self.canvas.draw_lines([line], left, top, width, style)
        return line.width

    def _first_head(self) -> None:
        document, left = self.document, self.left
        left += self._emblem(left)
        top, half = self.paper.top, self.paper.full / 2
        left += self._text(document.organisation, design.ORGANISATION, left, top - 0.5, half)
        right = self.right
        if document.confidentiality:
            right -= self._mark(document.confidentiality, design.MARK, design.PETROL_TINT, right)
        if document.draft:
            self._mark(_("Draft"), design.MARK_DRAFT, design.INK, right)
        else:
            room = max(0.0, min(_NUMBER, right - left - design.UNIT))
            self._text(document.print_number, design.RUNNING_END, right - room, top - 0.5, room)

    def _emblem(self, left: float) -> float:
        """Draw the logo of the office, or our own mark; return the width with its gap."""
        top = self.paper.top
        width = self.canvas.logo(left, top + 4, _LOGO)
        if not width:
            self.canvas.rectangle((left, top - 12, 5.2, 12), design.PETROL, radius=1.3)
            self.canvas.rectangle((left + 6.8, top - 12, 5.2, 7.4), design.AMBER, radius=1.3)
            width = 12
        return width + 6

    def _mark(self, text: str, style: Style, color: str, right: float) -> float:
        """Draw a filled mark that ends at `right`; return the width it takes with its gap.

        Words that are too wide for a mark are cut with an ellipsis.
        """
        words = min(text_width(text, style), _MARK)
        width = words + 2 * _MARK_PAD
        self.canvas.rectangle((right - width, self.paper.top - 12.7, width, 13.5), color, radius=2)
        self._text(text, style, right - width + _MARK_PAD, self.paper.top - 1.5, words)
        return width + 9

    def _later_head(self) -> None:
        document, left = self.document, self.left
        self._text(
            document.subject, design.RUNNING, left, self.paper.top - 0.5, self.paper.full * 0.55
        )
        title = document.title if not document.draft else f"{_('Draft')} · {document.title}"
        width = self.paper.full * 0.4
        self._text(title, design.RUNNING_END, self.right - width, self.paper.top - 0.5, width)
        self.canvas.rule(left, self.right, self.paper.top - 16, color=design.RULE, thickness=0.5)

    def _foot(self, number: int, of: int) -> None:
        document, left = self.document, self.left
        top = self.paper.margin_bottom - (12 if self.paper.is_landscape else 17)
        self.canvas.rule(left, self.right, top + 3, color=design.RULE, thickness=0.5)
        used = 0.0
        if document.confidentiality:
            used = 6 + self._text(
                document.confidentiality, design.FOOT_STRONG, left, top, self.paper.full * 0.3
            )
        page = _("Page {number} of {total}").format(number=number, total=of)
        room = self.paper.full * 0.8 - used
        if self.paper.is_landscape:  # one line is all the room there is
            self._text(document.footnote, design.FOOT, left + used, top, room * 0.55)
            printed = f"{self._printed()}  ·  {page}"
            room = self.paper.full * 0.45
            self._text(printed, design.FOOT_END, self.right - room, top, room)
            return
        self._text(document.footnote, design.FOOT, left + used, top, room)
        self._text(self._printed(), design.FOOT, left, top - 9, self.paper.full * 0.8)
        self._text(page, design.FOOT_END, self.right - 100, top, 100)

    def _printed(self) -> str:
        document = self.document
        at = f"{document.printed_at:%d-%m-%Y}"
        clock = f"{document.printed_at:%H.%M}"
        if document.draft:
            return _("Draft of {date} at {time} – not a print").format(date=at, time=clock)
        return _("{number} · Printed {date} at {time}").format(
            number=document.print_number, date=at, time=clock
        )
