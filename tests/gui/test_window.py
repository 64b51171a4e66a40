"""The window around the pages: messages, age of the data, pages that are made when opened, what is remembered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from desktop.window import pages
from desktop.window.page_tools import CaseFilter
from desktop.window.shell import unsaved
from desktop.window.shell.page_stack import PageStack
from desktop.window.shell.side_bar import DIGITS
from monitoring.board import Problem, Trouble
from monitoring.codes import Light
from tests.gui.boards import NOW, Row, board
from tests.gui.conftest import Desk

ROWS = [
    Row("A1", Light.GREEN),
    Row("B2", Light.RED, due=datetime(2017, 7, 4, 17, 30)),
    Row("C3", Light.YELLOW, due=datetime(2017, 7, 5, 17, 30)),
]
FEW = (pages.CASES, pages.PROBLEMS, pages.RULES)
AWAY = Trouble("case_store", "unreachable", "10.20.1.7: connection refused", datetime(2017, 7, 5, 10, 11))


def test_a_snapshot_comes_over_the_bridge(desk: Desk) -> None:
    desk.open()
    desk.watchers[0].show(board(ROWS))
    desk.qtbot.waitUntil(lambda: desk.window.bottom.text() == "数据 1 秒前")


def test_before_the_store_was_read_nothing_is_claimed(desk: Desk) -> None:
    desk.show(board([], read_at=None, loading=0.25))
    assert desk.window.banners.titles() == ["正在读取办件库：25%"]
    assert desk.window.bottom.text() == "还没有数据"


def test_the_banner_of_a_store_that_is_away_comes_and_goes(desk: Desk) -> None:
    desk.show(board(ROWS, trouble=(AWAY,)))
    assert desk.window.banners.titles() == ["办件库无法连接（自 7月5日 10:11 起）"]
    assert desk.window.bottom.text() == "数据 1 秒前 · 办件库断开"
    desk.show(board(ROWS, version=2))
    assert desk.window.banners.titles() == []
    assert desk.window.bottom.text() == "数据 1 秒前"


def test_a_ledger_that_is_away_leaves_the_data_fresh(desk: Desk) -> None:
    desk.show(board(ROWS, trouble=(replace(AWAY, store="ledger", code="locked"),)))
    assert desk.window.banners.titles() == ["监察台账正被其他程序占用（自 7月5日 10:11 起）"]
    assert desk.window.bottom.text() == "数据 1 秒前"


def test_years_without_calendar_are_named(desk: Desk) -> None:
    desk.show(board(ROWS, calendar_unknown=(2027, 2028)))
    assert desk.window.banners.titles() == ["工作日历缺少 2027、2028 年"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(60, "数据 1 分钟前"), (61, "数据 1 分钟前 · 数据已过时"), (5, "数据 5 秒前")],
)
def test_data_older_than_the_limit_is_said_to_be(desk: Desk, seconds: int, said: str) -> None:
    desk.show(board(ROWS, read_at=NOW - timedelta(seconds=seconds)))
    assert desk.window.bottom.text() == said


def test_stores_that_cannot_be_opened_offer_to_try_again(desk: Desk) -> None:
    desk.open()
    desk.bridge.unavailable.emit("missing", "cases.db: no such file", True)
    assert desk.window.banners.titles() == ["数据库打不开：找不到库或表"]
    desk.window.banners.pressed.emit("unavailable")
    assert desk.watchers[0].woken == 1
    desk.show(board(ROWS))
    assert desk.window.banners.titles() == []


def test_a_fault_in_the_window_is_one_sentence_that_can_be_put_away(desk: Desk) -> None:
    desk.window.show_fault()
    assert desk.window.banners.titles() == ["程序内部出错，刚才的操作没有完成"]
    desk.window.banners.pressed.emit("fault")
    assert desk.window.banners.titles() == []


def test_the_missing_year_leads_to_the_working_calendar(desk: Desk) -> None:
    desk.show(board(ROWS, calendar_unknown=(2027,)))
    desk.window.banners.pressed.emit("calendar")
    assert desk.window.stack.number == pages.number_of(pages.CALENDAR)


@pytest.mark.parametrize("number", range(min(len(pages.PAGES), DIGITS)))
def test_every_page_opens_by_its_key_and_its_place_in_the_side_bar(desk: Desk, number: int) -> None:
    desk.open()
    desk.show(board(ROWS))
    desk.qtbot.keyClick(desk.window, Qt.Key(Qt.Key.Key_0 + (number + 1) % 10), Qt.KeyboardModifier.ControlModifier)
    assert desk.window.stack.number == number
    assert desk.window.side.items[number].isChecked()
    assert [item.text() for item in desk.window.side.items][number] == pages.PAGES[number].said()


def test_a_page_is_made_when_it_is_first_opened_and_knows_the_newest_board(desk: Desk) -> None:
    stack = desk.window.stack
    assert set(stack._made) == {pages.number_of(pages.CASES)}
    desk.show(board(ROWS))
    desk.window.open_page(pages.PROBLEMS)
    assert set(stack._made) == {pages.number_of(pages.CASES), pages.number_of(pages.PROBLEMS)}


@pytest.mark.parametrize("key", [pages.CASES, pages.NODES, pages.PROBLEMS])
def test_ctrl_f_finds_the_search_although_the_page_was_opened_with_the_mouse(desk: Desk, key: str) -> None:
    desk.open()
    desk.show(board(ROWS))
    for number in (pages.number_of(pages.CASES), pages.number_of(pages.NODES), pages.number_of(key)):
        desk.qtbot.mouseClick(desk.window.side.items[number], Qt.MouseButton.LeftButton)
    desk.window.side.items[pages.number_of(key)].setFocus()
    desk.qtbot.keyClick(desk.window.side.items[pages.number_of(key)], Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.page.search.hasFocus()


def test_pages_can_be_made_ahead_one_by_one_and_none_comes_into_sight(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = desk.window.stack
    monkeypatch.setattr(stack, "_specs", tuple(pages.PAGES[pages.number_of(key)] for key in FEW))
    stack._made, stack.number = {0: stack.currentWidget()}, 0
    shown = stack.currentWidget()
    assert [stack.make_ahead() for _ in range(5)] == [True, True, True, True, False]  # each is made, then laid out
    assert set(stack._made) == {0, 1, 2}
    assert stack.currentWidget() is shown


def test_a_page_in_steps_is_made_one_step_at_a_time_and_is_whole_when_it_comes_into_sight(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stack = desk.window.stack
    wanted = (pages.CASES, pages.REPORTS, pages.SETTINGS)
    monkeypatch.setattr(stack, "_specs", tuple(pages.PAGES[pages.number_of(key)] for key in wanted))
    stack._made, stack.number = {0: stack.currentWidget()}, 0
    assert stack.make_ahead()
    reports = stack.page(1)
    assert reports._view is None, "the page is there, its report is not"
    assert stack.make_ahead()
    assert reports._view is not None
    while len(stack._made) < len(wanted):
        assert stack.make_ahead()
    settings = stack.page(2)
    assert stack.make_ahead()
    assert settings._waiting, "one group of settings, not all of them"
    stack.open(2)
    desk.open()
    assert not settings._waiting


class Counting:
    """A page that only counts what it is told."""

    def __init__(self) -> None:
        self.boards: list[int] = []
        self.seconds = 0

    def show_snapshot(self, snapshot: object, now: datetime, *, stale: bool) -> None:
        self.boards.append(snapshot.version)  # type: ignore[attr-defined]

    def go_on(self, now: datetime, *, stale: bool) -> None:
        self.seconds += 1

    def remember(self) -> None:
        self.boards.clear()


def test_a_hidden_page_is_told_nothing_until_it_is_in_sight_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Counting()
    stack: PageStack = desk.window.stack
    desk.window.open_page(pages.PROBLEMS)
    monkeypatch.setattr(stack, "_page_in_sight", lambda: told)
    desk.show(board(ROWS, version=1))
    desk.window._go_on()
    assert (told.boards, told.seconds) == ([1], 1)
    monkeypatch.undo()
    desk.window.open_page(pages.RULES)
    desk.show(board(ROWS, version=2))
    desk.show(board(ROWS, version=3))
    monkeypatch.setattr(stack, "_page_in_sight", lambda: told)
    desk.window.open_page(pages.PROBLEMS)
    assert told.boards == [1, 3]


def test_the_side_bar_counts_reds_and_problems_and_says_them(desk: Desk) -> None:
    problems = (Problem("A1", "finished_before_accepted", ""),)
    desk.show(board(ROWS, node_counts={Light.RED: 7}, problems=problems))
    keys = (pages.OVERVIEW, pages.CASES, pages.NODES, pages.PROBLEMS)
    said = [desk.window.side.items[pages.number_of(key)].accessibleName() for key in keys]
    assert said == ["监察总览", "办件 超期 1", "环节 超期 7", "数据问题 1"]


def test_problems_in_the_bottom_line_open_their_list(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS, problems=(Problem("A1", "finished_before_accepted", ""),)))
    button = next(one for one in desk.window.bottom.findChildren(QAbstractButton) if "1" in one.text())
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.window.stack.number == pages.number_of(pages.PROBLEMS)


def test_another_page_can_open_the_cases_it_counted(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    desk.window.open_page(pages.PROBLEMS)
    desk.window.show_cases(CaseFilter(lights=frozenset({Light.YELLOW})))
    assert desk.window.page is desk.page
    desk.qtbot.waitUntil(lambda: desk.shown() == ["C3"])


def test_the_window_remembers_its_size_and_its_page(desk: Desk) -> None:
    desk.open()
    desk.window.open_page(pages.RULES)
    desk.window.resize(1100, 640)
    desk.window.close()
    again = Desk(desk.qtbot, page="")
    again.window.open_last_page()
    assert again.window.height() == 640
    assert again.window.stack.number == pages.number_of(pages.RULES)


def test_a_page_of_another_version_that_is_no_more_opens_the_first(desk: Desk) -> None:
    desk.window._memory.keep_text("window/page", "no such page")
    desk.window.open_last_page()
    assert desk.window.stack.number == 0


def test_the_wall_shows_the_overview_alone_and_escape_leaves_it(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS, trouble=(AWAY,), calendar_unknown=(2027,)))
    window = desk.window
    desk.qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.stack.number == 0
    assert window.isFullScreen()
    assert [part.isVisible() for part in (window.top, window.side, window.bottom)] == [False] * 3
    grave = ["办件库无法连接（自 7月5日 10:11 起）"]
    assert window.banners.titles() == grave, "what makes the picture doubtful, no more"
    assert window.cursor().shape() == Qt.CursorShape.BlankCursor
    desk.qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert [part.isVisible() for part in (window.top, window.side, window.bottom)] == [True] * 3
    assert len(window.banners.titles()) == 2


def test_the_bottom_line_says_what_was_done_for_a_while(desk: Desk) -> None:
    desk.window.bottom.say("已复制 3 行")
    assert desk.window.bottom.said() == "已复制 3 行"
    desk.window.bottom._quiet.timeout.emit()
    assert desk.window.bottom.said() == ""


def test_a_simulation_says_so_and_counts_true_seconds(desk: Desk) -> None:
    simulated = Desk(desk.qtbot, speed=1_440.0)
    simulated.show(board(ROWS, read_at=NOW - timedelta(hours=2)))
    assert simulated.window.windowTitle() == "演示运行 · 盐山县 · 行政审批电子监察"
    assert simulated.window.bottom.text().startswith("数据 5 秒前")
    assert simulated.bridge.stop()


def test_the_keyboard_goes_between_the_side_bar_and_the_page(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    window = desk.window
    window.side.take_focus()
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is window.side.items[1])
    desk.qtbot.keyClick(window.side.items[1], Qt.Key.Key_Down)
    assert window.stack.number == 2
    desk.qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.stack.isAncestorOf(QApplication.focusWidget())
    desk.qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.side.isAncestorOf(QApplication.focusWidget())


def test_the_window_is_never_larger_than_its_screen(desk: Desk) -> None:
    """1920 × 1080 at 200 % leaves 960 × 540."""
    screen = desk.window.screen().availableSize()
    least = desk.window.minimumSize()
    assert least.width() < screen.width()
    assert least.height() < screen.height()
    assert least.width() <= 1024
    assert least.height() <= 600


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_on_a_low_screen_menu_pages_and_age_of_the_data_stay_in_sight(desk: Desk) -> None:
    desk.window.setMinimumSize(0, 0)
    desk.window._bound = lambda: None  # type: ignore[method-assign]
    desk.open()
    desk.show(board(ROWS))
    desk.window.resize(910, 512)
    desk.qtbot.waitUntil(lambda: desk.window.size().toTuple() == (910, 512))
    QApplication.processEvents()
    for part in (desk.window.top._open_menu, desk.window.bottom._age, *desk.window.side.items):
        place = QRect(part.mapTo(desk.window, QPoint(0, 0)), part.size())
        assert desk.window.rect().contains(place), part.accessibleName()
    items = desk.window.side.items
    assert all(upper.geometry().bottom() < lower.geometry().top() for upper, lower in pairwise(items))


@pytest.mark.qt_log_ignore("does not support")
@pytest.mark.parametrize(("answer", "closed"), [("keep", True), ("discard", True), ("stay", False)])
def test_settings_that_are_not_saved_are_asked_about_before_the_window_closes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: str, closed: bool
) -> None:
    asked: list[list[str]] = []

    def ask(window: object, names: list[str]) -> str:
        asked.append(names)
        return answer

    monkeypatch.setattr(unsaved, "ask", ask)
    desk.open()
    page = desk.window.open_page(pages.SETTINGS)
    kept: list[str] = []
    monkeypatch.setattr(page, "keep_unsaved", lambda: not kept.append("kept"))
    page.fields["site", "bureau"].set_text("别的局")
    desk.window.open_page(pages.CASES)
    desk.window.close()
    assert asked == [["单位"]]
    assert kept == (["kept"] if answer == "keep" else [])
    assert desk.window.isVisible() is not closed
    assert closed or desk.window.page is page
    desk.window.leave()
    assert len(asked) == 1, "nobody is asked when the session ends or the window is made anew"


def test_nothing_is_asked_where_nothing_is_unsaved(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsaved, "ask", lambda window, names: pytest.fail(str(names)))
    desk.open()
    desk.window.open_page(pages.SETTINGS)
    desk.window.quit()
    assert not desk.window.isVisible()
