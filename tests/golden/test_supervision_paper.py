"""The supervision sheet: facts, proof, demand and slip of one red case or node."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from monitoring.explain import explain
from monitoring.explaining import DayLine, Explanation
from reports.documents.supervision import days_table, facts_table, supervision_document
from reports.documents.supervision_sheet import Fault, SupervisionSheet
from reports.documents.supervision_words import counted_by, demands, opening, title
from reports.letterhead import Letterhead
from reports.notice.brief import Reply
from reports.paper import FontSet, check_pdfa
from reports.paper.values import Cell
from tests import papers
from tests.building import at, book, case, catalogue, item, suspension, visit
from tests.figures_made import DAY, line, stop
from tests.golden.accepting import assert_accepted

HEAD = Letterhead("盐山县行政审批局", "盐山县", copies_to=("县纪委监委",), contact="联系人：监察室")
REPLY = Reply(5, date(2017, 7, 12))
NOW = "2017-07-05 10:00"


def proof(node: int | None = None, **more: str) -> Explanation:
    """Five working days from Monday 06-12, two of them taken away by a stop; looked at on 07-05."""
    visits = (visit(1, "2017-06-12 09:30", due="2017-06-15 17:30"),)
    stops = (suspension("2017-06-14 09:00", "2017-06-16 17:00", "5"),)
    record = case("2017-06-12 09:30", no="YS1", nodes=visits, suspensions=stops, **more)
    return explain(book(), catalogue(item(statutory="10")), record, at(NOW), node)


def sheet(of: Explanation | None = None, **more: object) -> SupervisionSheet:
    usual = {"over_seconds": 9 * DAY + 3600, "case_no": "YS1", **more}
    return SupervisionSheet.of(of or proof(), line(**usual), REPLY)


def pdf_of(of: SupervisionSheet, *, draft: bool = False) -> bytes:
    number = None if draft else "盐审监督〔2017〕12号"
    fonts = FontSet.carried()
    return supervision_document(of, HEAD, number=number, signed_on=date(2017, 7, 5), draft=draft, fonts=fonts).pdf


def cells(rows: object) -> list[list[str]]:
    assert isinstance(rows, list)
    return [[cell.text if isinstance(cell, Cell) else str(cell) for cell in one] for one in rows]


def told_facts(of: SupervisionSheet) -> dict[str, str]:
    return {name: told for row in cells(facts_table(of).rows) for name, told in (row[:2], row[2:])}


def test_the_whole_sheet_is_as_accepted(tmp_path: Path) -> None:
    lines = ["".join(row.split()) for row in papers.text(pdf_of(sheet()), tmp_path).splitlines()]
    assert_accepted("supervision.txt", "\n".join(row for row in lines if row))


def test_the_sheet_is_an_embedded_pdfa_of_four_pages_and_the_same_each_time(tmp_path: Path) -> None:
    pdf = pdf_of(sheet())
    assert check_pdfa(pdf) == []
    assert all(font["embedded"] == "yes" for font in papers.fonts(pdf, tmp_path))
    assert papers.text(pdf, tmp_path).count("\f") == 4
    assert pdf == pdf_of(sheet())


def test_the_opening_names_the_case_the_fault_and_the_time_past_the_due() -> None:
    assert opening(sheet()) == (
        "经行政审批电子监察，你单位承办的千童镇东街村的高龄补贴（办件编号：YS1），截至2017年7月5日10时超过承诺时限，"
        "超期9个工作日1小时，已超过法定时限。现予督办，有关事项通知如下。"
    )
    assert title(sheet()) == "关于高龄补贴办件超期的督办通知"


def test_a_node_is_named_and_charged_with_its_own_limit() -> None:
    of = sheet(proof(1), unit="县民政局", statutory_breached=False)
    assert title(of) == "关于高龄补贴“环节1”环节超时的督办通知"
    assert "高龄补贴（办件编号：YS1）“环节1”环节，截至" in opening(of) and "超过环节时限" in opening(of)
    facts = told_facts(of)
    assert facts["超期环节"] == "环节1" and facts["进入环节"] == "2017-06-12 09:30"


def test_the_accepting_unit_answers_and_who_has_it_in_hand_is_named_with_his_unit() -> None:
    of = sheet(node="县级审批", node_unit="县民政局", officer="王某丁", officer_unit="县民政局")
    assert of.to_unit == "千童镇便民服务中心"
    assert "已超过法定时限。该件现在县民政局“县级审批”环节。现予督办" in opening(of)
    told = told_facts(of)
    assert (told["所在环节"], told["经办人"]) == ("县级审批（县民政局）", "王某丁（县民政局）")
    assert next(demands(of, HEAD)).startswith("（一）督促办结。你单位要会同县民政局，督促该件于2017年7月12日前办结")


def test_a_case_that_ended_late_says_when_and_names_nobody() -> None:
    of = sheet(proof(finished="2017-06-29 09:30"), finished_at=datetime(2017, 6, 29, 9, 30), officer_unit="县民政局")
    assert of.fault is Fault.ENDED_LATE
    assert title(of) == "关于高龄补贴办件超期办结的督办通知"
    assert "（办件编号：YS1），已于2017年6月29日办结，超期9个工作日1小时，超过法定时限。现予督办" in opening(of)
    assert "截至" not in opening(of) and "经办人" not in told_facts(of)
    assert told_facts(of)["办结时间"] == "2017-06-29 09:30"


def waiting() -> SupervisionSheet:
    """An application of 06-12 that was to be accepted by the 14th."""
    found = explain(book(), catalogue(), case(None, no="YS1", applied="2017-06-12 09:30"), at(NOW))
    return sheet(found, node="", over_seconds=15 * DAY, statutory_due_at=None, statutory_breached=False)


def test_an_application_that_waits_is_to_be_decided_on_not_finished() -> None:
    of = waiting()
    assert title(of) == "关于高龄补贴申请未按时受理的督办通知"
    assert "申请人已于2017年6月12日提出申请，截至2017年7月5日10时仍未作出是否受理的决定，超期15个工作日。" in opening(
        of
    )
    told = told_facts(of)
    assert told["申请时间"] == "2017-06-12 09:30" and told["到期时间"] == "2017-06-14 17:30"
    assert told["受理时间"] == "未受理" and told["受理时限"] == "2个工作日"
    asked = next(demands(of, HEAD))
    assert "要于2017年7月12日前作出是否受理的决定" in asked
    assert not any("办结" in text for text in (*told, opening(of), asked))


def stopped() -> SupervisionSheet:
    """A case that was stopped on 06-14 for five working days and never went on."""
    stops = (suspension("2017-06-14 09:00", None, "5"),)
    found = explain(book(), catalogue(), case("2017-06-12 09:30", no="YS1", suspensions=stops), at(NOW))
    mine = stop("YS1", started_at=at("2017-06-14 09:00"), ended_at=None, overdue=True, basis="听证")
    red = line("YS1", over_seconds=9 * DAY, became_red_at=at("2017-06-21 17:30"), statutory_breached=False)
    return SupervisionSheet.of(found, red, REPLY, (stop("YS1"), mine))


def test_a_stop_that_lasts_too_long_is_to_be_ended_and_nobody_is_told_to_stop() -> None:
    of = stopped()
    assert title(of) == "关于高龄补贴办件挂起超过时限的督办通知"
    assert (
        "自2017年6月14日起因特别程序挂起，挂起时限5个工作日已于2017年6月21日17时30分届满，"
        "截至2017年7月5日10时仍未恢复办理，超过挂起时限9个工作日。"
    ) in opening(of)
    told = told_facts(of)
    assert (told["挂起种类"], told["挂起依据"], told["挂起开始"]) == ("特别程序", "听证", "2017-06-14 09:00")
    assert (told["时限届满"], told["恢复时间"]) == ("2017-06-21 17:30", "未恢复")
    asked = next(demands(of, HEAD))
    assert asked.startswith("（一）立即恢复办理。") and "挂起手续" not in asked


def test_a_sheet_for_a_stop_whose_record_is_not_known_still_says_what_is_wrong() -> None:
    of = replace(stopped(), stop=None, stop_due=None, over_seconds=None)
    assert "挂起，截至2017年7月5日10时仍未恢复办理，已超过挂起时限。" in opening(of)


def test_a_node_is_to_be_done_with_not_the_case() -> None:
    asked = next(demands(sheet(proof(1), unit="县民政局"), HEAD))
    assert "要于2017年7月12日前办完该环节" in asked and "办结" not in asked


def test_what_the_store_does_not_name_is_not_named() -> None:
    of = sheet(item="", township="未写明", village="")
    assert "你单位承办的YS1号办件，截至" in opening(of)
    assert sheet(unit="").to_unit == "", "the unit that has it in hand is not the one that answers"


@pytest.mark.parametrize("of", [sheet(), waiting(), stopped()], ids=["overdue", "waiting", "stopped"])
def test_facts_stand_in_pairs(of: SupervisionSheet) -> None:
    assert all(len(row) == 4 for row in cells(facts_table(of).rows))


def test_of_the_days_to_come_only_those_of_a_due_are_listed() -> None:
    record = case("2017-06-26 09:30", no="YS1")
    found = explain(book(), catalogue(item(statutory="20")), record, at(NOW))
    rows = cells(days_table(sheet(found)).rows)
    assert [row[0][:10] for row in rows][-2:] == ["2017-07-05", "2017-07-24"]
    assert rows[-2][-1] == "已超期；截至时刻" and rows[-1][-1] == "法定到期"
    assert days_table(sheet(found)).note == "计入、扣除均为办公时间，截至2017年7月5日10时，此后只列到期日。"


def test_the_facts_stand_as_the_engine_worked_them_out() -> None:
    assert told_facts(sheet()) == {
        "所在环节": "乡镇审核",
        "经办人": "李某某",
        "受理时间": "2017-06-12 09:30",
        "规定时限": "5个工作日",
        "到期时间": "2017-06-21 17:30",
        "法定到期": "2017-06-28 17:30",
        "办结时间": "未办结",
        "超期办公时间": "9个工作日1小时",
    }
    assert "挂起、补正期间不计，到期顺延2个工作日（《行政许可法》第四十五条，非许可事项参照）" in counted_by(sheet())


def test_the_proof_stands_day_by_day_with_what_counted_and_why() -> None:
    rows = {row[0][:10]: row[1:] for row in cells(days_table(sheet()).rows)}
    assert rows["2017-06-12"] == ["工作日", "", "", "起算，当日不计"]
    assert rows["2017-06-15"] == ["工作日", "", "7小时", "挂起，不计"]
    assert rows["2017-06-17"] == ["休息日", "", "", ""]
    assert rows["2017-06-21"] == ["工作日", "7小时", "", "到期；第5天"]
    assert rows["2017-06-22"] == ["工作日", "7小时", "", "已超期"]
    assert rows["2017-07-05"] == ["工作日", "1小时30分钟", "", "已超期；截至时刻"]


def test_a_proof_of_years_is_shortened_and_its_sums_still_hold() -> None:
    first = date(2015, 1, 1)
    days = tuple(DayLine(first + timedelta(days=n), "workday", 3600, 0, "due" if n == 3 else "") for n in range(900))
    table = days_table(replace(sheet(), days=days))
    assert len(table.rows) == 101
    assert table.total is not None and table.total[2] == "900小时"
    assert ["其间800日", "", "800小时", "", "从略，逐日明细见监察系统"] in cells(table.rows)


@pytest.mark.parametrize(
    ("ended", "asked"),
    [(None, "要于2017年7月12日前办结"), (datetime(2017, 7, 1, 9), "虽已办结，但超过规定时限")],
)
def test_what_is_demanded_depends_on_whether_the_case_is_still_open(ended: datetime | None, asked: str) -> None:
    said = list(demands(replace(sheet(), ended_at=ended), HEAD))
    assert asked in said[0]
    assert "填写督办回执（附件2）" in said[1] and "盐山县行政审批局（联系人：监察室）" in said[1]
    assert "本通知印发之日起5个工作日内" in list(demands(replace(sheet(), reply=Reply(5)), HEAD))[1]


def test_without_a_clock_there_is_no_proof_and_the_slip_is_the_only_annex(tmp_path: Path) -> None:
    text = papers.text(pdf_of(replace(sheet(), days=(), basis=())), tmp_path)
    assert "附件：督办回执" in text and "逐日计时" not in text and "时限无法计算" in text


def test_names_that_are_long_or_rare_stay_whole(tmp_path: Path) -> None:
    unit = "盐山县人力资源和社会保障局城乡居民基本养老保险事业管理中心业务经办大厅第三综合服务窗口"
    text = "".join(papers.text(pdf_of(sheet(unit=unit, officer="𬭎䶮㛃")), tmp_path).split())
    assert unit in text and "𬭎䶮㛃" in text


def test_a_draft_has_no_number(tmp_path: Path) -> None:
    assert "（未编号）" in papers.text(pdf_of(sheet(), draft=True), tmp_path)
