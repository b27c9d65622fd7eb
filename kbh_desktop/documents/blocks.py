"""The parts that documents are composed of; each lays itself out for a width.

All text is plain: a `str`, or spans of (text, style).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from kbh_desktop.documents import design
from kbh_desktop.documents.boxes import (
    Box,
    GapBox,
    KeepBox,
    PanelBox,
    RowBox,
    Rule,
    StackBox,
    StepsBox,
    TagRows,
    TextBox,
    stack,
)
from kbh_desktop.documents.text.bidi import is_rtl
from kbh_desktop.documents.text.clean import clean
from kbh_desktop.documents.text.layout import Content, Line, Style, fitted, layout, text_width
from kbh_desktop.i18n import language

_HAIRLINE = Rule(design.RULE, 0.5)
_TWO_DIGITS = 10
_NARROWEST = 60.0  # points, of a column without a width of its own
_MOST_SHARED = 0.6  # of a row, before those with a width shrink no further
PAGE_CONTENT = design.PAGE_HEIGHT - design.MARGIN_TOP - design.MARGIN_BOTTOM


class Block(Protocol):
    """A part of a document, with the room it wants above it."""

    @property
    def before(self) -> float:
        """The room above, in points."""

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out for `width`; characters that no font has go to `missing`."""


Story = Sequence[Block]


def lay_all(story: Iterable[Block], width: float, missing: set[str]) -> StackBox:
    """Lay out blocks below one another."""
    return stack((block.before, block.lay(width, missing)) for block in story)


def column_widths(
    columns: Sequence[tuple[float | None, float]], width: float, gap: float
) -> list[float]:
    """Return the width of each column: its own, or its share of what the others leave.

    Where they are too wide together, all shrink alike.
    """
    room = width - gap * (len(columns) - 1)
    fixed = sum(own for own, _grow in columns if own is not None)
    growing = [grow for own, grow in columns if own is None]
    least = min(_NARROWEST * len(growing), room * _MOST_SHARED)
    shrink = min(1.0, (room - least) / fixed) if fixed else 1.0
    each = (room - fixed * shrink) / (sum(growing) or 1)
    return [each * grow if own is None else own * shrink for own, grow in columns]


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph."""

    content: Content = field(repr=False)
    style: Style = design.BODY_TEXT
    before: float = 0
    role: str = "P"
    language: str = ""

    def lay(self, width: float, missing: set[str]) -> Box:
        """Break into lines."""
        hyphens = "" if self.role.startswith("H") else self.language or language()
        lines = layout(self.content, self.style, width, missing, hyphens)
        return TextBox(lines, self.style, width, self.role, self.language)


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title: as large as one line allows, then over several."""

    text: str = field(repr=False)
    before: float = 0
    mirrored: bool = False

    def lay(self, width: float, missing: set[str]) -> Box:
        """Choose the size and break into lines."""
        styles = design.TITLES_END if self.mirrored else design.TITLES
        one_line = (style for style in styles if text_width(self.text, style) <= width)
        style = next(one_line, styles[-1])
        return TextBox(layout(self.text, style, width, missing), style, width, "H1")


@dataclass(frozen=True, slots=True)
class Space:
    """Empty room."""

    height: float
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:  # noqa: ARG002
        """Take the room."""
        return GapBox(self.height)


@dataclass(frozen=True, slots=True)
class Stack:
    """Blocks below one another as one block, such as the content of a table's cell."""

    story: Story
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out every block."""
        return lay_all(self.story, width, missing)


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a row: so many points wide, or without a width its share of what is left."""

    width: float | None
    story: Story
    role: str = ""
    grow: float = 1


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side under a line; `mirrored` puts the first cell at the right.

    A `role` tells screen readers what it is: `TR` of a table, `LI` of a list.
    """

    cells: Sequence[Cell]
    gap: float = design.GUTTER
    pad: tuple[float, float] = (design.UNIT, 5.4)
    rule: Rule | None = _HAIRLINE
    mirrored: bool = False
    before: float = 0
    role: str = ""
    divided: bool = False
    """Whether hairlines stand between the cells."""

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out every cell."""
        cells = []
        left = 0.0
        widths = column_widths([(cell.width, cell.grow) for cell in self.cells], width, self.gap)
        for cell, own in zip(self.cells, widths, strict=True):
            at = width - left - own if self.mirrored else left
            cells.append((at, lay_all(cell.story, own, missing)))
            left += own + self.gap
        roles = tuple(cell.role for cell in self.cells) if self.role else ()
        key = object() if self.role else None
        lines = tuple(at - self.gap / 2 for at, _ in cells[1:]) if self.divided else ()
        return RowBox(tuple(cells), width, *self.pad, self.rule, self.role, roles, key, lines)


