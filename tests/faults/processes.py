"""The processes of a run: three senders and a watch, each of which may die at any moment."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from monitoring.sms.desks import Desks
from monitoring.sms.gateway import Accepted, NotAccepted, OutgoingSms
from monitoring.sms.sender import Sender
from monitoring.stores.outbox.sql_outbox import SqlOutbox
from monitoring.watching.watcher import Watcher
from tests.faults.file_gateway import FileGateway
from tests.faults.office import Office
from tests.faults.run import LEASE_SECONDS, LOOK_AGAIN_SECONDS, OUTBOX, SENDERS, Run

WATCH = SENDERS
"""The number of the process that watches."""
POLL_SECONDS = 1.0
Step = Callable[[str], None]


def spawn(run: Run, office: Office, number: int, birth: int, planned: str, after: int) -> int:
    """A sender (or the watch) in a process of its own; returns its process id.

    ``planned``: the step at which it kills itself, when it comes to it for the ``after``-th time; '' for none.
    """
    pid = os.fork()
    if pid:
        return pid
    try:
        chance = random.Random(run.seed * 1_000_003 + birth)
        if number == WATCH:
            _watch(run, office)
        else:
            work = _send_by_outbox if run.order == OUTBOX else _send_simply
            work(run, office, number, chance, _death_at(run, birth, planned, after))
    finally:
        os._exit(1)


def _death_at(run: Run, birth: int, planned: str, after: int) -> Step:
    left = after

    def at_step(name: str) -> None:
        nonlocal left
        if name != planned:
            return
        left -= 1
        if left <= 0:
            (run.folder / f"died-{birth}").write_text(name, encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)

    return at_step


def _watch(run: Run, office: Office) -> None:
    """The program's own watch: it puts in again what a wrong clock made a sender call off."""
    engine = office.engine(run)
    Watcher(engine, now=office.now, poll_seconds=POLL_SECONDS, publish=lambda snapshot: None).run()


def _send_by_outbox(run: Run, office: Office, number: int, chance: random.Random, at_step: Step) -> None:
    gateway = FileGateway(run, chance, at_step)
    outbox = SqlOutbox(run.ledger, gateway="file", at_step=at_step, look_again_seconds=LOOK_AGAIN_SECONDS)
    desks = Desks(office.store, lambda: office.book, office.planner)
    sender = Sender(outbox, gateway, desks, now=office.now, lease_seconds=LEASE_SECONDS, at_step=at_step)
    while True:
        done = sender.turn()
        if done.away is not None:
            run.note_away(done.away.code)
        time.sleep(0.02)


def _send_simply(run: Run, office: Office, number: int, chance: random.Random, at_step: Step) -> None:
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
            if run.order == "mark_then_send":
                _mark(connection, row.message_id, "accepted")
                at_step("claim:committed")
                if isinstance(gateway.send(sms), NotAccepted):
                    _mark(connection, row.message_id, "pending")
                at_step("sent")
            elif isinstance(gateway.send(sms), Accepted):
                at_step("sent")
                _mark(connection, row.message_id, "accepted")


def _mark(connection: Connection, message_id: int, state: str) -> None:
    connection.execute(text(f"UPDATE sms_messages SET state = '{state}' WHERE message_id = {message_id}"))
    connection.commit()
