"""Delivery reports of a gateway that hands each of them out once: fetched by one program, stored, and only then read.

Whatever dies after the batch was stored leaves it there, and whoever looks next takes its reports. What is fetched and
cannot be stored (the ledger is away) is held, and nothing more is fetched until it is stored.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from monitoring.ports import StoreUnavailable
from monitoring.sms.gateway import Batch, BatchKeeper, Report
from monitoring.sms.gateways.following import Pace

log = logging.getLogger(__name__)

LEASE_SECONDS: Final = 120.0
"""Longer than a fetch takes: who fetches keeps its turn while it lives, and another one takes over soon after."""
MOST_BYTES: Final = 50_000_000
"""Of one batch: the answer to a send is short, but a batch that is cut off would be lost."""


class Pulling:
    """``fetch`` asks the gateway for a batch (None: there is nothing, or no answer); ``read`` takes it apart."""

    def __init__(
        self,
        gateway: str,
        keeper: BatchKeeper,
        fetch: Callable[[], bytes | None],
        read: Callable[[bytes], list[Report]],
        pace: Pace | None = None,
    ) -> None:
        self._gateway = gateway
        self._keeper = keeper
        self._fetch = fetch
        self._read = read
        self._pace = pace or Pace()
        self._held: bytes | None = None
        self._at_turn = False

    def reports(self) -> list[Report]:
        """All that is stored and not taken yet; a new batch is fetched now and then. Raises StoreUnavailable."""
        if self._held is not None:
            self._store(self._held)
        if not self._pace.is_due():
            return []
        self._at_turn = self._keeper.my_turn(LEASE_SECONDS)
        if self._at_turn:
            body = self._fetch()
            if body is not None:
                self._held = body
                self._store(body)
        return [report for batch in self._keeper.stored() for report in self._reports_of(batch)]

    def close(self) -> None:
        """A last try to store what is held, and the turn is another one's. Never raises."""
        try:
            if self._held is not None:
                self._store(self._held)
            if self._at_turn:
                self._keeper.give_turn_back()
        except StoreUnavailable as away:
            log.warning("the turn to fetch reports of %s could not be given back: %s", self._gateway, away.code)
        self._at_turn = False

    def _store(self, body: bytes) -> None:
        self._keeper.keep(body)
        self._held = None

    def _rows_of(self, batch: Batch) -> list[Report]:
        """A batch that cannot be read is set aside: it may not stand in the way of those that come after it."""
        try:
            return self._read(batch.body)
        except Exception as fault:
            log.error("reports of %s: %s", self._gateway, type(fault).__name__)
            return []

    def _reports_of(self, batch: Batch) -> list[Report]:
        reports = self._rows_of(batch)
        if not reports:
            log.error("reports of %s cannot be read; they are kept as sms_pulls %d", self._gateway, batch.number)
            self._keeper.set_aside(batch)
        return [replace(report, batch=batch.number) for report in reports]
