"""``emonitor outbox``: the warnings by SMS and what became of them, numbers masked."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from desktop import sms_wiring, wiring
from desktop.commands.context import Context
from desktop.commands.numbers import numbered
from desktop.commands.output import print_json, print_table, say
from monitoring.moments import with_offset
from monitoring.sms.outbox import Counts, Message
from monitoring.sms.states import State
from monitoring.sms.texts import masked, parts
from resources import spoken, words


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("outbox", help="列出待发和已发的预警短信")
    parser.add_argument("--state", choices=[str(state) for state in State], help="只看这种状态的")
    parser.add_argument("--case", metavar="CASE_NO", help="只看这一个办件的")
    parser.add_argument("--number", metavar="NUMBER", type=numbered, help="只看这一条；云MAS 的短信末尾写着它的序号")


def run(args: argparse.Namespace, context: Context) -> int:
    wiring.refuse_missing_ledger(context.settings)
    desk = sms_wiring.desk(context.settings)
    try:
        counts = desk.counts(context.moment())
        found = desk.messages(states=[args.state] if args.state else None, case_no=args.case)
    finally:
        desk.close()
    if args.number is not None:
        found = [one for one in found if one.message_id == args.number]
    found.reverse()
    if len(found) < sum(counts.by_state.values()):  # of a narrowed list, what was found
        counts = replace(counts, by_state=dict(Counter(str(one.state) for one in found)))
    if context.json:
        print_json({"counts": dict(counts.by_state), "messages": [_document(one, context) for one in found]})
    else:
        _print(found, counts, context)
    return 0


def _document(message: Message, context: Context) -> dict[str, Any]:
    def moment(value: datetime | None) -> str | None:
        return None if value is None else with_offset(value, context.zone).isoformat()

    # what a digest carries did not go out by itself
    number = message.message_id if message.digest_id is None else None
    text = sms_wiring.as_sent(context.settings, message.text, number)
    return {
        "number": message.message_id,
        "key": message.key,
        "kind": message.kind,
        "case_no": message.case_no,
        "node_seq": message.node_seq,
        "recipient": message.recipient_name,
        "recipient_id": message.recipient,
        "role": message.role,
        "mobile": masked(message.mobile) if message.mobile else "",
        "text": text,
        "segments": parts(text),
        "state": str(message.shown),
        "attempts": message.attempts,
        "not_before": moment(message.not_before),
        "created_at": moment(message.created_at),
        "became_true_at": moment(message.became_true_at),
        "accepted_at": moment(message.accepted_at),
        "delivered_at": moment(message.delivered_at),
        "reason": message.state_reason,
        "threshold": message.threshold,
        "digest": message.digest_id is not None,
    }


def _print(found: list[Message], counts: Counts, context: Context) -> None:
    language = words(context.settings.site.language)
    rows = [
        (
            one.message_id,
            language.phrase("sms_states", str(one.shown)),
            language.phrase("sms_kinds", one.kind),
            one.case_no,
            one.recipient_name,
            masked(one.mobile) if one.mobile else "",
            f"{one.not_before:%Y-%m-%d %H:%M}",
            one.attempts,
            language.phrase("sms_reasons", one.state_reason or ""),
        )
        for one in found
    ]
    if rows:
        headers = ("序号", "状态", "种类", "办件编号", "收信人", "号码", "不早于", "次数", "原因")
        print_table(headers, rows, right={0, 7})
    each = "，".join(f"{language.phrase('sms_states', state)} {count}" for state, count in counts.by_state.items())
    say(f"共 {sum(counts.by_state.values())} 条{'：' + each if each else ''}")
    for gateway, reason in counts.stopped.items():
        say(f"网关 {gateway} 停发：{spoken.sms_reason(language, reason)}")
