"""One window for one user and one ledger: a second start raises the first one's window."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir, QLockFile, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

CALL: Final = b"raise\n"
WAIT_MILLISECONDS: Final = 2_000


class SingleInstance(QObject):
    """A lock file says who is first; a local socket carries the second one's call."""

    called = Signal()
    """Another start asks this one's window to come to the front."""

    def __init__(self, of: str, parent: QObject | None = None) -> None:
        """``of``: what there may be one window of (the ledger's address)."""
        super().__init__(parent)
        self._name = _name(of)
        self._lock = QLockFile(str(Path(QDir.tempPath()) / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # held as long as the window runs; the lock of a dead process is broken
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._take)

    def first(self) -> bool:
        """Whether this is the first window; if not, the first one was called."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            self._call()
            return False
        # a folder where no lock can be written must not keep the window shut: two windows are the smaller harm
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Makes room for the next window."""
        self._server.close()
        self._lock.unlock()

    def _call(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT_MILLISECONDS):
            socket.write(CALL)
            socket.waitForBytesWritten(WAIT_MILLISECONDS)
            socket.disconnectFromServer()

    @Slot()
    def _take(self) -> None:
        while self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            self.called.emit()


def _name(of: str) -> str:
    """A short name that is the same for one user and one ledger and says nothing of either."""
    return "emonitor-" + hashlib.sha256(f"{Path.home()}\n{of}".encode()).hexdigest()[:16]
