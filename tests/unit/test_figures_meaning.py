"""What figures mean: one table of definitions for code, footnotes and guide; ranks; borders of periods."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitoring.records import Catalogue, Region
from reports.figures.definitions import MEASURES
from reports.figures.document import as_json
from reports.figures.groups import Groups, words
from reports.figures.history import HistoryBuilder
from reports.figures.kept import figures_of
from reports.figures.marks import PARTS, Marks
from reports.figures.periods import Period, month, week
from reports.figures.ranking import ordered
from reports.figures.tally import BEHIND, COUNTED, Tally
from reports.figures.values import FigureRow, Figures, Grouping, Renamed
from reports.figures.working import PeriodNotBegun, usual_cutoff, work_out
from tests import building as make
from tests.small_county import COUNTY, book, catalogue, history

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user-guide.md"
UNITS = {"cases": "件", "cards": "次", "share": "比率", "days": "工作日"}


def test_every_measure_is_worked_out_and_nothing_else_is() -> None:
    """To add a measure: 1 its row in definitions.toml; 2 its mark in marks.py, or ``of`` which marks it is a share."""
    cutoff = history("2017-05-29")
    assert {*COUNTED, *PARTS} == set(Marks(cutoff, week("2017-W21")).names())
    assert set(MEASURES) == {*COUNTED, *BEHIND}


def test_every_definition_is_complete() -> None:
    for measure in MEASURES.values():
        assert measure.name and measure.says.endswith("。"), measure.key
        assert measure.base in words()["bases"], measure.key
        assert measure.unit in UNITS, measure.key
        assert all(part in (*MEASURES, *PARTS) for part in measure.of), measure.key
    assert len({measure.name for measure in MEASURES.values()}) == len(MEASURES)


def guide_table() -> str:
    """The guide's table of definitions as the definitions make it."""
    rows = [
        f"| {one.name} | {UNITS[one.unit]} | {words()['bases'][one.base]} | {one.says} |" for one in MEASURES.values()
    ]
    return "\n".join(["| 指标 | 单位 | 时间口径 | 含义 |", "|---|---|---|---|", *rows])


def test_the_guide_says_what_the_definitions_say() -> None:
    assert guide_table() in GUIDE.read_text(encoding="utf-8"), "put the table that guide_table() gives into the guide"


def row(key: str, rate: float | None, red: int = 0, mean: float = 1.0, *, idle: bool = False) -> FigureRow:
    figures = {"on_time_rate": rate, "red_lit": red, "mean_days": mean}
    return FigureRow(key, key, figures, {}, idle=idle)


def ranks(*rows: FigureRow) -> list[tuple[str, int | None]]:
    return [(one.key, one.rank) for one in ordered(rows)]


def test_equals_share_a_rank_and_the_next_one_is_left_out() -> None:
    shown = ranks(row("a", 0.9), row("b", 1.0), row("c", 1.0), row("d", 27 / 30), row("e", 0.5))
    assert shown == [("b", 1), ("c", 1), ("a", 3), ("d", 3), ("e", 5)]


def test_red_lights_break_a_tie_and_speed_never_does() -> None:
    assert ranks(row("a", 1.0, red=2, mean=0.1), row("b", 1.0, red=0, mean=9.0)) == [("b", 1), ("a", 2)]
    assert ranks(row("a", 1.0, mean=9.0), row("b", 1.0, mean=0.1)) == [("a", 1), ("b", 1)]


def test_who_had_nothing_is_listed_last_and_never_ranked() -> None:
    shown = ranks(row("idle", None, idle=True), row("waiting", None), row("slow", 0.1), row("fast", 0.2))
    assert shown == [("fast", 1), ("slow", 2), ("waiting", None), ("idle", None)]


def test_a_row_that_is_no_place_of_its_own_is_not_ranked() -> None:
    found = ordered([replace(row("county", 1.0), ranked=False), row("a", 0.2), row("b", 0.1)])
    assert [(one.key, one.rank) for one in found] == [("a", 1), ("b", 2), ("county", None)]


def test_one_alone_is_not_ranked() -> None:
    assert ranks(row("only", 1.0), row("waiting", None)) == [("only", None), ("waiting", None)]


