"""The small tables of the demo: regions, units, officers, items and their nodes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from monitoring.demo.county import County, DemoItem, Place
from monitoring.importing.writing import bare_table


def write_county(connection: sa.Connection, county: County, first: date, last: date) -> list[str]:
    """The small tables; the levels of the places written."""
    places = list(county.places(first, last))
    _bring_up_to_date(connection, "regions", ("code",), [_region_row(place) for place in places])
    _bring_up_to_date(connection, "units", ("unit_id",), _unit_rows(county, last))
    _bring_up_to_date(connection, "officers", ("officer_id",), _officer_rows(county))
    _bring_up_to_date(connection, "items", ("item_code",), [_item_row(item) for item in county.items])
    nodes = [row for item in county.items for row in _item_node_rows(item)]
    _bring_up_to_date(connection, "item_nodes", ("item_code", "seq"), nodes)
    return [place.level for place in places]


def _region_row(place: Place) -> dict[str, Any]:
    return {
        "code": place.code,
        "name": place.name,
        "level": place.level,
        "parent_code": place.parent,
        "valid_from": _text(place.valid_from),
        "valid_to": _text(place.valid_to),
    }


def _unit_rows(county: County, last: date) -> list[dict[str, Any]]:
    return [
        {
            "unit_id": unit.unit_id,
            "name": unit.name,
            "region_code": unit.township.place(last).code if unit.township is not None else county.code,
        }
        for unit in county.units.values()
    ]


def _officer_rows(county: County) -> list[dict[str, Any]]:
    return [
        {
            "officer_id": person.officer_id,
            "name": person.name,
            "unit_id": person.unit_id,
            "role": person.role,
            "mobile": person.mobile,
        }
        for person in county.people
    ]


def _item_row(item: DemoItem) -> dict[str, Any]:
    return {
        "item_code": item.code,
        "name": item.name,
        "case_kind": item.kind,
        "category_code": "licence" if item.licence else "service",
        "limit_unit": item.limit_unit,
        "promised_limit": item.promised,
        "statutory_limit": item.statutory,
    }


def _item_node_rows(item: DemoItem) -> list[dict[str, Any]]:
    return [
        {
            "item_code": item.code,
            "seq": node.seq,
            "name": node.name,
            "level": node.level,
            "limit_unit": node.limit_unit,
            "limit_value": node.limit,
            "on_case_clock": int(node.on_case_clock),
        }
        for node in item.nodes
    ]


def _bring_up_to_date(
    connection: sa.Connection, name: str, keys: tuple[str, ...], rows: Sequence[dict[str, Any]]
) -> None:
    """Writes what is new or differs into a small table; what else is in it stays."""
    table = bare_table(name, tuple(rows[0]))
    stored = {tuple(row[: len(keys)]): dict(row._mapping) for row in connection.execute(sa.select(table))}
    fresh = [row for row in rows if tuple(row[key] for key in keys) not in stored]
    differing = [row for row in rows if (old := stored.get(tuple(row[key] for key in keys))) and _differs(row, old)]
    if fresh:
        connection.execute(sa.insert(table), fresh)
    for row in differing:
        where = [table.c[key] == row[key] for key in keys]
        connection.execute(sa.update(table).where(*where).values({k: v for k, v in row.items() if k not in keys}))


def _differs(row: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """Dates come back as text or as dates, numbers as any kind of number."""
    return any((str(old[key]) if isinstance(old[key], date) else old[key]) != value for key, value in row.items())


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
