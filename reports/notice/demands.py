"""四、下步工作要求: what to do by when, and to reply to the bureau."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from reports.notice.annexes import Annex
from reports.notice.brief import Brief
from reports.notice.problems import found
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
    """The units that have something to put right, the one with most first."""
    units = Counter(line.unit for problem in found(brief) for line in problem.lines if line.unit)
    units.update(stop.unit for stop in brief.figures.stops if stop.overdue and stop.unit)
    return sorted(units, key=lambda unit: (-units[unit], unit))


def _rectify(brief: Brief) -> Iterator[tuple[str, str]]:
    units = responsible(brief)
    if not units and not found(brief):
        return
    waiting = sum(line.finished_at is None for line in brief.figures.red)
    if waiting:
        yield (
            "限期整改",
            f"对{brief.named(Annex.RED)}仍未办结的超期办件和环节，责任单位要逐件查明原因，明确责任人，于{brief.reply.text}办结；"
            "确有法定事由不能办结的，依法办理延期或者挂起手续，并书面说明理由。",
        )
    bureau, contact = brief.letterhead.bureau, brief.letterhead.contact
    who = names(units, MOST_UNITS, "个单位") if units else "各责任单位"
    to = f"{bureau}（{contact}）" if contact else bureau
    yield (
        "书面反馈",
        f"{who}要查清超期原因，制定整改措施，于{brief.reply.text}将整改情况书面报送{to}。"
        "逾期不整改、不反馈的，依照有关规定处理。",
    )


def _prevent(brief: Brief) -> Iterator[tuple[str, str]]:
    count = len({line.case_no for line in brief.figures.yellow})
    if count:
        yield (
            "防止临期变超期",
            f"{brief.named(Annex.YELLOW)}临期（黄灯）办件共{count}件，经办单位要优先办理，在到期之前办结。",
        )


def _data(brief: Brief) -> Iterator[tuple[str, str]]:
    if brief.figures.unjudged:
        yield (
            "规范数据",
            "各单位要随办随录，如实填写受理、流转和办结时间；列为待核的办件，要尽快核实更正，不得事后补录、改动时间。",
        )


def _carry_on(brief: Brief) -> str:
    if brief.empty:
        return "各乡镇、各部门要保持受理渠道畅通，有申请及时受理、按时办结。"
    if brief.spotless:
        return "各乡镇、各部门要继续保持，严格执行承诺时限，做到件件按时、环环不误。"
    return "各乡镇、各部门要严格执行承诺时限，每日查看亮灯情况，责任落实到环节、到人，做到早提醒、早办理。"
