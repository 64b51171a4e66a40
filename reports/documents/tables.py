"""The tables that weekly statistics and monthly notice share: figures by township, unit and item; lists of cases.

Every table carries its time base and its cut-off (``base_note``): without them readers say the numbers do not add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from reports import saying
from reports.figures.definitions import MEASURES
from reports.figures.values import CaseLine, FigureRow, Figures, FigureTable, Grouping, StopLine
from reports.paper import Align, Cell, Column, Head, Table
from reports.paper.values import CellLike
from resources import words

NAMES: Final = {
    Grouping.TOWNSHIP: "乡镇",
    Grouping.VILLAGE: "村",
    Grouping.UNIT: "部门",
    Grouping.ITEM: "事项",
    Grouping.LEVEL: "层级",
    Grouping.OFFICER: "经办人",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A column of figures: its measure, what stands over it, and over it and its neighbours."""

    measure: str
    title: str
    group: str = ""


FULL: Final = (
    Part("received", "收件"),
    Part("accepted", "受理"),
    Part("finished", "合计", "办结"),
    Part("finished_immediate", "即办", "办结"),
    Part("finished_early", "提前", "办结"),
    Part("finished_on_day", "按时", "办结"),
    Part("finished_late", "逾期", "办结"),
    Part("in_hand", "在办"),
    Part("corrections", "补正"),
    Part("suspended", "挂起"),
    Part("finish_rate", "办结率"),
    Part("on_time_rate", "按时办结率"),
    Part("early_rate", "提前办结率"),
    Part("overdue_finished", "办结", "超期"),
    Part("overdue_open", "在办", "超期"),
    Part("yellow_new", "新增", "黄灯"),
    Part("yellow_lit", "在亮", "黄灯"),
    Part("red_new", "新增", "红灯"),
    Part("red_lit", "在亮", "红灯"),
    Part("node_red_new", "新增", "环节红灯"),
    Part("node_red_lit", "在亮", "环节红灯"),
    Part("mean_days", "平均时长"),
    Part("promised_speed_up", "承诺提速"),
    Part("actual_speed_up", "实际提速"),
)
"""The columns in the order in which officers know them; the change of the finished against last time stands behind."""
RANK_WIDTH, NAME_WIDTH, CHANGE_WIDTH = 8.5, 28.0, 14.0
"""Millimetres."""
NUMBER: Final = Column("办件编号", share=0.0)
"""Just as wide as the longest number, which is never torn: the room goes to what is read."""


def figures_table(figures: Figures, grouping: Grouping, *, caption: str = "", size: float = 8.0) -> Table:
    """All figures by township, unit or item, ranked where the grouping is; meant for a page on its side."""
    table = figures.tables[grouping]
    ranked = grouping in (Grouping.TOWNSHIP, Grouping.UNIT)
    columns = _columns(grouping, ranked)
    return Table(
        columns=columns,
        head=_head(grouping, ranked),
        rows=[_row(row, ranked) for row in table.rows],
        total=_total(table, ranked),
        caption=caption,
        note=base_note(figures, ranked=ranked) + (township_note(figures) if grouping is Grouping.TOWNSHIP else ""),
        size=size,
    )


def _columns(grouping: Grouping, ranked: bool) -> list[Column]:
    rank = [Column("名次", Align.CENTRE, RANK_WIDTH)] if ranked else []
    name = [Column(NAMES[grouping], Align.LEFT, NAME_WIDTH)]
    return [
        *rank,
        *name,
        *(Column(part.title, Align.RIGHT) for part in FULL),
        Column("办结环比", Align.RIGHT, CHANGE_WIDTH),
    ]


def _head(grouping: Grouping, ranked: bool) -> list[list[Head]]:
    upper = [Head("名次", rows=2)] if ranked else []
    upper.append(Head(NAMES[grouping], rows=2))
    lower: list[Head] = []
    for place, part in enumerate(FULL):
        if not part.group:
            upper.append(Head(part.title, rows=2))
            continue
        if not place or FULL[place - 1].group != part.group:
            upper.append(Head(part.group, columns=sum(other.group == part.group for other in FULL)))
        lower.append(Head(part.title))
    return [[*upper, Head("办结环比", rows=2)], lower]


def _row(row: FigureRow, ranked: bool) -> list[CellLike]:
    rank: list[CellLike] = [str(row.rank) if row.rank is not None else saying.NOTHING] if ranked else []
    name = row.name if not row.idle else f"{row.name}（无办件）"
    return [*rank, name, *_values(row)]


def _values(row: FigureRow) -> list[CellLike]:
    told = [saying.figure(MEASURES[part.measure], row.figures.get(part.measure)) for part in FULL]
    now, before = row.figures.get("finished"), row.before.get("finished")
    # who had nothing then and has nothing now did not stay even
    return [*told, saying.change(now, before, "cases") if now or before else saying.NOTHING]


def _total(table: FigureTable, ranked: bool) -> list[CellLike]:
    return [*([""] if ranked else []), "合计", *_values(table.total)]


