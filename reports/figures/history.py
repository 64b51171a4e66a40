"""All cases as they stood before a cut-off, and as they stood before any earlier one.

Lights, outcomes and cards come from judging what the case store says, never from the ledger: figures do not depend on
whether the program ran. A cut-off is exclusive: what happens in that very second belongs to the time after it, so that
what one period leaves over is what the next one begins with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import numpy as np

from monitoring.blocks import CaseBlock, block_of
from monitoring.judging.targets import Rulebook
from monitoring.moments import ceil_seconds
from monitoring.records import Catalogue
from reports.figures.blocks_cut import cut
from reports.figures.columns import Cards, Cases, Keys, Part, Rows, Stops, Visits, chosen, joined
from reports.figures.parts import part_of

_JUST_BEFORE = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class History:
    """Columns as of a cut-off (naive wall clock). ``book`` and ``catalogue`` are those it was judged by."""

    book: Rulebook = field(repr=False)
    catalogue: Catalogue = field(repr=False)
    cutoff: datetime
    keys: Keys = field(repr=False)
    part: Part = field(repr=False)
    blocks: tuple[CaseBlock, ...] = field(repr=False)
    unknown_years: frozenset[int] = frozenset()

    @property
    def cases(self) -> Cases:
        return self.part.cases

    @property
    def visits(self) -> Visits:
        return self.part.visits

    @property
    def cards(self) -> Cards:
        return self.part.cards

    @property
    def stops(self) -> Stops:
        return self.part.stops

    @property
    def end(self) -> int:
        """The cut-off in wall-clock seconds: the first second that has not happened yet."""
        return ceil_seconds(self.cutoff)

    def at(self, moment: datetime) -> History:
        """The same cases as of an earlier moment: what was over by then is kept, all else is judged again.

        ValueError for a moment after the cut-off: nobody knows what was to come.
        """
        if moment == self.cutoff:
            return self
        if moment > self.cutoff:
            raise ValueError(f"the history ends at {self.cutoff}, before {moment}")
        until, cases = ceil_seconds(moment), self.cases
        over = ~cases.open & cases.judged & (cases.settled < until)
        again = np.flatnonzero(~over & (cases.received < until))
        parts = [chosen(self.part, np.flatnonzero(over)), *self._judged_again(again, moment)]
        whole = joined(parts)
        order: Rows = np.lexsort((whole.cases.row, whole.cases.block))
        return replace(self, cutoff=moment, part=chosen(whole, order))

    def _judged_again(self, rows: Rows, moment: datetime) -> Iterable[Part]:
        of_block, row = self.cases.block[rows], self.cases.row[rows]
        for number in np.unique(of_block).tolist():
            mine = row[of_block == number]
            part, _ = part_of(
                self.book, self.catalogue, self.keys, number, cut(self.blocks[number], mine), moment - _JUST_BEFORE
            )
            yield Part(replace(part.cases, row=mine[part.cases.row]), part.visits, part.cards, part.stops)


class HistoryBuilder:
    """Takes the blocks of a case store one by one."""

    def __init__(self, book: Rulebook, catalogue: Catalogue, cutoff: datetime) -> None:
        self._book, self._catalogue, self._cutoff = book, catalogue, cutoff
        self._keys = Keys()
        self._blocks: list[CaseBlock] = []
        self._parts: list[Part] = []
        self._unknown: set[int] = set()

    def add(self, block: CaseBlock) -> None:
        """Whole cases, each once."""
        number = len(self._blocks)
        part, unknown = part_of(self._book, self._catalogue, self._keys, number, block, self._cutoff - _JUST_BEFORE)
        self._blocks.append(block)
        self._parts.append(part)
        self._unknown |= unknown

    def done(self) -> History:
        if not self._parts:
            self.add(block_of([]))
        part = joined(self._parts)
        self._parts = []
        return History(
            self._book, self._catalogue, self._cutoff, self._keys, part, tuple(self._blocks), frozenset(self._unknown)
        )


def history_of(book: Rulebook, catalogue: Catalogue, blocks: Iterable[CaseBlock], cutoff: datetime) -> History:
    """The history that some blocks tell."""
    builder = HistoryBuilder(book, catalogue, cutoff)
    for block in blocks:
        builder.add(block)
    return builder.done()
