"""Long work off the window's thread, one job or several, each with progress and cancel."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.window.shell.asking import call_if_there
from desktop.window.shell.pool import Pool
from monitoring.clock import ticking

log = logging.getLogger(__name__)

T = TypeVar("T")
Progress = Callable[[float], bool]

TELL_EVERY_SECONDS: Final = 0.1
THREADS: Final = 2


class Job(QObject):
    """One piece of work. Its signals come on the window's thread."""

    moved = Signal(float)
    ended = Signal(object, object)
    """What it gave and the exception that ended it, one of them None."""

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.share = 0.0
        self.cancelled = False
        self._told_at = float("-inf")

    def progress(self, share: float) -> bool:
        """Called by the work on its thread; False once the user cancelled."""
        now = ticking()
        if now - self._told_at >= TELL_EVERY_SECONDS or share >= 1:
            self._told_at = now
            self.moved.emit(share)
        return not self.cancelled

    def do(self, work: Callable[[Progress], Any]) -> None:
        """Does the work, on a thread of the pool."""
        try:
            result = work(self.progress)
        except Exception as error:
            self.ended.emit(None, error)
        else:
            self.ended.emit(result, None)


class Background(QObject):
    """``run`` of the page tools."""

    changed = Signal()
    """A job began, went on or ended."""
    failed = Signal(str, object)
    """The title and the exception of a job that failed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = Pool(THREADS)
        self.jobs: list[Job] = []

    def run(self, title: str, work: Callable[[Progress], T], done: Callable[[T], None] | None = None) -> None:
        """As page_tools.Run says. Work that was cancelled calls nobody back; a window that was closed begins none."""
        job = Job(title, self)
        job.moved.connect(lambda share: self._move(job, share), Qt.ConnectionType.QueuedConnection)
        job.ended.connect(lambda result, error: self._end(job, done, result, error), Qt.ConnectionType.QueuedConnection)
        if self._pool.start(partial(job.do, work)):
            self.jobs.append(job)
            self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """Asks the job that is shown (the oldest one) to stop."""
        if self.jobs:
            self.jobs[0].cancelled = True
            self.changed.emit()

    def stop(self) -> bool:
        """Asks every job to stop and waits; False where one did not within ten seconds."""
        for job in self.jobs:
            job.cancelled = True
        return self._pool.stop()

    def _move(self, job: Job, share: float) -> None:
        job.share = min(1.0, max(0.0, share))
        self.changed.emit()

    def _end(self, job: Job, done: Callable[[Any], None] | None, result: Any, error: BaseException | None) -> None:
        if job in self.jobs:
            self.jobs.remove(job)
        job.deleteLater()
        self.changed.emit()
        if error is not None:
            if not job.cancelled:
                self.failed.emit(job.title, error)
        elif done is not None and not job.cancelled:
            call_if_there(done, result)
