"""Every answer class of every gateway: accepted, final, later, configuration, unknown; and which code is in which."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from monitoring.sms.gateway import LONG_RETRY, SHORT_RETRY, Accepted, NotAccepted, Rejected, SendResult, Unknown
from monitoring.sms.gateways import aliyun, mas, tencent
from monitoring.sms.gateways.answers import CodeTable
from tests.gateway_server import FakeGateway, fake_gateway
from tests.gateways_opened import GATEWAYS, SMS

TABLES = {"mas": mas.CODES, "aliyun": aliyun.CODES, "tencent": tencent.CODES}


@pytest.fixture
def server() -> Iterator[FakeGateway]:
    with fake_gateway() as fake:
        yield fake


def class_of(result: SendResult) -> str:
    if isinstance(result, NotAccepted):
        return "configuration" if result.channel_stopped else "later"
    return {Accepted: "accepted", Rejected: "final", Unknown: "unknown"}[type(result)]


def of_tencent(code: str) -> object:
    return {"Response": {"SendStatusSet": [{"Code": code, "SerialNo": "1"}]}}


ANSWERS: list[tuple[str, str, int, object]] = [
    ("kannel", "accepted", 202, "0: Accepted for delivery"),
    ("kannel", "final", 400, "Empty text not allowed, rejected."),
    ("kannel", "later", 503, "Temporal failure, try again later."),
    ("kannel", "configuration", 403, "Authorization failed for sendsms"),
    ("kannel", "unknown", 502, "Bad gateway"),
    ("mas", "accepted", 200, {"rspcod": "success", "msgGroup": "1", "success": True}),
    ("mas", "final", 200, {"rspcod": "InvalidMobile", "success": False}),
    ("mas", "later", 200, {"rspcod": "SystemBusy", "success": False}),
    ("mas", "configuration", 200, {"rspcod": "IllegalMac", "success": False}),
    ("mas", "unknown", 200, {"rspcod": "InternalError", "success": False}),
    ("aliyun", "accepted", 200, {"Code": "OK", "BizId": "1"}),
    ("aliyun", "final", 200, {"Code": "isv.MOBILE_NUMBER_ILLEGAL"}),
    ("aliyun", "later", 200, {"Code": "isv.BUSINESS_LIMIT_CONTROL"}),
    ("aliyun", "configuration", 200, {"Code": "isv.OUT_OF_SERVICE"}),
    ("aliyun", "unknown", 200, {"Code": "isp.SYSTEM_ERROR"}),
    ("tencent", "accepted", 200, of_tencent("Ok")),
    ("tencent", "final", 200, of_tencent("InvalidParameterValue.IncorrectPhoneNumber")),
    ("tencent", "later", 200, of_tencent("LimitExceeded.PhoneNumberThirtySecondLimit")),
    ("tencent", "configuration", 200, of_tencent("FailedOperation.TemplateIncorrectOrUnapproved")),
    ("tencent", "unknown", 200, of_tencent("InternalError.Timeout")),
]
"""Those of gammu-smsd's queue are in tests/integration/test_gammu_gateway.py."""


@pytest.mark.parametrize(("gateway", "expected", "status", "body"), ANSWERS)
def test_each_gateway_gives_each_of_the_five_answers(
    gateway: str, expected: str, status: int, body: object, server: FakeGateway
) -> None:
    server.gives(status, body)
    assert class_of(GATEWAYS[gateway](server.url).send(SMS)) == expected


def test_no_gateway_lacks_a_class() -> None:
    classes = {"accepted", "final", "later", "configuration", "unknown"}
    assert {(name, one) for name in GATEWAYS for one in classes} == {(name, one) for name, one, _, _ in ANSWERS}


@pytest.mark.parametrize("name", ["aliyun", "mas", "tencent"])
@pytest.mark.parametrize("status", [301, 401, 404, 405, 407])
def test_a_page_instead_of_the_interface_is_a_wrong_address(name: str, status: int, server: FakeGateway) -> None:
    server.gives(status, "<html>not here</html>")
    result = GATEWAYS[name](server.url).send(SMS)
    assert result == NotAccepted(f"http:{status}", LONG_RETRY, channel_stopped=True)


