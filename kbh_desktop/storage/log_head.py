"""A small file beside the database that knows the last committed change.

One damaged bit in a write-ahead log is no error to SQLite: it silently drops the commits behind
it. So the number of the last change is kept here too, written after each commit and compared
when the database is opened.
"""

import os
from pathlib import Path
from zlib import crc32

_SLOT = 64


class LogHead:
    """Two slots of `<arrival> <change id> <checksum>`, written in turn; a torn one is ignored."""

    def __init__(self, path: Path) -> None:
        path.touch(mode=0o600)
        self._file = path.open("r+b", buffering=0)
        self._next = 0
        self.arrival, self.change_id = 0, ""
        for slot in (0, 1):
            self._file.seek(slot * _SLOT)
            read = _parse(self._file.read(_SLOT))
            if read and read[0] >= self.arrival:
                self.arrival, self.change_id = read
                self._next = 1 - slot

    def write(self, arrival: int, change_id: str) -> None:
        """Remember the newest change, on the disk when this returns."""
        line = f"{arrival} {change_id}"
        slot = f"{line} {crc32(line.encode()):08x}\n".ljust(_SLOT).encode()
        self._file.seek(self._next * _SLOT)
        self._file.write(slot)
        os.fsync(self._file.fileno())
        self.arrival, self.change_id, self._next = arrival, change_id, 1 - self._next

    def reset(self, arrival: int, change_id: str) -> None:
        """Start again from `arrival`, after a restored backup."""
        self._file.truncate(0)
        self.write(arrival, change_id)

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


def _parse(slot: bytes) -> tuple[int, str] | None:
    parts = slot.decode("ascii", "replace").split()
    if len(parts) != 3:  # noqa: PLR2004 - arrival, id, checksum
        return None
    arrival, change_id, checksum = parts
    if f"{crc32(f'{arrival} {change_id}'.encode()):08x}" != checksum:
        return None
    return int(arrival), change_id
