"""A ReportLab canvas that sets our own text, tags what it draws and writes the same bytes twice."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from kbh_desktop.documents.pdf.archive import declare_archival
from kbh_desktop.documents.pdf.embedding import EmbeddedFont
from kbh_desktop.documents.pdf.objects import packed_stream
from kbh_desktop.documents.pdf.structure import Structure
from kbh_desktop.documents.text.bidi import visual_order
from kbh_desktop.documents.text.clean import clean
from kbh_desktop.documents.text.faces import Face
from kbh_desktop.documents.text.layout import Line, Run, Style

_ROUND = 1 - 0.5523  # where the handles of a Bezier quarter circle lie, from the corner


class PdfCanvas(Canvas):  # type: ignore[misc] # ReportLab has no types
    """One PDF file being drawn; measures in points from the lower left corner of the page."""

    def __init__(
        self,
        target: BinaryIO,
        page_size: tuple[float, float],
        *,
        title: str,
        language: str,
        made_at: datetime,
    ) -> None:
        super().__init__(
            target,
            pagesize=page_size,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            lang=language,
        )
        self._title = clean(title)
        self._made_at = made_at.astimezone(UTC).replace(microsecond=0)
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._structure = Structure()
        self._tag_open = False

    def _make_preamble(self) -> None:
        self._preamble = ""  # ReportLab's own names a Helvetica that is never embedded

    @contextmanager
    def tagged(
        self, role: str, language: str = "", *, alt: str = "", actual_text: str = ""
    ) -> Iterator[None]:
        """Tag what is drawn inside as one element, such as `P`, `H1` or `Figure`.

        Inside another element nothing more is tagged.
        """
        if self._tag_open:
            yield
            return
        mark = self._structure.add(role, language, alt, actual_text)
        self._code.append(f"/{role}<</MCID {mark}>>BDC")
        self._tag_open = True
        yield
        self._tag_open = False
        self._code.append("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """Mark what is drawn inside as decoration, or as a head or foot repeated on every page."""
        if self._tag_open:
            yield
            return
        self._code.append("/Artifact BMC")
        self._tag_open = True
        yield
        self._tag_open = False
        self._code.append("EMC")

    def rectangle(
        self, box: tuple[float, float, float, float], color: str, *, radius: float = 0
    ) -> None:
        """Fill the box (left, bottom, width, height)."""
        with self.artifact():
            path = (
                _rounded(box, radius) if radius else "{:.2f} {:.2f} {:.2f} {:.2f} re".format(*box)
            )
            self._code.append(f"q {_rgb(color)} rg {path} f Q")

    def rule(self, left: float, right: float, y: float, *, color: str, thickness: float) -> None:
        """Draw a horizontal line."""
        with self.artifact():
            self._code.append(
                f"q {_rgb(color)} RG {thickness:g} w {left:.2f} {y:.2f} m {right:.2f} {y:.2f} l S Q"
            )

    def draw_lines(
        self, lines: Sequence[Line], left: float, top: float, width: float, style: Style
    ) -> None:
        """Draw lines downwards from `top` in a column that is `width` wide."""
        code = ["BT"]
        baseline = top - style.baseline
        for number, line in enumerate(lines):
            if line.runs:
                start = left + _indent(line, style, width)
                code.append(f"1 0 0 1 {start:.2f} {baseline - number * style.leading:.2f} Tm")
                self._show(line, code)
        code.append("ET")
        self._code.append(" ".join(code))

    def _show(self, line: Line, code: list[str]) -> None:
        runs: Sequence[Run] = line.runs
        if line.base or any(run.level for run in runs):
            runs = [runs[index] for index in visual_order([run.level for run in runs])]
        state: tuple[object, ...] = ()
        for run in runs:
            font = self._font(run.face)
            wanted = (font, run.style.size, run.style.color)
            if wanted != state:
                code.append("]TJ" if state else "")
                code.append(f"/{font.name} {run.style.size:g} Tf {_rgb(run.style.color)} rg [")
                state = wanted
            code.append(font.codes(run))
        code.append("]TJ")

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, f"F{len(self._fonts) + 1}")
            self._doc.delayedFonts.append(font)
        return font

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page."""
        content = "\n".join(self._code).encode("latin-1")
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.Contents = packed_stream(content)
        self._structure.end_page(page)

    def finish(self) -> None:
        """Write the whole file to the target."""
        self._doc._timeStamp = _Stamp(self._made_at)  # noqa: SLF001 - ReportLab has no other way
        self.setTitle(self._title)
        self.setAuthor("")
        self.setSubject("")
        self.setCreator("KBH Desktop")
        self.setViewerPreference("DisplayDocTitle", "true")
        self._structure.write(self._doc)
        declare_archival(self._doc, self._title, self._made_at)
        self.save()


class _Stamp:
    """The moment the document says it was made, as ReportLab wants it."""

    tzname = "UTC"
    dhh = dmm = 0

    def __init__(self, moment: datetime) -> None:
        self.datetime = moment
        self.t = moment.timestamp()
        self.lt = moment.timetuple()
        self.YMDhms = tuple(self.lt)[:6]


def _indent(line: Line, style: Style, width: float) -> float:
    align = style.align
    if align in {"start", "end"}:
        align = "right" if bool(line.base) == (align == "start") else "left"
    return {"left": 0.0, "right": width - line.width, "center": (width - line.width) / 2}[align]


def _rounded(box: tuple[float, float, float, float], radius: float) -> str:
    """Return the path of a box with rounded corners, counter-clockwise from its lower edge."""
    left, bottom, width, height = box
    radius = min(radius, height / 2, width / 2)
    right, top, soft = left + width, bottom + height, radius * _ROUND
    points = (
        (left + radius, bottom, "m"),
        (right - radius, bottom, "l"),
        (right - soft, bottom, right, bottom + soft, right, bottom + radius, "c"),
        (right, top - radius, "l"),
        (right, top - soft, right - soft, top, right - radius, top, "c"),
        (left + radius, top, "l"),
        (left + soft, top, left, top - soft, left, top - radius, "c"),
        (left, bottom + radius, "l"),
        (left, bottom + soft, left + soft, bottom, left + radius, bottom, "c"),
    )
    return " ".join(
        " ".join(part if isinstance(part, str) else f"{part:.2f}" for part in step)
        for step in points
    )


@lru_cache(maxsize=64)
def _rgb(color: str) -> str:
    """Return `#RRGGBB` as three PDF numbers."""
    return " ".join(f"{int(color[n : n + 2], 16) / 255:.3g}" for n in (1, 3, 5))
