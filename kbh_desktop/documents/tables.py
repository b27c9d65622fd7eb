"""Tables and lists: tagged as such, with heads that come again on every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import PAGE_CONTENT, Block, Cell, Para, Row, lay_all
from kbh_desktop.documents.boxes import Box, GroupBox, KeepBox, Rule, StackBox, stack
from kbh_desktop.documents.pdf.canvas import PdfCanvas
from kbh_desktop.documents.text.layout import Content, Style


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, its width in points (none: a share of the rest), how it is set."""

    title: str | Block
    width: float | None = None
    style: Style = design.BODY_TEXT
    align: Literal["start", "right", "center"] = "start"
    grow: float = 1

    @property
    def own(self) -> Style:
        """The style of its cells."""
        return self.style if self.align == "start" else aligned(self.style, self.align)


_aligned: dict[tuple[int, str], Style] = {}


def aligned(style: Style, align: Literal["right", "center"]) -> Style:
    """Return `style` set to a side; the same each time, so that its words stay known."""
    key = (id(style), align)
    if key not in _aligned:
        _aligned[key] = replace(style, align=align)
    return _aligned[key]


CellContent = Content | Block


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; `total` is set off by a strong line and bold."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[CellContent]] = field(repr=False)
    gap: float = design.GUTTER
    pad: float = 3.6
    total: Sequence[CellContent] = field(default=(), repr=False)
    has_head: bool = True
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out the head and every row."""
        head = self._head().lay(width, missing) if self.has_head else stack(())
        rows = [self._row(row, first=not n) for n, row in enumerate(self.rows)]
        if self.total:
            rows.append(self._total())
        boxes = [(0.0, _kept(row.lay(width, missing))) for row in rows]
        return TableBox(head, stack(boxes), object())

    def _head(self) -> Row:
        cells = [Cell(column.width, _title(column), "TH", column.grow) for column in self.columns]
        return Row(cells, gap=self.gap, pad=(0, 2.4), rule=None, role="TR")

    def _row(self, row: Sequence[CellContent], *, first: bool) -> Row:
        rule = None if first and not self.has_head else Rule(design.RULE, 0.5)
        top = 0 if first and not self.has_head else self.pad
        return self._cells(row, (top, self.pad), rule, strong=False)

    def _total(self) -> Row:
        return self._cells(self.total, (self.pad, self.pad), Rule(design.INK, 0.8), strong=True)

    def _cells(
        self,
        row: Sequence[CellContent],
        pad: tuple[float, float],
        rule: Rule | None,
        *,
        strong: bool,
    ) -> Row:
        cells = []
        for column, content in zip(self.columns, row, strict=True):
            style = _strong(column) if strong else column.own
            block = _block(content, style)
            cells.append(Cell(column.width, [block] if block else [], "TD", column.grow))
        return Row(cells, gap=self.gap, pad=pad, rule=rule, role="TR")


def _title(column: Column) -> list[Block]:
    if not isinstance(column.title, str):
        return [column.title]
    styles = {"right": design.LABEL_END, "center": design.LABEL_CENTER}
    return [Para(column.title, styles.get(column.align, design.LABEL))] if column.title else []


def _strong(column: Column) -> Style:
    return design.STRONG if column.align == "start" else aligned(design.STRONG, column.align)


def _block(content: CellContent, style: Style) -> Block | None:
    if isinstance(content, str):
        return Para(content, style) if content else None
    return Para(content, style) if isinstance(content, Sequence) else content


def _kept(row: Box) -> Box:
    return KeepBox(stack([(0.0, row)]), PAGE_CONTENT / 2)


@dataclass(frozen=True, slots=True)
class TableBox:
    """A table that has been laid out; on a later page its head is repeated."""

    head: Box
    rows: StackBox
    key: object
    continued: bool = False

    @property
    def height(self) -> float:
        """The height in points."""
        return self.head.height + self.rows.height

    def split(self, room: float, *, force: bool) -> tuple[Box, Box] | None:
        """Divide between rows, or inside one taller than half a page."""
        parts = self.rows.split(room - self.head.height, force=force)
        if parts is None:
            return None
        first, rest = (stack([(0.0, part)]) for part in parts)
        return replace(self, rows=first), replace(self, rows=rest, continued=True)

    def draw(self, canvas: PdfCanvas, left: float, top: float) -> None:
        """Draw the head and the rows as one table."""
        with canvas.inside("Table", self.key):
            if self.continued:
                with canvas.artifact():
                    self.head.draw(canvas, left, top)
            else:
                self.head.draw(canvas, left, top)
            self.rows.draw(canvas, left, top - self.head.height)


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences, each after a dash; `numbered` counts them instead."""

    items: Sequence[Content] = field(repr=False)
    style: Style = design.BODY_TEXT
    numbered: bool = False
    pad: float = 3
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out the marks beside the sentences."""
        rows = [
            Row(
                [
                    Cell(4 * design.MM, [Para(self._mark(place), design.NUMBER)], "Lbl"),
                    Cell(None, [Para(item, self.style)], "LBody"),
                ],
                gap=2 * design.MM,
                pad=(0, self.pad),
                rule=None,
                role="LI",
            )
            for place, item in enumerate(self.items, 1)
        ]
        return GroupBox(lay_all(rows, width, missing), "L", object())

    def _mark(self, place: int) -> str:
        return str(place) if self.numbered else "–"
