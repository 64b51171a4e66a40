"""The newest cards in full, and how many fell on which day. Called on the engine's thread (``Watcher.ask``)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from monitoring.codes import CardLevel
from monitoring.overviewing import CardHistory, CardLine
from monitoring.ports import CardTally, IssuedCard
from monitoring.records import CaseRecord, Catalogue, Moment, NodeVisit
from monitoring.watching.township_table import homes_of_units, units_of
from monitoring.watching.upcoming import short_place

if TYPE_CHECKING:
    from monitoring.watching.engine import Engine

SPARE: Final = 4
"""So many times more cards are read than are shown: revoked ones and those of other units are left out."""
NARROWED: Final = 40


def newest_cards(engine: Engine, since: datetime, count: int, home: str | None = None) -> tuple[CardLine, ...]:
    """The newest standing cards, the newest first; ``home``: only those charged to units of one row of the place table.

    Raises StoreUnavailable.
    """
    units = units_of(engine.catalogue, home) if home is not None else None
    read = engine.ledger.cards_since(since, count * (SPARE if units is None else NARROWED))
    chosen = [one for one in read if one.state == "issued" and (units is None or one.card.unit_id in units)][:count]
    case_nos = sorted({one.card.case_no for one in chosen})
    block = engine.store.fetch(case_nos) if case_nos else None
    records = {block.case_no[row]: block.record(row) for row in range(len(block))} if block is not None else {}
    return tuple(_line(engine.catalogue, one, records.get(one.card.case_no)) for one in chosen)


def card_history(engine: Engine, since: date) -> CardHistory:
    """Standing cards since a day. Raises StoreUnavailable."""
    midnight = datetime(since.year, since.month, since.day)  # noqa: DTZ001 - wall clock of the site
    return tallied(engine.catalogue, engine.ledger.card_tally(midnight), since)


def tallied(catalogue: Catalogue, tallies: Iterable[CardTally], since: date) -> CardHistory:
    """The standing cards by home and day; the ledger counts by unit, a home may have several."""
    home_of = homes_of_units(catalogue)
    everywhere: dict[date, Counter[CardLevel]] = defaultdict(Counter)
    homes: dict[str, dict[date, Counter[CardLevel]]] = defaultdict(lambda: defaultdict(Counter))
    for tally in tallies:
        everywhere[tally.day][tally.level] += tally.count
        homes[home_of.get(tally.unit_id or "", "")][tally.day][tally.level] += tally.count
    return CardHistory(since, dict(everywhere), {home: dict(days) for home, days in homes.items()})


def _line(names: Catalogue, issued: IssuedCard, record: CaseRecord | None) -> CardLine:
    card = issued.card
    visit = visit_of(record, card.node_seq)
    return CardLine(
        card_id=issued.card_id,
        case_no=card.case_no,
        level=card.level,
        became_true_at=card.became_true_at,
        deadline=card.deadline,
        ended_at=ended(record, visit),
        item=names.item_name(record.item_code) if record is not None else "",
        place=short_place(names, record.region_code) if record is not None else "",
        node=node_name(names, record, visit),
        unit=card.unit,
        officer=card.officer,
    )


def visit_of(record: CaseRecord | None, seq: int | None) -> NodeVisit | None:
    """The visit that a card's ``node_seq`` names, if the case still has it."""
    return next((visit for visit in record.nodes if visit.seq == seq), None) if record is not None else None


def ended(record: CaseRecord | None, visit: NodeVisit | None) -> datetime | None:
    """When the node was left, or the case finished, whichever came first."""
    if record is None:
        return None
    ends: list[Moment] = [record.finished_at, visit.left_at if visit is not None else None]
    return min((end for end in ends if isinstance(end, datetime)), default=None)


def node_name(names: Catalogue, record: CaseRecord | None, visit: NodeVisit | None) -> str:
    """What a visited node is called: by the visit itself, else by the item; '' where nobody says."""
    if record is None or visit is None:
        return ""
    item = names.items.get(record.item_code) if record.item_code is not None else None
    node = item.node(visit.node_seq) if item is not None else None
    return visit.name or (node.name if node is not None else "")
