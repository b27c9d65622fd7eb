"""Figures made of boxes, lines and labels: one element to a screen reader, with its words."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kbh_desktop.documents.boxes import Box
from kbh_desktop.documents.pdf.canvas import PdfCanvas
from kbh_desktop.documents.text.layout import Line, Style, fitted


@dataclass(frozen=True, slots=True)
class Area:
    """A filled box; `y` is measured downwards from the top of the figure, as everywhere here."""

    x: float
    y: float
    width: float
    height: float
    color: str
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """Straight lines through points; `dashes` is a PDF dash array such as `2 2`."""

    points: tuple[tuple[float, float], ...]
    color: str
    thickness: float
    dashes: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text, its top at `y`."""

    line: Line
    x: float
    y: float
    width: float
    style: Style


@dataclass(frozen=True, slots=True)
class FigureBox:
    """A figure that stays whole; without words it is decoration."""

    width: float
    height: float
    words: str = field(repr=False)
    parts: Sequence[Area | Stroke | Label] = field(repr=False)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Stay whole."""
        return None

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw every part."""
        with canvas.tagged("Figure", alt=self.words) if self.words else canvas.artifact():
            for part in self.parts:
                _draw(part, canvas, left, top)


def _draw(part: Area | Stroke | Label, canvas: PdfCanvas, left: float, top: float) -> None:
    match part:
        case Area(x, y, width, height, color, radius):
            canvas.rectangle((left + x, top - y - height, width, height), color, radius=radius)
        case Stroke(points, color, thickness, dashes):
            placed = [(left + x, top - y) for x, y in points]
            canvas.path(placed, color=color, thickness=thickness, dashes=dashes)
        case Label(line, x, y, width, style):
            canvas.draw_lines([line], left + x, top - y, width, style)


def label(text: str, style: Style, x: float, y: float, width: float, missing: set[str]) -> Label:
    """Return `text` on one line, cut with an ellipsis where it is too long."""
    return Label(fitted(text, style, width, missing), x, y, width, style)
