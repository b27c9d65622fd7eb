"""Puts the CSV lists beside a workbook into its XForm, so that the form stands alone."""

import csv
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.findings import Finding, error
from kbh_desktop.xforms.source_rows import SURVEY, SourceRow
from kbh_desktop.xforms.workbook import read_guarded

_INSTANCE = re.compile(r'<instance id="(?P<id>[^"]+)" src="jr://file-csv/(?P<file>[^"/\\]+)"/>')
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_FROM_FILE = re.compile(r"select_(?:one|multiple)_from_file\s+(?P<file>\S+)")


def attach_lists(xform: str, folder: Path, rows: Sequence[SourceRow]) -> tuple[str, list[Finding]]:
    """Return `xform` with the CSV files of `folder` inside, and what is wrong with them.

    A list that no question chooses from may be missing: the program hands it in later.
    """
    needed = {match["file"]: row.number for row in rows if (match := _FROM_FILE.match(row.type))}
    findings: list[Finding] = []

    def attached(match: re.Match[str]) -> str:
        path = folder / match["file"]
        if not path.is_file():
            if match["file"] in needed:
                text = _("The list “{name}” is missing beside the workbook.")
                number = needed[match["file"]]
                findings.append(error(SURVEY, number, text.format(name=path.name)))
            return match[0]
        try:
            return f"<instance id={quoteattr(match['id'])}>{_read_list(path)}</instance>"
        except FormError as fault:
            findings.append(error(SURVEY, needed.get(match["file"], 0), str(fault)))
            return match[0]

    return _INSTANCE.sub(attached, xform), findings


def _read_list(path: Path) -> str:
    """Return the rows as XML; columns are cut by commas, or by semicolons as Danish Excel does."""
    try:
        text = read_guarded(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FormError(_("The list “{name}” is not in UTF-8.").format(name=path.name)) from None
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    columns, *rows = csv.reader(StringIO(text), delimiter=delimiter, strict=False)
    for column in columns:
        if not _NAME.fullmatch(column.strip()):
            raise FormError(
                _("The list “{name}” has a column called “{column}”, which is no name.").format(
                    name=path.name, column=column
                )
            )
    items = "".join(_item([column.strip() for column in columns], row) for row in rows if row)
    return f"<root>{items}</root>"


def _item(columns: Sequence[str], row: Sequence[str]) -> str:
    cells = zip(columns, row, strict=False)
    inside = "".join(f"<{column}>{escape(cell.strip())}</{column}>" for column, cell in cells)
    return f"<item>{inside}</item>"
