"""The fault run: senders killed at random and at every numbered step, answers lost, the gateway away.

    python -m tests.sms_faults FOLDER [--warnings N] [--kills N] [--order ORDER] [--ledger URL] [--no-look-up]

ORDER: 'outbox' (the program's), or one of two simpler ones as a control: 'mark_then_send' must lose messages,
'send_then_mark' must double some. Prints one JSON document; exit status 1 where the promise was broken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from monitoring.clock import running_clock
from monitoring.ports import StoreUnavailable
from monitoring.records import Catalogue, Officer, Unit
from monitoring.sms.desks import Desks
from monitoring.sms.due import Planner
from monitoring.sms.gateway import (
    Accepted,
    Found,
    LookUp,
    NotAccepted,
    NotFound,
    OutgoingSms,
    Report,
    SendResult,
    Unknown,
)
from monitoring.sms.hours import SendingHours
from monitoring.sms.rules import SmsRules, load_rules
from monitoring.sms.sender import Sender
from monitoring.stores.ledger import open_ledger
from monitoring.stores.outbox import SqlOutbox
from monitoring.watching.engine import Engine
from tests import building as make
from tests.fakes import FakeCaseStore

STEPS = (
    *("claim:before", "claim:uncommitted", "claim:committed", "gateway:before", "gateway:after", "sent"),
    *("finish:uncommitted", "finish:committed", "settle:before", "settle:asked", "settle:uncommitted"),
    "settle:committed",
)
SENDERS = 3
OFFICERS = 100
LEASE_SECONDS = 3.0
SETTLE_SECONDS = 0.5
RED = make.at("2017-07-05 17:30:01")


@dataclass(frozen=True, slots=True)
class Run:
    folder: Path
    ledger: str
    warnings: int
    kills: int
    order: str
    can_look_up: bool
    seed: int


class FileGateway:
    """A gateway in a file, so that it outlives its senders: what it has taken is there, whatever they remember."""

    name = "file"
    settle_seconds = SETTLE_SECONDS
    adds_signature = True

    def __init__(self, run: Run, chance: random.Random, at_step: Callable[[str], None]) -> None:
        self.can_look_up = run.can_look_up
        self._chance = chance
        self._at_step = at_step
        self._away = run.folder / "away"
        self._file = sqlite3.connect(run.folder / "gateway.db", timeout=30, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("CREATE TABLE IF NOT EXISTS taken (token TEXT, mobile TEXT, body TEXT)")

    def send(self, sms: OutgoingSms) -> SendResult:
        self._at_step("gateway:before")
        if self._away.exists():
            return NotAccepted("refused", retry_after=1.0)
        luck = self._chance.random()
        if luck < 0.03:
            return Unknown("the connection broke before it was taken")
        self._file.execute("INSERT INTO taken VALUES (?, ?, ?)", (sms.token, sms.mobile, sms.text))
        self._at_step("gateway:after")
        return Unknown("the answer was lost") if luck < 0.08 else Accepted(f"g{sms.token}")

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        found = self._file.execute("SELECT 1 FROM taken WHERE token = ?", (token,)).fetchone()
        return Found("accepted", f"g{token}") if found else NotFound()

    def reports(self) -> list[Report]:
        return []

    def check(self) -> str:
        return "a file"

    def close(self) -> None:
        self._file.close()


class Office:
    """So many overdue cases with so many officers, one warning each."""

    def __init__(self, run: Run) -> None:
        people = {f"O{number}": Officer(f"O{number}", "某", "U2", "handler") for number in range(OFFICERS)}
        catalogue = Catalogue(items={"I1": make.item()}, units={"U2": Unit("U2", "县民政局", None)}, officers=people)
        cases = [
            make.case(
                no=f"C{n:05d}", nodes=(replace(make.visit(1, "2017-06-28 15:20"), officer_id=f"O{n % OFFICERS}"),)
            )
            for n in range(run.warnings)
        ]
        self.store = FakeCaseStore(*cases, catalogue=catalogue)
        self.store.numbers = {f"O{number}": f"1380000{number:04d}" for number in range(OFFICERS)}
        self.book = make.book()
        self.planner = Planner(_rules(), SendingHours(0, 86_400, working_days=False), self.store.contacts)
        self.now = running_clock(RED + timedelta(seconds=1), 1.0)


def _rules() -> SmsRules:
    usual = load_rules()
    red = replace(usual.kinds["red"], steps=usual.kinds["red"].steps[:1])
    many = {"per_number_per_day": 10**9, "digest_from": 10**9, "resend": frozenset[str]()}
    return replace(usual, kinds={"red": red}, resend_after=timedelta(days=9), **many)  # type: ignore[arg-type]


def fill(run: Run, office: Office) -> None:
    ledger = open_ledger(run.ledger)
    engine = Engine(office.store, ledger, office.book, planner=office.planner)
    engine.load(RED)
    assert engine.warnings_written == run.warnings, engine.warnings_written
    ledger.close()


def send_by_outbox(
    run: Run, office: Office, number: int, chance: random.Random, at_step: Callable[[str], None]
) -> None:
    gateway = FileGateway(run, chance, at_step)
    outbox = SqlOutbox(run.ledger, gateway="file", at_step=at_step)
    desks = Desks(office.store, lambda: office.book, office.planner)
    sender = Sender(outbox, gateway, desks, now=office.now, lease_seconds=LEASE_SECONDS, at_step=at_step)
    while True:
        sender.turn()
        time.sleep(0.02)


def send_simply(run: Run, office: Office, number: int, chance: random.Random, at_step: Callable[[str], None]) -> None:
    """The two orders that other programs use; each sender has messages of its own, so that only crashes count."""
    gateway = FileGateway(run, chance, at_step)
    engine = create_engine(run.ledger, poolclass=NullPool)
    mine = f"state = 'pending' AND message_id % {SENDERS} = {number}"
    with engine.connect() as connection:
        while True:
            row = connection.execute(
                text(f"SELECT * FROM sms_messages WHERE {mine} ORDER BY message_id LIMIT 1")
            ).first()
            connection.rollback()
            if row is None:
                time.sleep(0.02)
                continue
            sms = OutgoingSms(f"t{row.message_id}", row.mobile, row.text, row.kind, "", {})
            done = text(f"UPDATE sms_messages SET state = 'accepted' WHERE message_id = {row.message_id}")
            if run.order == "mark_then_send":
                connection.execute(done)
                connection.commit()
                at_step("claim:committed")
                gateway.send(sms)
                at_step("sent")
            elif isinstance(gateway.send(sms), Accepted):
                at_step("sent")
                connection.execute(done)
                connection.commit()


def child(run: Run, office: Office, number: int, birth: int) -> None:
    """Dies at one of the numbered steps, now this, now that one; or when the parent says so."""
    chance = random.Random(run.seed * 1_000_003 + birth)
    planned = STEPS[birth % len(STEPS)] if birth < run.kills else ""
    left = chance.randrange(1, 12)

    def at_step(name: str) -> None:
        nonlocal left
        if name == planned:
            left -= 1
            if left <= 0:
                (run.folder / f"died-{birth}").write_text(name)
                os.kill(os.getpid(), signal.SIGKILL)

    try:
        (send_by_outbox if run.order == "outbox" else send_simply)(run, office, number, chance, at_step)
    except StoreUnavailable:
        os._exit(3)


def spawn(run: Run, office: Office, number: int, birth: int) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            child(run, office, number, birth)
        finally:
            os._exit(1)
    return pid


def torment(run: Run, office: Office) -> int:
    """Kills senders until they were killed often enough, then lets them finish. Returns the number of kills."""
    chance = random.Random(run.seed)
    births = killed = 0
    alive: dict[int, int] = {}
    away = run.folder / "away"
    ends = time.monotonic() + 600
    while time.monotonic() < ends:
        for number in set(range(SENDERS)) - set(alive.values()):
            alive[spawn(run, office, number, births)] = number
            births += 1
        time.sleep(chance.uniform(0.02, 0.15))
        if killed < run.kills and chance.random() < 0.4:
            os.kill(chance.choice(list(alive)), signal.SIGKILL)
        if chance.random() < 0.05 and killed < run.kills:
            away.touch()
        elif chance.random() < 0.4 or killed >= run.kills:
            away.unlink(missing_ok=True)
        for pid in [pid for pid in alive if os.waitpid(pid, os.WNOHANG)[0]]:
            del alive[pid]
            killed += 1
        if settled(run) and (killed >= run.kills or run.order != "outbox" or not waiting(run)):
            break
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    return killed


def rows(run: Run, query: str) -> list[Any]:
    engine = create_engine(run.ledger, poolclass=NullPool)
    with engine.connect() as connection:
        found = list(connection.execute(text(query)).all())
    engine.dispose()
    return found


def waiting(run: Run) -> int:
    open_states = "'pending', 'sending'" + (", 'unknown'" if run.can_look_up else "")
    return int(rows(run, f"SELECT count(*) FROM sms_messages WHERE state IN ({open_states})")[0][0])


def settled(run: Run) -> bool:
    return waiting(run) == 0


def judged(run: Run, killed: int) -> dict[str, Any]:
    with closing(sqlite3.connect(run.folder / "gateway.db")) as gateway:
        taken = Counter((mobile, body) for mobile, body in gateway.execute("SELECT mobile, body FROM taken"))
    messages = rows(run, "SELECT mobile, text, state FROM sms_messages")
    went = [(row.state, taken[row.mobile, row.text]) for row in messages]
    surely = {"accepted", "delivered", "undelivered"}
    died = Counter(file.read_text() for file in run.folder.glob("died-*"))
    return {
        "order": run.order,
        "can_look_up": run.can_look_up,
        "warnings": len(messages),
        "killed": killed,
        "died_at": dict(died),
        "states": dict(Counter(state for state, _ in went)),
        "lost": sum(1 for state, times in went if times == 0 and state in surely)
        + sum(s == "pending" for s, _ in went),
        "doubled": sum(1 for _, times in went if times > 1),
        "doubtful_and_sent": sum(1 for state, times in went if state == "unknown" and times == 1),
        "doubtful_and_not_sent": sum(1 for state, times in went if state == "unknown" and times == 0),
    }


def kept(result: dict[str, Any]) -> bool:
    """Whether the run shows what it must: the outbox keeps the promise, each control breaks it in its own way."""
    if result["order"] == "mark_then_send":
        return bool(result["lost"])
    if result["order"] == "send_then_mark":
        return bool(result["doubled"])
    allowed = {"accepted"} if result["can_look_up"] else {"accepted", "unknown"}
    return not result["lost"] and not result["doubled"] and set(result["states"]) <= allowed


def run_all(run: Run) -> dict[str, Any]:
    office = Office(run)
    fill(run, office)
    return judged(run, torment(run, office))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.sms_faults")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--warnings", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--order", choices=("outbox", "mark_then_send", "send_then_mark"), default="outbox")
    parser.add_argument("--ledger", default="")
    parser.add_argument("--no-look-up", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args(argv)
    given.folder.mkdir(parents=True, exist_ok=True)
    ledger = given.ledger or f"sqlite:///{given.folder / 'ledger.db'}"
    run = Run(given.folder, ledger, given.warnings, given.kills, given.order, not given.no_look_up, given.seed)
    result = run_all(run)
    print(json.dumps(result, indent=1))
    return 0 if kept(result) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
