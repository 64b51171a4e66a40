"""Which cards to issue and to revoke for a block of judged cases, each by the rules it belongs to.

Cards are issued for the times in which their rules were in force, and for no other. A card stays under the rules by
which it was issued: when thresholds change, the cards of the time before are neither rewritten nor put beyond
correction. What was issued under other rules is judged again by those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from monitoring.blocks import CaseBlock
from monitoring.judging.blocks_judging import judge_rows
from monitoring.judging.columns import JudgedCases
from monitoring.judging.targets import Rulebook
from monitoring.ports import Card, IssuedCard, Ledger, Reign
from monitoring.records import Catalogue
from monitoring.rules import RuleError, profile_of_text
from monitoring.watching.auditing import Audit, audit, same


class Settler:
    """Holds the rules in force and those that other cards of this ledger were issued by."""

    def __init__(self, ledger: Ledger, book: Rulebook) -> None:
        self._ledger = ledger
        self._book = book
        self._reigns: Sequence[Reign] = ()
        """Empty: not known yet."""
        self._replaced: str | None = None
        """The rules whose reign ended with this look: what became true under them while nothing ran is made up."""
        self._past: dict[str, Rulebook | None] = {}

    def begin(self, at: datetime, *, note: bool) -> None:
        """Looks up when which rules were in force. Raises StoreUnavailable."""
        profile = self._book.profile
        self._reigns = self._ledger.use_rules(profile.version, profile.as_text(), at, note=note)
        just_begun = len(self._reigns) > 1 and self._reigns[-1].since == at.replace(microsecond=0)
        self._replaced = self._reigns[-2].version if just_begun else None

    def in_force(self, judged: JudgedCases) -> JudgedCases:
        """The same without the cards of times in which other rules were in force: nobody is warned of those."""
        return replace(judged, cards=list(self._reigning(judged.cards, self._book.profile.version)))

    def settle(
        self, catalogue: Catalogue, block: CaseBlock, judged: JudgedCases, at: datetime, *, live: bool, note: bool
    ) -> Audit:
        """What is missing and what is wrong in the ledger for these cases. Raises StoreUnavailable."""
        if not self._reigns:
            self.begin(at, note=note)
        by_rules: dict[str, list[IssuedCard]] = defaultdict(list)
        for issued in self._ledger.cards(judged.case_no, state="issued"):
            by_rules[issued.card.rule_version].append(issued)
        version = self._book.profile.version
        found = self._audit(version, judged, by_rules.pop(version, []), at)
        if self._replaced is not None:
            by_rules.setdefault(self._replaced, [])
        for other, cards in by_rules.items():
            earlier = self._settle_past(catalogue, block, other, cards, at, live=live)
            found = Audit(found.missing + earlier.missing, found.wrong + earlier.wrong)
        return _once(found, [one for cards in by_rules.values() for one in cards])

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
        book = self._rules(version)
        if book is None:
            return Audit((), ())
        charged = {one.card.case_no for one in issued}
        everyone = version == self._replaced
        rows = [row for row, case_no in enumerate(block.case_no) if everyone or case_no in charged]
        return self._audit(version, judge_rows(book, catalogue, block, rows, at, live=live), issued, at)

    def _audit(self, version: str, judged: JudgedCases, issued: list[IssuedCard], at: datetime) -> Audit:
        """Reigns bound what is issued; what was issued is revoked only by what its own rules say of the case."""
        found = audit(judged.cards, issued, at, self._book.site, judged.unjudged)
        return Audit(tuple(self._reigning(found.missing, version)), found.wrong)

    def _reigning(self, cards: Iterable[Card], version: str) -> Iterable[Card]:
        """Cards of the times in which these rules were in force."""
        reigns = [reign for reign in self._reigns if reign.version == version]
        return (card for card in cards if any(card.became_true_at in reign for reign in reigns))

    def _rules(self, version: str) -> Rulebook | None:
        if version not in self._past:
            self._past[version] = self._look_up(version)
        return self._past[version]

    def _look_up(self, version: str) -> Rulebook | None:
        kept = self._ledger.past_profile(version)
        if kept is None:
            return None
        try:
            profile = profile_of_text(kept)
        except RuleError:
            return None
        return Rulebook(profile, self._book.site, due_includes_stops=self._book.due_includes_stops)


def _once(found: Audit, of_others: Iterable[IssuedCard]) -> Audit:
    """Without the cards that stand already by other rules: one deadline has one card of a level."""
    gone = {revocation.card_id for revocation in found.wrong}
    standing = {same(one.card) for one in of_others if one.card_id not in gone}
    return Audit(tuple(card for card in found.missing if same(card) not in standing), found.wrong)
