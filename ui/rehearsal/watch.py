"""Notices when a file is saved, however the other program does it."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_QUIET_MS = 200
"""Excel writes in several steps; the file is read once they are over."""


class FileWatch(QObject):
    """Says `saved` once the file at `path` is another than before.

    Most programs write a new file and rename it, so the folder is watched too.
    """

    saved = Signal()

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._seen = _stamp(path)
        self._watcher = QFileSystemWatcher([str(path), str(path.parent)], self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._look)
        self._watcher.fileChanged.connect(lambda _path: self._quiet.start())
        self._watcher.directoryChanged.connect(lambda _path: self._quiet.start())

    def _look(self) -> None:
        if str(self._path) not in self._watcher.files():
            self._watcher.addPath(str(self._path))  # a renamed file is a new one
        stamp = _stamp(self._path)
        if stamp not in (self._seen, None):
            self._seen = stamp
            self.saved.emit()


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
