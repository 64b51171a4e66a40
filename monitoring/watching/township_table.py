"""The open cases by place and level: numpy group-bys over one snapshot, no Qt, no store. Any thread may call them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.board import BoardSnapshot, Names
from monitoring.codes import Light
from monitoring.overviewing import LEVELS, Counts, PlaceRow, PlaceTable
from monitoring.records import Catalogue

Codes = npt.NDArray[np.int64]

UNITS_SHOWN: Final = 40
AT_ONCE: Final = 20_000
LIGHTS: Final = len(Light)
_UNKNOWN: Final = -1
_PLACE_OF_LEVEL: Final = {level: number for number, level in enumerate(LEVELS)} | {"city": 2, "province": 2}


class Places:
    """Which row a case belongs to and at which level it stands, for the names of one snapshot."""

    def __init__(self, names: Names) -> None:
        catalogue = names.catalogue
        self.kind = kind_of(catalogue)
        if self.kind == "township":
            homes = [township_of(catalogue, code) for code in names.regions]
        else:
            homes = list(names.units)
        self.keys = sorted({*homes, *(self.standing(catalogue) if self.kind == "township" else ()), ""})
        at = {key: number for number, key in enumerate(self.keys)}
        self._home = np.array([*(at[home] for home in homes), at[""]], np.int64)
        self._node_level = _node_levels(names)
        self._unit_level = _coded([_unit_level(catalogue, unit_id) for unit_id in names.units])
        self._region_level = _coded([_region_level(catalogue, code) for code in names.regions])

    @staticmethod
    def standing(catalogue: Catalogue) -> Iterable[str]:
        """Townships that are shown without a case: those that have a unit, or all where no unit names its township."""
        townships = {code for code, region in catalogue.regions.items() if region.level == "township"}
        staffed = {unit.region_code for unit in catalogue.units.values() if unit.region_code in townships}
        return {code for code in staffed if code is not None} or townships

    def homes(self, snapshot: BoardSnapshot) -> Codes:
        """For each case the index into ``keys``."""
        cases = snapshot.cases
        homes: Codes = self._home[cases.region if self.kind == "township" else cases.unit]
        return homes

    def levels(self, snapshot: BoardSnapshot) -> Codes:
        """For each case the index into LEVELS: its node's level by the catalogue, else its unit's, else its place's."""
        cases = snapshot.cases
        found: Codes = self._node_level[cases.item, cases.node_name]
        for level in (self._unit_level[cases.unit], self._region_level[cases.region]):
            found = np.where(found == _UNKNOWN, level, found)
        return np.where(found == _UNKNOWN, len(LEVELS) - 1, found)

    def cases_of(self, snapshot: BoardSnapshot, key: str) -> npt.NDArray[np.bool_]:
        """Which cases belong to a row; none where no row has this key."""
        if key not in self.keys:
            return np.zeros(len(snapshot.cases), np.bool_)
        mine: npt.NDArray[np.bool_] = self.homes(snapshot) == self.keys.index(key)
        return mine


def kind_of(catalogue: Catalogue) -> str:
    """'township', or 'unit' where the store knows no township."""
    return "township" if any(region.level == "township" for region in catalogue.regions.values()) else "unit"


def homes_of_units(catalogue: Catalogue) -> dict[str, str]:
    """The row of the table to which each unit belongs."""
    if kind_of(catalogue) == "unit":
        return {unit_id: unit_id for unit_id in catalogue.units}
    return {unit_id: township_of(catalogue, unit.region_code) for unit_id, unit in catalogue.units.items()}


def place_table(snapshot: BoardSnapshot) -> PlaceTable:
    """Counts by place, level and light, the worst place first."""
    places = Places(snapshot.names)
    keys, levels = len(places.keys), len(LEVELS)
    cell = (places.homes(snapshot) * levels + places.levels(snapshot)) * LIGHTS + snapshot.cases.light
    counts = np.bincount(cell, minlength=keys * levels * LIGHTS).reshape(keys, levels, LIGHTS)
    rows = [
        _row(places, snapshot.names.catalogue, key, tuple(tuple(level) for level in counted))
        for key, counted in zip(places.keys, counts.tolist(), strict=True)
    ]
    always = set(Places.standing(snapshot.names.catalogue)) if places.kind == "township" else set()
    shown = [row for row in rows if row.in_hand or row.key in always]
    shown.sort(key=lambda row: (-row.red, -row.yellow, row.key == "", row.key))
    return PlaceTable(snapshot.version, places.kind, tuple(shown if always else shown[:UNITS_SHOWN]))


def cases_in(
    snapshot: BoardSnapshot, key: str, level: str | None = None, lights: Collection[Light] = ()
) -> frozenset[str]:
    """The numbers of the cases that a row counts; ``level`` and ``lights`` (empty: all) narrow to one of its cells."""
    places = Places(snapshot.names)
    chosen = places.cases_of(snapshot, key)
    if level is not None:
        chosen &= places.levels(snapshot) == LEVELS.index(level)
    if lights:
        chosen &= np.isin(snapshot.cases.light, [int(light) for light in lights])
    numbers, found = snapshot.cases.case_no[chosen], set[str]()
    for first in range(0, len(numbers), AT_ONCE):  # in one go it would keep the window's thread waiting
        found.update(numbers[first : first + AT_ONCE].tolist())
    return frozenset(found)


def township_of(catalogue: Catalogue, code: str | None) -> str:
    """The township that a place belongs to; the place itself where it is above them; '' where it is unknown."""
    first = region = catalogue.regions.get(code) if code is not None else None
    seen: set[str] = set()
    while region is not None and region.level != "township" and region.code not in seen:
        seen.add(region.code)
        region = catalogue.regions.get(region.parent_code) if region.parent_code is not None else None
    if region is not None and region.level == "township":
        return region.code
    return first.code if first is not None and first.level != "village" else ""


def units_of(catalogue: Catalogue, key: str) -> frozenset[str]:
    """The units that answer for a row: those of the township, or the unit itself."""
    return frozenset(unit_id for unit_id, home in homes_of_units(catalogue).items() if home == key)


def _row(places: Places, catalogue: Catalogue, key: str, levels: tuple[Counts, ...]) -> PlaceRow:
    if places.kind == "unit":
        return PlaceRow(key, catalogue.unit_name(key), None, levels)
    return PlaceRow(key, catalogue.region_name(key), _region_level(catalogue, key), levels)


def _node_levels(names: Names) -> Codes:
    """Level by item and node name, _UNKNOWN where the catalogue says nothing; the last row and column stand for -1."""
    table = np.full((len(names.items) + 1, len(names.node_names) + 1), _UNKNOWN, np.int64)
    column = {name: number for number, name in enumerate(names.node_names)}
    for row, code in enumerate(names.items):
        item = names.catalogue.items.get(code)
        for node in item.nodes if item is not None else ():
            if node.name in column:
                table[row, column[node.name]] = _PLACE_OF_LEVEL.get(node.level or "", _UNKNOWN)
    return table


def _unit_level(catalogue: Catalogue, unit_id: str) -> str | None:
    unit = catalogue.units.get(unit_id)
    return _region_level(catalogue, unit.region_code) if unit is not None else None


def _region_level(catalogue: Catalogue, code: str | None) -> str | None:
    region = catalogue.regions.get(code) if code is not None else None
    return region.level if region is not None else None


def _coded(levels: Sequence[str | None]) -> Codes:
    return np.array([*(_PLACE_OF_LEVEL.get(level or "", _UNKNOWN) for level in levels), _UNKNOWN], np.int64)
