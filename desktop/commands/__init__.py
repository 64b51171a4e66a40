"""The sub-commands: one module each, with ``add_parser(subparsers)`` and ``run(args, context) -> int``.

To add a command: 1 write its module here; 2 name it in COMMANDS with one line of help; 3 say it in the README.
A module is imported only when its command is called, and none but ``window`` may lead to Qt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command lives, and its line in the overview."""

    module: str
    help: str


COMMANDS: Mapping[str, Command] = {
    "window": Command("desktop.commands.window", "打开窗口（不写命令时也是）"),
    "demo": Command("desktop.commands.demo", "在办件库里做一个演示县"),
    "import": Command("desktop.commands.import_", "把事件日志（xes）或表格（csv）读进办件库"),
    "check": Command("desktop.commands.check", "查一遍：读办件、判灯、记台账、列出结果"),
    "cards": Command("desktop.commands.cards", "列出台账里的牌"),
    "explain": Command("desktop.commands.explain", "逐日说明一个办件为什么是这个灯"),
    "watch": Command("desktop.commands.watch", "一直查下去，直到中断"),
    "send": Command("desktop.commands.send", "把到点的预警短信发一遍"),
    "outbox": Command("desktop.commands.outbox", "列出待发和已发的预警短信"),
    "sms": Command("desktop.commands.sms", "短信：发一条测试短信"),
    "report": Command("desktop.commands.report", "周统计、月通报、督办通知：出 PDF、签发、存档、验真"),
    "calendar": Command("desktop.commands.calendar_", "工作日历：查看、导入、改一天"),
    "doctor": Command("desktop.commands.doctor", "检查设置、数据库、日历、字体等"),
}
