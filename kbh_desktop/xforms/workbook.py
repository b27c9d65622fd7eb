"""Opens the workbook a form is written in, guarded against damaged and hostile files."""

import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _

LARGEST_BYTES = 10_000_000
LARGEST_UNPACKED_BYTES = 30_000_000
MOST_PARTS = 1_000
MOST_ROWS = 10_000
_KINDS = {".xlsx": ".xlsx", ".xlsm": ".xlsm", ".md": ".md"}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Workbook:
    """The rows of each sheet by column; the first row below the headings is row 2."""

    name: str
    kind: str
    source: bytes
    sheets: Mapping[str, Sequence[Row]]

    def rows(self, sheet: str) -> Sequence[tuple[int, Row]]:
        """Return the rows of `sheet` with their numbers."""
        return list(enumerate(self.sheets.get(sheet, ()), 2))

    def columns(self, sheet: str) -> tuple[str, ...]:
        """Return the headings used in `sheet`."""
        return tuple(dict.fromkeys(name for row in self.sheets.get(sheet, ()) for name in row))


def open_workbook(path: Path) -> Workbook:
    """Return the workbook at `path`, an .xlsx file or Markdown tables.

    Raises:
        FormError: it is missing, damaged, too large or no workbook.
    """
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise FormError(
            _("“{name}” is neither an Excel workbook (.xlsx) nor Markdown tables (.md).").format(
                name=path.name
            )
        )
    source = read_guarded(path)
    if kind == ".md":
        _check_markdown(source, path.name)
    else:
        _check_zip(source, path.name)
    return Workbook(path.name, kind, source, _sheets(source, kind, path.name))


def read_guarded(path: Path) -> bytes:
    """Return the bytes of the file at `path`.

    Raises:
        FormError: it is missing, can't be read, or is larger than a form ever is.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise FormError(
                _("“{name}” is larger than {limit} MB; that is no form.").format(
                    name=path.name, limit=LARGEST_BYTES // 1_000_000
                )
            )
        return path.read_bytes()
    except OSError:
        raise FormError(_("The file “{name}” can't be read.").format(name=path.name)) from None


def _check_markdown(source: bytes, name: str) -> None:
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise FormError(
            _("“{name}” is not written in UTF-8 (byte {place}).").format(
                name=name, place=fault.start + 1
            )
        ) from None
    if text.count("\n") > MOST_ROWS:
        raise _too_large(name)


def _check_zip(source: bytes, name: str) -> None:
    """A workbook is a zip file: its parts are measured before anything unpacks them."""
    try:
        with zipfile.ZipFile(BytesIO(source)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED_BYTES:
                raise _too_large(name)
            rows = sum(archive.read(part).count(b"<row") for part in parts if _is_sheet(part))
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError):
        raise _damaged(name) from None  # RuntimeError: closed by a password, or packed in new ways
    if len(parts) > MOST_PARTS or rows > MOST_ROWS:
        raise _too_large(name)


def _is_sheet(part: zipfile.ZipInfo) -> bool:
    return part.filename.startswith("xl/worksheets/")


def _sheets(source: bytes, kind: str, name: str) -> Mapping[str, Sequence[Row]]:
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 - slow to import

    read: Callable[..., object] = get_xlsform
    try:
        found = read(source, file_type=kind)
    except Exception:  # noqa: BLE001 - pyxform and openpyxl raise anything on damaged files
        raise _damaged(name) from None
    sheets = {
        sheet: _rows(getattr(found, sheet, None))
        for sheet in ("survey", "choices", "settings", "entities")
    }
    if not sheets["survey"]:
        raise FormError(_("“{name}” has no sheet “survey” with questions.").format(name=name))
    if sum(map(len, sheets.values())) > MOST_ROWS:
        raise _too_large(name)
    return sheets


def _rows(rows: object) -> Sequence[Row]:
    if not isinstance(rows, list):
        return ()
    return [
        {str(column).strip(): str(value).strip() for column, value in row.items() if value}
        for row in rows
    ]


def _damaged(name: str) -> FormError:
    return FormError(
        _("“{name}” is damaged or no workbook. Open and save it again in Excel.").format(name=name)
    )


def _too_large(name: str) -> FormError:
    return FormError(_("“{name}” unpacks to far more than a form ever holds.").format(name=name))
