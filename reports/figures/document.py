"""Figures as one JSON document: what ``emonitor report … --json`` prints and the archive keeps.

Every figure stands with the numbers of the cases behind it. Keys come in a fixed order, moments carry the site's
offset: the same figures give the same text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from monitoring.moments import with_offset
from reports.figures.definitions import MEASURES
from reports.figures.periods import Period
from reports.figures.values import (
    CaseLine,
    Compared,
    DayCount,
    FigureRow,
    Figures,
    FigureTable,
    Grouping,
    NodeDwell,
    PeriodDays,
    Renamed,
    StopLine,
    WarningsSent,
    WeekPoint,
)

Json = dict[str, Any]
_PLAIN: Final = (CaseLine, StopLine, DayCount, WeekPoint, NodeDwell, PeriodDays, WarningsSent, Compared, Renamed)


def as_json(figures: Figures, zone: ZoneInfo) -> Json:
    """The document. ``zone``: the site's, for the offsets of its moments."""
    writer = _Writer(figures, zone)
    return {
        "period": writer.value(figures.period),
        "cutoff": writer.value(figures.cutoff),
        "days": writer.value(figures.days),
        "calendar_unknown": list(figures.calendar_unknown),
        "definitions": {key: _definition(key) for key in MEASURES},
        "headline": {key: writer.compared(key, figures.headline[key]) for key in MEASURES},
        "tables": {grouping.value: writer.table(table) for grouping, table in figures.tables.items()},
        "red": writer.value(figures.red),
        "yellow": writer.value(figures.yellow),
        "yellow_nodes": writer.value(figures.yellow_nodes),
        "due_next": writer.value(figures.due_next),
        "stops": writer.value(figures.stops),
        "per_day": writer.value(figures.per_day),
        "trend": writer.value(figures.trend),
        "dwell": writer.value(figures.dwell),
        "unjudged": [{"case_no": case_no, "reason": reason} for case_no, reason in figures.unjudged],
        "warnings": writer.value(figures.warnings),
        "renamed": writer.value(figures.renamed),
    }


def _definition(key: str) -> Json:
    measure = MEASURES[key]
    return {"name": measure.name, "base": measure.base, "unit": measure.unit, "says": measure.says}


class _Writer:
    def __init__(self, figures: Figures, zone: ZoneInfo) -> None:
        self._figures = figures
        self._zone = zone

    def compared(self, key: str, told: Compared) -> Json:
        return {**self.value(told), "cases": self._figures.trace(None, "", key)}

    def table(self, table: FigureTable) -> Json:
        return {
            "rows": [self._row(row, table.grouping) for row in table.rows],
            "total": {"figures": _in_order(table.total.figures), "before": _in_order(table.total.before)},
        }

    def _row(self, row: FigureRow, grouping: Grouping) -> Json:
        cases = {key: self._figures.trace(grouping, row.key, key) for key in MEASURES} if not row.idle else {}
        return {
            "key": row.key,
            "name": row.name,
            "parent": row.parent,
            "rank": row.rank,
            "idle": row.idle,
            "ranked": row.ranked,
            "figures": _in_order(row.figures),
            "before": _in_order(row.before),
            "cases": {key: told for key, told in cases.items() if told},
        }

    def value(self, told: Any) -> Any:
        """Frozen values as JSON; moments with the site's offset, days without."""
        if isinstance(told, datetime):
            return with_offset(told, self._zone).isoformat()
        if isinstance(told, date):
            return told.isoformat()
        if isinstance(told, Period):
            return {"key": told.key, "kind": told.kind, "first": told.first.isoformat(), "last": told.last.isoformat()}
        if isinstance(told, _PLAIN):
            return {one.name: self.value(getattr(told, one.name)) for one in fields(told)}
        if isinstance(told, tuple):
            return [self.value(one) for one in told]
        return dict(told) if isinstance(told, Mapping) else told


def _in_order(figures: Mapping[str, Any]) -> Json:
    return {key: figures[key] for key in MEASURES}
