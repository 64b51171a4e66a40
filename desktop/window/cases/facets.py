"""What the list can be narrowed by, and how many cases each choice would leave. Plain numpy, no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.board import CaseRows, Names
from monitoring.codes import WORST_FIRST, Light
from monitoring.records import Catalogue
from resources.places import shown_name

Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.integer]


class Facet(Enum):
    """The value is the name of its part in CaseFilter."""

    LIGHT = "lights"
    LEVEL = "levels"
    REGION = "regions"
    ITEM = "items"
    NODE = "node_names"
    UNIT = "units"
    OFFICER = "officers"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a facet and how many cases it would leave."""

    key: str
    label: str
    """'' where the words files say it (lights, levels)."""
    count: int


LEVELS: Final = ("county", "township", "village")


class FacetKeys:
    """For each facet the key of each code; the last entry is that of code -1."""

    def __init__(self, names: Names) -> None:
        catalogue = names.catalogue
        regions = list(names.regions)  # it may grow meanwhile
        townships = [township_of(catalogue, code) for code in regions]
        levels = [_level(catalogue, code) for code in regions]
        self.of: dict[Facet, list[str]] = {
            Facet.LIGHT: [light.code for light in Light],
            Facet.LEVEL: [*levels, ""],
            Facet.REGION: [*townships, ""],
            Facet.ITEM: [*names.items, ""],
            Facet.NODE: [*names.node_names, ""],
            Facet.UNIT: [*names.units, ""],
            Facet.OFFICER: [*names.officers, ""],
        }
        self.regions = [*regions, ""]
        self._catalogue = catalogue

    def label(self, facet: Facet, key: str) -> str:
        """A choice as people call it."""
        catalogue = self._catalogue
        if facet is Facet.REGION:
            region = catalogue.regions.get(key)
            return shown_name(region.level, region.name) if region is not None else key
        if facet is Facet.ITEM:
            return catalogue.item_name(key)
        if facet is Facet.UNIT:
            return catalogue.unit_name(key)
        return catalogue.officer_name(key) if facet is Facet.OFFICER else key

    def beside(self, facet: Facet, key: str) -> str:
        """What tells apart two choices of the same name: where a unit or an officer belongs."""
        catalogue = self._catalogue
        if facet is Facet.OFFICER:
            officer = catalogue.officers.get(key)
            return catalogue.unit_name(officer.unit_id) if officer is not None else ""
        unit = catalogue.units.get(key) if facet is Facet.UNIT else None
        return catalogue.region_name(unit.region_code) if unit is not None else ""


def township_of(catalogue: Catalogue, code: str) -> str:
    """The township of a village; any other region itself."""
    region = catalogue.regions.get(code)
    inside = region is not None and region.level == "village" and region.parent_code
    return region.parent_code or code if inside and region is not None else code


def _level(catalogue: Catalogue, code: str) -> str:
    region = catalogue.regions.get(code)
    return (region.level or "") if region is not None else ""


def codes(cases: CaseRows, facet: Facet) -> Codes:
    """The column that a facet looks at."""
    columns: dict[Facet, Codes] = {
        Facet.LIGHT: cases.light,
        Facet.LEVEL: cases.region,
        Facet.REGION: cases.region,
        Facet.ITEM: cases.item,
        Facet.NODE: cases.node_name,
        Facet.UNIT: cases.unit,
        Facet.OFFICER: cases.officer,
    }
    return columns[facet]


def case_flags(keys: FacetKeys, cases: CaseRows, chosen: Mapping[Facet, frozenset[str]]) -> dict[Facet, Flags]:
    """For each facet that is narrowed, which cases it lets pass. A township stands for its villages too."""
    flags: dict[Facet, Flags] = {}
    for facet, wanted in chosen.items():
        if not wanted:
            continue
        passes = np.array([key in wanted for key in keys.of[facet]], np.bool_)
        if facet is Facet.REGION:
            passes |= np.array([key in wanted for key in keys.regions], np.bool_)
        flags[facet] = passes[codes(cases, facet)]
    return flags


class Masks:
    """Which cases each part of a query lets pass."""

    def __init__(self, size: int, by_facet: Mapping[Facet, Flags], always: Sequence[Flags]) -> None:
        self._size = size
        self._by_facet = by_facet
        self._always = always

    def all(self) -> Flags:
        """Cases that pass everything."""
        return self.but(None)

    def but(self, left_out: Facet | None) -> Flags:
        """Cases that pass everything but one facet."""
        passed = np.ones(self._size, np.bool_)
        for flags in (*self._always, *(flags for facet, flags in self._by_facet.items() if facet is not left_out)):
            passed &= flags
        return passed


def options(keys: FacetKeys, cases: CaseRows, masks: Masks, facet: Facet) -> list[Option]:
    """The choices of a facet in the order of its kind; those of other facets taken into account."""
    names = keys.of[facet]
    column = codes(cases, facet)[masks.but(facet)]
    counted = np.bincount(column.astype(np.intp) + 1, minlength=len(names) + 1).tolist()
    found: dict[str, int] = {}
    for code, key in enumerate(names):
        number = counted[code + 1] if code < len(names) - 1 or facet is Facet.LIGHT else counted[0]
        found[key] = found.get(key, 0) + number
    return _ordered(keys, facet, found)


def _ordered(keys: FacetKeys, facet: Facet, found: Mapping[str, int]) -> list[Option]:
    if facet is Facet.LIGHT:
        return [Option(light.code, "", found.get(light.code, 0)) for light in WORST_FIRST]
    if facet is Facet.LEVEL:
        return [Option(level, "", found[level]) for level in LEVELS if level in found]
    labels = {key: keys.label(facet, key) for key in found if key}
    twice = _twice(list(labels.values()))
    told = {key: _told(label, keys.beside(facet, key)) if label in twice else label for key, label in labels.items()}
    listed = [Option(key, label, found[key]) for key, label in told.items()]
    return sorted(listed, key=lambda option: (-option.count, option.label.encode("gb18030", "replace")))


def _twice(labels: list[str]) -> set[str]:
    seen: set[str] = set()
    return {label for label in labels if label in seen or seen.add(label)}  # type: ignore[func-returns-value]


def _told(label: str, beside: str) -> str:
    return f"{label} · {beside}" if beside else label
