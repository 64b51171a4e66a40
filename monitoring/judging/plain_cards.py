"""The cards of plain cases: the boundaries that their clocks went past, by columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, CaseBlock
from monitoring.codes import CardLevel, Light, Reason
from monitoring.judging.carding import LEVELS, Charge, Turn, card
from monitoring.judging.courses import Family, phases
from monitoring.judging.targets import Rulebook
from monitoring.ports import Card
from monitoring.records import Catalogue

if TYPE_CHECKING:
    from monitoring.judging.plain import Clocks

Rows = npt.NDArray[np.intp]
Moments = npt.NDArray[Any]


class Turns(NamedTuple):
    """The clocks whose boundaries call for cards; all but ``nodes`` have a row for each case of the block."""

    case: Clocks
    law: Clocks
    acceptance: Clocks
    nodes: Clocks


def plain_cards(
    book: Rulebook, catalogue: Catalogue, block: CaseBlock, rows: Rows, visits: Rows, turns: Turns
) -> list[Card]:
    """The cards of the named cases and visits."""
    found: list[Card] = []
    charger = _Charger(catalogue, block)
    promised = turns.case.targets.there
    for row, turn in _dated(book, turns.acceptance, rows, Family.ACCEPTANCE):
        found.append(card(book, turn, charger.case(row, turn.moment)))
    for row, turn in _dated(book, turns.case, rows, Family.PROMISED):
        found.append(card(book, turn, charger.case(row, turn.moment)))
    for row, turn in _dated(book, turns.law, rows[~promised[rows]], Family.STATUTORY):
        found.append(card(book, turn, charger.case(row, turn.moment)))
    for row, turn in _statutory(book, turns.law, rows[promised[rows]]):
        found.append(card(book, turn, charger.case(row, turn.moment)))
    for node, turn in _dated(book, turns.nodes, visits, Family.NODE):
        found.append(card(book, turn, charger.node(node)))
    return found


def _dated(book: Rulebook, clocks: Clocks, rows: Rows, family: Family) -> Iterator[tuple[int, Turn]]:
    _, (near_light, near_reason), (past_light, past_reason), _ = phases(book.profile, family)
    yield from _before_the_stop(clocks, rows, LEVELS[near_light], near_reason)
    ran = rows[clocks.targets.there[rows] & (clocks.opens[rows] < clocks.until[rows])]
    due, near, until = clocks.due[ran], clocks.near[ran], clocks.until[ran]
    nearing = ran[near < np.minimum(until, due)]
    yield from _turns(clocks, nearing, clocks.near, clocks.due, LEVELS[near_light], near_reason)
    yield from _turns(clocks, ran[due < until], clocks.due, clocks.due, LEVELS[past_light], past_reason)


def _before_the_stop(clocks: Clocks, rows: Rows, level: CardLevel, reason: Reason) -> Iterator[tuple[int, Turn]]:
    """A stop that counts began before the due: until then the light can only have come near it."""
    earlier = clocks.earlier
    if earlier is not None:
        ran = rows[clocks.targets.there[rows] & (earlier.closes[rows] != NONE)]
        nearing = ran[earlier.near[ran] < np.minimum(earlier.closes[ran], earlier.due[ran])]
        yield from _turns(clocks, nearing, earlier.near, earlier.due, level, reason)


def _statutory(book: Rulebook, clocks: Clocks, rows: Rows) -> Iterator[tuple[int, Turn]]:
    red = book.profile.past_promised is Light.RED
    level = CardLevel.STATUTORY if red else LEVELS[book.profile.past_statutory]
    ran = rows[clocks.targets.there[rows] & (clocks.opens[rows] < clocks.until[rows])]
    past = ran[clocks.due[ran] < clocks.until[ran]]
    yield from _turns(clocks, past, clocks.due, clocks.due, level, Reason.PAST_STATUTORY_DUE)


def _turns(
    clocks: Clocks, rows: Rows, moments: Moments, deadlines: Moments, level: CardLevel, reason: Reason
) -> Iterator[tuple[int, Turn]]:
    starts, dues = clocks.start[rows].tolist(), deadlines[rows].tolist()
    for row, moment, due, start in zip(rows.tolist(), moments[rows].tolist(), dues, starts, strict=True):
        yield row, Turn(level, reason, moment, due, clocks.targets.label[row], start)


class _Charger:
    """Who answers for a case at a moment, and for a visit."""

    def __init__(self, catalogue: Catalogue, block: CaseBlock) -> None:
        self._catalogue = catalogue
        self._block = block
        self._first = np.searchsorted(block.nodes.owner, np.arange(len(block) + 1)).tolist()
        self._entered = block.nodes.entered_at.tolist()

    def case(self, row: int, moment: int) -> Charge:
        first, last = self._first[row], self._first[row + 1]
        begun = [node for node in range(first, last) if self._entered[node] <= moment]
        nodes = self._block.nodes
        unit = self._block.unit_id[row] or (nodes.unit_id[begun[-1]] if begun else None)
        officer = nodes.officer_id[begun[-1]] if begun else None
        return self._charge(row, None, unit, officer)

    def node(self, node: int) -> Charge:
        nodes = self._block.nodes
        return self._charge(int(nodes.owner[node]), int(nodes.seq[node]), nodes.unit_id[node], nodes.officer_id[node])

    def _charge(self, row: int, seq: int | None, unit: str | None, officer: str | None) -> Charge:
        names = self._catalogue
        return Charge(self._block.case_no[row], seq, unit, names.unit_name(unit), officer, names.officer_name(officer))
