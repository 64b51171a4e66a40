"""Which rows say that they changed since we last looked, by table: the second net of monitoring.stores.polling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from monitoring.blocks import UNREADABLE
from monitoring.clock import Now
from monitoring.moments import from_seconds, to_seconds
from monitoring.stores.parsing import key, moment, moment_text
from monitoring.stores.reading import Reader, rows
from monitoring.stores.statements import CASE_TABLES

LOOKED_AT_FOR_LATEST: Final = 50
"""Rows among which a readable moment is looked for, latest first."""


@dataclass(slots=True)
class _Mark:
    seconds: int | None = None
    """The latest moment of change seen; None: none that could be read."""
    swept: int | None = None
    """Up to where the overlap was read again, while that takes several polls; None: it starts anew."""


class Watermarks:
    """One mark per table. ``behind``: there were more changes than one poll takes."""

    def __init__(self, reader: Reader, overlap_seconds: int, latest_sensible: Now, fresh_at_once: int) -> None:
        self._reader = reader
        self._overlap = max(overlap_seconds, 1)
        self._latest_sensible = latest_sensible
        self._fresh_at_once = fresh_at_once
        self._marks = {name: _Mark() for name in CASE_TABLES}
        self.behind = False

    def start(self, connection: Connection) -> None:
        """Marks the latest moments there are."""
        self._marks = {name: _Mark(self._latest(connection, name)) for name in CASE_TABLES}
        self.behind = False

    def look_again(self) -> None:
        self.behind = True

    def candidates(self, connection: Connection, overlap_rows: int) -> list[str]:
        """Numbers of cases with rows after the mark (as many as one poll takes) or in the overlap before it."""
        if not self.behind:
            return []
        self.behind = False
        found: dict[str, None] = {}
        for name, mark in self._marks.items():
            latest = self._latest(connection, name)
            if latest is not None and (mark.seconds is None or latest < mark.seconds):
                # first moments at all, or an older copy of the store was put in its place
                mark.seconds, mark.swept = latest, None
            if mark.seconds is not None:
                self._sweep_overlap(connection, name, mark, overlap_rows, found)
                self._take_fresh(connection, name, mark, found)
        return list(found)

    def _sweep_overlap(
        self, connection: Connection, name: str, mark: _Mark, limit: int, found: dict[str, None]
    ) -> None:
        """Rows of the overlap, some at each poll where they are very many (an import that gave all the same second)."""
        end = mark.seconds or 0
        start = end - self._overlap if mark.swept is None else mark.swept
        last, is_full = self._take(connection, name, (start, end), limit, found)
        mark.swept = None
        if is_full and last is not None and last < end:
            mark.swept = max(last - 1, start + 1)

    def _take_fresh(self, connection: Connection, name: str, mark: _Mark, found: dict[str, None]) -> None:
        sensible = to_seconds(self._latest_sensible())
        last, is_full = self._take(connection, name, (mark.seconds or 0, sensible), self._fresh_at_once, found)
        if last is not None:
            mark.seconds = last
        self.behind |= is_full

    def _take(
        self, connection: Connection, name: str, span: tuple[int, int], limit: int, found: dict[str, None]
    ) -> tuple[int | None, bool]:
        """Adds the cases of rows of this span; gives the last moment read, and whether there may be more."""
        after, upto = (self._bound(edge) for edge in span)
        changed = rows(connection, self._reader.statements.changed(name, after, upto, limit))
        last = None
        for raw_key, updated_at in changed:
            seconds = moment(updated_at)
            if seconds > UNREADABLE:
                last = seconds if last is None else max(last, seconds)
            case_no = key(raw_key)
            if case_no is not None:
                found[case_no] = None
        return last, len(changed) >= limit

    def _latest(self, connection: Connection, name: str) -> int | None:
        upto = self._bound(to_seconds(self._latest_sensible()))
        latest = rows(connection, self._reader.statements.latest(name, upto, LOOKED_AT_FOR_LATEST))
        return max((seconds for row in latest if (seconds := moment(row[0])) > UNREADABLE), default=None)

    def _bound(self, seconds: int) -> str | datetime | Any:
        return moment_text(seconds) if self._reader.connection.is_sqlite else from_seconds(seconds)
