"""What the workbook of figures holds: its sheets as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from reports.figures.definitions import MEASURES
from reports.figures.groups import words as row_words
from reports.figures.values import CaseLine, Figures, FigureTable, Grouping, NodeDwell, StopLine
from resources import Words

FORMATS: Final = {"cases": "#,##0", "cards": "#,##0", "share": "0.0%", "days": "0.0"}
MOMENT: Final = "yyyy-mm-dd hh:mm"
SHEETS: Final = {
    Grouping.TOWNSHIP: "乡镇", Grouping.VILLAGE: "村", Grouping.UNIT: "部门", Grouping.ITEM: "事项",
    Grouping.LEVEL: "层级", Grouping.OFFICER: "人员",
}  # fmt: skip
Cell = tuple[Any, str]
"""A value and its number format ('' for texts)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a note above it. ``left``: so many columns stay in sight when scrolled."""

    title: str
    note: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    left: int = 1
    totals: int = 0
    """So many rows at the end are sums: a filter must not take them for one of the others."""


def sheets(figures: Figures, words: Words) -> list[Sheet]:
    """What the workbook holds, in order."""
    when = f"{figures.period.first} 至 {figures.period.last}，截止 {figures.cutoff:%Y-%m-%d %H:%M:%S}"
    tables = [_table(figures.tables[grouping], when) for grouping in SHEETS if grouping in figures.tables]
    return [
        _headline(figures, when),
        *tables,
        _sheet("环节", when, NODE, figures.dwell, "按离开环节的时间"),
        _lines("超期清单", when, figures.red, words),
        _lines("临期清单", when, figures.yellow, words),
        _lines("近期到期", when, figures.due_next, words),
        _stops(when, figures.stops, words),
    ]


def _headline(figures: Figures, when: str) -> Sheet:
    rows = []
    for key, measure in MEASURES.items():
        told, form = figures.headline[key], FORMATS[measure.unit]
        numbers = (told.now, told.before, told.year_ago, told.year_to_date)
        rows.append(
            [_text(measure.name), *((number, form) for number in numbers), _text(_base(key)), _text(measure.says)]
        )
    return Sheet("总体", when, ("指标", "本期", "上期", "去年同期", "本年累计", "时间口径", "含义"), rows)


def _base(key: str) -> str:
    return row_words()["bases"][MEASURES[key].base]


def _table(table: FigureTable, when: str) -> Sheet:
    head = ("名次", "名称", "所属", *(measure.name for measure in MEASURES.values()))
    rows = [
        [(row.rank, "0"), _text(row.name), _text(row.parent),
         *((row.figures[key], FORMATS[measure.unit]) for key, measure in MEASURES.items())]
        for row in (*table.rows, table.total)
    ]  # fmt: skip
    note = f"{when}。各列的时间口径见“总体”；没有办件的只列出，不排名。"
    return Sheet(SHEETS[table.grouping], note, head, rows, left=3, totals=1)


Column = tuple[str, Callable[[Any], Cell]]


def _sheet(title: str, when: str, columns: Sequence[Column], lines: Iterable[Any], base: str) -> Sheet:
    rows = [[cell(line) for _, cell in columns] for line in lines]
    return Sheet(title, f"{when}。{base}。", [head for head, _ in columns], rows)


def _lines(title: str, when: str, lines: Sequence[CaseLine], words: Words) -> Sheet:
    def light(line: CaseLine) -> Cell:
        return _text(words.light(line.light))

    def reason(line: CaseLine) -> Cell:
        return _text(words.reason(line.reason))

    columns = (*CASE, ("灯", light), ("原因", reason), *WHOSE)
    return _sheet(title, when, columns, lines, "按截止时刻；超过天数按标准工作日折算，负数是还剩")


def _stops(when: str, stops: Sequence[StopLine], words: Words) -> Sheet:
    def kind(line: StopLine) -> Cell:
        return _text(words.stop_kind(line.kind))

    def limit(line: StopLine) -> Cell:
        return _text(words.limit(line.limit))

    return _sheet("挂起", when, (*STOP, ("种类", kind), ("期限", limit)), stops, "本期内有过的挂起和补正")


def _over(line: CaseLine) -> Cell:
    known = line.over_seconds is not None and line.day_seconds > 0
    return (line.over_seconds or 0) / line.day_seconds if known else None, "0.00"


def _text(value: str) -> Cell:
    return value, ""


def _moment(value: datetime | None) -> Cell:
    return value, MOMENT


CASE: Final[Sequence[Column]] = (
    ("办件编号", lambda line: _text(line.case_no)),
    ("事项", lambda line: _text(line.item)),
    ("乡镇", lambda line: _text(line.township)),
    ("村", lambda line: _text(line.village)),
    ("环节", lambda line: _text(line.node)),
    ("单位", lambda line: _text(line.unit)),
    ("人员", lambda line: _text(line.officer)),
    ("受理", lambda line: _moment(line.accepted_at)),
    ("到期", lambda line: _moment(line.due_at)),
    ("法定到期", lambda line: _moment(line.statutory_due_at)),
    ("办结", lambda line: _moment(line.finished_at)),
    ("超过（工作日）", _over),
)
WHOSE: Final[Sequence[Column]] = (
    ("人员所在单位", lambda line: _text(line.officer_unit)),
    ("经手单位", lambda line: _text(line.node_unit)),
)
"""Behind the others: "单位" answers for the line, which need not be the unit that has it in hand."""
STOP: Final[Sequence[Column]] = (
    ("办件编号", lambda line: _text(line.case_no)),
    ("事项", lambda line: _text(line.item)),
    ("乡镇", lambda line: _text(line.township)),
    ("单位", lambda line: _text(line.unit)),
    ("依据", lambda line: _text(line.basis)),
    ("批准人", lambda line: _text(line.approver)),
    ("开始", lambda line: _moment(line.started_at)),
    ("结束", lambda line: _moment(line.ended_at)),
    ("超过自身期限", lambda line: _text("是" if line.overdue else "")),
)


def _late_share(line: NodeDwell) -> Cell:
    return line.late / line.visits if line.visits else None, FORMATS["share"]


NODE: Final[Sequence[Column]] = (
    ("环节", lambda line: _text(line.node)),
    ("离开次数", lambda line: (line.visits, FORMATS["cases"])),
    ("超时次数", lambda line: (line.late, FORMATS["cases"])),
    ("超时率", _late_share),
    ("平均停留（工作日）", lambda line: (line.mean_days, "0.00")),
    ("平均时限（工作日）", lambda line: (line.mean_limit_days, "0.00")),
)
