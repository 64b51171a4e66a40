"""Which open cases turn red next: from one snapshot's columns, on any thread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from monitoring.board import BoardSnapshot
from monitoring.codes import Light
from monitoring.moments import NEVER
from monitoring.overviewing import Upcoming
from monitoring.records import Catalogue
from monitoring.watching.township_table import Places
from resources.places import shown_name


def next_red(snapshot: BoardSnapshot, now: int, count: int, place: str | None = None) -> tuple[Upcoming, ...]:
    """The nearest ``count`` after ``now`` (seconds); ``place``: only of one row of the place table."""
    cases = snapshot.cases
    turns = _turns(snapshot, now)
    wanted = ((cases.light == Light.GREEN) | (cases.light == Light.YELLOW)) & (turns >= now)
    if place is not None:
        wanted &= Places(snapshot.names).cases_of(snapshot, place)
    rows = np.flatnonzero(wanted)
    if len(rows) > count:
        rows = rows[np.argpartition(turns[rows], count - 1)[:count]]
    chosen = sorted(rows.tolist(), key=lambda row: (int(turns[row]), str(cases.case_no[row])))
    return tuple(_told(snapshot, row, int(turns[row])) for row in chosen)


def _turns(snapshot: BoardSnapshot, now: int) -> npt.NDArray[np.int64]:
    """A yellow light's next change is to red, whatever due its rules look at; before that the due says it."""
    cases = snapshot.cases
    coming = (cases.changes_at >= now) & (cases.changes_at < NEVER)
    turns: npt.NDArray[np.int64] = np.where(coming & (cases.light == Light.YELLOW), cases.changes_at, cases.due)
    return turns


def _told(snapshot: BoardSnapshot, row: int, turns: int) -> Upcoming:
    cases, names = snapshot.cases, snapshot.names
    catalogue = names.catalogue
    return Upcoming(
        case_no=str(cases.case_no[row]),
        light=Light(int(cases.light[row])),
        turns=turns,
        item=catalogue.item_name(_key(names.items, cases.item[row])),
        place=short_place(catalogue, _key(names.regions, cases.region[row])),
        node=_key(names.node_names, cases.node_name[row]) or "",
        unit=catalogue.unit_name(_key(names.units, cases.unit[row])),
        officer=catalogue.officer_name(_key(names.officers, cases.officer[row])),
    )


def _key(keys: Sequence[str], code: np.int32) -> str | None:
    return keys[int(code)] if code >= 0 else None


def short_place(catalogue: Catalogue, code: str | None) -> str:
    """The township's name for a place in it, where there is no room for the village."""
    region = catalogue.regions.get(code) if code is not None else None
    if region is not None and region.level == "village" and region.parent_code in catalogue.regions:
        return catalogue.regions[region.parent_code].name
    return shown_name(region.level, region.name) if region is not None else (code or "")
