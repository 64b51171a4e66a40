"""Kannel's smsbox over HTTP (Kannel 1.4.5 user guide, chapter 6, "Using sendsms"; delivery reports by dlr-url).

Kannel cannot be asked about an SMS, but its delivery reports carry our token and come again until they are taken: a
report is stored before Kannel hears that it arrived, so that no crash in between loses what an unknown SMS hangs on.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from monitoring.moments import to_local
from monitoring.ports import StoreUnavailable
from monitoring.sms.gateway import (
    LONG_RETRY,
    SHORT_RETRY,
    Accepted,
    Batch,
    BatchKeeper,
    CannotTell,
    LookUp,
    NotAccepted,
    OutgoingSms,
    Rejected,
    Report,
    ReportState,
    SendResult,
    Unknown,
    Wrong,
)
from monitoring.sms.gateways.answers import json_of, object_of, word
from monitoring.sms.gateways.following import Pace
from monitoring.sms.gateways.http import Answer, Way
from monitoring.sms.gateways.listening import Listener, Received, listen_address
from monitoring.sms.options import Kannel
from monitoring.sms.texts import without_numbers

DELIVERED, UNDELIVERED, BUFFERED, TAKEN, REFUSED = 1, 2, 4, 8, 16
ALL_REPORTS: Final = DELIVERED | UNDELIVERED | BUFFERED | TAKEN | REFUSED

STATES: Final[dict[int, tuple[ReportState, str]]] = {
    DELIVERED: ("delivered", ""),
    UNDELIVERED: ("undelivered", "undelivered"),
    BUFFERED: ("accepted", "buffered"),
    TAKEN: ("accepted", "smsc_accepted"),
    REFUSED: ("undelivered", "smsc_refused"),
}

REPORT_PATH: Final = "/dlr"


class KannelGateway:
    name = "kannel"
    can_look_up = False
    settle_seconds = 0.0
    adds_signature = False

    def __init__(
        self, options: Kannel, password: str, zone: ZoneInfo, keep: BatchKeeper | None = None, pace: Pace | None = None
    ) -> None:
        """``keep`` stores the reports; without one they wait in memory. ``pace``: of looking for another program's.

        Raises GatewayFault. Nothing listens before the first ``send`` or ``reports``.
        """
        self._options = options
        self._password = password
        self._way = Way(options.url, options.own_network, options.ca_file, options.timeout_seconds)
        self._zone = zone
        address = listen_address(options.report_listen) if options.report_listen else None
        self._keeper, self._pace, self._news = keep, pace or Pace(), threading.Event()
        store = self._store if keep is not None else None
        self._listener = Listener(address, REPORT_PATH, self._is_ours, store) if address else None

    def send(self, sms: OutgoingSms) -> SendResult:
        if self._listener is not None:
            self._listener.start()
        answer = self._way.call("GET", query=self._query(sms))
        return answer if not isinstance(answer, Answer) else _sorted(answer)

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        return CannotTell("no_look_up")

    def reports(self) -> list[Report]:
        """What the listener took since the last call. Starts it, also again after another program has left its port."""
        if self._listener is None:
            return []
        self._listener.start()
        if self._keeper is not None:
            return self._stored(self._keeper)
        return [report for row in self._listener.take() if (report := self._report(row)) is not None]

    def check(self) -> str:
        """Asks to send without a receiver: Kannel checks the password first and sends nothing."""
        answer = self._way.call("GET", query=self._account())
        if not isinstance(answer, Answer):
            return Wrong(f"Kannel（{self._way.host}）没有应答：{answer.reason}")
        if answer.status == 403:
            return Wrong(f"Kannel（{self._way.host}）不接受用户名或密码，或不许本机使用")
        if answer.status in (400, 202):
            return f"Kannel（{self._way.host}）有应答，用户名和密码正确{self._listening()}"
        return Wrong(f"Kannel（{self._way.host}）应答异常：http:{answer.status}")

    def close(self) -> None:
        if self._listener is not None:
            self._listener.close()

    def _listening(self) -> str:
        if self._listener is None:
            return "；没有设置送达回执"
        return f"；回执听在 {self._options.report_listen}"

    def _account(self) -> dict[str, str]:
        return {"username": self._options.username, "password": self._password}

    def _query(self, sms: OutgoingSms) -> dict[str, str]:
        query = {
            **self._account(),
            "to": sms.mobile,
            "text": sms.text,
            "charset": "UTF-8",
            "coding": "2",
            "account": sms.token,
        }
        if self._options.sender:
            query["from"] = self._options.sender
        if self._listener is not None:
            query |= {"dlr-mask": str(ALL_REPORTS), "dlr-url": self._report_url(sms.token)}
        return query

    def _report_url(self, token: str) -> str:
        """The escapes %d (kind of report), %T (UNIX time) and %A (the centre's answer) are Kannel's to fill in."""
        base = self._options.report_url or f"http://{self._options.report_listen}"
        ours = urlencode({"token": token, "key": self._key(token)})
        return f"{base.rstrip('/')}{REPORT_PATH}?{ours}&type=%d&when=%T&answer=%A"

    def _key(self, token: str) -> str:
        """Only who knows the password can say that an SMS arrived."""
        return hmac.new(self._password.encode(), token.encode(), hashlib.sha256).hexdigest()[:32]

    def _is_ours(self, row: Received) -> bool:
        return hmac.compare_digest(self._key(row.get("token", "")).encode(), row.get("key", "").encode())

    def _store(self, row: Received) -> bool:
        """On the listener's thread. What reports nothing is not kept; Kannel need not send it again."""
        if self._keeper is None or self._report(row) is None:
            return True
        told = {name: value for name, value in row.items() if name != "key"}
        try:
            self._keeper.keep(json.dumps(told).encode())
        except StoreUnavailable:
            return False
        self._news.set()
        return True

    def _stored(self, keeper: BatchKeeper) -> list[Report]:
        """Raises StoreUnavailable."""
        if not self._news.is_set() and not self._pace.is_due():
            return []
        self._news.clear()
        batches = keeper.stored()
        if batches:
            # there may be more of them, and these are not taken yet
            self._news.set()
        return [report for batch in batches for report in self._reports_of(batch, keeper)]

    def _reports_of(self, batch: Batch, keeper: BatchKeeper) -> list[Report]:
        report = self._report(_row(batch))
        if report is None:
            keeper.set_aside(batch)
        return [replace(report, batch=batch.number)] if report is not None else []

    def _report(self, row: Received) -> Report | None:
        kind = row.get("type", "")
        state, detail = STATES.get(int(kind) if kind.isascii() and kind.isdigit() else 0, (None, ""))
        if state is None:
            return None
        answer = without_numbers(row.get("answer", "")).strip()[:100]
        said = f"{detail} {answer}".strip()
        return Report(row.get("token"), None, None, state, self._moment(row.get("when", "")), said)

    def _moment(self, when: str) -> datetime | None:
        """The site's wall clock of a UNIX time in seconds."""
        if not (when.isascii() and when.isdigit() and len(when) <= 10):
            return None
        return to_local(datetime.fromtimestamp(int(when), UTC), self._zone)


def _row(batch: Batch) -> Received:
    return {name: word(value) for name, value in object_of(json_of(Answer(200, batch.body))).items()}


def _sorted(answer: Answer) -> SendResult:
    """Kannel's answers: 202 with '0: Accepted for delivery' or '3: Queued for later delivery'."""
    if answer.status == 202:
        return Accepted() if answer.text.lstrip()[:2] in ("0:", "3:") else Unknown("bad_answer")
    if answer.status in (401, 403, 404) or 300 <= answer.status < 400:
        return NotAccepted(f"http:{answer.status}", LONG_RETRY, channel_stopped=True)
    if answer.status == 400:
        return Rejected(f"http:400 {without_numbers(answer.text).strip()[:80]}".strip())
    return NotAccepted("http:503", SHORT_RETRY) if answer.status == 503 else Unknown(f"http:{answer.status}")