def test_nobody_is_first_where_nobody_finished_anything_on_time() -> None:
    assert ranks(row("a", 0.0), row("b", 0.0, red=2)) == [("a", None), ("b", None)]
    assert ranks(row("a", 0.0), row("b", 0.5)) == [("b", 1), ("a", 2)]


BORDERS = [
    ("2017-05-21 23:59:59", 0, 1),
    ("2017-05-22 00:00:00", 1, 0),
    ("2017-05-28 23:59:59", 1, 0),
    ("2017-05-29 00:00:00", 0, 0),
]


@pytest.mark.parametrize(("moment", "now", "before"), BORDERS)
def test_a_period_begins_at_midnight_and_ends_before_the_next(moment: str, now: int, before: int) -> None:
    base = history("2017-06-20")
    found = history("2017-06-20", replace(make.case(moment, no="c99"), region_code="101"))
    told, without = (work_out(one, week("2017-W21"), make.at("2017-05-29")) for one in (found, base))
    for key, gained in (("now", now), ("before", before)):
        grown = [getattr(told.headline[m], key) - getattr(without.headline[m], key) for m in ("received", "accepted")]
        assert grown == [gained, gained]


DAYS_OF_DUE = [
    # finished, early?  (due 2017-05-26 17:30; calendar limits are due at 24:00)
    ("2017-05-25 23:59:59", "finished_early"),
    ("2017-05-26 00:00:00", "finished_on_day"),
    ("2017-05-26 17:30:00", "finished_on_day"),
    ("2017-05-26 17:30:01", "finished_late"),
]


@pytest.mark.parametrize(("finished", "kind"), DAYS_OF_DUE)
def test_early_means_on_a_day_before_the_day_of_the_due(finished: str, kind: str) -> None:
    case = replace(make.case("2017-05-19 10:00", no="c99", finished=finished), item_code="I1")
    figures = work_out(history("2017-06-20", case), week("2017-W21"), make.at("2017-05-29"))
    assert "c99" in figures.trace(None, "", kind)


@pytest.mark.parametrize(("finished", "kind"), [
    ("2017-05-25 23:59:59", "finished_early"), ("2017-05-26 00:00:00", "finished_on_day"),
    ("2017-05-27 00:00:00", "finished_on_day"), ("2017-05-27 00:00:01", "finished_late"),
])  # fmt: skip
def test_a_due_at_midnight_is_the_end_of_the_day_before(finished: str, kind: str) -> None:
    case = make.case("2017-05-19 10:00", no="c99", finished=finished, promised_due="2017-05-27 00:00:00")
    figures = work_out(history("2017-06-20", case), week("2017-W21"), make.at("2017-05-29"))
    assert "c99" in figures.trace(None, "", kind)


def test_the_cutoff_is_the_end_of_the_period_or_now_while_it_lasts() -> None:
    this = week("2017-W21")
    assert usual_cutoff(this, make.at("2017-05-24 10:00")) == make.at("2017-05-24 10:00")
    assert usual_cutoff(this, make.at("2017-08-24 10:00")) == this.end
    figures = work_out(history("2017-06-20"), this, make.at("2017-05-24 15:00"))
    assert figures.cutoff == make.at("2017-05-24 15:00")
    assert figures.trace(None, "", "finished") == ["c02", "c04", "c11", "c13", "c15"]


def test_a_period_that_has_not_begun_is_refused() -> None:
    with pytest.raises(PeriodNotBegun):
        work_out(history("2017-05-20"), week("2017-W21"), make.at("2017-05-29"))


def test_a_look_beyond_the_cutoff_is_refused() -> None:
    with pytest.raises(ValueError, match="history ends"):
        history("2017-05-20").at(make.at("2017-05-21"))


def test_a_store_without_cases_gives_figures_of_nothing() -> None:
    empty = HistoryBuilder(book(), catalogue(), make.at("2017-06-20")).done()
    figures = work_out(empty, month("2017-05"), make.at("2017-06-20"))
    assert {key: told.now for key, told in figures.headline.items() if told.now} == {}
    assert figures.headline["on_time_rate"].now is None
    townships = figures.tables[Grouping.TOWNSHIP].rows
    assert [one.name for one in townships if one.idle and one.rank is None] == ["甲乡", "乙镇", "丙镇", "丁乡"]
    assert (figures.red, figures.dwell, figures.unjudged) == ((), (), ())


