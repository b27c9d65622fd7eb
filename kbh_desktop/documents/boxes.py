"""Blocks that have been laid out: they know their height, divide over pages and draw themselves."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from kbh_desktop.documents.pdf.canvas import PdfCanvas
from kbh_desktop.documents.text.layout import Line, Style

_SLACK = 0.01  # points, for sums of rounded heights
_DIVIDER = "#CFD8DC"
_FEWEST_LINES = 2  # left behind or taken along when a paragraph is divided


class Box(Protocol):
    """Something of a known height, drawn downwards from its top left corner."""

    @property
    def height(self) -> float:
        """The height in points."""

    def split(self, room: float, *, force: bool) -> "tuple[Box, Box] | None":
        """Divide into what fits `room` and the rest, or None; `force` gives up the niceties."""

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw everything."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """Lines of one paragraph; without a role they are decoration to a screen reader."""

    lines: tuple[Line, ...]
    style: Style
    width: float
    role: str = "P"
    language: str = ""

    @property
    def height(self) -> float:
        """The height in points."""
        return len(self.lines) * self.style.leading

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Divide between lines, leaving no single line alone."""
        fewest = 1 if force else _FEWEST_LINES
        fits = min(int((room + _SLACK) // self.style.leading), len(self.lines) - fewest)
        if fits < fewest:
            return None
        return replace(self, lines=self.lines[:fits]), replace(self, lines=self.lines[fits:])

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the lines as one tagged element."""
        if not self.lines:
            return
        with self._tag(canvas):
            canvas.draw_lines(self.lines, left, top, self.width, self.style)

    def _tag(self, canvas: PdfCanvas) -> AbstractContextManager[None]:
        if not self.role:
            return canvas.artifact()
        return canvas.tagged(self.role, self.language, actual_text=self._actual_text())

    def _actual_text(self) -> str:
        """Return the text in reading order where the glyphs on the page are in another."""
        if not any(line.is_mixed for line in self.lines):
            return ""
        return " ".join("".join(run.text for run in line.runs) for line in self.lines)


@dataclass(frozen=True, slots=True)
class GapBox:
    """Empty room."""

    height: float

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Stay whole."""
        return None

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class StackBox:
    """Boxes below one another, each with the gap above it; the first gap counts for nothing."""

    children: tuple[tuple[float, Box], ...]
    height: float

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Divide between the boxes, or inside the one that does not fit."""
        used = 0.0
        for index, (gap, box) in enumerate(self.children):
            above = gap if index else 0.0
            if used + above + box.height <= room + _SLACK:
                used += above + box.height
                continue
            parts = box.split(room - used - above, force=force and index == 0)
            before, after = self.children[:index], self.children[index + 1 :]
            if parts:
                first, rest = parts
                return stack((*before, (gap, first))), stack(((0.0, rest), *after))
            return (stack(before), stack(self.children[index:])) if before else None
        return None

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the boxes."""
        for index, (gap, box) in enumerate(self.children):
            top -= gap if index else 0.0
            box.draw(canvas, left, top)
            top -= box.height


def stack(children: Iterable[tuple[float, Box]]) -> StackBox:
    """Put boxes below one another."""
    kept = tuple(children)
    return StackBox(kept, sum(box.height for _, box in kept) + sum(gap for gap, _ in kept[1:]))


NOTHING = stack(())


@dataclass(frozen=True, slots=True)
class Rule:
    """The line above a row, from `start` to its right edge."""

    color: str
    thickness: float
    start: float = 0


@dataclass(frozen=True, slots=True)
class RowBox:
    """Cells side by side, each at its distance from the left edge; divides in all cells at once."""

    cells: tuple[tuple[float, StackBox], ...]
    width: float
    pad_top: float
    pad_bottom: float
    rule: Rule | None = None
    role: str = ""
    """What the row is to a screen reader, such as `TR` or `LI`; its cells are `cell_roles`."""
    cell_roles: tuple[str, ...] = ()
    key: object = None
    dividers: tuple[float, ...] = ()
    """Where hairlines stand between cells, from the left edge."""

    @property
    def height(self) -> float:
        """The height in points."""
        tallest = max((cell.height for _, cell in self.cells), default=0.0)
        return self.pad_top + tallest + self.pad_bottom

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Divide where every cell leaves something above."""
        inside = room - self.pad_top - self.pad_bottom
        above: list[tuple[float, StackBox]] = []
        below: list[tuple[float, StackBox]] = []
        for left, cell in self.cells:
            parts = _split_cell(cell, inside, force=force)
            if parts is None:
                return None
            above.append((left, parts[0]))
            below.append((left, parts[1]))
        if not any(cell.height for _, cell in above):
            return None
        rest = replace(self, cells=tuple(below), pad_top=0.0, rule=None)
        return replace(self, cells=tuple(above)), rest

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the line above and the cells."""
        if self.rule:
            canvas.rule(
                left + self.rule.start,
                left + self.width,
                top,
                color=self.rule.color,
                thickness=self.rule.thickness,
            )
        for at in self.dividers:
            ends = [
                (left + at, top - self.pad_top),
                (left + at, top - self.height + self.pad_bottom),
            ]
            canvas.path(ends, color=_DIVIDER, thickness=0.5)
        with canvas.inside(self.role, self.key):
            roles = self.cell_roles or ("",) * len(self.cells)
            for place, ((offset, cell), role) in enumerate(zip(self.cells, roles, strict=True)):
                scope = "/A<</O/Table/Scope/Column>>" if role == "TH" else ""
                with canvas.inside(role, (self.key, place), scope):
                    cell.draw(canvas, left + offset, top - self.pad_top)


def _split_cell(cell: StackBox, room: float, *, force: bool) -> tuple[StackBox, StackBox] | None:
    if cell.height <= room + _SLACK:
        return cell, NOTHING
    parts = cell.split(room, force=force)
    if parts:
        return stack([(0.0, parts[0])]), stack([(0.0, parts[1])])
    return (NOTHING, cell) if force else None


@dataclass(frozen=True, slots=True)
class PanelBox:
    """A tinted box; `bar` marks a quotation at `bar_left` from the left edge."""

    content: StackBox
    width: float
    color: str
    pad: tuple[float, float]
    radius: float
    bar: str = ""
    bar_left: float = 0
    least: float = 0

    @property
    def height(self) -> float:
        """The height in points."""
        return max(self.least, self.content.height + 2 * self.pad[0])

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Divide into two panels."""
        parts = self.content.split(room - 2 * self.pad[0], force=force)
        if parts is None:
            return None
        first, rest = (replace(self, content=stack([(0.0, part)]), least=0) for part in parts)
        return first, rest

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the tint, the bar and the content."""
        bottom = top - self.height
        canvas.rectangle((left, bottom, self.width, self.height), self.color, radius=self.radius)
        if self.bar:
            canvas.rectangle((left + self.bar_left, bottom, 2, self.height), self.bar)
        self.content.draw(canvas, left + self.pad[1], top - self.pad[0])


@dataclass(frozen=True, slots=True)
class KeepBox:
    """Content that goes to a new page rather than being divided, up to a height of `limit`."""

    content: StackBox
    limit: float

    @property
    def height(self) -> float:
        """The height in points."""
        return self.content.height

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Divide only what is too tall to keep."""
        if force or self.content.height > self.limit:
            return self.content.split(room, force=force)
        return None

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the content."""
        self.content.draw(canvas, left, top)


@dataclass(frozen=True, slots=True)
class GroupBox:
    """Content that is one group to a screen reader, such as a list, over all its pages."""

    content: StackBox
    role: str
    key: object

    @property
    def height(self) -> float:
        """The height in points."""
        return self.content.height

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Divide the content."""
        parts = self.content.split(room, force=force)
        if parts is None:
            return None
        first, rest = (replace(self, content=stack([(0.0, part)])) for part in parts)
        return first, rest

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the content."""
        with canvas.inside(self.role, self.key):
            self.content.draw(canvas, left, top)


@dataclass(frozen=True, slots=True)
class StepsBox:
    """Steps reached of all steps, as filled blocks that need no colour to be read."""

    reached: int
    steps: int
    label: str
    colors: tuple[str, str]
    height: float

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Stay whole."""
        return None

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the blocks as one figure with its meaning in words."""
        with canvas.tagged("Figure", alt=self.label):
            for step in range(self.steps):
                color = self.colors[step >= self.reached]
                canvas.rectangle((left + step * 24, top - 9.3, 22, 4.8), color, radius=1.2)


@dataclass(frozen=True, slots=True)
class TagRows:
    """Rows of pills; each pill is its text, left edge and width."""

    rows: tuple[tuple[tuple[Line, float, float], ...], ...]
    style: Style
    color: str

    PILL = 14.4
    GAP = 4.0
    PAD = 6.5

    @property
    def height(self) -> float:
        """The height in points."""
        return max(0.0, len(self.rows) * (self.PILL + self.GAP) - self.GAP)

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:  # noqa: ARG002
        """Divide between rows."""
        fits = int((room + self.GAP + _SLACK) // (self.PILL + self.GAP))
        if fits < 1:
            return None
        return replace(self, rows=self.rows[:fits]), replace(self, rows=self.rows[fits:])

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the pills."""
        inset = (self.PILL - self.style.leading) / 2
        for row in self.rows:
            for line, offset, width in row:
                box = (left + offset, top - self.PILL, width, self.PILL)
                canvas.rectangle(box, self.color, radius=self.PILL / 2)
                with canvas.tagged("P"):
                    start = left + offset + self.PAD
                    canvas.draw_lines([line], start, top - inset, line.width, self.style)
            top -= self.PILL + self.GAP


def pages(content: StackBox, height: float) -> list[Box]:
    """Divide `content` over pages that are `height` high."""
    found: list[Box] = []
    rest: Box = content
    while rest.height > height + _SLACK:
        parts = rest.split(height, force=False) or rest.split(height, force=True)
        if parts is None:
            break  # one line higher than a page: no such style exists
        found.append(parts[0])
        rest = parts[1]
    return [*found, rest]
