"""三、存在的主要问题: each with unit, number and case numbers, bounded; the annexes hold the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reports import saying
from reports.figures.values import CaseLine
from reports.notice.annexes import Annex
from reports.notice.brief import Brief
from reports.notice.speech import clauses, names
from reports.notice.text import Block, Kind
from resources import words

UNITS: Final = 5
"""So many units are named for each problem, the worst first."""
CASES: Final = 3
"""So many case numbers are named for each unit."""
NO_UNIT: Final = "未载明单位"


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of trouble and the lines of the red list that show it."""

    title: str
    counter: str
    says: str
    """What stands before the number: '期末未办结、已超期'."""
    lines: tuple[CaseLine, ...]


def found(brief: Brief) -> list[Problem]:
    """The problems that the red list shows, the gravest first. A line belongs to one of them."""
    lines = defaultdict[str, list[CaseLine]](list)
    for line in brief.figures.red:
        lines[_kind(line)].append(line)
    return [Problem(*_KINDS[kind], tuple(lines[kind])) for kind in _KINDS if lines[kind]]


_KINDS: Final = {
    "open": ("办件超期未办结", "件", "未办结、已超期的办件"),
    "late": ("办件逾期办结", "件", "逾期才办结的办件"),
    "waiting": ("申请未按时受理", "件", "未按时受理的申请"),
    "stopped": ("挂起、补正超期未恢复", "件", "挂起、补正超过时限未恢复办理的办件"),
    "node": ("环节超时", "次", "超过环节时限的"),
}


def _kind(line: CaseLine) -> str:
    if line.node_seq is not None:
        return "node"
    named = {"not_accepted_in_time": "waiting", "suspension_overdue": "stopped"}.get(line.reason)
    return named or ("open" if line.finished_at is None else "late")


def paragraphs(brief: Brief) -> Iterator[Block]:
    problems = found(brief)
    if not problems:
        yield Block(Kind.PARAGRAPH, _nothing_found(brief))
    for problem in problems:
        yield Block(Kind.HEADING_2, problem.title)
        yield from _told(brief, problem)
    yield from _stops(brief)
    yield from _data(brief, bool(problems))


def _nothing_found(brief: Brief) -> str:
    if brief.empty:
        return f"{brief.this}没有办件，未发现超期问题。"
    if not brief.spotless:
        late = brief.count("overdue_finished")
        ended = f"{brief.this}逾期办结{late}件" if late else f"{brief.this}没有逾期办结的办件"
        nodes = brief.count("node_red_new")
        left = f"；环节超时{nodes}次，均已办完" if nodes else ""
        return f"{brief.finally_}没有超期未办结的办件和环节；{ended}{left}。"
    return f"{brief.this}{brief.whole}没有超期办件和超时环节，各乡镇、各部门均按时办理，予以表扬。"


def _told(brief: Brief, problem: Problem) -> Iterator[Block]:
    units = by_unit(problem.lines)
    see = brief.see(Annex.RED)
    count = f"{problem.says}共{len(problem.lines)}{problem.counter}"
    if len(units) == 1:
        unit, lines = units[0]
        detail = f"{clauses(f'责任单位为{unit}', *_detail(lines))}{_numbers(lines, see)}"
        yield Block(Kind.PARAGRAPH, f"{clauses(count, detail)}。")
        return
    yield Block(Kind.PARAGRAPH, f"{clauses(count, f'涉及{len(units)}个单位', see)}。")
    for unit, lines in units[:UNITS]:
        own = clauses(f"{unit}{len(lines)}{problem.counter}", *_detail(lines))
        yield Block(Kind.HEADING_3, f"{own}{_numbers(lines, see)}。")
    rest = units[UNITS:]
    if rest:
        left = sum(len(lines) for _, lines in rest)
        yield Block(Kind.PARAGRAPH, f"{clauses(f'其余{len(rest)}个单位共{left}{problem.counter}', see)}。")


def by_unit(lines: Iterable[CaseLine]) -> list[tuple[str, list[CaseLine]]]:
    """The lines of each unit, the unit with most first, equal ones by name."""
    units = defaultdict[str, list[CaseLine]](list)
    for line in lines:
        units[line.unit or NO_UNIT].append(line)
    return sorted(units.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _detail(lines: Sequence[CaseLine]) -> Iterator[str]:
    """Which nodes or items they are, and what is worst about them."""
    what = list(dict.fromkeys(name for line in lines if (name := _subject(line))))
    if what:
        yield f"涉及{names(what, CASES, '项')}"
    longest = max(lines, key=lambda line: -1 if line.over_seconds is None else line.over_seconds)
    if longest.over_seconds is not None and longest.over_seconds >= 0:
        yield f"{'最长' if len(lines) > 1 else ''}超期{saying.over(longest.over_seconds, longest.day_seconds)}"
    law = sum(line.statutory_breached for line in lines)
    if law:
        yield "已超过法定时限" if len(lines) == 1 else f"其中超过法定时限{law}件"


def _subject(line: CaseLine) -> str:
    if line.node_seq is None:
        return line.item
    return f"“{line.node}”环节" if line.node else ""


def _numbers(lines: Sequence[CaseLine], see: str | None) -> str:
    """'（办件编号：甲、乙、丙等5件，见附件3）'."""
    cases = list(dict.fromkeys(line.case_no for line in lines))
    told = f"办件编号：{names(cases, CASES, '件')}"
    return f"（{clauses(told, see)}）"


def _stops(brief: Brief) -> Iterator[Block]:
    """Suspensions past their own limit that the red list does not hold already."""
    red = {line.case_no for line in brief.figures.red if line.reason == "suspension_overdue"}
    overdue = [stop for stop in brief.figures.stops if stop.overdue and stop.case_no not in red]
    if not overdue:
        return
    cases = list(dict.fromkeys(stop.case_no for stop in overdue))
    units = sorted({stop.unit or NO_UNIT for stop in overdue})
    yield Block(Kind.HEADING_2, "挂起、补正超过时限")
    where = clauses(f"办件编号：{names(cases, CASES, '件')}", brief.see(Annex.STOPS))
    yield Block(
        Kind.PARAGRAPH,
        f"挂起、补正超过时限的共{len(cases)}件，责任单位为{names(units, UNITS, '个单位')}（{where}）。",
    )


def _data(brief: Brief, more: bool) -> Iterator[Block]:
    """Cases that no light can be worked out for: they are in no rate, so the notice has to say so."""
    unjudged = brief.figures.unjudged
    if not unjudged:
        return
    cases = list(dict.fromkeys(case_no for case_no, _ in unjudged))
    reasons = list(dict.fromkeys(words().problem(reason) for _, reason in unjudged))
    yield Block(Kind.HEADING_2, "数据不准确、不完整")
    also = "另有" if more else ""
    yield Block(
        Kind.PARAGRAPH,
        f"{also}{len(cases)}件因数据问题无法判定是否超期，列为待核，不计入各项比率，"
        f"原因有：{names(reasons, CASES, '种')}（办件编号：{names(cases, CASES, '件')}）。",
    )
