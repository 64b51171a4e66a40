"""SQLite case stores of any size, made once and found again: the synthetic cases as a platform would write them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import synthetic
from benchmarks.measuring import Context
from monitoring.blocks import NONE, CaseBlock, Seconds
from monitoring.moments import from_seconds
from monitoring.stores.writable import open_writable_case_store

FORM: Final = 3
"""Raise it whenever the synthetic cases change: files of another form are made anew."""
_CASES: Final = (
    "INSERT INTO cases (case_no, item_code, region_code, unit_id, state, applied_at, accepted_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_NODES: Final = (
    "INSERT INTO case_nodes (case_no, seq, node_seq, name, unit_id, officer_id, entered_at, left_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SUSPENSIONS: Final = (
    "INSERT INTO suspensions (case_no, seq, kind, basis, started_at, limit_value, limit_unit, ended_at, updated_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LATER_INDICES: Final = ("ix_cases_updated_at", "ix_case_nodes_updated_at")


def store_file(context: Context, count: int) -> Path:
    """The file with so many cases; made where it is not there yet."""
    path = context.work / f"cases-{count}-{FORM}.db"
    if not path.exists():
        context.say(f"  making a case store of {count} cases in {context.work}")
        unfinished = path.with_suffix(".making")
        for leftover in (unfinished, Path(f"{unfinished}-wal"), Path(f"{unfinished}-shm")):
            leftover.unlink(missing_ok=True)
        _make(unfinished, count)
        unfinished.replace(path)
    return path


def store_copy(context: Context, count: int, name: str) -> Path:
    """A copy of the file that may be written to."""
    original, copy = store_file(context, count), context.work / f"{name}-{count}.db"
    drop(copy)
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = WAL")
    return copy


def drop(path: Path) -> None:
    """Removes an SQLite file with what SQLite keeps beside it."""
    for one in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        one.unlink(missing_ok=True)


def url(path: Path) -> str:
    return f"sqlite:///{path.absolute().as_posix()}"


def text_of(seconds: int) -> str:
    """A moment as the store holds it."""
    return str(from_seconds(seconds))


def _make(path: Path, count: int) -> None:
    open_writable_case_store(url(path)).dispose()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        later = [row[0] for row in connection.execute(
            f"SELECT sql FROM sqlite_master WHERE name IN ({', '.join('?' * len(_LATER_INDICES))})", _LATER_INDICES
        )]  # fmt: skip
        for name in _LATER_INDICES:
            connection.execute(f"DROP INDEX {name}")
        connection.execute("BEGIN")
        _fill_catalogue(connection)
        for block in synthetic.blocks(count):
            _fill(connection, block)
        connection.execute("COMMIT")
        for statement in later:
            connection.execute(statement)
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")


def _fill_catalogue(connection: sqlite3.Connection) -> None:
    catalogue = synthetic.catalogue()
    for item in catalogue.items.values():
        limits = [float(value) for value in (item.promised_limit, item.statutory_limit)]  # type: ignore[arg-type]
        _insert(connection, "items", [item.code, item.name, item.case_kind, None, item.limit_unit, *limits])
        for node in item.nodes:
            limit = float(node.limit_value)  # type: ignore[arg-type]
            _insert(connection, "item_nodes", [item.code, node.seq, node.name, None, node.limit_unit, limit, 1])
    for unit in catalogue.units.values():
        _insert(connection, "units", [unit.unit_id, unit.name, None])
    for officer in catalogue.officers.values():
        _insert(connection, "officers", [officer.officer_id, officer.name, officer.unit_id, officer.role, None])
    for region in catalogue.regions.values():
        _insert(connection, "regions", [region.code, region.name, region.level, None, None, None])


def _insert(connection: sqlite3.Connection, table: str, values: Sequence[Any]) -> None:
    connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


def _fill(connection: sqlite3.Connection, block: CaseBlock) -> None:
    nodes = block.nodes
    columns = (block.case_no, block.item_code, block.region_code, block.unit_id, block.state)
    times = [_texts(moments) for moments in (block.applied_at, block.accepted_at, block.updated_at)]
    connection.executemany(_CASES, zip(*columns, *times, strict=True))
    owners = np.array(block.case_no, object)[nodes.owner].tolist()
    changed = np.where(nodes.left_at == NONE, nodes.entered_at, nodes.left_at)
    times = [_texts(moments) for moments in (nodes.entered_at, nodes.left_at, changed)]
    numbers = (nodes.seq.tolist(), nodes.node_seq.tolist())
    connection.executemany(
        _NODES, zip(owners, *numbers, nodes.name, nodes.unit_id, nodes.officer_id, *times, strict=True)
    )
    connection.executemany(_SUSPENSIONS, _suspensions(block))


def _suspensions(block: CaseBlock) -> Iterable[tuple[Any, ...]]:
    for row, stops in block.suspensions.items():
        for stop in stops:
            limit = float(stop.limit_value)  # type: ignore[arg-type]
            times = (str(stop.started_at), limit, stop.limit_unit, str(stop.ended_at), str(stop.ended_at))
            yield (block.case_no[row], stop.seq, stop.kind, stop.basis, *times)


def _texts(moments: Seconds) -> list[str | None]:
    """'YYYY-MM-DD HH:MM:SS' of each moment, None where it is empty."""
    empty = moments == NONE
    texts = np.datetime_as_string(np.where(empty, 0, moments).view("datetime64[s]")).astype("U19")
    texts.view("U1").reshape(-1, 19)[:, 10] = " "
    told: list[str | None] = texts.tolist()
    for row in np.flatnonzero(empty).tolist():
        told[row] = None
    return told
