"""Late commits by real writers at once on PostgreSQL: transactions of up to a quarter of a second, side by side."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator
from typing import Final

from sqlalchemy import Engine, text

from benchmarks.measuring import Absent, Context, Result, Wrong
from monitoring.ports import Changes, StoreUnavailable
from monitoring.stores.case_store import NativeCaseStore, open_case_store
from monitoring.stores.writable import open_writable_case_store

WRITERS: Final = 12
LONGEST_SECONDS: Final = 0.25
CASES_EACH: Final = 40
POLL_SECONDS: Final = 0.1
_FILL: Final = (
    "INSERT INTO cases (case_no, state, unit_id, updated_at)"
    " SELECT 'P' || n, 'open', 'old', TIMESTAMP '2022-01-01 00:00:00' FROM generate_series(0, :last) AS n"
)
_CHANGE: Final = (
    "UPDATE cases SET unit_id = 'new', updated_at = clock_timestamp() AT TIME ZONE 'UTC' WHERE case_no = :no"
)
_AFTER: Final = "SELECT case_no, updated_at FROM cases WHERE updated_at > :mark"


def postgres(context: Context) -> Iterator[Result]:
    """Twelve writers; a plain watermark beside ours as the control. Empties the tables of the database it is given."""
    if context.postgres is None:
        raise Absent("no PostgreSQL was named (--postgres URL)")
    try:
        engine = open_writable_case_store(context.postgres)
    except StoreUnavailable as away:
        raise Absent(f"PostgreSQL cannot be reached: {away.detail}") from away
    try:
        missed, naive, total = _tried(context.postgres, engine)
    finally:
        engine.dispose()
    if not naive:
        raise Wrong("the plain watermark missed nothing: these commits prove nothing")
    note = f"of {total} by {WRITERS} writers; a plain watermark missed {naive}"
    yield context.none_of("changes missed by our poll, PostgreSQL", missed, "missed", note)


def _tried(url: str, engine: Engine) -> tuple[int, int, int]:
    total = WRITERS * CASES_EACH
    with engine.begin() as connection:
        if connection.execute(text("SELECT COUNT(*) FROM cases")).scalar():
            raise Absent("the database named is not empty: its cases are left alone")
        connection.execute(text(_FILL), {"last": total - 1})
    # whole_below: only the watermark with its overlap may find them, not a look at everything
    store = open_case_store(url, whole_below=0, slice=10)
    try:
        for _ in store.load():
            pass
        found, control = _polled(store, engine)
    finally:
        store.close()
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM cases"))
    return total - len(found), total - len(control), total


def _polled(store: NativeCaseStore, engine: Engine) -> tuple[set[str], set[str]]:
    writers = [threading.Thread(target=_write, args=(engine, number)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    found: set[str] = set()
    control: set[str] = set()
    mark = None
    running = True
    while running:
        running = any(writer.is_alive() for writer in writers)
        _take(store.poll(), found)
        mark = _plain_poll(engine, mark, control)
        time.sleep(POLL_SECONDS)
    _take(store.poll(), found)
    _plain_poll(engine, mark, control)
    return found, control


def _write(engine: Engine, writer: int) -> None:
    rng = random.Random(writer)
    for number in range(CASES_EACH):
        with engine.begin() as connection:
            connection.execute(text(_CHANGE), {"no": f"P{writer * CASES_EACH + number}"})
            time.sleep(rng.uniform(0, LONGEST_SECONDS))


def _plain_poll(engine: Engine, mark: object, found: set[str]) -> object:
    with engine.begin() as connection:
        rows = connection.execute(text(_AFTER), {"mark": mark or "2022-01-01 00:00:00"}).all()
    found.update(row[0] for row in rows)
    return max((row[1] for row in rows), default=mark)


def _take(news: Changes, found: set[str]) -> None:
    for block in news.blocks:
        found.update(no for no, unit in zip(block.case_no, block.unit_id, strict=True) if unit == "new")
