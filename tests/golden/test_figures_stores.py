"""Figures of whole stores: the demo county as accepted, and two public data sets whose late cases are known."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import sqlalchemy as sa

from monitoring.codes import CardLevel
from monitoring.demo import make_demo
from monitoring.importing import XesOptions, import_csv, import_xes
from monitoring.judging.targets import Rulebook
from monitoring.stores.case_store import open_case_store
from monitoring.stores.ledger import open_ledger
from monitoring.watching.engine import Engine
from reports.figures.definitions import MEASURES
from reports.figures.document import as_json
from reports.figures.history import History, HistoryBuilder
from reports.figures.marks import Marks
from reports.figures.periods import Period, month, week
from reports.figures.tally import BEHIND, COUNTED
from reports.figures.values import Figures, Grouping, Number
from reports.figures.working import work_out
from tests import building as make
from tests.golden.accepting import assert_accepted
from tests.real_logs import BOSTON_MAP

UNTIL = datetime(2017, 7, 5, 10)
JUNE, WEEK = month("2017-06"), week("2017-W26")
ZONE = ZoneInfo("Asia/Shanghai")


def history_of_store(url: str, cutoff: datetime, book: Rulebook | None = None) -> History:
    store = open_case_store(url)
    try:
        builder = HistoryBuilder(book or make.book(), store.catalogue(), cutoff)
        for block in store.load():
            builder.add(block)
        return builder.done()
    finally:
        store.close()


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('demo') / 'cases.db'}"
    engine = sa.create_engine(url)
    make_demo(engine, until=UNTIL, calendar=make.site().working, cases=3_000, seed=1)
    engine.dispose()
    return url


@pytest.fixture(scope="module")
def demo(demo_url: str) -> History:
    return history_of_store(demo_url, UNTIL)


@pytest.fixture(scope="module")
def june(demo: History) -> Figures:
    return work_out(demo, JUNE, JUNE.end)


def test_the_demo_county_has_the_accepted_figures(june: Figures) -> None:
    """One line a figure, a row or a listed case, so that a difference can be read."""
    told = as_json(june, ZONE)
    lines = [_line(key, {**figure, "cases": len(figure["cases"])}) for key, figure in told["headline"].items()]
    for name in ("township", "unit", "item", "level"):
        rows = told["tables"][name]["rows"]
        lines += [_line(name, {key: row[key] for key in row if key not in ("cases", "before")}) for row in rows]
    for name in ("red", "yellow", "due_next", "stops", "trend", "dwell", "unjudged"):
        lines += [_line(name, one) for one in told[name]]
    assert_accepted("figures_demo_june.txt", "".join(lines))


def _line(name: str, told: object) -> str:
    return f"{name} {json.dumps(_rounded(told), ensure_ascii=False)}\n"


def _rounded(told: object) -> object:
    if isinstance(told, dict):
        return {key: _rounded(value) for key, value in told.items()}
    if isinstance(told, list):
        return [_rounded(value) for value in told]
    return round(told, 6) if isinstance(told, float) else told


@pytest.mark.parametrize("measure", MEASURES)
def test_every_figure_can_be_traced_to_as_many_cases_as_it_counts(demo: History, june: Figures, measure: str) -> None:
    behind = Marks(demo.at(JUNE.end), JUNE)[BEHIND.get(measure, measure)]
    assert len(june.trace(None, "", measure)) == len(behind)
    for grouping, table in june.tables.items():
        traced = Counter(no for row in table.rows for no in june.trace(grouping, row.key, measure))
        assert traced == Counter(june.trace(None, "", measure)), grouping
        for row in table.rows:
            if measure in COUNTED:
                assert len(june.trace(grouping, row.key, measure)) == row.figures[measure], (grouping, row.name)
            elif not june.trace(grouping, row.key, measure):
                assert row.figures[measure] is None, (grouping, row.name)


def test_a_row_that_is_not_there_has_no_cases_and_an_unknown_measure_is_refused(june: Figures) -> None:
    assert june.trace(Grouping.UNIT, "no such unit", "accepted") == []
    with pytest.raises(KeyError):
        june.trace(None, "", "no such measure")


@pytest.mark.parametrize("grouping", Grouping)
def test_the_rows_of_every_table_add_up_to_its_total(june: Figures, grouping: Grouping) -> None:
    table = june.tables[grouping]
    for measure in COUNTED:
        assert sum(int(row.figures[measure] or 0) for row in table.rows) == table.total.figures[measure], measure
    parts = ("finished_immediate", "finished_early", "finished_on_day", "finished_late", "finished_unjudged")
    for row in table.rows:
        assert sum(int(row.figures[part] or 0) for part in parts) == row.figures["finished"]


def test_days_and_weeks_add_up_to_the_headline(demo: History, june: Figures) -> None:
    for name in ("received", "accepted", "finished"):
        assert sum(getattr(day, name) for day in june.per_day) == june.headline[name].now
    last = work_out(demo, WEEK, WEEK.end)
    point = work_out(demo, WEEK.after(), UNTIL).trend[-2]
    told = {key: last.headline[key].now for key in ("accepted", "finished", "on_time_rate", "red_new")}
    assert told == {key: getattr(point, key) for key in told}


def test_what_is_left_over_is_what_was_there_and_came_less_what_went(demo: History) -> None:
    first, then = work_out(demo, month("2017-05"), UNTIL), work_out(demo, JUNE, UNTIL)
    now = then.headline
    carried = int(first.headline["in_hand"].now or 0) + int(now["accepted"].now or 0)
    unreadable = sum(reason == "finished_before_accepted" for _, reason in then.unjudged)
    assert carried - int(now["finished"].now or 0) + unreadable == now["in_hand"].now


@pytest.mark.parametrize("period", [WEEK, JUNE, Period(date(2017, 3, 15), date(2017, 5, 2))], ids=lambda one: one.key)
def test_comparisons_say_what_the_reports_of_those_periods_said(demo_url: str, demo: History, period: Period) -> None:
    now = work_out(demo, period, UNTIL)
    ago, before = (
        work_out(history_of_store(demo_url, earlier.end), earlier, earlier.end)
        for earlier in (period.year_ago(), period.before())
    )
    assert {key: told.before for key, told in now.headline.items()} == said(before)
    assert {key: told.year_ago for key, told in now.headline.items()} == said(ago)
    for grouping in Grouping:
        rows = {row.key: row.figures for row in before.tables[grouping].rows}
        for row in now.tables[grouping].rows:
            assert row.before == rows.get(row.key, row.before), (grouping, row.name)


def said(figures: Figures) -> dict[str, Number]:
    return {key: told.now for key, told in figures.headline.items()}


def test_a_look_back_gives_every_case_as_the_store_was_read_at_that_time(demo_url: str, demo: History) -> None:
    """Column by column, not only in what is counted of it today."""
    for moment in (datetime(2017, 6, 12), datetime(2017, 6, 30, 14, 33, 7)):
        back, fresh = demo.at(moment), history_of_store(demo_url, moment)
        assert back.cases.case_no.tolist() == fresh.cases.case_no.tolist()
        for name in ("received", "accepted", "ended", "open", "judged", "late", "light", "reason", "due", "used",
                     "statutory_due", "breached", "promised", "statutory", "immediate"):  # fmt: skip
            assert np.array_equal(getattr(back.cases, name), getattr(fresh.cases, name)), name
        for name in ("case", "seq", "start", "end", "open", "left", "late", "light", "due", "used", "limit"):
            assert np.array_equal(getattr(back.visits, name), getattr(fresh.visits, name)), name
        for name in ("case", "visit", "level", "moment"):
            assert np.array_equal(getattr(back.cards, name), getattr(fresh.cards, name)), name


def test_figures_are_the_same_whether_or_not_the_program_ran(
    demo_url: str, demo: History, june: Figures, tmp_path: Path
) -> None:
    """The ledger of a program that looked only once, at the end, holds the cards that the figures count."""
    ledger = open_ledger(f"sqlite:///{tmp_path / 'ledger.db'}")
    store = open_case_store(demo_url)
    try:
        engine = Engine(store, ledger, make.book())
        engine.load(UNTIL)
        cards = [one.card for one in ledger.cards_since(JUNE.start, until=JUNE.end)]
    finally:
        store.close()
        ledger.close()
    assert work_out(history_of_store(demo_url, UNTIL), JUNE, JUNE.end) == june
    cases = {no: row for row, no in enumerate(demo.cases.case_no.tolist())}
    there = [card for card in cards if card.case_no in cases]
    kinds = (
        (CardLevel.RED, False, "red_new"),
        (CardLevel.YELLOW, False, "yellow_new"),
        (CardLevel.RED, True, "node_red_new"),
    )
    for level, of_node, measure in kinds:
        noticed = Counter(c.case_no for c in there if c.level == level and (c.node_seq is not None) == of_node)
        assert noticed == Counter(june.trace(None, "", measure)), measure


def test_the_receipt_log_ends_late_as_often_as_its_deadlines_say(tmp_path: Path, shared_data: Path) -> None:
    url = f"sqlite:///{tmp_path / 'receipt.db'}"
    engine = sa.create_engine(url)
    options = XesOptions(case_start="startdate", case_end="enddate", case_due="deadline")
    zone = ZoneInfo("Europe/Amsterdam")
    import_xes(shared_data / "receipt.xes.gz", engine, options, zone=zone, now=datetime(2012, 7, 1))
    engine.dispose()
    whole = Period(date(2010, 1, 1), date(2012, 12, 31))
    figures = work_out(history_of_store(url, whole.end), whole, whole.end)
    told = {key: figures.headline[key].now for key in ("finished", "finished_late", "finished_unjudged", "received")}
    assert told == {"finished": 1329, "finished_late": 377, "finished_unjudged": 2, "received": 1434}
    parts = ("finished_immediate", "finished_early", "finished_on_day")
    assert sum(int(figures.headline[part].now or 0) for part in parts) == 950
    assert figures.headline["on_time_rate"].now == 950 / 1327


def test_boston_is_late_as_often_as_the_city_says(tmp_path: Path, shared_data: Path) -> None:
    url, table = f"sqlite:///{tmp_path / 'boston.db'}", shared_data / "boston311_2011_july.csv.gz"
    (tmp_path / "map.toml").write_text(BOSTON_MAP, encoding="utf-8")
    engine = sa.create_engine(url)
    zone = ZoneInfo("America/New_York")
    import_csv(table, tmp_path / "map.toml", engine, zone=zone, now=datetime(2026, 7, 1))
    engine.dispose()
    with gzip.open(table, "rt", encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["closed_dt"] and row["target_dt"] and row["ontime"]]
    assert len(rows) == 7491
    whole = Period(date(2011, 7, 1), date(2025, 12, 31))
    figures = work_out(history_of_store(url, whole.end), whole, whole.end)
    late = set(figures.trace(None, "", "finished_late"))
    assert {row["case_enquiry_id"] for row in rows if row["ontime"] == "OVERDUE"} == {
        row["case_enquiry_id"] for row in rows if row["case_enquiry_id"] in late
    }
    july = Period(date(2011, 7, 1), date(2011, 7, 31))
    told = work_out(history_of_store(url, july.end), july, july.end)
    closed = [row for row in rows if row["closed_dt"] < "2011-08-01"]
    known = {row["case_enquiry_id"] for row in closed}
    found = [no for no in told.trace(None, "", "finished_late") if no in known]
    assert len(found) == sum(row["ontime"] == "OVERDUE" for row in closed)
