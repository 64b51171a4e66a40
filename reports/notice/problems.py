"""三、存在的主要问题: each with unit, number and case numbers, bounded; the annexes hold the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reports import saying
from reports.figures.values import CaseLine, StopLine
from reports.notice.annexes import Annex
from reports.notice.brief import Brief
from reports.notice.speech import clauses, names, with_count
from reports.notice.text import Block, Kind
from resources import words

UNITS: Final = 5
"""So many units are named for each problem, the worst first."""
CASES: Final = 3
"""So many case numbers are named for each unit."""
NO_UNIT: Final = "未写明单位"


@dataclass(frozen=True, slots=True)
class Problem:
    """One kind of trouble and the lines that show it."""

    kind: str
    title: str
    counter: str
    says: str
    """What stands before the number: '期末未办结、已超期'."""
    lines: tuple[CaseLine, ...]
    more: str | None = None
    """What is said behind the number."""
    annex: Annex | None = Annex.RED
    """The annex that lists the lines."""


def found(brief: Brief) -> list[Problem]:
    """The problems that the figures show, the gravest first. A line belongs to one of them."""
    lines = defaultdict[str, list[CaseLine]](list)
    for line in brief.figures.red:
        lines[_kind(line)].append(line)
    listed = [Problem(kind, *_KINDS[kind], tuple(lines[kind])) for kind in _KINDS if lines[kind]]
    return [*listed, *_nodes_not_done(brief, lines["node"]), *_nodes_done(brief)]


_KINDS: Final = {
    "open": ("办件超期未办结", "件", "未办结、已超期的办件"),
    "late": ("办件逾期办结", "件", "逾期才办结的办件"),
    "waiting": ("申请未按时受理", "件", "未按时受理的申请"),
    "stopped": ("挂起、补正超期未恢复", "件", "挂起、补正超过时限未恢复办理的办件"),
}


def _kind(line: CaseLine) -> str:
    if line.node_seq is not None:
        return "node"
    named = {"not_accepted_in_time": "waiting", "suspension_overdue": "stopped"}.get(line.reason)
    return named or ("open" if line.finished_at is None else "late")


def _nodes_not_done(brief: Brief, lines: Sequence[CaseLine]) -> Iterator[Problem]:
    """With the number of those that the period did not begin: else it would not fit the red nodes new in it."""
    if lines:
        older = sum(node.lit and not node.fresh for node in brief.figures.red_nodes)
        more = f"其中{brief.this}以前就已超过的{older}个" if older else None
        says = f"{brief.finally_}未办完、已超过环节时限的环节"
        yield Problem("node", "环节超时未办完", "个", says, tuple(lines), more)


def _nodes_done(brief: Brief) -> Iterator[Problem]:
    """Nodes that turned red in the period and were no longer so at its end; no annex lists them."""
    lines = tuple(node.line for node in brief.figures.red_nodes if node.fresh and not node.lit)
    if lines:
        over = "已办完" if all(line.finished_at is not None for line in lines) else "已办完或者停止计时"
        says = f"{brief.this}环节超过时限、{brief.finally_}前{over}的"
        yield Problem("node_done", "环节超时后办完", "次", says, lines, annex=None)


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
        return f"{brief.finally_}没有超期未办结的办件和环节；{ended}。"
    if not brief.some_in_time or brief.figures.unjudged:
        return f"{brief.this}{brief.whole}未发现超期问题。"
    return f"{brief.this}{brief.whole}没有超期办件和超时环节，各乡镇、各部门均按时办理，予以表扬。"


def _told(brief: Brief, problem: Problem) -> Iterator[Block]:
    units = by_unit(problem.lines)
    see = brief.see(problem.annex) if problem.annex is not None else None
    count = clauses(f"{problem.says}共{len(problem.lines)}{problem.counter}", problem.more)
    if len(units) == 1:
        unit, lines = units[0]
        detail = f"{clauses(_responsible(unit), *_detail(lines))}{_numbers(lines, see)}"
        yield Block(Kind.PARAGRAPH, f"{clauses(count, detail)}。")
        return
    yield Block(Kind.PARAGRAPH, f"{clauses(count, f'涉及{len(units)}个单位', see)}。")
    for unit, lines in units[:UNITS]:
        own = clauses(with_count(unit, len(lines), problem.counter), *_detail(lines))
        yield Block(Kind.HEADING_3, f"{own}{_numbers(lines, see)}。")
    counts = [len(lines) for _, lines in units]
    rest = _rest(counts[:UNITS], counts[UNITS:], problem.counter)
    if rest:
        yield Block(Kind.PARAGRAPH, f"{clauses(rest, see)}。")


def _responsible(unit: str, word: str = "责任单位") -> str:
    return f"{word}未写明" if unit == NO_UNIT else f"{word}为{unit}"


def _rest(named: Sequence[int], rest: Sequence[int], counter: str) -> str | None:
    """Who is not named, and how many of those have as many as the last one named: the list ends among equals."""
    if not rest:
        return None
    whole = f"共{sum(rest)}{counter}"
    if len(rest) > 1 and len(set(rest)) == 1:
        return f"其余{len(rest)}个单位各{rest[0]}{counter}，{whole}"
    alike = sum(count == named[-1] for count in rest)
    told = f"其中{alike}个单位同为{named[-1]}{counter}" if alike and len(rest) > 1 else None
    return clauses(f"其余{len(rest)}个单位{whole}", told)


def by_unit(lines: Iterable[CaseLine]) -> list[tuple[str, list[CaseLine]]]:
    """The lines of each unit, the unit with most first, of equal ones that with the longest overdue."""
    units = defaultdict[str, list[CaseLine]](list)
    for line in lines:
        units[line.unit or NO_UNIT].append(line)
    return sorted(units.items(), key=lambda pair: (-len(pair[1]), -_over(_longest(pair[1])), pair[0]))


def _longest(lines: Iterable[CaseLine]) -> CaseLine:
    return max(lines, key=_over)


def _over(line: CaseLine) -> int:
    return -1 if line.over_seconds is None else line.over_seconds


def _detail(lines: Sequence[CaseLine]) -> Iterator[str]:
    """Which nodes or items they are, and what is worst about them."""
    what = list(dict.fromkeys(name for line in lines if (name := _subject(line))))
    if what:
        yield f"涉及{names(what, CASES, '项')}"
    longest = _longest(lines)
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
    return f"（{clauses(numbers_of(line.case_no for line in lines), see)}）"


def numbers_of(case_nos: Iterable[str]) -> str:
    """'办件编号：甲、乙、丙等5件', each once."""
    return f"办件编号：{names(list(dict.fromkeys(case_nos)), CASES, '件')}"


def _stops(brief: Brief) -> Iterator[Block]:
    """Suspensions past their own limit that the red list does not hold already: most of them have ended."""
    red = {line.case_no for line in brief.figures.red if line.reason == "suspension_overdue"}
    overdue = [stop for stop in brief.figures.stops if stop.overdue and stop.case_no not in red]
    if not overdue:
        return
    cases = {stop.case_no for stop in overdue}
    running = {stop.case_no for stop in overdue if stop.ended_at is None}
    yield Block(Kind.HEADING_2, "挂起、补正曾超过时限" + ("" if running else "（已恢复）"))
    where = clauses(numbers_of(stop.case_no for stop in overdue), brief.see(Annex.STOPS))
    told = clauses(
        f"挂起、补正曾超过时限的共{len(cases)}件",
        f"其中没有恢复记录的{len(running)}件" if running else None,
        _whose(overdue),
    )
    yield Block(Kind.PARAGRAPH, f"{told}（{where}）。")


def _whose(stops: Sequence[StopLine]) -> str:
    units = most_first(stop.unit for stop in stops)
    return _responsible(units[0]) if len(units) == 1 else f"责任单位为{names(units, UNITS, '个单位')}"


def most_first(units: Iterable[str]) -> list[str]:
    """Each unit once, the one that occurs most often first."""
    counted = defaultdict[str, int](int)
    for unit in units:
        counted[unit or NO_UNIT] += 1
    return sorted(counted, key=lambda unit: (-counted[unit], unit))


def unjudged_by_unit(brief: Brief) -> list[tuple[str, list[str]]]:
    """The numbers of the cases that no light can be worked out for, by unit, the one with most first."""
    units = defaultdict[str, list[str]](list)
    for case_no in dict.fromkeys(case_no for case_no, _ in brief.figures.unjudged):
        units[brief.figures.unjudged_units.get(case_no) or NO_UNIT].append(case_no)
    return sorted(units.items(), key=lambda pair: (-len(pair[1]), pair[0]))


def _data(brief: Brief, more: bool) -> Iterator[Block]:
    """Cases that no light can be worked out for: they are in no rate, so the notice has to say so."""
    units = unjudged_by_unit(brief)
    if not units:
        return
    count = sum(len(cases) for _, cases in units)
    reasons = list(dict.fromkeys(words().problem(reason) for _, reason in brief.figures.unjudged))
    yield Block(Kind.HEADING_2, "数据不准确、不完整")
    text = (
        f"{'另有' if more else ''}{count}件因数据问题无法判定是否超期，列为待核，不计入各项比率，"
        f"原因有：{names(reasons, CASES, '种')}"
    )
    if len(units) == 1:
        unit, cases = units[0]
        yield Block(Kind.PARAGRAPH, f"{text}，{_responsible(unit, '受理单位')}（{numbers_of(cases)}）。")
        return
    yield Block(Kind.PARAGRAPH, f"{text}，涉及{len(units)}个受理单位。")
    for unit, cases in units[:UNITS]:
        yield Block(Kind.HEADING_3, f"{with_count(unit, len(cases), '件')}（{numbers_of(cases)}）。")
    counts = [len(cases) for _, cases in units]
    rest = _rest(counts[:UNITS], counts[UNITS:], "件")
    if rest:
        yield Block(Kind.PARAGRAPH, f"{rest}。")
