"""Aliyun SMS (Dysmsapi 2017-05-25): SendSms and QuerySendDetails, signed with ACS3-HMAC-SHA256 or the older V1.

OutId carries our token and comes back in QuerySendDetails: this gateway can be asked. Signatures as published:
"V3 request body and signature mechanism" and "RPC signature" of Alibaba Cloud's documentation.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from monitoring.clock import Now
from monitoring.moments import to_local
from monitoring.sms.gateway import (
    Accepted,
    CannotTell,
    Found,
    LookUp,
    NotAccepted,
    NotFound,
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
    no_template,
    object_of,
    objects_of,
    plain_number,
    shown,
    template_of,
    word,
)
from monitoring.sms.gateways.following import Following
from monitoring.sms.gateways.http import Answer, Way, status_failure
from monitoring.sms.options import Aliyun

VERSION: Final = "2017-05-25"
PAGE_ROWS: Final = 50
MOST_PAGES: Final = 20
NEAR_MIDNIGHT: Final = timedelta(minutes=10)
"""The gateway's clock and ours may not agree to the day: so near to midnight both days are asked."""

CODES: Final = CodeTable(
    configuration=frozenset(
        {
            "isv.OUT_OF_SERVICE", "isv.PRODUCT_UN_SUBSCRIPT", "isv.PRODUCT_UNSUBSCRIBE", "isv.ACCOUNT_*",
            "isv.AMOUNT_NOT_ENOUGH", "isv.SECURITY_FROZEN_ACCOUNT", "isv.DENY_IP_RANGE", "isv.SMS_SIGNATURE_*",
            "isv.SMS_SIGN_*", "isv.SIGN_*", "isv.SIGNATURE_*", "isv.SMS_TEMPLATE_*", "isv.TEMPLATE_*",
            "isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE", "isv.DOMESTIC_NUMBER_NOT_SUPPORTED", "isv.SMS_TEST_*",
            "isv.EXTEND_CODE_ERROR", "isp.RAM_PERMISSION_DENY", "isv.RAM_PERMISSION_DENY", "SignatureDoesNotMatch",
            "IncompleteSignature", "InvalidAccessKeyId*", "MissingAccessKeyId", "InvalidTimeStamp*", "Forbidden*",
            "NoPermission", "MissingParameter", "InvalidVersion", "InvalidAction.NotFound",
        }
    ),
    final=frozenset(
        {
            "isv.MOBILE_NUMBER_ILLEGAL", "isv.MOBILE_COUNT_OVER_LIMIT", "isv.PARAM_*", "isv.INVALID_PARAMETERS",
            "isv.INVALID_JSON_PARAM", "isv.BLACK_KEY_CONTROL_LIMIT", "isv.CUSTOMER_REFUSED",
            "isv.SMS_CONTENT_ILLEGAL", "isv.UNSUPPORTED_CONTENT", "isv.TEMPLATE_PARAMS_ILLEGAL",
        }
    ),
    later=frozenset({"isv.BUSINESS_LIMIT_CONTROL", "Throttling*"}),
    long=frozenset({"isv.DAY_LIMIT_CONTROL", "isv.MONTH_LIMIT_CONTROL"}),
)  # fmt: skip
"""By Alibaba Cloud's "Domestic SMS API error codes" (help.aliyun.com, document 101346), read in 2026.

``isv.TEMPLATE_PARAMS_ILLEGAL`` is about a value of this one SMS: it may not stop all others. ``isp.*`` (system or
gateway error) and a nonce that "was used already" say nothing about the SMS: it is asked for.
"""

STATUS: Final[dict[str, ReportState]] = {"1": "accepted", "2": "undelivered", "3": "delivered"}


