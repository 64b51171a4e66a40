"""What the window's edges say of SMS: counts that open the page, and messages where nobody sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.window import pages
from desktop.window.shell import outbox_watch
from desktop.window.shell.clerk import OutboxClerk
from desktop.window.shell.outbox_watch import LONGEST_WAIT, OutboxWatch
from monitoring.ports import StoreUnavailable
from monitoring.sms.outbox import Counts
from resources import words
from tests.gui.boards import NOW, Row, board
from tests.gui.conftest import Desk
from widgets.banner import Notice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
QUIET: dict[str, int] = {"delivered": 3}


class FakeDesk:
    """Answers what a test gave it."""

    def __init__(self, counts: Counts | None = None) -> None:
        self.numbers = counts or Counts(QUIET, None, 1, {})
        self.old = 0
        self.away = False
        self.closed = False

    def counts(self, now: datetime) -> Counts:
        if self.away:
            raise StoreUnavailable("unreachable", "台账所在的机器没有应答")
        return self.numbers

    def held(self) -> int:
        return self.old

    def look(self, *others: object) -> None:
        return None

    def close(self) -> None:
        self.closed = True


class Post:
    """A watch whose clock the test turns."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, gateway: str = "kannel") -> None:
        self.qtbot = qtbot
        self.seconds = 1_000.0
        monkeypatch.setattr(outbox_watch, "ticking", lambda: self.seconds)
        self.desk = FakeDesk()
        self.clerk = OutboxClerk(lambda: self.desk)  # type: ignore[arg-type, return-value]
        self.watch = OutboxWatch(self.clerk, gateway, words(), self.clerk)
        self.counted: list[tuple[int, int]] = []
        self.notices: list[Notice] = []
        self.watch.counted.connect(lambda doubtful, failed: self.counted.append((doubtful, failed)))
        self.watch.noticed.connect(self._take)

    def _take(self, notices: list[Notice]) -> None:
        self.notices = notices

    def look(self, counts: Counts, *, after: float = 100.0) -> list[str]:
        """The titles of the notices once the outbox stands so."""
        self.desk.numbers = counts
        self.seconds += after
        self.watch.go_on(NOW)
        self.qtbot.waitUntil(lambda: not self.clerk.busy)
        return [notice.title for notice in self.notices]


@pytest.fixture
def make_post(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Post]]:
    made: list[Post] = []

    def make(gateway: str = "kannel") -> Post:
        made.append(Post(qtbot, monkeypatch, gateway))
        return made[-1]

    yield make
    for post in made:
        assert post.clerk.stop()


@pytest.fixture
def post(make_post: Callable[..., Post]) -> Post:
    made = make_post()
    made.look(Counts(QUIET, None, 1, {}))
    return made


def test_unknown_and_failed_ones_are_counted(post: Post) -> None:
    post.look(Counts({"unknown": 2, "unresolved": 1, "rejected": 4, "undelivered": 5, "delivered": 9}, None, 1, {}))
    assert post.counted[-1] == (3, 9)


def test_where_nobody_sends_a_message_says_what_to_do(post: Post) -> None:
    assert post.look(Counts(QUIET, None, 0, {})) == ["没有程序在发预警短信"]
    assert "emonitor watch" in post.notices[0].text
    assert post.look(Counts(QUIET, None, 1, {})) == []


def test_a_sender_has_some_time_to_begin(make_post: Callable[..., Post]) -> None:
    post = make_post()
    assert post.look(Counts(QUIET, None, 0, {})) == []
    assert post.look(Counts(QUIET, None, 0, {}), after=10) == []
    assert post.look(Counts(QUIET, None, 0, {}), after=40) == ["没有程序在发预警短信"]


@pytest.mark.parametrize(("late", "told"), [(timedelta(0), False), (timedelta(seconds=1), True)])
def test_a_warning_that_waits_for_more_than_ten_minutes_is_told(post: Post, late: timedelta, told: bool) -> None:
    titles = post.look(Counts({"pending": 1}, NOW - LONGEST_WAIT - late, 1, {}))
    assert bool(titles) is told


def test_a_stopped_gateway_is_told_with_its_reason_and_nothing_else_of_it(post: Post) -> None:
    titles = post.look(Counts({"pending": 1}, NOW - timedelta(hours=1), 1, {"kannel": "http:403"}))
    assert titles == ["短信网关 kannel 停发：网关应答 HTTP 403"]


