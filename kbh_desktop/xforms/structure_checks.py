"""Checks how the sheets are built, all at once: pyxform stops at the first such fault."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kbh_desktop.i18n import _
from kbh_desktop.xforms.findings import Finding, error, warning
from kbh_desktop.xforms.source_rows import CHOICES, REFERENCE, SURVEY, SourceRow
from kbh_desktop.xforms.workbook import Row, Workbook

_NAME = re.compile(r"[^\W\d][\w.-]*")
_NEEDS_NO_NAME = frozenset({"audit", "background-audio"})
_PATTERN = re.compile(r"""regex\(\s*[^,]+,\s*(?P<quote>['"])(?P<pattern>.*?)(?P=quote)\s*\)""")
_FROM_FILE = re.compile(r"\.(csv|xml|geojson)$")
_MESSAGE = "constraint_message"


def check_structure(workbook: Workbook, rows: Sequence[SourceRow]) -> Iterator[Finding]:
    """Return what is wrong with names, groups, lists and rows that lack something."""
    yield from _check_untyped(workbook)
    yield from _check_groups(rows)
    yield from _check_twice(rows)
    lists = {list_of(cells) for _number, cells in workbook.rows(CHOICES)}
    for row in rows:
        yield from _check_name(row)
        yield from _check_list(row, lists)
        yield from _check_calculation(row)
        yield from _check_constraint(row)
    yield from _check_circles(rows)
    yield from _check_choices(workbook)


def list_of(cells: Row) -> str:
    """Return the list that a row of the choices sheet belongs to."""
    return cells.get("list_name", cells.get("list name", ""))


def _check_untyped(workbook: Workbook) -> Iterator[Finding]:
    for number, cells in workbook.rows(SURVEY):
        if not cells.get("type", cells.get("command", "")) and cells.get("name"):
            text = _("“{name}” has no type.").format(name=cells["name"])
            yield error(SURVEY, number, text)


def _check_name(row: SourceRow) -> Iterator[Finding]:
    if row.is_end or row.word in _NEEDS_NO_NAME:
        return
    if not row.name:
        yield error(SURVEY, row.number, _("The question has no name."))
    elif not _NAME.fullmatch(row.name):
        text = _("A name begins with a letter and holds letters, digits, “_”, “-” and “.” only.")
        yield error(SURVEY, row.number, text)


def _check_twice(rows: Sequence[SourceRow]) -> Iterator[Finding]:
    seen: set[str] = set()
    for row in rows:
        if row.is_end or not row.name:
            continue
        if row.ref.casefold() in seen:
            text = _("The name “{name}” is used twice in the same place.")
            yield error(SURVEY, row.number, text.format(name=row.name))
        seen.add(row.ref.casefold())


def _check_groups(rows: Sequence[SourceRow]) -> Iterator[Finding]:
    opened: list[SourceRow] = []
    lone: list[SourceRow] = []
    for row in rows:
        if row.is_begin:
            opened.append(row)
        elif row.is_end and opened and _kind(opened[-1]) == _kind(row):
            opened.pop()
        elif row.is_end:
            lone.append(row)
    for row in (*lone, *opened):
        text = _("“{word}” of “{name}” has no counterpart.")
        yield error(SURVEY, row.number, text.format(word=row.type, name=row.name))


def _kind(row: SourceRow) -> str:
    return re.split(r"[_ ]", row.type)[1]


def _check_list(row: SourceRow, lists: set[str]) -> Iterator[Finding]:
    name = row.list_name
    if name and name not in lists and not REFERENCE.search(name) and not _FROM_FILE.search(name):
        text = _("There is no choice list “{name}”.").format(name=name)
        yield error(SURVEY, row.number, text)


def _check_calculation(row: SourceRow) -> Iterator[Finding]:
    if row.word == "calculate" and not row.cell("calculation") and not row.cell("default"):
        text = _("“{name}” calculates nothing: the column “calculation” is empty.")
        yield error(SURVEY, row.number, text.format(name=row.name))


def _check_constraint(row: SourceRow) -> Iterator[Finding]:
    written = row.cell("constraint")
    if not written:
        return
    for match in _PATTERN.finditer(written):
        try:
            re.compile(match["pattern"])
        except re.error as fault:
            text = _("Column “{column}”: the pattern “{pattern}” can't be read: {reason}.")
            reason = f"{fault.msg} ({fault.pos})"
            found = text.format(column="constraint", pattern=match["pattern"], reason=reason)
            yield error(SURVEY, row.number, found)
    if not any(heading.startswith(_MESSAGE) for heading in row.cells):
        text = _("“{name}” has a constraint but no message that says what is wrong.")
        yield warning(SURVEY, row.number, text.format(name=row.name))


def _check_circles(rows: Sequence[SourceRow]) -> Iterator[Finding]:
    """A value worked out from itself, directly or by way of others, is told at each row of it.

    A running total looks at another instance of its repeat; the engine judges that.
    """
    rests_on = {
        row.name: {match["name"] for match in REFERENCE.finditer(row.cell("calculation"))}
        for row in rows
        if "indexed-repeat(" not in row.cell("calculation") and not row.cells.get("trigger")
    }
    for row in rows:
        if row.name in rests_on and row.name in _reached(row.name, rests_on):
            text = _("The value of “{name}” is worked out from itself.")
            yield error(SURVEY, row.number, text.format(name=row.name))


def _reached(start: str, rests_on: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(rests_on[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += rests_on.get(name, ())
    return found


def _check_choices(workbook: Workbook) -> Iterator[Finding]:
    may_repeat = any(
        cells.get("allow_choice_duplicates", "").lower() == "yes"
        for _number, cells in workbook.rows("settings")
    )
    seen: set[tuple[str, str]] = set()
    for number, cells in workbook.rows(CHOICES):
        name = cells.get("name", cells.get("value", ""))
        if list_of(cells) and not name:
            yield error(CHOICES, number, _("The choice has no name."))
        elif (list_of(cells), name) in seen and not may_repeat:
            yield error(CHOICES, number, _("The choice list has this name twice."))
        seen.add((list_of(cells), name))
