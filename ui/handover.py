"""Hands a file that was double-clicked to the program that is open already.

Only the file's path travels, through a local socket that this user alone may open.
"""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 1_500
_LONGEST_PATH = 32 * 1024


class Handover(QObject):
    """Listens for files while the program runs on the vault in `folder`."""

    received = Signal(Path)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._talking: list[QLocalSocket] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)
        name = _name(folder)
        if not self._server.listen(name) and not _is_answered(name):
            QLocalServer.removeServer(name)  # left behind by a crash
            self._server.listen(name)

    def _take(self) -> None:
        connection = self._server.nextPendingConnection()
        self._talking.append(connection)
        connection.readyRead.connect(self._read)
        connection.disconnected.connect(self._drop)
        self._read()  # it may have spoken already

    def _read(self) -> None:
        for connection in list(self._talking):
            said = bytes(connection.read(_LONGEST_PATH).data()).decode("utf-8", "replace")
            if said:
                connection.write(b"1")
                connection.flush()
                self.received.emit(Path(said))

    def _drop(self) -> None:
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        for connection in [each for each in self._talking if each.state() == gone]:
            self._talking.remove(connection)
            connection.deleteLater()


def hand_over(folder: Path, file: Path) -> bool:
    """Give `file` to the program that has the vault in `folder` open; say whether one took it."""
    connection = QLocalSocket()
    connection.connectToServer(_name(folder))
    if not connection.waitForConnected(_PATIENCE_MS):
        return False
    connection.write(str(file.absolute()).encode())
    connection.flush()
    taken = connection.waitForReadyRead(_PATIENCE_MS)
    connection.disconnectFromServer()
    return taken


def _is_answered(name: str) -> bool:
    connection = QLocalSocket()
    connection.connectToServer(name)
    return connection.waitForConnected(_PATIENCE_MS)


def _name(folder: Path) -> str:
    digest = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()
    return f"kbh-desktop-{digest[:16]}"
