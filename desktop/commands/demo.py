"""``emonitor demo``: makes the demo county in the case store."""

from __future__ import annotations

import argparse
from typing import Any

from desktop import wiring
from desktop.commands.context import Context
from desktop.commands.numbers import whole
from desktop.commands.output import print_json, progress, say
from desktop.errors import CommandError
from desktop.failures import store_failed
from monitoring.demo import MOST_CASES, USUAL_CASES, USUAL_SEED, DemoRefused, DemoReport, make_demo
from monitoring.importing import ImportFailed
from monitoring.ports import StoreUnavailable


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("demo", help="在办件库里做一个演示县")
    parser.add_argument(
        "--cases",
        type=whole(1, MOST_CASES),
        default=USUAL_CASES,
        metavar="N",
        help=f"办件数（默认 {USUAL_CASES}）",
    )
    parser.add_argument("--seed", type=whole(), default=USUAL_SEED, metavar="S", help="种子：同一种子做出同样的县")
    parser.add_argument("--until", metavar="MOMENT", help="做到这一时刻为止（默认现在）")
    parser.add_argument("--force", action="store_true", help="办件库里已有别的办件也照做")


def run(args: argparse.Namespace, context: Context) -> int:
    until = context.parse_moment(args.until) if args.until else context.moment()
    site = wiring.calendar_in_force(context.settings)
    engine = wiring.writable_case_store(context.settings)
    try:
        with progress("造县") as show:
            report = make_demo(
                engine,
                until=until,
                calendar=site.working,
                cases=args.cases,
                seed=args.seed,
                force=args.force,
                progress=lambda share, _cases: show(int(share * 100), 100),
            )
    except DemoRefused as refused:
        why = f"没有做演示县：{_WHY.get(refused.code, refused.code)}"
        raise CommandError(why, refused.detail, _TODO.get(refused.code, "")) from None
    except ImportFailed as failed:
        if isinstance(failed.__cause__, StoreUnavailable):
            raise store_failed("没有做演示县", failed.__cause__) from None
        raise CommandError(f"没有做演示县：{failed.detail}", context.settings.stores.case) from None
    finally:
        engine.dispose()
    _tell(report, context)
    return 0


_WHY = {
    "other_cases": "办件库里已有不是演示的办件",
    "other_demo": "办件库里已有一个演示县，做法和这次的不一样",
    "bad_number": "办件数不对",
    "bad_moment": "做不到这一年",
}
_TODO = {
    "other_cases": "换一个空的办件库（--case-store），或加 --force。",
    "other_demo": "换一个空的办件库（--case-store）；要在原来的县上接着做，加 --force。",
    "bad_number": "改正 --cases。",
    "bad_moment": "改正 --until。",
}


def _tell(report: DemoReport, context: Context) -> None:
    if context.json:
        print_json(
            {
                "cases_new": report.cases_new,
                "cases_updated": report.cases_updated,
                "cases_unchanged": report.cases_unchanged,
                "nodes": report.nodes,
                "townships": report.townships,
                "villages": report.villages,
                "units": report.units,
                "officers": report.officers,
                "items": report.items,
                "first_day": report.first_day.isoformat(),
                "until": report.until.isoformat(),
                "troubles": dict(report.troubles),
            }
        )
        return
    say(
        f"演示县：{report.townships} 个乡镇，{report.villages} 个村，"
        f"{report.items} 个事项，{report.officers} 名经办人。"
    )
    say(
        f"办件新收 {report.cases_new}，更新 {report.cases_updated}，未变 {report.cases_unchanged}；"
        f"自 {report.first_day} 至 {report.until:%Y-%m-%d %H:%M}。"
    )
