"""Words or groups of letters to be typed again, each below its number."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kbh_desktop.documents import design
from kbh_desktop.documents.blocks import Block, Cell, Para, Row, lay_all
from kbh_desktop.documents.boxes import Box
from kbh_desktop.documents.text.layout import Style

_BESIDE = 4


@dataclass(frozen=True, slots=True)
class NumberedWords:
    """Four in a row, or two where the page is narrow, with `gap` points above each row."""

    words: Sequence[str] = field(repr=False)
    style: Style
    gap: float
    before: float = 0

    def lay(self, width: float, missing: set[str]) -> Box:
        """Lay out row by row."""
        beside = _BESIDE if width >= design.HANGING_FROM else _BESIDE // 2
        rows: list[Block] = []
        for start in range(0, len(self.words), beside):
            cells = [
                Cell(
                    None,
                    [
                        Para(str(start + place + 1), design.LABEL_CENTER),
                        Para(word, self.style, before=1),
                    ],
                )
                for place, word in enumerate(self.words[start : start + beside])
            ]
            cells += [Cell(None, [])] * (beside - len(cells))
            rows.append(Row(cells, gap=6, pad=(0, 0), rule=None, before=self.gap))
        return lay_all(rows, width, missing)
