"""四、下步工作要求: what to do by when, and to reply to the bureau."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from reports.notice.annexes import Annex
from reports.notice.brief import Brief
from reports.notice.problems import NO_UNIT, Problem, found, numbers_of, unjudged_by_unit
from reports.notice.speech import names
from reports.notice.text import Block, Kind

MOST_UNITS: Final = 8


def paragraphs(brief: Brief) -> Iterator[Block]:
    told = [*_rectify(brief), *_prevent(brief), *_data(brief)]
    if not told:
        yield Block(Kind.PARAGRAPH, _carry_on(brief))
        return
    told.append(("坚持按时办理", _carry_on(brief)))
    for title, text in told:
        yield Block(Kind.HEADING_2, title)
        yield Block(Kind.PARAGRAPH, text)


def responsible(brief: Brief) -> list[str]:
    """The units that have something to put right, the one with most first, of equal ones that with the longest."""
    units, longest = Counter[str](), defaultdict[str, int](int)
    for problem in _to_put_right(brief):
        for line in problem.lines:
            if line.unit:
                units[line.unit] += 1
                longest[line.unit] = max(longest[line.unit], line.over_seconds or 0)
    units.update(stop.unit for stop in brief.figures.stops if stop.overdue and stop.unit)
    return sorted(units, key=lambda unit: (-units[unit], -longest[unit], unit))


def _to_put_right(brief: Brief) -> list[Problem]:
    """Nodes that were late and are done are told and nothing more is asked for: the case itself may be in time."""
    return [problem for problem in found(brief) if problem.kind != "node_done"]


def _rectify(brief: Brief) -> Iterator[tuple[str, str]]:
    units = responsible(brief)
    if not units and not _to_put_right(brief):
        return
    if any(line.finished_at is None for line in brief.figures.red):
        yield "限期整改", _put_right(brief)
    bureau, contact = brief.letterhead.bureau, brief.letterhead.contact
    who = names(units, MOST_UNITS, "个单位") if units else "各责任单位"
    to = f"{bureau}（{contact}）" if contact else bureau
    yield (
        "书面反馈",
        f"{who}要查清超期原因，制定整改措施，于{brief.reply.text}将整改情况书面报送{to}。"
        "逾期不整改、不反馈的，依照有关规定处理。",
    )


def _put_right(brief: Brief) -> str:
    """To each kind of trouble what ends it: an application waits for a decision, a suspension for its end."""
    kinds = {problem.kind for problem in found(brief)}
    what = [(named, done) for wanted, named, done in _CURES if wanted <= kinds][:1]
    what += [_OTHER_CURES[kind] for kind in _OTHER_CURES if kind in kinds]
    whose, by = brief.named(Annex.RED), brief.reply.text
    if len(what) == 1:
        named, done = what[0]
        text = f"对{whose}{named}，责任单位要逐件查明原因，明确责任人，于{by}{done}"
    else:
        each = "；".join(f"{named}要{done}" for named, done in what)
        text = f"对{whose}尚未了结的办件和环节，责任单位要逐件查明原因，明确责任人，于{by}整改到位：{each}"
    if "open" in kinds or "node" in kinds:
        stop = "；" if len(what) == 1 else "。"
        return f"{text}{stop}确有法定事由不能办结的，依法办理延期或者挂起手续，并书面说明理由。"
    return f"{text}。"


_CURES: Final = (
    (frozenset({"open", "node"}), "仍未办结的超期办件和环节", "办结"),
    (frozenset({"open"}), "仍未办结的超期办件", "办结"),
    (frozenset({"node"}), "仍未办完的超时环节", "办完"),
)
"""The first that fits holds."""
_OTHER_CURES: Final = {
    "waiting": ("未按时受理的申请", "依法作出是否受理的决定"),
    "stopped": ("挂起、补正超过时限的办件", "恢复办理"),
}


def _prevent(brief: Brief) -> Iterator[tuple[str, str]]:
    cases, nodes = len({line.case_no for line in brief.figures.yellow}), len(brief.figures.yellow_nodes)
    parts = [(cases, f"办件{cases}件", "办结"), (nodes, f"环节{nodes}个", "办完")]
    there = [(said, does) for count, said, does in parts if count]
    if there:
        counted, does = "、".join(said for said, _ in there), there[0][1]
        yield (
            "防止临期变超期",
            f"{brief.named(Annex.YELLOW)}临期（黄灯）{counted}，经办单位要优先办理，在到期之前{does}。",
        )


def _data(brief: Brief) -> Iterator[tuple[str, str]]:
    """What is wrong is put right openly, with a reason; typing times in afterwards is what the notice forbids."""
    units = unjudged_by_unit(brief)
    if not units:
        return
    named = [unit for unit, _ in units if unit != NO_UNIT]
    who = names(named, MOST_UNITS, "个单位") if named else "各有关单位"
    if named and len(named) < len(units):
        who += "和其他有关单位"
    numbers = numbers_of(case_no for _, cases in units for case_no in cases)
    yield (
        "规范数据",
        f"{who}对列为待核的办件（{numbers}），要核实清楚，按规定程序更正，并说明原因。"
        "今后各单位要随办随录，如实填写受理、流转和办结时间，不得事后补录、改动时间。",
    )


def _carry_on(brief: Brief) -> str:
    if brief.empty:
        return "各乡镇、各部门要保持受理渠道畅通，有申请及时受理、按时办结。"
    if brief.spotless and brief.some_in_time:
        return "各乡镇、各部门要继续保持，严格执行承诺时限，做到件件按时、环环不误。"
    return "各乡镇、各部门要严格执行承诺时限，每日查看亮灯情况，责任落实到环节、到人，做到早提醒、早办理。"
