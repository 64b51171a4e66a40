"""Reading a case store: whole cases, on both databases; stores that are away, and stores that lack something."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, insert, text
from sqlalchemy.pool import NullPool

from monitoring.blocks import CaseBlock
from monitoring.ports import StoreUnavailable
from monitoring.records import BAD, CaseRecord
from monitoring.stores import schema
from monitoring.stores.case_store import NativeCaseStore, open_case_store
from tests.servers import Postgres

MORNING = datetime(2017, 7, 5, 9, 0, 0)


@pytest.fixture
def engine(case_store_url: str) -> Engine:
    return create_engine(case_store_url, poolclass=NullPool)


@pytest.fixture
def store(case_store_url: str) -> Any:
    with closing(open_case_store(case_store_url)) as opened:
        yield opened


def put(engine: Engine, table: Any, *rows: dict[str, Any]) -> None:
    with engine.begin() as connection:
        for row in rows:
            connection.execute(insert(table).values(row))


def run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def all_cases(store: NativeCaseStore) -> dict[str, CaseRecord]:
    return records(*store.load())


def records(*blocks: CaseBlock) -> dict[str, CaseRecord]:
    return {block.case_no[row]: block.record(row) for block in blocks for row in range(len(block))}


def test_a_case_comes_whole_with_its_nodes_suspensions_and_corrections(engine: Engine, store: NativeCaseStore) -> None:
    put(engine, schema.cases, {"case_no": "A1", "item_code": "i", "state": "open", "accepted_at": MORNING})
    put(
        engine,
        schema.case_nodes,
        {"case_no": "A1", "seq": 2, "name": "审核", "node_seq": 7, "entered_at": MORNING},
        {"case_no": "A1", "seq": 1, "name": "受理", "officer_id": "o"},
    )
    put(engine, schema.suspensions, {"case_no": "A1", "seq": 1, "kind": "special", "limit_value": Decimal("2.50")})
    put(engine, schema.corrections, {"case_no": "A1", "seq": 1, "notified_at": MORNING})
    case = all_cases(store)["A1"]
    assert (case.item_code, case.state, case.accepted_at, case.finished_at) == ("i", "open", MORNING, None)
    assert [(node.seq, node.name, node.node_seq, node.officer_id) for node in case.nodes] == [
        (1, "受理", None, "o"),
        (2, "审核", 7, None),
    ]
    assert case.suspensions[0].limit_value == Decimal("2.5")
    assert case.corrections[0].notified_at == MORNING


def test_blocks_hold_all_cases_once_in_the_order_of_the_store(engine: Engine, store: NativeCaseStore) -> None:
    numbers = [f"{number:05d}" for number in range(9000)]
    with engine.begin() as connection:
        connection.execute(insert(schema.cases), [{"case_no": number} for number in reversed(numbers)])
        connection.execute(
            insert(schema.case_nodes), [{"case_no": number, "seq": seq} for number in numbers[::7] for seq in (1, 2)]
        )
    blocks = list(store.load())
    assert len(blocks) == 3
    assert [number for block in blocks for number in block.case_no] == numbers
    assert sum(len(block.nodes) for block in blocks) == 2 * len(numbers[::7])


def test_named_cases_are_fetched_and_absent_ones_left_out(engine: Engine, store: NativeCaseStore) -> None:
    put(engine, schema.cases, {"case_no": "A"}, {"case_no": "12"}, {"case_no": "B"})
    put(engine, schema.case_nodes, {"case_no": "12", "seq": 1}, {"case_no": "A", "seq": 1})
    assert set(records(store.fetch(["12", "B", "nobody"]))) == {"12", "B"}
    assert len(records(store.fetch(["12"]))["12"].nodes) == 1
    assert set(records(*store.load(["A"]))) == {"A"}
    assert len(store.fetch([])) == 0


def test_keys_that_collations_order_differently_keep_their_nodes(engine: Engine, store: NativeCaseStore) -> None:
    numbers = ["a-1", "A1", "a1", "B", "b", "é", "冀盐-1", "10", "9", " 9", "_", "a 1"]
    put(engine, schema.cases, *({"case_no": number} for number in numbers))
    put(engine, schema.case_nodes, *({"case_no": number, "seq": 1, "name": number} for number in numbers))
    cases = all_cases(store)
    assert {number: [node.name for node in case.nodes] for number, case in cases.items()} == {
        number: [number.strip()] for number in numbers
    }


def test_a_database_with_a_language_of_its_own_orders_as_it_likes(postgres: Postgres, tmp_path: Path) -> None:
    """The store belongs to somebody else: no key of it need be COLLATE "C"."""
    engine = create_engine(postgres.url(), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    name = "spoken_order"
    with engine.connect() as connection:
        found = connection.execute(text("SELECT 1 FROM pg_collation WHERE collname = 'und-x-icu'")).scalar()
        if not found:
            pytest.skip("this PostgreSQL was built without ICU")
        connection.execute(
            text(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'und' LOCALE 'C.UTF-8'")
        )
    foreign = create_engine(postgres.url(name), poolclass=NullPool)
    for table in schema.case_metadata.sorted_tables:
        columns = ", ".join(f"{column.name} {_kind(column)}" for column in table.columns)
        keys = ", ".join(column.name for column in table.primary_key)
        run(foreign, f"CREATE TABLE {table.name} ({columns}, PRIMARY KEY ({keys}))")
    numbers = [f"{letter}{number}" for number in range(3000) for letter in ("a", "B", "-c", "é")]
    with foreign.begin() as connection:
        connection.execute(insert(schema.cases), [{"case_no": number} for number in numbers])
        nodes = [{"case_no": number, "seq": 1, "name": number} for number in numbers]
        connection.execute(insert(schema.case_nodes), nodes)
    with closing(open_case_store(postgres.url(name), whole_below=0, slice=500)) as store:
        loaded = [block.record(row) for block in store.load() for row in range(len(block))]
        assert sorted(case.case_no for case in loaded) == sorted(numbers)
        assert all([node.name for node in case.nodes] == [case.case_no] for case in loaded)
        run(foreign, "DELETE FROM cases WHERE case_no = 'B77'")
        gone = [case_no for _ in range(40) for case_no in store.poll().vanished]
        assert gone == ["B77"]


def _kind(column: Any) -> str:
    if isinstance(column.type, (schema.WallClock, schema.Day)):
        return "timestamp"
    return {"INTEGER": "integer", "NUMERIC": "numeric"}.get(str(column.type), "text")


def test_the_catalogue_reads_limits_as_they_were_meant(engine: Engine, store: NativeCaseStore) -> None:
    put(engine, schema.units, {"unit_id": "u", "name": "千童镇"}, {"unit_id": "v"})
    put(engine, schema.regions, {"code": "130925104", "name": "千童镇", "valid_from": "2017-01-01"})
    put(engine, schema.regions, {"code": "130925204", "name": "千童乡", "valid_to": "2016-12-31"})
    put(engine, schema.officers, {"officer_id": "o", "name": "张", "unit_id": "u", "role": "handler", "mobile": "1"})
    put(
        engine,
        schema.items,
        {"item_code": "i", "name": "高龄补贴", "promised_limit": Decimal("0.5"), "statutory_limit": Decimal(20)},
        {"item_code": "j", "promised_limit": Decimal(-1)},
    )
    put(
        engine,
        schema.item_nodes,
        {"item_code": "i", "seq": 2, "name": "公示", "limit_value": Decimal(7), "on_case_clock": 0},
        {"item_code": "i", "seq": 1, "name": "受理"},
    )
    catalogue = store.catalogue()
    item = catalogue.items["i"]
    assert (item.promised_limit, str(item.statutory_limit)) == (Decimal("0.5"), "20")
    assert [(node.seq, node.on_case_clock, node.limit_value) for node in item.nodes] == [(1, True, None), (2, False, 7)]
    assert catalogue.items["j"].promised_limit is BAD
    assert (catalogue.unit_name("u"), catalogue.unit_name("v")) == ("千童镇", "v")
    new, old = catalogue.regions["130925104"], catalogue.regions["130925204"]
    assert (new.valid_from, new.valid_to) == (date(2017, 1, 1), None)
    assert (old.valid_from, old.valid_to) == (None, date(2016, 12, 31))
    assert catalogue.region_name("130925104") == "千童镇"


def test_postgresql_infinity_and_far_years_are_unreadable_not_fatal(postgres: Postgres, tmp_path: Path) -> None:
    engine = create_engine(postgres.url(), poolclass=NullPool)
    schema.create_case_store(engine)
    run(
        engine,
        "INSERT INTO cases (case_no, applied_at, accepted_at, promised_due, updated_at) VALUES"
        " ('x', 'infinity', '0044-03-15 BC', '20170-01-01', 'infinity')",
    )
    with closing(open_case_store(postgres.url())) as store:
        case = all_cases(store)["x"]
        assert (case.applied_at, case.accepted_at, case.promised_due) == (BAD, BAD, BAD)
        run(engine, "UPDATE cases SET state = 'open'")
        assert [case.state for case in records(*store.poll().blocks).values()] == ["open"]
    schema.case_metadata.drop_all(engine)


def test_nothing_can_be_written_through_the_store(engine: Engine, store: NativeCaseStore) -> None:
    with pytest.raises(StoreUnavailable), store._connection.reading() as connection:
        connection.execute(text("DELETE FROM cases"))
    assert all_cases(store) == {}


@pytest.mark.parametrize(
    ("statement", "code", "named"),
    [
        ("DROP TABLE corrections", "missing", "corrections"),
        ("ALTER TABLE cases DROP COLUMN promised_due", "missing_column", "promised_due"),
        ("ALTER TABLE case_nodes RENAME COLUMN due_at TO due", "missing_column", "due_at"),
    ],
)
def test_a_missing_table_or_column_is_named(case_store_url: str, statement: str, code: str, named: str) -> None:
    run(create_engine(case_store_url, poolclass=NullPool), statement)
    with closing(open_case_store(case_store_url)) as store:
        with pytest.raises(StoreUnavailable) as refusal:
            store.check()
        assert refusal.value.code == code
        assert named in refusal.value.detail


def test_a_table_that_goes_while_we_run_is_named_and_its_return_noticed(engine: Engine, store: NativeCaseStore) -> None:
    put(engine, schema.cases, {"case_no": "A"})
    assert set(all_cases(store)) == {"A"}
    run(engine, "ALTER TABLE suspensions RENAME TO away")
    with pytest.raises(StoreUnavailable) as refusal:
        store.poll()
    assert refusal.value.code == "missing"
    put(engine, schema.cases, {"case_no": "B"})
    run(engine, "ALTER TABLE away RENAME TO suspensions")
    assert set(records(*store.poll().blocks)) == {"B"}


def test_a_sqlite_file_that_is_absent_comes_back_and_is_exchanged(tmp_path: Path) -> None:
    file, aside = tmp_path / "cases.db", tmp_path / "aside.db"
    url = f"sqlite:///{file}"
    with closing(open_case_store(url)) as store:
        with pytest.raises(StoreUnavailable) as refusal:
            store.check()
        assert refusal.value.code == "missing"
        assert not file.exists(), "a store that is not there must not be made"
        engine = create_engine(url, poolclass=NullPool)
        schema.create_case_store(engine)
        put(engine, schema.cases, {"case_no": "A"}, {"case_no": "B"})
        assert set(all_cases(store)) == {"A", "B"}
        file.rename(aside)
        with pytest.raises(StoreUnavailable):
            store.poll()
        schema.create_case_store(engine)
        put(engine, schema.cases, {"case_no": "B"}, {"case_no": "C"})
        changes = store.poll()
        assert (set(records(*changes.blocks)), changes.vanished) == ({"C"}, ("A",))


def test_a_locked_sqlite_store_is_reported_as_locked_and_read_when_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitoring.stores.connecting.BUSY_SECONDS", 0.2)
    url = f"sqlite:///{tmp_path / 'cases.db'}"
    engine = create_engine(url, poolclass=NullPool)
    schema.create_case_store(engine)
    put(engine, schema.cases, {"case_no": "A"})
    with closing(open_case_store(url)) as store, closing(sqlite3.connect(tmp_path / "cases.db")) as writer:
        assert set(all_cases(store)) == {"A"}
        writer.execute("BEGIN EXCLUSIVE")
        writer.execute("INSERT INTO cases (case_no) VALUES ('B')")
        with pytest.raises(StoreUnavailable) as refusal:
            store.poll()
        assert refusal.value.code == "locked"
        writer.commit()
        assert set(records(*store.poll().blocks)) == {"B"}


@pytest.mark.parametrize("content", [b"", b"this is no database at all, whatever its name says" * 40])
def test_a_file_that_is_no_store_is_refused_with_a_reason(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "cases.db").write_bytes(content)
    store = open_case_store(f"sqlite:///{tmp_path / 'cases.db'}")
    with closing(store), pytest.raises(StoreUnavailable) as refusal:
        store.check()
    assert refusal.value.code in ("missing", "broken")


def test_a_store_in_write_ahead_mode_is_read_while_it_is_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'cases.db'}"
    engine = create_engine(url, poolclass=NullPool)
    schema.create_case_store(engine)
    with closing(sqlite3.connect(tmp_path / "cases.db")) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("INSERT INTO cases (case_no) VALUES ('A')")
        writer.commit()
        writer.execute("INSERT INTO cases (case_no) VALUES ('B')")
        with closing(open_case_store(url)) as store:
            assert set(all_cases(store)) == {"A"}
            writer.commit()
            assert set(records(*store.poll().blocks)) == {"B"}


def test_a_server_that_stops_and_starts_again_is_read_again(postgres: Postgres, case_store_url: str) -> None:
    if not case_store_url.startswith("postgresql"):
        pytest.skip("only a server can stop")
    engine = create_engine(case_store_url, poolclass=NullPool)
    put(engine, schema.cases, {"case_no": "A"})
    with closing(open_case_store(case_store_url)) as store:
        assert set(all_cases(store)) == {"A"}
        postgres.stop()
        for _ in range(2):
            with pytest.raises(StoreUnavailable) as refusal:
                store.poll()
            assert refusal.value.code == "unreachable"
        postgres.start()
        put(engine, schema.cases, {"case_no": "B"})
        assert set(records(*store.poll().blocks)) == {"B"}


def test_a_password_never_reaches_a_message() -> None:
    store = open_case_store("postgresql://clerk:s3cr3t-word@127.0.0.1:1/none")
    with closing(store), pytest.raises(StoreUnavailable) as refusal:
        store.check()
    assert refusal.value.code == "unreachable"
    assert "s3cr3t" not in str(refusal.value)
    with pytest.raises(StoreUnavailable) as refusal:
        open_case_store("nonsense:s3cr3t-word")
    assert refusal.value.permanent
    assert "s3cr3t" not in str(refusal.value)
