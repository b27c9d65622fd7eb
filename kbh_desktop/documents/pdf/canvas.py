"""A ReportLab canvas that sets our own text, tags what it draws and writes the same bytes twice."""

from collections.abc import Hashable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from functools import lru_cache
from typing import BinaryIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kbh_desktop.documents.pdf.archive import declare_archival
from kbh_desktop.documents.pdf.embedding import EmbeddedFont
from kbh_desktop.documents.pdf.file import PdfDocument
from kbh_desktop.documents.pdf.ink import PLAIN, Ink, Look
from kbh_desktop.documents.pdf.objects import packed_stream
from kbh_desktop.documents.pdf.picture import read_logo
from kbh_desktop.documents.pdf.structure import Structure
from kbh_desktop.documents.text.bidi import visual_order
from kbh_desktop.documents.text.clean import clean
from kbh_desktop.documents.text.faces import Face
from kbh_desktop.documents.text.layout import Line, Run, Style

_CACHED_PARAGRAPHS = 4_000
_NOTHING = nullcontext()
_ROUND = 1 - 0.5523  # where the handles of a Bezier quarter circle lie, from the corner


class PdfCanvas(Canvas):  # type: ignore[misc] # ReportLab has no types
    """One PDF file being drawn; measures in points from the lower left corner of the page.

    `packed` files are smaller and for printing many documents at once; the others are archives.
    """

    def __init__(
        self,
        target: BinaryIO,
        *,
        title: str,
        language: str,
        made_at: datetime,
        look: Look = PLAIN,
        packed: bool = False,
    ) -> None:
        super().__init__(target, pageCompression=1, invariant=1)
        self._doc = PdfDocument(language=language, packed=packed)
        self._title = clean(title)
        self._made_at = made_at.astimezone(UTC).replace(microsecond=0)
        self._fonts: dict[Face, EmbeddedFont] = {}
        self._structure = Structure()
        self._ink = Ink(look)
        self._tag_open = False
        self._open_mark = _Marked(self)
        self._drawn: dict[tuple[int, float, int], tuple[object, str]] = {}

    def _make_preamble(self) -> None:
        self._preamble = ""  # ReportLab's own names a Helvetica that is never embedded

    def begin_page(self, size: tuple[float, float], scale: float = 1) -> None:
        """Begin a page of `size` in points, on which everything is drawn `scale` times as large."""
        self.setPageSize(size)
        if scale != 1:
            self._code.append(f"{scale:g} 0 0 {scale:g} 0 0 cm")

    def tagged(
        self, role: str, language: str = "", *, alt: str = "", actual_text: str = ""
    ) -> AbstractContextManager[None]:
        """Tag what is drawn inside as one element, such as `P`, `H1` or `Figure`.

        Inside another element nothing more is tagged.
        """
        if self._tag_open:
            return _NOTHING
        mark = self._structure.add(role, language, alt, actual_text)
        return self._marked(f"/{role}<</MCID {mark}>>BDC")

    def artifact(self) -> AbstractContextManager[None]:
        """Mark what is drawn inside as decoration, or as a head or foot repeated on every page."""
        return _NOTHING if self._tag_open else self._marked("/Artifact BMC")

    def inside(
        self, role: str, key: Hashable, attributes: str = ""
    ) -> AbstractContextManager[None]:
        """Group what is tagged inside, such as the rows of a `Table`.

        The same `key` on a later page goes on with the same group.
        """
        if self._tag_open or not role:
            return _NOTHING
        return self._structure.inside(role, key, attributes)

    def _marked(self, begin: str) -> "_Marked":
        self._code.append(begin)
        self._tag_open = True
        return self._open_mark

    def end_mark(self) -> None:
        """End what `tagged` or `artifact` began."""
        self._tag_open = False
        self._code.append("EMC")

    def rectangle(
        self, box: tuple[float, float, float, float], color: str, *, radius: float = 0
    ) -> None:
        """Fill the box (left, bottom, width, height)."""
        left, bottom, width, height = box
        path = _rounded(round(width, 2), round(height, 2), radius)
        line = self._ink.outline(color)
        paint = f"{self._ink.stroke(line)} 0.5 w" if line else self._ink.fill(color)
        end = "S" if line else "f"
        self._decoration(f"q {paint} 1 0 0 1 {left:.2f} {bottom:.2f} cm {path} {end} Q")

    def rule(self, left: float, right: float, y: float, *, color: str, thickness: float) -> None:
        """Draw a horizontal line."""
        self.path([(left, y), (right, y)], color=color, thickness=thickness)

    def path(
        self,
        points: Sequence[tuple[float, float]],
        *,
        color: str,
        thickness: float,
        dashes: str = "",
    ) -> None:
        """Draw straight lines through `points`; `dashes` is a PDF dash array such as `2 2`."""
        code = [f"q {self._ink.stroke(color)} {thickness:g} w"]
        if dashes:
            code.append(f"[{dashes}] 0 d")
        code += [f"{x:.2f} {y:.2f} {'l' if n else 'm'}" for n, (x, y) in enumerate(points)]
        self._decoration(" ".join([*code, "S Q"]))

    def logo(self, left: float, top: float, room: tuple[float, float]) -> float:
        """Draw the office's logo inside `room` (width, height); return its width, 0 without one."""
        picture = read_logo(self._ink.look.logo, grey=self._ink.look.grey)
        if picture is None:
            return 0
        scale = min(room[0] / picture.width, room[1] / picture.height)
        width, height = picture.width * scale, picture.height * scale
        with self.artifact():
            self.drawImage(ImageReader(picture), left, top - height, width, height)
        return width

    def _decoration(self, code: str) -> None:
        self._code.append(code if self._tag_open else f"/Artifact BMC {code} EMC")

    def draw_lines(
        self, lines: Sequence[Line], left: float, top: float, width: float, style: Style
    ) -> None:
        """Draw lines downwards from `top` in a column that is `width` wide."""
        key = (id(lines), width, id(style))
        kept = self._drawn.get(key)
        if kept is None:
            if len(self._drawn) >= _CACHED_PARAGRAPHS:
                self._drawn.clear()
            # The lines are kept too, so that no other tuple gets their id.
            kept = self._drawn[key] = (lines, self._paragraph(lines, width, style))
        self._code.append(f"BT {left:.2f} {top - style.baseline:.2f} Td {kept[1]} ET")

    def _paragraph(self, lines: Sequence[Line], width: float, style: Style) -> str:
        """Return the text operators of lines below one another, from the first baseline."""
        code: list[str] = []
        state: tuple[object, ...] = (None,)
        x, y = 0.0, 0
        for number, line in enumerate(lines):
            if not line.runs:
                continue
            start = _indent(line, style, width)
            if number or start:
                code.append(f"{start - x:.2f} {(y - number) * style.leading:.2f} Td")
            x, y = start, number
            state = self._show(line, code, state)
        return " ".join(code)

    def _show(self, line: Line, code: list[str], state: tuple[object, ...]) -> tuple[object, ...]:
        """Add the operators that show a line; `state` is the face, size and colour before it."""
        runs: Sequence[Run] = line.runs
        if line.base or line.is_mixed:
            runs = [runs[index] for index in visual_order([run.level for run in runs])]
        together: list[str] = []
        current: Style | None = None
        for run in runs:
            style = run.style
            if style is not current or run.face is not state[0]:
                current, wanted = style, (run.face, style.size, style.color)
                if wanted != state:
                    if together:
                        code.append(_shown(together))
                        together = []
                    font = self._font(run.face)
                    code.append(f"/{font.name} {style.size:g} Tf {self._ink.fill(style.color)}")
                    state = wanted
            together.append(self._fonts[run.face].codes(run))
        code.append(_shown(together))
        return state

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            font = EmbeddedFont(face, f"F{len(self._fonts) + 1}", archival=not self._doc.packed)
            self._fonts[face] = font
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
        self.setViewerPreference("DisplayDocTitle", "true")
        self._structure.write(self._doc)
        declare_archival(self._doc, self._title, self._made_at)
        self.save()


