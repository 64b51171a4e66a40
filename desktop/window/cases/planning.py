"""The steps from what the table shows to what it is to show. Runs off the screen's thread; no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop.window.cases.changes import Shown, changed_rows, row_map, same_cases, turned_rows
from desktop.window.cases.facets import Facet, Masks, Option, options
from desktop.window.cases.numbers import MISSING
from desktop.window.cases.query import CaseQuery, masks, order
from desktop.window.cases.row_edits import Edits, edits, ranges
from monitoring.board import BoardSnapshot

Rows = npt.NDArray[np.intp]

MOST_RANGES: Final = 256
"""So many separate changes are told one by one; more are told as one."""
MOST_RINGS: Final = 1_000
"""When more lights turn at once (a corrected calendar), none has a ring."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the page wants to see."""

    snapshot: BoardSnapshot
    query: CaseQuery
    chosen: str = ""
    """A case whose place in the list is wanted even if it is not selected."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows of a snapshot in the order of a query."""

    shown: Shown
    query: CaseQuery
    rows: Rows
    masks: Masks


@dataclass(frozen=True, slots=True)
class Plan:
    """The way from one listing to the next."""

    listing: Listing
    edits: Edits | None
    """None: reset."""
    stayed: Rows
    """The rows that stay, in their old order, as rows of the new snapshot."""
    place: Rows
    """Where each row of the old list (with edits: of those that stay) comes to be; MISSING: nowhere."""
    changed: list[tuple[int, int]]
    turned: list[str]
    facets: dict[Facet, list[Option]] = field(default_factory=dict)
    chosen: str = ""
    chosen_place: int = MISSING


class Planner:
    """Knows the listing that was planned last; each plan starts from it."""

    def __init__(self) -> None:
        self.last: Listing | None = None

    def plan(self, wish: Wish) -> Plan:
        """The next step. Plans must be carried out in the order in which they were made."""
        last = self.last
        if last is None:
            return self._first(wish)
        old = last.shown
        if same_cases(old.snapshot, wish.snapshot):
            return self._of_query(last, wish)
        old_rows = row_map(old.snapshot.cases.case_no, wish.snapshot.cases.case_no)
        new = Shown(wish.snapshot, old, old_rows)
        changes = _Changes(old_rows, changed_rows(old, new, old_rows), _turned(old, new, old_rows))
        return self._step(last, listing_of(new, wish.query), changes, wish)

    def _first(self, wish: Wish) -> Plan:
        self.last = listing_of(Shown(wish.snapshot), wish.query)
        none = np.empty(0, np.intp)
        return _told(Plan(self.last, None, none, none, [], []), wish)

    def _of_query(self, last: Listing, wish: Wish) -> Plan:
        size = len(last.shown.snapshot.cases)
        same, nothing = np.arange(size), np.zeros(size, np.bool_)
        return self._step(last, listing_of(last.shown, wish.query), _Changes(same, nothing, []), wish)

    def _step(self, last: Listing, listing: Listing, changes: _Changes, wish: Wish) -> Plan:
        old_rows, old_size = changes.old_rows, len(last.shown.snapshot.cases)
        ids = np.where(old_rows == MISSING, old_size + np.arange(len(old_rows)), old_rows)
        steps = edits(last.rows, ids[listing.rows])
        new_row = np.full(old_size, MISSING, np.intp)
        new_row[old_rows[old_rows != MISSING]] = np.flatnonzero(old_rows != MISSING)
        kept = new_row[last.rows]
        place = _places(kept, listing.rows, len(ids))
        told = ranges(changes.changed[listing.rows])
        self.last = listing
        plan = Plan(
            listing,
            None if steps.too_many else steps,
            kept[place != MISSING],
            place if steps.too_many else _inverse(steps.order),
            told if len(told) <= MOST_RANGES else [(told[0][0], told[-1][1])],
            changes.turned,
        )
        return _told(plan, wish)


@dataclass(frozen=True, slots=True)
class _Changes:
    """What differs between two snapshots, by rows of the new one."""

    old_rows: Rows
    changed: npt.NDArray[np.bool_]
    turned: list[str]


def listing_of(shown: Shown, query: CaseQuery) -> Listing:
    """What a query wants of a snapshot."""
    passed = masks(shown.snapshot, shown.names, query, shown.numbers)
    rows = order(shown.snapshot, shown.names, query, np.flatnonzero(passed.all()), shown.numbers)
    return Listing(shown, query, rows, passed)


def place_of(listing: Listing, case_no: str) -> int:
    """The place of a case in a listing; MISSING where it is not in it."""
    row = listing.shown.numbers.row(case_no)
    found = np.flatnonzero(listing.rows == row)
    return int(found[0]) if row != MISSING and len(found) else MISSING


def _told(plan: Plan, wish: Wish) -> Plan:
    """With what the page says around the table."""
    listing, shown = plan.listing, plan.listing.shown
    cases = shown.snapshot.cases
    return replace(
        plan,
        facets={facet: options(shown.names.keys, cases, listing.masks, facet) for facet in Facet},
        chosen=wish.chosen,
        chosen_place=place_of(listing, wish.chosen) if wish.chosen else MISSING,
    )


def _turned(old: Shown, new: Shown, old_rows: Rows) -> list[str]:
    rows = turned_rows(old, new, old_rows)
    return [str(name) for name in new.snapshot.cases.case_no[rows]] if len(rows) <= MOST_RINGS else []


def _places(kept: Rows, rows: Rows, size: int) -> Rows:
    """Where each of the rows kept stands among the new rows; a row that is kept nowhere is the last, empty one."""
    place = np.full(size + 1, MISSING, np.intp)
    place[rows] = np.arange(len(rows))
    return place[kept]


def _inverse(order: Rows | None) -> Rows:
    place = np.empty(0 if order is None else len(order), np.intp)
    if order is not None:
        place[order] = np.arange(len(order))
    return place
