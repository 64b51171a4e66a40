"""No gateway: shows what would be sent. Nothing it is given ever counts as sent."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from typing import Final

from monitoring.sms.gateway import LONG_RETRY, CannotTell, LookUp, NotAccepted, OutgoingSms, Report, SendResult
from monitoring.sms.texts import masked, parts

MOST_SHOWN: Final = 1_000


class NoGateway:
    name = "none"
    can_look_up = False
    settle_seconds = 0.0
    adds_signature = False

    def __init__(self) -> None:
        self._shown: deque[str] = deque(maxlen=MOST_SHOWN)

    def send(self, sms: OutgoingSms) -> SendResult:
        self._shown.append(f"{masked(sms.mobile)} [{parts(sms.text)}] {sms.text}")
        return NotAccepted("no_gateway", LONG_RETRY)

    def would_send(self) -> list[str]:
        """One line for each SMS that came since the last call: masked number, parts, text."""
        lines = list(self._shown)
        self._shown.clear()
        return lines

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        return CannotTell("no_gateway")

    def reports(self) -> list[Report]:
        return []

    def check(self) -> str:
        return "没有设置短信网关，不发短信"

    def close(self) -> None:
        """Nothing is open."""
