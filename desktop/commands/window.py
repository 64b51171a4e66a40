"""``emonitor`` (``emonitor window``): opens the window. The only command that leads to Qt."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from desktop.commands.context import Context
from desktop.errors import CommandError, UsageError
from desktop.settings import Settings
from monitoring.clock import running_clock, site_clock

USUAL_SPEED: Final = 1_440
FASTEST: Final = 14_400


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("window", help="打开窗口（不写命令时也是）")
    parser.add_argument("--simulate", action="store_true", help="让演示县跑起来（用副本，不动办件库和台账）")
    parser.add_argument("--speed", type=float, metavar="N", help=f"演示时钟快几倍（默认 {USUAL_SPEED}，一天一分钟）")


def run(args: argparse.Namespace, context: Context) -> int:
    if context.at is not None or context.json:
        raise UsageError("窗口只看现在：--at 和 --json 要和别的命令一起用")
    speed = _speed(args)
    _refuse_without_display()
    context.settings.rules.load()
    return _simulate(context.settings, speed) if args.simulate else _watch(context.settings)


def _speed(args: argparse.Namespace) -> float:
    if args.speed is None:
        return USUAL_SPEED
    if not args.simulate:
        raise UsageError("--speed 要和 --simulate 一起用")
    if not 1 < args.speed <= FASTEST:
        raise UsageError(f"--speed 要大于 1，不超过 {FASTEST}（一天 {86_400 // FASTEST} 秒）")
    return float(args.speed)


def _watch(settings: Settings) -> int:
    from desktop.window.app import run_window
    from desktop.window.shell.session import Run

    def run_of(settings: Settings) -> Run:
        return Run(
            _later(settings),
            settings,
            simulation=_simulation(settings),
            make_desk=_desk(settings),
            make_archive=_archive(settings),
            anew=run_of,
        )

    return run_window(run_of(settings))


def _later(settings: Settings) -> Any:
    def make(publish: Any) -> Any:
        from desktop import wiring  # on the engine's thread: the window need not wait for the database's modules

        return wiring.make_watcher(settings, publish)

    return make


def _desk(settings: Settings) -> Any:
    def make() -> Any:
        from desktop import sms_wiring  # on the clerk's thread, for the same reason

        return sms_wiring.desk(settings)

    return make


def _archive(settings: Settings) -> Any:
    def make() -> Any:
        from desktop.reporting import works  # for the same reason again

        return works.open_archive(settings)

    return make


def _simulation(settings: Settings) -> tuple[str, ...]:
    """How another process is told to let the same demonstration run; nothing where the store is not one."""
    from desktop.demo_store import holds_demo

    if not holds_demo(settings.stores.case):
        return ()
    config = ("--config", str(settings.file)) if settings.file is not None else ()
    stores = ("--case-store", settings.stores.case, "--ledger", settings.stores.ledger)
    return ("window", "--simulate", *config, *stores)


def _simulate(settings: Settings, speed: float) -> int:
    from desktop.demo_store import fast_settings
    from desktop.window.app import run_window
    from desktop.window.shell.session import Run

    with tempfile.TemporaryDirectory(prefix="emonitor-", ignore_cleanup_errors=True) as folder:
        fast = fast_settings(settings, Path(folder), speed)
        now = running_clock(site_clock(settings.site.zone)(), speed)

        def make(publish: Any) -> Any:
            from desktop import simulation

            simulation.fill(settings, fast)
            return simulation.make_watcher(fast, publish, now=now, speed=speed)

        run_ = Run(make, fast, speed=speed, make_desk=_desk(fast), make_archive=_archive(fast))
        return run_window(run_)


def _refuse_without_display() -> None:
    """Qt would end the process; people get words instead."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    shown = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")) or chosen in ("offscreen", "vnc")
    if sys.platform.startswith("linux") and not shown:
        raise CommandError(
            "这里没有图形显示，打不开窗口", "DISPLAY", "用 emonitor check 在命令行里查看，或到有桌面的机器上打开。"
        )
