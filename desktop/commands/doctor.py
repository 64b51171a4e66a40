"""``emonitor doctor``: what the program depends on, one line each: in order, or what to do."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.commands.context import Context
from desktop.commands.output import print_json, say
from desktop.doctor import Check, as_text, examine
from desktop.errors import SettingsError


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    subparsers.add_parser("doctor", help="检查运行条件", description="检查设置、数据库、日历、字体等；不改动任何数据。")


def run(args: argparse.Namespace, context: Context) -> int:
    return _report(examine(context), as_json=context.json)


def run_without_settings(args: argparse.Namespace, error: SettingsError) -> int:
    """With settings that cannot be used nothing else can be looked at."""
    where = f"{error.where}：" if error.where else ""
    return _report([Check("settings", False, f"{where}{error.what}", error.todo)], as_json=bool(args.json))


def _document(check: Check) -> dict[str, Any]:
    return {"name": check.name, "ok": check.ok, "detail": check.detail, "todo": check.todo}


def _report(checks: list[Check], *, as_json: bool) -> int:
    if as_json:
        print_json({"checks": [_document(check) for check in checks]})
    else:
        say(as_text(checks))
    return 0 if all(check.ok for check in checks) else 1
