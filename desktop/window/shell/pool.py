"""Threads for work in Python, off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRunnable, QThreadPool

from widgets.qt import override

STOP_MILLISECONDS: Final = 10_000
_unended: Final[list[QThreadPool]] = []


class _Runner(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._work = work

    @override
    def run(self) -> None:
        self._work()


class Pool:
    """At most so many jobs at a time; nothing begins once it was stopped.

    A QThreadPool that is destroyed waits for its threads and holds Python's lock meanwhile, for which they wait: a job
    that begins while its window is being destroyed stops the program for good. So a pool takes no job after its end,
    and one whose job did not end in time is never destroyed.
    """

    def __init__(self, threads: int) -> None:
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._stopped = False

    def start(self, work: Callable[[], None]) -> bool:
        """Begins a job as soon as a thread is free; False where the pool was stopped."""
        if not self._stopped:
            self._pool.start(_Runner(work))
        return not self._stopped

    def stop(self) -> bool:
        """Drops what has not begun and waits for the rest; False where a job did not end within ten seconds."""
        self._stopped = True
        self._pool.clear()
        ended = self._pool.waitForDone(STOP_MILLISECONDS)
        if not ended and self._pool not in _unended:
            _unended.append(self._pool)
        return ended
