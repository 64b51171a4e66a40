"""The warnings that are missing in the ledger: written in the same transaction as the cards of the same cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from monitoring.judging.columns import JudgedCases
from monitoring.ports import Ledger, SmsWarning
from monitoring.records import Catalogue
from monitoring.sms.due import Planner
from monitoring.worktime import WorkingCalendar

NEVER: Final = float("inf")
LOOK_BACK: Final = 7_200.0
"""Seconds before the last look within which warnings that were called off are noticed, however late."""
LOOK_FOR: Final = 120.0
"""Seconds for which a warning that was called off is looked at again.

The sender judges by the store as it is at its moment: while the platform rewrites a case in two steps that is neither
the old state nor the new one, and where the engine sees no change nobody would notice.
"""


class Warner:
    """Compares what should exist with what does."""

    def __init__(self, ledger: Ledger, planner: Planner) -> None:
        self._ledger = ledger
        self._planner = planner
        self._start: datetime | None = None
        self._looked_until = NEVER
        self._noticed: dict[tuple[int, float], float] = {}
        """When each warning that was called off was first noticed here."""

    def to_look_at_again(self) -> list[str]:
        """Cases whose warnings were called off lately: are they called for after all? Raises StoreUnavailable."""
        found, now = self._ledger.called_off(self._looked_until - LOOK_BACK)
        self._looked_until = now
        self._noticed = {one: self._noticed.get(one, now) for one in found}
        return [found[one] for one, noticed in self._noticed.items() if now - noticed <= LOOK_FOR]

    def begin(self) -> None:
        """Everything is about to be looked at anyway. Raises StoreUnavailable."""
        _, self._looked_until = self._ledger.called_off(NEVER)

    def missing(
        self, catalogue: Catalogue, judged: JudgedCases, at: datetime, calendar: WorkingCalendar, *, live: bool = True
    ) -> list[SmsWarning]:
        """What the ledger lacks for these cases. ``live``: ``at`` is the present. Raises StoreUnavailable."""
        if self._start is None:
            self._start = self._ledger.sms_start(at, note=live, old=self._planner.held_back)
        wanted = self._planner.wanted(catalogue, judged, at, calendar, self._start)
        if not wanted:
            return []
        known = self._ledger.warning_keys([warning.case_no for warning in wanted.values()])
        lacking = [warning for key, warning in wanted.items() if key not in known]
        if not lacking:
            return []
        numbers = self._planner.numbers()
        return [replace(warning, mobile=numbers.get(warning.recipient, "")) for warning in lacking]
