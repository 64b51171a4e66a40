"""Nodes that turned red in a period, those already left too: from the ledger's cards, so it does not matter whether a
case is still open or whether the program ran. Called on the engine's thread (``Watcher.ask``)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from monitoring.blocks import NONE
from monitoring.codes import CardLevel
from monitoring.moments import ceil_seconds, to_seconds
from monitoring.ports import IssuedCard, chunks
from monitoring.records import CaseRecord
from monitoring.red_nodes import RedNode, RedVisit
from monitoring.watching.card_news import ended, node_name, visit_of
from monitoring.watching.upcoming import short_place

if TYPE_CHECKING:
    from monitoring.watching.engine import Engine

CASES_AT_ONCE: Final = 500


def red_nodes(engine: Engine, since: datetime, until: datetime) -> tuple[RedNode, ...]:
    """Standing red cards of nodes that became true from ``since`` until before ``until``, the newest first.

    Raises StoreUnavailable.
    """
    found = engine.ledger.cards_since(since, until=until, level=CardLevel.RED)
    return tuple(_red(one) for one in found if one.state == "issued" and one.card.node_seq is not None)


def _red(issued: IssuedCard) -> RedNode:
    card = issued.card
    return RedNode(
        card_id=issued.card_id,
        case_no=card.case_no,
        seq=card.node_seq or 0,
        unit_id=card.unit_id or "",
        unit=card.unit,
        officer_id=card.officer_id or "",
        officer=card.officer,
        became_true_at=card.became_true_at,
        deadline=card.deadline,
    )


def red_visits(engine: Engine, reds: Sequence[RedNode], at: datetime) -> tuple[RedVisit, ...]:
    """What the case store says of red nodes, in their order. Raises StoreUnavailable."""
    found: list[RedVisit] = []
    for part in chunks(reds, CASES_AT_ONCE):
        block = engine.store.fetch(sorted({red.case_no for red in part}))
        records = {block.case_no[row]: block.record(row) for row in range(len(block))}
        found.extend(_visited(engine, part, records, at))
    return tuple(found)


def _visited(engine: Engine, reds: Sequence[RedNode], records: dict[str, CaseRecord], at: datetime) -> list[RedVisit]:
    visits = [_visit(engine, red, records.get(red.case_no)) for red in reds]
    now = ceil_seconds(at)
    dues = [to_seconds(red.deadline) for red in reds]
    ends = [_end(visit, now) if visit.known else NONE for visit in visits]
    late = engine.book.working.elapsed_many(dues, ends, unknown="mark")
    return [
        replace(visit, overdue_seconds=int(seconds)) if seconds >= 0 else visit
        for visit, seconds in zip(visits, late, strict=True)
    ]


def _end(visit: RedVisit, now: int) -> int:
    return now if visit.left_at is None else min(now, to_seconds(visit.left_at))


def _visit(engine: Engine, red: RedNode, record: CaseRecord | None) -> RedVisit:
    names, visit = engine.catalogue, visit_of(record, red.seq)
    entered = visit.entered_at if visit is not None else None
    return RedVisit(
        red=red,
        item=names.item_name(record.item_code) if record is not None else "",
        place=short_place(names, record.region_code) if record is not None else "",
        node=node_name(names, record, visit),
        entered_at=entered if isinstance(entered, datetime) else None,
        left_at=ended(record, visit),
        known=visit is not None,
        overdue_seconds=None,
    )
