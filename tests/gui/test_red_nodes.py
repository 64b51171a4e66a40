"""What turned red in a period: who let it, which nodes, those long done too, and the way to the proof."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from desktop.window.nodes.page import NodesPage
from desktop.window.nodes.period_choice import NOW_IN_HAND
from desktop.window.nodes.periods import CHOSEN, LAST_MONTH, LAST_WEEK, THIS_MONTH, THIS_WEEK, days_of, moments_of
from desktop.window.nodes.red_list import RedList
from desktop.window.nodes.red_sums import said_so, summed
from monitoring.codes import CardLevel, Reason
from monitoring.holdings import NODE, OFFICER, UNIT
from monitoring.ports import Card, TickWrite
from monitoring.stores.ledger import open_ledger
from monitoring.watching.red_nodes import red_nodes, red_visits
from tests.building import at, book, case, catalogue, visit
from tests.fakes import FakeCaseStore
from tests.gui.boards import NOW, Row, board
from tests.gui.page_fakes import FakeShell, shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""The offscreen platform says so of every window with a least size."""

JULY = moments_of(date(2017, 7, 1), date(2017, 7, 31))


def card(case_no: str, when: str, **others: Any) -> Card:
    values: dict[str, Any] = {"node_seq": 1, "level": CardLevel.RED, "unit_id": "U2", "unit": "县民政局",
                              "officer_id": "O2", "officer": "王某某"} | others  # fmt: skip
    turned = at(when)
    return Card(
        case_no=case_no, reason=Reason.PAST_NODE_DUE, deadline=turned, became_true_at=turned, limit="1 working_day",
        calendar_version="1", rule_version="1", **values,
    )  # fmt: skip


CARDS = (
    card("A", "2017-07-03 17:30"),
    card("B", "2017-07-04 17:30"),
    card("B", "2017-07-04 17:30", node_seq=2, officer_id="O1", officer="李某某", unit_id="U1", unit="便民中心"),
    card("C", "2017-06-30 17:30"),
    card("D", "2017-07-04 17:30", node_seq=None),
    card("E", "2017-07-04 17:30", level=CardLevel.YELLOW),
    card("GONE", "2017-07-05 09:00"),
)
CASES = (
    case(no="A", finished="2017-07-05 09:30", nodes=(visit(1, "2017-06-30 09:00", "2017-07-04 09:30"),)),
    case(no="B", nodes=(visit(1, "2017-07-03 09:00", "2017-07-05 08:30"), visit(2, "2017-07-03 10:00"))),
    case(no="C", nodes=(visit(1, "2017-06-29 09:00"),)),
)


def engine_on(folder: Path, *cards: Card) -> Any:
    ledger = open_ledger(f"sqlite:///{folder / 'ledger.db'}")
    ledger.write(TickWrite(noticed_at=NOW, cards=cards))
    store = FakeCaseStore(*CASES, catalogue=catalogue())
    rules = book()
    return SimpleNamespace(ledger=ledger, store=store, catalogue=catalogue(), book=rules)


# periods


