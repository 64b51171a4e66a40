"""The page to explore figures: period, grouping, filters, chart and table, and the cases behind each figure."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window.figures.bench import Cancelled
from desktop.window.figures.cases_window import CasesWindow
from desktop.window.figures.figures_table import FIRST, NAME, ORDER, TOTAL
from desktop.window.statistics.page import StatisticsPage
from desktop.window.statistics.periods import LAST_MONTH, LAST_YEAR, THIS_WEEK, days_of, named
from desktop.window.statistics.reading import Reading
from monitoring.watching.counted_cases import counted_cases
from reports.figures.periods import Period, month, week
from reports.figures.values import Grouping
from tests.building import book, case, catalogue
from tests.fakes import FakeCaseStore
from tests.gui.boards import NOW, board
from tests.gui.page_fakes import FakeShell
from tests.gui.real_window import make_stores, settings_of, stores

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
AT = datetime(2017, 7, 5, 10, 24)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    return make_stores(folder, "demo", "--cases", "400", "--until", AT.isoformat())


def page_on(qtbot: QtBot, folder: Path, **others: Any) -> tuple[StatisticsPage, FakeShell]:
    lent = FakeShell(settings_of(*stores(folder)), **others)
    page = StatisticsPage(lent.tools)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    page.show_snapshot(board(()), AT, stale=False)
    return page, lent


def choose(qtbot: QtBot, page: StatisticsPage, key: str) -> None:
    page.period.choose(key)
    qtbot.waitUntil(lambda: not page._wait.isActive() and not page._bench.busy)


def column(page: StatisticsPage, at: int) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def measure(key: str) -> int:
    return FIRST + ORDER.index(key)


# periods


@pytest.mark.parametrize(
    ("first", "last", "period"),
    [
        (date(2017, 7, 3), date(2017, 7, 9), week("2017-W27")),
        (date(2017, 6, 1), date(2017, 6, 30), month("2017-06")),
        (date(2017, 6, 1), date(2017, 6, 29), Period(date(2017, 6, 1), date(2017, 6, 29))),
    ],
)
def test_days_that_make_a_week_or_a_month_are_compared_as_such(first: date, last: date, period: Period) -> None:
    assert named(first, last) == period


def test_a_slip_in_a_date_does_not_make_a_period_of_centuries() -> None:
    assert named(date(1017, 7, 1), date(2017, 7, 1)).last.year < 1030


def test_last_year_is_the_whole_year() -> None:
    assert days_of(LAST_YEAR, date(2017, 7, 5)) == (date(2016, 1, 1), date(2016, 12, 31))


# the page


def test_all_townships_stand_in_the_table_and_the_total_at_its_end(qtbot: QtBot, county: Path) -> None:
    page, _ = page_on(qtbot, county)
    choose(qtbot, page, LAST_MONTH)
    names = column(page, NAME)
    assert {"盐山镇", "千童镇", "小庄乡"} <= {name.removesuffix("（无办件）") for name in names}
    assert names[-1] == "合计"
    page.table.sort_by(measure("finished"), descending=True)
    assert column(page, NAME)[-1] == "合计"


def test_the_rows_of_a_count_add_up_to_the_total(qtbot: QtBot, county: Path) -> None:
    page, _ = page_on(qtbot, county)
    choose(qtbot, page, LAST_MONTH)
    *rows, total = (int(text) for text in column(page, measure("accepted")))
    assert sum(rows) == total > 0


def test_narrowed_to_a_township_only_its_cases_count(qtbot: QtBot, county: Path) -> None:
    page, _ = page_on(qtbot, county)
    choose(qtbot, page, LAST_MONTH)
    row = next(row for row, name in enumerate(column(page, NAME)) if name == "盐山镇")
    own = column(page, measure("accepted"))[row]
    button = page.filters[Grouping.TOWNSHIP]
    key = next(key for key, name, _ in _choices(page) if name == "盐山镇")
    button.model.choose(frozenset({key}))
    button.model.ticked.emit()
    qtbot.waitUntil(lambda: not page._wait.isActive() and not page._bench.busy)
    assert column(page, measure("accepted"))[-1] == own


def _choices(page: StatisticsPage) -> list[tuple[str, str, int]]:
    answer = page._reading.answer(month("2017-06"), {}, AT, lambda share: True)
    return answer.choices[Grouping.TOWNSHIP]


def test_a_figure_opens_exactly_its_cases(qtbot: QtBot, county: Path) -> None:
    page, _ = page_on(qtbot, county, away=True)
    choose(qtbot, page, LAST_MONTH)
    total = int(column(page, measure("finished"))[-1])
    page.table.cases_wanted.emit(TOTAL, "finished")
    window = page.findChild(CasesWindow)
    assert isinstance(window, CasesWindow)
    qtbot.addWidget(window)
    assert f"{total} 件" in window.title.text()


def test_the_chart_shows_the_chosen_figure_the_greatest_first(qtbot: QtBot, county: Path) -> None:
    page, _ = page_on(qtbot, county)
    choose(qtbot, page, LAST_MONTH)
    page.measure.setCurrentIndex(page.measure.findData("accepted"))
    values = [row.value for row in page.chart.rows()]
    assert values == sorted(values, key=lambda value: -(value or 0))
    assert "受理数" in page.chart.accessibleName()


def test_a_period_that_still_runs_is_not_compared_with_a_whole_one(qtbot: QtBot, county: Path) -> None:
    page, _ = page_on(qtbot, county)
    choose(qtbot, page, THIS_WEEK)
    assert "未结束" in page.base.text()
    assert "（" not in page.headline.text()
    assert all(row.before is None for row in page.chart.rows())


def test_every_grouping_can_be_looked_at(qtbot: QtBot, county: Path) -> None:
    page, _ = page_on(qtbot, county)
    choose(qtbot, page, LAST_YEAR)
    totals = set()
    for place in range(page.grouping.count()):
        page.grouping.setCurrentIndex(place)
        totals.add(column(page, measure("accepted"))[-1])
    assert len(totals) == 1


def test_a_store_that_is_away_is_said_and_tried_again_by_hand(qtbot: QtBot, tmp_path: Path) -> None:
    page, _ = page_on(qtbot, tmp_path)
    assert page.empty.isVisible()
    assert "算不出" in page.empty.title()


def test_after_cancel_the_figures_can_be_worked_out_again(qtbot: QtBot, county: Path, monkeypatch: Any) -> None:
    def cancelled(*_: Any) -> None:
        raise Cancelled

    page, _ = page_on(qtbot, county)
    shown = page.headline.text()
    monkeypatch.setattr("desktop.window.statistics.reading._told", cancelled)
    with qtbot.captureExceptions():
        page.again.click()
    assert not page._bench.busy
    monkeypatch.undo()
    page.again.click()
    assert page.headline.text() == shown != ""


def test_figures_are_taken_away_as_numbers(qtbot: QtBot, county: Path, tmp_path: Path, monkeypatch: Any) -> None:
    page, lent = page_on(qtbot, county)
    choose(qtbot, page, LAST_MONTH)
    file = tmp_path / "figures.xlsx"
    monkeypatch.setattr("desktop.window.saving.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    numbers = [cell.value for sheet in load_workbook(file) for row in sheet for cell in row]
    assert any(isinstance(value, int) for value in numbers)
    assert lent.said[-1].endswith("figures.xlsx")


def test_what_was_chosen_is_there_the_next_time(qtbot: QtBot, county: Path) -> None:
    page, _ = page_on(qtbot, county)
    page.grouping.setCurrentIndex(page.grouping.findData(str(Grouping.ITEM)))
    page.period.choose(LAST_YEAR)
    page.remember()
    again, _ = page_on(qtbot, county)
    assert (again.period.period, again.grouping.currentData()) == (LAST_YEAR, str(Grouping.ITEM))


def test_the_store_is_read_once_for_several_questions(county: Path) -> None:
    reading = Reading(settings_of(*stores(county)))
    shares: list[float] = []

    def progress(share: float) -> bool:
        shares.append(share)
        return True

    reading.answer(month("2017-06"), {}, AT, progress)
    before = len(shares)
    reading.answer(month("2017-05"), {}, AT, progress)
    assert before > 0
    assert len(shares) == before


# the cases behind a figure


def window_on(qtbot: QtBot, numbers: list[str], **others: Any) -> tuple[CasesWindow, FakeShell]:
    store = FakeCaseStore(case(no="A"), case(no="B", finished="2017-07-04 09:30"), catalogue=catalogue())
    engine = SimpleNamespace(store=store, catalogue=catalogue(), book=book(), options=SimpleNamespace(live=False))
    lent = FakeShell(Any, engine=engine, **others)  # type: ignore[arg-type]
    window = CasesWindow(lent.tools, "盐山镇 · 办结数", numbers, NOW)
    qtbot.addWidget(window)
    window.show()
    return window, lent


def test_open_and_finished_cases_are_listed_and_opened(qtbot: QtBot) -> None:
    window, lent = window_on(qtbot, ["A", "B", "GONE"])
    model = window.table.model()
    assert [model.index(row, 0).data() for row in range(3)] == ["A", "B", "GONE"]
    assert model.index(2, 1).data() == "库中已无"
    window.table.opened.emit("B", 0)
    assert lent.opened == ["B"]


def test_a_case_that_counts_twice_is_listed_once_and_said_so(qtbot: QtBot) -> None:
    window, _ = window_on(qtbot, ["A", "A", "B"])
    assert "2 件" in window.title.text()
    assert "3 次" in window.title.text()


def test_without_the_store_the_numbers_are_still_there(qtbot: QtBot) -> None:
    window, _ = window_on(qtbot, ["A", "B"], away=True)
    assert window.table.model().rowCount() == 2
    assert "读不到" in window.title.text()


def test_the_cases_are_taken_away_with_all_that_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    window, _ = window_on(qtbot, ["A", "B"])
    window.save(tmp_path / "cases")
    sheet = load_workbook(tmp_path / "cases.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]][-2:] == ["A", "B"]


def test_counted_cases_tell_light_or_outcome() -> None:
    store = FakeCaseStore(case(no="A"), case(no="B", finished="2017-07-04 09:30"), catalogue=catalogue())
    engine: Any = SimpleNamespace(store=store, catalogue=catalogue(), book=book(), options=SimpleNamespace(live=False))
    first, second = counted_cases(engine, ["A", "B"], NOW)
    assert (first.outcome, first.finished_at) == (None, None)
    assert second.outcome is not None
    assert second.finished_at == datetime(2017, 7, 4, 9, 30)
