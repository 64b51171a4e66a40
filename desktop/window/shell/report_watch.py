"""Says that a draft waits for a person: the schedule makes them on one workstation, all are told until they look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from monitoring.clock import ticking
from resources import Words
from widgets.banner import Notice

if TYPE_CHECKING:
    from desktop.window.memory import Memory
    from desktop.window.shell.clerk import ArchiveClerk
    from monitoring.archiving import ReportArchive, ReportRecord

LOOK_SECONDS: Final = 30.0
DRAFT: Final = "draft:"
"""The key of each notice begins so, the report's follows; its button opens it."""
SEEN_KEY: Final = "reports/seen"
KEPT: Final = 60
"""So many are remembered: more drafts than ever wait at a time."""


class ReportWatch(QObject):
    """Looks at the archive now and then. What somebody here has opened is not told again, whatever becomes of it."""

    noticed = Signal(object)
    """The notices that hold now, a list."""

    def __init__(self, clerk: ArchiveClerk, memory: Memory, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self._memory = memory
        self._words = words
        self._asked_at = float("-inf")
        self._waiting = False
        self._found: Sequence[ReportRecord] = ()

    def go_on(self, now: datetime) -> None:
        """A second has passed."""
        if not self._clerk.there or self._waiting or ticking() - self._asked_at < LOOK_SECONDS:
            return
        self._waiting, self._asked_at = True, ticking()
        self._clerk.ask(untouched, self._take, self._fail)

    def put_away(self, report_id: str) -> None:
        """Somebody opens this one."""
        mark_seen(self._memory, report_id)
        self._tell()

    def _take(self, found: Sequence[ReportRecord]) -> None:
        self._waiting = False
        self._found = found
        self._tell()

    def _fail(self, why: str) -> None:
        """A ledger that is away has a message of its own."""
        self._waiting = False

    def _tell(self) -> None:
        seen = self._memory.text(SEEN_KEY).split()
        waiting = [record for record in self._found if record.report_id not in seen]
        self.noticed.emit([self._notice(waiting)] if waiting else [])

    def _notice(self, waiting: Sequence[ReportRecord]) -> Notice:
        """One for all of them; its button opens the newest."""
        newest = waiting[0]
        from desktop.window.reports.record_texts import RecordTexts  # leads to the modules of figures

        name = RecordTexts(self._words, self).name(newest.about)
        title = self.tr("The draft of {name} is made: check and issue it.").format(name=name)
        if len(waiting) > 1:
            title = self.tr("{count} drafts are made: check and issue them. The newest is {name}")
            title = title.format(count=len(waiting), name=name)
        return Notice(f"{DRAFT}{newest.report_id}", title, "", action=self.tr("Check and issue"), trouble=False)


def mark_seen(memory: Memory, report_id: str) -> None:
    """Somebody here has looked at this report."""
    others = [one for one in memory.text(SEEN_KEY).split() if one != report_id]
    memory.keep_text(SEEN_KEY, " ".join([*others[-KEPT:], report_id]))


def untouched(archive: ReportArchive) -> list[ReportRecord]:
    """Weekly and monthly drafts of periods that are over, that nobody edited: as the schedule makes them."""
    from desktop.reporting.times import period_of
    from monitoring.archiving import ReportKind, ReportState

    drafts = archive.records(states=(ReportState.DRAFT,))
    kinds = (ReportKind.WEEKLY, ReportKind.MONTHLY)
    regular = [record for record in drafts if record.about.kind in kinds and not record.edited]
    return [record for record in regular if record.cutoff >= period_of(record.about).end]
