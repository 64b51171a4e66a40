"""Reads the command line, calls one command, and turns every failure into words (entered by desktop.main).

Exit status: 0 done, 1 could not be done, 2 wrong use. Nothing here leads to Qt unless the window is asked for.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop.commands import COMMANDS
from desktop.errors import SettingsError, UsageError
from desktop.failures import keep_log, told

VALUE_OPTIONS = ("--config", "--case-store", "--ledger", "--at")
NO_COMMAND = "window"


def enter(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status. Ctrl-C is left to the caller."""
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    keep_log()
    try:
        status = _run(words)
        sys.stdout.flush()
        return status
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except UsageError as error:
        print(f"用法错误：{error}\n用 emonitor --help 查看用法。", file=sys.stderr)
        return 2
    except BrokenPipeError:
        _forget_stdout()
        return 0
    except Exception as error:  # the last resort: people get words, the log gets the place
        print(told(error), file=sys.stderr)
        return 1


def build_parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser for these words: only the command they call is imported and spelt out."""
    parser = argparse.ArgumentParser(
        prog="emonitor", description="行政审批电子监察。不写命令时打开窗口。", allow_abbrev=False
    )
    subparsers = parser.add_subparsers(dest="command", metavar="命令")
    called = _called(words)
    for name, command in COMMANDS.items():
        if name == called:
            importlib.import_module(command.module).add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=command.help)
    _add_common(parser, default=None)
    for choice in subparsers.choices.values():
        _add_common_below(choice)
    return parser


def _run(words: list[str]) -> int:
    parser = build_parser(words)
    args = parser.parse_args(words)
    if args.command is None:
        args = build_parser([*words, NO_COMMAND]).parse_args([*words, NO_COMMAND])

    _refuse_empty(args)
    module = importlib.import_module(COMMANDS[args.command].module)
    from desktop import settings
    from desktop.commands.context import make_context

    config = Path(args.config) if args.config else None
    try:
        known = settings.load(config, case_store=args.case_store, ledger=args.ledger)
    except SettingsError as error:
        if hasattr(module, "run_without_settings"):
            return int(module.run_without_settings(args, error))
        raise
    return int(module.run(args, make_context(known, args.at, json=bool(args.json))))


def _refuse_empty(args: argparse.Namespace) -> None:
    """An address that a script lost on the way must not come to mean the usual one."""
    for option in ("config", "case_store", "ledger"):
        given = getattr(args, option)
        if given is not None and not given.strip():
            raise UsageError(f"--{option.replace('_', '-')} 后面是空的；写上内容，或者不写这个选项")


def _called(words: Sequence[str]) -> str | None:
    """The first word that is neither an option nor an option's value."""
    rest = iter(words)
    for word in rest:
        if word in VALUE_OPTIONS:
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return None


def _add_common(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group("共同选项")
    options: dict[str, dict[str, object]] = {
        "--config": {"metavar": "FILE", "help": "设置文件（TOML）"},
        "--case-store": {"metavar": "URL", "help": "办件库的地址（SQLAlchemy URL）"},
        "--ledger": {"metavar": "URL", "help": "台账的地址（SQLAlchemy URL）"},
        "--at": {"metavar": "MOMENT", "help": "按这个时刻判断（ISO 8601；不写时差就是当地时间）"},
        "--json": {"action": "store_true", "help": "输出一个 JSON 文档"},
    }
    for option, how in options.items():
        group.add_argument(option, default=default, **how)  # type: ignore[arg-type]


def _add_common_below(parser: argparse.ArgumentParser) -> None:
    """The common options may stand behind the command as well; unnamed there, they keep what stood before it."""
    _add_common(parser, default=argparse.SUPPRESS)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for choice in action.choices.values():
                _add_common_below(choice)


def _speak_utf8() -> None:
    """Chinese text must come out on a Windows console and under LANG=C too; a closed stream swallows what is said."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - lives as long as we
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _forget_stdout() -> None:
    """The reader has gone: nothing more can be said, not even by the interpreter's last flush."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = None
