"""Who is named first and last in the notice, and for what: nobody is praised for nothing or blamed for others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.figures.values import FigureRow
from reports.notice.ranking import ends
from tests.figures_made import TOWNSHIPS, figures, node, ranked, row
from tests.notice_said import said


def test_one_township_is_not_ranked() -> None:
    text = said(figures([row("盐山镇", 20, 1)]))
    assert "有办结件的乡镇只有盐山镇，办结20件，逾期办结1件，按时办结率95%" in text
    assert "第1名" not in text and "靠后" not in text


@pytest.mark.parametrize(
    ("late", "first", "last"),
    [
        # twelve that all differ: three and three
        ({name: place + 1 for place, name in enumerate(TOWNSHIPS)}, TOWNSHIPS[:3], TOWNSHIPS[9:]),
        # two with late cases, ten without: those ten share the first place, and nobody blameless is blamed
        (
            {"千童镇": 4, "小庄乡": 9},
            tuple(n for n in TOWNSHIPS if n not in ("千童镇", "小庄乡")),
            ("千童镇", "小庄乡"),
        ),
        # all alike
        ({}, TOWNSHIPS, ()),
    ],
)
def test_who_is_named_first_and_last(late: dict[str, int], first: tuple[str, ...], last: tuple[str, ...]) -> None:
    rows = ranked([row(name, 1_000, late.get(name, 0)) for name in TOWNSHIPS])
    named = tuple(tuple(one.name for one in end) for end in ends(rows))
    assert named == (first, last)


@pytest.mark.parametrize(("count", "at_either_end"), [(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (6, 3), (7, 3)])
def test_of_fewer_than_six_nobody_is_both_praised_and_blamed(count: int, at_either_end: int) -> None:
    rows = ranked([row(name, 100, place + 1) for place, name in enumerate(TOWNSHIPS[:count])])
    first, last = ends(rows)
    assert (len(first), len(last)) == (at_either_end, at_either_end)
    assert not {one.name for one in first} & {one.name for one in last}


def test_those_who_share_the_last_place_are_all_named() -> None:
    rows = ranked([row(name, 100, 1 if place < 4 else 5) for place, name in enumerate(TOWNSHIPS[:9])])
    first, last = ends(rows)
    assert [one.rank for one in first] == [1] * 4
    assert [one.rank for one in last] == [5] * 5


def test_townships_that_share_a_place_stand_together() -> None:
    text = said(figures([row("盐山镇", 100), row("望树镇", 100), row("庆云镇", 100, 1), row("韩集镇", 100, 2)]))
    assert "并列第1名：盐山镇、望树镇。按时办结率均为100%" in text
    assert "第4名：韩集镇。办结100件，逾期办结2件，按时办结率98%" in text


def test_a_township_without_cases_is_listed_and_not_ranked() -> None:
    text = said(figures([row("盐山镇", 100, 1), row("望树镇", 100, 2), row("庆云镇")]))
    assert "参加排名的乡镇2个" in text
    assert "庆云镇本月无办件，只列表，不排名。" in text


def test_rows_without_a_rank_are_never_named_first() -> None:
    rows: list[FigureRow] = [row("盐山镇", 10, 1), row("望树镇", open_late=3)]
    text = said(figures(rows))
    assert "有办结件的乡镇只有盐山镇" in text and "望树镇有办件、没有可以比较的办结件，只列表，不排名。" in text


def test_rows_that_are_no_township_are_not_said_to_wait_for_a_rank() -> None:
    rows = [row("盐山镇", 100, 1), row("望树镇", 100, 2)]
    others = [replace(row("县本级", open_late=3), ranked=False), replace(row("未写明"), ranked=False)]
    text = said(figures([*rows, *others]))
    assert "参加排名的乡镇2个" in text
    assert "县本级" not in text and "未写明" not in text and "不排名" not in text


def test_a_township_is_not_blamed_for_the_nodes_of_departments() -> None:
    rows = [row("盐山镇", 100), row("望树镇", 100, 1, node_red_new=2), row("庆云镇", 100, node_red_new=1, red_lit=1)]
    nodes = [
        node("A1", township="望树镇"),
        node("A2", township="望树镇", unit="望树镇便民服务中心", node="乡镇审核", home="望树镇"),
        node("A3", township="庆云镇"),
    ]
    text = said(figures(rows, red_nodes=nodes, node_red_new=3))
    assert "超时环节为望树镇便民服务中心“乡镇审核”1次" in text
    ranking = text.split("二、乡镇排名")[1].split("三、存在的主要问题")[0]
    assert "县民政局" not in ranking


def test_a_township_whose_only_red_nodes_are_a_departments_is_not_named_last() -> None:
    rows = ranked([row("盐山镇", 100), row("望树镇", 100, node_red_new=1)])
    first, last = ends(rows, lambda one: False)
    assert (len(first), last) == (2, [])


def test_nobody_is_first_who_finished_nothing_on_time() -> None:
    text = said(figures([row("盐山镇", 2, 2), row("望树镇", 3, 3), row("庆云镇", 4, 4)]))
    assert "本月有办结件的乡镇3个，按时办结率均为0%，不分先后（见附件）。" in text
    assert not any(word in text for word in ("第1名", "靠前", "前三", "靠后", "后三", "排名的乡镇"))
    some = said(figures([row("盐山镇", 2, 1), row("望树镇", 3, 3), row("庆云镇", 4, 4), row("韩集镇", 5, 5)]))
    assert "（一）排名靠前的乡镇\n第1名：盐山镇。" in some and "（二）排名后三的乡镇\n并列第2名：" in some


def test_those_who_all_share_one_place_and_are_not_blameless_are_told_in_one_neutral_sentence() -> None:
    text = said(figures([row("盐山镇", 10, 1, red_lit=2), row("望树镇", 10, 1, red_lit=2)]))
    assert "本月有办结件的乡镇2个，按时办结率均为90%，在亮红灯均为2件，不分先后（见附件）。" in text
    assert "第1名" not in text
