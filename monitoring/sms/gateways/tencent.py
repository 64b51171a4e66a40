"""Tencent Cloud SMS (2021-01-11): SendSms and the two pulls of what became of it, signed with TC3-HMAC-SHA256.

The signature as published in "Signature method v3" of Tencent Cloud's API documentation. SendSms answers with a Code
for each number beside the HTTP status. SessionContext carries our token; Tencent returns it in reports only for
accounts where it was asked to (``session_in_reports``). Only what an operator has reported is ever found, so that
finding nothing proves nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from monitoring.clock import Now
from monitoring.moments import to_local, to_seconds, with_offset
from monitoring.sms.gateway import (
    Accepted,
    BatchKeeper,
    CannotTell,
    Found,
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
    international_number,
    json_of,
    no_template,
    object_of,
    objects_of,
    shown,
    template_of,
    word,
)
from monitoring.sms.gateways.http import Answer, Way, status_failure
from monitoring.sms.gateways.pulling import Pulling
from monitoring.sms.options import Tencent

VERSION: Final = "2021-01-11"
SERVICE: Final = "sms"
CONTENT_TYPE: Final = "application/json; charset=utf-8"
PULL_ROWS: Final = 100
SEARCH_BEFORE: Final = timedelta(minutes=5)
SEARCH_AFTER: Final = timedelta(hours=72)

CODES: Final = CodeTable(
    configuration=frozenset(
        {
            "AuthFailure*", "UnauthorizedOperation*", "FailedOperation.InsufficientBalanceInSmsPackage",
            "FailedOperation.SignatureIncorrectOrUnapproved", "FailedOperation.TemplateIncorrectOrUnapproved",
            "FailedOperation.TemplateUnapprovedOrNotExist", "FailedOperation.TemplateParamSetNotMatchApprovedTemplate",
            "FailedOperation.MissingSignature*", "FailedOperation.MissingTemplate*",
            "FailedOperation.NotEnterpriseCertification", "InvalidParameter.AppidAndBizId",
            "InvalidParameterValue.SdkAppIdNotExist", "InvalidParameterValue.MissingSignatureList",
            "InternalError.RequestTimeException", "InternalError.SigVerificationFail",
            "InternalError.SigFieldMissing", "InternalError.RestApiInterfaceNotExist", "MissingParameter*",
            "UnknownParameter", "InvalidAction", "ActionOffline", "NoSuchVersion", "NoSuchProduct",
            "IpInBlacklist", "IpNotInWhitelist", "UnsupportedRegion",
        }
    ),
    final=frozenset(
        {
            "InvalidParameterValue*", "InvalidParameter*", "InvalidRequest", "FailedOperation.PhoneNumberInBlacklist",
            "FailedOperation.PhoneNumberOnBlacklist", "FailedOperation.ContainSensitiveWord",
            "FailedOperation.FailResolvePacket", "FailedOperation.JsonParseFail",
            "LimitExceeded.PhoneNumberCountLimit", "UnsupportedOperation*",
        }
    ),
    later=frozenset(
        {
            "LimitExceeded.PhoneNumberThirtySecondLimit", "LimitExceeded.DeliveryFrequencyLimit", "LimitExceeded",
            "RequestLimitExceeded*",
        }
    ),
    long=frozenset({"LimitExceeded.*", "FailedOperation.MarketingSendTimeConstraint"}),
)  # fmt: skip
"""By Tencent Cloud's "error codes" (cloud.tencent.com, documents 382/52075 and 382/59177) and the code list of its own
SDK (tencentcloud.sms.v20210111.errorcodes), read in 2026.

