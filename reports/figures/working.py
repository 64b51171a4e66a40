"""Working out all figures of a period as of a cut-off. Pure: a history in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from monitoring.blocks import NONE
from monitoring.judging.courses import REASONS
from reports.figures.days import days_of
from reports.figures.definitions import MEASURES
from reports.figures.groups import Groups, words
from reports.figures.history import History
from reports.figures.lines import Lines
from reports.figures.marks import Marks
from reports.figures.periods import Period
from reports.figures.ranking import is_idle, ordered
from reports.figures.red_nodes import red_nodes
from reports.figures.renaming import renamed_in
from reports.figures.series import dwell, per_day, trend
from reports.figures.stopping import stops_in
from reports.figures.tally import Tally
from reports.figures.tracing import Tracer
from reports.figures.values import Compared, FigureRow, Figures, FigureTable, Grouping, Number, WarningsSent

Row = Mapping[str, Number]
NOTHING: Final[Row] = dict.fromkeys(MEASURES)
"""The figures of a time before the first case."""


class PeriodNotBegun(ValueError):
    """The period begins after the cut-off: there is nothing to count yet."""


def usual_cutoff(period: Period, now: datetime) -> datetime:
    """The end of the period, or now while it lasts."""
    return min(period.end, now)


def work_out(history: History, period: Period, cutoff: datetime, *, warnings: WarningsSent | None = None) -> Figures:
    """All figures of the period. The cut-off is at most the period's end and at most the history's own.

    Comparisons say what the report of the earlier period said as of its own end: lights as they were then. Raises
    PeriodNotBegun.
    """
    end = min(cutoff, period.end, history.cutoff)
    if end <= period.start:
        raise PeriodNotBegun(f"{period.key} begins at {period.start}, the cut-off is {end}")
    past = _Past(history, period, end)
    groups = Groups(history.catalogue, history.keys)
    marks = Marks(past.now, period)
    lines = Lines(marks, groups)
    tally = Tally(marks, groups)
    before = Tally(Marks(past.before, period.before()), groups) if len(past.before.cases) else None
    tables = {grouping: _table(grouping, groups, period, tally, before) for grouping in Grouping}
    unjudged = _unjudged(marks)
    return Figures(
        period=period,
        cutoff=end,
        days=days_of(history.book.site, period),
        headline=_headline(past, period, groups, tally, before),
        tables=tables,
        red=lines.red(),
        yellow=lines.yellow(),
        due_next=lines.due_next(period),
        stops=stops_in(past.now, groups, period),
        per_day=per_day(marks, period),
        trend=trend(past.now, period),
        dwell=dwell(marks),
        unjudged=unjudged,
        warnings=warnings,
        trace=Tracer(marks, groups),
        calendar_unknown=tuple(sorted(history.unknown_years)),
        red_nodes=red_nodes(marks, lines),
        unjudged_units=_units_of(past.now, (case_no for case_no, _ in unjudged)),
        renamed=renamed_in(history.catalogue, period, tables[Grouping.TOWNSHIP]),
        yellow_nodes=lines.yellow_nodes(),
    )


class _Past:
    """The histories that a report looks at: as of its own cut-off and as of those of the periods compared with."""

    def __init__(self, history: History, period: Period, end: datetime) -> None:
        self.now = history.at(end)
        self.before = self.now.at(min(period.before().end, end))
        self.year_ago = self.now.at(min(period.year_ago().end, end))


def _headline(
    past: _Past, period: Period, groups: Groups, tally: Tally, before: Tally | None
) -> Mapping[str, Compared]:
    now = tally.total()
    earlier = before.total() if before is not None else NOTHING
    ago = Tally(Marks(past.year_ago, period.year_ago()), groups).total() if len(past.year_ago.cases) else NOTHING
    so_far = Tally(Marks(past.now, period.year_to_date()), groups).total()
    return {key: Compared(now[key], earlier[key], ago[key], so_far[key]) for key in MEASURES}


def _table(grouping: Grouping, groups: Groups, period: Period, tally: Tally, before: Tally | None) -> FigureTable:
    group = groups.of(grouping)
    gone = groups.gone(grouping, period)
    now = tally.table(grouping)
    earlier = before.table(grouping) if before is not None else [NOTHING] * len(now)
    rows = [
        FigureRow(name.key, name.name, figures, past, None, is_idle(figures), name.parent, name.ranked)
        for name, figures, past in zip(group.names, now, earlier, strict=True)
        if not is_idle(figures) or (name.key not in gone and (name.key in group.always or not is_idle(past)))
    ]
    total = FigureRow("", words()["rows"]["total"], tally.total(), before.total() if before is not None else NOTHING)
    return FigureTable(grouping, ordered(rows), total)


def _units_of(history: History, case_nos: Iterable[str]) -> Mapping[str, str]:
    """The unit's name by the number of the case."""
    wanted, cases, units = set(case_nos), history.cases, history.keys.units.keys
    rows = (row for row, case_no in enumerate(cases.case_no.tolist()) if case_no in wanted) if wanted else ()
    return {cases.case_no[row]: history.catalogue.unit_name(units[cases.unit[row]] or None) for row in rows}


def _unjudged(marks: Marks) -> tuple[tuple[str, str], ...]:
    """Open cases, and those that ended in the period, that no light can be worked out for."""
    cases = marks.history.cases
    mine = ~cases.judged & (cases.open | marks.within(cases.ended) | (cases.ended == NONE))
    return tuple(sorted((cases.case_no[row], REASONS[cases.reason[row]].value) for row in mine.nonzero()[0].tolist()))
