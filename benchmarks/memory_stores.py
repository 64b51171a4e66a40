"""A case store and a ledger that are nothing but memory: what is timed on them is the engine alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from monitoring.blocks import CaseBlock, block_of
from monitoring.codes import CardLevel
from monitoring.ports import (
    CalendarFile,
    Card,
    CardTally,
    Changes,
    IssuedCard,
    KnownSighting,
    Reign,
    TickWrite,
    WriteResult,
)
from monitoring.records import CaseRecord, Catalogue

Key = tuple[str, int | None, str, str, datetime]


class MemoryCaseStore:
    """Blocks as they are, and single cases that were put over them."""

    def __init__(self, blocks: Sequence[CaseBlock], catalogue: Catalogue) -> None:
        self._blocks = list(blocks)
        self._catalogue = catalogue
        self._place: dict[str, tuple[int, int]] = {}
        self._put: dict[str, CaseRecord | None] = {}
        self._changed: dict[str, None] = {}

    def put(self, case: CaseRecord) -> None:
        self._put[case.case_no] = case
        self._changed[case.case_no] = None

    def drop(self, case_no: str) -> None:
        self._put[case_no] = None
        self._changed[case_no] = None

    def record(self, case_no: str) -> CaseRecord | None:
        """The case as it is now; None where it is gone."""
        if case_no in self._put:
            return self._put[case_no]
        if not self._place:
            numbered = enumerate(self._blocks)
            self._place = {no: (at, row) for at, block in numbered for row, no in enumerate(block.case_no)}
        place = self._place.get(case_no)
        return None if place is None else self._blocks[place[0]].record(place[1])

    def catalogue(self) -> Catalogue:
        return self._catalogue

    def load(self, case_nos: Sequence[str] | None = None) -> Iterator[CaseBlock]:
        self._changed = {}
        if case_nos is not None:
            yield self.fetch(case_nos)
            return
        for block in self._blocks:
            yield self._with_puts(block)
        known = {case_no for block in self._blocks for case_no in block.case_no} if self._put else set()
        fresh = [case for case_no, case in self._put.items() if case is not None and case_no not in known]
        if fresh:
            yield block_of(fresh)

    def fetch(self, case_nos: Sequence[str]) -> CaseBlock:
        found = (self.record(case_no) for case_no in sorted(set(case_nos)))
        return block_of([case for case in found if case is not None])

    @property
    def problems(self) -> tuple[tuple[str, str, str], ...]:
        return ()

    def poll(self) -> Changes:
        changed, self._changed = self._changed, {}
        if not changed:
            return Changes()
        vanished = tuple(case_no for case_no in changed if self.record(case_no) is None)
        return Changes(blocks=(self.fetch(list(changed)),), vanished=vanished)

    def close(self) -> None:
        pass

    def _with_puts(self, block: CaseBlock) -> CaseBlock:
        if self._put.keys().isdisjoint(block.case_no):
            return block
        there = (self._put.get(no, block.record(row)) for row, no in enumerate(block.case_no))
        return block_of([case for case in there if case is not None])


class MemoryLedger:
    """ports.Ledger in dictionaries."""

    def __init__(self) -> None:
        self._cards: dict[str, dict[Key, IssuedCard]] = {}
        self._sightings: dict[str, KnownSighting] = {}
        self._count = 0

    def write(self, tick: TickWrite) -> WriteResult:
        wrong = {revocation.card_id for revocation in tick.revocations}
        for of_case in self._cards.values() if wrong else ():
            for key in [key for key, issued in of_case.items() if issued.card_id in wrong]:
                del of_case[key]
        new = tuple(card for card in tick.cards if self._issue(card, tick.noticed_at))
        for seen in tick.sightings:
            self._sightings[seen.case_no] = KnownSighting(tick.noticed_at, seen.fingerprint, None, None)
        return WriteResult(len(new), len(wrong), new)

    def _issue(self, card: Card, at: datetime) -> bool:
        key = (card.case_no, card.node_seq, card.level.value, card.reason.value, card.deadline)
        of_case = self._cards.setdefault(card.case_no, {})
        if key in of_case:
            return False
        self._count += 1
        of_case[key] = IssuedCard(self._count, card, at, "issued")
        return True

    def cards(self, case_nos: Sequence[str] | None = None, *, state: str | None = None) -> Iterator[IssuedCard]:
        for case_no in self._cards if case_nos is None else case_nos:
            of_case = self._cards.get(case_no, {})
            yield from (issued for issued in of_case.values() if state is None or issued.state == state)

    def sightings(self, case_nos: Sequence[str] | None = None) -> Iterator[tuple[str, KnownSighting]]:
        for case_no in self._sightings if case_nos is None else case_nos:
            known = self._sightings.get(case_no)
            if known is not None:
                yield case_no, known

    def calendar_days(self) -> CalendarFile:
        return CalendarFile(days=())

    def import_calendar(self, file: CalendarFile, at: datetime) -> int:
        raise NotImplementedError("this ledger keeps no calendar")

    def drop_calendar_days(self, days: Sequence[date], years: Sequence[int] = ()) -> int:
        raise NotImplementedError("this ledger keeps no calendar")

    def examine(self) -> None:
        pass

    def use_rules(self, version: str, profile: str, at: datetime, *, note: bool = True) -> list[Reign]:
        return [Reign(version, None, None)]

    def past_profile(self, version: str) -> None:
        return None

    def cards_since(
        self,
        since: datetime,
        newest: int | None = None,
        *,
        until: datetime | None = None,
        level: CardLevel | None = None,
    ) -> list[IssuedCard]:
        found = [
            issued
            for issued in self.cards()
            if issued.card.became_true_at >= since
            and (until is None or issued.card.became_true_at < until)
            and level in (None, issued.card.level)
        ]
        return sorted(found, key=lambda issued: issued.card.became_true_at, reverse=True)[:newest]

    def card_tally(self, since: datetime) -> list[CardTally]:
        standing = (one.card for one in self.cards_since(since) if one.state == "issued")
        of = Counter((card.unit_id, card.became_true_at.date(), card.level) for card in standing)
        return [CardTally(*key, count) for key, count in of.items()]

    def calendar_version(self) -> int:
        return 0

    def close(self) -> None:
        pass
