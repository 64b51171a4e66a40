"""Warnings of a period in a report: which count, and what was known of each at the cut-off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest
from sqlalchemy import insert

from monitoring.stores.ledger_connection import LedgerConnection
from monitoring.stores.ledger_schema import sms_messages
from monitoring.stores.outbox.sums import sums_of

START, END = datetime(2017, 7, 3), datetime(2017, 7, 10)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2017-07-{text}")


ROWS: Sequence[tuple[str, str, str, str | None, str | None]] = (
    # kind, state now, written, accepted, delivered
    ("red", "delivered", "03 00:00:00", "03 09:00:00", "03 09:00:10"),
    ("red", "delivered", "09 23:59:59", "10 08:00:00", "10 08:00:05"),  # sent after the cut-off
    ("yellow", "delivered", "09 17:00:00", "09 17:00:01", "10 00:00:00"),  # the receipt came after it
    ("yellow", "accepted", "05 09:00:00", "05 09:00:01", None),
    ("yellow", "undelivered", "05 09:00:00", "05 09:00:01", None),
    ("new_case", "suppressed", "05 09:00:00", None, None),
    ("red", "pending", "02 23:59:59", None, None),  # before
    ("red", "pending", "10 00:00:00", None, None),  # after
    ("digest", "accepted", "05 09:00:00", "05 09:00:01", None),  # carries others
    ("test", "accepted", "05 09:00:00", "05 09:00:01", None),
)


@pytest.fixture
def outbox(ledger_url: str) -> str:
    connection = LedgerConnection(ledger_url)
    with connection.writing() as writing:
        for number, (kind, state, written, accepted, delivered) in enumerate(ROWS):
            row = dict.fromkeys(
                ("threshold", "recipient", "recipient_name", "role", "mobile", "text", "template"), "x"
            ) | {"message_key": f"{number}", "case_no": "C", "node_key": -1, "step": 0, "params": "{}"}
            row |= {"kind": kind, "state": state, "created_at": at(written), "not_before": at(written)}
            row |= {"became_true_at": at(written), "attempts": 0, "resends": 0}
            row |= {"accepted_at": at(accepted) if accepted else None}
            row |= {"delivered_at": at(delivered) if delivered else None}
            writing.execute(insert(sms_messages).values(row))
    connection.close()
    return ledger_url


def test_warnings_written_in_the_period_count_with_what_was_known_at_its_end(outbox: str) -> None:
    sums = sums_of(outbox, START, END)
    assert sums.by_kind == {"new_case": 1, "red": 2, "yellow": 3}
    assert sums.by_state == {"accepted": 2, "delivered": 1, "pending": 1, "suppressed": 1, "undelivered": 1}
    assert sums.total == 6


def test_a_period_without_warnings_has_none(outbox: str) -> None:
    assert sums_of(outbox, datetime(2016, 7, 3), datetime(2016, 7, 10)).total == 0
