"""Which cards to issue and to revoke for a block of judged cases, each by the rules it belongs to.

A card stays under the rules by which it was issued: when thresholds change, the cards of the time before are neither
rewritten nor put beyond correction. What was issued under earlier rules is judged again by those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from monitoring.blocks import CaseBlock
from monitoring.judging.blocks_judging import judge_rows
from monitoring.judging.columns import JudgedCases
from monitoring.judging.targets import Rulebook
from monitoring.ports import Card, IssuedCard, Ledger
from monitoring.records import Catalogue
from monitoring.rules import RuleError, profile_of_text
from monitoring.watching.auditing import Audit, audit


@dataclass(frozen=True, slots=True)
class _Past:
    book: Rulebook
    since: datetime | None


class Settler:
    """Holds the rules in force and those that older cards of this ledger were issued by."""

    def __init__(self, ledger: Ledger, book: Rulebook) -> None:
        self._ledger = ledger
        self._book = book
        self._since: datetime | None = None
        self._past: dict[str, _Past | None] = {}

    def begin(self, at: datetime, *, note: bool) -> None:
        """Looks up from when the rules in force count. Raises StoreUnavailable."""
        profile = self._book.profile
        self._since = self._ledger.use_rules(profile.version, profile.as_text(), at, note=note)

    def settle(self, catalogue: Catalogue, block: CaseBlock, judged: JudgedCases, at: datetime, *, live: bool) -> Audit:
        """What is missing and what is wrong in the ledger for these cases. Raises StoreUnavailable."""
        by_rules: dict[str, list[IssuedCard]] = defaultdict(list)
        for issued in self._ledger.cards(judged.case_no, state="issued"):
            by_rules[issued.card.rule_version].append(issued)
        version = self._book.profile.version
        found = audit(
            _between(judged.cards, self._since, None), by_rules.pop(version, []), at, self._book.site, judged.unjudged
        )
        for old, cards in by_rules.items():
            earlier = self._settle_past(catalogue, block, old, cards, at, live=live)
            found = Audit(found.missing + earlier.missing, found.wrong + earlier.wrong)
        return found

    def _settle_past(
        self,
        catalogue: Catalogue,
        block: CaseBlock,
        version: str,
        issued: list[IssuedCard],
        at: datetime,
        *,
        live: bool,
    ) -> Audit:
        past = self._rules(version)
        if past is None:
            return Audit((), ())
        charged = {one.card.case_no for one in issued}
        rows = [row for row, case_no in enumerate(block.case_no) if case_no in charged]
        judged = judge_rows(past.book, catalogue, block, rows, at, live=live)
        return audit(_between(judged.cards, past.since, self._since), issued, at, self._book.site, judged.unjudged)

    def _rules(self, version: str) -> _Past | None:
        if version not in self._past:
            self._past[version] = self._look_up(version)
        return self._past[version]

    def _look_up(self, version: str) -> _Past | None:
        kept = self._ledger.past_rules(version)
        if kept is None:
            return None
        try:
            profile = profile_of_text(kept.profile)
        except RuleError:
            return None
        book = Rulebook(profile, self._book.site, due_includes_stops=self._book.due_includes_stops)
        return _Past(book, kept.since)


def _between(cards: Iterable[Card], since: datetime | None, until: datetime | None) -> list[Card]:
    """Cards of the time in which their rules were in force."""
    return [
        card
        for card in cards
        if (since is None or card.became_true_at >= since) and (until is None or card.became_true_at < until)
    ]
