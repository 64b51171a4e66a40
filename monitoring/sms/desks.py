"""Makes the desk for each turn of the sender: the cases as they are now, the rules, the numbers, read when needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from monitoring.judging.blocks_judging import judge_block
from monitoring.judging.columns import JudgedCases
from monitoring.judging.targets import Rulebook
from monitoring.ports import CaseStore
from monitoring.records import Catalogue
from monitoring.sms.deciding import Desk
from monitoring.sms.due import Cause, Planner, causes


@dataclass(frozen=True, slots=True)
class Desks:
    """Everything a sender needs to look at cases by itself. ``store`` is the sender's own."""

    store: CaseStore
    book: Callable[[], Rulebook]
    planner: Planner
    live: bool = True

    def open(self, now: datetime) -> Looks:
        """The looks of one turn at ``now``."""
        return Looks(self, now)


class Looks:
    """What one turn reads, at most once. Raises StoreUnavailable when it is first needed and the store is away."""

    def __init__(self, desks: Desks, now: datetime) -> None:
        self._desks = desks
        self.now = now

    @cached_property
    def desk(self) -> Desk:
        planner = self._desks.planner
        working = self._book.working
        return Desk(self.now, planner.rules, planner.hours, working, self.numbers, self._rejudge, self._stands)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Usable mobile numbers by officer_id."""
        return self._desks.planner.numbers()

    @cached_property
    def _book(self) -> Rulebook:
        return self._desks.book()

    @cached_property
    def _catalogue(self) -> Catalogue:
        return self._desks.store.catalogue()

    def _stands(self, judged: JudgedCases) -> Iterator[Cause]:
        return causes(self._catalogue, judged, self.now)

    def _rejudge(self, case_nos: Sequence[str]) -> JudgedCases:
        block = self._desks.store.fetch(case_nos)
        return judge_block(self._book, self._catalogue, block, self.now, live=self._desks.live)
