"""Room to write on paper: lines, boxes for digits, boxes and rings to tick."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Cell, Para, Row, lay_all
from kbh_desktop.documents.boxes import Box
from kbh_desktop.documents.drawing import Area, FigureBox, Stroke
from kbh_desktop.documents.text.layout import Content, Style

_LINE: Final = 19.0  # from one line to write on to the next
_DIGIT: Final = 13.0
_DIGIT_HEIGHT: Final = 16.0
_GROUP_GAP: Final = 6.0
_TICK: Final = 8.4
_NARROWEST: Final = 84.0  # a column of choices


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines to write on."""

    count: int = 1
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:  # noqa: ARG002
        """Take the room."""
        strokes = [
            Stroke(((0, _LINE * n), (width, _LINE * n)), design.INK_3, 0.5)
            for n in range(1, self.count + 1)
        ]
        return FigureBox(width, _LINE * self.count + 1, "", strokes)


@dataclass(frozen=True, slots=True)
class Digits:
    """Boxes for digits in groups, such as (2, 2, 4) for a date."""

    groups: Sequence[int]
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:  # noqa: ARG002
        """Lay out box by box."""
        needed = sum(self.groups) * _DIGIT + _GROUP_GAP * len(self.groups)
        scale = min(1.0, width / needed)
        x = 0.0
        strokes: list[Stroke] = []
        for group in self.groups:
            for _digit in range(group):
                strokes.append(_ring(x, 2, _DIGIT * scale, _DIGIT_HEIGHT))
                x += _DIGIT * scale
            x += _GROUP_GAP * scale
        return FigureBox(width, _DIGIT_HEIGHT + 4, "", strokes)


@dataclass(frozen=True, slots=True)
class Checkbox:
    """One box to tick; a round one where only one of several may be chosen."""

    is_round: bool = False
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:  # noqa: ARG002
        """Draw the box beside the first line of the text next to it."""
        top = (design.BODY_TEXT.leading - _TICK) / 2
        if not self.is_round:
            return FigureBox(width, design.BODY_TEXT.leading, "", [_ring(0, top, _TICK, _TICK)])
        inner = _TICK - 1.4
        ring = Area(0, top, _TICK, _TICK, design.INK_2, _TICK / 2)
        hole = Area(0.7, top + 0.7, inner, inner, design.WHITE, inner / 2)
        return FigureBox(width, design.BODY_TEXT.leading, "", [ring, hole])


@dataclass(frozen=True, slots=True)
class Ticks:
    """Choices with a box before each, in as many columns as fit."""

    choices: Sequence[Content] = field(repr=False)
    style: Style = design.BODY_TEXT
    is_round: bool = False
    columns: int = 2
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out row by row."""
        columns = self.columns if width / self.columns >= _NARROWEST else 1
        rows = [
            Row(self._cells(start, columns), gap=6, pad=(0.8, 0.8), rule=None)
            for start in range(0, len(self.choices), columns)
        ]
        return lay_all(rows, width, missing)

    def _cells(self, start: int, columns: int) -> list[Cell]:
        found = []
        for place in range(start, start + columns):
            inside: list[Row] = []
            if place < len(self.choices):
                mark = Cell(_TICK, [Checkbox(self.is_round)])
                words = Cell(None, [Para(self.choices[place], self.style)])
                inside.append(Row([mark, words], gap=5, pad=(0, 0), rule=None))
            found.append(Cell(None, inside))
        return found


def _ring(x: float, y: float, width: float, height: float) -> Stroke:
    right, bottom = x + width, y + height
    return Stroke(((x, y), (right, y), (right, bottom), (x, bottom), (x, y)), design.INK_2, 0.6)
