"""Takes the files of a bundle in, piece by piece, inside the transaction of its changes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from kbh_desktop.bundles.frames import damaged
from kbh_desktop.storage import blobs

MOST_BYTES = 32 << 20
"""The largest content that is taken in."""
ADDRESS_BYTES = 32
_ADDRESS = re.compile(r"[0-9a-f]{64}")


@dataclass(slots=True)
class _Coming:
    """Content that arrives in pieces."""

    address: str
    size: int
    hashed: Any = field(default_factory=sha256)
    arrived: int = 0
    pieces: int = 0


class ContentIntake:
    """Keeps the content that a bundle announced and that is not here; checks each by its hash.

    With `keeping` false it only counts.
    """

    def __init__(self, session: Session, *, keeping: bool) -> None:
        self._session = session
        self._keeping = keeping
        self._announced: dict[str, int] = {}
        self._coming: _Coming | None = None
        self._done: set[str] = set()
        self.new = 0

    def announce(self, lines: Iterable[tuple[Any, Any]]) -> None:
        """Expect the content with these addresses and sizes in bytes.

        Raises: BundleDamagedError.
        """
        for address, size in lines:
            is_size = type(size) is int and 0 < size <= MOST_BYTES
            if not (is_size and is_address(address)) or address in self._announced:
                raise damaged()
            self._announced[address] = size

    def take(self, body: bytes) -> None:
        """Take the body of one content frame.

        Raises: BundleDamagedError.
        """
        address, piece = body[:ADDRESS_BYTES].hex(), body[ADDRESS_BYTES:]
        coming = self._coming
        if coming is None or coming.address != address:
            coming = self._begin(address)
        coming.arrived += len(piece)
        if not piece or len(piece) > blobs.PIECE_BYTES or coming.arrived > coming.size:
            raise damaged()
        coming.hashed.update(piece)
        if self._keeping:
            blobs.keep_piece(self._session, address, coming.pieces, piece)
        coming.pieces += 1
        if coming.arrived == coming.size:
            self._end(coming)

    def finish(self) -> None:
        """Check that all that was announced has come.

        Raises: BundleDamagedError.
        """
        if self._done != self._announced.keys():
            raise damaged()

    def drop_what_is_not_ours(self) -> None:
        """Drop what came but no record here refers to; called once the records are there."""
        if self.new and self._keeping:
            self.new = max(0, self.new - blobs.drop_unreferenced(self._session))

    @property
    def count(self) -> int:
        """How many pieces of content came, known or new."""
        return len(self._done)

    def _begin(self, address: str) -> _Coming:
        unexpected = address not in self._announced or address in self._done
        if unexpected or self._coming is not None:
            raise damaged()
        self._coming = _Coming(address, self._announced[address])
        return self._coming

    def _end(self, coming: _Coming) -> None:
        if coming.hashed.hexdigest() != coming.address:
            raise damaged()
        self._coming = None
        self._done.add(coming.address)
        if not blobs.has(self._session, coming.address):
            self.new += 1
            if self._keeping:
                blobs.keep_whole(self._session, coming.address, coming.size)


def is_address(value: object) -> bool:
    """Return whether `value` is a SHA-256 as it is written."""
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None
