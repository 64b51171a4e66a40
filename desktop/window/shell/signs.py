"""What the edges of the window say of the board: counts beside the pages, time, age of the data, work in hand."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from desktop.window import pages
from desktop.window.edges import BottomLine, TopLine
from desktop.window.shell.background import Background
from desktop.window.shell.freshness import Freshness
from desktop.window.shell.side_bar import SideBar
from monitoring.codes import Light
from resources import Words

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot


class Signs(QObject):
    """Keeps top line, side bar and bottom line up to date."""

    def __init__(
        self, top: TopLine, side: SideBar, bottom: BottomLine, fresh: Freshness, work: Background, words: Words
    ) -> None:
        super().__init__(top)
        self._top = top
        self._side = side
        self._bottom = bottom
        self._fresh = fresh
        self._work = work
        self._words = words

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime) -> None:
        """Counts of a new board."""
        self._show_reds(pages.CASES, snapshot.counts.get(Light.RED, 0))
        self._show_reds(pages.NODES, snapshot.node_counts.get(Light.RED, 0))
        problems = len(snapshot.problems)
        count = f"{problems:,}" if problems else ""
        self._side.show_count(pages.number_of(pages.PROBLEMS), count, count)
        self._bottom.show_problems(problems)
        self.show_time(now)

    @Slot(int, int)
    def show_warnings(self, doubtful: int, failed: int) -> None:
        """SMS that need a person."""
        count = f"{doubtful + failed:,}" if doubtful + failed else ""
        self._side.show_count(pages.number_of(pages.SMS), count, count)
        self._bottom.show_warnings(doubtful, failed)

    def show_time(self, now: datetime) -> None:
        """A second has passed."""
        self._top.show_now(now)
        self._bottom.show_age(self._fresh.age(now), stale=self._fresh.stale(now), away=self._fresh.away())

    @Slot()
    def show_work(self) -> None:
        """The oldest job, and how many others there are."""
        jobs = self._work.jobs
        if jobs:
            first = jobs[0]
            self._bottom.show_work(first.title, first.share, others=len(jobs) - 1, stopping=first.cancelled)
        else:
            self._bottom.show_work("", 0.0)

    def _show_reds(self, key: str, count: int) -> None:
        text = f"{count:,}" if count else ""
        said = f"{self._words.light(Light.RED.code)} {text}" if count else ""
        self._side.show_count(pages.number_of(key), text, said, Light.RED.code if count else "")
