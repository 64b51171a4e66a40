"""``emonitor`` (``emonitor window``): opens the window. The only command that leads to Qt."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from desktop import wiring
from desktop.commands.context import Context
from desktop.errors import CommandError, UsageError


def add_parser(subparsers: Any) -> None:
    subparsers.add_parser("window", help="打开窗口（不写命令时也是）")


def run(args: argparse.Namespace, context: Context) -> int:
    if context.at is not None or context.json:
        raise UsageError("窗口只看现在：--at 和 --json 要和别的命令一起用")
    _refuse_without_display()
    context.settings.rules.load()
    from desktop.window.app import run_window

    settings = context.settings
    return run_window(lambda publish: wiring.make_watcher(settings, publish), settings)


def _refuse_without_display() -> None:
    """Qt would end the process; people get words instead."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) or chosen in ("offscreen", "vnc")
    if sys.platform.startswith("linux") and not shown:
        raise CommandError(
            "这里没有图形显示，打不开窗口", "DISPLAY", "用 emonitor check 在命令行里查看，或到有桌面的机器上打开。"
        )
