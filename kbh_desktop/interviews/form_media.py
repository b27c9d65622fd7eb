"""The pictures and sounds beside a workbook, and workbooks that come with them in a zip."""

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kbh_desktop.attachments.model import ANY_TYPE, MOST_BYTES, type_of
from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _

_WORKBOOKS = (".xlsx", ".md", ".xml")
MOST_FILES = 500
MOST_BYTES_OF_ALL = 100_000_000


def media_beside(path: Path) -> Mapping[str, bytes]:
    """Return the media in the folder `<name>-media` beside the workbook, by file name.

    Raises: FormError when there is too much of it.
    """
    folder = path.with_name(f"{path.stem}-media")
    if not folder.is_dir():
        return {}
    found = [one for one in sorted(folder.iterdir()) if one.is_file() and _is_medium(one.name)]
    _check(len(found), {one.name: one.stat().st_size for one in found})
    return {one.name: one.read_bytes() for one in found}


@contextmanager
def unpacked(path: Path) -> Iterator[tuple[Path, Mapping[str, bytes]]]:
    """Give the workbook at `path` and its media; a zip holds one workbook and its media.

    Raises: FormError when the zip can't be read or holds no workbook, or too much.
    """
    if path.suffix.casefold() != ".zip":
        yield path, media_beside(path)
        return
    with tempfile.TemporaryDirectory(prefix="kbh-form-") as folder:
        try:
            yield _from_zip(path, Path(folder))
        except (OSError, zipfile.BadZipFile, RuntimeError):
            raise FormError(_("The file “{name}” can't be read.").format(name=path.name)) from None


def _from_zip(path: Path, folder: Path) -> tuple[Path, Mapping[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        entries = [one for one in archive.infolist() if not one.is_dir()]
        books = [one for one in entries if Path(one.filename).suffix.casefold() in _WORKBOOKS]
        media = {
            Path(one.filename).name: one for one in entries if _is_medium(Path(one.filename).name)
        }
        if len(books) != 1:
            raise FormError(
                _("{name} must hold one workbook beside its pictures; it holds {count}.").format(
                    name=path.name, count=len(books)
                )
            )
        sizes = {Path(one.filename).name: one.file_size for one in (*books, *media.values())}
        _check(len(entries), sizes)
        workbook = folder / Path(books[0].filename).name
        workbook.write_bytes(_content(archive, books[0]))
        return workbook, {name: _content(archive, entry) for name, entry in media.items()}


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return what is in an entry, no more than it says it is."""
    with archive.open(entry) as opened:
        return opened.read(entry.file_size)


def _is_medium(name: str) -> bool:
    return not name.startswith(".") and type_of(name) != ANY_TYPE


def _check(count: int, sizes: Mapping[str, int]) -> None:
    if count > MOST_FILES or sum(sizes.values()) > MOST_BYTES_OF_ALL:
        raise FormError(
            _(
                "There are too many pictures and sounds: at most {count} files, {most} MB together."
            ).format(count=MOST_FILES, most=MOST_BYTES_OF_ALL // 1_000_000)
        )
    for name, size in sizes.items():
        if size > MOST_BYTES:
            raise FormError(
                _("{name} is larger than {most} MB. Make it smaller.").format(
                    name=name, most=MOST_BYTES // 1_000_000
                )
            )
