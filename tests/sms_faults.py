"""The fault run: senders killed at random and at every numbered step while the world around them goes wrong.

    python -m tests.sms_faults FOLDER [--warnings N] [--kills N] [--order ORDER] [--no-look-up] [--seed N] [--turns N]
                                      [--ledger URL | --postgres | --small-disk]

Three senders and a watch work on one ledger. They die at random moments and at every step of their work; answers are
lost, the gateway is away, the site's clock jumps for days; with --postgres the database is restarted (a private server
of this run), with --small-disk the SQLite ledger's disk has no byte left for a while.

ORDER: 'outbox' (the program's), or one of two simpler ones as a control: 'mark_then_send' must lose messages,
'send_then_mark' must double some. Prints one JSON document. Exit status 1: the promise was broken, or a step or a
fault never had its turn; 3: this machine has not what the run needs.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.faults.office import Office
from tests.faults.run import ORDERS, OUTBOX, Run
from tests.faults.torment import Torment
from tests.faults.verdict import judged, kept
from tests.faults.weather import (
    ClockJumps,
    DatabaseRestarts,
    DiskFull,
    Fault,
    GatewayAway,
    small_disk,
    with_own_mounts,
)
from tests.servers import ServerAbsent, private_postgres


def main(argv: Sequence[str]) -> int:
    given = _parser().parse_args(argv)
    try:
        if given.small_disk:
            with_own_mounts([sys.executable, "-m", "tests.sms_faults", *argv])
        given.folder.mkdir(parents=True, exist_ok=True)
        with _run(given) as (run, faults):
            office = Office(run)
            office.fill(run)
            torment = Torment(run, office, faults)
            torment.go()
            result = judged(run, torment)
    except ServerAbsent as absent:
        sys.stderr.write(f"{absent}\n")
        return 3
    print(json.dumps(result, indent=1))
    return 0 if kept(result) else 1


@contextmanager
def _run(given: argparse.Namespace) -> Iterator[tuple[Run, list[Fault]]]:
    ledger = given.ledger or f"sqlite:///{given.folder / 'ledger.db'}"
    options = (given.warnings, given.kills, given.order, not given.no_look_up, given.seed, given.turns)
    if given.postgres:
        with private_postgres() as server:
            run = Run(given.folder, server.url(), *options)
            yield run, _faults(run, DatabaseRestarts(server))
    elif given.small_disk:
        small_disk(given.folder / "disk")
        run = Run(given.folder, f"sqlite:///{given.folder / 'disk' / 'ledger.db'}", *options)
        yield run, _faults(run, DiskFull(run))
    else:
        run = Run(given.folder, ledger, *options)
        yield run, _faults(run)


def _faults(run: Run, *of_the_ledger: Fault) -> list[Fault]:
    """The simple orders know no clock and no pause: they only show that kills and lost answers break them."""
    away = GatewayAway(run)
    return [away, ClockJumps(run, random.Random(run.seed)), *of_the_ledger] if run.order == OUTBOX else [away]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests.sms_faults")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--warnings", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--turns", type=int, default=4, help="how often each fault comes at least")
    parser.add_argument("--order", choices=ORDERS, default=OUTBOX)
    parser.add_argument("--no-look-up", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--ledger", default="", help="an empty database; else an SQLite file in the folder")
    where.add_argument("--postgres", action="store_true")
    where.add_argument("--small-disk", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