@pytest.mark.parametrize("name", ["aliyun", "mas", "tencent"])
def test_too_many_requests_wait_a_minute(name: str, server: FakeGateway) -> None:
    server.gives(429, "slow down")
    assert GATEWAYS[name](server.url).send(SMS) == NotAccepted("http:429", SHORT_RETRY)


@pytest.mark.parametrize(
    ("gateway", "code", "expected"),
    [
        # a value in one SMS may not stop all others, though most faults of templates do
        ("aliyun", "isv.TEMPLATE_PARAMS_ILLEGAL", "final"),
        ("aliyun", "isv.TEMPLATE_MISSING_PARAMETERS", "configuration"),
        ("aliyun", "isv.PARAM_NOT_SUPPORT_URL", "final"),
        ("aliyun", "isv.SMS_CONTENT_ILLEGAL", "final"),
        ("aliyun", "isv.SMS_CONTENT_MISMATCH_TEMPLATE_TYPE", "configuration"),
        ("aliyun", "isv.SMS_SIGNATURE_SCENE_ILLEGAL", "configuration"),
        ("aliyun", "isv.SMS_TEST_NUMBER_LIMIT", "configuration"),
        ("aliyun", "isv.DENY_IP_RANGE", "configuration"),
        ("aliyun", "isp.RAM_PERMISSION_DENY", "configuration"),
        ("aliyun", "InvalidTimeStamp.Expired", "configuration"),
        # the same request arrived twice: the first one may have gone out
        ("aliyun", "SignatureNonceUsed", "unknown"),
        ("aliyun", "isp.GATEWAY_ERROR", "unknown"),
        ("aliyun", "isv.MONTH_LIMIT_CONTROL", "later"),
        ("tencent", "InvalidParameterValue.SdkAppIdNotExist", "configuration"),
        ("tencent", "InvalidParameterValue.ContentLengthLimit", "final"),
        ("tencent", "InvalidParameterValue.TemplateParameterLengthLimit", "final"),
        ("tencent", "InternalError.RequestTimeException", "configuration"),
        ("tencent", "InternalError.SendAndRecvFail", "unknown"),
        ("tencent", "UnauthorizedOperation.SerivceSuspendDueToArrears", "configuration"),
        ("tencent", "RequestLimitExceeded.UinLimitExceeded", "later"),
        ("tencent", "FailedOperation.OtherError", "unknown"),
        ("mas", "IllegalIpAddress", "configuration"),
        ("mas", "NotLoadedSign", "configuration"),
        ("mas", "RequestTimeout", "unknown"),
        ("mas", "TransportError", "unknown"),
    ],
)
def test_a_code_means_what_its_document_says(gateway: str, code: str, expected: str) -> None:
    assert class_of(TABLES[gateway].sort(code)) == expected


@pytest.mark.parametrize(
    ("gateway", "code", "seconds"),
    [
        ("aliyun", "isv.BUSINESS_LIMIT_CONTROL", SHORT_RETRY),
        ("aliyun", "isv.DAY_LIMIT_CONTROL", LONG_RETRY),
        ("tencent", "LimitExceeded.PhoneNumberThirtySecondLimit", SHORT_RETRY),
        ("tencent", "LimitExceeded.PhoneNumberOneHourLimit", LONG_RETRY),
        ("tencent", "LimitExceeded.PhoneNumberDailyLimit", LONG_RETRY),
        ("tencent", "LimitExceeded.AppMainlandChinaDailyLimit", LONG_RETRY),
        ("mas", "OverDailyMax", LONG_RETRY),
    ],
)
def test_a_limit_of_a_day_is_not_tried_every_minute(gateway: str, code: str, seconds: float) -> None:
    assert TABLES[gateway].sort(code) == NotAccepted(code, seconds)


def test_a_code_in_full_comes_before_one_by_its_beginning() -> None:
    table = CodeTable(frozenset({"a.*"}), frozenset({"a.b"}), frozenset({"A.C*"}))
    assert [class_of(table.sort(code)) for code in ("A.B", "a.c", "a.x", "b")] == [
        "final", "configuration", "configuration", "unknown",
    ]  # fmt: skip


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_no_code_stands_in_two_tables(table: CodeTable) -> None:
    codes = [code.lower() for one in (table.configuration, table.final, table.later, table.long) for code in one]
    assert len(codes) == len(set(codes))
