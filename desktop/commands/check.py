"""``emonitor check``: one tick, from the case store to the ledger, and the board as a list or as JSON."""

from __future__ import annotations

import argparse
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop import paths, wiring
from desktop.commands.board_json import board_document
from desktop.commands.context import Context
from desktop.commands.output import note, print_json, print_table, progress, say
from desktop.errors import CommandError
from desktop.failures import store_advice
from desktop.settings import Settings
from monitoring.board import BoardSnapshot
from monitoring.codes import WORST_FIRST
from monitoring.moments import to_local
from monitoring.watching.engine import Engine, Options
from resources import Words, spoken, words


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("check", help="查一遍：读办件、判灯、记台账、列出结果")
    parser.add_argument("--all", action="store_true", help="连已办结的一起列出")
    parser.add_argument("--dry-run", action="store_true", help="只看不记：台账里什么也不写")
    parser.add_argument("--send-old", action="store_true", help="第一次使用时，很早以前发生的也列入待发短信")


def run(args: argparse.Namespace, context: Context) -> int:
    settings = context.settings
    if args.dry_run and wiring.ledger_is_to_be_made(settings):
        # looking at the cases makes no ledger: an empty one is thrown away afterwards
        with TemporaryDirectory(prefix="emonitor-") as folder:
            stores = replace(settings.stores, ledger=paths.sqlite_url(Path(folder) / "ledger.sqlite"))
            return _check(args, context, replace(settings, stores=stores))
    return _check(args, context, settings)


def _check(args: argparse.Namespace, context: Context, settings: Settings) -> int:
    options = Options(live=context.at is None, dry_run=args.dry_run, keep_finished=args.all)
    engine = wiring.make_engine(settings, options, send_old=args.send_old)
    try:
        with progress("读办件") as show:
            engine.load(context.moment(), show)
        snapshot = engine.snapshot(context.moment() if context.at else engine.read_at or context.moment())
        _refuse_if_not_written(snapshot, args.dry_run)
        if context.json:
            print_json(board_document(engine, snapshot, context.zone, all_cases=args.all))
        else:
            _print_board(engine, snapshot, context, all_cases=args.all)
    finally:
        engine.store.close()
        engine.ledger.close()
    return 0


def _refuse_if_not_written(snapshot: BoardSnapshot, dry_run: bool) -> None:
    for trouble in snapshot.trouble:
        if not dry_run:
            what = f"{words().store(trouble.store)}：{words().trouble(trouble.code)}"
            todo = f"{store_advice(trouble.code)}然后再运行一次；没有写进的牌会补上。"
            raise CommandError(f"没有写成。{what}", words().store_detail(trouble.detail), todo)


def _print_board(engine: Engine, snapshot: BoardSnapshot, context: Context, *, all_cases: bool) -> None:
    language = words(context.settings.site.language)
    counts = "   ".join(f"{language.light(light.code)} {snapshot.counts[light]}" for light in WORST_FIRST)
    say(f"{context.settings.site.bureau}  {snapshot.at:%Y-%m-%d %H:%M:%S}  在办 {len(snapshot.cases)} 件")
    say(counts)
    document = board_document(engine, snapshot, context.zone, all_cases=all_cases)
    order = {light.code: place for place, light in enumerate(WORST_FIRST)}
    cases = sorted(document["cases"], key=lambda case: (order[case["light"]], case["due_at"] or "9"))
    rows = [_row(language, case, snapshot, context) for case in cases]
    if rows:
        print_table(("灯", "办件编号", "事项", "单位", "经办人", "到期", "剩余", "原因"), rows)
    for year in snapshot.calendar_unknown:
        note(f"工作日历没有 {year} 年：涉及这一年的办件未判灯。用 emonitor calendar import 导入。")
    if snapshot.problems:
        note(f"数据问题 {len(snapshot.problems)} 条，用 --json 查看。")
    cards = f"新记牌 {engine.cards_written} 张，撤销 {engine.cards_revoked} 张"
    say(f"{cards}，新增预警短信 {engine.warnings_written} 条。")


def _due(due: datetime) -> str:
    """'2017-07-11 24:00' for the midnight that ends that day."""
    if due.time() == time.min:
        return f"{spoken.last_day(due):%Y-%m-%d} 24:00"
    return f"{due:%Y-%m-%d %H:%M}"


def _row(language: Words, case: dict[str, Any], snapshot: BoardSnapshot, context: Context) -> tuple[str, ...]:
    due = to_local(datetime.fromisoformat(case["due_at"]), context.zone) if case["due_at"] else None
    light = language.outcome(case["outcome"]) if case.get("outcome") else language.light(case["light"])
    left = case["left_seconds"]
    return (
        light,
        case["case_no"],
        case["item"],
        case["unit"],
        case["officer"],
        _due(due) if due else "",
        spoken.time_left(language, snapshot.at, due, abs(left), snapshot.day_seconds)
        if due and left is not None
        else "",
        language.reason(case["reason"]),
    )
