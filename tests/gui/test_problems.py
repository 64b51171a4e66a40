"""The page of data problems: what is wrong, in plain words, and what to do."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.errors import CommandError
from desktop.table_files import write_table
from desktop.window.problems.page import SHOWN, ProblemsPage
from desktop.window.problems.texts import count_kinds, folded, narrowed
from monitoring.board import Problem, Trouble
from resources import words
from resources.details import plain_detail
from tests.gui.boards import NOW, Row, board
from tests.gui.page_fakes import FakeShell, shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""The offscreen platform says so of every window with a least size."""

AWAY = Trouble("case_store", "unreachable", "postgresql://…", NOW)
PROBLEMS = (
    Problem("A-1", "finished_before_accepted", "accepted_at 2017-07-05 10:00:00, finished_at 2016-07-01 09:00:00"),
    Problem("A-2", "node_left_open", "case_nodes.4"),
    Problem("A-3", "node_left_open", "case_nodes.2"),
    Problem("", "key_missing", "cases: 2"),
)


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        (
            "left_at 2017-07-05 10:00:00, due_at 2016-07-01 09:00:05",
            "离开环节 7月5日 10:00，环节到期 2016年7月1日 09:00:05",
        ),  # fmt: skip
        ("case_nodes.4", "第 4 个环节"),
        ("suspensions.1", "第 1 次挂起"),
        ("state open, finished_at 2017-07-01 09:00:00", "状态 在办，办结 7月1日 09:00"),
        ("YS-00", "YS-00"),
        ("", ""),
    ],
)
def test_details_are_said_in_plain_words(detail: str, told: str) -> None:
    assert plain_detail(words(), detail, NOW.date()) == told


def test_kinds_are_counted_the_most_frequent_first() -> None:
    assert count_kinds(PROBLEMS)[0] == ("node_left_open", 2)


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("", "a-2", ["A-2"]),
        ("", "环节未办完", ["A-2", "A-3"]),
        ("node_left_open", ".2", ["A-3"]),
        ("node_left_open", "  ", ["A-2", "A-3"]),
        ("", "nowhere", []),
    ],
)
def test_a_text_narrows_by_number_kind_or_detail(code: str, text: str, found: list[str]) -> None:
    keys = folded(words(), PROBLEMS)
    assert [one.case_no for one in narrowed(PROBLEMS, keys, code, text)] == found


def test_more_problems_than_anybody_reads_are_cut_and_counted(desk: tuple[ProblemsPage, FakeShell]) -> None:
    page, _ = desk
    many = tuple(Problem(f"B-{number}", "node_left_open", "") for number in range(SHOWN + 5))
    page.show_snapshot(replace(board([Row("A-1")]), problems=many), NOW, stale=False)
    assert page.table.rows.rowCount() == SHOWN
    assert f"{SHOWN + 5:,}" in page.total.text()


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> tuple[ProblemsPage, FakeShell]:
    made = shell(tmp_path)
    page = ProblemsPage(made.tools)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    page.show_snapshot(replace(board([Row("A-1")]), problems=PROBLEMS), NOW, stale=False)
    return page, made


def texts(page: ProblemsPage, column: int) -> list[str]:
    return [page.table.rows.index(row, column).data() for row in range(page.table.rows.rowCount())]


def test_every_problem_says_what_to_do(desk: tuple[ProblemsPage, FakeShell]) -> None:
    page, _ = desk
    assert texts(page, 1)[0] == "办结早于受理"
    assert all(texts(page, 3))


def test_a_kind_narrows_the_table(desk: tuple[ProblemsPage, FakeShell]) -> None:
    page, _ = desk
    page.kinds.setCurrentRow(1)
    assert texts(page, 0) == ["A-2", "A-3"]


def test_a_click_on_a_number_opens_the_case(desk: tuple[ProblemsPage, FakeShell], qtbot: QtBot) -> None:
    page, made = desk
    where = page.table.visualRect(page.table.rows.index(1, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert made.opened == ["A-2"]


def test_a_problem_of_the_whole_store_opens_no_case(desk: tuple[ProblemsPage, FakeShell], qtbot: QtBot) -> None:
    page, made = desk
    page.table.setCurrentIndex(page.table.rows.index(3, 1))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert made.opened == []
    assert made.said


def test_no_problem_at_all_is_told_as_good(desk: tuple[ProblemsPage, FakeShell]) -> None:
    page, _ = desk
    before = page.empty.title()
    page.show_snapshot(board([Row("A-1")]), NOW, stale=False)
    assert page.empty.isVisible()
    assert page.empty.title() != before
    assert not page.export.isEnabled()


def test_the_same_problems_again_keep_what_was_chosen(desk: tuple[ProblemsPage, FakeShell]) -> None:
    page, _ = desk
    page.table.setCurrentIndex(page.table.rows.index(2, 0))
    page.show_snapshot(replace(board([Row("A-1")]), problems=PROBLEMS[1:]), NOW, stale=False)
    assert page.table.currentIndex().data() == "A-3"


def test_the_export_holds_what_is_narrowed(desk: tuple[ProblemsPage, FakeShell], tmp_path: Path) -> None:
    page, _ = desk
    page.kinds.setCurrentRow(1)
    page.write(tmp_path / "problems")
    rows = list(load_workbook(tmp_path / "problems.xlsx").active.iter_rows(values_only=True))
    assert [row[0] for row in rows[2:]] == ["A-2", "A-3"]


def test_a_formula_from_the_store_stays_text(tmp_path: Path) -> None:
    rows = [("=1+1", "\x00bad")]
    assert write_table(tmp_path / "a.csv", ("x", "y"), rows, "note")
    assert write_table(tmp_path / "a.xlsx", ("x", "y"), rows, "note")
    lines = (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()
    assert next(csv.reader(lines[2:]))[0] == "'=1+1"
    cell = load_workbook(tmp_path / "a.xlsx").active["A3"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_cancelled_export_leaves_nothing_behind(tmp_path: Path) -> None:
    assert not write_table(tmp_path / "a.xlsx", ("x",), [("1",)], "note", lambda share: False)
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="写不了"):
        write_table(tmp_path / "nowhere" / "a.csv", ("x",), [("1",)], "note")


def test_a_store_never_read_is_not_told_to_be_in_order(tmp_path: Path, qtbot: QtBot) -> None:
    page = ProblemsPage(shell(tmp_path).tools)
    qtbot.addWidget(page)
    page.show_snapshot(board([], read_at=None, trouble=(AWAY,)), NOW, stale=True)
    unread = page.empty.title()
    page.show_snapshot(board([]), NOW, stale=False)
    assert page.empty.title() != unread
    assert not page.export.isEnabled()


def test_a_store_without_cases_is_not_praised_for_its_data(tmp_path: Path, qtbot: QtBot) -> None:
    page = ProblemsPage(shell(tmp_path).tools)
    qtbot.addWidget(page)
    page.show_snapshot(board([]), NOW, stale=False)
    assert page.empty.title() == "没有在办件"
    page.show_snapshot(board([Row("C1")]), NOW, stale=False)
    assert page.empty.title() == "数据没有问题"
