"""Pictures as they are kept: small, upright, and without what a camera wrote into them."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap, QTransform

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

LONGEST_SIDE_PX = 2_000
MOST_PIXELS = 120_000_000
"""More than the largest camera of a phone; reading it takes half a gigabyte."""
_QUALITY = 85
JPEG, PNG = "image/jpeg", "image/png"


def prepared(content: bytes) -> bytes:
    """Return a picture as JPEG: upright, at most 2000 pixels long, without place or camera.

    Raises: InputError when it is no picture that can be read.
    """
    return as_jpeg(_on_white(_read(content, QSize(LONGEST_SIDE_PX, LONGEST_SIDE_PX))))


def turned(content: bytes) -> bytes:
    """Return a picture turned a quarter to the right."""
    whole = QSize(LONGEST_SIDE_PX, LONGEST_SIDE_PX)
    return as_jpeg(_read(content, whole).transformed(QTransform().rotate(90)))


def as_jpeg(picture: QImage) -> bytes:
    """Return `picture` as JPEG."""
    return _written(picture, "JPEG", _QUALITY)


def as_png(picture: QImage) -> bytes:
    """Return `picture` as PNG."""
    return _written(picture, "PNG", -1)


def preview(content: bytes, box: QSize, ratio: float = 1.0) -> QPixmap:
    """Return a picture that fits into `box` (logical pixels); nothing when it can't be read."""
    try:
        picture = _read(content, box * ratio)
    except InputError:
        return QPixmap()
    pixmap = QPixmap.fromImage(picture)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _read(content: bytes, box: QSize) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        raise InputError(_("This picture is too large to be read. Make it smaller first."))
    if size.isValid() and (size.width() > box.width() or size.height() > box.height()):
        reader.setScaledSize(size.scaled(box, Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise InputError(_("This file is no picture that can be read here."))
    return picture


def _on_white(picture: QImage) -> QImage:
    """Return the bare picture without texts that came along, on paper where one sees through."""
    sheet = QImage(picture.size(), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(QRect(sheet.rect()), picture)
    painter.end()
    return sheet


def _written(picture: QImage, format_name: str, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, format_name, quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
