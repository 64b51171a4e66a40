"""Questions to outbox and archive: put on the window's thread, answered one by one on another, delivered here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.window.shell.asking import call_if_there
from desktop.window.shell.pool import Pool
from monitoring.ports import StoreUnavailable
from resources import Words, words

if TYPE_CHECKING:
    from monitoring.archiving import ReportArchive
    from monitoring.stores.outbox.browsing import OutboxBrowser

log = logging.getLogger(__name__)


class Closing(Protocol):
    """What a clerk sits at."""

    def close(self) -> None: ...


T = TypeVar("T")
D = TypeVar("D", bound=Closing)
MakeDesk = Callable[[], "OutboxBrowser"]
MakeArchive = Callable[[], "ReportArchive"]


@dataclass(frozen=True, slots=True)
class _Question:
    put: Callable[[Any], Any]
    answered: Callable[[Any], None]
    failed: Callable[[str], None] | None


class Clerk(QObject, Generic[D]):
    """Asks a desk, which is made on its thread when it is first needed."""

    NOTHING = "nothing"
    """The code of a question that fails because there is no desk."""
    _arrived = Signal(object, object, object)

    def __init__(
        self, make_desk: Callable[[], D] | None, parent: QObject | None = None, say: Words | None = None
    ) -> None:
        """``make_desk`` None: there is nobody to ask, and every question fails with NOTHING."""
        super().__init__(parent)
        self._say = say or words()
        self._make_desk = make_desk
        self._desk: D | None = None
        self._pool = Pool(threads=1)
        self._open = 0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def there(self) -> bool:
        """Whether there is anybody to ask."""
        return self._make_desk is not None

    @property
    def busy(self) -> bool:
        """Whether a question is still open."""
        return self._open > 0

    def ask(
        self,
        question: Callable[[D], T],
        answered: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """As page_tools.AskOutbox and AskArchive say. Never calls back before it has returned, nor after the end."""
        if self._pool.start(partial(self.work, _Question(question, answered, failed))):
            self._open += 1

    def work(self, question: _Question) -> None:
        """On the clerk's thread."""
        try:
            answer = question.put(self._at_desk())
        except Exception as error:
            self._arrived.emit(question, None, error)
        else:
            self._arrived.emit(question, answer, None)

    def _at_desk(self) -> D:
        if self._make_desk is None:
            raise _NobodyThereError
        if self._desk is None:
            self._desk = self._make_desk()
        return self._desk

    @Slot(object, object, object)
    def _deliver(self, question: _Question, answer: Any, error: Exception | None) -> None:
        self._open -= 1
        if error is None:
            call_if_there(question.answered, answer)
        elif question.failed is not None:
            call_if_there(question.failed, self._why(error))

    def stop(self) -> bool:
        """Waits for the question in hand and closes the desk; False where it did not end within ten seconds."""
        ended = self._pool.stop()
        if ended and self._desk is not None:
            self._desk.close()
            self._desk = None
        return ended

    def _why(self, error: Exception) -> str:
        if isinstance(error, _NobodyThereError):
            return self.NOTHING
        if isinstance(error, StoreUnavailable):
            return self._say.store_detail(error.detail) or self._say.trouble(error.code)
        log.error("a question to the %s failed", type(self).__name__, exc_info=error)
        return "failed"


class OutboxClerk(Clerk["OutboxBrowser"]):
    """``outbox`` of the page tools."""

    NOTHING = "no_outbox"


class ArchiveClerk(Clerk["ReportArchive"]):
    """``archive`` of the page tools."""

    NOTHING = "no_archive"


class _NobodyThereError(Exception):
    """Nobody gave the window such a desk."""
