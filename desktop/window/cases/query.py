"""Which open cases to show and in what order: numpy on the snapshot's columns, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop.window.cases.facets import Facet, FacetKeys, Masks, case_flags
from desktop.window.cases.numbers import CaseNumbers
from desktop.window.page_tools import CaseFilter
from monitoring.blocks import NONE
from monitoring.board import NOT_ACCEPTED, BoardSnapshot, CaseRows, Names
from monitoring.codes import WORST_FIRST, Light
from monitoring.moments import NEVER
from monitoring.records import Catalogue
from resources.places import shown_name

Rows = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.int64]


class CaseColumn(IntEnum):
    """The table's columns, from left to right where nobody moved them."""

    LIGHT = 0
    CASE_NO = 1
    ITEM = 2
    PLACE = 3
    NODE = 4
    UNIT = 5
    OFFICER = 6
    ACCEPTED = 7
    DUE = 8
    LEFT = 9
    STATUTORY = 10


SEVERITY: Final[Ranks] = np.array([WORST_FIRST.index(light) for light in Light], np.int64)


@dataclass(frozen=True, slots=True)
class CaseQuery(CaseFilter):
    """What to show and in what order. ``text``: every one of its words must occur in a name or in the number."""

    sort_by: CaseColumn | None = None
    """None: worst light first, then by due."""
    descending: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.text.strip() or any(self.chosen(facet) for facet in Facet) or self.case_nos)

    def chosen(self, facet: Facet) -> frozenset[str]:
        """The keys that a facet is narrowed to."""
        return chosen(self, facet)


def chosen(wanted: CaseFilter, facet: Facet) -> frozenset[str]:
    """The keys that a facet of a filter is narrowed to."""
    if facet is Facet.LIGHT:
        return frozenset(light.code for light in wanted.lights)
    keys: frozenset[str] = getattr(wanted, facet.value)
    return keys


class NameTexts:
    """The names behind the codes of one snapshot, as they stand in the table. The last entry is that of code -1."""

    def __init__(self, names: Names) -> None:
        self._made_of = _sizes(names)  # first: the lists may grow meanwhile
        self._names = names  # held, so that nothing else can come to lie where its lists do
        catalogue = names.catalogue
        self.items = _named(names.items, catalogue.item_name)
        self.places = _named(names.regions, lambda code: place_name(catalogue, code))
        self.units = _named(names.units, catalogue.unit_name)
        self.officers = _named(names.officers, catalogue.officer_name)
        self.officer_units = _named(names.officers, catalogue.officer_unit_name)
        self.nodes = _named(names.node_names, str)
        self.keys = FacetKeys(names)

    def fit(self, names: Names) -> bool:
        """Whether they are still those of ``names``: its lists only ever grow."""
        return self._made_of == _sizes(names)

    def columns(self, cases: CaseRows) -> dict[CaseColumn, tuple[list[str], npt.NDArray[np.int32]]]:
        """Names and codes of the columns that hold names."""
        return {
            CaseColumn.ITEM: (self.items, cases.item),
            CaseColumn.PLACE: (self.places, cases.region),
            CaseColumn.NODE: (self.nodes, cases.node_name),
            CaseColumn.UNIT: (self.units, cases.unit),
            CaseColumn.OFFICER: (self.officers, cases.officer),
        }


def acceptances(cases: CaseRows) -> npt.NDArray[np.int64]:
    """When each case was accepted; NONE where it is not yet, though the board has the application's moment there."""
    return np.where(cases.flags & NOT_ACCEPTED, NONE, cases.accepted_at)


def _sizes(names: Names) -> tuple[object, ...]:
    lists = (names.items, names.regions, names.units, names.officers, names.node_names)
    return (id(names.catalogue), *((id(texts), len(texts)) for texts in lists))


def _named(keys: Sequence[str], name: Callable[[str], str]) -> list[str]:
    return [*(name(key) for key in keys), ""]


