"""SQLite holds anything anywhere: whatever is written into the case store, reading gives values and never raises."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from monitoring.blocks import CaseBlock
from monitoring.records import BAD, Bad, CaseRecord
from monitoring.stores.case_store import open_case_store
from monitoring.stores.schema import case_metadata, create_case_store

GARBAGE = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.binary(max_size=12),
    st.text(max_size=12),
    st.sampled_from(
        ["abc", "", " ", "2017-13-45", "2017-07-05", "2017-07-05T10:00:00", "2017-07-05 10:00:00.75", "0000-00-00"]
        + ["2017-07-05T10:00:00+08:00", "9999999-01-01 00:00:00", "0000-01-01 00:00:00", "1e400", "nan", "-0", "\x00"]
        + [2**63 - 1, -1, 0, 1.5, float("inf"), b"\xff\xfe", "2017-07-05 10:00:00", 20170705, "٣", "１２"]
    ),
)


def untyped_store(file: Path, key_type: str = "TEXT") -> None:
    """The contract's tables without primary keys, and without types but for the case's: SQLite keeps what comes."""
    with closing(sqlite3.connect(file)) as connection:
        for table in case_metadata.sorted_tables:
            columns = (f"{name} {key_type}" if name == "case_no" else name for name in list(table.c.keys()))
            connection.execute(f"CREATE TABLE {table.name} ({', '.join(columns)})")


def put(file: Path, table: str, rows: list[dict[str, Any]]) -> None:
    with closing(sqlite3.connect(file)) as connection:
        for row in rows:
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            connection.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(row.values()))
        connection.commit()


def cases_in(*blocks: CaseBlock) -> dict[str, CaseRecord]:
    return {block.case_no[row]: block.record(row) for block in blocks for row in range(len(block))}


def rows_of(table: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    names = case_metadata.tables[table].c.keys()
    keys = st.one_of(st.sampled_from(["A", "B", 5, "5"]), GARBAGE)
    return st.lists(st.fixed_dictionaries({name: keys if name == "case_no" else GARBAGE for name in names}), max_size=5)


NO_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]
"""Shrinking nine tables at once takes many minutes and says little."""

EVERYTHING = st.fixed_dictionaries({name: rows_of(name) for name in case_metadata.tables})


@settings(
    max_examples=30,
    deadline=None,
    phases=NO_SHRINKING,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(EVERYTHING, EVERYTHING)
def test_no_value_anywhere_stops_reading_or_polling(
    first: dict[str, list[dict[str, Any]]], then: dict[str, list[dict[str, Any]]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "cases.db"
        untyped_store(file)
        for table, rows in first.items():
            put(file, table, rows)
        with closing(open_case_store(f"sqlite:///{file}")) as store:
            known = cases_in(*store.load())
            store.catalogue()
            for table, rows in then.items():
                put(file, table, rows)
            changes = store.poll()
            known |= cases_in(*changes.blocks)
            assert not changes.vanished
            again = store.poll()
            assert (again.blocks, again.vanished) == ((), ())
            with closing(open_case_store(f"sqlite:///{file}")) as fresh:
                assert cases_in(*fresh.load()) == known
            for case in known.values():
                assert [node.seq for node in case.nodes] == sorted({node.seq for node in case.nodes})
                assert all(_is_sound(case, name) for name in ("applied_at", "accepted_at", "finished_at"))


def _is_sound(case: CaseRecord, name: str) -> bool:
    value = getattr(case, name)
    return value is None or isinstance(value, Bad) or 1900 <= value.year <= 2199


def store_of(tmp_path: Path, **columns: Any) -> CaseRecord:
    file = tmp_path / "cases.db"
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    create_case_store(engine)
    put(file, "cases", [{"case_no": "A", **columns}])
    with closing(open_case_store(f"sqlite:///{file}")) as store:
        return cases_in(*store.load())["A"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2017-07-05 10:00:00", datetime(2017, 7, 5, 10)),
        ("2017-07-05T10:00:00", datetime(2017, 7, 5, 10)),
        ("2017-07-05 10:00:00.999", datetime(2017, 7, 5, 10)),
        ("2017-07-05", datetime(2017, 7, 5)),
        ("2017-07-05 10:00", datetime(2017, 7, 5, 10)),
        (" 2017-07-05 10:00:00 ", datetime(2017, 7, 5, 10)),
        ("2016-02-29 23:59:59", datetime(2016, 2, 29, 23, 59, 59)),
        ("1900-01-01 00:00:00", datetime(1900, 1, 1)),
        ("2199-12-31 23:59:59", datetime(2199, 12, 31, 23, 59, 59)),
        ("", None),
        ("   ", None),
        (None, None),
        ("2017-02-29 10:00:00", BAD),
        ("2017-13-45 10:00:00", BAD),
        ("2017-07-05 24:00:00", BAD),
        ("2017-07-05 10:00:60", BAD),
        ("1899-12-31 23:59:59", BAD),
        ("2200-01-01 00:00:00", BAD),
        ("9999999-01-01 00:00:00", BAD),
        ("2017-07-05T10:00:00+08:00", BAD),
        ("2017-07-05T10:00:00Z", BAD),
        ("２０１７-07-05 10:00:00", BAD),
        ("abc", BAD),
        (1499248800, BAD),
        (b"2017-07-05", BAD),
        (0.5, BAD),
    ],
)
def test_a_moment_is_read_or_bad_but_never_guessed(tmp_path: Path, written: Any, read: Any) -> None:
    assert store_of(tmp_path, accepted_at=written).accepted_at == read


def test_a_moment_is_read_alike_in_whatever_company(tmp_path: Path) -> None:
    """The fast way and the slow way must agree, or an unchanged case would look changed."""
    file = tmp_path / "cases.db"
    create_case_store(create_engine(f"sqlite:///{file}", poolclass=NullPool))
    odd = ["2017-07-05 10:00   ", "   2017-07-05 10:00", "2017-07-05T10:00:00", "2017-07-05 10:00:0x", "x" * 19]
    put(file, "cases", [{"case_no": str(number), "accepted_at": value} for number, value in enumerate(odd)])
    with closing(open_case_store(f"sqlite:///{file}")) as store:
        together = cases_in(*store.load())
        put(file, "cases", [{"case_no": "z", "accepted_at": 5}])
        assert set(cases_in(*store.poll().blocks)) == {"z"}
        assert all(cases_in(store.fetch([number]))[number] == case for number, case in together.items())


def test_cases_without_a_readable_number_are_counted_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"
    untyped_store(file)
    put(file, "cases", [{"case_no": None}, {"case_no": b"\x00\xff"}, {"case_no": ""}, {"case_no": "A"}])
    put(file, "case_nodes", [{"case_no": "nobody", "seq": 1}, {"case_no": None, "seq": 1}])
    with closing(open_case_store(f"sqlite:///{file}")) as store:
        assert set(cases_in(*store.load())) == {"A"}
        assert store.problems == (("", "key_missing", "cases.case_no: 3"),)
        put(file, "cases", [{"case_no": None}])
        assert store.poll().problems == (("", "key_missing", "cases.case_no: 4"),)


@pytest.mark.parametrize("key_type", ["", "INTEGER", "NUMERIC", "BLOB"])
def test_case_numbers_that_are_numbers_are_read_as_their_digits(tmp_path: Path, key_type: str) -> None:
    file = tmp_path / "cases.db"
    untyped_store(file, key_type)
    put(file, "cases", [{"case_no": number} for number in (5, 10, 9)])
    put(file, "case_nodes", [{"case_no": number, "seq": 1, "name": str(number)} for number in (10, 9, 5)])
    with closing(open_case_store(f"sqlite:///{file}")) as store:
        cases = cases_in(*store.load())
        assert [(number, [node.name for node in case.nodes]) for number, case in cases.items()] == [
            ("5", ["5"]),
            ("9", ["9"]),
            ("10", ["10"]),
        ]
        assert [node.name for node in cases_in(store.fetch(["10"]))["10"].nodes] == ["10"]


def test_nodes_without_a_readable_seq_get_the_places_after_the_others(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"
    untyped_store(file)
    put(file, "cases", [{"case_no": "A"}])
    seqs = [2, "1", "x", None, -3, 2**60]
    put(file, "case_nodes", [{"case_no": "A", "seq": seq, "name": repr(seq)} for seq in seqs])
    with closing(open_case_store(f"sqlite:///{file}")) as store:
        nodes = cases_in(*store.load())["A"].nodes
    assert [(node.seq, node.name) for node in nodes[:2]] == [(1, "'1'"), (2, "2")]
    assert [node.seq for node in nodes[2:]] == [3, 4, 5, 6]


def test_of_rows_with_one_key_the_last_wins(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"
    untyped_store(file)
    put(file, "cases", [{"case_no": "A", "state": "open"}, {"case_no": "A", "state": "finished"}])
    put(file, "case_nodes", [{"case_no": "A", "seq": 1, "name": "old"}, {"case_no": "A", "seq": 1, "name": "new"}])
    with closing(open_case_store(f"sqlite:///{file}")) as store:
        case = cases_in(*store.load())["A"]
    assert (case.state, [node.name for node in case.nodes]) == ("finished", ["new"])


def test_text_that_is_not_utf8_is_read_with_a_mark_in_its_place(tmp_path: Path) -> None:
    file = tmp_path / "cases.db"
    create_case_store(create_engine(f"sqlite:///{file}", poolclass=NullPool))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO cases (case_no, unit_id, state) VALUES ('A', CAST(x'c3ff' AS TEXT), 'open')")
        connection.execute("INSERT INTO cases (case_no, state) VALUES (CAST(x'42ff' AS TEXT), 'open')")
        connection.execute("INSERT INTO cases (case_no, state) VALUES ('Z', 'open')")
        connection.commit()
    with closing(open_case_store(f"sqlite:///{file}")) as store:
        cases = cases_in(*store.load())
        assert {number: case.state for number, case in cases.items()} == {"A": "open", "Z": "open"}
        assert (cases["A"].unit_id or "").isprintable()
        put(file, "cases", [{"case_no": "Z", "state": "finished"}])
        assert set(cases_in(*store.poll().blocks)) == {"Z"}
