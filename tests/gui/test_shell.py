"""Questions to the engine and work in the background: answers on the window's thread, or a word why not."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future
from types import SimpleNamespace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.window.shell import pool
from desktop.window.shell.asking import Asking
from desktop.window.shell.background import Background
from desktop.window.shell.clerk import OutboxClerk
from monitoring.explain import NothingToExplain
from monitoring.ports import StoreUnavailable
from tests.gui.boards import Row, board
from tests.gui.conftest import Desk


class Listener(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []
        self.thread_of_answer: threading.Thread | None = None

    @Slot(object)
    def hear(self, what: Any) -> None:
        self.heard.append(what)
        self.thread_of_answer = threading.current_thread()


class OneAnswer:
    """A bridge that gives one future to every question."""

    def __init__(self, future: Future[Any] | None) -> None:
        self.future = future

    def ask(self, question: Any) -> Future[Any] | None:
        return self.future


def asking(future: Future[Any] | None) -> Asking:
    return Asking(OneAnswer(future))  # type: ignore[arg-type]


def test_a_question_is_put_on_the_engines_thread_and_answered_on_the_windows(desk: Desk) -> None:
    desk.open()
    watcher = desk.watchers[0]
    watcher.engine = "the engine"
    listener = Listener()
    asked_on: list[threading.Thread] = []

    def question(engine: Any) -> str:
        asked_on.append(threading.current_thread())
        return f"answer of {engine}"

    desk.window._asking.ask(question, listener.hear)
    desk.qtbot.waitUntil(lambda: listener.heard == ["answer of the engine"])
    assert asked_on[0] is not threading.main_thread()
    assert listener.thread_of_answer is threading.main_thread()


def away(store: str) -> StoreUnavailable:
    error = StoreUnavailable("missing", "ledger.db: file_gone")
    error.store = store
    return error


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (NothingToExplain("A1"), "gone"),
        (StoreUnavailable("locked", "cases.db is locked"), "case_store"),
        (away("ledger"), "ledger"),
        (RuntimeError("a fault"), "failed"),
    ],
)
def test_a_question_that_fails_says_why(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, error: Exception, why: str
) -> None:
    future: Future[Any] = Future()
    listener, answers = Listener(), []
    made = asking(future)
    made.ask(lambda engine: None, answers.append, listener.hear)
    future.set_exception(error)
    qtbot.waitUntil(lambda: listener.heard == [why])
    assert answers == []


def test_without_an_engine_the_answer_is_no_engine_and_comes_after_the_call(qtbot: QtBot) -> None:
    listener = Listener()
    made = asking(None)
    made.ask(lambda engine: None, listener.hear, listener.hear)
    assert listener.heard == []
    qtbot.waitUntil(lambda: listener.heard == ["no_engine"])


def test_a_question_that_the_engine_refused_on_its_way_out_is_no_engine(qtbot: QtBot) -> None:
    future: Future[Any] = Future()
    listener = Listener()
    made = asking(future)
    made.ask(lambda engine: None, listener.hear, listener.hear)
    future.cancel()
    qtbot.waitUntil(lambda: listener.heard == ["no_engine"])


def test_a_page_that_is_gone_is_not_called(qtbot: QtBot) -> None:
    future: Future[Any] = Future()
    button = QPushButton()
    made = asking(future)
    made.ask(lambda engine: "late", button.setText)
    shiboken6.delete(button)
    future.set_result("late")
    QApplication.processEvents()


def test_work_is_done_off_the_windows_thread_and_its_result_comes_back(qtbot: QtBot) -> None:
    background, listener = Background(), Listener()
    done_on: list[threading.Thread] = []

    def work(progress: Any) -> int:
        done_on.append(threading.current_thread())
        assert progress(0.5)
        return 42

    background.run("导出", work, listener.hear)
    assert [job.title for job in background.jobs] == ["导出"]
    qtbot.waitUntil(lambda: listener.heard == [42])
    assert done_on[0] is not threading.main_thread()
    assert background.jobs == []


def test_work_that_is_cancelled_calls_nobody_back(qtbot: QtBot) -> None:
    background, listener = Background(), Listener()
    begun = threading.Event()

    def work(progress: Any) -> str:
        while progress(0.1):
            begun.set()
            time.sleep(0.001)
        return "half a file"

    background.run("导出", work, listener.hear)
    assert begun.wait(10)
    background.cancel()
    qtbot.waitUntil(lambda: background.jobs == [])
    assert listener.heard == []


def test_work_that_fails_becomes_a_message_in_words(desk: Desk) -> None:
    def work(progress: Any) -> None:
        raise PermissionError(13, "Permission denied", "在办件.xlsx")

    desk.window.background.run("导出到 Excel", work)
    desk.qtbot.waitUntil(lambda: desk.window.banners.titles() == ["没有完成：导出到 Excel"])
    desk.window.banners.pressed.emit("work:导出到 Excel")
    assert desk.window.banners.titles() == []


def test_the_bottom_line_shows_the_work_and_lets_it_be_cancelled(desk: Desk) -> None:
    desk.open()
    begun, seen = threading.Event(), desk.window.bottom

    def work(progress: Any) -> None:
        while progress(0.25):
            begun.set()
            time.sleep(0.001)

    desk.window.background.run("导出", work)
    assert begun.wait(10)
    desk.qtbot.waitUntil(lambda: seen._progress.isVisible() and seen._progress.value() == 250)
    assert seen._progress.accessibleName() == "导出"
    desk.qtbot.mouseClick(seen._cancel, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: not seen._progress.isVisible())


def test_a_window_that_is_closed_stops_its_work(desk: Desk) -> None:
    desk.open()
    desk.show(board([Row("A1")]))
    stopped = threading.Event()

    def work(progress: Any) -> None:
        while progress(0.0):
            time.sleep(0.001)
        stopped.set()

    desk.window.background.run("导出", work)
    desk.window.leave()
    assert stopped.is_set()


def test_a_window_that_is_closed_begins_no_work_any_more(qtbot: QtBot) -> None:
    """What still came in began a job while the window was being destroyed, and the program stood still for good."""
    desk, listener = SimpleNamespace(close=lambda: None), Listener()
    background, clerk = Background(), OutboxClerk(lambda: desk)  # type: ignore[arg-type, return-value]
    assert background.stop()
    assert clerk.stop()
    background.run("导出", lambda progress: 7, listener.hear)
    clerk.ask(lambda asked: 7, listener.hear)
    assert background.jobs == []
    assert not clerk.busy
    qtbot.wait(50)
    assert listener.heard == []


def test_work_that_does_not_end_in_time_does_not_hold_up_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "STOP_MILLISECONDS", 10)
    begun, goes_on = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        goes_on.wait(10)

    slow = pool.Pool(1)
    slow.start(work)
    assert begun.wait(10)
    assert not slow.stop()
    del slow  # would wait for the work, which waits for Python's lock
    goes_on.set()
    for left in pool._unended:
        assert left.waitForDone(10_000)
    pool._unended.clear()
