"""The first starts of a ledger: what became true long before them is held until a person says what is to become of it.

Two moments count: the first look at the present, and the first turn of a sender with a real gateway (until then all
that was written only showed what would have gone out). A look at another moment (``--at``) starts nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, insert, select, update

from monitoring.sms.due import BEFORE_START, RELEASED
from monitoring.sms.rules import KINDS
from monitoring.sms.states import State
from monitoring.stores.ledger_schema import sms_messages, sms_start

FIRST_LOOK: Final = 1
FIRST_SENDER: Final = 2

_of, _start = sms_messages.c, sms_start.c


def started_at(connection: Connection, which: int) -> datetime | None:
    """When that was; None: it was not yet."""
    moment: datetime | None = connection.execute(select(_start.started_at).where(_start.only == which)).scalar()
    return moment


def begin(connection: Connection, which: int, at: datetime, old: timedelta | None) -> None:
    """Notes the moment and holds what is older by then. ``old`` None: the site wants everything sent.

    A moment that is noted already gives way to an earlier one only: a clock that was ahead had noted it.
    """
    known = started_at(connection, which)
    if known is not None and known <= at:
        return
    if known is None:
        connection.execute(insert(sms_start).values(only=which, started_at=at))
    else:
        connection.execute(update(sms_start).where(_start.only == which).values(started_at=at))
    if old is None:
        return
    automatic = (_of.kind.in_(KINDS), _of.attempts == 0, func.coalesce(_of.state_reason, "") != RELEASED)
    waits = update(sms_messages).where(*automatic, _of.state == State.PENDING, _of.became_true_at < at - old)
    connection.execute(waits.values(state=State.SUPPRESSED, state_reason=BEFORE_START))
    if which == FIRST_LOOK:
        held = (_of.state == State.SUPPRESSED, _of.state_reason == BEFORE_START, _of.became_true_at >= at - old)
        connection.execute(update(sms_messages).where(*automatic, *held).values(state=State.PENDING, state_reason=None))
