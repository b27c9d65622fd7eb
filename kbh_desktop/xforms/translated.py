"""Writes a translator's words into the workbook of a form, as its next version."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.source_rows import SETTINGS
from kbh_desktop.xforms.translator import Returned
from kbh_desktop.xforms.workbook import Workbook

_Cells = Mapping[tuple[str, int, str], str]
"""Words by sheet, row and heading."""
_BETWEEN = re.compile(r"(?<!\\)\|")
_VERSION = "version"


def apply_changes(workbook: Workbook, returned: Returned, today: date) -> bytes:
    """Return the workbook with the changed texts in it and a higher version.

    Raises:
        FormError: its rows are not where they were read.
    """
    wanted = {
        (one.text.place.sheet, one.text.place.row, heading): one.new
        for one in returned.changes
        if one.is_new
        for heading in [f"{one.text.place.column}::{returned.language}"]
    }
    settings = workbook.sheets.get(SETTINGS, ())
    version = settings[0].get(_VERSION, "") if settings else ""
    wanted[SETTINGS, 2, _VERSION] = next_version(version, today)
    write = _in_markdown if workbook.kind == ".md" else _in_excel
    return write(workbook, wanted)


def next_version(version: str, today: date) -> str:
    """Return the version after `version`: today's first, or one more."""
    first = f"{today:%Y%m%d}01"
    if not version.isdigit() or int(version) < int(first):
        return first
    return str(int(version) + 1)


def _in_markdown(workbook: Workbook, wanted: _Cells) -> bytes:
    lines = workbook.source.decode("utf-8").splitlines()
    left = dict(wanted)
    sheet, headings, row = "", [], 0
    for at, line in enumerate(lines):
        cells = [cell.strip() for cell in _BETWEEN.split(line.strip())[1:-1]]
        if not cells:
            sheet = ""
        elif not sheet:
            sheet, headings, row = cells[0], cells, 1
        elif not _is_rule(cells):
            row += 1
            here = [heading for heading in headings if (sheet, row, heading) in left]
            for heading in here:
                cells[headings.index(heading)] = _escaped(left.pop((sheet, row, heading)))
            if here:
                lines[at] = "| " + " | ".join(cells) + " |"
    if left:
        raise _moved(workbook)
    return ("\n".join(lines) + "\n").encode()


def _is_rule(cells: Sequence[str]) -> bool:
    return all(cell and set(cell) <= set("-: ") for cell in cells)


def _escaped(words: str) -> str:
    return " ".join(words.replace("|", "\\|").split())


def _in_excel(workbook: Workbook, wanted: _Cells) -> bytes:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import

    book = load_workbook(BytesIO(workbook.source))
    for (sheet, row, heading), words in wanted.items():
        if sheet not in book.sheetnames:
            raise _moved(workbook)
        found = book[sheet]
        headings = [str(cell.value or "").strip() for cell in found[1]]
        if heading not in headings:
            headings.append(heading)
            found.cell(1, len(headings), heading)
        found.cell(row, headings.index(heading) + 1, words)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _moved(workbook: Workbook) -> FormError:
    return FormError(
        _("The rows of “{name}” are not where they were read. Add the language's columns.").format(
            name=workbook.name
        )
    )
