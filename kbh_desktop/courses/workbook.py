"""Workbooks (.xlsx) of courses: written for reading and printing, read with every row named.

Texts are written as texts: one that begins with `=` never becomes a formula.
"""

import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.i18n import _, short_date

MOST_BYTES, MOST_ROWS, MOST_COLUMNS = 20_000_000, 20_000, 200
MOST_UNPACKED = 200_000_000
NARROWEST, WIDEST, EXTRA = 6, 60, 2
_HEADER = PatternFill("solid", fgColor="DCE6F1")
_NOT_ALLOWED = str.maketrans("", "", "[]:*?/\\")
MOST_NAME = 31
"""Letters that Excel allows in the name of a sheet."""
Value = str | int | float | date | time | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its headings, and rows as long as them."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]
    landscape: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One row that was read: its number in the sheet, and its cells by heading."""

    sheet: str
    number: int
    cells: Mapping[str, Any]

    def text(self, heading: str) -> str:
        """Return what stands under a heading as text, empty for nothing."""
        value = self.cells.get(heading.casefold())
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()

    def number_at(self, heading: str) -> int:
        """Return the whole number under a heading.

        Raises:
            InputError: there is none.
        """
        text = self.text(heading)
        if not text.isascii() or not text.isdigit():
            raise self.error(heading, _("there must be a whole number"))
        return int(text)

    def error(self, heading: str, problem: str) -> InputError:
        """Return the error that names this row and the heading."""
        text = _("Sheet “{sheet}”, row {row}, “{heading}”: {problem}.")
        said = text.format(sheet=self.sheet, row=self.number, heading=heading, problem=problem)
        return InputError(said, field=f"{self.number}/{heading}")


def write_book(path: Path, sheets: Sequence[Sheet]) -> Path:
    """Write the sheets to `path` and return it.

    Raises:
        StorageError: the file can't be written.
    """
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name.translate(_NOT_ALLOWED)[:MOST_NAME]), sheet)
    try:
        book.save(path)
    except OSError:
        raise StorageError(_("The file {name} can't be written.").format(name=path)) from None
    return path


def _fill(made: Worksheet, sheet: Sheet) -> None:
    for line, row in enumerate([sheet.headings, *sheet.rows], 1):
        for column, value in enumerate(row, 1):
            _write(made.cell(line, column), value)
    for cell in made[1]:
        cell.font, cell.fill = Font(bold=True), _HEADER
    made.freeze_panes = "A2"
    made.page_setup.orientation = "landscape" if sheet.landscape else "portrait"
    made.page_setup.paperSize = made.PAPERSIZE_A4
    made.page_setup.fitToWidth, made.page_setup.fitToHeight = 1, 0
    made.sheet_properties.pageSetUpPr.fitToPage = True
    made.print_title_rows = "1:1"
    for column in range(1, len(sheet.headings) + 1):
        longest = max(len(_shown(row[column - 1])) for row in [sheet.headings, *sheet.rows])
        width = min(WIDEST, max(NARROWEST, longest + EXTRA))
        made.column_dimensions[get_column_letter(column)].width = width


def _write(cell: Cell, value: Value) -> None:
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text="\n" in value, vertical="top")
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd-mm-yyyy"
    elif isinstance(value, time):
        cell.number_format = "hh:mm"
    elif isinstance(value, float):
        cell.number_format = "#,##0.00"


def _shown(value: Value) -> str:
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, time):
        return f"{value:%H.%M}"
    text = "" if value is None else str(value)
    return max(text.splitlines() or [""], key=len)


def read_sheets(path: Path) -> dict[str, tuple[Row, ...]]:
    """Return the rows of every sheet under the headings of its first row, empty ones left out.

    Headings are in small letters.

    Raises:
        InputError: the file is no workbook, or larger than any timetable.
    """
    _check_size(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles it does not know
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            try:
                return {each.title: tuple(_rows(each)) for each in book.worksheets}
            finally:
                book.close()
    except InputError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises anything on damaged files
        raise _no_workbook(path) from None


def _no_workbook(path: Path) -> InputError:
    return InputError(_("{name} is no workbook (.xlsx) that can be read.").format(name=path.name))


def _check_size(path: Path) -> None:
    """Refuse what would fill the memory before anything of it is read."""
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
            size = path.stat().st_size
    except (OSError, zipfile.BadZipFile):
        raise _no_workbook(path) from None
    if size > MOST_BYTES or unpacked > MOST_UNPACKED:
        raise InputError(_("{name} is larger than any timetable.").format(name=path.name))


def _rows(sheet: Any) -> Iterator[Row]:  # noqa: ANN401 - openpyxl's read-only sheet
    headings: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_ROWS or len(cells) > MOST_COLUMNS:
            text = _("Sheet “{sheet}” has too many rows or columns.")
            raise InputError(text.format(sheet=sheet.title))
        if not any(cell is not None for cell in cells):
            continue
        if not headings:
            headings = [str(cell or "").strip().casefold() for cell in cells]
            continue
        named = zip(headings, cells, strict=False)
        yield Row(sheet.title, number, {name: cell for name, cell in named if name})


def as_day(value: Any) -> date | None:  # noqa: ANN401 - whatever stands in a cell
    """Return the day in a cell: a date, or text such as `19-04-2027`, `19/4 2027`, ISO."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m-%Y", "%d/%m %Y", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def as_time(value: Any) -> time | None:  # noqa: ANN401 - whatever stands in a cell
    """Return the time of day in a cell: a time, or text such as `8.30` or `08:30`."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    text = str(value if value is not None else "").strip().lower().removeprefix("kl.").strip()
    hours, _dot, minutes = text.replace(".", ":").partition(":")
    if not (hours.isdecimal() and (minutes or "0").isdecimal()):
        return None
    try:
        return time(int(hours), int((minutes or "0").ljust(2, "0")))
    except ValueError:
        return None
