"""The county of the demo: places, units, people and items, from county.toml and items.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

Data = Mapping[str, Any]
STAFF = (("handler", 4), ("reviewer", 2), ("unit_head", 1), ("leader", 1))
"""How many people of each role a unit has."""


@dataclass(frozen=True, slots=True)
class Place:
    """A division, valid from the first to before the second date (None: always)."""

    code: str
    name: str
    level: str
    parent: str | None
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, first: date, last: date) -> bool:
        """Whether it is valid on any day from ``first`` to ``last``."""
        return (self.valid_from is None or self.valid_from <= last) and (
            self.valid_to is None or first <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Township:
    """A township with its codes by date, its villages and how it works."""

    key: str
    """Its code of 2017: part of the keys of its villages, unit and people, whatever it is called later."""
    names: tuple[Place, ...]
    villages: tuple[str, ...]
    load: float
    slow: float

    @property
    def unit_id(self) -> str:
        return f"T{self.key[-3:]}"

    def place(self, day: date) -> Place:
        return next(place for place in reversed(self.names) if place.valid_from is None or place.valid_from <= day)

    def village_code(self, number: int) -> str:
        return f"{self.key}{200 + number:03}"


@dataclass(frozen=True, slots=True)
class Node:
    """A fixed node of an item. ``department``: who does it where it is not the township."""

    seq: int
    name: str
    level: str
    role: str
    limit: float | None
    limit_unit: str | None
    on_case_clock: bool
    department: str | None


@dataclass(frozen=True, slots=True)
class DemoItem:
    code: str
    name: str
    kind: str
    licence: bool
    department: str
    limit_unit: str | None
    promised: float | None
    statutory: float | None
    load: float
    season: tuple[float, ...]
    """Factor of the load by month, January first."""
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Person:
    officer_id: str
    name: str
    unit_id: str
    role: str
    mobile: str


@dataclass(frozen=True, slots=True)
class DemoUnit:
    unit_id: str
    name: str
    slow: float
    township: Township | None


@dataclass(frozen=True, slots=True)
class County:
    code: str
    name: str
    city: Place
    townships: tuple[Township, ...]
    units: Mapping[str, DemoUnit]
    people: tuple[Person, ...]
    staff: Mapping[tuple[str, str], tuple[Person, ...]]
    """People by unit and role."""
    items: tuple[DemoItem, ...]

    def places(self, first: date, last: date) -> Iterator[Place]:
        """All divisions that are valid on any day of the demo; villages under the township of the last day."""
        yield self.city
        yield Place(self.code, self.name, "county", self.city.code)
        for township in self.townships:
            yield from (place for place in township.names if place.valid(first, last))
            parent = township.place(last).code
            for number, village in enumerate(township.villages):
                yield Place(township.village_code(number), village, "village", parent)


@cache
def demo_county() -> County:
    """The county as the two files say it."""
    data, items = _toml("county.toml"), _toml("items.toml")
    given = data["county"]
    townships = tuple(_townships(data, given["code"]))
    units = {unit.unit_id: unit for unit in _units(data, townships)}
    people = tuple(_people(data["people"], units))
    return County(
        code=given["code"],
        name=given["name"],
        city=Place(given["parent"], given["parent_name"], "city", None),
        townships=townships,
        units=units,
        people=people,
        staff=_by_role(people),
        items=tuple(_item(entry) for entry in items["items"]),
    )


def _toml(name: str) -> Data:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _townships(data: Data, county: str) -> Iterator[Township]:
    made_up = data["made_up"]
    names = (a + b + made_up["suffix"] for b in made_up["second"] for a in made_up["first"])
    for entry in data["townships"]:
        known = entry.get("known", [])
        villages = (*known, *(next(names) for _ in range(entry["villages"] - len(known))))
        yield Township(entry["code"], _names(entry, county), villages, entry["load"], entry["slow"])


def _names(entry: Data, county: str) -> tuple[Place, ...]:
    later = entry.get("later")
    if later is None:
        return (Place(entry["code"], entry["name"], "township", county),)
    last_day = date.fromordinal(later["from"].toordinal() - 1)
    return (
        Place(entry["code"], entry["name"], "township", county, None, last_day),
        Place(later["code"], later["name"], "township", county, later["from"]),
    )


def _units(data: Data, townships: tuple[Township, ...]) -> Iterator[DemoUnit]:
    for township in townships:
        # the name of today would lie about older cases: the place's name without 乡 or 镇
        stem = township.names[0].name[:-1]
        yield DemoUnit(township.unit_id, f"{stem}便民服务中心", township.slow, township)
    for entry in data["departments"]:
        yield DemoUnit(entry["id"], entry["name"], entry["slow"], None)


def _people(given: Data, units: Mapping[str, DemoUnit]) -> Iterator[Person]:
    roles = [(unit_id, role) for unit_id in units for role, count in STAFF for _ in range(count)]
    roles += [("D05", "inspector")] * 3
    surnames, marks = given["surnames"], given["marks"]
    for number, (unit_id, role) in enumerate(roles):
        mark = marks[number // len(surnames) % len(marks)]
        name = f"{surnames[number % len(surnames)]}某{mark}"
        yield Person(f"P{number + 1:04}", name, unit_id, role, f"1380000{number + 1:04}")


def _by_role(people: tuple[Person, ...]) -> dict[tuple[str, str], tuple[Person, ...]]:
    staff: dict[tuple[str, str], tuple[Person, ...]] = {}
    for person in people:
        key = (person.unit_id, person.role)
        staff[key] = (*staff.get(key, ()), person)
    return staff


def _item(entry: Data) -> DemoItem:
    season = entry.get("season", {})
    return DemoItem(
        code=entry["code"],
        name=entry["name"],
        kind=entry["kind"],
        licence=entry.get("licence", False),
        department=entry["department"],
        limit_unit=entry.get("unit"),
        promised=entry.get("promised"),
        statutory=entry.get("statutory"),
        load=entry["load"],
        season=tuple(float(season.get(str(month), 1)) for month in range(1, 13)),
        nodes=tuple(_node(seq, node, entry) for seq, node in enumerate(entry["nodes"], 1)),
    )


def _node(seq: int, node: Data, item: Data) -> Node:
    limit = node.get("limit")
    return Node(
        seq=seq,
        name=node["name"],
        level=node["level"],
        role=node["role"],
        limit=limit,
        limit_unit=node.get("unit", "working_day") if limit is not None else None,
        on_case_clock=not node.get("off", False),
        department=node.get("department", item["department"]) if node["level"] == "county" else None,
    )
