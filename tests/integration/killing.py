"""A hundred ticks killed with SIGKILL at random points, then one that is left to finish. Run by test_killed_ticks.

Usage: python killing.py FOLDER ROUNDS SEED. Prints one JSON line: the cards of the much-killed ledger and those of
one that was left in peace.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from desktop import settings as site_settings
from desktop import wiring
from monitoring.stores.writable import open_writable_case_store
from monitoring.watching.engine import Engine, Options

FIRST = datetime(2017, 6, 28, 9, 0)


def main(folder: Path, rounds: int, seed: int) -> None:
    case_store = f"sqlite:///{(folder / 'cases.sqlite').as_posix()}"
    make_cases(case_store, 60)
    killed, calm = (f"sqlite:///{(folder / name).as_posix()}" for name in ("killed.sqlite", "calm.sqlite"))
    dice = random.Random(seed)
    deaths = 0
    for round_ in range(rounds):
        # a few cards more become true from round to round, so that every tick has something to write
        at = FIRST + timedelta(days=12) * (round_ + 1) / rounds
        deaths += kill_one(case_store, killed, at, dice.uniform(0.0, 0.12))
    last = FIRST + timedelta(days=12)
    for ledger in (killed, calm):
        one_tick(case_store, ledger, last)
    print(json.dumps({"deaths": deaths, "killed": cards(case_store, killed), "calm": cards(case_store, calm)}))


def make_cases(url: str, number: int) -> None:
    engine = open_writable_case_store(url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO items VALUES ('I1','高龄补贴','promised',NULL,'office_hour',20,NULL)"))
        for case in range(number):
            accepted = FIRST + timedelta(minutes=37 * case)
            connection.execute(
                text("INSERT INTO cases (case_no, item_code, accepted_at, state) VALUES (:no, 'I1', :at, 'open')"),
                {"no": f"C{case:03}", "at": f"{accepted:%Y-%m-%d %H:%M:%S}"},
            )
    engine.dispose()


def opened(case_store: str, ledger: str) -> Engine:
    known = site_settings.load(None, {}, case_store=case_store, ledger=ledger)
    return wiring.make_engine(known, Options(live=False))


def one_tick(case_store: str, ledger: str, at: datetime) -> None:
    engine = opened(case_store, ledger)
    engine.load(at)
    engine.store.close()
    engine.ledger.close()


def kill_one(case_store: str, ledger: str, at: datetime, after: float) -> bool:
    child = os.fork()
    if child == 0:
        one_tick(case_store, ledger, at)
        os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def cards(case_store: str, ledger: str) -> list[list[str]]:
    engine = opened(case_store, ledger)
    found = [
        [one.card.case_no, str(one.card.level), str(one.card.became_true_at), one.state]
        for one in engine.ledger.cards()
    ]
    engine.store.close()
    engine.ledger.close()
    return sorted(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
