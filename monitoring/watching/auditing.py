"""Cards that should exist against cards that do: what to issue, what to revoke.

Level-triggered: each look works out all cards that history calls for, so that a program that was off for a week, or
a correction typed in late, leads to the same ledger as one that was always on and right.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime

from monitoring.codes import CardLevel, Reason
from monitoring.ports import Card, IssuedCard, Revocation
from monitoring.site_calendar import SiteCalendar

SameCard = tuple[str, int | None, CardLevel, Reason, datetime]


@dataclass(frozen=True, slots=True)
class Audit:
    """What one transaction should write."""

    missing: tuple[Card, ...]
    wrong: tuple[Revocation, ...]


def same(card: Card) -> SameCard:
    """What makes two cards one and the same: a deadline that moved is another card."""
    return (card.case_no, card.node_seq, card.level, card.reason, card.deadline)


def audit(
    expected: Iterable[Card],
    issued: Iterable[IssuedCard],
    at: datetime,
    site: SiteCalendar,
    unjudged: Container[str] = (),
) -> Audit:
    """``issued``: the cards of just the cases judged, by the same rules as ``expected``.

    Left as they are: cards of ``unjudged`` cases (what cannot be judged proves nothing) and cards noticed after
    ``at`` (a look at the past knows less than they did).
    """
    standing: dict[SameCard, IssuedCard] = {same(old.card): old for old in issued if old.state == "issued"}
    wanted: dict[SameCard, Card] = {same(card): card for card in expected}
    wrong: list[Revocation] = []
    missing = [card for key, card in wanted.items() if key not in standing]
    for key, old in standing.items():
        new = wanted.get(key)
        settled = old.card.case_no in unjudged or old.noticed_at > at
        if settled or (new is not None and new.became_true_at == old.card.became_true_at):
            continue
        reason = "data_corrected" if site.still(old.card.calendar_version) else "calendar_corrected"
        wrong.append(Revocation(old.card_id, reason))
        if new is not None:
            missing.append(new)
    return Audit(tuple(missing), tuple(wrong))