All limits but those of half a minute and of the rate last an hour or a day. ``InternalError.*`` that is a time-out or
unknown to Tencent itself is unknown to us.
"""


class TencentGateway:
    name = "tencent"
    settle_seconds = 120.0
    adds_signature = True

    def __init__(
        self, options: Tencent, secret: str, zone: ZoneInfo, utc_now: Now, keep: BatchKeeper | None = None
    ) -> None:
        """``utc_now``: naive UTC. ``keep`` stores batches of reports; without one none are pulled.

        Raises GatewayFault.
        """
        self._options = options
        self._secret = secret
        self._way = Way(options.url, options.own_network, options.ca_file, options.timeout_seconds)
        self._zone = zone
        self._utc_now = utc_now
        self.can_look_up = options.session_in_reports
        self._pulling = None
        if keep is not None and options.pull_reports:
            self._pulling = Pulling(self.name, keep, self._fetch, self._read)

    def send(self, sms: OutgoingSms) -> SendResult:
        template = template_of(sms, self._options.templates)
        if not template:
            return no_template(sms)
        body: dict[str, object] = {
            "PhoneNumberSet": [international_number(sms.mobile)],
            "SmsSdkAppId": self._options.app_id,
            "SignName": self._options.sign_name,
            "TemplateId": template,
            "TemplateParamSet": list(sms.params.values()),
            "SessionContext": sms.token,
        }
        answer = self._ask("SendSms", body)
        return answer if not isinstance(answer, Answer) else status_failure(answer) or _sorted(answer)

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        if not self.can_look_up:
            return CannotTell("no_look_up")
        answer = self._ask("PullSmsSendStatusByPhoneNumber", self._search(mobile, sent_at))
        if not isinstance(answer, Answer):
            return CannotTell(answer.reason)
        response = _response(answer)
        if "PullSmsSendStatusSet" not in response:
            return CannotTell(_error(response) or f"http:{answer.status}")
        rows = objects_of(response.get("PullSmsSendStatusSet"))
        mine = next((row for row in rows if word(row.get("SessionContext")) == token), None)
        if mine is None:
            return CannotTell("not_reported_yet")
        return Found(_state(mine), word(mine.get("SerialNo")) or None, shown(word(mine.get("Description"))))

    def reports(self) -> list[Report]:
        """Those of all stored batches, where Tencent has opened the pull for this account. Raises StoreUnavailable."""
        return self._pulling.reports() if self._pulling is not None else []

    def check(self) -> str:
        """Asks for the SMS of an impossible number: that checks key, signature and clock, and sends nothing."""
        body = self._search("10000000000", to_local(self._utc_now().replace(tzinfo=UTC), self._zone))
        answer = self._ask("PullSmsSendStatusByPhoneNumber", body)
        if not isinstance(answer, Answer):
            return Wrong(f"腾讯云短信（{self._way.host}）没有应答：{answer.reason}")
        response = _response(answer)
        code = _error(response)
        if answer.status != 200 or not response or isinstance(CODES.sort(code), NotAccepted):
            return Wrong(f"腾讯云短信（{self._way.host}）不接受设置：{code or answer.status}")
        return f"腾讯云短信（{self._way.host}）有应答，密钥有效"

    def close(self) -> None:
        """Nothing is kept open; another program may fetch the reports."""
        if self._pulling is not None:
            self._pulling.close()

    def _fetch(self) -> bytes | None:
        """Fetching empties Tencent's queue."""
        answer = self._ask("PullSmsSendStatus", {"Limit": PULL_ROWS, "SmsSdkAppId": self._options.app_id})
        return answer.body if isinstance(answer, Answer) and _rows(answer) else None

    def _read(self, body: bytes) -> list[Report]:
        return [self._report(row) for row in _rows(Answer(200, body))]

    def _search(self, mobile: str, sent_at: datetime) -> dict[str, object]:
        sent = with_offset(sent_at, self._zone)
        return {
            "BeginTime": int((sent - SEARCH_BEFORE).timestamp()),
            "EndTime": int((sent + SEARCH_AFTER).timestamp()),
            "Offset": 0,
            "Limit": PULL_ROWS,
            "PhoneNumber": international_number(mobile),
            "SmsSdkAppId": self._options.app_id,
        }

    def _report(self, row: Json) -> Report:
        at = self._moment(row.get("UserReceiveTime"))
        return Report(
            word(row.get("SessionContext")) or None,
            word(row.get("SerialNo")) or None,
            word(row.get("SubscriberNumber")) or None,
            _state(row),
            at,
            shown(word(row.get("Description"))),
        )

    def _moment(self, seconds: object) -> datetime | None:
        """None for what is no moment: a report counts without it."""
        if not isinstance(seconds, int) or seconds <= 0:
            return None
        try:
            return to_local(datetime.fromtimestamp(seconds, UTC), self._zone)
        except (ValueError, OverflowError, OSError):
            return None

    def _ask(self, action: str, body: Mapping[str, object]) -> Answer | NotAccepted | Unknown:
        raw = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = tc3_headers(action, self._options.region, self._way.host, self._utc_now())
        told = tc3_authorization(headers, raw, self._options.secret_id, self._secret)
        return self._way.call("POST", body=raw, headers={**headers, "Authorization": told})


def tc3_headers(action: str, region: str, host: str, moment: datetime) -> dict[str, str]:
    """The headers of a request; ``moment``: naive UTC."""
    return {
        "Content-Type": CONTENT_TYPE,
        "Host": host,
        "X-TC-Action": action,
        "X-TC-Version": VERSION,
        "X-TC-Timestamp": str(to_seconds(moment)),
        "X-TC-Region": region,
    }


def tc3_authorization(
    headers: Mapping[str, str], body: bytes, secret_id: str, secret: str, service: str = SERVICE
) -> str:
    """The Authorization header of a POST to '/', which signs content type, host and action."""
    stamp = headers["X-TC-Timestamp"]
    day = f"{datetime.fromtimestamp(int(stamp), UTC):%Y-%m-%d}"
    signed = {"content-type": headers["Content-Type"], "host": headers["Host"], "x-tc-action": headers["X-TC-Action"]}
    lines = "".join(f"{name}:{value.lower()}\n" for name, value in signed.items())
    names = ";".join(signed)
    canonical = "\n".join(("POST", "/", "", lines, names, hashlib.sha256(body).hexdigest()))
    scope = f"{day}/{service}/tc3_request"
    text = "\n".join(("TC3-HMAC-SHA256", stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()))
    key = f"TC3{secret}".encode()
    for part in (day, service, "tc3_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    return f"TC3-HMAC-SHA256 Credential={secret_id}/{scope}, SignedHeaders={names}, Signature={signature}"


def _response(answer: Answer) -> Json:
    return object_of(object_of(json_of(answer)).get("Response"))


def _rows(answer: Answer) -> list[Json]:
    return objects_of(_response(answer).get("PullSmsSendStatusSet"))


def _error(response: Json) -> str:
    return shown(word(object_of(response.get("Error")).get("Code")))


def _state(row: Json) -> ReportState:
    return "delivered" if word(row.get("ReportStatus")).upper() == "SUCCESS" else "undelivered"


def _sorted(answer: Answer) -> SendResult:
    """The Code of the one number; a fault of the whole request stands in Error."""
    response = _response(answer)
    error = _error(response)
    if error:
        return CODES.sort(error)
    rows = objects_of(response.get("SendStatusSet"))
    code = word(rows[0].get("Code")) if len(rows) == 1 else ""
    if code.lower() == "ok":
        return Accepted(word(rows[0].get("SerialNo")) or None)
    return CODES.sort(code) if code else Unknown("bad_answer")
