"""Each gateway's answers, one by one, from a server on loopback: what is proved decides what may be sent again."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from monitoring.sms.gateway import (
    Accepted,
    NotAccepted,
    OutgoingSms,
    Rejected,
    SendResult,
    Unknown,
)
from tests.gateway_server import FakeGateway, fake_gateway, free_port
from tests.gateways_opened import GATEWAYS, MOBILE, SECRET, SMS, Make, aliyun, kannel, mas, tencent

every_gateway = pytest.mark.parametrize("make", GATEWAYS.values(), ids=GATEWAYS.keys())


@pytest.fixture
def server() -> Iterator[FakeGateway]:
    with fake_gateway() as fake:
        yield fake


@every_gateway
def test_a_refused_connection_proves_that_nothing_was_sent(make: Make) -> None:
    assert make(f"http://127.0.0.1:{free_port()}").send(SMS) == NotAccepted("connect_failed")


@every_gateway
def test_a_name_nobody_knows_proves_that_nothing_was_sent(make: Make) -> None:
    gateway = make("http://localhost:1")
    assert isinstance(gateway.send(SMS), NotAccepted)


@every_gateway
@pytest.mark.parametrize(("fault", "reason"), [("silent", "read_timeout"), ("drop", "dropped"), ("short", "dropped")])
def test_what_breaks_after_the_request_left_is_unknown(
    make: Make, fault: str, reason: str, server: FakeGateway
) -> None:
    server.gives(200, b'{"Code": "OK"}', fault)
    assert make(server.url).send(SMS) == Unknown(reason)
    assert len(server.asked) == 1, "never asked twice by itself"


@every_gateway
@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_fault_of_a_machine_in_between_is_unknown(make: Make, status: int, server: FakeGateway) -> None:
    server.gives(status, {"Code": "OK", "success": True, "rspcod": "success"})
    assert make(server.url).send(SMS) == Unknown(f"http:{status}")


@every_gateway
@pytest.mark.parametrize(
    "body",
    [b"", b"<html>welcome</html>", b"\xff\xfe\x00", b"[]", b"null", b'{"Code": 7', b'{"Response": []}', b"[" * 5000],
)
@pytest.mark.parametrize("status", [200, 202])
def test_an_answer_that_cannot_be_read_is_unknown(make: Make, body: bytes, status: int, server: FakeGateway) -> None:
    server.gives(status, body)
    assert isinstance(make(server.url).send(SMS), Unknown)


@every_gateway
def test_an_answer_without_end_is_unknown(make: Make, server: FakeGateway) -> None:
    server.gives(200, b"0" * 1_100_000)
    assert isinstance(make(server.url).send(SMS), Unknown)


@every_gateway
def test_tls_that_fails_proves_that_nothing_was_sent_and_stops_the_channel(make: Make, server: FakeGateway) -> None:
    server.gives(200, b"")
    result = make(server.url.replace("http://", "https://")).send(SMS)
    assert isinstance(result, NotAccepted)
    assert (result.reason, result.channel_stopped) == ("tls_failed", True)


@every_gateway
def test_no_answer_puts_a_number_or_a_secret_into_results_or_logs(
    make: Make, server: FakeGateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    leak = f"failed for {MOBILE} with {SECRET}"
    for status, body in [(400, leak), (200, {"Code": leak, "rspcod": leak}), (202, leak), (503, leak), (403, leak)]:
        server.gives(status, body)
    gateway = make(server.url)
    seen = [repr(gateway.send(SMS)) for _ in range(5)]
    seen += [repr(make(f"http://127.0.0.1:{free_port()}").send(SMS)), gateway.check(), repr(SMS), repr(gateway)]
    assert MOBILE not in "".join(seen) + caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (202, "0: Accepted for delivery", Accepted()),
        (202, "3: Queued for later delivery", Accepted()),
        (202, "what?", Unknown("bad_answer")),
        (200, "0: Accepted for delivery", Unknown("http:200")),
        (400, "Empty text not allowed, rejected.", Rejected("http:400 Empty text not allowed, rejected.")),
        (403, "Authorization failed for sendsms", NotAccepted("http:403", 3600, channel_stopped=True)),
        (404, "", NotAccepted("http:404", 3600, channel_stopped=True)),
        (301, "", NotAccepted("http:301", 3600, channel_stopped=True)),
        (503, "Temporal failure, try again later.", NotAccepted("http:503")),
    ],
)
def test_answers_of_kannel(status: int, body: str, expected: SendResult, server: FakeGateway) -> None:
    server.gives(status, body)
    assert kannel(server.url).send(SMS) == expected
    asked = server.asked[0].query
    assert (asked["to"], asked["text"], asked["account"]) == (MOBILE, SMS.text, "emtoken1")
    assert (asked["coding"], asked["charset"], asked["from"]) == ("2", "UTF-8", "12345")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"rspcod": "success", "msgGroup": "0712", "success": True}, Accepted("0712")),
        ({"rspcod": "success", "mgsGroup": "0713", "success": "true"}, Accepted("0713")),
        ({"rspcod": "success", "success": True}, Accepted()),
        *(
            ({"rspcod": code, "msgGroup": "", "success": False}, NotAccepted(code, 3600, channel_stopped=True))
            for code in ("IllegalMac", "InvalidMessage", "InvalidUsrOrPwd", "NoSignId", "IllegalSignId", "InvalidIP")
        ),
        *(
            ({"rspcod": code, "success": False}, Rejected(code))
            for code in ("InvalidMobile", "TooManyMobiles", "NoContent")
        ),
        *(
            ({"rspcod": code, "success": False}, NotAccepted(code))
            for code in ("RequestTooOften", "FlowOverLimit", "QueueOverLimit", "SystemBusy")
        ),
        ({"rspcod": "OverDailyMax", "success": False}, NotAccepted("OverDailyMax", 3600)),
        ({"rspcod": "DBError", "success": False}, Unknown("DBError")),
        ({"rspcod": "IllegalMac", "success": True}, Unknown("IllegalMac")),
        ({"success": False}, Unknown("bad_answer")),
    ],
)  # fmt: skip
def test_answers_of_mas(body: object, expected: SendResult, server: FakeGateway) -> None:
    server.gives(200, body)
    assert mas(server.url).send(SMS) == expected
    assert server.asked[0].path == "/sms/norsubmit"


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (200, "isv.BUSINESS_LIMIT_CONTROL", NotAccepted("isv.BUSINESS_LIMIT_CONTROL")),
        (200, "isv.DAY_LIMIT_CONTROL", NotAccepted("isv.DAY_LIMIT_CONTROL", 3600)),
        (400, "Throttling.User", NotAccepted("Throttling.User")),
        (200, "isv.OUT_OF_SERVICE", NotAccepted("isv.OUT_OF_SERVICE", 3600, channel_stopped=True)),
        (200, "isv.SMS_SIGNATURE_ILLEGAL", NotAccepted("isv.SMS_SIGNATURE_ILLEGAL", 3600, channel_stopped=True)),
        (200, "isv.SMS_TEMPLATE_ILLEGAL", NotAccepted("isv.SMS_TEMPLATE_ILLEGAL", 3600, channel_stopped=True)),
        (400, "SignatureDoesNotMatch", NotAccepted("SignatureDoesNotMatch", 3600, channel_stopped=True)),
        (404, "InvalidAccessKeyId.NotFound", NotAccepted("InvalidAccessKeyId.NotFound", 3600, channel_stopped=True)),
        (200, "isv.MOBILE_NUMBER_ILLEGAL", Rejected("isv.MOBILE_NUMBER_ILLEGAL")),
        (200, "isv.PARAM_LENGTH_LIMIT", Rejected("isv.PARAM_LENGTH_LIMIT")),
        (200, "isp.SYSTEM_ERROR", Unknown("isp.SYSTEM_ERROR")),
        (200, "isv.SOMETHING_NEW", Unknown("isv.SOMETHING_NEW")),
        (400, "OK", Unknown("bad_answer")),
    ],
)
def test_answers_of_aliyun(status: int, code: str, expected: SendResult, server: FakeGateway) -> None:
    server.gives(status, {"Code": code, "Message": "…", "RequestId": "1"})
    assert aliyun(server.url).send(SMS) == expected


def test_aliyun_takes_an_sms_over_with_its_own_name_for_it(server: FakeGateway) -> None:
    server.gives(200, {"Code": "OK", "BizId": "9006^0", "Message": "OK"})
    assert aliyun(server.url).send(SMS) == Accepted("9006^0")
    asked = server.asked[0].query
    assert (asked["PhoneNumbers"], asked["OutId"], asked["TemplateCode"]) == (MOBILE, "emtoken1", "SMS_1")
    assert asked["TemplateParam"] == '{"name":"低保","days":"2"}'


def sent(code: str) -> object:
    return {"Response": {"SendStatusSet": [{"SerialNo": "5000:1", "Code": code, "Message": "…"}], "RequestId": "1"}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (sent("Ok"), Accepted("5000:1")),
        (sent("FailedOperation.PhoneNumberInBlacklist"), Rejected("FailedOperation.PhoneNumberInBlacklist")),
        (sent("InvalidParameterValue.IncorrectPhoneNumber"), Rejected("InvalidParameterValue.IncorrectPhoneNumber")),
        (sent("LimitExceeded.PhoneNumberThirtySecondLimit"), NotAccepted("LimitExceeded.PhoneNumberThirtySecondLimit")),
        (sent("LimitExceeded.PhoneNumberDailyLimit"), NotAccepted("LimitExceeded.PhoneNumberDailyLimit", 3600)),
        (
            sent("FailedOperation.InsufficientBalanceInSmsPackage"),
            NotAccepted("FailedOperation.InsufficientBalanceInSmsPackage", 3600, channel_stopped=True),
        ),
        (sent("InternalError.Timeout"), Unknown("InternalError.Timeout")),
        ({"Response": {"SendStatusSet": []}}, Unknown("bad_answer")),
        (
            {"Response": {"Error": {"Code": "AuthFailure.SignatureFailure", "Message": "…"}}},
            NotAccepted("AuthFailure.SignatureFailure", 3600, channel_stopped=True),
        ),
        ({"Response": {"Error": {"Code": "RequestLimitExceeded"}}}, NotAccepted("RequestLimitExceeded")),
        ({"Response": {"Error": {"Code": "InternalError"}}}, Unknown("InternalError")),
    ],
)
def test_answers_of_tencent_count_for_the_number_not_the_request(
    body: object, expected: SendResult, server: FakeGateway
) -> None:
    server.gives(200, body)
    assert tencent(server.url).send(SMS) == expected


@pytest.mark.parametrize("make", [aliyun, tencent])
def test_a_kind_without_an_approved_template_is_a_fault_of_the_settings(make: Make, server: FakeGateway) -> None:
    for kind, template in (("digest", ""), ("red", "digest")):
        sms = OutgoingSms("t", MOBILE, "…", kind, template, {})
        assert make(server.url).send(sms) == NotAccepted("no_template:digest", 3600, channel_stopped=True)
    assert server.asked == []
