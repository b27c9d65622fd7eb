"""Says in the person's language, with sheet and row, why pyxform refuses a workbook."""

import re
from collections.abc import Callable, Sequence

from kbh_desktop.i18n import _
from kbh_desktop.xforms.findings import Finding, error
from kbh_desktop.xforms.source_rows import SURVEY, SourceRow

_ROW = re.compile(r"\[row : (?P<row>\d+)\]\s*")
_SHEET = re.compile(r"On the '(?P<sheet>\w+)' sheet")
_NAMED = re.compile(r"(?:element named|type|name) '(?P<name>[^']+)'")

Say = Callable[[re.Match[str]], str]


def in_own_words(fault: Exception, rows: Sequence[SourceRow]) -> Finding:
    """Return what `fault` means, at its place in the workbook as far as it can be told."""
    text = str(fault).strip()
    row, sheet = _ROW.search(text), _SHEET.search(text)
    number = int(row["row"]) if row else _row_named(text, rows)
    place = sheet["sheet"] if sheet else SURVEY if number else ""
    return error(place, number, _reworded(_ROW.sub("", text)))


def _row_named(text: str, rows: Sequence[SourceRow]) -> int:
    match = _NAMED.search(text)
    if match is None:
        return 0
    named = [row.number for row in rows if match["name"] in {row.name, row.type}]
    return named[0] if named else 0


def _reworded(text: str) -> str:
    for pattern, say in _SAYINGS:
        match = pattern.search(text)
        if match:
            return say(match)
    if not text:
        return _("The form can't be converted; pyxform gives no reason.")
    return _("The form can't be converted: {reason}").format(reason=text)


def _sayings() -> Sequence[tuple[re.Pattern[str], Say]]:
    return [
        (
            re.compile(r"'name' value '(\w[^']*)' is invalid.*unique"),
            lambda match: _("The name “{name}” is used twice in the same place.").format(
                name=match[1]
            ),
        ),
        (
            re.compile(r"Could not find the name '([^']+)'"),
            lambda match: _("There is no question named “{name}”.").format(name=match[1]),
        ),
        (
            re.compile(r"The name '([^']+)' appears more than once"),
            lambda match: _("“{name}” could mean several questions of that name.").format(
                name=match[1]
            ),
        ),
        (
            re.compile(r"'(\w+)' value is invalid\. Reference variables must"),
            lambda match: _(
                "Column “{column}”: a question is written as $ and its name in braces."
            ).format(column=match[1]),
        ),
        (
            re.compile(r"'name' value is invalid\. Names must begin"),
            lambda _match: _(
                "A name begins with a letter and holds letters, digits, “_”, “-” and “.” only."
            ),
        ),
        (
            re.compile(r"Unmatched '(begin|end)_(group|repeat|loop)'.*name '([^']*)'"),
            lambda match: _("“{word}” of “{name}” has no counterpart.").format(
                word=f"{match[1]}_{match[2]}", name=match[3]
            ),
        ),
        (
            re.compile(r"Question or group with no name|with no name"),
            lambda _match: _("The question has no name."),
        ),
        (
            re.compile(r"named '([^']+)' has no label"),
            lambda match: _("“{name}” has no label.").format(name=match[1]),
        ),
        (
            re.compile(r"Choice names must be unique"),
            lambda _match: _("The choice list has this name twice."),
        ),
        (
            re.compile(r"Choices must have a name"),
            lambda _match: _("The choice has no name."),
        ),
        (
            re.compile(r"Choice names with spaces.*\[(.+?)\] in \[(.+?)\]"),
            lambda match: _("The name of choice “{name}” in the list “{list}” has spaces.").format(
                name=match[1], list=match[2]
            ),
        ),
        (
            re.compile(r"List name not in choices sheet: (\S+)"),
            lambda match: _("There is no choice list “{list}”.").format(list=match[1]),
        ),
        (
            re.compile(r"There should be a choices sheet"),
            lambda _match: _("The workbook has no sheet “choices”."),
        ),
        (
            re.compile(r"Unknown question type '([^']+)'"),
            lambda match: _("The program does not know the type “{type}”.").format(type=match[1]),
        ),
        (
            re.compile(r"required column headers were not found: (.+?)\. "),
            lambda match: _("These columns are missing: {columns}.").format(columns=match[1]),
        ),
        (
            re.compile(r"Headers that are different names for the same column.*: (.+?)\. "),
            lambda match: _("These headings mean the same column: {columns}.").format(
                columns=match[1]
            ),
        ),
    ]


_SAYINGS = _sayings()
