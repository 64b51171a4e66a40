"""One piece of work after the other: each tells the page how it ended, cancelled and failed ones too."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from desktop.window.page_tools import Run
from desktop.window.shell.asking import call_if_there

T = TypeVar("T")
Progress = Callable[[float], bool]


class Cancelled(Exception):
    """Somebody pressed Cancel; nothing was written."""


@dataclass(frozen=True, slots=True)
class _Work:
    title: str
    work: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None


class Bench(QObject):
    """``run``: of the page tools; what fails becomes a message bar there as well."""

    changed = Signal()
    """A piece of work began or ended."""
    _ended = Signal(object, object, object)

    def __init__(self, run: Run, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._waiting: deque[_Work] = deque()
        self._in_hand: _Work | None = None
        self._ended.connect(self._take)

    @property
    def busy(self) -> bool:
        """Whether anything is in hand or waits."""
        return self._in_hand is not None or bool(self._waiting)

    def do(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """``work`` off the window's thread, after what was asked for before; then one of the others on it."""
        self._waiting.append(_Work(title, work, done, failed))
        self._begin()

    def _begin(self) -> None:
        if self._in_hand is None and self._waiting:
            one = self._in_hand = self._waiting.popleft()
            self.changed.emit()
            self._run(one.title, lambda progress: self._work(one, progress))

    def _work(self, one: _Work, progress: Progress) -> None:
        """On the worker's thread. The shell calls nobody back where somebody cancelled: we do."""
        try:
            result = one.work(progress)
        except Exception as error:
            self._tell(one, None, error)
            raise
        self._tell(one, result, None)

    def _tell(self, one: _Work, result: Any, error: Exception | None) -> None:
        if shiboken6.isValid(self):
            self._ended.emit(one, result, error)

    @Slot(object, object, object)
    def _take(self, one: _Work, result: Any, error: Exception | None) -> None:
        self._in_hand = None
        if error is None:
            call_if_there(one.done, result)
        elif one.failed is not None:
            call_if_there(one.failed, error)
        self._begin()
        self.changed.emit()
