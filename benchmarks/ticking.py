"""A tick without news against working everything out again; and the proof that both come to the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from benchmarks import synthetic
from benchmarks.measuring import Context, Result, ratio, rounds
from benchmarks.memory_stores import MemoryCaseStore, MemoryLedger
from monitoring.board import CaseRows
from monitoring.judging.blocks_judging import judge_block
from monitoring.judging.courses import PhaseTable
from monitoring.moments import ceil_seconds, from_seconds
from monitoring.watching.engine import Engine
from monitoring.watching.snapshots import picture

PROVED_CASES: Final = 20_000
TICKS: Final = 12
COMPARED: Final = ("light", "reason", "accepted_at", "due", "statutory_due", "changes_at", "flags")
CODED: Final = {"item": "items", "region": "regions", "unit": "units", "officer": "officers", "node_name": "node_names"}


def incremental(context: Context) -> Iterator[Result]:
    """Ticks over days with changes, new, finished and vanished cases, each against a load from nothing."""
    count = min(context.sizes.cases, PROVED_CASES)
    store = MemoryCaseStore(list(synthetic.blocks(count)), synthetic.catalogue())
    engine = Engine(store, MemoryLedger(), synthetic.rulebook())
    engine.load(synthetic.NOW)
    rng = np.random.default_rng(7)
    wrong, at = 0, synthetic.NOW
    for turn in range(TICKS):
        at += timedelta(seconds=int(rng.integers(1, 40_000)))
        _disturb(store, rng, count, turn, at)
        engine.tick(at)
        wrong += _differences(engine, store, at)
    note = f"{TICKS} ticks over {(at - synthetic.NOW).days} days, {count} cases"
    yield context.none_of("incremental state against full recompute", wrong, "wrong", note)


def quiet(context: Context) -> Iterator[Result]:
    """A tick at which nothing changed against judging every case anew (reading and storing them left out)."""
    book, catalogue = synthetic.rulebook(), synthetic.catalogue()
    blocks = list(synthetic.blocks(context.sizes.cases))
    engine = Engine(MemoryCaseStore(blocks, catalogue), MemoryLedger(), book)
    context.say(f"  loading {context.sizes.cases} cases into memory")
    engine.load(synthetic.NOW)
    at = _before_any_turn(engine)
    moments = iter(range(10**9))

    def tick() -> None:
        engine.tick(at + timedelta(microseconds=next(moments)))

    def recompute() -> None:
        for block in blocks:
            judge_block(book, catalogue, block, at)

    times = rounds({"recompute": recompute, "tick": tick}, min(context.sizes.rounds, 2))
    note = f"{_ms(times['recompute'])} against {_ms(times['tick'])} ms"
    value = ratio(times["recompute"], times["tick"])
    yield context.least("a tick with no change against a full recompute", value, 10.0, note=note)
    yield from _picture_anew(context, engine)


def _picture_anew(context: Context, engine: Engine) -> Iterator[Result]:
    """What the screen waits for when one light turned: all columns copied and read again."""
    table = PhaseTable.of(engine.book.profile)
    now = ceil_seconds(synthetic.NOW)
    times = rounds({"picture": lambda: picture(engine.state, table, engine.catalogue, now)}, context.sizes.rounds)
    yield Result("a picture of all cases taken anew", float(np.median(times["picture"])) * 1e3, "ms")


def _before_any_turn(engine: Engine) -> datetime:
    """A moment at which no boundary has passed since the load, some seconds of room included."""
    return min(synthetic.NOW + timedelta(seconds=1), from_seconds(engine.next_change) - timedelta(seconds=1))


def _disturb(store: MemoryCaseStore, rng: np.random.Generator, count: int, turn: int, at: datetime) -> None:
    """One case in a hundred changes: a due of its own, a finish, an end; new ones come."""
    for number in rng.integers(0, count, max(count // 100, 4)).tolist():
        case = store.record(synthetic.case_no(number))
        if case is None or case.state != "open":
            continue
        kind = int(rng.integers(0, 4))
        if kind == 0:
            store.drop(case.case_no)
        elif kind == 1:
            visits = tuple(visit if visit.left_at is not None else replace(visit, left_at=at) for visit in case.nodes)
            store.put(replace(case, state="finished", finished_at=at, nodes=visits))
        elif kind == 2:
            store.put(replace(case, promised_due=at + timedelta(seconds=int(rng.integers(-90_000, 90_000)))))
        else:
            store.put(replace(case, case_no=f"{case.case_no}-{turn}", suspensions=()))


def _differences(engine: Engine, store: MemoryCaseStore, at: datetime) -> int:
    """Cases that an engine which starts now sees otherwise."""
    other = Engine(MemoryCaseStore(list(store.load()), engine.catalogue), MemoryLedger(), engine.book)
    other.load(at)
    ours, theirs = (_by_number(one, at) for one in (engine, other))
    numbers = ours.keys() | theirs.keys()
    cards = _cards(engine) ^ _cards(other)
    return sum(ours.get(number) != theirs.get(number) for number in numbers) + len(
        {card for card in cards if card[0] in theirs}
    )


def _by_number(engine: Engine, at: datetime) -> dict[str, tuple[object, ...]]:
    snapshot = engine.snapshot(at)
    rows: CaseRows = snapshot.cases
    columns = [getattr(rows, name).tolist() for name in COMPARED]
    for name, names in CODED.items():
        texts = [*getattr(snapshot.names, names), None]
        columns.append([texts[code] for code in getattr(rows, name).tolist()])
    return dict(zip(rows.case_no.tolist(), zip(*columns, strict=True), strict=True))


def _cards(engine: Engine) -> set[tuple[str, int | None, str, str, datetime]]:
    return {
        (issued.card.case_no, issued.card.node_seq, issued.card.level, issued.card.reason, issued.card.deadline)
        for issued in engine.ledger.cards(state="issued")
    }


def _ms(seconds: list[float]) -> str:
    return f"{float(np.median(seconds)) * 1e3:,.3f}"