def place_name(catalogue: Catalogue, code: str) -> str:
    """'韩集镇 / 薛堂村' for a village, '韩集镇' for a township, '县本级' for the county; the code of an unknown one."""
    region = catalogue.regions.get(code)
    parent = catalogue.regions.get(region.parent_code) if region is not None and region.parent_code else None
    if region is None or parent is None or region.level != "village":
        return shown_name(region.level, region.name) if region is not None else code
    return f"{parent.name} / {region.name}"


def select(snapshot: BoardSnapshot, texts: NameTexts, query: CaseQuery, numbers: CaseNumbers | None = None) -> Rows:
    """The rows to show, in order, as indices into ``snapshot.cases``."""
    numbers = numbers if numbers is not None else _numbers(snapshot, query)
    return order(snapshot, texts, query, np.flatnonzero(masks(snapshot, texts, query, numbers).all()), numbers)


def _numbers(snapshot: BoardSnapshot, query: CaseQuery) -> CaseNumbers | None:
    needed = query.text.strip() or query.case_nos or query.sort_by is CaseColumn.CASE_NO
    return CaseNumbers(snapshot.cases.case_no) if needed else None


def masks(snapshot: BoardSnapshot, texts: NameTexts, query: CaseQuery, numbers: CaseNumbers | None) -> Masks:
    """What each part of the query lets pass."""
    cases = snapshot.cases
    flags = case_flags(texts.keys, cases, {facet: query.chosen(facet) for facet in Facet})
    always: list[Flags] = [_has_word(cases, texts, word, numbers) for word in query.text.casefold().split()]
    if query.case_nos and numbers is not None:
        named = np.zeros(len(cases), np.bool_)
        named[numbers.rows(query.case_nos)] = True
        always.append(named)
    return Masks(len(cases), flags, always)


def order(snapshot: BoardSnapshot, texts: NameTexts, query: CaseQuery, rows: Rows, numbers: CaseNumbers | None) -> Rows:
    """Rows in the order of a query."""
    cases = snapshot.cases
    keys = [cases.due[rows], SEVERITY[cases.light[rows]]]
    keys[0] = np.where(keys[0] == NONE, NEVER, keys[0])
    if query.sort_by is not None:
        rank = _ranks(cases, texts, query.sort_by, numbers)[rows]
        keys.append(-rank if query.descending else rank)
    picked: Rows = rows[np.lexsort(keys)]
    return picked


def _has_word(cases: CaseRows, texts: NameTexts, word: str, numbers: CaseNumbers | None) -> Flags:
    found = numbers.having(word) if numbers is not None else np.zeros(len(cases), np.bool_)
    for names, codes in texts.columns(cases).values():
        found |= np.array([word in name.casefold() for name in names], np.bool_)[codes]
    return found


def _ranks(cases: CaseRows, texts: NameTexts, column: CaseColumn, numbers: CaseNumbers | None) -> Ranks:
    if column is CaseColumn.LIGHT:
        return SEVERITY[cases.light]
    moments = {
        CaseColumn.ACCEPTED: acceptances(cases),
        CaseColumn.DUE: cases.due,
        CaseColumn.LEFT: cases.due,
        CaseColumn.STATUTORY: cases.statutory_due,
    }
    if column in moments:
        return np.where(moments[column] == NONE, NEVER, moments[column])
    if column is CaseColumn.CASE_NO:
        return (numbers if numbers is not None else CaseNumbers(cases.case_no)).rank()
    names, codes = texts.columns(cases)[column]
    ranks: Ranks = rank_names(names)[codes]
    return ranks


def rank_names(names: Sequence[str]) -> Ranks:
    """The place of each name in the order of a Chinese reader; equal names have equal ranks.

    The first level of GB/T 2312 is ordered by pinyin, so the bytes of GB 18030 sort common names as a dictionary does.
    """
    keys = [name_key(name) for name in names]
    rank = {key: place for place, key in enumerate(sorted(set(keys)))}
    return np.array([rank[key] for key in keys], np.int64)


def name_key(name: str) -> bytes:
    """Sorts a name as a Chinese reader would."""
    return name.encode("gb18030", "replace")
