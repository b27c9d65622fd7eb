"""Lucide icons, coloured and sized on demand."""

import importlib.util
import zipfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


@cache
def _archive() -> zipfile.ZipFile:
    spec = importlib.util.find_spec("justmyresource_lucide")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("justmyresource_lucide")
    return zipfile.ZipFile(Path(next(iter(spec.submodule_search_locations))) / "icons.zip")


@cache
def _drawing(name: str) -> bytes:
    return _archive().read(f"{name}.svg")


def draw_icon(painter: QPainter, name: str, color: QColor, box: QRectF) -> None:
    """Draw the icon `name` into `box`."""
    coloured = _drawing(name).replace(b"currentColor", color.name().encode())
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
