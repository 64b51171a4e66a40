"""The weekly statistics on paper: what stands in it, and what it says where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from reports.documents.tables import case_table, stop_table
from reports.documents.weekly import RED_SHOWN, period_sentence, warnings_sentence, weekly_document
from reports.figures.definitions import MEASURES
from reports.figures.periods import week
from reports.figures.values import Figures, PeriodDays, WarningsSent
from reports.letterhead import Letterhead
from reports.paper import FontSet, check_pdfa
from tests import figures_made as made
from tests import papers

WEEK = week("2017-W27")
HEAD = Letterhead("盐山县行政审批局", "盐山县")
LONG = "盐山县城乡建设和住房保障及历史文化名城保护联合审批服务中心（东城区第二分中心）"


def pdf_of(figures: Figures, *, draft: bool = False) -> bytes:
    return weekly_document(figures, HEAD, draft=draft, fonts=FontSet.carried()).pdf


def text_of(pdf: bytes, folder: Path) -> str:
    """All text of the document without its spaces and line ends."""
    return "".join(papers.text(pdf, folder).split())


def usual() -> Figures:
    red = (
        made.line("YS1"),
        made.line("YS2", officer="喆堃", unit="县民政局"),
        made.line("YS3", officer="𬭎某某", node_seq=2),
    )
    found = made.figures(
        made.county({"千童镇": 3}),
        units=[made.row("县民政局", 40, 2), made.row(LONG, 12)],
        items=[made.row("高龄补贴", 60, 1)],
        red=red,
        stops=[made.stop("YS9")],
        period=WEEK,
    )
    return replace(found, due_next=(made.line("YS7", light="yellow", over_seconds=-made.DAY),))


def test_every_name_number_and_officer_is_found_by_a_text_search(tmp_path: Path) -> None:
    figures = usual()
    text = text_of(pdf_of(figures), tmp_path)
    for name in (*made.TOWNSHIPS, "县民政局", "高龄补贴", "YS1", "YS2", "YS3", "YS7", "YS9", "喆堃", "𬭎某某"):
        assert name in text, name
    for measure in MEASURES.values():
        assert measure.name in text, measure.key
    assert "2017年第27周" in text
    assert "".join(LONG.split()) in text or all(part in text for part in ("历史文化名城", "第二分中心"))
    assert f"{figures.headline['finished'].now:.0f}" in text


def test_the_document_passes_the_pdf_a_check_and_is_the_same_every_time() -> None:
    first = pdf_of(usual())
    assert check_pdfa(first) == []
    assert pdf_of(usual()) == first


def test_a_draft_says_so_on_every_page_and_is_not_the_issued_file(tmp_path: Path) -> None:
    draft = pdf_of(usual(), draft=True)
    assert draft != pdf_of(usual())
    assert check_pdfa(draft) == []


def test_a_week_with_nothing_says_so_and_lists_nothing(tmp_path: Path) -> None:
    text = text_of(pdf_of(made.figures([made.row(name) for name in made.TOWNSHIPS], period=WEEK)), tmp_path)
    assert "截止时刻没有超期的办件和环节" in text
    assert "下周没有到期的在办件" in text
    assert "截止时刻没有在办件" in text
    assert "（无办件）" in text


def test_a_list_says_how_many_lines_it_has_and_of_how_many_cases(tmp_path: Path) -> None:
    red = (made.line("YS1"), made.line("YS1", node_seq=2), made.line("YS2"))
    stops = (made.stop("YS9"), made.stop("YS9", kind="correction"))
    text = text_of(pdf_of(replace(usual(), red=red, stops=stops)), tmp_path)
    assert "表4超期清单（共3条，涉及2件）" in text
    assert "表5下周到期清单（共1件）" in text
    assert "表6挂起和补正清单（共2条，涉及1件）" in text


def test_a_list_of_yellow_holds_nodes_and_says_which_they_are() -> None:
    lines = (made.line("YS1", light="yellow", over_seconds=-made.DAY, node_seq=3, node="县级审批"),)
    (row,) = case_table(lines, usual(), "剩余").rows
    assert row[4] == "县级审批（环节临期）"


def test_a_stop_that_took_too_long_is_told_apart_from_one_that_still_does() -> None:
    ended, lasting = made.stop("YS8", overdue=True), made.stop("YS9", overdue=True, ended_at=None)
    table = stop_table((made.stop("YS7"), ended, lasting), usual())
    assert [row[5] for row in table.rows] == ["特别程序", "特别程序（超期恢复）", "特别程序（超期未恢复）"]


def test_a_long_red_list_ends_and_says_how_many_there_are() -> None:
    red = tuple(made.line(f"YS{number:06}") for number in range(RED_SHOWN + 5))
    pdf = pdf_of(made.figures(made.county(), red=red, period=WEEK))
    assert pdf.startswith(b"%PDF")
    assert len(pdf) < 4_000_000


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (PeriodDays(7, 5), "共7天，其中工作日5天。"),
        (PeriodDays(7, 6, makeup=(date(2017, 9, 30),)), "其中工作日6天，含调休上班1天（9月30日）。"),
        (PeriodDays(7, 4, holidays=((date(2017, 5, 1), "劳动节"),)), "其中工作日4天，工作日放假1天（5月1日劳动节）。"),
        (PeriodDays(7, None, unknown=(2027,)), "工作日历没有2027年，工作日数未知。"),
    ],
)
def test_the_week_says_its_working_days_its_made_up_ones_and_what_is_unknown(days: PeriodDays, said: str) -> None:
    assert said in period_sentence(replace(usual(), days=days))


def test_the_cut_off_stands_in_the_first_sentence() -> None:
    running = replace(usual(), cutoff=WEEK.end - timedelta(days=2, hours=8))
    assert period_sentence(usual()).endswith("数据截止2017年7月9日24时。")
    assert period_sentence(running).endswith("数据截止2017年7月7日16时。")


def test_warnings_are_told_by_kind_and_by_what_became_of_them() -> None:
    sent = WarningsSent({"red": 2, "yellow": 1}, {"delivered": 2, "unknown": 1}, 3)
    said = warnings_sentence(sent)
    assert said.startswith("本期产生预警短信3条：")
    assert "超期2条" in said
    assert warnings_sentence(WarningsSent({}, {}, 0)) == "本期没有发出预警短信。"
    assert "读不到" in warnings_sentence(None)
