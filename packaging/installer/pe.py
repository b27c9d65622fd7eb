"""Reads which libraries a Windows program or library asks for (PE/COFF, section 4 and 6.4)."""

import struct
from collections.abc import Iterator
from pathlib import Path

PROGRAM_ENDINGS = {".exe", ".dll", ".pyd"}

_PE32_PLUS = 0x20B
_IMPORT, _DELAYED_IMPORT = 1, 13
_IMPORT_ROW, _DELAYED_ROW = 20, 32
_NAME_IN_IMPORT, _NAME_IN_DELAYED = 12, 4


class PeError(Exception):
    """It is no 64-bit Windows program or library."""


def imports(path: Path) -> set[str]:
    """Return the names of the libraries that `path` asks for, in lower case, delayed ones too.

    Raises: PeError.
    """
    content = path.read_bytes()
    try:
        return _imports(content)
    except (struct.error, ValueError, IndexError):
        raise PeError(path.name) from None


def missing_libraries(folder: Path, system: set[str]) -> dict[str, set[str]]:
    """Return each library that is neither below `folder` nor in `system`, with who asks for it.

    Raises: PeError.
    """
    inside = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in PROGRAM_ENDINGS]
    there = system | {path.name.lower() for path in inside}
    missing: dict[str, set[str]] = {}
    for path in inside:
        for name in imports(path) - there:
            missing.setdefault(name, set()).add(path.relative_to(folder).as_posix())
    return missing


def read_system_libraries(path: Path) -> set[str]:
    """Return the names listed in `path`, one a line, without what follows a `#`."""
    lines = (line.partition("#")[0].strip().lower() for line in path.read_text().splitlines())
    return {line for line in lines if line}


def _imports(content: bytes) -> set[str]:
    start = struct.unpack_from("<I", content, 0x3C)[0]
    if content[:2] != b"MZ" or content[start : start + 4] != b"PE\0\0":
        raise ValueError
    sections, optional_size = struct.unpack_from("<H12xH", content, start + 6)
    optional = start + 24
    if struct.unpack_from("<H", content, optional)[0] != _PE32_PLUS:
        raise ValueError
    table = [
        struct.unpack_from("<8x4I", content, optional + optional_size + 40 * row)
        for row in range(sections)
    ]
    found = set()
    for entry, size, name in (
        (_IMPORT, _IMPORT_ROW, _NAME_IN_IMPORT),
        (_DELAYED_IMPORT, _DELAYED_ROW, _NAME_IN_DELAYED),
    ):
        address = struct.unpack_from("<I", content, optional + 112 + 8 * entry)[0]
        if address:
            found |= set(_names(content, table, address, size, name))
    return found


def _names(
    content: bytes, table: list[tuple[int, ...]], address: int, size: int, name: int
) -> Iterator[str]:
    row = _offset(table, address)
    while any(content[row : row + size]):
        where = _offset(table, struct.unpack_from("<I", content, row + name)[0])
        yield content[where : content.index(0, where)].decode("ascii").lower()
        row += size


def _offset(table: list[tuple[int, ...]], address: int) -> int:
    """Return where in the file lies what the loaded program has at `address`."""
    for virtual_size, virtual, raw_size, raw in table:
        if virtual <= address < virtual + max(virtual_size, raw_size):
            return address - virtual + raw
    raise ValueError
