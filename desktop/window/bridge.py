"""The one-way bridge between engine and window: frozen values come in as signals, small commands go out.

The engine's objects are made, run and dropped on one thread of their own. A store that cannot be opened is reported and
tried again; nothing the engine does wrong ends the program.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

from PySide6.QtCore import QObject, QThread, Signal, Slot

from monitoring.ports import StoreUnavailable

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot
    from monitoring.watching.engine import Engine

log = logging.getLogger(__name__)

T = TypeVar("T")

RETRY_SECONDS: Final = 5.0
STOP_MILLISECONDS: Final = 10_000


class Watcher(Protocol):
    """What the window needs of the engine (monitoring.watcher.Watcher). Every call is thread safe."""

    def run(self) -> None:
        """Watches until ``stop``."""

    def stop(self) -> None: ...

    def wake(self) -> None: ...

    def ask(self, question: Callable[[Engine], T]) -> Future[T]: ...


MakeWatcher = Callable[["Callable[[BoardSnapshot], None]"], Watcher]


class _Engine(QObject):
    """Lives on the engine's thread."""

    arrived = Signal()
    unavailable = Signal(str, str, bool)
    failed = Signal()

    def __init__(self, make_watcher: MakeWatcher, retry_seconds: float) -> None:
        super().__init__()
        self._make_watcher = make_watcher
        self._retry_seconds = retry_seconds
        self._lock = threading.Lock()
        self._again = threading.Event()
        self._stopping = False
        self._watcher: Watcher | None = None
        self._at_once = False
        self.latest: BoardSnapshot | None = None

    @Slot()
    def run(self) -> None:
        while not self._stopping:
            self._watch_once()
            if not self._stopping:
                self._again.wait(0 if self._at_once else self._retry_seconds)
                self._again.clear()
        QThread.currentThread().quit()

    def _watch_once(self) -> None:
        make = self._make_watcher
        self._at_once = False
        try:
            watcher = make(partial(self._publish, make))
            if not self._hold(watcher) or make is not self._make_watcher:
                watcher.stop()
            watcher.run()  # one that was told to stop already only gives its stores back
        except StoreUnavailable as error:
            self.unavailable.emit(error.code, error.detail, error.permanent)
        except Exception:  # a fault of the engine must not take the window down
            log.exception("the engine stopped; it is started again")
            self.failed.emit()
        finally:
            self._hold(None)

    def _hold(self, watcher: Watcher | None) -> bool:
        with self._lock:
            self._watcher = watcher
            return not self._stopping

    def _publish(self, make: MakeWatcher, snapshot: BoardSnapshot) -> None:
        if make is self._make_watcher:  # what went before has nothing to say any more
            self.latest = snapshot
            self.arrived.emit()

    # called from the window's thread

    def stop(self) -> None:
        with self._lock:
            self._stopping = True
            watcher = self._watcher
        if watcher is not None:
            watcher.stop()
        self._again.set()

    def use(self, make_watcher: MakeWatcher) -> None:
        with self._lock:
            self._make_watcher, self.latest, self._at_once = make_watcher, None, True
            watcher = self._watcher
        if watcher is not None:
            watcher.stop()
        self._again.set()

    def wake(self) -> None:
        with self._lock:
            watcher = self._watcher
        if watcher is not None:
            watcher.wake()
        self._again.set()

    def ask(self, question: Callable[[Engine], Any]) -> Future[Any] | None:
        with self._lock:
            watcher = self._watcher
        return None if watcher is None else watcher.ask(question)


class EngineBridge(QObject):
    """The window's end of the bridge. Every signal arrives on the window's thread."""

    snapshot = Signal(object)
    """A BoardSnapshot; while the window is busy, older ones are passed over."""
    unavailable = Signal(str, str, bool)
    """code, detail and permanent of a StoreUnavailable: the stores could not be opened."""
    failed = Signal()
    """The engine stopped by a fault of its own (it is in the log) and is started again."""

    def __init__(
        self, make_watcher: MakeWatcher, parent: QObject | None = None, *, retry_seconds: float = RETRY_SECONDS
    ) -> None:
        super().__init__(parent)
        self._last: BoardSnapshot | None = None
        self._thread = QThread(self)
        self._thread.setObjectName("engine")
        self._engine = _Engine(make_watcher, retry_seconds)
        self._engine.moveToThread(self._thread)
        self._thread.started.connect(self._engine.run)
        self._engine.arrived.connect(self._hand_on)
        self._engine.unavailable.connect(self.unavailable)
        self._engine.failed.connect(self.failed)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> bool:
        """Asks the engine to stop and waits for it; False where it did not within ten seconds."""
        self._engine.stop()
        return self._thread.wait(STOP_MILLISECONDS)

    def use(self, make_watcher: MakeWatcher) -> None:
        """Another engine takes the place of this one, after the tick in hand; until it has a board there is none."""
        self._last = None
        self._engine.use(make_watcher)

    def wake(self) -> None:
        """Polls, or tries to open the stores, at once."""
        self._engine.wake()

    def ask(self, question: Callable[[Engine], T]) -> Future[T] | None:
        """Puts a question to the engine on its thread; None while there is no engine."""
        return self._engine.ask(question)

    @property
    def latest(self) -> BoardSnapshot | None:
        """The newest board that was handed on."""
        return self._last

    @Slot()
    def _hand_on(self) -> None:
        latest = self._engine.latest
        if latest is not None and latest is not self._last:
            self._last = latest
            self.snapshot.emit(latest)
