"""The words of the notice: accepted whole for a county with every trouble, sentence by sentence at the borders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from reports.figures.periods import Period, month
from reports.figures.values import CaseLine, Compared, Figures, PeriodDays, Renamed, WarningsSent
from reports.figures.working import work_out
from reports.letterhead import Letterhead
from reports.notice.brief import Replaced, Reply
from reports.notice.problems import by_unit
from reports.notice.writing import write_notice
from tests.building import site
from tests.figures_made import DAY, TOWNSHIPS, county, figures, line, node, row, stop
from tests.golden.accepting import assert_accepted
from tests.notice_said import HEAD, REPLY, said
from tests.small_county import history


def troubled() -> Figures:
    """Something of every kind that a notice tells of."""
    late = {"千童镇": 7, "杨集乡": 4, "常庄乡": 2, "盐山镇": 1}
    red = [
        *(line(f"YS2017061200{n}", unit="县民政局", item="大病救助", over_seconds=n * DAY) for n in range(1, 6)),
        line("YS20170612011", over_seconds=3600, township="杨集乡", unit="杨集乡便民服务中心"),
        line("YS20170612012", node_seq=3, node="部门审批", unit="县残疾人联合会"),
        line("YS20170612013", reason="not_accepted_in_time", unit="县残疾人联合会"),
        line("YS20170612014", reason="suspension_overdue", unit="县民政局"),
        line("YS20170612015", finished_at=datetime(2017, 6, 29, 10), township="杨集乡", statutory_breached=True),
    ]
    return figures(
        county(late),
        units=[row("县民政局", 120, 5), row("县残疾人联合会", 80)],
        items=[row("高龄补贴", 300, 10), row("大病救助", 50, 2)],
        levels=[row("县级", 100, 1), row("乡镇", 900, 15)],
        red=red,
        yellow=[line("YS20170612021", light="yellow", over_seconds=-3600)],
        stops=[stop("YS20170612031"), stop("YS20170612032", overdue=True)],
        unjudged=[("YS20170612041", "finished_before_accepted"), ("YS20170612042", "bad_moment")],
        unjudged_units={"YS20170612041": "县民政局"},
        red_nodes=[
            node("YS20170612012", node_seq=3, unit="县残疾人联合会", lit=True),
            node("YS20170612051"),
            node("YS20170612052", unit="千童镇便民服务中心", node="乡镇审核", home="千童镇"),
        ],
        yellow_new=12,
        node_red_new=3,
        node_red_lit=1,
    )


def test_a_month_with_every_trouble_is_told_as_accepted() -> None:
    assert_accepted("notice_troubled.txt", said(troubled()))


def test_a_month_with_nothing_overdue_praises_and_lists_nothing() -> None:
    text = said(figures(county()))
    assert_accepted("notice_spotless.txt", text)
    assert "12个乡镇按时办结率均为100%，没有超期办件和超时环节，并列第1名，予以表扬。" in text
    assert "没有超期办件和超时环节，各乡镇、各部门均按时办理，予以表扬。" in text
    assert not any(word in text for word in ("办件编号", "后三", "靠后", "限期整改", "7月12日"))


def test_a_month_without_a_case_says_so_and_praises_nobody() -> None:
    text = said(figures(row(name) for name in TOWNSHIPS))
    assert_accepted("notice_empty.txt", text)
    assert "表扬" not in text and "排名前三" not in text and "0件" not in text


def test_one_late_case_of_one_unit_is_told_in_one_sentence() -> None:
    text = said(figures(county({"千童镇": 1}), red=[line("YS1", unit="县民政局")]))
    assert (
        "未办结、已超期的办件共1件，责任单位为县民政局，涉及高龄补贴，超期2个工作日（办件编号：YS1，见附件2）。" in text
    )
    assert "最长" not in text and "等1件" not in text


def test_of_many_cases_the_first_are_named_and_the_annex_holds_the_rest() -> None:
    red = [line(f"YS{n:04}", unit=f"第{n % 40:02}单位") for n in range(2_000)]
    text = said(figures(county(), red=red))
    assert "未办结、已超期的办件共2000件，涉及40个单位，见附件2。" in text
    assert "（办件编号：YS0000、YS0040、YS0080等50件，见附件2）" in text
    assert "其余35个单位各50件，共1750件，见附件2。" in text
    assert len(text) < 3_000


def test_without_data_of_the_month_before_nothing_is_compared() -> None:
    text = said(figures(county({"千童镇": 2}), past={}))
    assert "上月" not in text
    noughts = said(figures(county(), past={"received": 0, "accepted": 0, "finished": 0, "in_hand": 0}))
    assert "上月" not in noughts


def test_a_period_that_is_no_month_is_not_called_one() -> None:
    some_days = Period(date(2017, 6, 1), date(2017, 6, 20))
    text = said(figures(county({"千童镇": 2}), period=some_days))
    assert "关于2017年6月1日至6月20日行政审批" in text and "截至2017年6月20日24时" in text
    assert "本月" not in text and "上月" not in text and "比上期增加" in text


def test_a_month_that_is_not_over_is_not_compared_with_a_whole_one() -> None:
    text = said(figures(county({"千童镇": 2}), cutoff=datetime(2017, 6, 20, 10, 5)))
    assert "截至2017年6月20日10时5分" in text and "截止时刻没有在办件" in text
    assert "上月" not in text and "期末" not in text


def test_a_city_is_not_called_a_county() -> None:
    text = said(figures(county()), Letterhead("某市行政审批局", "某市"))
    assert "全市收件" in text and "全县" not in text


def test_the_deadline_is_a_real_working_day() -> None:
    # five working days from Friday 2017-09-29: Saturday 09-30 is worked, then the holiday until 10-08
    assert Reply.after(site(), date(2017, 9, 29), 5).text == "2017年10月12日前"
    assert Reply.after(site(), date(2017, 7, 5), 5).text == "2017年7月12日前"


def test_where_the_calendar_ends_the_deadline_is_told_in_working_days() -> None:
    reply = Reply.after(site(), date(2099, 12, 31), 5)
    assert "于本通报印发之日起5个工作日内整改到位" in said(troubled(), reply=reply)


def test_empty_annexes_are_left_out_and_the_numbers_follow() -> None:
    text = said(figures(county({"千童镇": 1}), red=[line()], stops=[stop(overdue=True)]))
    assert "见附件1" in text and "见附件2" in text and "YS20170601001，见附件3）" in text and "附件4" not in text


def test_a_month_in_which_only_nodes_are_near_has_its_yellow_list_all_the_same() -> None:
    made = replace(figures(county()), yellow_nodes=(line("YS1", light="yellow", node_seq=2, node="乡镇审核"),))
    text = said(made)
    assert "附件2所列临期（黄灯）环节1个，经办单位要优先办理，在到期之前办完。" in text


def test_long_names_of_units_stay_whole() -> None:
    unit = "盐山县人力资源和社会保障局城乡居民基本养老保险事业管理中心业务经办大厅第三综合服务窗口"
    assert f"责任单位为{unit}" in said(figures(county(), red=[line(unit=unit)]))


def test_a_case_without_a_unit_says_so() -> None:
    assert by_unit([line(unit="")])[0][0] == "未写明单位"
    text = said(figures(county(), red=[line(unit="")]))
    assert "共1件，责任单位未写明，涉及高龄补贴" in text and "各责任单位要查清" in text


def test_a_unit_that_the_store_names_by_its_code_only_is_set_off_from_the_number() -> None:
    text = said(figures(county(), red=[line("A1", unit="ZZZ"), line("A2", unit=""), line("A3", unit="县民政局")]))
    assert "ZZZ：1件，涉及" in text and "未写明单位1件，涉及" in text and "县民政局1件，涉及" in text


def test_items_and_levels_that_no_case_names_are_left_out() -> None:
    unknown = replace(row("未写明", 3), key="")
    text = said(figures(county(), items=[row("高龄补贴", 5), unknown], levels=[row("乡镇级", 5), unknown]))
    assert "高龄补贴受理5件" in text and "未写明" not in text and "分层级" not in text


def test_of_units_with_as_many_the_one_longest_overdue_stands_first_and_those_left_out_are_counted() -> None:
    red = [line(f"A{n}", unit=f"第{n}单位", over_seconds=n * DAY) for n in range(8)]
    lines = [*red, line("B1", unit="第9单位"), line("B2", unit="第9单位"), line("B3", unit="第9单位")]
    assert [unit for unit, _ in by_unit(lines)][:3] == ["第9单位", "第7单位", "第6单位"]
    more = [
        *lines,
        *(line(f"C{n}", unit="第7单位") for n in range(2)),
        *(line(f"D{n}", unit="第6单位") for n in range(2)),
    ]
    more += [*(line(f"E{n}", unit="第5单位") for n in range(1)), *(line(f"F{n}", unit="第4单位") for n in range(1))]
    more += [line("G1", unit="第3单位")]
    assert "其余4个单位共5件，其中1个单位同为2件，见附件2。" in said(figures(county(), red=more))


def test_the_text_names_no_officer_and_the_unit_with_most_stands_first() -> None:
    lines: list[CaseLine] = [line("A"), line("B", unit="县民政局"), line("C", unit="县民政局")]
    assert "李某某" not in said(troubled())
    assert [unit for unit, _ in by_unit(lines)] == ["县民政局", "千童镇便民服务中心"]


def test_last_year_make_up_days_and_warnings_are_told_where_there_are_any() -> None:
    made = figures(county({"千童镇": 2}))
    headline = {
        **made.headline,
        "accepted": Compared(1530, 1518, 1500, None),
        "on_time_rate": Compared(1, 1, 0.95, None),
    }
    days = PeriodDays(30, 23, makeup=(date(2017, 5, 27),))
    text = said(replace(made, headline=headline, days=days, warnings=WarningsSent({"red": 7}, {"delivered": 7}, 7)))
    assert "与2016年同期相比，受理增加30件、增长2%，按时办结率上升5个百分点。" in text
    assert "本月共23个工作日（含调休上班1天）" in text
    assert "本月产生预警短信7条。" in text
    bare = said(made)
    assert "同期" not in bare and "调休" not in bare and "短信" not in bare


def test_as_many_as_last_year_is_said_so() -> None:
    made = figures(county())
    headline = {**made.headline, "accepted": Compared(1530, 1518, 1530, None)}
    assert "与2016年同期相比，受理持平。" in said(replace(made, headline=headline))


def test_the_small_county_that_was_counted_on_paper_is_told_as_accepted() -> None:
    may = month("2017-05")
    counted = work_out(history("2017-06-01 00:00"), may, may.end)
    text = said(counted, reply=Reply.after(site(), date(2017, 6, 5), 5))
    assert_accepted("notice_small_county.txt", text)
    of_cases = [one for one in counted.red if one.node_seq is None]
    assert counted.headline["red_lit"].now == sum(one.finished_at is None for one in of_cases)
    assert counted.headline["overdue_finished"].now == sum(one.finished_at is not None for one in of_cases)
    assert all(one.case_no in text for one in counted.red)


def test_nodes_that_took_too_long_and_are_done_are_told_by_unit_and_nobody_is_praised_for_them() -> None:
    late = [node("A1"), node("A2"), node("A3", unit="县残疾人联合会", node="残联复核")]
    text = said(figures(county(), red_nodes=late, node_red_new=3))
    assert "（一）环节超时后办完\n本月环节超过时限、期末前已办完的共3次，涉及2个单位。" in text
    assert "1.县民政局2次，涉及“部门审批”环节，最长超期2个工作日（办件编号：A1、A2）。" in text
    assert "2.县残疾人联合会1次，涉及“残联复核”环节，超期2个工作日（办件编号：A3）。" in text
    assert "各部门均按时办理，予以表扬" not in text and "限期整改" not in text and "均已办完" not in text


def test_one_node_that_was_late_and_is_done_names_its_unit_and_case() -> None:
    text = said(figures(county(), red_nodes=[node("A1")], node_red_new=1))
    assert (
        "本月环节超过时限、期末前已办完的共1次，责任单位为县民政局，涉及“部门审批”环节，超期2个工作日（办件编号：A1）。"
        in text
    )


def test_nodes_open_at_the_end_and_nodes_done_add_up_to_those_of_the_month() -> None:
    old = replace(node("A0", lit=True), fresh=False)
    nodes = [old, node("A1", lit=True), *(node(f"B{n}") for n in range(5))]
    red = [one.line for one in nodes if one.lit]
    text = said(figures(county(), red=red, red_nodes=nodes, node_red_new=6, node_red_lit=2))
    assert "环节红灯6次" in text
    assert "期末未办完、已超过环节时限的环节共2个，其中本月以前就已超过的1个，责任单位为县民政局" in text
    assert "期末前已办完的共5次，责任单位为县民政局" in text and "（办件编号：B0、B1、B2等5件）" in text


def test_where_nothing_was_finished_nobody_is_praised() -> None:
    text = said(figures([row("盐山镇", in_hand=3, received=3, accepted=3)]))
    assert "本月全县未发现超期问题。" in text and "表扬" not in text and "继续保持" not in text


def test_where_cases_wait_to_be_judged_nobody_is_said_to_be_without_fault() -> None:
    text = said(figures(county(), unjudged=[("A1", "bad_moment")], unjudged_units={"A1": "县民政局"}))
    assert "本月全县未发现超期问题。" in text and "各乡镇、各部门均按时办理" not in text
    assert "原因有：时间无法识别，受理单位为县民政局（办件编号：A1）。" in text
    assert "县民政局对列为待核的办件（办件编号：A1），要核实清楚，按规定程序更正，并说明原因。" in text


def test_each_kind_of_trouble_gets_the_demand_that_ends_it() -> None:
    waiting = line("A1", reason="not_accepted_in_time", accepted_at=None)
    stopped = line("A2", reason="suspension_overdue")
    only = said(figures(county(), red=[waiting]))
    assert "未按时受理的申请，责任单位要逐件查明原因，明确责任人，于2017年7月12日前依法作出是否受理的决定。" in only
    assert "前办结" not in only and "延期" not in only
    assert "挂起、补正超过时限的办件，责任单位要逐件查明原因，明确责任人，于2017年7月12日前恢复办理。" in said(
        figures(county(), red=[stopped])
    )
    all_kinds = said(figures(county(), red=[waiting, stopped, line("A3")]))
    assert "整改到位：仍未办结的超期办件要办结；未按时受理的申请要依法作出是否受理的决定；挂起、补正" in all_kinds
    nodes = said(figures(county(), red=[line("A4", node_seq=2)], red_nodes=[node("A4", lit=True)]))
    assert "对附件2所列仍未办完的超时环节，责任单位要" in nodes and "于2017年7月12日前办完；" in nodes


def test_a_stop_that_was_too_long_is_told_apart_from_one_that_still_is() -> None:
    text = said(figures(county(), red=[line("A1", reason="suspension_overdue")], stops=[stop("A2", overdue=True)]))
    assert "（一）挂起、补正超期未恢复" in text and "（二）挂起、补正曾超过时限（已恢复）" in text
    still = said(figures(county(), stops=[stop("A2", overdue=True, ended_at=None)]))
    assert "（一）挂起、补正曾超过时限\n挂起、补正曾超过时限的共1件，其中没有恢复记录的1件，责任单位为县民政局" in still


def test_years_are_named_so_that_a_notice_signed_in_january_says_what_is_so() -> None:
    december = figures(county(), period=month("2017-12"))
    headline = {
        **december.headline,
        "accepted": Compared(1530, 1518, 1500, 9000),
        "finished": Compared(1530, 1518, 1500, 8000),
    }
    text = said(replace(december, headline=headline))
    assert "2017年全年，全县累计受理9000件、办结8000件" in text and "与2016年同期相比，受理增加30件" in text
    assert "今年" not in text and "去年" not in text
    june = said(replace(figures(county()), headline=headline))
    assert "2017年1至6月，全县累计受理9000件" in june
    early = replace(figures(county(), cutoff=datetime(2017, 6, 20, 10)), headline=headline)
    assert "2017年以来，全县累计" in said(early)


def test_a_notice_that_replaces_another_says_so() -> None:
    replaced = Replaced("某县行政审批局关于2017年6月份行政审批电子监察情况的通报", "盐审监〔2017〕1号")
    text = write_notice(figures(county()), HEAD, REPLY, replaced=replaced).as_lines()
    sentence = "（盐审监〔2017〕1号）同时废止，有关数据以本通报为准。"
    assert f"本通报印发后，《{replaced.title}》{sentence}" in text.splitlines()
    assert "废止" not in said(figures(county()))


def test_a_township_that_was_renamed_in_the_month_is_explained() -> None:
    changed = [Renamed(date(2017, 6, 16), ("边务乡",), ("边务镇",))]
    text = said(figures(county(), renamed=changed))
    assert "2017年6月16日起，边务乡改设边务镇，变动前后的办件各列一行。" in text.splitlines()
