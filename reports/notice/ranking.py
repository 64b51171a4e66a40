"""二、乡镇排名: the first three and the last three with their reasons.

Nobody is both praised and blamed: of fewer than six ranked townships fewer are named, those that share a place stand
together, who had nothing overdue is never among the last, and who finished nothing on time never among the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import Final

from monitoring.codes import Reason
from reports import saying
from reports.figures.ranking import can_be_ranked
from reports.figures.values import CaseLine, FigureRow, Grouping, RedNode
from reports.notice.annexes import Annex
from reports.notice.brief import Brief, number
from reports.notice.speech import clauses, days_text, names, points_change, with_count
from reports.notice.text import Block, Kind

NAMED: Final = 3
"""So many are named at either end."""
REASONS: Final = 3
"""So many items, nodes or units are named as the reasons of a place."""
MOST_NAMES: Final = 12


def paragraphs(brief: Brief) -> Iterator[Block]:
    able = [row for row in brief.active(Grouping.TOWNSHIP) if can_be_ranked(row)]
    yield Block(Kind.PARAGRAPH, _lead(brief, able))
    if len(able) > 1 and all(map(blameless, able)):
        yield Block(Kind.PARAGRAPH, _all_alike(len(able)))
    elif len(able) > 1 and not _share_one_place(able):
        first, last = ends(able, lambda row: _is_at_fault(brief, row))
        yield from _end(brief, first, "排名前三的乡镇" if len(first) == NAMED else "排名靠前的乡镇", "仍有不足")
        yield from _end(brief, last, "排名后三的乡镇" if len(last) == NAMED else "排名靠后的乡镇", "主要原因")
    for text in (*map(saying.renamed, brief.figures.renamed), _without(brief)):
        if text:
            yield Block(Kind.PARAGRAPH, f"{text.removesuffix('。')}。")


def ends(
    ranked: Sequence[FigureRow], is_at_fault: Callable[[FigureRow], bool] = lambda row: not blameless(row)
) -> tuple[list[FigureRow], list[FigureRow]]:
    """Who is named first and who last, of rows in the order of their ranks. Those who share a place stand together.

    Nobody is named first who finished nothing on time, or who shares the very last place.
    """
    count = min(NAMED, len(ranked) // 2)
    if not count:
        return [], []
    worst_named, best_blamed, lowest = (ranked[at].rank or 0 for at in (count - 1, -count, -1))
    first = [
        row
        for row in ranked
        if (row.rank or 0) <= worst_named and row.figures.get("on_time_rate") and row.rank in range(1, max(lowest, 2))
    ]
    last = [row for row in ranked if (row.rank or 0) >= best_blamed and row not in first and is_at_fault(row)]
    return first, last


def blameless(row: FigureRow) -> bool:
    """Nothing of it ended late, nothing was red."""
    counted = ("overdue", "overdue_finished", "overdue_open", "red_new", "red_lit", "node_red_new", "node_red_lit")
    return not any(number(row, measure) for measure in counted)


def _is_at_fault(brief: Brief, row: FigureRow) -> bool:
    """Whether its cases are overdue or red, or nodes of its own units: for those of departments it does not answer."""
    counted = ("overdue", "overdue_finished", "overdue_open", "red_new", "red_lit")
    return any(number(row, measure) for measure in counted) or any(_own_nodes(brief, row))


def _own_nodes(brief: Brief, row: FigureRow) -> Iterator[RedNode]:
    """Of the nodes that the township's row counts those whose unit lies in the township."""
    return (node for node in brief.figures.red_nodes if node.home == row.key and node.line.township == row.name)


def _share_one_place(able: Sequence[FigureRow]) -> bool:
    """Whether all are alike, or none was ranked because nobody finished anything on time."""
    return len({row.rank for row in able}) == 1


def _lead(brief: Brief, able: Sequence[FigureRow]) -> str:
    if not brief.active(Grouping.TOWNSHIP):
        return f"{brief.this}各乡镇均无办件，不作排名。"
    if not able:
        return f"{brief.this}各乡镇均没有可以比较的办结件，不作排名。"
    see = brief.see(Annex.TOWNSHIPS)
    where = f"（{see}）" if see else ""
    if len(able) == 1:
        return f"{brief.this}有办结件的乡镇只有{able[0].name}，{_figures(brief, able[0])}，不作排名{where}。"
    if _share_one_place(able) and not all(map(blameless, able)):
        return f"{brief.this}有办结件的乡镇{len(able)}个，{_alike(able)}，不分先后{where}。"
    return f"{brief.this}参加排名的乡镇{len(able)}个，先比按时办结率，再比在亮红灯{where}。"


