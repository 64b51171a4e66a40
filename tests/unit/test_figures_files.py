"""Figures as JSON and as an Excel workbook: the same numbers, and nothing that a spreadsheet could run."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook

from reports.figures.definitions import MEASURES
from reports.figures.document import as_json
from reports.figures.kept import NotFiguresError, figures_of
from reports.figures.periods import week
from reports.figures.values import Figures, Grouping
from reports.figures.workbook import HEAD_ROW, workbook
from reports.figures.working import work_out
from resources import words
from tests.small_county import history

WEEK = week("2017-W21")


@pytest.fixture(scope="module")
def figures() -> Figures:
    return work_out(history("2017-06-20 10:00"), WEEK, WEEK.end)


@pytest.fixture(scope="module")
def book(figures: Figures) -> Any:
    return load_workbook(BytesIO(workbook(figures, words())))


def table(book: Any, title: str) -> list[dict[str, Any]]:
    rows = list(book[title].iter_rows(min_row=HEAD_ROW, values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_document_holds_every_figure_with_the_cases_behind_it(figures: Figures) -> None:
    told = as_json(figures, ZoneInfo("Asia/Shanghai"))
    assert list(told["headline"]) == list(MEASURES)
    assert told["headline"]["finished_late"] == {
        "now": 1, "before": 0, "year_ago": None, "year_to_date": 1, "cases": ["c04"],
    }  # fmt: skip
    assert told["headline"]["on_time_rate"]["cases"] == ["c02", "c03", "c04", "c05", "c07", "c13", "c15"]
    township = next(row for row in told["tables"]["township"]["rows"] if row["name"] == "乙镇")
    assert township["cases"]["red_lit"] == ["c10"]
    assert (told["cutoff"], told["period"]["key"]) == ("2017-05-29T00:00:00+08:00", "2017-W21")
    assert told["red"][0]["due_at"] == "2017-05-22T17:30:00+08:00"
    assert told["days"]["makeup"] == ["2017-05-27"]


def test_what_the_archive_keeps_is_read_back_as_it_was(figures: Figures) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    kept = json.loads(json.dumps(as_json(figures, zone)))
    again = figures_of(kept)
    assert as_json(again, zone) == kept
    assert [replace(one, figures={}, before={}) for one in again.tables[Grouping.TOWNSHIP].rows] == [
        replace(one, figures={}, before={}) for one in figures.tables[Grouping.TOWNSHIP].rows
    ]
    assert not all(one.ranked for one in again.tables[Grouping.TOWNSHIP].rows)


def test_yellow_nodes_and_whose_officer_it_is_are_kept_and_may_be_lacking(figures: Figures) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    told = replace(figures, yellow_nodes=(replace(figures.red[0], light="yellow", officer_unit="县民政局"),))
    kept = json.loads(json.dumps(as_json(told, zone)))
    assert figures_of(kept).yellow_nodes == told.yellow_nodes
    del kept["yellow_nodes"], kept["red"][0]["officer_unit"], kept["red"][0]["node_unit"]
    older = figures_of(kept)
    assert (older.yellow_nodes, older.red[0].officer_unit) == ((), "")


def test_rows_kept_before_they_said_whether_they_are_compared_are_compared(figures: Figures) -> None:
    kept = as_json(figures, ZoneInfo("Asia/Shanghai"))
    for one in kept["tables"]["township"]["rows"]:
        del one["ranked"]
    assert all(one.ranked for one in figures_of(kept).tables[Grouping.TOWNSHIP].rows)


@pytest.mark.parametrize("document", [{}, {"tables": []}, {"tables": {"street": {}}}])
def test_another_document_is_refused_in_words(document: dict[str, Any]) -> None:
    with pytest.raises(NotFiguresError, match="不是本程序存下的统计数据"):
        figures_of(document)


def test_the_same_figures_make_the_same_document_and_the_same_workbook(figures: Figures) -> None:
    again = work_out(history("2017-07-01 09:00"), WEEK, WEEK.end)
    zone = ZoneInfo("Asia/Shanghai")
    assert json.dumps(as_json(figures, zone)) == json.dumps(as_json(again, zone))
    assert workbook(figures, words()) == workbook(again, words())


def test_the_workbook_has_its_sheets_with_base_and_cutoff_above_each(book: Any) -> None:
    assert book.sheetnames == [
        "总体", "乡镇", "村", "部门", "事项", "层级", "人员", "环节", "超期清单", "临期清单", "近期到期", "挂起",
    ]  # fmt: skip
    for sheet in book:
        assert "截止 2017-05-29 00:00:00" in sheet["A2"].value
        assert sheet.freeze_panes in ("B4", "D4")


def test_a_filter_leaves_the_sums_out(book: Any) -> None:
    page = book["乡镇"]
    last = int(page.auto_filter.ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    assert page.cell(last + 1, 2).value == "合计" == page.cell(page.max_row, 2).value
    assert book["总体"].auto_filter.ref.endswith(str(book["总体"].max_row))


def test_the_numbers_of_the_workbook_are_numbers_and_the_same(figures: Figures, book: Any) -> None:
    whole = {row["指标"]: row["本期"] for row in table(book, "总体")}
    told = {measure.name: figures.headline[key].now for key, measure in MEASURES.items()}
    assert whole == pytest.approx(told), "a workbook holds 16 digits"
    shown = table(book, "乡镇")
    assert [row["名称"] for row in shown] == ["甲乡", "丙镇", "乙镇", "县本级", "丁乡", "合计"]
    for row, told in zip(shown[:-1], figures.tables[Grouping.TOWNSHIP].rows, strict=True):
        assert row["名次"] == told.rank
        for key, measure in MEASURES.items():
            assert row[measure.name] == pytest.approx(told.figures[key]), measure.name
    formats = {cell.number_format for cell in book["乡镇"][HEAD_ROW + 1]}
    assert {"#,##0", "0.0%", "0.0"} <= formats


def test_lists_hold_moments_and_days_as_such(book: Any) -> None:
    first = table(book, "超期清单")[0]
    assert (first["办件编号"], first["到期"], first["超过（工作日）"]) == ("c06", datetime(2017, 5, 22, 17, 30), 5.0)
    assert (first["灯"], first["原因"]) == (words().light("red"), words().reason("past_node_due"))
    stop = table(book, "挂起")[0]
    assert (stop["办件编号"], stop["期限"], stop["超过自身期限"]) == ("c10", words().limit("3 working_day"), "是")


@pytest.mark.parametrize("name", ["=1+1", "+86", "-2", "@SUM(A1)", "甲\x07乡"])
def test_a_name_that_looks_like_a_formula_stays_a_name(figures: Figures, name: str) -> None:
    line = replace(figures.red[0], item=name)
    book = load_workbook(BytesIO(workbook(replace(figures, red=(line,)), words())))
    cell = book["超期清单"].cell(HEAD_ROW + 1, 2)
    assert (cell.value, cell.data_type) == (name.replace("\x07", ""), "s")
