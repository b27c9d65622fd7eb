"""The in-use lock: one running program per vault.

The operating system holds it and gives it back when the program ends in whatever way, so it never
has to be cleaned up after a crash.
"""

import json
import os
import socket
import sys
from pathlib import Path
from typing import BinaryIO

from kbh_desktop.errors import StorageError, VaultInUseError
from kbh_desktop.i18n import _

LOCK_FILE = "lock"
_LOCKED_BYTE = 1 << 30  # far behind the text, which others must be able to read on Windows


class InUseLock:
    """Holds the vault in `folder` until `release()`.

    Raises: VaultInUseError, StorageError.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / LOCK_FILE
        try:
            path.touch(mode=0o600)
            self._file: BinaryIO | None = path.open("r+b", buffering=0)
        except OSError as error:
            raise StorageError(
                _("The folder {folder} can't be written.").format(folder=folder)
            ) from error
        try:
            _lock(self._file)
        except OSError:
            holder = _holder(self._file)
            self._file.close()
            raise VaultInUseError(holder) from None
        self._file.truncate(0)
        self._file.write(json.dumps({"host": socket.gethostname(), "pid": os.getpid()}).encode())

    def release(self) -> None:
        """Give the vault back; calling it again does nothing."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _holder(file: BinaryIO) -> str:
    try:
        held = json.loads(file.read(1000))
        host, pid = str(held["host"]), int(held["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return _("The vault is open in another window. Close it there first.")
    return _("The vault is already open: by program no. {pid} on {host}. Close it there.").format(
        pid=pid, host=host
    )


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        file.seek(_LOCKED_BYTE)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0)
else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
