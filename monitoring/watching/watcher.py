"""The watch: ticks at each poll and just past each boundary, until it is told to stop.

Runs on one thread of its own; ``stop``, ``wake`` and ``explain`` may be called from any other.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from monitoring.board import BoardSnapshot
from monitoring.clock import Now, ticking
from monitoring.explain import NothingToExplain, explain
from monitoring.explaining import Explanation
from monitoring.judging.targets import Rulebook
from monitoring.ports import Ledger, StoreUnavailable
from monitoring.sms.texts import without_numbers
from monitoring.watching.engine import CASE_STORE, LEDGER, Engine, wait_seconds

JUMP_SECONDS = 30.0
"""The wall clock moved so much more (or less) than time did: the machine slept or its clock was set."""

T = TypeVar("T")
Publish = Callable[[BoardSnapshot], None]


class Watcher:
    """Drives one engine. ``new_book`` gives rules and calendar anew after the site's calendar changed.

    ``speed``: how much faster than time ``now`` goes (monitoring.clock.running_clock); ``poll_seconds`` are then of it.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        now: Now,
        poll_seconds: float,
        publish: Publish,
        new_book: Callable[[Ledger], Rulebook] | None = None,
        speed: float = 1.0,
    ) -> None:
        self.engine = engine
        self._speed = speed
        self._now = now
        self._poll_seconds = poll_seconds
        self._publish = publish
        self._new_book = new_book
        self._bell = threading.Event()
        self._stopped = threading.Event()
        self._asked: deque[tuple[Callable[[Engine], Any], Future[Any]]] = deque()
        self._poll_now = False
        self._loaded = False
        self._calendar_version: int | None = None

    def run(self) -> None:
        """Blocks until ``stop``. A store that is away never ends it; whatever does leaves no question unanswered."""
        try:
            self._watch()
        finally:
            self._stopped.set()
            self._refuse()
            self.close()

    def _watch(self) -> None:
        last_wall, last_time = self._now(), self._ticking()
        next_poll = last_time
        while not self._stopped.is_set():
            self._bell.clear()
            at, time = self._now(), self._ticking()
            if abs((at - last_wall).total_seconds() - (time - last_time)) > JUMP_SECONDS * self._speed:
                self._loaded = False
            last_wall, last_time = at, time
            if time >= next_poll or self._poll_now or not self._loaded:
                self._poll_now = False
                self._turn(at, poll=True)
                next_poll = self._ticking() + self._poll_seconds
            elif self._boundary_passed(at):
                self._turn(at, poll=False)
            self._answer()
            rest = min(next_poll - self._ticking(), wait_seconds(self.engine, self._now(), self._poll_seconds))
            self._bell.wait(max(0.0, rest) / self._speed)

    def close(self) -> None:
        """Gives both stores back. Only when ``run`` is over."""
        self.engine.store.close()
        self.engine.ledger.close()

    def stop(self) -> None:
        """Ends ``run`` after the tick in hand."""
        self._stopped.set()
        self._bell.set()

    def wake(self) -> None:
        """Polls at once."""
        self._poll_now = True
        self._bell.set()

    def explain(self, case_no: str, node_seq: int | None = None) -> Future[Explanation]:
        """The proof of a light, worked out on the engine's thread. Fails with StoreUnavailable or NothingToExplain."""
        return self.ask(lambda engine: explain_case(engine, case_no, self._now(), node_seq))

    def ask(self, question: Callable[[Engine], T]) -> Future[T]:
        """The answer to a question that only the engine's thread may put (monitoring.watching.queries)."""
        future: Future[T] = Future()
        self._asked.append((question, future))
        self._bell.set()
        if self._stopped.is_set():
            self._refuse()
        return future

    def _ticking(self) -> float:
        return ticking() * self._speed

    def _boundary_passed(self, at: datetime) -> bool:
        return wait_seconds(self.engine, at, self._poll_seconds) <= 0.005

    def _turn(self, at: datetime, *, poll: bool) -> None:
        if not self._loaded or self._calendar_moved(at):
            self._load(at)
            return
        self._publish(self.engine.tick(at, poll=poll))

    def _load(self, at: datetime) -> None:
        if self.engine.read_at is None:
            self._publish(replace(self.engine.snapshot(at), loading=0.0))
        try:
            self._take_calendar()
            self.engine.load(at)
            self._loaded = True
        except StoreUnavailable as away:
            self.engine.note_trouble(CASE_STORE, away, at)
        self._publish(self.engine.snapshot(self._now()))

    def _calendar_moved(self, at: datetime) -> bool:
        try:
            version = self.engine.ledger.calendar_version()
        except StoreUnavailable as away:
            self.engine.note_trouble(LEDGER, away, at)
            return False
        self.engine.note_ledger_read()
        return self._calendar_version != version

    def _take_calendar(self) -> None:
        """A calendar corrected by anybody: everything is judged again by it."""
        version = self.engine.ledger.calendar_version()
        if self._calendar_version is not None and version != self._calendar_version and self._new_book is not None:
            self.engine.change_book(self._new_book(self.engine.ledger))
        self._calendar_version = version

    def _answer(self) -> None:
        while self._asked:
            question, future = self._asked.popleft()
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(question(self.engine))
                except Exception as error:
                    future.set_exception(error)

    def _refuse(self) -> None:
        while self._asked:
            self._asked.popleft()[1].cancel()


def explain_case(engine: Engine, case_no: str, at: datetime, node_seq: int | None = None) -> Explanation:
    """Reads one case from the store and explains it. Raises StoreUnavailable or NothingToExplain."""
    block = engine.store.fetch([case_no])
    if not len(block):
        raise NothingToExplain(case_no)
    live = engine.options.live
    found = explain(engine.book, engine.catalogue, block.record(0), at, node_seq, live=live)
    return replace(found, problems=tuple((code, without_numbers(detail)) for code, detail in found.problems))
