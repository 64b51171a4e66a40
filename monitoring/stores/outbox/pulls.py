"""Batches of delivery reports in the ledger, and whose turn it is to fetch them: behind gateway.BatchKeeper."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, insert, or_, select, update

from monitoring.sms.gateway import Batch
from monitoring.sms.states import IN_FLIGHT, State
from monitoring.stores.ledger_connection import LedgerConnection
from monitoring.stores.ledger_schema import sms_attempts, sms_messages, sms_pullers, sms_pulls
from monitoring.stores.outbox.rows import database_now

AT_ONCE: Final = 200
"""Stored batches that are read together."""
STORED: Final = "stored"
TAKEN: Final = "taken"
UNREADABLE: Final = "unreadable"

_of = sms_pulls.c


class SqlBatches:
    """``sender``: this process, in no other's words. The lease runs by the database's clock."""

    def __init__(self, connection: LedgerConnection, gateway: str, sender: str) -> None:
        self._connection = connection
        self._gateway = gateway
        self._sender = sender

    def my_turn(self, seconds: float) -> bool:
        with self._connection.writing() as connection:
            return self._lease(connection, seconds)

    def give_turn_back(self) -> None:
        with self._connection.writing() as connection:
            lease = sms_pullers.c
            mine = update(sms_pullers).where(lease.gateway == self._gateway, lease.sender == self._sender)
            connection.execute(mine.values(lease_until=0.0))

    def keep(self, body: bytes) -> None:
        with self._connection.writing() as connection:
            row = {"gateway": self._gateway, "sender": self._sender, "body": body, "state": STORED}
            connection.execute(insert(sms_pulls).values(**row, pulled_at=database_now(connection)))

    def stored(self) -> list[Batch]:
        query = select(_of.pull_id, _of.body).where(_of.gateway == self._gateway, _of.state == STORED)
        with self._connection.reading() as connection:
            rows = connection.execute(query.order_by(_of.pull_id).limit(AT_ONCE)).all()
        return [Batch(row.pull_id, bytes(row.body)) for row in rows]

    def open_tokens(self, newest: int) -> list[str]:
        tried, waits = sms_attempts.c, sms_messages.c.state.in_((*IN_FLIGHT, State.ACCEPTED, State.UNRESOLVED))
        joined = select(tried.token).join(sms_messages, sms_messages.c.token == tried.token)
        query = joined.where(tried.gateway == self._gateway, waits).distinct()
        with self._connection.reading() as connection:
            rows = connection.execute(query.add_columns(tried.started_at).order_by(tried.started_at.desc()))
            return [row.token for row in rows.fetchmany(newest)]

    def set_aside(self, batch: Batch) -> None:
        with self._connection.writing() as connection:
            move(connection, batch.number, UNREADABLE)

    def _lease(self, connection: Connection, seconds: float) -> bool:
        clock, lease = database_now(connection), sms_pullers.c
        values = {"sender": self._sender, "lease_until": clock + seconds}
        free = or_(lease.sender == self._sender, lease.lease_until < clock)
        mine = update(sms_pullers).where(lease.gateway == self._gateway, free).values(values)
        if connection.execute(mine).rowcount:
            return True
        if connection.execute(select(lease.sender).where(lease.gateway == self._gateway)).first() is not None:
            return False
        connection.execute(insert(sms_pullers).values(**values, gateway=self._gateway))
        return True


def move(connection: Connection, number: int, state: str) -> bool:
    """Whether this one took the batch, and nobody before it."""
    mine = update(sms_pulls).where(_of.pull_id == number, _of.state == STORED)
    return connection.execute(mine.values(state=state)).rowcount > 0