@dataclass(frozen=True, slots=True)
class Panel:
    """A tinted box round a story; `bar` marks a quotation on the side where reading begins."""

    story: Story
    color: str = design.TINT
    pad: tuple[float, float] = (9, 11)
    bar: str = ""
    mirrored: bool = False
    radius: float = 2.5
    before: float = 0
    least: float = 0
    """The least height in points."""

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out the story inside the padding."""
        content = lay_all(self.story, width - 2 * self.pad[1], missing)
        at = width - 2 if self.mirrored else 0
        return PanelBox(content, width, self.color, self.pad, self.radius, self.bar, at, self.least)


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts in a grid on a tint: the label small, the value below it."""

    facts: Sequence[tuple[str, str]] = field(repr=False)
    columns: int = 4
    mirrored: bool = False
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out row by row."""
        pad, gap = 12.0, 12.0
        columns = self.columns if width >= design.HANGING_FROM else min(2, self.columns)
        column = (width - 2 * pad - (columns - 1) * gap) / columns
        rows = [
            Row(
                [Cell(column, self._fact(*fact)) for fact in self.facts[start : start + columns]],
                gap=gap,
                pad=(0, 0),
                rule=None,
                mirrored=self.mirrored,
                before=7.5,
            )
            for start in range(0, len(self.facts), columns)
        ]
        return Panel(rows, pad=(9, pad)).lay(width, missing)

    def _fact(self, label: str, value: str) -> Story:
        end = (design.LABEL_END, design.VALUE_RIGHT)
        styles = end if self.mirrored else (design.LABEL, design.VALUE)
        return Para(label, styles[0]), Para(clean(value).strip() or "–", styles[1])


@dataclass(frozen=True, slots=True)
class Quote:
    """What a person said in their own words, with a translation below."""

    text: str = field(repr=False)
    translation: str = field(default="", repr=False)
    language: str = ""
    before: float = 6

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out in the amber panel, its bar on the reading side."""
        story = [Para(self.text, design.QUOTE, language=self.language)]
        if self.translation:
            story.append(Para(self.translation, design.GLOSS))
        return Panel(
            story,
            design.AMBER_TINT,
            pad=(5, 9),
            bar=design.AMBER,
            mirrored=is_rtl(self.text),
            radius=1.5,
        ).lay(width, missing)


@dataclass(frozen=True, slots=True)
class Level:
    """Steps reached, as blocks; `label` says the same in words."""

    reached: int
    steps: int
    label: str
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:  # noqa: ARG002
        """Take one line."""
        colors = (design.PETROL, design.EMPTY)
        return StepsBox(self.reached, self.steps, self.label, colors, design.BODY_TEXT.leading)


@dataclass(frozen=True, slots=True)
class Tags:
    """Short texts as pills that wrap."""

    tags: Sequence[str] = field(repr=False)
    style: Style = design.TAG
    color: str = design.PETROL_TINT
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Fill rows with pills; one that is wider than a row is cut with an ellipsis."""
        rows: list[list[tuple[Line, float, float]]] = [[]]
        left = 0.0
        for tag in self.tags:
            line = fitted(tag, self.style, width - 2 * TagRows.PAD, missing)
            pill = line.width + 2 * TagRows.PAD
            if left and left + pill > width:
                rows.append([])
                left = 0.0
            rows[-1].append((line, left, pill))
            left += pill + TagRows.GAP
        return TagRows(tuple(map(tuple, rows)), self.style, self.color)


@dataclass(frozen=True, slots=True)
class Signatures:
    """A line to sign on and one for the date, for each (name, role)."""

    people: Sequence[tuple[str, str]] = field(repr=False)
    date_label: str
    before: float = 6

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out side by side."""
        gap, between = 14.0, 6.0
        column = (width - gap * (len(self.people) - 1)) / len(self.people)
        date = column * 0.3
        widths = (column - date - between, date)
        line = Rule(design.INK, 0.6)
        rules = [Cell(w, [Row([], pad=(0, 0), rule=line)]) for w in widths]

        def signature(name: str, role: str) -> Story:
            labels = [
                Cell(w, [Para(label, design.LABEL)])
                for w, label in zip(widths, (role, self.date_label), strict=True)
            ]
            return (
                Row(rules, gap=between, pad=(32, 3), rule=None),
                Para(name or " ", design.SIGNATURE),
                Row(labels, gap=between, pad=(0, 0), rule=None),
            )

        cells = [Cell(column, signature(*person)) for person in self.people]
        return Row(cells, gap=gap, pad=(0, 0), rule=None).lay(width, missing)


@dataclass(frozen=True, slots=True)
class Keep:
    """A story that stays on one page unless it is taller than half of one."""

    story: Story
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out as one."""
        return KeepBox(lay_all(self.story, width, missing), PAGE_CONTENT / 2)


def _below(block: Block, before: float) -> Block:
    """Return `block` with room above it."""
    return Row([Cell(None, [block])], pad=(0, 0), rule=None, before=before)


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the document: its title hangs at the left, its story stands beside it."""

    number: int
    title: str
    story: Story
    note: str = ""
    before: float = 18

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out head and story side by side under a strong line, or one above the other."""
        indent = 13.0 if self.number < _TWO_DIGITS else 18.0
        words: list[Block] = [Para(self.title, design.H2, role="H2")]
        if self.note:
            words.append(Para(self.note, design.NOTE, before=1.5))
        number = Cell(indent, [Para(str(self.number), design.H2_NUMBER, role="")])
        head = Row([number, Cell(None, words)], gap=0, pad=(0, 0), rule=None)
        strong = Rule(design.INK, 0.8)
        if width < design.HANGING_FROM:
            first, *others = self.story
            top = Row([Cell(None, [head, _below(first, 7)])], pad=(5.4, 0), rule=strong)
            return lay_all([Keep([top]), *others], width, missing)
        inset = Row([Cell(design.SIDE - 6, [head])], gap=0, pad=(0, 0), rule=None)
        cells = [Cell(design.SIDE, [inset]), Cell(None, self.story)]
        return Row(cells, pad=(5.4, 0), rule=strong).lay(width, missing)