class AliyunGateway:
    name = "aliyun"
    can_look_up = True
    settle_seconds = 120.0
    adds_signature = True

    def __init__(
        self,
        options: Aliyun,
        secret: str,
        zone: ZoneInfo,
        utc_now: Now,
        new_nonce: Callable[[], str] = lambda: str(uuid.uuid4()),
    ) -> None:
        """``zone``: the site's; ``utc_now``: naive UTC. Raises GatewayFault."""
        self._options = options
        self._secret = secret
        self._way = Way(options.url, options.own_network, options.ca_file, options.timeout_seconds)
        self._zone = zone
        self._utc_now = utc_now
        self._following = Following(self.look_up)
        self._new_nonce = new_nonce

    def send(self, sms: OutgoingSms) -> SendResult:
        template = template_of(sms, self._options.templates)
        if not template:
            return no_template(sms)
        query = {
            "PhoneNumbers": plain_number(sms.mobile),
            "SignName": self._options.sign_name,
            "TemplateCode": template,
            "TemplateParam": json.dumps(dict(sms.params), ensure_ascii=False, separators=(",", ":")),
            "OutId": sms.token,
        }
        sent_at = to_local(self._utc_now().replace(tzinfo=UTC), self._zone)
        answer = self._ask("SendSms", query)
        result = answer if not isinstance(answer, Answer) else _sorted(answer)
        if isinstance(result, Accepted):
            self._following.accepted(sms.token, sms.mobile, sent_at)
        return result

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        result: LookUp = NotFound()
        for day in _days(sent_at):
            result = self._look_up_day(token, mobile, day)
            if not isinstance(result, NotFound):
                return result
        return result

    def reports(self) -> list[Report]:
        """What became of the SMS that this program has sent: asked for, a few at a time."""
        return self._following.reports()

    def check(self) -> str:
        """Asks for the SMS of an impossible number: that checks key, signature and clock, and sends nothing."""
        answer = self._ask("QuerySendDetails", _details("10000000000", self._utc_now().date(), 1))
        if not isinstance(answer, Answer):
            return Wrong(f"阿里云短信（{self._way.host}）没有应答：{answer.reason}")
        code = word(object_of(json_of(answer)).get("Code"))
        if not code or isinstance(CODES.sort(code), NotAccepted) or answer.status >= 500:
            return Wrong(f"阿里云短信（{self._way.host}）不接受设置：{shown(code) or answer.status}")
        return f"阿里云短信（{self._way.host}）有应答，密钥有效"

    def close(self) -> None:
        """Nothing is kept open."""

    def _look_up_day(self, token: str, mobile: str, day: date) -> LookUp:
        for page in range(1, MOST_PAGES + 1):
            answer = self._ask("QuerySendDetails", _details(plain_number(mobile), day, page))
            body = object_of(json_of(answer)) if isinstance(answer, Answer) else {}
            if not isinstance(answer, Answer) or word(body.get("Code")) != "OK":
                return CannotTell(answer.reason if not isinstance(answer, Answer) else _told(answer, body))
            rows = objects_of(object_of(body.get("SmsSendDetailDTOs")).get("SmsSendDetailDTO"))
            mine = next((row for row in rows if word(row.get("OutId")) == token), None)
            if mine is not None:
                return _found(mine)
            if len(rows) < PAGE_ROWS:
                return NotFound()
        return CannotTell("too_many_rows")

    def _ask(self, action: str, query: Mapping[str, str]) -> Answer | NotAccepted | Unknown:
        moment = self._utc_now()
        if self._options.signature == "v1":
            common = v1_common(action, self._options, self._new_nonce(), moment)
            signed = {**query, **common}
            return self._way.call("GET", query={**signed, "Signature": v1_signature("GET", signed, self._secret)})
        headers = acs3_headers(action, self._way.host, self._new_nonce(), moment)
        told = acs3_authorization(
            "POST", _path(self._way.url), query, headers, self._options.access_key_id, self._secret
        )
        return self._way.call("POST", query=query, headers={**headers, "Authorization": told})


def encoded(text: str) -> str:
    """RFC 3986: all but letters, digits and -_.~ as %XX of UTF-8."""
    return quote(text, safe="-_.~")


def canonical_query(query: Mapping[str, str]) -> str:
    """Sorted by name, both sides encoded."""
    return "&".join(f"{encoded(name)}={encoded(query[name])}" for name in sorted(query))


def v1_common(action: str, options: Aliyun, nonce: str, moment: datetime) -> dict[str, str]:
    """The variables that every V1 request has. ``moment``: naive UTC."""
    return {
        "Action": action,
        "Version": VERSION,
        "RegionId": options.region,
        "Format": "JSON",
        "AccessKeyId": options.access_key_id,
        "SignatureMethod": "HMAC-SHA1",
        "SignatureVersion": "1.0",
        "SignatureNonce": nonce,
        "Timestamp": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
    }


def v1_signature(method: str, query: Mapping[str, str], secret: str) -> str:
    """Base64 of HMAC-SHA1 over ``METHOD&%2F&enc(query)`` with the key ``secret&``."""
    text = f"{method}&{encoded('/')}&{encoded(canonical_query(query))}"
    return base64.b64encode(hmac.new(f"{secret}&".encode(), text.encode(), hashlib.sha1).digest()).decode()


def acs3_headers(action: str, host: str, nonce: str, moment: datetime) -> dict[str, str]:
    """The headers that ACS3 signs, of a request without body. ``moment``: naive UTC."""
    return {
        "host": host,
        "x-acs-action": action,
        "x-acs-version": VERSION,
        "x-acs-date": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "x-acs-signature-nonce": nonce,
        "x-acs-content-sha256": hashlib.sha256(b"").hexdigest(),
    }


def acs3_authorization(
    method: str, path: str, query: Mapping[str, str], headers: Mapping[str, str], key_id: str, secret: str
) -> str:
    """The Authorization header. Header names are in small letters."""
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    body = headers["x-acs-content-sha256"]
    canonical = "\n".join((method, path, canonical_query(query), lines, names, body))
    text = f"ACS3-HMAC-SHA256\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    signature = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()
    return f"ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={names},Signature={signature}"


def _path(url: str) -> str:
    return urlsplit(url).path or "/"


def _details(mobile: str, day: date, page: int) -> dict[str, str]:
    return {"PhoneNumber": mobile, "SendDate": f"{day:%Y%m%d}", "PageSize": str(PAGE_ROWS), "CurrentPage": str(page)}


def _days(sent_at: datetime) -> list[date]:
    days = (sent_at.date(), (sent_at - NEAR_MIDNIGHT).date(), (sent_at + NEAR_MIDNIGHT).date())
    return list(dict.fromkeys(days))


def _found(row: Json) -> LookUp:
    state = STATUS.get(word(row.get("SendStatus")))
    detail = shown(word(row.get("ErrCode")))
    return Found(state, None, detail) if state is not None else Found("accepted", None, detail)


def _told(answer: Answer, body: Json) -> str:
    return shown(word(body.get("Code"))) or f"http:{answer.status}"


def _sorted(answer: Answer) -> SendResult:
    """A 5xx may come from a machine in between: then not even its code is believed."""
    body = object_of(json_of(answer))
    code = word(body.get("Code"))
    if answer.status >= 500:
        return Unknown(f"http:{answer.status}")
    if code == "OK":
        return Accepted(word(body.get("BizId")) or None) if answer.status == 200 else Unknown("bad_answer")
    return CODES.sort(code) if code else status_failure(answer) or Unknown("bad_answer")
