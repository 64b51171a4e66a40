"""The window as somebody sees it: counts, filters, proofs, messages, age of the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit

from monitoring.board import Trouble
from monitoring.codes import WORST_FIRST, Light
from tests.gui.boards import NOW, Row, board, proof
from tests.gui.conftest import Desk

ROWS = [
    Row("A1", Light.GREEN),
    Row("B2", Light.RED, due=datetime(2017, 7, 4, 17, 30)),
    Row("C3", Light.YELLOW, due=datetime(2017, 7, 5, 17, 30)),
]
AWAY = Trouble("case_store", "unreachable", "10.20.1.7: connection refused", datetime(2017, 7, 5, 10, 11))


def test_a_snapshot_fills_the_list_and_the_counts(desk: Desk) -> None:
    desk.show(board(ROWS))
    assert desk.shown() == ["B2", "C3", "A1"]
    said = {light: desk.page.counts.button(light).accessibleName() for light in WORST_FIRST}
    assert said[Light.RED] == "超期 1"
    assert said[Light.PAUSED] == "挂起 0"
    assert desk.page.total.text() == "共 3 件在办"


def test_before_the_store_was_read_no_figure_is_shown(desk: Desk) -> None:
    desk.show(board([], read_at=None, loading=0.25))
    assert desk.page.counts.button(Light.RED).accessibleName() == "超期 –"
    assert desk.window.banners.titles() == ["正在读取办件库：25%"]
    assert desk.page.empty.title() == "正在读取办件库…"
    assert desk.window.bottom.text() == "还没有数据"


def test_a_snapshot_comes_over_the_bridge(desk: Desk) -> None:
    desk.open()
    desk.watchers[0].show(board(ROWS))
    desk.qtbot.waitUntil(lambda: desk.model.rowCount() == 3)


def test_a_click_on_a_count_filters_and_a_second_one_shows_all(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    button = desk.page.counts.button(Light.YELLOW)
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.shown() == ["C3"]
    assert desk.page.total.text() == "显示 1 件，共 3 件在办"
    desk.qtbot.mouseClick(desk.page.counts.button(Light.RED), Qt.MouseButton.LeftButton)
    assert desk.shown() == ["B2"]
    assert not button.isChecked()
    desk.qtbot.mouseClick(desk.page.counts.button(Light.RED), Qt.MouseButton.LeftButton)
    assert len(desk.shown()) == 3


def test_assistive_technology_toggles_a_count_without_a_click(desk: Desk) -> None:
    desk.show(board(ROWS))
    desk.page.counts.button(Light.YELLOW).toggle()
    assert desk.shown() == ["C3"]
    desk.page.counts.button(Light.RED).toggle()
    assert desk.shown() == ["B2"]
    desk.page.counts.button(Light.RED).toggle()
    assert len(desk.shown()) == 3


def test_a_search_without_result_offers_to_show_all(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    desk.qtbot.keyClicks(desk.page.search, "zzz")
    assert desk.page.empty.isVisible()
    assert desk.page.empty.title() == "没有符合条件的在办件"
    desk.qtbot.mouseClick(desk.page.everything, Qt.MouseButton.LeftButton)
    assert len(desk.shown()) == 3
    assert desk.page.search.text() == ""


def test_an_empty_store_says_what_to_do_next(desk: Desk) -> None:
    desk.show(board([]))
    assert desk.page.empty.title() == "办件库里没有在办件"
    assert "emonitor demo" in desk.page.empty.accessibleDescription()
    assert "emonitor import" in desk.page.empty.accessibleDescription()


def click_row(desk: Desk, row: int) -> None:
    view = desk.page.table.view
    where = view.visualRect(desk.model.index(row, 1)).center()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_a_click_on_a_case_asks_the_watcher_and_shows_the_proof(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    click_row(desk, 0)
    desk.qtbot.waitUntil(lambda: desk.page.panel.headline() == "超期 1 小时 54 分钟 · 超过承诺时限")
    assert desk.watchers[0].asked == ["B2"]
    assert desk.page.panel.isVisible()


def test_the_keyboard_chooses_a_case_as_well(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    click_row(desk, 0)
    desk.page.table.view.setFocus()
    desk.qtbot.waitUntil(desk.page.table.view.hasFocus)
    desk.qtbot.keyClick(desk.page.table.view, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: desk.watchers[0].asked[-1:] == ["C3"])


def test_a_proof_that_nobody_waits_for_any_more_is_dropped(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    desk.page.table.chosen.emit("A1")
    desk.page.show_proof("B2", proof("B2"))
    assert "B2" not in desk.page.panel.accessibleName()


def test_a_new_snapshot_asks_for_the_open_proof_anew(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    click_row(desk, 0)
    desk.show(board(ROWS, version=2))
    desk.qtbot.waitUntil(lambda: desk.watchers[0].asked == ["B2", "B2"])


def test_escape_closes_the_proof(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    click_row(desk, 0)
    desk.qtbot.waitUntil(desk.page.panel.isVisible)
    desk.page.panel.closed.emit()
    assert not desk.page.panel.isVisible()
    assert not desk.page.table.view.selectionModel().hasSelection()


def test_a_proof_stands_at_the_day_of_now_and_says_its_sums_aloud(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    desk.page.table.chosen.emit("B2")
    desk.page.show_proof("B2", proof("B2"))
    days = desk.page.panel._days
    rows = [[days.index(row, column).data() for column in range(6)] for row in range(days.rowCount())]
    assert rows[0] == ["6月28日", "周三", "工作日", "", "", "起算，当日不计"]
    assert rows[2] == ["6月30日", "周五", "工作日", "", "7:00", "挂起，不计"]
    assert rows[days.row_of_now()][0] == "7月5日"
    assert days.index(1, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "7 小时"


def test_problems_of_the_data_stand_in_the_proof(desk: Desk) -> None:
    desk.show(board(ROWS))
    desk.page.table.chosen.emit("B2")
    problems = (("bad_moment", "accepted_at"),)
    unjudged = proof("B2", "unjudged", reason="bad_moment", days=(), stops=(), problems=problems)
    desk.page.show_proof("B2", unjudged)
    assert desk.page.panel.headline() == "待核 · 时间无法识别"
    assert desk.page.panel._more.text() == "时间无法识别：accepted_at"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("gone", "该办件已不在办件库中。"),
        ("no_engine", "监察尚未启动，暂时无法说明。"),
        ("failed", "程序内部出错，无法说明；详情已记入日志。"),
        ("10.20.1.7: refused", "10.20.1.7: refused"),
    ],
)
def test_a_missing_proof_says_why(desk: Desk, why: str, said: str) -> None:
    desk.show(board(ROWS))
    desk.page.table.chosen.emit("B2")
    desk.page.show_unexplained("B2", why)
    assert desk.page.panel.headline() == said


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


def test_every_control_has_an_accessible_name(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS, trouble=(AWAY,)))
    click_row(desk, 0)
    desk.qtbot.waitUntil(desk.page.panel.isVisible)
    nameless = [
        type(widget).__name__
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView)
        for widget in desk.window.findChildren(kind)
        if widget.isVisible() and not (widget.accessibleName() or getattr(widget, "text", str)())
        and type(widget).__name__ not in ("QHeaderView", "QTableCornerButton")
    ]  # fmt: skip
    assert nameless == []


def test_the_window_remembers_its_size_and_the_widths_of_columns(desk: Desk) -> None:
    desk.open()
    desk.show(board(ROWS))
    desk.window.resize(1100, 640)
    desk.page.table.view.setColumnWidth(1, 201)
    desk.window.close()
    again = Desk(desk.qtbot)
    assert again.window.height() == 640
    again.page.table.remember()
    assert ",201," in again.window._memory.text("cases/widths")


def test_memory_that_makes_no_sense_is_as_good_as_none(desk: Desk) -> None:
    desk.window._memory.keep_text("cases/widths", "1,2,rubbish")
    again = Desk(desk.qtbot)
    again.show(board(ROWS))
    assert again.shown() == ["B2", "C3", "A1"]


def test_nothing_is_clipped_on_a_small_screen(desk: Desk) -> None:
    desk.window.resize(1366, 768)
    desk.open()
    desk.show(board(ROWS))
    click_row(desk, 0)
    desk.qtbot.waitUntil(lambda: desk.page.panel.headline().startswith("超期"))
    view = desk.page.table.view
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    assert not view.horizontalScrollBar().isVisible()
    assert view.visualRect(desk.model.index(0, 8)).right() <= view.viewport().width()
    assert desk.page.panel.mapTo(desk.window, QPoint(desk.page.panel.width(), 0)).x() <= desk.window.width()