def _alike(able: Sequence[FigureRow]) -> str:
    """What those have in common who share the only place."""
    rate = f"按时办结率均为{saying.share(able[0].figures.get('on_time_rate') or 0)}"
    lit = {number(row, "red_lit") for row in able}
    return clauses(rate, f"在亮红灯均为{lit.pop()}件" if len(lit) == 1 and lit != {0} else None)


def _end(brief: Brief, rows: Sequence[FigureRow], title: str, because: str) -> Iterator[Block]:
    if not rows:
        return
    yield Block(Kind.HEADING_2, title)
    for rank, group in groupby(rows, key=lambda row: row.rank):
        yield Block(Kind.PARAGRAPH, _place(brief, rank or 0, list(group), because))


def _all_alike(count: int) -> str:
    every = "两个乡镇" if count == 2 else f"{count}个乡镇"
    return f"{every}按时办结率均为100%，没有超期办件和超时环节，并列第1名，予以表扬。"


def _place(brief: Brief, rank: int, rows: Sequence[FigureRow], because: str) -> str:
    """One place and who holds it; those who share it without a fault are told together."""
    if len(rows) == 1:
        return f"第{rank}名：{rows[0].name}。{_told(brief, rows[0], because)}"
    together = names([row.name for row in rows], MOST_NAMES, "个乡镇")
    if all(map(blameless, rows)):
        return f"并列第{rank}名：{together}。按时办结率均为100%，{brief.this}没有超期办件和超时环节，予以表扬。"
    each = "".join(f"{row.name}{_told(brief, row, because)}" for row in rows)
    return f"并列第{rank}名：{together}。{each}"


def _told(brief: Brief, row: FigureRow, because: str) -> str:
    if blameless(row):
        return f"{_figures(brief, row)}，没有超期办件和超时环节，予以表扬。"
    reason = _reasons(brief, row)
    return f"{_figures(brief, row)}。" + (f"{because}：{reason}。" if reason else "")


def _figures(brief: Brief, row: FigureRow) -> str:
    rate, mean = row.figures.get("on_time_rate"), row.figures.get("mean_days")
    change = points_change(rate, row.before.get("on_time_rate"), brief.last) if brief.comparable else None
    return clauses(
        f"办结{number(row, 'finished')}件",
        _some(row, "overdue_finished", "逾期办结{}件"),
        f"按时办结率{saying.share(rate)}" if rate is not None else None,
        change,
        _some(row, "overdue_open", f"{brief.finally_}在办超期{{}}件"),
        f"平均办理时长{days_text(mean)}" if mean is not None else None,
    )


def _some(row: FigureRow, measure: str, said: str) -> str | None:
    count = number(row, measure)
    return said.format(count) if count else None


def _reasons(brief: Brief, row: FigureRow) -> str | None:
    """What pulled it down: the items of its overdue cases, and the nodes of its own units that took too long.

    Nodes that a department held are told with the department (三、存在的主要问题), never as the township's fault.
    """
    lines = [line for line in brief.figures.red if line.township == row.name and line.node_seq is None]
    cases = [line for line in lines if line.reason != Reason.NOT_ACCEPTED_IN_TIME]
    nodes = [node.line for node in _own_nodes(brief, row) if node.fresh]
    told = [
        _most(cases, "超期办件", lambda line: line.item, "件"),
        _most(nodes, "超时环节", lambda line: f"{line.unit}“{line.node}”" if line.node else line.unit, "次"),
    ]
    return "；".join(part for part in told if part) or None


def _most(lines: Sequence[CaseLine], said: str, key: Callable[[CaseLine], str], counter: str) -> str | None:
    counted = Counter(name for line in lines if (name := key(line)))
    if not counted:
        return None
    first = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:REASONS]
    verb = "为" if len(counted) == 1 else "集中在" if first[0][1] > 1 else "涉及"
    return said + verb + "、".join(with_count(name, count, counter) for name, count in first)


def _without(brief: Brief) -> str | None:
    """Townships that are listed and not ranked, and why; 县本级 and 未写明 are none and stand in the table only."""
    table = brief.table(Grouping.TOWNSHIP)
    if table is None or brief.empty:
        return None
    townships = [row for row in table.rows if row.ranked]
    idle = [row.name for row in townships if row.idle]
    waiting = [row.name for row in townships if not row.idle and not can_be_ranked(row)]
    told = []
    if idle:
        told.append(f"{names(idle, MOST_NAMES, '个乡镇')}{brief.this}无办件")
    if waiting:
        told.append(f"{names(waiting, MOST_NAMES, '个乡镇')}有办件、没有可以比较的办结件")
    return f"{'；'.join(told)}，只列表，不排名。" if told else None
