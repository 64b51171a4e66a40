"""Figures made by hand, a small county in a few lines: what documents and pages are tested with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from reports.figures.definitions import MEASURES
from reports.figures.periods import Period, month, week_of
from reports.figures.values import (
    CaseLine,
    Compared,
    DayCount,
    FigureRow,
    Figures,
    FigureTable,
    Grouping,
    NodeDwell,
    Number,
    PeriodDays,
    RedNode,
    Renamed,
    StopLine,
    WeekPoint,
)

JUNE = month("2017-06")
DAY = 7 * 3600
COUNTED = tuple(key for key, measure in MEASURES.items() if measure.unit in ("cases", "cards"))
NOTHING: Mapping[str, Number] = {key: 0 if key in COUNTED else None for key in MEASURES}
TOWNSHIPS = (
    *("盐山镇", "望树镇", "庆云镇", "韩集镇", "千童镇", "圣佛镇"),
    *("边务乡", "小营乡", "杨集乡", "孟店乡", "常庄乡", "小庄乡"),
)


def row(name: str, finished: int = 0, late: int = 0, open_late: int = 0, **more: Number) -> FigureRow:
    """One township, unit or item. Without cases it is idle; the change against last time is one case fewer."""
    told = numbers(finished, late, open_late, **more)
    idle = not any(told[key] for key in ("received", "accepted", "finished", "in_hand"))
    before = NOTHING if idle else numbers(max(finished - 1, 0), late, open_late)
    return FigureRow(name, name, told, before, idle=idle)


def numbers(finished: int = 0, late: int = 0, open_late: int = 0, **more: Number) -> dict[str, Number]:
    """The figures of so many cases finished, so many of them late, and so many open past their due."""
    accepted = finished + open_late
    counts: dict[str, Number] = {
        **NOTHING,
        "received": accepted,
        "accepted": accepted,
        "finished": finished,
        "finished_late": late,
        "finished_early": (finished - late) // 2,
        "finished_on_day": finished - late - (finished - late) // 2,
        "in_hand": open_late,
        "overdue": late + open_late,
        "overdue_finished": late,
        "overdue_open": open_late,
        "red_new": late + open_late,
        "red_lit": open_late,
    }
    if finished:
        counts |= {"on_time_rate": (finished - late) / finished, "early_rate": 0.5, "mean_days": 3.25}
        counts |= {"promised_speed_up": 0.5, "actual_speed_up": 0.62, "finish_rate": finished / accepted}
    return counts | more


def ranked(rows: Iterable[FigureRow]) -> tuple[FigureRow, ...]:
    """On-time rate, then fewest red lit; ties share a rank; idle ones last; one alone and nought per cent bear none."""
    rows = list(rows)
    able = [one for one in rows if one.figures["on_time_rate"] is not None]
    able.sort(key=merit)
    if len(able) > 1 and any(one.figures["on_time_rate"] for one in able):
        able = [replace(one, rank=1 + sum(merit(other) < merit(one) for other in able)) for one in able]
    rest = [one for one in rows if one.figures["on_time_rate"] is None]
    return (*able, *sorted(rest, key=lambda one: one.idle))


def merit(one: FigureRow) -> tuple[float, float]:
    return -float(one.figures["on_time_rate"] or 0), float(one.figures["red_lit"] or 0)


def table(grouping: Grouping, rows: Iterable[FigureRow]) -> FigureTable:
    rows = ranked(rows)
    return FigureTable(grouping, rows, FigureRow("", "合计", summed(rows), summed(rows, before=True)))


def summed(rows: Sequence[FigureRow], *, before: bool = False) -> dict[str, Number]:
    total: dict[str, Number] = dict(NOTHING)
    told = [one.before if before else one.figures for one in rows]
    for key in COUNTED:
        total[key] = sum(int(figures[key] or 0) for figures in told)
    if total["finished"]:
        total |= {"on_time_rate": 1 - int(total["finished_late"] or 0) / int(total["finished"]), "mean_days": 3.25}
    return total


def line(case_no: str = "YS20170601001", **more: object) -> CaseLine:
    """A red case that is open two working days past its due, or what ``more`` makes of it."""
    usual = CaseLine(
        case_no=case_no,
        light="red",
        reason="past_promised_due",
        item="高龄补贴",
        township="千童镇",
        village="东街村",
        node="乡镇审核",
        unit="千童镇便民服务中心",
        officer="李某某",
        accepted_at=datetime(2017, 6, 12, 9, 30),
        due_at=datetime(2017, 6, 28, 17, 30),
        statutory_due_at=datetime(2017, 7, 10, 17, 30),
        finished_at=None,
        over_seconds=2 * DAY,
        day_seconds=DAY,
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def node(case_no: str = "YS20170601001", *, home: str = "", lit: bool = False, **more: object) -> RedNode:
    """A node that turned red in the period, done two working days late unless it is still ``lit``."""
    done = None if lit else datetime(2017, 6, 29, 10)
    usual: dict[str, object] = {"node_seq": 2, "node": "部门审批", "unit": "县民政局", "finished_at": done}
    return RedNode(line(case_no, **{**usual, **more}), home, fresh=True, lit=lit)


def stop(case_no: str = "YS20170601001", **more: object) -> StopLine:
    usual = StopLine(
        case_no=case_no,
        item="大病救助",
        township="千童镇",
        unit="县民政局",
        kind="special",
        basis="行政许可法第四十五条：专家评审",
        approver="王某某",
        started_at=datetime(2017, 6, 14, 9, 0),
        ended_at=datetime(2017, 6, 20, 17, 30),
        limit="5 working_day",
        overdue=False,
    )
    return replace(usual, **more)  # type: ignore[arg-type]


def figures(
    townships: Iterable[FigureRow] = (),
    *,
    units: Iterable[FigureRow] = (),
    items: Iterable[FigureRow] = (),
    levels: Iterable[FigureRow] = (),
    red: Sequence[CaseLine] = (),
    yellow: Sequence[CaseLine] = (),
    stops: Sequence[StopLine] = (),
    unjudged: Sequence[tuple[str, str]] = (),
    unjudged_units: Mapping[str, str] | None = None,
    red_nodes: Sequence[RedNode] = (),
    renamed: Sequence[Renamed] = (),
    period: Period = JUNE,
    cutoff: datetime | None = None,
    past: Mapping[str, Number] | None = None,
    **headline: Number,
) -> Figures:
    """The county that these townships make. ``past``: the headline of the period before; None: the rows' own."""
    towns = table(Grouping.TOWNSHIP, townships)
    groups = {Grouping.UNIT: units, Grouping.ITEM: items, Grouping.LEVEL: levels}
    now = {**towns.total.figures, **headline}
    before = towns.total.before if past is None else {**dict.fromkeys(MEASURES), **past}
    return Figures(
        period=period,
        cutoff=cutoff or period.end,
        days=PeriodDays((period.last - period.first).days + 1, 22),
        headline={key: Compared(now[key], before[key], None, None) for key in MEASURES},
        tables={Grouping.TOWNSHIP: towns, **{group: table(group, rows) for group, rows in groups.items()}},
        red=tuple(red),
        yellow=tuple(yellow),
        due_next=(),
        stops=tuple(stops),
        per_day=tuple(DayCount(period.first + timedelta(days=day), 4, 4, 3) for day in range(7)),
        trend=tuple(week_point(period, back) for back in range(11, -1, -1)),
        dwell=(NodeDwell("乡镇审核", 20, 2, 1.5, 2.0),),
        unjudged=tuple(unjudged),
        warnings=None,
        trace=lambda grouping, key, measure: [one.case_no for one in red],
        red_nodes=tuple(red_nodes),
        unjudged_units=unjudged_units or {},
        renamed=tuple(renamed),
    )


def week_point(period: Period, back: int) -> WeekPoint:
    return WeekPoint(week_of(period.last - timedelta(weeks=back)), 20 + back, 18, 1, 17 / 18, 1)


def county(late: Mapping[str, int] | None = None, names: Sequence[str] = TOWNSHIPS) -> list[FigureRow]:
    """All townships with a hundred and more finished cases each, so many of them late."""
    late = late or {}
    return [row(name, 100 + 5 * place, late.get(name, 0)) for place, name in enumerate(names)]
