"""Which row of a table each case belongs to, and what the rows are called."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from monitoring.records import Catalogue
from monitoring.watching.township_table import Places, township_of
from reports.figures.columns import Coder, Codes, Keys
from reports.figures.periods import Period
from reports.figures.renaming import was_there
from reports.figures.values import Grouping
from resources import folder

LEVELS: Final = ("country", "province", "city", "county", "township", "village")


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of rows.toml by table: rows, levels, bases."""
    told: Mapping[str, Any] = tomllib.loads(folder("figures").joinpath("rows.toml").read_text(encoding="utf-8"))
    return told


@dataclass(frozen=True, slots=True)
class RowName:
    """``ranked``: whether the row is one of those that are compared; 县本级 and 未写明 never are."""

    key: str
    name: str
    parent: str = ""
    ranked: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one grouping. ``row_of``: from the code of a key to the row, grown by the last code for none."""

    names: tuple[RowName, ...]
    row_of: npt.NDArray[np.int64]
    always: frozenset[str]
    """Rows that stand in the table with nothing to count as well."""

    def rows(self, codes: Codes) -> npt.NDArray[np.int64]:
        return self.row_of[codes]


class Groups:
    """All groupings for the keys that were met by now: make it after the last history that is to be counted."""

    def __init__(self, catalogue: Catalogue, keys: Keys) -> None:
        self._catalogue = catalogue
        self._keys = keys
        self._group: Callable[[Grouping], Group] = cache(self._make)

    def of(self, grouping: Grouping) -> Group:
        return self._group(grouping)

    def gone(self, grouping: Grouping, period: Period) -> frozenset[str]:
        """Rows of places that were not in force on any day of the period: shown only where they have cases."""
        if grouping not in (Grouping.TOWNSHIP, Grouping.VILLAGE):
            return frozenset()
        regions = self._catalogue.regions
        return frozenset(code for code, region in regions.items() if not was_there(region, period))

    def township_names(self) -> list[str]:
        """The names of the townships of regions, by the region's code."""
        group = self.of(Grouping.TOWNSHIP)
        return [group.names[row].name for row in group.row_of.tolist()]

    def _make(self, grouping: Grouping) -> Group:
        makers: dict[Grouping, Callable[[], Group]] = {
            Grouping.TOWNSHIP: self._townships,
            Grouping.VILLAGE: self._villages,
            Grouping.UNIT: self._units,
            Grouping.ITEM: self._items,
            Grouping.LEVEL: self._levels,
            Grouping.OFFICER: self._officers,
        }
        return makers[grouping]()

    def _townships(self) -> Group:
        homes = [township_of(self._catalogue, code or None) for code in self._keys.regions.keys]
        return _grouped(homes, self._standing(), self._township)

    def _standing(self) -> Iterable[str]:
        return Places.standing(self._catalogue)

    def _township(self, key: str) -> RowName:
        region = self._catalogue.regions.get(key)
        if not key:
            return _unknown()
        name = words()["rows"]["county"] if region is not None and region.level == "county" else ""
        above = region is not None and region.level in LEVELS[:4]
        return RowName(key, name or self._catalogue.region_name(key), ranked=not above)

    def _villages(self) -> Group:
        return _grouped([self._village_of(code) for code in self._keys.regions.keys], (), self._village)

    def _village_of(self, code: str) -> str:
        region = self._catalogue.regions.get(code)
        return code if region is not None and region.level == "village" else ""

    def _village(self, key: str) -> RowName:
        if not key:
            return _unknown()
        home = self._township(township_of(self._catalogue, key))
        return RowName(key, self._catalogue.region_name(key), home.name)

    def _units(self) -> Group:
        return _grouped(self._keys.units.keys, self._catalogue.units, self._unit)

    def _unit(self, key: str) -> RowName:
        if not key:
            return _unknown()
        unit = self._catalogue.units.get(key)
        home = township_of(self._catalogue, unit.region_code) if unit is not None else ""
        region = self._catalogue.regions.get(home)
        of_township = region is not None and region.level == "township"
        return RowName(key, self._catalogue.unit_name(key), self._catalogue.region_name(home) if of_township else "")

    def _items(self) -> Group:
        return _grouped(
            self._keys.items.keys,
            self._catalogue.items,
            lambda key: RowName(key, self._catalogue.item_name(key)) if key else _unknown(),
        )

    def _levels(self) -> Group:
        return _grouped(
            self._keys.levels.keys,
            (),
            lambda key: RowName(key, words()["levels"].get(key, key)) if key else _unknown(),
        )

    def _officers(self) -> Group:
        return _grouped(self._keys.officers.keys, (), self._officer)

    def _officer(self, key: str) -> RowName:
        if not key:
            return _unknown()
        return RowName(key, self._catalogue.officer_name(key), self._catalogue.officer_unit_name(key))


def _unknown() -> RowName:
    return RowName("", words()["rows"]["unknown"], ranked=False)


def _grouped(homes: Sequence[str], always: Iterable[str], named: Callable[[str], RowName]) -> Group:
    """Rows by key in order, the one without a key last. ``homes``: the key of the row of each code."""
    standing = frozenset(always)
    keys = sorted({*homes, *standing, ""}, key=_order)
    at = {key: row for row, key in enumerate(keys)}
    return Group(
        tuple(named(key) for key in keys), np.fromiter((at[home] for home in homes), np.int64, len(homes)), standing
    )


def _order(key: str) -> tuple[bool, int, str]:
    return key == "", LEVELS.index(key) if key in LEVELS else 0, key


def names_of(coder: Coder, name: Callable[[str | None], str]) -> list[str]:
    """The names of all keys, by code."""
    return [name(key or None) for key in coder.keys]
