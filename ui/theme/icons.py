"""Lucide icons, coloured and sized on demand."""

import importlib.util
import zlib
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

_ENTRY = 46
"""Bytes before the name of an entry in the directory of a zip file; its offset lies at 42."""
_HEAD = 30
"""Bytes before the name in front of the file itself."""


@cache
def _archive() -> bytes:
    spec = importlib.util.find_spec("justmyresource_lucide")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("justmyresource_lucide")
    return (Path(next(iter(spec.submodule_search_locations))) / "icons.zip").read_bytes()


@cache
def drawing(name: str) -> bytes:
    """Return the file `name`.svg; reading only its entry saves listing the 1,700 others.

    Raises: KeyError when there is no such icon.
    """
    archive, file = _archive(), f"{name}.svg".encode()
    at = archive.rfind(file)
    while at >= 0:
        entry = archive[max(0, at - _ENTRY) : at]
        if entry[:4] == b"PK\x01\x02" and _number(entry, 28, 2) == len(file):
            return _unpacked(archive, entry)
        at = archive.rfind(file, 0, at)
    raise KeyError(name)


def _unpacked(archive: bytes, entry: bytes) -> bytes:
    stored, length, head = _number(entry, 10, 2) == 0, _number(entry, 20, 4), _number(entry, 42, 4)
    start = head + _HEAD + _number(archive, head + 26, 2) + _number(archive, head + 28, 2)
    packed = archive[start : start + length]
    return packed if stored else zlib.decompress(packed, -zlib.MAX_WBITS)


def _number(data: bytes, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "little")


def draw_icon(painter: QPainter, name: str, color: QColor, box: QRectF) -> None:
    """Draw the icon `name` into `box`."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not before the first icon

    coloured = drawing(name).replace(b"currentColor", color.name().encode())
    QSvgRenderer(QByteArray(coloured)).render(painter, box)


def pixmap(name: str, color: QColor, size: int, ratio: float) -> QPixmap:
    """Return the icon `name`, `size` logical pixels wide, for a screen of `ratio`."""
    wide = round(size * ratio)
    made = QPixmap(QSize(wide, wide))
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw_icon(painter, name, color, QRectF(0, 0, wide, wide))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
