"""China Mobile 云MAS, HTTP interface 2.0: /sms/norsubmit, /sms/submit over TLS, /sms/tmpsubmit, /sms/report.

It knows no token of ours. Its reports carry its own msgGroup, the number and the moment of submission: that is what an
unknown SMS can be matched by, so at most one may be under way to a number (``registry.habits``). Fetching reports is
taken to empty the queue: one program fetches at a time, and stores the raw batch before it is read (``pulling``).

The platform's document is given to its customers only. The mac of a plain SMS has a published check value; that of a
template puts templateId before mobiles and params in place of content: four published clients, written apart, agree
(IGeekFan.MAS for .NET and others in Java and C++). The same clients send plain SMS over TLS to /sms/submit. Codes: the
table of ``rspcod`` in those clients, and the faults of the platform's own SDK (mascloud, class Err); what neither of
them names is unknown.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from monitoring.moments import to_local
from monitoring.sms.gateway import (
    Accepted,
    BatchKeeper,
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
from monitoring.sms.gateways.http import LONGEST_ANSWER, Answer, Way, status_failure
from monitoring.sms.gateways.pulling import MOST_BYTES, Pulling
from monitoring.sms.options import Mas

CODES: Final = CodeTable(
    configuration=frozenset(
        {
            "IllegalMac", "InvalidMessage", "InvalidUsrOrPwd", "NoSignId", "IllegalSignId", "NotLoadedSign",
            "InvalidIP", "IllegalIpAddress", "IllegalProtocol", "IllegalUseTemplate",
        }
    ),
    final=frozenset({"InvalidMobile", "TooManyMobiles", "NoContent", "IllegalMsgfmt"}),
    later=frozenset({"RequestTooOften", "FlowOverLimit", "QueueOverLimit", "SystemBusy"}),
    long=frozenset({"OverDailyMax"}),
)  # fmt: skip

TIME_FORMAT: Final = "%Y%m%d%H%M%S"
CHINA: Final = ZoneInfo("Asia/Shanghai")
PLAIN: Final = ("/sms/norsubmit", "/sms/submit")
"""Where a plain SMS goes: without TLS and with it. One of them at the end of the settings' address decides it."""


class MasGateway:
    name = "mas"
    can_look_up = False
    settle_seconds = 0.0
    adds_signature = True

    def __init__(
        self,
        options: Mas,
        secret: str,
        keep: BatchKeeper | None = None,
        zone: ZoneInfo = CHINA,
        pace: Pace | None = None,
    ) -> None:
        """``keep`` stores the batches of reports; without one none are fetched. ``zone``: the site's.

        Raises GatewayFault.
        """
        self._options = options
        self._secret = secret
        url, self._plain_path = _address(options.url)
        self._way = Way(url, options.own_network, options.ca_file, options.timeout_seconds)
        self._zone = zone
        self._pulling = None
        if keep is not None and options.pull_reports:
            self._pulling = Pulling(self.name, keep, self._fetch, self._read, pace)

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
        """Those of all stored batches; a new one is fetched at most every half minute. Raises StoreUnavailable."""
        return self._pulling.reports() if self._pulling is not None else []

    def check(self) -> str:
        """Only connects: every request of this interface either sends or takes reports away."""
        answer = self._way.call("GET")
        if not isinstance(answer, Answer):
            return Wrong(f"云MAS（{self._way.host}）没有应答：{answer.reason}")
        return f"云MAS（{self._way.host}）有应答；用户名、密码和签名要发一条试验短信才知道"

    def close(self) -> None:
        """Nothing is kept open; another program may fetch the reports."""
        if self._pulling is not None:
            self._pulling.close()

    def _fetch(self) -> bytes | None:
        """A batch is a JSON list; anything else (an error, a page of a machine in between) holds no reports."""
        options = self._options
        account = {"ecName": options.ec_name, "apId": options.ap_id, "secretKey": self._secret}
        answer = self._post("/sms/report", account, MOST_BYTES)
        if not isinstance(answer, Answer) or answer.status != 200:
            return None
        body = answer.body.removeprefix(b"\xef\xbb\xbf").strip()
        return answer.body if body.startswith(b"[") and body[1:].strip() != b"]" else None

    def _read(self, body: bytes) -> list[Report]:
        return read_reports(body, self._zone)

    def _plain(self, sms: OutgoingSms) -> tuple[str, dict[str, str]]:
        return self._plain_path, self._signed({"mobiles": plain_number(sms.mobile), "content": sms.text})

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

    def _post(self, path: str, body: dict[str, str], longest: int = LONGEST_ANSWER) -> Answer | NotAccepted | Unknown:
        raw = base64.b64encode(json.dumps(body, ensure_ascii=False).encode())
        headers = {"Content-Type": "text/plain; charset=UTF-8"}
        return self._way.call("POST", path, body=raw, headers=headers, longest=longest)


def mac(*values: str) -> str:
    """MD5 of the values in their order, in small hexadecimal digits: the platform's own rule, not a choice of ours."""
    return hashlib.md5("".join(values).encode(), usedforsecurity=False).hexdigest()


def read_reports(body: bytes, zone: ZoneInfo = CHINA) -> list[Report]:
    """The rows of a batch; a row that cannot be read is left out. ``zone``: the site's, for their moments."""
    rows = objects_of(json_of(Answer(200, body)))
    return [report for row in rows for report in _reports(row, zone)]


def _reports(row: Json, zone: ZoneInfo) -> list[Report]:
    """One, by the document; some clients have met a list of numbers in a row."""
    told = row.get("mobile")
    mobiles = [plain_number(word(one)) for one in (told if isinstance(told, list) else [told])]
    status = word(row.get("reportStatus")) or word(row.get("errorCode"))
    state: ReportState = "delivered" if status.upper() in ("DELIVRD", "CM:0000", "0") else "undelivered"
    group = word(row.get("msgGroup")) or word(row.get("mgsGroup")) or None
    received, submitted = (_moment(word(row.get(name)), zone) for name in ("receiveDate", "submitDate"))
    return [
        Report(None, group, mobile, state, received, shown(_why(row, status)), submitted)
        for mobile in mobiles
        if mobile and status
    ]


def _why(row: Json, status: str) -> str:
    """The status, and the fault's code where that is another one."""
    code = word(row.get("errorCode"))
    return f"{status} {code}" if code and code != status else status


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        return to_local(datetime.strptime(text, TIME_FORMAT).replace(tzinfo=CHINA), zone)
    except (ValueError, OverflowError):
        return None


def _address(url: str) -> tuple[str, str]:
    """The platform's address without /sms/…, and the path of a plain SMS there."""
    url = url.rstrip("/")
    for path in PLAIN:
        if url.endswith(path):
            return url.removesuffix(path), path
    return url.removesuffix("/sms"), PLAIN[url.lower().startswith("https:")]


def _sorted(answer: Json) -> SendResult:
    """``success`` with a msgGroup: the data are valid and taken over. Spelt msgGroup or mgsGroup."""
    code = word(answer.get("rspcod"))
    succeeded = answer.get("success")
    if succeeded is True or (isinstance(succeeded, str) and succeeded.lower() == "true"):
        group = word(answer.get("msgGroup")) or word(answer.get("mgsGroup"))
        return Accepted(group or None) if code.lower() in ("success", "") else Unknown(shown(code))
    return CODES.sort(code) if code else Unknown("bad_answer")
