"""Finds what changed in a store that belongs to somebody else, whatever its writers do.

Three nets, each for what the one before lets through:

1. The store's version says whether anything was committed at all.
2. A watermark on ``updated_at`` with an overlap finds ordinary changes at once. Rows of the overlap are read again at
   each poll and compared by content: rows with the same second, or with an older one, may become visible later.
3. A reconcile goes round all keys, some thousand at each poll, and compares every case. It finds what no watermark
   can: commits later than the overlap, changes without ``updated_at``, rows that vanished. A small store is gone round
   at once.

What was found stays in ``_Found`` until a poll comes to its end: a store that goes away in the middle loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy import Connection

from monitoring.blocks import CaseBlock
from monitoring.clock import Now, site_clock
from monitoring.codes import ProblemCode
from monitoring.ports import Changes, chunks
from monitoring.stores.assembling import Chunk, picked
from monitoring.stores.memory import UNKNOWN, Memory, Page, hashes_of
from monitoring.stores.reading import Reader
from monitoring.stores.statements import Range
from monitoring.stores.watermark import Watermarks

BLOCK: Final = 4096
FRESH_AT_ONCE: Final = 20_000
"""Changed rows of one table that one poll takes; the rest follows with the next."""
OVERLAP_AT_ONCE: Final = 5000
"""Rows of one table in the overlap that one poll reads again; where there are more, they take turns."""


@dataclass(frozen=True, slots=True)
class PollSettings:
    """``overlap_seconds``: longer than the writers' longest transaction. ``slice``: cases compared at each poll.

    ``whole_below``: a store with fewer cases is compared as a whole whenever anything in it changed.
    """

    overlap_seconds: int = 300
    slice: int = 2000
    whole_below: int = 50_000


@dataclass(slots=True)
class _Found:
    blocks: list[CaseBlock] = field(default_factory=list)
    vanished: dict[str, None] = field(default_factory=dict)

    def add(self, block: CaseBlock) -> None:
        if len(block):
            self.blocks.append(block)
            for case_no in block.case_no:
                self.vanished.pop(case_no, None)


class Poller:
    def __init__(self, reader: Reader, settings: PollSettings, now: Now | None) -> None:
        self._reader = reader
        self._settings = settings
        self._watermarks = Watermarks(reader, settings.overlap_seconds, _latest_sensible(now), FRESH_AT_ONCE)
        self._found = _Found()
        self._forget()

    def _forget(self) -> None:
        self._memory = Memory()
        self._version: Any = None
        self._turn, self._round = 0, 0
        self._pages_due = 1
        self._keyless = 0
        self._found = _Found()

    # loading

    def load(self) -> Iterator[CaseBlock]:
        """All cases, remembered. Each block is one read transaction: a case is never torn, and no writer waits long.

        What is committed between two blocks is found by the next poll.
        """
        self._forget()
        self._version = self._reader.run(self._start)
        after = None
        while True:
            chunk = self._reader.range(Range(after), BLOCK)
            if chunk.last_key is not None:
                self._remember(chunk)
                after = chunk.last_key
            if len(chunk.block):
                yield chunk.block
            if not chunk.is_full:
                break
        self._pages_due = 0

    def load_named(self, case_nos: list[str]) -> Iterator[CaseBlock]:
        """Only these; the rest of the store is new to the next poll."""
        self._forget()
        for part in chunks(sorted(set(case_nos)), BLOCK):
            chunk = self._reader.named(part)
            self._learn(chunk, np.ones(len(chunk.block), np.bool_))
            if len(chunk.block):
                yield chunk.block

    def _start(self, connection: Connection) -> Any:
        version = self._reader.version_in(connection)
        self._watermarks.start(connection)
        self._keyless = self._reader.keyless_in(connection)
        return version

    def _remember(self, chunk: Chunk) -> None:
        case_nos = chunk.block.case_no
        self._memory.add_loaded(case_nos, chunk.prints)
        size = self._settings.slice
        if chunk.has_text_keys:
            for first in range(0, len(case_nos) - size, size):
                part = case_nos[first : first + size]
                self._memory.add_page(Page.of(part[-1], part))
            case_nos = case_nos[(len(case_nos) - 1) // size * size :]
        self._memory.add_page(Page.of(chunk.last_key, case_nos, chunk.without_key))

    # polling

    def is_unchanged(self, version: Any) -> bool:
        return version is not None and version == self._version and not self._pages_due and not self._watermarks.behind

    def poll(self, connection: Connection, version: Any) -> None:
        """Looks for changes inside one read transaction; ``handed_over`` gives what was found."""
        if version is None or version != self._version:
            self._pages_due = len(self._memory.pages)
            self._watermarks.look_again()
        for part in chunks(self._watermarks.candidates(connection, OVERLAP_AT_ONCE), BLOCK):
            self._compare_named(connection, part)
        self._reconcile(connection)
        self._version = version

    def handed_over(self) -> Changes:
        found, self._found = self._found, _Found()
        return Changes(tuple(found.blocks), tuple(found.vanished), problems=self.problems)

    @property
    def problems(self) -> tuple[tuple[str, str, str], ...]:
        rows = self._keyless + sum(page.without_key for page in self._memory.pages if page.without_key)
        return (("", ProblemCode.KEY_MISSING.value, f"cases.case_no: {rows}"),) if rows else ()

    def _compare_named(self, connection: Connection, case_nos: list[str]) -> None:
        chunk = self._reader.named_in(connection, case_nos)
        self._take(chunk)
        there = set(chunk.block.case_no)
        self._take_vanished([case_no for case_no in case_nos if case_no not in there])

    def _take(self, chunk: Chunk, *, in_page: bool = False) -> None:
        """Hands over what differs from what is known, and knows it from now on."""
        if not len(chunk.block):
            return
        known = self._memory.index.known(hashes_of(chunk.block.case_no))
        differs = known != chunk.prints
        if not in_page:
            for row in np.flatnonzero(known == UNKNOWN):
                self._memory.loose.setdefault(chunk.block.case_no[row], self._round)
        if differs.any():
            self._found.add(picked(chunk.block, differs))
            self._learn(chunk, differs)
            self._memory.count += int((known == UNKNOWN).sum())

    def _learn(self, chunk: Chunk, rows: Any) -> None:
        self._memory.index.learn(hashes_of(chunk.block.case_no)[rows], chunk.prints[rows])

    def _take_vanished(self, case_nos: list[str]) -> None:
        hashes = hashes_of(case_nos)
        known = self._memory.index.known(hashes) != UNKNOWN
        self._memory.index.learn(hashes[known], np.full(int(known.sum()), UNKNOWN))
        self._memory.count -= int(known.sum())
        for case_no, was_known in zip(case_nos, known, strict=True):
            self._memory.loose.pop(case_no, None)
            if was_known:
                self._found.vanished[case_no] = None

    # going round

    def _reconcile(self, connection: Connection) -> None:
        budget = self._settings.slice
        if self._memory.count < self._settings.whole_below:
            budget = 2**62
        while self._pages_due > 0 and budget > 0:
            budget -= self._reconcile_page(connection)

    def _reconcile_page(self, connection: Connection) -> int:
        """Compares the page whose turn it is; returns how many cases that were."""
        pages, turn = self._memory.pages, self._turn
        page = pages[turn]
        after = pages[turn - 1].bound if turn else None
        size = self._settings.slice
        chunk = self._reader.range_in(connection, Range(after, page.bound), 2 * size)
        self._take(chunk, in_page=True)
        there = set(chunk.block.case_no)
        missing = [case_no for case_no in page.case_nos if case_no not in there]
        for case_no in chunk.block.case_no:
            self._memory.loose.pop(case_no, None)
        if chunk.is_full:
            # the rest of this range is the next page; what was not seen here may be there
            pages[turn : turn + 1] = [
                Page.of(chunk.last_key, chunk.block.case_no, chunk.without_key),
                Page.of(page.bound, missing),
            ]
            self._pages_due += 1
        else:
            pages[turn] = Page.of(page.bound, chunk.block.case_no, chunk.without_key)
            self._take_vanished(missing)
        self._next_turn(connection)
        return max(len(chunk.block), 1)

    def _next_turn(self, connection: Connection) -> None:
        pages = self._memory.pages
        self._pages_due -= 1
        if not pages[self._turn].packed and self._turn < len(pages) - 1:
            del pages[self._turn]
        else:
            self._turn += 1
        if self._turn >= len(pages):
            self._turn = 0
            self._end_round(connection)

    def _end_round(self, connection: Connection) -> None:
        """A number that was found before this round began and was met on no page is not there any more."""
        overdue = [case_no for case_no, found_in in self._memory.loose.items() if found_in < self._round]
        self._round += 1
        for part in chunks(overdue, BLOCK):
            self._compare_named(connection, part)
        if self._memory.loose:
            # met on no page in this round: either their page had its turn before they came, or they are gone
            self._pages_due = max(self._pages_due, len(self._memory.pages))
        self._keyless = self._reader.keyless_in(connection)


def _latest_sensible(now: Now | None) -> Now:
    """Moments of change after this are nonsense: a day of leave for clocks that go wrong."""
    if now is not None:
        return lambda: now() + timedelta(days=1)
    universal = site_clock(ZoneInfo("UTC"))
    return lambda: universal() + timedelta(days=1, hours=14)
