"""China Mobile 云MAS, HTTP interface 2.0: /sms/norsubmit, /sms/tmpsubmit, /sms/report (see docs of the platform).

It knows no token of ours. Its reports carry its own msgGroup, the number and the moment of submission: that is what an
unknown SMS can be matched by, so at most one may be under way to a number (``one_per_number``). Fetching reports is
taken to empty the queue: one program fetches at a time, and ``keep`` gets the raw batch before anything else happens.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from typing import Final

from monitoring.sms.gateway import (
    Accepted,
    CannotTell,
    LookUp,
    NotAccepted,
    OutgoingSms,
    Report,
    ReportState,
    SendResult,
    Unknown,
    Wrong,
)
from monitoring.sms.gateways.answers import (
    CodeTable,
    Json,
    json_of,
    object_of,
    objects_of,
    plain_number,
    shown,
    template_of,
    word,
)
from monitoring.sms.gateways.following import Pace
from monitoring.sms.gateways.http import Answer, Way, status_failure
from monitoring.sms.options import Mas

CODES: Final = CodeTable(
    configuration=frozenset(
        {"IllegalMac", "InvalidMessage", "InvalidUsrOrPwd", "NoSignId", "IllegalSignId", "InvalidIP"}
    ),
    final=frozenset({"InvalidMobile", "TooManyMobiles", "NoContent"}),
    later=frozenset({"RequestTooOften", "FlowOverLimit", "QueueOverLimit", "SystemBusy"}),
    long=frozenset({"OverDailyMax"}),
)

TIME_FORMAT: Final = "%Y%m%d%H%M%S"


class MasGateway:
    name = "mas"
    can_look_up = False
    settle_seconds = 0.0
    adds_signature = True
    one_per_number = True
    """An unknown SMS is matched by its number: a second one to it must wait."""

    def __init__(self, options: Mas, secret: str, keep: Callable[[bytes], None] | None = None) -> None:
        """``keep`` is called with each raw batch of reports before it is read. Raises GatewayFault."""
        self._options = options
        self._secret = secret
        self._way = Way(options.url.rstrip("/"), options.own_network, options.ca_file, options.timeout_seconds)
        self._keep = keep
        self._pace = Pace()

    def send(self, sms: OutgoingSms) -> SendResult:
        template = template_of(sms, self._options.templates)
        path, body = self._templated(sms, template) if template else self._plain(sms)
        answer = self._post(path, body)
        if not isinstance(answer, Answer):
            return answer
        return status_failure(answer) or _sorted(object_of(json_of(answer)))

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        return CannotTell("no_look_up")

    def reports(self) -> list[Report]:
        """Fetches a batch, at most every half minute. ``at`` is the moment of submission.

        That, and the number, is what a report without token is matched by.
        """
        if not self._options.pull_reports or not self._pace.is_due():
            return []
        answer = self._post("/sms/report", self._account())
        if not isinstance(answer, Answer) or answer.status != 200:
            return []
        if self._keep is not None and answer.body.strip() not in (b"", b"[]"):
            self._keep(answer.body)
        return read_reports(answer.body)

    def check(self) -> str:
        """Only connects: every request of this interface either sends or takes reports away."""
        answer = self._way.call("GET")
        if not isinstance(answer, Answer):
            return Wrong(f"云MAS（{self._way.host}）没有应答：{answer.reason}")
        return f"云MAS（{self._way.host}）有应答；用户名、密码和签名要发一条试验短信才知道"

    def close(self) -> None:
        """Nothing is kept open."""

    def _account(self) -> dict[str, str]:
        options = self._options
        return {"ecName": options.ec_name, "apId": options.ap_id, "secretKey": self._secret}

    def _plain(self, sms: OutgoingSms) -> tuple[str, dict[str, str]]:
        return "/sms/norsubmit", self._signed({"mobiles": plain_number(sms.mobile), "content": sms.text})

    def _templated(self, sms: OutgoingSms, template: str) -> tuple[str, dict[str, str]]:
        params = json.dumps(list(sms.params.values()), ensure_ascii=False, separators=(",", ":"))
        fields = {"templateId": template, "mobiles": plain_number(sms.mobile), "params": params}
        return "/sms/tmpsubmit", self._signed(fields)

    def _signed(self, fields: dict[str, str]) -> dict[str, str]:
        """The request with its mac; the secret itself is signed, not sent."""
        options = self._options
        fields = {**fields, "sign": options.sign, "addSerial": options.add_serial}
        told = mac(options.ec_name, options.ap_id, self._secret, *fields.values())
        return {"ecName": options.ec_name, "apId": options.ap_id, **fields, "mac": told}

    def _post(self, path: str, body: dict[str, str]) -> Answer | NotAccepted | Unknown:
        raw = base64.b64encode(json.dumps(body, ensure_ascii=False).encode())
        return self._way.call("POST", path, body=raw, headers={"Content-Type": "text/plain; charset=UTF-8"})


def mac(*values: str) -> str:
    """MD5 of the values in their order, in small hexadecimal digits: the platform's own rule, not a choice of ours."""
    return hashlib.md5("".join(values).encode(), usedforsecurity=False).hexdigest()


def read_reports(body: bytes) -> list[Report]:
    """The rows of a batch; a row that cannot be read is left out."""
    rows = objects_of(json_of(Answer(200, body)))
    return [report for row in rows if (report := _report(row)) is not None]


def _report(row: Json) -> Report | None:
    mobile = plain_number(word(row.get("mobile")))
    status = word(row.get("reportStatus")) or word(row.get("errorCode"))
    if not mobile or not status:
        return None
    state: ReportState = "delivered" if status.upper() in ("DELIVRD", "CM:0000", "0") else "undelivered"
    group = word(row.get("msgGroup")) or word(row.get("mgsGroup"))
    return Report(None, group or None, mobile, state, _moment(word(row.get("submitDate"))), shown(status))


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, TIME_FORMAT)  # noqa: DTZ007 - wall clock of China, as the platform writes it
    except ValueError:
        return None


def _sorted(answer: Json) -> SendResult:
    """``success`` with a msgGroup: the data are valid and taken over. Spelt msgGroup or mgsGroup."""
    code = word(answer.get("rspcod"))
    succeeded = answer.get("success")
    if succeeded is True or (isinstance(succeeded, str) and succeeded.lower() == "true"):
        group = word(answer.get("msgGroup")) or word(answer.get("mgsGroup"))
        return Accepted(group or None) if code.lower() in ("success", "") else Unknown(shown(code))
    return CODES.sort(code) if code else Unknown("bad_answer")
