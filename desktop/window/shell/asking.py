"""Questions to the engine: put on the window's thread, answered on the engine's, delivered on the window's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.window.bridge import EngineBridge
from monitoring.ports import StoreUnavailable

if TYPE_CHECKING:
    from monitoring.watching.engine import Engine

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Answer:
    future: Future[Any] | None
    answered: Callable[[Any], None]
    failed: Callable[[str], None] | None


class Asking(QObject):
    """``ask`` of the page tools."""

    _arrived = Signal(object)

    def __init__(self, bridge: EngineBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        question: Callable[[Engine], T],
        answered: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """As page_tools.Ask says. Never calls back before it has returned."""
        future = self._bridge.ask(question)
        answer = _Answer(future, answered, failed)
        if future is None:
            self._arrived.emit(answer)
        else:
            future.add_done_callback(lambda _: self._tell(answer))

    def _tell(self, answer: _Answer) -> None:
        """On the engine's thread."""
        if shiboken6.isValid(self):
            self._arrived.emit(answer)

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        future = answer.future
        error = None if future is None or future.cancelled() else future.exception()
        if future is not None and not future.cancelled() and error is None:
            call_if_there(answer.answered, future.result())
        elif answer.failed is not None:
            call_if_there(answer.failed, why(error))


def why(error: BaseException | None) -> str:
    """The code of a question that was not answered (page_tools.Ask)."""
    from monitoring.explain import NothingToExplain  # leads to numpy: not before the first window

    if error is None:
        return "no_engine"
    if isinstance(error, StoreUnavailable):
        return error.store or "case_store"
    if isinstance(error, NothingToExplain):
        return "gone"
    log.error("a question to the engine failed", exc_info=error)
    return "failed"


def call_if_there(callback: Callable[[Any], None], value: Any) -> None:
    """Calls back, unless the widget whose method it is has gone."""
    owner = _owner(callback)
    if owner is None or shiboken6.isValid(owner):
        callback(value)


def _owner(callback: Callable[..., None]) -> QObject | None:
    while isinstance(callback, partial):
        callback = callback.func
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None
