"""What the bars above a page say: what happened, what still works, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.failures import told
from resources import Words
from resources.spoken import moment
from widgets.banner import Notice

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot, Trouble

RETRY, ENGINE, DISMISS, CALENDAR = "unavailable", "engine", "fault", "calendar"


class Notices(QObject):
    """Makes notices of a snapshot and of what the bridge reports."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def of_snapshot(self, snapshot: BoardSnapshot) -> list[Notice]:
        """Stores that are away, years without calendar, the first load."""
        return list(self._of_snapshot(snapshot))

    def _of_snapshot(self, snapshot: BoardSnapshot) -> Iterator[Notice]:
        for trouble in snapshot.trouble:
            yield self._of_trouble(trouble, snapshot.at, read_before=snapshot.read_at is not None)
        if snapshot.calendar_unknown:
            yield self._of_calendar(snapshot.calendar_unknown)
        if snapshot.loading is not None:
            title = self.tr("Reading the case store: {percent} %").format(percent=int(snapshot.loading * 100))
            yield Notice("loading", title, progress=snapshot.loading, trouble=False)

    def _of_trouble(self, trouble: Trouble, at: datetime, *, read_before: bool) -> Notice:
        since = moment(self._words, trouble.since.replace(second=0, microsecond=0), at.date())
        title = self.tr("{store}: {what}, since {since}").format(
            store=self._words.store(trouble.store), what=self._words.trouble(trouble.code), since=since
        )
        parts = (self._what_still_works(trouble.store, read_before=read_before), self._what_to_do(trouble.code))
        return Notice(
            f"trouble:{trouble.store}",
            title,
            "\n".join((self._words.store_detail(trouble.detail), self._joined(parts))).strip(),
        )

    def _joined(self, sentences: Iterable[str]) -> str:
        return ("" if self._words.language == "zh_CN" else " ").join(sentences)

    def _what_still_works(self, store: str, *, read_before: bool) -> str:
        if store == "ledger":
            return self.tr(
                "Lights are shown as usual; cards wait and are written with their true moments once the ledger is back."
            )
        if read_before:
            return self.tr("The cases below are those read last; their clocks go on, their lights are hatched.")
        return self.tr("No case can be shown until then.")

    def _what_to_do(self, code: str) -> str:
        advice = {
            "unreachable": self.tr("Check the network and the database server."),
            "timeout": self.tr("Check the network and how busy the database server is."),
            "locked": self.tr("It is free again once the other program has finished."),
            "missing": self.tr("Check its address in the settings; the page “Doctor” says more."),
            "missing_column": self.tr(
                "Ask whoever looks after the database to restore the column; the page “Doctor” says more."
            ),
            "broken": self.tr("Restore it from a backup, or ask whoever looks after the database."),
        }
        return self._joined((advice.get(code, ""), self.tr("The program tries again by itself.")))

    def _of_calendar(self, years: tuple[int, ...]) -> Notice:
        named = ("、" if self._words.language == "zh_CN" else ", ").join(str(year) for year in years)
        return Notice(
            CALENDAR,
            self.tr("The working calendar lacks {years}").format(years=named),
            self.tr(
                "Cases that depend on it are not judged; all others are. Import the State Council's notice as soon as "
                "it is out."
            ),
            action=self.tr("Open the working calendar"),
        )

    def of_unavailable(self, code: str, detail: str, *, permanent: bool) -> Notice:
        """The stores could not be opened at all."""
        advice = (
            self.tr("Nothing can be watched until this is put right. Correct the settings, then try again.")
            if permanent
            else self.tr("Nothing can be watched until then. The program tries again every few seconds.")
        )
        title = self.tr("The database cannot be opened: {what}").format(what=self._words.trouble(code))
        again = self.tr("Try again")
        return Notice(RETRY, title, f"{self._words.store_detail(detail)}\n{advice}".strip(), action=again)

    def of_failed_engine(self) -> Notice:
        """The engine stopped by a fault of its own."""
        return Notice(
            ENGINE,
            self.tr("The supervision stopped by an internal fault and is being started again"),
            self.tr(
                "The list below is the last one worked out. "
                "If this stays, pass the log on to whoever looks after the program."
            ),
        )

    def of_fault(self) -> Notice:
        """A fault in the window itself."""
        return Notice(
            DISMISS,
            self.tr("The last action could not be done: an internal fault"),
            self.tr("The supervision goes on. The details are in the log."),
            action=self.tr("Understood"),
        )

    def of_failed_work(self, title: str, error: BaseException) -> Notice:
        """Long work (an export, an import) ended by an error."""
        return Notice(
            f"work:{title}",
            self.tr("Not done: {title}").format(title=title),
            told(error),
            action=self.tr("Understood"),
        )
