"""Townships that came and went: which of them stand in the table of a period, and what readers must be told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from monitoring.records import Catalogue, Region
from reports.figures.periods import Period
from reports.figures.values import FigureTable, Renamed


def was_there(region: Region | None, period: Period) -> bool:
    """Whether a region was in force on any day of the period; one without dates always was."""
    if region is None:
        return True
    begun = region.valid_from is None or region.valid_from <= period.last
    return begun and (region.valid_to is None or region.valid_to >= period.first)


def renamed_in(catalogue: Catalogue, period: Period, townships: FigureTable) -> tuple[Renamed, ...]:
    """Changes within the period between rows of the table: some end the day before others of the same parent begin."""
    shown = [catalogue.regions[row.key] for row in townships.rows if row.key in catalogue.regions]
    places = sorted((region for region in shown if region.level == "township"), key=lambda region: region.code)
    changes = sorted(
        {
            (one.valid_from, one.parent_code or "")
            for one in places
            if one.valid_from is not None and period.first < one.valid_from <= period.last
        }
    )
    told = [_change(places, day, parent) for day, parent in changes]
    return tuple(one for one in told if one.earlier)


def _change(places: Sequence[Region], day: date, parent: str) -> Renamed:
    mine = [one for one in places if (one.parent_code or "") == parent]
    eve = day - timedelta(days=1)
    return Renamed(
        day,
        tuple(one.name for one in mine if one.valid_to == eve),
        tuple(one.name for one in mine if one.valid_from == day),
    )
