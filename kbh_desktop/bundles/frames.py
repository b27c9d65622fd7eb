"""The frames of a bundle inside its encryption: payload, files, then the signed manifest."""

import struct
from collections.abc import Callable, Iterable, Iterator

from kbh_desktop.errors import BundleDamagedError, BundleTooNewError
from kbh_desktop.i18n import _

PLAIN, WITH_FILES = 1, 2
"""The formats: changes only, and with files beside them."""
MAGIC, MAGIC_WITH_FILES = b"kbh-bundle/1\n", b"kbh-bundle/2\n"
_FORMATS = {MAGIC: PLAIN, MAGIC_WITH_FILES: WITH_FILES}
_FAMILY = b"kbh-bundle/"
PAYLOAD, CONTENT, MANIFEST = b"P", b"B", b"M"
_ORDER = {
    PLAIN: {PAYLOAD: 0, MANIFEST: 2},
    WITH_FILES: {PAYLOAD: 0, CONTENT: 1, MANIFEST: 2},
}
SIGNATURE_BYTES = 64
MOST_FRAME_BYTES = 1 << 20
_HEADER = struct.Struct(">cI")

OnFrame = Callable[[bytes, bytes, bytes], None]


def damaged() -> BundleDamagedError:
    """Return the error for a bundle that is cut, changed or no bundle at all."""
    return BundleDamagedError(
        _("This file is damaged or is not a bundle. Ask the sender for a new one.")
    )


def too_new() -> BundleTooNewError:
    """Return the error for a bundle that only a newer program can read."""
    return BundleTooNewError(
        _("A newer version of the program made this bundle. Update this one first.")
    )


def frame(kind: bytes, body: bytes, signature: bytes = b"") -> bytes:
    """Return one frame as it is written."""
    return _HEADER.pack(kind, len(body)) + body + signature


class Pieces:
    """A readable file made of `pieces`, which are made when they are read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._rest = bytearray()

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes; nothing at the end."""
        while size < 0 or len(self._rest) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._rest += piece
        end = len(self._rest) if size < 0 else size
        taken = bytes(self._rest[:end])
        del self._rest[:end]
        return taken


class FrameParser:
    """A writable file that takes the decrypted bytes and hands over whole frames."""

    def __init__(self, on_frame: OnFrame) -> None:
        self._on_frame = on_frame
        self._rest = bytearray()
        self._reached = 0
        self._ended = False
        self.format = 0
        """The format of the bundle, once its beginning was read."""

    def write(self, data: bytes) -> int:
        """Take the next bytes.

        Raises: BundleDamagedError, BundleTooNewError.
        """
        self._rest += data
        if not self.format:
            self._read_magic()
        while self.format and self._read_frame():
            pass
        return len(data)

    def flush(self) -> None:
        """Do nothing; files have it."""

    def finish(self) -> None:
        """Check that the manifest was the last thing.

        Raises: BundleDamagedError.
        """
        if not self._ended or self._rest:
            raise damaged()

    def _read_magic(self) -> None:
        start = bytes(self._rest[: len(MAGIC)])
        if len(start) < len(MAGIC):
            return
        if start not in _FORMATS:
            raise too_new() if start.startswith(_FAMILY) else damaged()
        del self._rest[: len(MAGIC)]
        self.format = _FORMATS[start]

    def _read_frame(self) -> bool:
        if len(self._rest) < _HEADER.size:
            return False
        kind, size = _HEADER.unpack_from(self._rest)
        place = _ORDER[self.format].get(kind, -1)
        if self._ended or place < self._reached or size > MOST_FRAME_BYTES:
            raise damaged()
        self._reached = place
        body = _HEADER.size + size
        end = body + (SIGNATURE_BYTES if kind == MANIFEST else 0)
        if len(self._rest) < end:
            return False
        self._ended = kind == MANIFEST
        self._on_frame(kind, bytes(self._rest[_HEADER.size : body]), bytes(self._rest[body:end]))
        del self._rest[:end]
        return True
