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


@dataclass(frozen=True, slots=True)
class Versions:
    """Of the calendar and the rules that cases are judged by now."""

    calendar: str
    rules: str


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
    versions: Versions,
    unjudged: Container[str] = (),
) -> Audit:
    """``issued``: the cards of just the cases judged.

    Left as they are: cards of ``unjudged`` cases (what cannot be judged proves nothing), cards noticed after ``at``
    (a look at the past knows less than they did), and cards issued under other rules (they were right by those).
    """
    standing: dict[SameCard, IssuedCard] = {same(old.card): old for old in issued if old.state == "issued"}
    wanted: dict[SameCard, Card] = {same(card): card for card in expected}
    wrong: list[Revocation] = []
    missing = [card for key, card in wanted.items() if key not in standing]
    for key, old in standing.items():
        settled = old.card.case_no in unjudged or old.noticed_at > at or old.card.rule_version != versions.rules
        new = wanted.get(key)
        if settled or (new is not None and new.became_true_at == old.card.became_true_at):
            continue
        calendar = old.card.calendar_version != versions.calendar
        wrong.append(Revocation(old.card_id, "calendar_corrected" if calendar else "data_corrected"))
        if new is not None:
            missing.append(new)
    return Audit(tuple(missing), tuple(wrong))
