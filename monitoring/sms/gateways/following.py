"""What became of SMS at a gateway that has to be asked: those that it took from this program, now and then.

Only what this program has sent is followed, and only while it runs: the promise does not rest on it (an SMS that was
accepted stays accepted), it tells people more.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from monitoring.clock import ticking
from monitoring.sms.gateway import Found, LookUp, Report

PULL_SECONDS: Final = 30.0
"""Between two questions to a gateway for what happened: they count as requests there, and have their limits."""
ASKED_AT_ONCE: Final = 5
GIVE_UP_SECONDS: Final = 72 * 3600.0
"""So long may a phone be switched off until the operator gives up."""
MOST_FOLLOWED: Final = 5_000


class Pace:
    """Lets one through in so many seconds; the first at once."""

    def __init__(self, seconds: float = PULL_SECONDS, clock: Callable[[], float] = ticking) -> None:
        self._seconds = seconds
        self._clock = clock
        self._next: float | None = None

    def is_due(self) -> bool:
        now = self._clock()
        if self._next is not None and now < self._next:
            return False
        self._next = now + self._seconds
        return True


@dataclass(frozen=True, slots=True)
class _Followed:
    mobile: str = field(repr=False)
    sent_at: datetime
    since: float


class Following:
    def __init__(
        self,
        look_up: Callable[[str, str, datetime], LookUp],
        pace: Pace | None = None,
        clock: Callable[[], float] = ticking,
    ) -> None:
        self._look_up = look_up
        self._pace = pace or Pace(clock=clock)
        self._clock = clock
        self._lock = threading.Lock()
        self._open: OrderedDict[str, _Followed] = OrderedDict()

    def accepted(self, token: str, mobile: str, sent_at: datetime) -> None:
        with self._lock:
            self._open[token] = _Followed(mobile, sent_at, self._clock())
            while len(self._open) > MOST_FOLLOWED:
                self._open.popitem(last=False)

    def reports(self) -> list[Report]:
        """Asks for a few, those first that were not asked for the longest time."""
        if not self._open or not self._pace.is_due():
            return []
        with self._lock:
            some = list(self._open.items())[:ASKED_AT_ONCE]
        return [report for token, followed in some if (report := self._ask(token, followed)) is not None]

    def _ask(self, token: str, followed: _Followed) -> Report | None:
        found = self._look_up(token, followed.mobile, followed.sent_at)
        is_final = isinstance(found, Found) and found.state != "accepted"
        with self._lock:
            if is_final or self._clock() - followed.since > GIVE_UP_SECONDS:
                self._open.pop(token, None)
            elif token in self._open:
                self._open.move_to_end(token)
        return (
            Report(token, found.gateway_id, None, found.state, None, found.detail) if isinstance(found, Found) else None
        )
