"""Every figure of a county of sixteen cases, worked out on paper.

How: the cases stand in tests/small_county.py, each with its due. A standard day has 7 hours (08:30-12:00, 14:00-17:30).
The week is 2017-W21, Monday 22 to Sunday 28 May, with the 27th (Saturday) worked; all that ends or turns in it:

  c02 early, 4 days    c03 on the day, 6 days   c04 late, 6 days      c05 on the spot, 42 minutes = 0.1 day
  c07 on the day, 5    c11 unjudged             c13 no limit, 10      c15 early, 1
  yellow: c04 22nd, c06 23rd, c03 24th, c12 25th 14:42, c07 26th, c09 27th   red: c10 22nd, c04 23rd, c06 24th, c12 25th
  nodes red: c02's second and c06's first on the 22nd; c04's second had been so since the 19th
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reports.figures.definitions import MEASURES
from reports.figures.history import History
from reports.figures.periods import Period, month, week
from reports.figures.values import FigureRow, Figures, Grouping
from reports.figures.working import work_out
from tests import building as make
from tests.small_county import COUNTY, A, B, C, D, cases, history, may

WEEK, MAY = week("2017-W21"), month("2017-05")

# measure: week, the week before (as of its own end), from 1 January, the whole of May (as of its end)
EXPECTED = {
    "received": (9, 5, 16, 16),
    "accepted": (7, 5, 14, 14),
    "finished": (8, 1, 9, 10),  # May: c16 as well
    "finished_immediate": (1, 0, 1, 1),  # c05
    "finished_early": (2, 1, 3, 4),  # c02 c15; c01; May: c16
    "finished_on_day": (3, 0, 3, 3),  # c03 c07 c13
    "finished_late": (1, 0, 1, 1),  # c04
    "finished_unjudged": (1, 0, 1, 1),  # c11
    "in_hand": (5, 6, 5, 4),  # c06 c08 c09 c10 c16; c02 c03 c04 c06 c10 c13; May: without c16
    "corrections": (1, 0, 1, 1),  # c08
    "suspended": (1, 1, 1, 1),  # c10
    "finish_rate": (8 / 7, 1 / 5, 9 / 14, 10 / 14),
    "on_time_rate": (6 / 7, 1.0, 7 / 8, 8 / 9),
    "early_rate": (2 / 6, 1.0, 3 / 7, 4 / 8),
    "overdue": (2, 0, 2, 3),
    "overdue_finished": (1, 0, 1, 1),
    "overdue_open": (1, 0, 1, 2),  # c06; May: c09, due on the 31st, as well
    "yellow_new": (6, 0, 6, 6),
    "yellow_lit": (1, 0, 1, 0),  # c09
    "red_new": (4, 0, 4, 5),  # May: c09
    "red_lit": (3, 0, 3, 4),  # c06 c10 c12
    "node_red_new": (2, 1, 3, 3),
    "node_red_lit": (1, 1, 1, 1),  # c06's; c04's
    "mean_days": (32.1 / 7, 3.0, 35.1 / 8, 37.1 / 9),  # 4 + 6 + 6 + 0.1 + 5 + 10 + 1; c01: 3; c16: 2
    # c02 c03 c04 c07: 10 days by law, 5 promised; c15: 20 and 3; c01 and c16: 10 and 5
    "promised_speed_up": (1 - 23 / 60, 0.5, 1 - 28 / 70, 1 - 33 / 80),
    "actual_speed_up": (1 - 22 / 60, 0.7, 1 - 25 / 70, 1 - 27 / 80),
}


@pytest.fixture(scope="module")
def all_of_it() -> History:
    return history("2017-06-20 10:00")


@pytest.fixture(scope="module")
def figures(all_of_it: History) -> Figures:
    return work_out(all_of_it, WEEK, WEEK.end)


@pytest.fixture(scope="module")
def of_may(all_of_it: History) -> Figures:
    return work_out(all_of_it, MAY, MAY.end)


def row(figures: Figures, grouping: Grouping, key: str) -> FigureRow:
    return next(row for row in figures.tables[grouping].rows if row.key == key)


def test_the_table_on_paper_names_every_measure() -> None:
    assert list(EXPECTED) == list(MEASURES)


@pytest.mark.parametrize("measure", EXPECTED)
def test_the_county_has_the_figures_that_paper_has(figures: Figures, of_may: Figures, measure: str) -> None:
    told, whole = figures.headline[measure], of_may.headline[measure]
    assert [told.now, told.before, told.year_to_date, whole.now] == pytest.approx(list(EXPECTED[measure]))
    assert (told.year_ago, whole.before, whole.year_ago) == (None, None, None), "there was no case then"
    assert figures.tables[Grouping.ITEM].total.figures[measure] == told.now
    assert figures.tables[Grouping.ITEM].total.before[measure] == told.before


def test_townships_are_ranked_by_rate_then_by_red_lights_and_the_idle_one_is_listed(figures: Figures) -> None:
    shown = [
        (one.key, one.name, one.rank, one.idle, one.figures["finished"], one.figures["on_time_rate"],
         one.figures["red_lit"], one.figures["in_hand"], one.before["finished"])
        for one in figures.tables[Grouping.TOWNSHIP].rows
    ]  # fmt: skip
    assert shown == [
        (A, "甲乡", 1, False, 4, 1.0, 0, 2, 1),  # c02 c03 c13, and c11 that is in no rate; c08 c16 in hand; c01
        (C, "丙镇", 2, False, 1, 1.0, 2, 1, 0),  # c07; c06 and c12 red
        (B, "乙镇", 3, False, 3, 2 / 3, 1, 1, 0),  # c04 c05 c15; c10 red
        (COUNTY, "县本级", None, False, 0, None, 0, 1, 0),  # c09
        (D, "丁乡", None, True, 0, None, 0, 0, 0),
    ]


def test_nodes_count_for_the_unit_and_the_officer_that_held_them(figures: Figures) -> None:
    units = {one.key: one.figures for one in figures.tables[Grouping.UNIT].rows}
    assert {key: told["node_red_new"] for key, told in units.items()} == {
        "UA": 0, "UB": 0, "UC": 1, "UD": 0, "D1": 1, "D2": 0,
    }  # fmt: skip
    assert (units["UB"]["finished_late"], units["D1"]["finished_late"]) == (1, 0), "the accepting unit answers"
    assert [one.key for one in figures.tables[Grouping.UNIT].rows if one.idle] == ["D2", "UD"]
    last = row(figures, Grouping.OFFICER, "O1").figures
    assert (last["finished"], last["finished_late"], last["node_red_new"], last["accepted"]) == (2, 1, 1, 0)
    assert row(figures, Grouping.OFFICER, "O1").parent == "县民政局"


def test_villages_items_and_levels_have_their_rows(figures: Figures) -> None:
    villages = {one.name: (one.parent, one.figures["finished"]) for one in figures.tables[Grouping.VILLAGE].rows}
    assert villages == {"东甲村": ("甲乡", 2), "西乙村": ("乙镇", 1), "未写明": ("", 5)}
    items = {one.key: one.figures["finished"] for one in figures.tables[Grouping.ITEM].rows}
    assert items == {"I1": 5, "I2": 1, "I3": 1, "I4": 1}
    levels = {one.name: one.figures["finished"] for one in figures.tables[Grouping.LEVEL].rows}
    assert levels == {"县级": 0, "乡镇级": 3, "村级": 5}
    assert row(figures, Grouping.LEVEL, "county").figures["node_red_new"] == 1


def test_the_red_list_tells_the_longest_overdue_first_and_then_what_ended_late(figures: Figures) -> None:
    shown = [(one.case_no, one.node_seq, one.reason, one.over_seconds, one.unit) for one in figures.red]
    day = 25_200
    assert shown == [
        ("c06", 1, "past_node_due", 5 * day, "丙镇便民中心"),
        ("c10", None, "suspension_overdue", 5 * day, "乙镇便民中心"),
        ("c06", None, "past_promised_due", 3 * day, "丙镇便民中心"),
        ("c12", None, "not_accepted_in_time", 2 * day, "丙镇便民中心"),
        ("c04", None, "finished_late", 3_600, "乙镇便民中心"),
    ]
    late = figures.red[-1]
    assert (late.became_red_at, late.finished_at) == (may("23 17:30"), may("24 09:30"))
    assert (late.township, late.village, late.item, late.officer) == ("乙镇", "西乙村", "高龄补贴", "李某")


def test_a_line_tells_who_answers_who_has_it_and_whose_officer_that_is(figures: Figures) -> None:
    shown = {(one.case_no, one.node_seq): (one.unit, one.node_unit, one.officer_unit) for one in figures.red}
    assert shown["c06", None] == ("丙镇便民中心",) * 3
    assert shown["c04", None] == ("乙镇便民中心", "县民政局", "县民政局"), "the department ended what the town took in"


def test_yellow_and_soon_due_cases_say_what_is_left(figures: Figures) -> None:
    assert [(one.case_no, one.due_at, one.over_seconds) for one in figures.yellow] == [
        ("c09", may("31 17:30"), -25_200)
    ]
    assert [(one.case_no, one.due_at) for one in figures.due_next] == [
        ("c09", may("31 17:30")), ("c08", make.at("2017-06-02 17:30")),
    ]  # fmt: skip


def test_yellow_nodes_stand_in_a_list_of_their_own(all_of_it: History) -> None:
    told = work_out(all_of_it, WEEK, make.at("2017-05-22 17:00"))
    shown = [(one.case_no, one.node_seq, one.light, one.due_at, one.unit) for one in told.yellow_nodes]
    assert shown == [
        ("c02", 2, "yellow", may("22 17:30"), "县民政局"),
        ("c06", 1, "yellow", may("22 17:30"), "丙镇便民中心"),
    ]
    assert [one.over_seconds for one in told.yellow_nodes] == [-1_800, -1_800]
    assert {one.case_no for one in told.yellow}.isdisjoint({"c02", "c06"}), "the cases themselves are in time"


def test_stops_that_ran_in_the_week_are_listed(figures: Figures) -> None:
    shown = [(one.case_no, one.kind, one.basis, one.limit, one.overdue, one.ended_at) for one in figures.stops]
    assert shown == [
        ("c10", "special", "听证", "3 working_day", True, None),
        ("c08", "correction", "", "", False, may("26 09:00")),
    ]


def test_days_weeks_and_nodes_add_up(figures: Figures) -> None:
    assert [(one.received, one.accepted, one.finished) for one in figures.per_day] == [
        (3, 2, 1), (2, 1, 3), (2, 2, 2), (1, 1, 1), (1, 1, 0), (0, 0, 1), (0, 0, 0),
    ]  # fmt: skip
    assert len(figures.trend) == 12
    assert [(one.period.key, one.accepted, one.finished, one.late, one.red_new) for one in figures.trend[-3:]] == [
        ("2017-W19", 2, 0, 0, 0), ("2017-W20", 5, 1, 0, 0), ("2017-W21", 7, 8, 1, 4),
    ]  # fmt: skip
    assert [(one.node, one.visits, one.late, one.mean_days, one.mean_limit_days) for one in figures.dwell] == [
        ("县级审批", 2, 2, 4.0, 2.0),  # c02: 3 days, c04: 5 days
    ]
    assert figures.unjudged == (("c11", "finished_before_accepted"),)


def test_the_days_of_the_periods_are_those_of_the_calendar(figures: Figures, of_may: Figures) -> None:
    assert (figures.days.calendar_days, figures.days.working_days, figures.days.makeup) == (7, 6, (date(2017, 5, 27),))
    assert of_may.days.working_days == 21
    assert [day.day for day, _ in of_may.days.holidays] == [1, 29, 30]
    assert all(name for _, name in of_may.days.holidays)


def test_what_happened_after_the_cutoff_changes_nothing(figures: Figures) -> None:
    """c06 was finished, c08 withdrawn and c16 corrected later: the week is as it was."""
    told = {case.case_no: case for case in cases()}
    later = history(
        "2017-08-01 09:00",
        replace(told["c06"], finished_at=make.at("2017-06-07 10:00"), state="finished"),
        replace(told["c08"], finished_at=make.at("2017-06-01 10:00"), state="withdrawn"),
        replace(told["c16"], corrections=(make.correction("2017-05-31 09:00", "2017-05-31 10:00"),)),
        replace(told["c16"], case_no="c17", accepted_at=may("29 00:00"), finished_at=None, state="open"),
    )
    assert work_out(later, WEEK, WEEK.end) == figures


@pytest.mark.parametrize("period", [WEEK, MAY, Period(date(2017, 5, 17), date(2017, 5, 25))])
def test_a_figure_of_the_period_before_is_what_its_own_report_said(all_of_it: History, period: Period) -> None:
    now = work_out(all_of_it, period, period.end)
    earlier = period.before()
    if not len(all_of_it.at(earlier.end).cases):
        return
    then = work_out(history(f"{earlier.end}"), earlier, earlier.end)
    assert {key: told.before for key, told in now.headline.items()} == {
        key: told.now for key, told in then.headline.items()
    }
    for grouping in Grouping:
        said = {one.key: one.figures for one in then.tables[grouping].rows}
        for one in now.tables[grouping].rows:
            assert one.key not in said or one.before == said[one.key]