def test_the_first_start_asks_before_it_sends_old_warnings(post: Post) -> None:
    post.desk.old = 1_234
    assert post.look(Counts(QUIET, None, 1, {})) == ["启用短信以前的 1,234 条预警暂未发送"]
    assert not post.notices[0].trouble
    post.desk.old = 0
    assert post.look(Counts(QUIET, None, 1, {})) == []


def test_without_a_gateway_nobody_is_missed(make_post: Callable[..., Post]) -> None:
    post = make_post("none")
    post.look(Counts(QUIET, None, 0, {}))
    assert post.look(Counts({"pending": 7}, NOW - timedelta(days=1), 0, {})) == []


def test_a_ledger_that_is_away_changes_nothing_and_is_asked_again(post: Post) -> None:
    post.look(Counts({"unknown": 2}, None, 1, {}))
    post.desk.away = True
    post.look(Counts(QUIET, None, 1, {}))
    assert post.counted[-1] == (2, 0)
    post.desk.away = False
    post.look(Counts(QUIET, None, 1, {}))
    assert post.counted[-1] == (0, 0)


# the clerk


def test_an_answer_comes_on_the_windows_thread_and_a_failure_in_words(post: Post, qtbot: QtBot) -> None:
    import threading

    told: list[Any] = []
    here = threading.get_ident()
    post.clerk.ask(lambda desk: threading.get_ident(), lambda there: told.append((there, threading.get_ident())))
    post.desk.away = True
    post.clerk.ask(lambda desk: desk.counts(NOW), told.append, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    there, answered = told[0]
    assert there != here
    assert answered == here
    assert told[1] == "台账所在的机器没有应答"


def test_a_fault_in_a_question_is_logged_and_not_shown(
    post: Post, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[str] = []
    post.clerk.ask(lambda desk: 1 // 0, lambda answer: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["failed"]
    assert any("a question to the" in record.getMessage() for record in caplog.records)
    caplog.clear()


def test_a_window_without_an_outbox_says_so(qtbot: QtBot) -> None:
    clerk = OutboxClerk(None)
    told: list[str] = []
    clerk.ask(lambda desk: desk.counts(NOW), lambda answer: None, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["no_outbox"]
    assert clerk.stop()


def test_the_desk_is_closed_with_the_window(make_post: Callable[..., Post]) -> None:
    post = make_post()
    post.look(Counts(QUIET, None, 1, {}))
    assert post.clerk.stop()
    assert post.desk.closed


# in the window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    desk = FakeDesk(Counts({"unknown": 2, "rejected": 1}, None, 1, {}))
    made = Desk(qtbot, pages.OVERVIEW, make_desk=lambda: desk)
    made.open()
    made.show(board([Row("A1")]))
    made.window._go_on()
    qtbot.waitUntil(made.window.bottom._failed.isVisible)
    yield made
    made.window.leave()
    assert made.bridge.stop()


def test_the_status_bar_counts_unknown_and_failed_sms(window: Desk) -> None:
    bottom = window.window.bottom
    assert (bottom._doubtful.text(), bottom._failed.text()) == ("短信不明 2 条", "短信失败 1 条")
    number = pages.number_of(pages.SMS)
    assert window.window.side.items[number].accessibleName() == "预警短信 3"


def test_a_click_on_a_count_opens_the_page_narrowed_to_it(window: Desk) -> None:
    window.window.bottom._failed.click()
    page = window.window.page
    assert window.window.stack.number == pages.number_of(pages.SMS)
    assert page.outbox.filters["state"].model.chosen == {"undelivered", "rejected"}
    window.window.bottom._doubtful.click()
    assert page.outbox.filters["state"].model.chosen == {"unknown", "unresolved"}


def test_the_button_of_a_message_opens_what_waits(window: Desk) -> None:
    window.window.messages.show_sms([Notice("sms:nobody", "没有程序在发预警短信", action="查看短信")])
    assert "没有程序在发预警短信" in window.window.banners.titles()
    window.window.banners.pressed.emit("sms:nobody")
    assert window.window.page.outbox.filters["state"].model.chosen == {"pending", "sending"}
