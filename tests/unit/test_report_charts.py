"""The charts of the reports show the figures they are made of, and say so where there is nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from reports.charts.drawing import CHARTS, chart
from reports.figures.values import DayCount, Figures
from tests import figures_made as made


def texts(picture: Figure) -> list[str]:
    return [text.get_text() for axes in picture.axes for text in axes.texts]


def labels(axes: Axes) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


def county() -> Figures:
    rows = [
        made.row("千童镇", 30, 2, open_late=3, in_hand=20, yellow_lit=4, suspended=1),
        made.row("韩集镇", 30, in_hand=10, yellow_lit=1),
        made.row("小庄乡"),
    ]
    return made.figures(rows)


@pytest.mark.parametrize("one", CHARTS, ids=lambda one: one.key)
def test_every_chart_can_be_drawn_with_the_carried_letters(one: object) -> None:
    picture = one.draw(county(), 156.0, 70.0)  # type: ignore[attr-defined]
    FigureCanvasAgg(picture).draw()  # a missing glyph warns, and a warning fails a test


def test_the_bars_of_a_township_add_up_to_its_open_cases() -> None:
    axes = chart("lights").draw(county(), 156.0, 70.0).axes[0]
    ends = {round(bar.get_x() + bar.get_width()) for bars in axes.containers for bar in bars}
    assert {20, 10} <= ends
    assert max(ends) == 20


def test_the_township_with_most_red_stands_on_top_and_one_without_open_cases_is_left_out() -> None:
    axes = chart("lights").draw(county(), 156.0, 70.0).axes[0]
    assert labels(axes) == ["韩集镇", "千童镇（红灯 3）"]


def test_the_sign_of_a_limit_in_the_legend_stands_as_the_limits_do() -> None:
    legend = chart("dwell").draw(county(), 156.0, 70.0).axes[0].get_legend()
    assert legend is not None
    signs = dict(zip((text.get_text() for text in legend.get_texts()), legend.legend_handles, strict=True))
    assert signs["平均时限"].get_marker() == "|"  # type: ignore[union-attr]


def test_charts_of_nothing_say_so() -> None:
    empty = replace(
        made.figures([made.row("千童镇")]),
        per_day=(DayCount(made.JUNE.first, 0, 0, 0),),
        trend=(),
        dwell=(),
    )
    said = [texts(one.draw(empty, 156.0, 70.0)) for one in CHARTS]
    assert all(len(sentences) == 1 and "没有" in sentences[0] for sentences in said)


def test_a_month_names_its_mondays_and_a_week_all_its_days() -> None:
    week = replace(county(), per_day=tuple(DayCount(made.JUNE.first.replace(day=day), 1, 1, 1) for day in range(5, 12)))
    month = replace(
        county(), per_day=tuple(DayCount(made.JUNE.first.replace(day=day), 1, 1, 1) for day in range(1, 31))
    )
    named = [
        [tick.get_text() for tick in chart("per_day").draw(one, 156.0, 60.0).axes[0].get_xticklabels()]
        for one in (week, month)
    ]
    assert len(named[0]) == 7
    assert named[1] == ["6月5日", "6月12日", "6月19日", "6月26日"]


def test_a_chart_says_a_figure_as_the_tables_do() -> None:
    usual = county()
    points = (*usual.trend[:-1], replace(usual.trend[-1], finished=2_500, late=1, on_time_rate=2_499 / 2_500))
    found = replace(usual, trend=points, dwell=(replace(usual.dwell[0], mean_days=2.25),))
    assert texts(chart("trend").draw(found, 156.0, 70.0)) == ["99.9%"]
    assert texts(chart("dwell").draw(found, 156.0, 70.0)) == ["2.3"]
