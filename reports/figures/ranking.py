"""The order of a table's rows and their ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from reports.figures.values import FigureRow, Number

ACTIVE: Final = ("received", "accepted", "finished", "in_hand", "node_red_new", "node_red_lit", "red_new", "yellow_new")
"""A row in which all of these are 0 had nothing to do. Nodes count: a department may only ever hold nodes."""


def is_idle(figures: Mapping[str, Number]) -> bool:
    return not any(figures[key] for key in ACTIVE)


def ordered(rows: Sequence[FigureRow]) -> tuple[FigureRow, ...]:
    """Ranked rows by rank, then those without one, idle ones last.

    The on-time rate decides, then the fewer red lights; speed never does (a city that ranked by speed was gamed and
    dropped it). Equals share a rank, and the next rank is left out (1, 1, 3). Nobody is ranked where there is only one
    to be ranked, or where nobody finished anything on time: a first place would say what is not so.
    """
    able = [row for row in rows if can_be_ranked(row)]
    able.sort(key=_merit)
    merits = [_merit(row) for row in able]
    ranked = len(able) > 1 and any(map(_rate, able))
    placed = [replace(row, rank=merits.index(_merit(row)) + 1 if ranked else None) for row in able]
    others = [row for row in rows if not can_be_ranked(row)]
    return (*placed, *sorted(others, key=lambda row: row.idle))


def can_be_ranked(row: FigureRow) -> bool:
    """Whether it is one of those that are compared and finished something that can be judged."""
    return row.ranked and _rate(row) is not None


def _rate(row: FigureRow) -> Number:
    return row.figures["on_time_rate"]


def _merit(row: FigureRow) -> tuple[float, int]:
    return -(_rate(row) or 0.0), int(row.figures["red_lit"] or 0)
