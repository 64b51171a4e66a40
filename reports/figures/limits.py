"""Limits and time used in office seconds, for many cases and visits at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, UNREADABLE, CaseBlock, Seconds
from monitoring.judging.many_targets import ManyTargets, assigned, dues_many, standard_days
from monitoring.judging.targets import Kind, Rulebook, Target
from monitoring.records import Catalogue, Item, ItemNode
from reports.figures.columns import Codes, Mask

Numbers = npt.NDArray[np.int64]
_NODE_KEYS = 1_000_000
"""More than any item has nodes."""


class Limits:
    """The limits of a block's cases and visits, as office seconds of the day on which their clocks began."""

    def __init__(self, book: Rulebook, catalogue: Catalogue, block: CaseBlock) -> None:
        self._book = book
        self._block = block
        codes = sorted({code for code in block.item_code if code is not None and code in catalogue.items})
        self._items = [catalogue.items[code] for code in codes]
        place = {code: number for number, code in enumerate(codes)}
        self._item = np.fromiter((place.get(code or "", -1) for code in block.item_code), np.int64, len(block))

    def day_seconds(self, rows: Numbers) -> Seconds:
        """Office seconds of a standard day when the cases were accepted; NONE where that is not known."""
        start = self._block.accepted_at[rows]
        known = np.flatnonzero(start > UNREADABLE)
        found = np.full(len(rows), NONE, np.int64)
        found[known] = standard_days(self._book, start[known])
        return found

    def promised(self, rows: Numbers) -> Seconds:
        return self._of_cases(rows, _promised, self._block.promised_due)

    def statutory(self, rows: Numbers) -> Seconds:
        return self._of_cases(rows, _statutory, self._block.statutory_due)

    def _of_cases(self, rows: Numbers, limit: Callable[[Rulebook, Item, int], Target | None], told: Seconds) -> Seconds:
        def target(item: int, start: int) -> Target | None:
            return limit(self._book, self._items[item], start)

        return self._seconds(self._item[rows], self._block.accepted_at[rows], told[rows], target)

    def nodes(self, visits: Numbers) -> Seconds:
        """The limits of visits, named by their rows in the block."""
        nodes = self._block.nodes
        item, seq = self._item[nodes.owner[visits]], nodes.node_seq[visits].astype(np.int64)
        usable = (item >= 0) & (seq >= 0) & (seq < _NODE_KEYS)

        def target(key: int, start: int) -> Target | None:
            node: ItemNode | None = self._items[key // _NODE_KEYS].node(key % _NODE_KEYS)
            return None if node is None else self._book.target(node.limit_value, node.limit_unit, start)

        key = np.where(usable, item * _NODE_KEYS + seq, -1)
        return self._seconds(key, nodes.entered_at[visits], nodes.due_at[visits], target)

    def _seconds(
        self, key: Numbers, start: Seconds, told: Seconds, target: Callable[[int, int], Target | None]
    ) -> Seconds:
        found = np.full(len(key), NONE, np.int64)
        begun = np.flatnonzero(start > UNREADABLE)
        start = start[begun]
        standard = standard_days(self._book, start)
        targets = assigned(np.where(standard == NONE, -1, key[begun]), start, standard, target)
        targets.put_explicit(np.where(told[begun] > UNREADABLE, told[begun], NONE))
        found[begun] = _office_seconds(self._book, targets, start, standard)
        return found


def _promised(book: Rulebook, item: Item, start: int) -> Target | None:
    if item.case_kind == "immediate" and item.promised_limit is None:
        return book.target_of_zero_days()
    return book.target(item.promised_limit, item.limit_unit, start)


def _statutory(book: Rulebook, item: Item, start: int) -> Target | None:
    return book.target(item.statutory_limit, item.limit_unit, start)


def _office_seconds(book: Rulebook, targets: ManyTargets, start: Seconds, standard: Seconds) -> Seconds:
    """Whole days as standard days; what ends at a moment as the office time until then."""
    found = np.full(len(start), NONE, np.int64)
    rows = targets.of(Kind.WORKING_DAYS)
    found[rows] = targets.amount[rows] * standard[rows]
    rows = targets.of(Kind.OFFICE_SECONDS)
    found[rows] = targets.amount[rows]
    rows = targets.of(Kind.CALENDAR_DAYS, Kind.REAL_SECONDS, Kind.EXPLICIT)
    if len(rows):
        due = dues_many(book, targets, start)[rows]
        spent = book.working.elapsed_many(start[rows], due, unknown="mark")
        found[rows] = np.where(spent == NONE, NONE, np.maximum(spent, 0))
    return found


def office_seconds(
    book: Rulebook, start: Seconds, end: Seconds, asked: Mask, stops: tuple[Codes, Seconds, Seconds]
) -> Seconds:
    """Office seconds from ``start`` to ``end`` without the stops (owner row, begin, end or NONE); NONE if not asked."""
    found = np.full(len(start), NONE, np.int64)
    rows = np.flatnonzero(asked)
    if not len(rows):
        return found
    place = np.full(len(start), -1, np.int64)
    place[rows] = np.arange(len(rows))
    owner = place[stops[0]]
    mine = owner >= 0
    pauses = (owner[mine], stops[1][mine], stops[2][mine])
    found[rows] = book.working.elapsed_many(start[rows], end[rows], pauses if mine.any() else None, unknown="mark")
    return found


def of_visits(visit_case: Codes, cases: int, stops: tuple[Codes, Seconds, Seconds]) -> tuple[Codes, Seconds, Seconds]:
    """The stops of cases once more for each of their visits: (visit row, begin, end). Sorted by case both."""
    owner, begin, end = stops
    first = np.searchsorted(owner, np.arange(cases + 1))
    count = np.diff(first)[visit_case]
    visit = np.repeat(np.arange(len(visit_case)), count)
    within = np.arange(len(visit)) - np.repeat(np.cumsum(count) - count, count)
    stop = np.repeat(first[:-1][visit_case], count) + within
    return visit.astype(np.int32), begin[stop], end[stop]
