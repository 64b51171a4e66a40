"""``emonitor watch``: ticks until interrupted, without a window."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Any

from desktop import sms_wiring, wiring
from desktop.commands.board_json import board_document
from desktop.commands.context import Context
from desktop.commands.numbers import whole
from desktop.commands.output import note, print_json, say
from desktop.errors import CommandError, UsageError
from monitoring.archiving import ReportKind
from monitoring.board import BoardSnapshot
from monitoring.codes import WORST_FIRST
from monitoring.ports import Card
from monitoring.watching.engine import Engine
from resources import Words, words


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("watch", help="一直查下去，直到中断")
    parser.add_argument("--ticks", type=whole(1), metavar="N", help="查 N 次后结束")


def run(args: argparse.Namespace, context: Context) -> int:
    if context.at is not None:
        raise UsageError("watch 只看现在，不能和 --at 一起用")
    _on_signals(signal.default_int_handler)
    try:
        return _watch(args, context)
    except KeyboardInterrupt:
        return 0  # how a watch ends
    finally:
        _on_signals(signal.default_int_handler)


def _watch(args: argparse.Namespace, context: Context) -> int:
    _tell_gateway(context)
    teller = _Teller(words(context.settings.site.language), args.ticks, silent=context.json)
    watcher = wiring.make_watcher(context.settings, teller.tell, teller.tell_draft)
    teller.done, teller.engine = watcher.stop, watcher.engine

    def stop(*_: object) -> None:
        """After the tick in hand; who cannot wait for it asks a second time."""
        _on_signals(signal.default_int_handler)
        watcher.stop()

    _on_signals(stop)
    try:
        watcher.run()
    finally:
        watcher.close()
        if context.json and teller.last is not None:
            # one document, as every command promises: the board as it was when the watch ended
            print_json(board_document(watcher.engine, teller.last, context.zone, all_cases=False))
    return 0


def _on_signals(handler: Callable[[int, FrameType | None], Any]) -> None:
    if threading.current_thread() is threading.main_thread():
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, handler)


def _tell_gateway(context: Context) -> None:
    """A gateway that is set wrongly does not end the watch: lights and cards go on, warnings wait."""
    try:
        sms_wiring.gateway(context.settings).close()
    except CommandError as error:
        note(f"{error}\n暂不发短信，预警先留在台账里。")


class _Teller:
    """Says what changed from one snapshot to the next, one line a change."""

    def __init__(self, language: Words, ticks: int | None, *, silent: bool) -> None:
        self._words = language
        self._left = ticks
        self._counts = ""
        self._trouble: set[tuple[str, str]] = set()
        self._silent = silent
        self.done: Any = None
        self.engine: Engine | None = None
        self._looked = False
        self.last: BoardSnapshot | None = None

    def tell(self, snapshot: BoardSnapshot) -> None:
        if snapshot.loading is not None:
            return
        self.last = snapshot
        if not self._silent:
            self._say(snapshot)
        self._count_down()

    def tell_draft(self, kind: ReportKind, period: str) -> None:
        """From the thread that drafts scheduled reports."""
        if not self._silent:
            name = self._words.phrase("report_kinds", str(kind))
            say(f"  {name} {period} 的草稿已起草，待人核对签发（emonitor report）")

    def _say(self, snapshot: BoardSnapshot) -> None:
        counts = "  ".join(f"{self._words.light(light.code)} {snapshot.counts[light]}" for light in WORST_FIRST)
        if counts != self._counts:
            say(f"{snapshot.at:%Y-%m-%d %H:%M:%S}  {counts}")
            self._counts = counts
        self._say_made_up(snapshot)
        for card in snapshot.new_cards:
            say(f"  {self._card(card)}")
        trouble = {(one.store, one.code) for one in snapshot.trouble}
        for one in snapshot.trouble:
            if (one.store, one.code) not in self._trouble:
                what = f"{self._words.trouble(one.code)}：{self._words.store_detail(one.detail)}"
                note(f"{snapshot.at:%H:%M:%S} {what}（稍后自动重试）")
        self._trouble = trouble

    def _say_made_up(self, snapshot: BoardSnapshot) -> None:
        """Cards that a look at everything wrote: they may be very many, and are counted only."""
        if self.engine is None or self.engine.read_at is None:
            return
        made_up = self.engine.cards_written - len(snapshot.new_cards)
        if made_up > 0:
            why = "重新核对" if self._looked else "程序没开着的时候"
            say(f"  补记 {made_up} 张牌（{why}）")
        self._looked = True

    def _card(self, card: Card) -> str:
        node = "" if card.node_seq is None else f" 环节 {card.node_seq}"
        level, reason = self._words.card_level(str(card.level)), self._words.reason(str(card.reason))
        return f"{card.became_true_at:%m-%d %H:%M:%S} {level} {card.case_no}{node} {card.unit} {card.officer} {reason}"

    def _count_down(self) -> None:
        if self._left is not None:
            self._left -= 1
            if self._left <= 0 and self.done is not None:
                self.done()