def dated(*regions: Region) -> Catalogue:
    """The small county with these regions besides its own."""
    known = catalogue()
    return replace(known, regions=known.regions | {region.code: region for region in regions})


def empty_month(of: Catalogue) -> Figures:
    return work_out(HistoryBuilder(book(), of, make.at("2017-06-20")).done(), month("2017-05"), make.at("2017-06-20"))


def test_a_township_that_was_no_more_is_not_listed_without_a_case() -> None:
    gone = Region("102", "乙乡", "township", COUNTY, valid_to=date(2017, 4, 30))
    coming = Region("104", "丁镇", "township", COUNTY, valid_from=date(2017, 6, 1))
    figures = empty_month(dated(gone, coming))
    assert [one.name for one in figures.tables[Grouping.TOWNSHIP].rows if one.key] == ["甲乡", "丙镇"]
    assert figures.renamed == ()


def test_a_township_that_was_renamed_in_the_period_is_told_with_both_its_names() -> None:
    old = Region("104", "丁乡", "township", COUNTY, valid_to=date(2017, 5, 15))
    new = Region("103", "丁镇", "township", COUNTY, valid_from=date(2017, 5, 16))
    figures = empty_month(dated(old, new))
    assert {"丁乡", "丁镇"} <= {one.name for one in figures.tables[Grouping.TOWNSHIP].rows}
    assert figures.renamed == (Renamed(date(2017, 5, 16), ("丁乡",), ("丁镇",)),)
    assert figures_of(as_json(figures, ZoneInfo("Asia/Shanghai"))).renamed == figures.renamed


def test_what_begins_when_another_ends_elsewhere_is_no_new_name() -> None:
    old = Region("104", "丁乡", "township", "20", valid_to=date(2017, 5, 15))
    new = Region("103", "丁镇", "township", COUNTY, valid_from=date(2017, 5, 16))
    assert empty_month(dated(old, new)).renamed == ()


def test_nodes_that_turned_red_are_told_whether_they_are_done_and_whose_they_are() -> None:
    may = month("2017-05")
    figures = work_out(history("2017-06-01"), may, may.end)
    told = {(one.line.case_no, one.line.node_seq): one for one in figures.red_nodes}
    assert len(figures.red_nodes) == figures.headline["node_red_new"].now == 3
    done, open_ = told["c04", 2], told["c06", 1]
    assert (done.home, done.line.unit, done.lit, done.line.finished_at) == (
        "",
        "县民政局",
        False,
        make.at("2017-05-24 09:30"),
    )
    assert (open_.home, open_.lit, open_.fresh, open_.line.finished_at) == ("103", True, True, None)
    assert sum(one.lit for one in figures.red_nodes) == figures.headline["node_red_lit"].now
    june = work_out(history("2017-07-01"), month("2017-06"), make.at("2017-07-01"))
    assert [(one.line.case_no, one.fresh) for one in june.red_nodes if one.lit] == [("c06", False)]


def test_an_unjudged_case_is_told_with_its_unit() -> None:
    may = month("2017-05")
    figures = work_out(history("2017-06-01"), may, may.end)
    assert figures.unjudged_units == {"c11": "甲乡便民中心"}


def test_a_year_that_the_calendar_does_not_know_has_no_number_of_working_days() -> None:
    january = Period(date(2031, 1, 1), date(2031, 1, 31))
    figures = work_out(history("2031-03-01"), january, january.end)
    assert figures.days.working_days is None
    assert 2031 in figures.days.unknown


def test_two_cards_of_one_boundary_count_once() -> None:
    """A notice within one day splits the clock in two stretches with one and the same due."""
    case = replace(
        make.case("2017-05-19 10:00", no="c99", suspensions=(make.suspension("2017-05-26 09:00", "2017-05-26 10:00"),)),
        item_code="I1",
    )
    figures = work_out(history("2017-06-20", case), week("2017-W21"), make.at("2017-05-29"))
    assert figures.trace(None, "", "yellow_new").count("c99") == 1


def test_the_total_of_a_table_is_the_headline() -> None:
    found = history("2017-05-29")
    tally = Tally(Marks(found, week("2017-W21")), Groups(found.catalogue, found.keys))
    assert tally.total()["finished"] == 8
