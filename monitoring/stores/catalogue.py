"""The store's small tables. A row without a key is left out, a limit that is no number is BAD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from monitoring.blocks import NO_SEQ, UNREADABLE
from monitoring.moments import from_seconds
from monitoring.records import Catalogue, Item, ItemNode, Officer, Region, Unit
from monitoring.stores.parsing import integers, key, moment, number, text
from monitoring.stores.reading import Reader, rows
from monitoring.stores.statements import CATALOGUE_TABLES

Raw = dict[str, list[Sequence[Any]]]


def raw_catalogue(reader: Reader, connection: Connection) -> Raw:
    """The rows as they are: equal rows make an equal catalogue."""
    return {name: rows(connection, reader.statements.catalogue(name)) for name in CATALOGUE_TABLES}


def catalogue_of(raw: Raw) -> Catalogue:
    nodes = _item_nodes(raw["item_nodes"])
    return Catalogue(
        items={code: _item(code, row, tuple(nodes.get(code, ()))) for code, row in _keyed(raw["items"])},
        units={unit: Unit(unit, text(row[1]) or unit, text(row[2])) for unit, row in _keyed(raw["units"])},
        officers={
            officer: Officer(officer, text(row[1]) or officer, text(row[2]), text(row[3]))
            for officer, row in _keyed(raw["officers"])
        },
        regions={code: _region(code, row) for code, row in _keyed(raw["regions"])},
    )


def _region(code: str, row: Sequence[Any]) -> Region:
    return Region(code, text(row[1]) or code, text(row[2]), text(row[3]), _day(row[4]), _day(row[5]))


def _day(value: Any) -> date | None:
    """None too for what is no date: a place that cannot be dated is taken as in force."""
    seconds = moment(value)
    return from_seconds(seconds).date() if seconds > UNREADABLE else None


def _keyed(table: list[Sequence[Any]]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Rows by their keys as cases refer to them: tidied like any other text."""
    return ((code, row) for row in table if key(row[0]) is not None and (code := text(row[0])) is not None)


def _item(code: str, row: Sequence[Any], nodes: tuple[ItemNode, ...]) -> Item:
    return Item(
        code=code,
        name=text(row[1]) or code,
        case_kind=text(row[2]),
        limit_unit=text(row[3]),
        promised_limit=number(row[4]),
        statutory_limit=number(row[5]),
        nodes=nodes,
    )


def _item_nodes(table: list[Sequence[Any]]) -> dict[str, list[ItemNode]]:
    """Nodes by item, in their order; one whose seq cannot be read cannot be referred to."""
    found: dict[str, dict[int, ItemNode]] = {}
    seqs = integers([row[1] for row in table], NO_SEQ)
    for (code, row), seq in ((pair, int(seq)) for raw, seq in zip(table, seqs, strict=True) for pair in _keyed([raw])):
        if seq != NO_SEQ:
            found.setdefault(code, {})[seq] = _item_node(seq, row)
    return {code: [nodes[seq] for seq in sorted(nodes)] for code, nodes in found.items()}


def _item_node(seq: int, row: Sequence[Any]) -> ItemNode:
    return ItemNode(
        seq=seq,
        name=text(row[2]) or str(seq),
        level=text(row[3]),
        limit_unit=text(row[4]),
        limit_value=number(row[5]),
        # only a clear 0 takes a node off the case's clock: PostgreSQL's boolean says 'false'
        on_case_clock=(text(row[6]) or "1").lower() not in ("0", "false", "f"),
    )