def base_note(figures: Figures, *, ranked: bool = False) -> str:
    """Time base and cut-off of a table of figures; what a rank means; who is in no rate."""
    parts = [
        f"统计期：{saying.days(figures.period)}；截止：{saying.until(figures.cutoff)}",
        "收件按申请时间，受理、补正按受理和通知时间，办结各项和比率按办结时间，新增亮灯按转灯时刻，在办、挂起、在亮按截止时刻",
    ]
    if ranked:
        parts.append("名次先比按时办结率，再比在亮红灯，相同的并列；无办结件、只有一个或者都没有按时办结的，不排名")
    unjudged = figures.headline["finished_unjudged"].now
    if unjudged:
        parts.append(f"另有{unjudged:.0f}件办结待核，计入办结合计，不计入比率")
    return "；".join(parts) + "。"


def township_note(figures: Figures) -> str:
    """Whose red nodes a township's row counts, and why one place may have two rows."""
    parts = ["环节红灯随办件计在办件所在乡镇，不分是哪个单位的环节", *map(saying.renamed, figures.renamed)]
    return "；".join(parts) + "。"


CASE_HEADS: Final = (
    Column("序号", Align.CENTRE, 9),
    NUMBER,
    Column("事项", share=1.1),
    Column("乡镇、村", share=1.1),
    Column("环节", share=1.2),
    Column("责任单位", share=1.3),
    Column("经办人"),
    Column("受理时间", Align.CENTRE, 26),
    Column("到期时间", Align.CENTRE, 26),
)


NODE_MARKS: Final = {"red": "（环节超期）", "yellow": "（环节临期）"}
"""Behind the name of a node whose own limit it is."""
CASE_NOTE: Final = (
    "责任单位为受理单位，环节为截止时所在的环节；环节一栏注明“环节超期”“环节临期”的，算的是该环节的时限，责任单位为环节所在单位。"
    "经办人不属于责任单位的，姓名后注明其单位；已办结的不列经办人。"
)


def case_table(lines: Sequence[CaseLine], figures: Figures, last: str, *, caption: str = "") -> Table:
    """A list of cases with what is over or left in the last column, under the head ``last`` (超期 | 剩余)."""
    return Table(
        columns=[*CASE_HEADS, Column(last, Align.RIGHT, 24)],
        rows=[_case_row(number, line) for number, line in enumerate(lines, start=1)],
        caption=caption,
        note=f"截止：{saying.until(figures.cutoff)}；时长按办公时间计。{CASE_NOTE}",
        size=8.5,
    )


def _case_row(number: int, line: CaseLine) -> list[CellLike]:
    node = f"{line.node}{NODE_MARKS.get(line.light, '')}" if line.node_seq is not None else line.node
    return [
        str(number),
        Cell(line.case_no, light=line.light),
        line.item or saying.NOTHING,
        "".join(part for part in (line.township, line.village) if part) or saying.NOTHING,
        node or saying.NOTHING,
        line.unit or saying.NOTHING,
        saying.officer(line),
        saying.moment(line.accepted_at),
        saying.moment(line.due_at),
        saying.over(line.over_seconds, line.day_seconds) + ("（超法定）" if line.statutory_breached else ""),
    ]


STOP_NOTE: Final = "责任单位为受理单位，批准人不一定属于该单位。"


def stop_table(lines: Iterable[StopLine], figures: Figures, *, caption: str = "") -> Table:
    """Suspensions and corrections that ran in the period."""
    return Table(
        columns=[
            Column("序号", Align.CENTRE, 9),
            NUMBER,
            Column("事项", share=1.2),
            Column("乡镇"),
            Column("责任单位", share=1.3),
            Column("种类"),
            Column("依据", share=1.4),
            Column("批准人", Align.LEFT, 14),
            Column("开始", Align.CENTRE, 26),
            Column("结束", Align.CENTRE, 26),
            Column("时限", Align.RIGHT, 20),
        ],
        rows=[_stop_row(number, line) for number, line in enumerate(lines, start=1)],
        caption=caption,
        note=f"统计期内有效的挂起（延长审批、特别程序）和补正；截止：{saying.until(figures.cutoff)}。{STOP_NOTE}",
        size=8.5,
    )


def _stop_row(number: int, line: StopLine) -> list[CellLike]:
    kind = words("zh_CN").phrase("stop_kinds", line.kind)
    return [
        str(number),
        Cell(line.case_no, light="red" if line.overdue else ""),
        line.item or saying.NOTHING,
        line.township or saying.NOTHING,
        line.unit or saying.NOTHING,
        kind + _too_long(line),
        line.basis or saying.NOTHING,
        line.approver or saying.NOTHING,
        saying.moment(line.started_at),
        saying.moment(line.ended_at) if line.ended_at else "未结束",
        saying.limit(line.limit),
    ]


def _too_long(line: StopLine) -> str:
    """Of a suspension longer than its own limit: whether it was ended, late, or still lasts."""
    if not line.overdue:
        return ""
    return "（超期未恢复）" if line.ended_at is None else "（超期恢复）"
