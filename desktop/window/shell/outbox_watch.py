"""What the edges of the window say of the warnings by SMS: how many need a person, and whether anybody sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from monitoring.clock import ticking
from resources import Words
from resources.spoken import moment
from widgets.banner import Notice

if TYPE_CHECKING:
    from desktop.window.shell.clerk import OutboxClerk
    from monitoring.sms.outbox import Counts

LOOK_SECONDS: Final = 5.0
SENDER_GRACE_SECONDS: Final = 45.0
"""A sender that begins with the window has given its first sign by then."""
LONGEST_WAIT: Final = timedelta(minutes=10)
SHOW: Final = "sms:"
"""The key of each notice of SMS begins so; its button opens the page of warnings."""


class OutboxWatch(QObject):
    """Counts the outbox every few seconds. ``gateway``: which one the settings name, 'none' for none."""

    counted = Signal(int, int)
    """Unknown ones and failed ones."""
    noticed = Signal(object)
    """The notices that hold now, a list."""

    def __init__(self, clerk: OutboxClerk, gateway: str, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._clerk = clerk
        self._gateway = gateway
        self._words = words
        self._asked_at = float("-inf")
        self._began: float | None = None
        self._waiting = False

    def go_on(self, now: datetime) -> None:
        """A second has passed."""
        if not self._clerk.there or self._waiting or ticking() - self._asked_at < LOOK_SECONDS:
            return
        if self._began is None:
            self._began = ticking()
        self._waiting, self._asked_at = True, ticking()
        self._clerk.ask(lambda desk: (desk.counts(now), desk.held(), now), self._take, self._fail)

    def _take(self, answer: tuple[Counts, int, datetime]) -> None:
        from desktop.window.sms.groups import DOUBTFUL, FAILED, counted

        self._waiting = False
        counts, held, now = answer
        groups = counted(counts.by_state)
        self.counted.emit(groups[DOUBTFUL], groups[FAILED])
        self.noticed.emit(list(self._notices(counts, held, now)))

    def _fail(self, why: str) -> None:
        """A ledger that is away has a message of its own."""
        self._waiting = False

    def _notices(self, counts: Counts, held: int, now: datetime) -> Iterator[Notice]:
        if self._gateway == "none":
            return
        for gateway, reason in counts.stopped.items():
            yield self._of_stopped(gateway, reason)
        watched = ticking() - (self._began or ticking())
        if not counts.senders_alive and watched >= SENDER_GRACE_SECONDS:
            yield self._notice("nobody", self.tr("No program is sending warnings"), self._about_senders())
        if held:
            yield self._of_held(held)
        oldest = counts.oldest_pending_at
        if oldest is not None and now - oldest > LONGEST_WAIT and not counts.stopped:
            since = moment(self._words, oldest.replace(second=0, microsecond=0), now.date())
            title = self.tr("A warning that may go out has been waiting since {since}").format(since=since)
            text = self.tr("The gateway may be away or slow. Everything is kept and goes out as soon as it can.")
            yield self._notice("waiting", title, text)

    def _about_senders(self) -> str:
        return self.tr(
            "Warnings are kept and go out as soon as one runs: this window, another workstation, or emonitor watch. "
            "If this stays, restart the program and look at the doctor."
        )

    def _of_held(self, count: int) -> Notice:
        """The first start asks before it sends what is older than a day."""
        title = self.tr("{count} warnings from before the first use of SMS are held back").format(count=f"{count:,}")
        text = self.tr("Decide on the page of warnings whether they are sent. New ones go out as usual.")
        return replace(self._notice("held", title, text), trouble=False)

    def _of_stopped(self, gateway: str, reason: str) -> Notice:
        title = self.tr("The gateway {gateway} takes nothing: {reason}")
        said = self._words.phrase("sms_reasons", reason)
        text = self.tr(
            "Correct its account, password or signature in the settings. It is tried again by itself; nothing is lost."
        )
        return self._notice(f"stopped:{gateway}", title.format(gateway=gateway, reason=said), text)

    def _notice(self, key: str, title: str, text: str) -> Notice:
        return Notice(f"{SHOW}{key}", title, text, action=self.tr("Show the warnings"))
