"""``emonitor import xes|csv``: brings an event log or a table into the case store."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from desktop import wiring
from desktop.commands.context import Context
from desktop.commands.output import note, print_json, progress, say
from desktop.errors import CommandError
from desktop.failures import store_failed, system_words
from monitoring.importing import ImportFailed, ImportReport, Refusal, XesOptions, import_csv, import_xes
from monitoring.ports import StoreUnavailable
from resources import Words, words

CHECK_FILE = "检查文件名和它的读取权限；办件库没有改动。"
SHOWN = 20
"""So many refusals are told one by one; all of them are in the JSON."""


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("import", help="把事件日志（xes）或表格（csv）读进办件库")
    kinds = parser.add_subparsers(dest="kind", metavar="xes|csv", required=True)
    _add_xes(kinds)
    _add_csv(kinds)


def _add_xes(kinds: Any) -> None:
    parser = kinds.add_parser("xes", help="事件日志 .xes、.xes.gz")
    parser.add_argument("file", type=Path, metavar="FILE")
    options = {
        "--case-start": "受理时间的属性（不写：第一个事件）",
        "--case-end": "办结时间的属性（不写：都算在办）",
        "--case-due": "承诺到期的属性",
        "--statutory-due": "法定到期的属性",
        "--node-due": "环节到期的属性",
        "--unit": "单位的属性（默认 org:group）",
        "--officer": "经办人的属性（默认 org:resource）",
        "--region": "区划的属性",
        "--item": "事项的属性",
    }
    defaults = XesOptions()
    for option, what in options.items():
        name = option[2:].replace("-", "_")
        parser.add_argument(option, dest=name, metavar="ATTR", default=getattr(defaults, name), help=what)
    _add_on_error(parser)


def _add_csv(kinds: Any) -> None:
    parser = kinds.add_parser("csv", help="表格 .csv、.csv.gz")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--map", type=Path, required=True, metavar="MAP.toml", help="哪一列是什么（见使用手册）")
    _add_on_error(parser)


def _add_on_error(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on-error",
        choices=("skip", "stop"),
        default="skip",
        help="有坏行时：skip 其余照收（默认）；stop 一条不收",
    )


def run(args: argparse.Namespace, context: Context) -> int:
    engine = wiring.writable_case_store(context.settings)
    try:
        report = _import(args, context, engine)
    except ImportFailed as failed:
        raise _told(failed, args) from None
    finally:
        engine.dispose()
    if context.json:
        print_json(_document(report))
    else:
        _print(report, words(context.settings.site.language))
    _refuse_what_is_not_done(report, str(args.file))
    return 0


def _told(failed: ImportFailed, args: argparse.Namespace) -> CommandError:
    if isinstance(failed.__cause__, StoreUnavailable):
        return store_failed("没有导入", failed.__cause__)
    if isinstance(failed.__cause__, OSError):
        return CommandError(f"没有导入：{system_words(failed.__cause__)}", str(failed.__cause__.filename), CHECK_FILE)
    where = str(args.map) if failed.code == "bad_map" else str(args.file)
    return CommandError(f"没有导入：{failed.detail}", where, "改正后再运行一次；办件库没有改动。")


def _refuse_what_is_not_done(report: ImportReport, file: str) -> None:
    """Nothing taken on request, a file that could not be read to its end, or one of which no row was any good."""
    taken = report.cases_taken + report.cases_updated + report.cases_unchanged
    if report.stopped:
        raise CommandError("文件里有坏行，一条也没有导入", file, "改正坏行，或用 --on-error skip 导入其余各行。")
    if not report.complete:
        last = report.refused[-1] if report.refused else None
        where = f"{file}，第 {last.line} 行" if last is not None and last.line is not None else file
        raise CommandError(f"文件坏了，只读到这里；前面的 {taken} 件已处理", where, "换一份完整的文件再导入一次。")
    if report.refused and not taken:
        raise CommandError("每一行都被拒收，一件也没有导入", file, "看上面的原因；多半是时间格式或列名写错了。")


def _import(args: argparse.Namespace, context: Context, engine: Engine) -> ImportReport:
    with progress("导入") as show:
        how: dict[str, Any] = {
            "zone": context.zone,
            "now": context.moment(),
            "on_error": args.on_error,
            "progress": lambda share, cases: show(int(share * 100), 100),
        }
        if args.kind == "csv":
            return import_csv(args.file, args.map, engine, **how)
        options = XesOptions(**{name: getattr(args, name) for name in XesOptions.__slots__})
        return import_xes(args.file, engine, options, **how)


def _document(report: ImportReport) -> dict[str, Any]:
    return {
        "rows_read": report.rows_read,
        "cases_taken": report.cases_taken,
        "cases_updated": report.cases_updated,
        "cases_unchanged": report.cases_unchanged,
        "nodes": report.nodes,
        "refused": [_refusal(refusal) for refusal in report.refused],
        "notes": [_refusal(refusal) for refusal in report.notes],
        "complete": report.complete,
        "stopped": report.stopped,
    }


def _refusal(refusal: Refusal) -> dict[str, Any]:
    return {
        "line": refusal.line,
        "where": refusal.where,
        "reason": refusal.reason_code,
        "detail": refusal.detail,
    }


def _place(where: str, language: Words) -> str:
    """'case C, event 3' in words; the name of a file or an option as it is."""
    return "，".join(language.phrase("refusal_places", part.replace(" ", ":", 1)) for part in _parts(where))


def _parts(where: str) -> list[str]:
    head, event, number = where.rpartition(", event ")
    parts = [head, f"event {number}"] if event else [where]
    known = words().tables["refusal_places"]
    return [part for part in parts if part.split(" ", 1)[0] in known] or [where]


def _print(report: ImportReport, language: Words) -> None:
    if report.stopped:
        say(f"读 {report.rows_read} 行，拒收 {len(report.refused)} 处，一条也没有写入。")
    else:
        say(
            f"读 {report.rows_read} 行：新收 {report.cases_taken} 件，更新 {report.cases_updated} 件，"
            f"未变 {report.cases_unchanged} 件，环节 {report.nodes} 次，拒收 {len(report.refused)} 处。"
        )
    for refusal in (*report.refused[:SHOWN], *report.notes[:SHOWN]):
        line = "" if refusal.line is None else f"第 {refusal.line} 行 "
        what = f"{language.phrase('refusals', refusal.reason_code)} {refusal.detail}".rstrip()
        note(f"  {line}{_place(refusal.where, language)}：{what}")
    if len(report.refused) > SHOWN:
        note(f"  …其余 {len(report.refused) - SHOWN} 处用 --json 查看")
    if not report.complete:
        note("文件在最后这一处坏了，它前面的办件已处理。")
