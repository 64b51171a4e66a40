"""``emonitor cards``: the cards of the ledger, in the order in which they became true."""

from __future__ import annotations

import argparse
from datetime import datetime
from typing import Any

from desktop import wiring
from desktop.commands.context import Context
from desktop.commands.output import print_json, print_table, say
from monitoring.moments import with_offset
from monitoring.ports import IssuedCard
from resources import words


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("cards", help="列出台账里的牌")
    parser.add_argument("--case", metavar="CASE_NO", help="只看这一个办件的牌")
    parser.add_argument("--state", choices=("issued", "revoked"), help="只看在册的或撤销的")


def run(args: argparse.Namespace, context: Context) -> int:
    wiring.refuse_missing_ledger(context.settings)
    ledger = wiring.open_ledger(context.settings)
    try:
        cards = list(ledger.cards([args.case] if args.case else None, state=args.state))
    finally:
        ledger.close()
    if context.json:
        print_json({"cards": [_document(card, context) for card in cards]})
    else:
        _print(cards, context)
    return 0


def _document(issued: IssuedCard, context: Context) -> dict[str, Any]:
    def moment(value: datetime | None) -> str | None:
        return None if value is None else with_offset(value, context.zone).isoformat()

    card = issued.card
    return {
        "case_no": card.case_no,
        "node_seq": card.node_seq,
        "level": str(card.level),
        "reason": str(card.reason),
        "became_true_at": moment(card.became_true_at),
        "noticed_at": moment(issued.noticed_at),
        "due_at": moment(card.deadline),
        "unit": card.unit,
        "officer": card.officer,
        "limit": card.limit,
        "calendar_version": card.calendar_version,
        "rule_version": card.rule_version,
        "state": issued.state,
        "revoked_at": moment(issued.revoked_at),
        "revoked_reason": issued.revoked_reason,
    }


def _print(cards: list[IssuedCard], context: Context) -> None:
    language = words(context.settings.site.language)
    rows = [
        (
            language.card_level(str(issued.card.level)),
            issued.card.case_no,
            "" if issued.card.node_seq is None else issued.card.node_seq,
            language.reason(str(issued.card.reason)),
            f"{issued.card.became_true_at:%Y-%m-%d %H:%M:%S}",
            issued.card.unit,
            issued.card.officer,
            language.card_state(issued.state),
        )
        for issued in cards
    ]
    if rows:
        print_table(("牌", "办件编号", "环节", "原因", "亮牌时刻", "单位", "经办人", "状态"), rows)
    say(f"共 {len(cards)} 张")
