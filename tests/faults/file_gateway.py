"""A gateway in a file, so that it outlives its senders: what it has taken is there, whatever they remember."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from datetime import datetime

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
from tests.faults.run import SETTLE_SECONDS, Run

BROKEN_BEFORE, ANSWER_LOST = 0.03, 0.1
"""Chances: up to the first the connection breaks before the SMS is taken, from there to the second after it."""


class FileGateway:
    name = "file"
    settle_seconds = SETTLE_SECONDS
    adds_signature = True

    def __init__(self, run: Run, chance: random.Random, at_step: Callable[[str], None]) -> None:
        self.can_look_up = run.can_look_up
        self._run = run
        self._chance = chance
        self._at_step = at_step
        self._file = sqlite3.connect(run.gateway, timeout=60, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("CREATE TABLE IF NOT EXISTS taken (token TEXT, mobile TEXT, body TEXT)")

    def send(self, sms: OutgoingSms) -> SendResult:
        self._at_step("gateway:before")
        time.sleep(self._run.shared.pace)
        if self._run.away.exists():
            return NotAccepted("refused", retry_after=1.0)
        luck = self._chance.random()
        if luck < BROKEN_BEFORE:
            return Unknown("the connection broke before it was taken")
        self._file.execute("INSERT INTO taken VALUES (?, ?, ?)", (sms.token, sms.mobile, sms.text))
        self._at_step("gateway:after")
        return Unknown("the answer was lost") if luck < ANSWER_LOST else Accepted(f"g{sms.token}")

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        found = self._file.execute("SELECT 1 FROM taken WHERE token = ?", (token,)).fetchone()
        return Found("accepted", f"g{token}") if found else NotFound()

    def reports(self) -> list[Report]:
        return []

    def check(self) -> str:
        return "a file"

    def close(self) -> None:
        self._file.close()
