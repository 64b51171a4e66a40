"""Rings when scheduled reports are due and has their drafts made, on a thread of its own.

``schedule`` is the alarm and no more: it rings at every full minute. What is due is decided by the site's own clock and
the archive, so that a machine that slept, was off, or is set to another zone makes what is missing when it is back.
Of several workstations the one that gets the claim makes the draft; nothing is ever issued here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

import schedule

from desktop.errors import CommandError
from desktop.reporting.times import due_reports, made_periods
from desktop.settings.values import Reports
from monitoring.archiving import About, ReportArchive, ReportKind, ReportRecord
from monitoring.clock import Now
from monitoring.ports import StoreUnavailable

log = logging.getLogger(__name__)

LEASE_SECONDS: Final = 900.0
"""Longer than the largest report takes. A workstation that failed leaves its claim: nobody tries again before."""
FIRST_LOOK_SECONDS: Final = 20.0
"""After the start: the first picture of all lights comes before any report."""
LONGEST_SLEEP: Final = 20.0
"""The alarm goes by the machine's clock, which may be set while we wait."""

OnDraft = Callable[[ReportKind, str], None]
Stopped = Callable[[], bool]


class GivenUp(Exception):
    """The program ends while cases are being read: the draft is left to the next start, or to another workstation."""


def giving_up(stopped: Stopped) -> Callable[[int], None]:
    """What hears of the cases read, and ends the reading when it is told to. Raises GivenUp."""

    def heard(cases: int) -> None:
        if stopped():
            raise GivenUp

    return heard


class Drafting(Protocol):
    """What makes drafts (``Reporter``)."""

    archive: ReportArchive

    def make_scheduled_draft(self, about: About, at: datetime) -> ReportRecord | None: ...

    def close(self) -> None: ...


class ReportTurn:
    """One look at what is due. ``maker``: this process, in no other's words. Not for several threads at once.

    ``open_reporter`` is given what ``giving_up`` wants.
    """

    def __init__(self, settings: Reports, open_reporter: Callable[[Stopped], Drafting], now: Now, maker: str) -> None:
        self._settings = settings
        self._open = open_reporter
        self._now = now
        self._maker = maker
        self._settled: tuple[About, ...] | None = None

    def look(self, on_draft: OnDraft, stopped: Stopped = lambda: False) -> int:
        """Makes what is due and not made; how many. Raises StoreUnavailable where the archive is away."""
        made = 0
        for about in self._due():
            if stopped():
                break
            made += self._make(about, on_draft, stopped)
        return made

    def _due(self) -> list[About]:
        """Without asking the archive, where nothing new is due since it last said that all is made."""
        nothing_made = due_reports(self._settings, self._now(), lambda kind: ())
        if self._settled == tuple(nothing_made):
            return []
        reporter = self._open(lambda: False)
        try:
            due = due_reports(self._settings, self._now(), lambda kind: _made(reporter, kind))
        finally:
            reporter.close()
        self._settled = tuple(nothing_made) if not due else None
        return due

    def _make(self, about: About, on_draft: OnDraft, stopped: Stopped) -> int:
        reporter = self._open(stopped)
        try:
            if not reporter.archive.claim(about, self._maker, LEASE_SECONDS):
                return 0
            made_meanwhile = about.period in _made(reporter, about.kind)
            record = None if made_meanwhile else self._tried(reporter, about)
            if record is not None or made_meanwhile or stopped():
                reporter.archive.release(about, self._maker)
            if record is None:
                return 0
        finally:
            reporter.close()
        on_draft(about.kind, about.period)
        return 1

    def _tried(self, reporter: Drafting, about: About) -> ReportRecord | None:
        """One report that cannot be made does not keep the others from being made."""
        try:
            return reporter.make_scheduled_draft(about, self._now())
        except GivenUp:
            pass
        except StoreUnavailable as away:
            log.warning("the draft %s %s waits: %s", about.kind, about.period, away.code)
        except CommandError as error:
            log.warning("the draft %s %s could not be made: %s", about.kind, about.period, error.what)
        except Exception as fault:  # the place goes to the log, the data it happened on does not
            log.error("the draft %s %s could not be made", about.kind, about.period, exc_info=fault)
        return None


def _made(reporter: Drafting, kind: ReportKind) -> set[str]:
    return made_periods(reporter.archive.records(kind=kind))


class ReportLoop:
    """Looks soon after the start and at every full minute until told to stop; whatever goes wrong is tried again."""

    def __init__(self, turn: ReportTurn, on_draft: OnDraft, *, first_look_seconds: float = FIRST_LOOK_SECONDS) -> None:
        self._first_look_seconds = first_look_seconds
        self._turn = turn
        self._on_draft = on_draft
        self._bell = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self._away = ""

    def start(self) -> None:
        self._thread = threading.Thread(target=self.run, name="reports", daemon=True)
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> bool:
        """Whether it ended in time. A draft in hand is given up with the process; its claim runs out."""
        self._stopped.set()
        self._bell.set()
        if self._thread is not None:
            self._thread.join(seconds)
            return not self._thread.is_alive()
        return True

    def run(self) -> None:
        """Blocks until ``stop``."""
        self._bell.wait(self._first_look_seconds)
        alarm = schedule.Scheduler()
        alarm.every().minute.at(":00").do(self._look)
        if not self._stopped.is_set():
            self._look()
        while not self._stopped.is_set():
            self._bell.wait(min(max(alarm.idle_seconds or 0.0, 0.0), LONGEST_SLEEP))
            if not self._stopped.is_set():
                alarm.run_pending()

    def _look(self) -> None:
        try:
            self._turn.look(self._on_draft, self._stopped.is_set)
            self._away = ""
        except StoreUnavailable as away:
            if away.code != self._away:  # once, not every minute of a night
                log.warning("the schedule of reports waits for the ledger: %s", away.code)
            self._away = away.code
        except Exception as fault:  # the alarm must go on ringing
            log.error("the schedule of reports failed", exc_info=fault)