class _Marked(AbstractContextManager[None]):
    """Ends the mark that is open; one object serves all, as marks are never nested."""

    def __init__(self, canvas: PdfCanvas) -> None:
        self.canvas = canvas

    def __exit__(self, *_error: object) -> None:
        self.canvas.end_mark()


def _shown(codes: list[str]) -> str:
    return f"[{''.join(codes).replace('><', '')}]TJ"


def _indent(line: Line, style: Style, width: float) -> float:
    align = style.align
    if align in {"start", "end"}:
        align = "right" if bool(line.base) == (align == "start") else "left"
    return {"left": 0.0, "right": width - line.width, "center": (width - line.width) / 2}[align]


@lru_cache(maxsize=2_000)
def _rounded(width: float, height: float, radius: float) -> str:
    """Return the path of a box at the origin with rounded corners, counter-clockwise."""
    if not radius:
        return f"0 0 {width:g} {height:g} re"
    radius = min(radius, height / 2, width / 2)
    soft = radius * _ROUND
    points = (
        (radius, 0, "m"),
        (width - radius, 0, "l"),
        (width - soft, 0, width, soft, width, radius, "c"),
        (width, height - radius, "l"),
        (width, height - soft, width - soft, height, width - radius, height, "c"),
        (radius, height, "l"),
        (soft, height, 0, height - soft, 0, height - radius, "c"),
        (0, radius, "l"),
        (0, soft, soft, 0, radius, 0, "c"),
    )
    return " ".join(
        " ".join(part if isinstance(part, str) else f"{part:.2f}" for part in step)
        for step in points
    )
