"""A file that only takes room, to be given up when the disk is full.

On a full disk even deleting rows fails; the room of this file lets the open interview be saved.
"""

import os
from pathlib import Path

SIZE = 2 * 1024 * 1024


class Ballast:
    """The file `path` of `SIZE` random bytes."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def ensure(self) -> None:
        """Make the file where there is room for it."""
        try:
            if self._path.exists() and self._path.stat().st_size == SIZE:
                return
            self._path.touch(mode=0o600)
            with self._path.open("wb") as out:
                out.write(os.urandom(SIZE))
        except OSError:
            self._path.unlink(missing_ok=True)

    def give_up(self) -> bool:
        """Make room; return whether there was any to give."""
        if not self._path.exists():
            return False
        self._path.unlink()
        return True