@pytest.mark.parametrize(
    ("period", "today", "first", "last"),
    [
        (THIS_MONTH, "2017-07-05", "2017-07-01", "2017-07-31"),
        (THIS_MONTH, "2016-02-29", "2016-02-01", "2016-02-29"),
        (THIS_MONTH, "2017-12-31", "2017-12-01", "2017-12-31"),
        (LAST_MONTH, "2017-01-01", "2016-12-01", "2016-12-31"),
        (LAST_MONTH, "2017-03-31", "2017-02-01", "2017-02-28"),
        (THIS_WEEK, "2017-07-03", "2017-07-03", "2017-07-09"),
        (THIS_WEEK, "2017-07-09", "2017-07-03", "2017-07-09"),
        (LAST_WEEK, "2017-07-09", "2017-06-26", "2017-07-02"),
        (LAST_WEEK, "2017-01-01", "2016-12-19", "2016-12-25"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(period: str, today: str, first: str, last: str) -> None:
    assert days_of(period, date.fromisoformat(today)) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("turned", "counted"),
    [
        ("2017-06-30 23:59:59", False), ("2017-07-01 00:00", True), ("2017-07-31 23:59:59", True),
        ("2017-08-01 00:00", False),
    ],
)  # fmt: skip
def test_a_day_begins_and_ends_at_midnight(tmp_path: Path, turned: str, counted: bool) -> None:
    engine = engine_on(tmp_path, card("A", turned))
    assert [red.case_no for red in red_nodes(engine, *JULY)] == (["A"] if counted else [])


# the ledger's answer


def test_red_cards_of_nodes_in_the_period_are_found_the_newest_first(tmp_path: Path) -> None:
    found = red_nodes(engine_on(tmp_path, *CARDS), *JULY)
    assert [(red.case_no, red.seq) for red in found] == [("GONE", 1), ("B", 2), ("B", 1), ("A", 1)]


def test_a_node_that_is_done_is_overdue_until_then_and_one_in_hand_until_now(tmp_path: Path) -> None:
    engine = engine_on(tmp_path, *CARDS)
    found = {(one.red.case_no, one.red.seq): one for one in red_visits(engine, red_nodes(engine, *JULY), NOW)}
    done, in_hand, gone = found["A", 1], found["B", 2], found["GONE", 1]
    assert (done.node, done.left_at, done.overdue_seconds) == ("环节1", at("2017-07-04 09:30"), 3_600)
    assert in_hand.left_at is None
    assert in_hand.overdue_seconds == (NOW - at("2017-07-05 08:30")).total_seconds()
    assert (gone.known, gone.overdue_seconds, gone.node) == (False, None, "")


def test_units_and_officers_are_summed_the_most_first(tmp_path: Path) -> None:
    found = red_nodes(engine_on(tmp_path, *CARDS), *JULY)
    assert [(one.unit, len(one.nodes), one.cases) for one in summed(found, UNIT)] == [
        ("县民政局", 3, 3),
        ("便民中心", 1, 1),
    ]
    assert [one.officer for one in said_so(summed(found, OFFICER), "便民 李")] == ["李某某"]


# the page


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> tuple[NodesPage, FakeShell]:
    made = shell(tmp_path)
    made.engine = engine_on(tmp_path, *CARDS)
    page = NodesPage(made.tools)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.choice.choose(THIS_MONTH)
    page.show()
    page.show_snapshot(board([Row("A")], at=NOW), NOW, stale=False)
    return page, made


def texts(table: Any, column: int) -> list[str]:
    return [table.rows.index(row, column).data() for row in range(table.rows.rowCount())]


def test_the_page_lists_all_red_nodes_of_this_month_first(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    assert texts(page.period.table, 2) == ["4", "3", "1"]
    assert texts(page.period.list.table, 0) == ["GONE", "B", "B", "A"]
    assert page.total.text()


def test_an_officer_is_chosen_and_only_his_nodes_are_listed(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    page.groupings[OFFICER].click()
    table = page.period.table
    row = texts(table, 1).index("李某某")
    table.setCurrentIndex(table.rows.index(row, 0))
    assert texts(page.period.list.table, 0) == ["B"]
    assert "李某某" in page.period.list.title.text()


def test_a_click_on_a_number_opens_the_case(desk: tuple[NodesPage, FakeShell], qtbot: QtBot) -> None:
    page, made = desk
    table = page.period.list.table
    where = table.visualRect(table.rows.index(3, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert made.opened == ["A"]


def test_a_text_narrows_the_officers_of_the_period(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    page.search.setText("便民")
    assert texts(page.period.table, 0) == ["便民中心"]
    page.search.setText("nobody")
    assert texts(page.period.table, 0) == []
    assert page.period.list.empty.isVisible()


def test_any_two_days_make_a_period(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    page.choice.choose(CHOSEN)
    page.choice.first.setDate(QDate(2017, 7, 4))
    page.choice.last.setDate(QDate(2017, 6, 30))
    assert page.choice.days(NOW.date()) == (date(2017, 6, 30), date(2017, 7, 4))
    assert set(texts(page.period.list.table, 0)) == {"A", "B", "C"}


def test_a_month_without_red_nodes_says_so(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    page.show_snapshot(board([Row("A")], at=NOW), NOW + timedelta(days=60), stale=False)
    assert texts(page.period.table, 0) == []
    assert page.period.list.empty.isVisible()
    assert not page.period.list.export.isEnabled()


def test_cards_name_no_node_so_there_is_no_grouping_by_node(desk: tuple[NodesPage, FakeShell]) -> None:
    page, made = desk
    assert not page.groupings[NODE].isVisible()
    made.away = True
    page.choice.choose(NOW_IN_HAND)
    assert page.groupings[NODE].isVisible()


def test_the_export_holds_every_red_node_of_the_list(desk: tuple[NodesPage, FakeShell], tmp_path: Path) -> None:
    page, made = desk
    page.period.list.write(tmp_path / "red")
    rows = list(load_workbook(tmp_path / "red.xlsx").active.values)
    assert [row[0] for row in rows[2:]] == ["GONE", "B", "B", "A"]
    assert "2017-07-05" in rows[0][0]
    assert str(tmp_path / "red.xlsx") in made.said[-1]


def test_the_period_is_remembered(desk: tuple[NodesPage, FakeShell], qtbot: QtBot) -> None:
    page, made = desk
    page.remember()
    again = NodesPage(made.tools)
    qtbot.addWidget(again)
    assert again.choice.period == THIS_MONTH


def test_a_ledger_that_is_away_says_so_and_the_list_comes_back(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shell(tmp_path, away=True)
    made.engine = engine_on(tmp_path, *CARDS)
    page = NodesPage(made.tools)
    qtbot.addWidget(page)
    page.choice.choose(THIS_MONTH)
    page.show()
    page.show_snapshot(board([Row("A")], at=NOW), NOW, stale=True)
    assert page.period.list.empty.isVisible()
    made.away = False
    page.choice.choose(LAST_MONTH)
    page.choice.choose(THIS_MONTH)
    assert texts(page.period.list.table, 0) == ["GONE", "B", "B", "A"]


def test_moments_without_a_value_sort_last(qtbot: QtBot, desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    table: Any = page.period.list
    assert isinstance(table, RedList)
    table.table.sort_by(7, descending=False)
    assert texts(table.table, 0)[:2] == ["A", "B"]
