"""The bridge: stores that cannot be opened, engines that fail, stops that end."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.window.bridge import EngineBridge
from desktop.window.shell.faults import Faults
from desktop.window.shell.live_clock import LiveClock
from monitoring.board import BoardSnapshot
from monitoring.ports import StoreUnavailable
from tests.gui.boards import NOW, FakeWatcher, Row, board

Publish = Callable[[BoardSnapshot], None]


def test_the_watcher_is_made_and_run_off_the_screens_thread(qtbot: QtBot) -> None:
    made_on: list[threading.Thread] = []
    shown_on: list[threading.Thread] = []

    def make(publish: Publish) -> FakeWatcher:
        made_on.append(threading.current_thread())
        return FakeWatcher(publish, [board([Row("A1")])])

    bridge = EngineBridge(make)
    bridge.snapshot.connect(lambda snapshot: shown_on.append(threading.current_thread()))
    with qtbot.waitSignal(bridge.snapshot):
        bridge.start()
    assert bridge.stop()
    assert made_on[0] is not threading.main_thread()
    assert shown_on == [threading.main_thread()]


def test_stores_that_cannot_be_opened_are_tried_again(qtbot: QtBot) -> None:
    tries: list[int] = []

    def make(publish: Publish) -> FakeWatcher:
        tries.append(1)
        if len(tries) < 3:
            raise StoreUnavailable("unreachable", "10.20.1.7", permanent=False)
        return FakeWatcher(publish, [board([Row("A1")])])

    bridge = EngineBridge(make, retry_seconds=0.01)
    told: list[tuple[str, str, bool]] = []
    bridge.unavailable.connect(lambda *what: told.append(what))
    with qtbot.waitSignal(bridge.snapshot):
        bridge.start()
    assert bridge.stop()
    assert told == [("unreachable", "10.20.1.7", False)] * 2


def test_another_engine_takes_the_place_of_the_first_and_what_went_before_is_no_longer_shown(qtbot: QtBot) -> None:
    first: list[FakeWatcher] = []

    def make(publish: Publish) -> FakeWatcher:
        first.append(FakeWatcher(publish, [board([Row("A1")], version=7)]))
        return first[-1]

    bridge = EngineBridge(make, retry_seconds=3_600)
    with qtbot.waitSignal(bridge.snapshot):
        bridge.start()
    bridge.use(lambda publish: FakeWatcher(publish, [board([Row("B2")], version=1)]))
    assert bridge.latest is None
    first[0]._publish(board([Row("A1")], version=8))
    qtbot.waitUntil(lambda: bridge.latest is not None)
    assert bridge.latest is not None and bridge.latest.version == 1
    assert bridge.stop()


def test_a_wake_tries_at_once(qtbot: QtBot) -> None:
    tries: list[int] = []

    def make(publish: Publish) -> FakeWatcher:
        tries.append(1)
        if len(tries) == 1:
            raise StoreUnavailable("missing", "cases.db", permanent=True)
        return FakeWatcher(publish, [board([Row("A1")])])

    bridge = EngineBridge(make, retry_seconds=3_600)
    with qtbot.waitSignal(bridge.unavailable):
        bridge.start()
    with qtbot.waitSignal(bridge.snapshot):
        bridge.wake()
    assert bridge.stop()


def test_an_engine_that_fails_is_logged_told_and_started_again(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    class Failing(FakeWatcher):
        def run(self) -> None:
            raise RuntimeError("a fault of the engine")

    made: list[FakeWatcher] = []

    def make(publish: Publish) -> FakeWatcher:
        made.append(Failing(publish, []) if not made else FakeWatcher(publish, [board([Row("A1")])]))
        return made[-1]

    bridge = EngineBridge(make, retry_seconds=0.01)
    with qtbot.waitSignals([bridge.failed, bridge.snapshot]):
        bridge.start()
    assert bridge.stop()
    assert "the engine stopped" in caplog.text


def test_a_bridge_that_never_found_its_stores_stops_at_once(qtbot: QtBot) -> None:
    def make(publish: Publish) -> FakeWatcher:
        raise StoreUnavailable("unreachable", "10.20.1.7")

    bridge = EngineBridge(make, retry_seconds=3_600)
    with qtbot.waitSignal(bridge.unavailable):
        bridge.start()
    assert bridge.stop()


def test_a_question_without_engine_has_no_answer(qtbot: QtBot) -> None:
    bridge = EngineBridge(lambda publish: FakeWatcher(publish, []))
    assert bridge.ask(lambda engine: 1) is None


def test_the_bridge_knows_the_newest_board_for_a_window_that_is_made_anew(qtbot: QtBot) -> None:
    bridge = EngineBridge(lambda publish: FakeWatcher(publish, [board([Row("A1")], version=7)]))
    assert bridge.latest is None
    with qtbot.waitSignal(bridge.snapshot):
        bridge.start()
    assert bridge.stop()
    assert bridge.latest is not None
    assert bridge.latest.version == 7


def test_a_fault_nobody_caught_is_logged_and_told_without_traceback_on_the_screen(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    faults = Faults()
    before = sys.excepthook
    faults.install()
    try:
        with caplog.at_level(logging.ERROR), qtbot.waitSignal(faults.happened):
            sys.excepthook(ValueError, ValueError("a fault"), None)
        with qtbot.waitSignal(faults.happened):
            thread = threading.Thread(target=int, args=("not a number",))
            thread.start()
            thread.join()
    finally:
        faults.uninstall()
    assert sys.excepthook is before
    assert "a fault nobody caught" in caplog.text
    assert capsys.readouterr().err == ""


def test_the_live_clock_goes_on_from_the_last_snapshot() -> None:
    ticks = [100.0]
    clock = LiveClock(lambda: ticks[0])
    assert clock.now() is None
    clock.set(NOW)
    ticks[0] = 103.5
    now = clock.now()
    assert now is not None
    assert (now - NOW).total_seconds() == 3.5
