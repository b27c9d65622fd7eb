"""Reads the survey sheet as its author sees it: which row is which question."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kbh_desktop.xforms.workbook import Row, Workbook

SURVEY, CHOICES, SETTINGS = "survey", "choices", "settings"
REFERENCE = re.compile(r"\$\{\s*(?P<name>[^}]*?)\s*\}")
_BEGIN = re.compile(r"begin[_ ](group|repeat|loop)\b")
_END = re.compile(r"end[_ ](group|repeat|loop)\b")
_SELECT = re.compile(
    r"(?:select_one|select_multiple|select one|select multiple|rank|select one from"
    r"|select all that apply from|select1)\s+(?P<list>\S+)(?:\s+or[_ ]other)?"
)
_COLUMNS = {
    "relevant": ("relevant", "relevance", "bind::relevant"),
    "required": ("required", "bind::required"),
    "constraint": ("constraint", "bind::constraint"),
    "calculation": ("calculation", "calculate", "bind::calculate"),
    "readonly": ("readonly", "read_only", "bind::readonly"),
    "choice_filter": ("choice_filter",),
    "repeat_count": ("repeat_count", "count", "jr:count"),
    "default": ("default",),
    "appearance": ("appearance", "control::appearance", "body::appearance"),
    "class": ("bind::kbh:class",),
}
_ASKED_NOTHING = frozenset(
    {
        "audit",
        "background-audio",
        "calculate",
        "csv-external",
        "deviceid",
        "email",
        "end",
        "hidden",
        "imei",
        "phonenumber",
        "start",
        "today",
        "username",
        "xml-external",
    }
)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row of the survey sheet: its number, its type and name, and the reference it becomes."""

    number: int
    type: str
    name: str
    ref: str
    cells: Row

    def cell(self, column: str) -> str:
        """Return the cell of a column that may go by several headings, or an empty text."""
        for heading in _COLUMNS.get(column, (column,)):
            if heading in self.cells:
                return self.cells[heading]
        return ""

    @property
    def word(self) -> str:
        """The type without its list."""
        return self.type.split(maxsplit=1)[0] if self.type else ""

    @property
    def list_name(self) -> str:
        """The choice list of a select or rank, or an empty text."""
        match = _SELECT.match(self.type)
        return match["list"] if match else ""

    @property
    def is_asked(self) -> bool:
        """Whether a person meets this row, so that it needs words."""
        return self.word not in _ASKED_NOTHING and not self.is_end

    @property
    def is_begin(self) -> bool:
        """Whether the row opens a group or repeat."""
        return _BEGIN.match(self.type) is not None

    @property
    def is_end(self) -> bool:
        """Whether the row closes a group or repeat."""
        return _END.match(self.type) is not None


def survey_rows(workbook: Workbook, root: str = "/data") -> Sequence[SourceRow]:
    """Return the rows of the survey sheet that have a type."""
    return list(_rows(workbook, root))


def _rows(workbook: Workbook, root: str) -> Iterator[SourceRow]:
    above = [root]
    for number, cells in workbook.rows(SURVEY):
        row = _row(number, cells, above[-1])
        if not row.type:
            continue
        if row.is_end and len(above) > 1:
            above.pop()
        yield row
        if row.is_begin:
            above.append(row.ref)


def _row(number: int, cells: Row, above: str) -> SourceRow:
    kind = " ".join(cells.get("type", cells.get("command", "")).split())
    name = cells.get("name", cells.get("value", ""))
    return SourceRow(number, kind, name, f"{above}/{name}", cells)


def languages_of(columns: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the languages of each translated column, by the column's name."""
    found: dict[str, list[str]] = {}
    for column in columns:
        name, separator, language = column.partition("::")
        if separator and name in _TRANSLATED:
            found.setdefault(name, []).append(language.strip())
    return {name: tuple(languages) for name, languages in found.items()}


_TRANSLATED = frozenset(
    {"label", "hint", "guidance_hint", "constraint_message", "required_message"}
)
