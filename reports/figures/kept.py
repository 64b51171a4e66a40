"""Figures read back from the document that the archive keeps: what ``as_json`` wrote, with the cases behind each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final, TypeVar

from reports.figures.definitions import MEASURES
from reports.figures.groups import words
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
    Number,
    PeriodDays,
    Renamed,
    StopLine,
    WarningsSent,
    WeekPoint,
)

Json = Mapping[str, Any]
T = TypeVar("T")
MOMENTS: Final = frozenset(
    ("accepted_at", "due_at", "statutory_due_at", "finished_at", "became_red_at", "started_at", "ended_at")
)


class NotFiguresError(ValueError):
    """A document that ``as_json`` did not write."""


def figures_of(document: Json) -> Figures:
    """The figures as they were. Measures that today's definitions do not know are left out.

    Raises NotFiguresError.
    """
    try:
        return _figures(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NotFiguresError(f"这不是本程序存下的统计数据：{error}") from error


def _figures(document: Json) -> Figures:
    tables = {Grouping(key): _table(Grouping(key), table) for key, table in document["tables"].items()}
    warnings = document["warnings"]
    return Figures(
        period=_period(document["period"]),
        cutoff=_moment(document["cutoff"]),
        days=_days(document["days"]),
        headline={key: Compared(*(told.get(name) for name in _COMPARED)) for key, told in _known(document["headline"])},
        tables=tables,
        red=_lines(CaseLine, document["red"]),
        yellow=_lines(CaseLine, document["yellow"]),
        due_next=_lines(CaseLine, document["due_next"]),
        stops=_lines(StopLine, document["stops"]),
        per_day=tuple(DayCount(**{**row, "day": date.fromisoformat(row["day"])}) for row in document["per_day"]),
        trend=tuple(WeekPoint(**{**row, "period": _period(row["period"])}) for row in document["trend"]),
        dwell=_lines(NodeDwell, document["dwell"]),
        unjudged=tuple((row["case_no"], row["reason"]) for row in document["unjudged"]),
        warnings=None if warnings is None else WarningsSent(**warnings),
        trace=KeptTrace(document),
        calendar_unknown=tuple(document["calendar_unknown"]),
        yellow_nodes=_lines(CaseLine, document.get("yellow_nodes", ())),
        renamed=tuple(map(_renamed, document.get("renamed", ()))),
    )


class KeptTrace:
    """The cases behind the figures of a kept document."""

    def __init__(self, document: Json) -> None:
        self._headline: Json = {key: told["cases"] for key, told in document["headline"].items()}
        self._rows = {
            (Grouping(name), row["key"]): row["cases"]
            for name, table in document["tables"].items()
            for row in table["rows"]
        }

    def __call__(self, grouping: Grouping | None, key: str, measure: str) -> list[str]:
        """As values.Trace says; nothing where the document knows no such row."""
        found = self._headline if grouping is None else self._rows.get((grouping, key), {})
        return list(found.get(measure, ()))


_COMPARED: Final = tuple(one.name for one in fields(Compared))


def _known(told: Json) -> list[tuple[str, Any]]:
    return [(key, told[key]) for key in MEASURES if key in told]


def _period(told: Json) -> Period:
    return Period(date.fromisoformat(told["first"]), date.fromisoformat(told["last"]), told["kind"])


def _moment(text: str) -> datetime:
    """Wall clock of the site, as it stood in the document."""
    return datetime.fromisoformat(text).replace(tzinfo=None)


def _days(told: Json) -> PeriodDays:
    return PeriodDays(
        told["calendar_days"],
        told["working_days"],
        tuple(date.fromisoformat(day) for day in told["makeup"]),
        tuple((date.fromisoformat(day), name) for day, name in told["holidays"]),
        tuple(told["unknown"]),
    )


def _table(grouping: Grouping, told: Json) -> FigureTable:
    total = told["total"]
    whole = FigureRow("", words()["rows"]["total"], _numbers(total["figures"]), _numbers(total["before"]))
    return FigureTable(grouping, tuple(_row(row) for row in told["rows"]), whole)


def _row(row: Json) -> FigureRow:
    return FigureRow(
        key=row["key"],
        name=row["name"],
        figures=_numbers(row["figures"]),
        before=_numbers(row["before"]),
        rank=row["rank"],
        idle=row["idle"],
        parent=row["parent"],
        ranked=row.get("ranked", True),
    )


def _renamed(told: Json) -> Renamed:
    return Renamed(date.fromisoformat(told["day"]), tuple(told["earlier"]), tuple(told["later"]))


def _numbers(told: Json) -> Mapping[str, Number]:
    return MappingProxyType({key: told.get(key) for key in MEASURES})


def _lines(kind: type[T], rows: Sequence[Json]) -> tuple[T, ...]:
    return tuple(kind(**{key: _value(key, value) for key, value in row.items()}) for row in rows)


def _value(key: str, value: Any) -> Any:
    return _moment(value) if key in MOMENTS and value is not None else value
