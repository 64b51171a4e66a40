"""What a run shows: the ledger held against what the gateway really took."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from datetime import datetime
from typing import Any

from tests import building as make
from tests.faults.run import HOURS, OUTBOX, Run
from tests.faults.torment import Torment

SURELY_SENT = frozenset({"accepted", "delivered", "undelivered"})


def judged(run: Run, torment: Torment) -> dict[str, Any]:
    """Everything that was counted, as the JSON document that the program prints."""
    with closing(sqlite3.connect(run.gateway)) as gateway:
        taken = Counter(gateway.execute("SELECT mobile, body FROM taken").fetchall())
    went = [
        (row.state, taken[row.mobile, row.text]) for row in run.rows("SELECT mobile, text, state FROM sms_messages")
    ]
    died = Counter(run.died_at())
    return {
        "order": run.order,
        "can_look_up": run.can_look_up,
        "ledger": run.ledger.partition(":")[0].partition("+")[0],
        "warnings": len(went),
        "deaths": torment.deaths,
        "died_at": {step: died[step] for step in run.steps},
        "faults": dict(torment.came),
        "ledger_away": dict(Counter(run.felt())),
        "states": dict(Counter(state for state, _ in went)),
        "attempts": _attempts(run),
        "lost": sum(_is_lost(state, times) for state, times in went),
        "doubled": sum(times > 1 for _, times in went),
        "sent_but_not_known_so": sum(times > 0 and state not in {*SURELY_SENT, "unknown"} for state, times in went),
        "doubtful_and_sent": sum(state == "unknown" and times == 1 for state, times in went),
        "doubtful_and_not_sent": sum(state == "unknown" and times == 0 for state, times in went),
        "outside_hours": sum(is_outside_hours(row[0]) for row in _decided_at(run)),
    }


def kept(result: dict[str, Any]) -> bool:
    """Whether the run shows what it must: the outbox keeps the promise, each control breaks it in its own way.

    A step that was never hit and a fault that nobody felt show nothing: then no run is good.
    """
    if not all(result["died_at"].values()) or not all(_is_felt(result, fault) for fault in result["faults"]):
        return False
    if result["order"] == "mark_then_send":
        return bool(result["lost"])
    if result["order"] == "send_then_mark":
        return bool(result["doubled"])
    allowed = {"accepted"} if result["can_look_up"] else {"accepted", "unknown"}
    wrong = ("lost", "doubled", "sent_but_not_known_so", "outside_hours")
    return not any(result[name] for name in wrong) and set(result["states"]) <= allowed


def _is_felt(result: dict[str, Any], fault: str) -> bool:
    codes = {"database": "unreachable", "disk": "full"}
    return bool(result["faults"][fault]) and (fault not in codes or codes[fault] in result["ledger_away"])


def is_outside_hours(moment: datetime) -> bool:
    return HOURS.next_open(moment, make.book().working) != moment


def _is_lost(state: str, times: int) -> bool:
    """Held for sent and never taken; or still waiting when all was over."""
    return (times == 0 and state in SURELY_SENT) or state in ("pending", "sending", "cancelled", "expired")


def _attempts(run: Run) -> int:
    return len(_decided_at(run))


def _decided_at(run: Run) -> list[tuple[datetime]]:
    """The site's clock at each decision to send: it may be wrong, but must then lie in the sending hours."""
    if run.order != OUTBOX:
        return []
    rows = run.rows("SELECT started_at FROM sms_attempts")
    return [(row[0] if isinstance(row[0], datetime) else make.at(row[0]),) for row in rows]
