"""Late commits and equal seconds: the naive watermark must miss some of these, our poll none."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine, insert, text
from sqlalchemy.pool import NullPool

from monitoring.stores import schema
from monitoring.stores.case_store import NativeCaseStore, open_case_store
from tests.servers import Postgres

START = datetime(2017, 7, 5, 8, 0, 0)
CASES = 2000
WRITERS = 12


class NaiveWatermark:
    """What a poll without overlap and reconcile does: the control."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._mark = START - timedelta(days=1)
        self.seen: set[tuple[str, str]] = set()

    def poll(self) -> None:
        with self._engine.connect() as connection:
            query = text("SELECT case_no, state, updated_at FROM cases WHERE updated_at > :mark ORDER BY updated_at")
            for case_no, state, updated_at in connection.execute(query, {"mark": self._bound()}):
                self.seen.add((case_no, state))
                self._mark = datetime.fromisoformat(str(updated_at))

    def _bound(self) -> datetime | str:
        return str(self._mark) if self._engine.dialect.name == "sqlite" else self._mark


def numbered(case: int) -> str:
    return f"C{case:05d}"


def filled(url: str) -> Engine:
    engine = create_engine(url, poolclass=NullPool)
    schema.case_metadata.drop_all(engine)
    schema.create_case_store(engine)
    rows = [{"case_no": numbered(case), "state": "0", "updated_at": START} for case in range(CASES)]
    with engine.begin() as connection:
        connection.execute(insert(schema.cases), rows)
    return engine


def take(store: NativeCaseStore, seen: set[tuple[str, str]]) -> None:
    for block in store.poll().blocks:
        seen.update((case_no, state or "") for case_no, state in zip(block.case_no, block.state, strict=True))


def change(connection: Connection, case_no: str, state: str, at: datetime) -> None:
    statement = text("UPDATE cases SET state = :state, updated_at = :at WHERE case_no = :case_no")
    connection.execute(statement, {"case_no": case_no, "state": state, "at": at})


def test_commits_that_come_late_are_missed_by_a_naive_watermark_and_not_by_us(postgres: Postgres) -> None:
    """Twelve writers hold transactions open over several polls; each row bears the moment when it was written."""
    engine = filled(postgres.url())
    naive, dice = NaiveWatermark(engine), random.Random(3)
    with closing(open_case_store(postgres.url(), slice=100, whole_below=0)) as store:
        list(store.load())
        naive.poll()
        seen: set[tuple[str, str]] = set()
        wanted: set[tuple[str, str]] = set()
        open_ones: list[tuple[int, Connection, list[tuple[str, str]]]] = []
        free = list(range(CASES))
        dice.shuffle(free)
        for step in range(60):
            while len(open_ones) < WRITERS:
                connection = engine.connect()
                written = [(numbered(free.pop()), str(step)) for _ in range(3)]
                for case_no, state in written:
                    change(connection, case_no, state, START + timedelta(seconds=10 + step))
                open_ones.append((step + dice.randrange(1, 5), connection, written))
            for writer in [one for one in open_ones if one[0] <= step]:
                open_ones.remove(writer)
                writer[1].commit()
                writer[1].close()
                wanted.update(writer[2])
            naive.poll()
            take(store, seen)
            assert wanted <= seen, "each poll finds all that is committed"
        for _, connection, _written in open_ones:
            connection.rollback()
            connection.close()
        assert wanted == seen
        assert len(wanted - naive.seen) > len(wanted) // 10, "the control did not miss enough to prove anything"
    schema.case_metadata.drop_all(engine)


def test_commits_later_than_the_overlap_are_found_within_one_round(postgres: Postgres) -> None:
    engine = filled(postgres.url())
    with closing(open_case_store(postgres.url(), slice=100, whole_below=0, overlap_seconds=1)) as store:
        list(store.load())
        late = engine.connect()
        change(late, numbered(1234), "late", START + timedelta(seconds=5))
        with engine.begin() as connection:
            change(connection, numbered(1), "soon", START + timedelta(seconds=900))
        seen: set[tuple[str, str]] = set()
        take(store, seen)
        late.commit()
        late.close()
        for _ in range(2 * CASES // 100):
            take(store, seen)
        assert seen == {(numbered(1), "soon"), (numbered(1234), "late")}
    schema.case_metadata.drop_all(engine)


def test_rows_of_one_second_are_missed_by_a_naive_watermark_and_not_by_us(tmp_path: Path) -> None:
    """SQLite with whole seconds: a hundred rows in some seconds, a poll after every third."""
    file = tmp_path / "cases.db"
    engine = filled(f"sqlite:///{file}")
    naive = NaiveWatermark(engine)
    with closing(open_case_store(f"sqlite:///{file}", whole_below=0, slice=100)) as store:
        list(store.load())
        naive.poll()
        seen: set[tuple[str, str]] = set()
        with closing(sqlite3.connect(file)) as writer:
            for row in range(100):
                at = START + timedelta(seconds=1 + row // 25)
                values = ("1", str(at), numbered(row * 19))
                writer.execute("UPDATE cases SET state = ?, updated_at = ? WHERE case_no = ?", values)
                writer.commit()
                if row % 3 == 0:
                    naive.poll()
                    take(store, seen)
        naive.poll()
        take(store, seen)
    assert len(seen) == 100
    assert len({case for case in naive.seen if case[1] == "1"}) < 50


def test_an_import_that_gives_all_rows_one_second_does_not_slow_every_poll(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The overlap then holds the whole store: it is read again in parts, and changes in it are still found."""
    monkeypatch.setattr("monitoring.stores.polling.OVERLAP_AT_ONCE", 100)
    file = tmp_path / "cases.db"
    engine = filled(f"sqlite:///{file}")
    with closing(open_case_store(f"sqlite:///{file}", whole_below=0, slice=100)) as store:
        list(store.load())
        read: list[int] = []
        named = store._reader.named_in
        store._reader.named_in = lambda c, keys: (read.append(len(keys)), named(c, keys))[1]  # type: ignore[method-assign]
        with engine.begin() as connection:
            change(connection, numbered(1999), "1", START)
        seen: set[tuple[str, str]] = set()
        for _ in range(CASES // 100 + 5):
            take(store, seen)
        assert seen == {(numbered(1999), "1")}
        assert max(read, default=0) <= 400
