"""Polling a store whose writers do as they like: nothing that changed may be missed, nothing else handed over."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, create_engine, insert, text
from sqlalchemy.pool import NullPool

from monitoring.ports import Changes, StoreUnavailable
from monitoring.records import CaseRecord
from monitoring.stores import schema
from monitoring.stores.case_store import NativeCaseStore, open_case_store

NOON = datetime(2017, 7, 5, 12, 0, 0)
CASES = 600


@pytest.fixture
def engine(case_store_url: str) -> Engine:
    return create_engine(case_store_url, poolclass=NullPool)


@pytest.fixture(params=["whole", "in_slices"])
def store(request: pytest.FixtureRequest, case_store_url: str) -> Iterator[NativeCaseStore]:
    """Small stores are compared whole, big ones slice by slice: 50 cases a poll here."""
    below = 50_000 if request.param == "whole" else 0
    with closing(open_case_store(case_store_url, whole_below=below, slice=50, overlap_seconds=60)) as opened:
        yield opened


def number(case: int) -> str:
    return f"C{case:05d}"


def fill(engine: Engine, cases: int = CASES, updated_at: datetime | None = NOON) -> None:
    with engine.begin() as connection:
        rows = [{"case_no": number(case), "state": "open", "updated_at": updated_at} for case in range(cases)]
        connection.execute(insert(schema.cases), rows)
        nodes = [
            {"case_no": number(case), "seq": seq, "updated_at": updated_at} for case in range(cases) for seq in (1, 2)
        ]
        connection.execute(insert(schema.case_nodes), nodes)


def run(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(statement))


def read(blocks: Any) -> dict[str, CaseRecord]:
    return {block.case_no[row]: block.record(row) for block in blocks for row in range(len(block))}


def polled(store: NativeCaseStore, polls: int = 60) -> tuple[dict[str, CaseRecord], list[str]]:
    """Enough polls to go round all cases more than once."""
    found: dict[str, CaseRecord] = {}
    vanished: list[str] = []
    for _ in range(polls):
        changes = store.poll()
        found |= read(changes.blocks)
        vanished.extend(changes.vanished)
    return found, vanished


def apply(mirror: dict[str, CaseRecord], changes: Changes) -> None:
    mirror |= read(changes.blocks)
    for case_no in changes.vanished:
        mirror.pop(case_no, None)


def test_an_unchanged_store_hands_over_nothing(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine)
    assert len(read(store.load())) == CASES
    store.catalogue()
    assert polled(store) == ({}, [])
    assert store.poll().catalogue is None


def test_a_change_with_a_new_moment_is_found_by_the_next_poll(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine)
    list(store.load())
    run(
        engine, f"UPDATE cases SET state = 'finished', updated_at = '2017-07-05 13:00:00' WHERE case_no = '{number(7)}'"
    )
    run(engine, f"UPDATE case_nodes SET name = 'x', updated_at = '2017-07-05 13:00:01' WHERE case_no = '{number(9)}'")
    run(engine, "INSERT INTO cases (case_no, updated_at) VALUES ('new', '2017-07-05 13:00:02')")
    for table in ("suspensions", "corrections"):
        run(engine, f"INSERT INTO {table} (case_no, seq, updated_at) VALUES ('{number(11)}', 1, '2017-07-05 13:00:00')")
    changes = store.poll()
    assert set(read(changes.blocks)) == {number(7), number(9), number(11), "new"}
    assert polled(store) == ({}, []), "the same change is not handed over twice"


def test_a_second_change_in_the_same_second_is_found_by_the_next_poll(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine, 20)
    list(store.load())
    for state in ("finished", "open", "void"):
        run(
            engine,
            f"UPDATE cases SET state = '{state}', updated_at = '2017-07-05 12:00:30' WHERE case_no = '{number(3)}'",
        )
        assert [case.state for case in read(store.poll().blocks).values()] == [state]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases SET state = 'void' WHERE case_no = '{0}'",
        "UPDATE case_nodes SET left_at = '2017-07-05 12:00:00' WHERE case_no = '{0}' AND seq = 2",
        "DELETE FROM case_nodes WHERE case_no = '{0}' AND seq = 1",
        "UPDATE cases SET state = 'void', updated_at = NULL WHERE case_no = '{0}'",
        "UPDATE cases SET state = 'void', updated_at = '2001-01-01 00:00:00' WHERE case_no = '{0}'",
        "UPDATE cases SET state = 'void', updated_at = '9998-01-01 00:00:00' WHERE case_no = '{0}'",
        "INSERT INTO suspensions (case_no, seq) VALUES ('{0}', 1)",
        "INSERT INTO corrections (case_no, seq, updated_at) VALUES ('{0}', 1, '2001-01-01 00:00:00')",
    ],
)
def test_a_change_that_no_watermark_shows_is_found_in_one_round(
    engine: Engine, store: NativeCaseStore, statement: str
) -> None:
    fill(engine)
    list(store.load())
    run(engine, statement.format(number(333)))
    found, vanished = polled(store)
    assert (set(found), vanished) == ({number(333)}, [])


def test_cases_that_vanish_are_told_once_and_may_return(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine)
    list(store.load())
    run(engine, f"DELETE FROM cases WHERE case_no IN ('{number(0)}', '{number(300)}', '{number(CASES - 1)}')")
    found, vanished = polled(store)
    assert (found, sorted(vanished)) == ({}, [number(0), number(300), number(CASES - 1)])
    run(engine, f"INSERT INTO cases (case_no) VALUES ('{number(300)}')")
    found, vanished = polled(store)
    assert (set(found), vanished) == ({number(300)}, [])


def test_a_case_that_came_and_went_between_rounds_is_told_as_vanished(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine)
    list(store.load())
    run(engine, "INSERT INTO cases (case_no, updated_at) VALUES ('C00300x', '2017-07-05 13:00:00')")
    assert set(read(store.poll().blocks)) == {"C00300x"}
    run(engine, "DELETE FROM cases WHERE case_no = 'C00300x'")
    assert polled(store) == ({}, ["C00300x"])


def test_a_store_that_is_emptied_and_filled_again_is_followed(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine)
    list(store.load())
    run(engine, "DELETE FROM cases")
    assert len(polled(store)[1]) == CASES
    with engine.begin() as connection:
        connection.execute(insert(schema.cases), [{"case_no": f"D{case}"} for case in range(700)])
    found, vanished = polled(store)
    assert (len(found), vanished) == (700, [])
    assert all(case.nodes == () for case in found.values())


def test_a_moment_of_change_far_ahead_does_not_hide_the_changes_after_it(
    engine: Engine, store: NativeCaseStore
) -> None:
    fill(engine, 20)
    run(engine, f"UPDATE cases SET updated_at = '2190-01-01 00:00:00' WHERE case_no = '{number(1)}'")
    list(store.load())
    run(engine, f"UPDATE cases SET state = 'void', updated_at = '2017-07-05 12:30:00' WHERE case_no = '{number(2)}'")
    assert set(read(store.poll().blocks)) == {number(2)}


def test_polling_before_any_load_finds_everything(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine, 130)
    assert len(polled(store)[0]) == 130


def test_what_is_written_while_the_load_is_under_way_is_found_by_polls(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine, 5000)
    blocks = store.load()
    mirror = read([next(blocks)])
    run(engine, "INSERT INTO cases (case_no, updated_at) VALUES ('A', '2017-07-05 13:00:00')")
    run(engine, f"UPDATE cases SET state = 'void' WHERE case_no = '{number(3)}'")
    run(engine, f"DELETE FROM cases WHERE case_no = '{number(4)}'")
    mirror |= read(blocks)
    for _ in range(250):
        apply(mirror, store.poll())
    assert len(mirror) == 5000
    assert mirror[number(3)].state == "void"
    assert "A" in mirror


def test_the_catalogue_comes_again_when_it_changed(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine, 5)
    list(store.load())
    store.catalogue()
    run(engine, "INSERT INTO items (item_code, promised_limit) VALUES ('i', 5)")
    catalogue = store.poll().catalogue
    assert catalogue is not None
    assert set(catalogue.items) == {"i"}
    assert store.poll().catalogue is None


def test_what_was_found_before_the_store_went_away_is_handed_over_later(
    engine: Engine, store: NativeCaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine)
    list(store.load())
    run(engine, f"UPDATE cases SET state = 'void', updated_at = '2017-07-05 13:00:00' WHERE case_no = '{number(7)}'")

    def away(*_: Any) -> int:
        raise StoreUnavailable("unreachable", "for this test")

    with monkeypatch.context() as patch:
        patch.setattr(store._poller, "_reconcile_page", away)
        with pytest.raises(StoreUnavailable):
            store.poll()
    assert set(polled(store)[0]) == {number(7)}


def test_many_random_changes_leave_a_mirror_equal_to_the_store(engine: Engine, store: NativeCaseStore) -> None:
    dice = random.Random(4)
    fill(engine)
    mirror = read(store.load())
    for _ in range(40):
        with engine.begin() as connection:
            for _ in range(dice.randrange(6)):
                _change_something(connection, dice)
        apply(mirror, store.poll())
    for _ in range(60):
        apply(mirror, store.poll())
    with closing(open_case_store(str(engine.url))) as fresh:
        assert mirror == read(fresh.load())


def _change_something(connection: Connection, dice: random.Random) -> None:
    case = number(dice.randrange(CASES + 50))
    moment = NOON + timedelta(seconds=dice.randrange(-600, 600))
    said = "NULL" if dice.random() < 0.2 else f"'{moment}'"
    statement = dice.choice(
        [
            "DELETE FROM cases WHERE case_no = '{case}'",
            "DELETE FROM case_nodes WHERE case_no = '{case}' AND seq = 1",
            "INSERT INTO cases (case_no, state, updated_at) VALUES ('{case}', 'new', {said}) ON CONFLICT DO NOTHING",
            "UPDATE cases SET state = 'state {dice}', updated_at = {said} WHERE case_no = '{case}'",
            "UPDATE case_nodes SET name = 'name {dice}', updated_at = {said} WHERE case_no = '{case}'",
            "INSERT INTO suspensions (case_no, seq, updated_at) VALUES ('{case}', {dice}, {said})"
            " ON CONFLICT DO NOTHING",
        ]
    )
    connection.execute(text(statement.format(case=case, said=said, dice=dice.randrange(100))))


def test_a_restored_older_copy_is_followed_as_well(engine: Engine, store: NativeCaseStore) -> None:
    fill(engine, 50)
    list(store.load())
    run(engine, "UPDATE cases SET updated_at = '2017-07-01 00:00:00', state = 'void'")
    run(engine, "UPDATE case_nodes SET updated_at = '2017-07-01 00:00:00'")
    assert len(polled(store)[0]) == 50
    run(engine, f"UPDATE cases SET state = 'open', updated_at = '2017-07-01 00:01:00' WHERE case_no = '{number(3)}'")
    assert set(read(store.poll().blocks)) == {number(3)}
