"""Questions to the outbox: put on the window's thread, answered one by one on another, delivered on the window's."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from desktop.window.shell.asking import call_if_there
from monitoring.ports import StoreUnavailable
from widgets.qt import override

if TYPE_CHECKING:
    from monitoring.stores.outbox_browsing import OutboxBrowser

log = logging.getLogger(__name__)

T = TypeVar("T")
MakeDesk = Callable[[], "OutboxBrowser"]
STOP_MILLISECONDS: Final = 10_000


@dataclass(frozen=True, slots=True)
class _Question:
    put: Callable[[Any], Any]
    answered: Callable[[Any], None]
    failed: Callable[[str], None] | None


class _Runner(QRunnable):
    def __init__(self, clerk: OutboxClerk, question: _Question) -> None:
        super().__init__()
        self._clerk = clerk
        self._question = question

    @override
    def run(self) -> None:
        self._clerk.work(self._question)


class OutboxClerk(QObject):
    """``outbox`` of the page tools. The desk is made on its thread when it is first needed."""

    _arrived = Signal(object, object, object)

    def __init__(self, make_desk: MakeDesk | None, parent: QObject | None = None) -> None:
        """``make_desk`` None: there is no outbox to ask, and every question fails with 'no_outbox'."""
        super().__init__(parent)
        self._make_desk = make_desk
        self._desk: OutboxBrowser | None = None
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def there(self) -> bool:
        """Whether there is an outbox at all."""
        return self._make_desk is not None

    @property
    def busy(self) -> bool:
        """Whether a question is still open."""
        return self._open > 0

    def ask(
        self,
        question: Callable[[OutboxBrowser], T],
        answered: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """As page_tools.AskOutbox says. Never calls back before it has returned."""
        self._open += 1
        self._pool.start(_Runner(self, _Question(question, answered, failed)))

    def work(self, question: _Question) -> None:
        """On the clerk's thread."""
        try:
            answer = question.put(self._at_desk())
        except Exception as error:
            self._arrived.emit(question, None, error)
        else:
            self._arrived.emit(question, answer, None)

    def _at_desk(self) -> OutboxBrowser:
        if self._make_desk is None:
            raise _NoOutboxError
        if self._desk is None:
            self._desk = self._make_desk()
        return self._desk

    @Slot(object, object, object)
    def _deliver(self, question: _Question, answer: Any, error: Exception | None) -> None:
        self._open -= 1
        if error is None:
            call_if_there(question.answered, answer)
        elif question.failed is not None:
            call_if_there(question.failed, _why(error))

    def stop(self) -> bool:
        """Waits for the question in hand and closes the desk; False where it did not end within ten seconds."""
        self._pool.clear()
        ended = self._pool.waitForDone(STOP_MILLISECONDS)
        if ended and self._desk is not None:
            self._desk.close()
            self._desk = None
        return ended


class _NoOutboxError(Exception):
    """Nobody gave the window an outbox."""


def _why(error: Exception) -> str:
    if isinstance(error, _NoOutboxError):
        return "no_outbox"
    if isinstance(error, StoreUnavailable):
        return error.detail or error.code
    log.error("a question to the outbox failed", exc_info=error)
    return "failed"
