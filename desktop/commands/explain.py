"""``emonitor explain``: why a light is what it is, day by day."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from functools import partial
from typing import Any

from desktop import wiring
from desktop.commands.context import Context
from desktop.commands.numbers import whole
from desktop.commands.output import print_json, print_table, say
from desktop.errors import CommandError
from desktop.proof_days import sums
from monitoring.explain import NothingToExplain
from monitoring.explaining import DayLine, Explanation
from monitoring.moments import with_offset
from monitoring.watching.engine import Options
from monitoring.watching.watcher import explain_case
from resources import Words, spoken, words
from resources.details import plain_detail


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("explain", help="逐日说明一个办件为什么是这个灯")
    parser.add_argument("case_no", metavar="CASE_NO", help="办件编号")
    parser.add_argument("--node", type=whole(), metavar="SEQ", help="第几次环节办理（case_nodes 的 seq）")


def run(args: argparse.Namespace, context: Context) -> int:
    engine = wiring.make_reader(context.settings, Options(live=context.at is None, dry_run=True))
    try:
        engine.catalogue = engine.store.catalogue()
        found = explain_case(engine, args.case_no, context.moment(), args.node)
    except NothingToExplain as nothing:
        raise _missing(nothing) from None
    finally:
        engine.store.close()
        engine.ledger.close()
    if context.json:
        print_json(document(found, context))
    else:
        _print(found, words(context.settings.site.language), engine.book.standard_day)
    return 0


def _missing(nothing: NothingToExplain) -> CommandError:
    if nothing.node is not None:
        return CommandError(
            f"办件 {nothing.case_no} 没有第 {nothing.node} 次环节办理", "--node", "不写 --node 可看整个办件。"
        )
    return CommandError(
        f"办件库里（在这个时刻）没有办件 {nothing.case_no}", "", "检查编号；用 emonitor check --all 可列出全部。"
    )


def document(found: Explanation, context: Context) -> dict[str, Any]:
    """The explanation as the contract's JSON."""

    def moment(value: datetime | None) -> str | None:
        return None if value is None else with_offset(value, context.zone).isoformat()

    return {
        "at": moment(found.at),
        "case_no": found.case_no,
        "node_seq": found.node_seq,
        "name": found.name,
        "light": found.light,
        "reason": str(found.reason),
        "started_at": moment(found.started_at),
        "finished_at": moment(found.ended_at),
        "due_at": moment(found.due_at),
        "statutory_due_at": moment(found.statutory_due_at),
        "yellow_from": moment(found.yellow_from),
        "statutory_breached": found.statutory_breached,
        "provisional": found.provisional,
        "changes_at": moment(found.changes_at),
        "left_seconds": found.left_seconds,
        "unit": found.unit,
        "officer": found.officer,
        "officer_unit": found.officer_unit,
        "outcome": found.outcome,
        "rule": found.rule,
        "limit": found.limit,
        "statutory_limit": found.statutory_limit,
        "basis": list(found.basis),
        "stops": [
            {"kind": kind, "from": moment(first), "to": moment(last), "ground": ground}
            for kind, first, last, ground in found.stops
        ],
        "days": [_day(line) for line in found.days],
        "problems": [{"code": str(code), "detail": detail} for code, detail in found.problems],
    }


def _day(line: DayLine) -> dict[str, Any]:
    return {
        "date": line.date.isoformat(),
        "kind": line.kind,
        "counted_seconds": line.counted_seconds,
        "suspended_seconds": line.suspended_seconds,
        "note": line.note,
    }


def _print(found: Explanation, language: Words, standard_day: Any) -> None:
    today = found.at.date()
    say(f"{found.case_no}  {found.name}")
    say(f"{language.light(found.light)} · {language.reason(str(found.reason))}")
    for title, value in _headline(found, language, today):
        say(f"{title}：{value}")
    for code, detail in found.problems:
        say(f"数据问题：{language.problem(str(code))}（{plain_detail(language, detail, today)}）")
    rows = [
        (
            f"{line.date:%Y-%m-%d}",
            spoken.weekday(language, line.date, short=True),
            language.day_kind(line.kind),
            *sums(language, found, line, partial(spoken.span, language)),
            "，".join(language.note(code) for code in line.note.split() if code),
        )
        for line in found.days
    ]
    if rows:
        print_table(("日期", "星期", "", "计入", "扣除", "说明"), rows)


def _headline(found: Explanation, language: Words, today: date) -> list[tuple[str, str]]:
    lines = [("规则", found.rule)]
    if found.limit:
        lines.append(("时限", language.limit(found.limit)))
    if found.started_at is not None:
        lines.append(("起算", spoken.moment(language, found.started_at, today)))
    for title, due in (("到期", found.due_at), ("法定到期", found.statutory_due_at)):
        if due is not None:
            lines.append((title, spoken.due_moment(language, due, today)))
    lines += [("依据", language.basis(code)) for code in found.basis]
    return lines
