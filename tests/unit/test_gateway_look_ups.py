"""Asking a gateway what became of an SMS, its reports, and the check that sends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest

from monitoring.sms.gateway import CannotTell, Found, LookUp, NotFound, Wrong
from tests.gateway_server import FakeGateway, fake_gateway, free_port
from tests.gateways_opened import GATEWAYS, MOBILE, SENT, SMS, Make, aliyun, tencent

every_gateway = pytest.mark.parametrize("make", GATEWAYS.values(), ids=GATEWAYS.keys())


@pytest.fixture
def server() -> Iterator[FakeGateway]:
    with fake_gateway() as fake:
        yield fake


@dataclass
class Row:
    """A row of Aliyun's details."""

    token: str
    status: int

    def json(self) -> dict[str, object]:
        return {"OutId": self.token, "SendStatus": self.status, "ErrCode": "DELIVERED", "PhoneNum": MOBILE}


def details(*rows: Row) -> object:
    return {"Code": "OK", "TotalCount": len(rows), "SmsSendDetailDTOs": {"SmsSendDetailDTO": [r.json() for r in rows]}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (details(), NotFound()),
        (details(Row("other", 3)), NotFound()),
        (details(Row("other", 2), Row("emtoken1", 3)), Found("delivered", None, "DELIVERED")),
        (details(Row("emtoken1", 1)), Found("accepted", None, "DELIVERED")),
        (details(Row("emtoken1", 2)), Found("undelivered", None, "DELIVERED")),
        ({"Code": "isp.SYSTEM_ERROR"}, CannotTell("isp.SYSTEM_ERROR")),
        ("not json", CannotTell("http:200")),
    ],
)
def test_aliyun_can_be_asked_by_token(body: object, expected: LookUp, server: FakeGateway) -> None:
    server.gives(200, body)
    assert aliyun(server.url).look_up("emtoken1", MOBILE, SENT) == expected
    assert server.asked[0].query["SendDate"] == "20170705"


def test_aliyun_is_asked_page_by_page_until_the_token_comes(server: FakeGateway) -> None:
    server.gives(200, details(*(Row(f"other{n}", 3) for n in range(50))))
    server.gives(200, details(Row("emtoken1", 3)))
    assert aliyun(server.url).look_up("emtoken1", MOBILE, SENT) == Found("delivered", None, "DELIVERED")
    assert [one.query["CurrentPage"] for one in server.asked] == ["1", "2"]


@pytest.mark.parametrize(
    ("sent_at", "days"),
    [
        (datetime(2017, 7, 5, 0, 9, 59), ["20170705", "20170704"]),
        (datetime(2017, 7, 5, 0, 10), ["20170705"]),
        (datetime(2017, 7, 5, 23, 49, 59), ["20170705"]),
        (datetime(2017, 7, 5, 23, 50), ["20170705", "20170706"]),
    ],
)
def test_near_midnight_both_days_are_asked(sent_at: datetime, days: list[str], server: FakeGateway) -> None:
    server.gives(200, details())
    assert aliyun(server.url).look_up("emtoken1", MOBILE, sent_at) == NotFound()
    assert [one.query["SendDate"] for one in server.asked] == days


def pulled(**row: object) -> object:
    return {"Response": {"PullSmsSendStatusSet": [row] if row else [], "RequestId": "1"}}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (pulled(), CannotTell("not_reported_yet")),
        (pulled(SessionContext="other", ReportStatus="SUCCESS"), CannotTell("not_reported_yet")),
        (
            pulled(SessionContext="emtoken1", ReportStatus="SUCCESS", SerialNo="5", Description="DELIVRD"),
            Found("delivered", "5", "DELIVRD"),
        ),
        (pulled(SessionContext="emtoken1", ReportStatus="FAIL", SerialNo="5"), Found("undelivered", "5", "")),
        ({"Response": {"Error": {"Code": "InternalError"}}}, CannotTell("InternalError")),
    ],
)
def test_what_tencent_has_not_reported_is_never_taken_for_unsent(
    body: object, expected: LookUp, server: FakeGateway
) -> None:
    server.gives(200, body)
    assert tencent(server.url).look_up("emtoken1", MOBILE, SENT) == expected


@every_gateway
def test_a_gateway_that_is_away_has_no_reports_and_cannot_tell(make: Make) -> None:
    gateway = make(f"http://127.0.0.1:{free_port()}")
    assert gateway.reports() == []
    assert isinstance(gateway.look_up("emtoken1", MOBILE, SENT), CannotTell)
    line = gateway.check()
    assert isinstance(line, Wrong)
    assert "没有应答" in line


def test_what_aliyun_took_is_followed_until_it_is_delivered(server: FakeGateway) -> None:
    server.gives(200, {"Code": "OK", "BizId": "9006^0"})
    server.gives(200, details(Row("emtoken1", 3)))
    gateway = aliyun(server.url)
    assert gateway.reports() == []
    gateway.send(SMS)
    assert [(one.token, one.state) for one in gateway.reports()] == [("emtoken1", "delivered")]
    assert gateway.reports() == []
    assert [one.query.get("SendDate") for one in server.asked] == [None, "20170705"]


@pytest.mark.parametrize(
    ("make", "body", "is_right"),
    [
        (aliyun, {"Code": "OK", "SmsSendDetailDTOs": {}}, True),
        (aliyun, {"Code": "isv.MOBILE_NUMBER_ILLEGAL"}, True),
        (aliyun, {"Code": "SignatureDoesNotMatch"}, False),
        (aliyun, "a page of something else", False),
        (tencent, {"Response": {"PullSmsSendStatusSet": [], "RequestId": "1"}}, True),
        (tencent, {"Response": {"Error": {"Code": "AuthFailure.SecretIdNotFound"}}}, False),
        (tencent, "a page of something else", False),
    ],
)
def test_the_check_tells_whether_the_key_is_accepted(
    make: Make, body: object, is_right: bool, server: FakeGateway
) -> None:
    server.gives(200, body)
    assert isinstance(make(server.url).check(), Wrong) != is_right
    assert "SendSms" not in str([(one.query, one.headers) for one in server.asked]), "a check sends nothing"
