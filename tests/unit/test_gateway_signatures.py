"""Signatures: against the published check values, and against a second computation written from the documents alone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from datetime import datetime
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import pytest

from monitoring.sms.gateway import OutgoingSms
from monitoring.sms.gateways.aliyun import AliyunGateway, acs3_authorization, acs3_headers, v1_signature
from monitoring.sms.gateways.answers import international_number, plain_number
from monitoring.sms.gateways.mas import MasGateway, mac
from monitoring.sms.gateways.tencent import TencentGateway, tc3_authorization, tc3_headers
from monitoring.sms.options import Aliyun, Mas, Tencent
from tests.gateway_server import fake_gateway

SMS = OutgoingSms("emtoken1", "13800138000", "移动改变生活。", "red", "", {"name": "低保 A&B", "days": "2"})
NOW = datetime(2017, 7, 12, 2, 42, 19)


def test_the_mac_of_mas_is_the_published_one() -> None:
    values = ("政企分公司测试", "demo0", "123qwe", "13800138000", "移动改变生活。", "DWItALe3A", "")
    assert mac(*values) == "7997ddb079db2155b517b21b2a812370"


def test_mas_gets_the_published_request_in_base64_and_never_the_secret() -> None:
    with fake_gateway() as server:
        server.gives(200, {"success": True, "rspcod": "success"})
        MasGateway(Mas(server.url, "政企分公司测试", "demo0", sign="DWItALe3A"), "123qwe").send(SMS)
        told = json.loads(base64.b64decode(server.asked[0].body))
    assert told == {
        "ecName": "政企分公司测试",
        "apId": "demo0",
        "mobiles": "13800138000",
        "content": "移动改变生活。",
        "sign": "DWItALe3A",
        "addSerial": "",
        "mac": "7997ddb079db2155b517b21b2a812370",
    }


def test_mas_gets_a_template_with_its_variables_as_a_list_in_a_text() -> None:
    with fake_gateway() as server:
        server.gives(200, {"success": True, "rspcod": "success"})
        options = Mas(server.url, "企业", "demo0", sign="S", add_serial="01", templates={"red": "T9"})
        MasGateway(options, "123qwe").send(SMS)
        told = json.loads(base64.b64decode(server.asked[0].body))
        assert server.asked[0].path == "/sms/tmpsubmit"
    params = '["低保 A&B","2"]'
    assert (told["templateId"], told["params"], "content" in told) == ("T9", params, False)
    whole = f"企业demo0123qweT913800138000{params}S01"
    assert told["mac"] == hashlib.md5(whole.encode()).hexdigest()


def test_the_v1_signature_of_aliyun_is_the_published_one() -> None:
    query = {
        "AccessKeyId": "testId",
        "Action": "SendSms",
        "Format": "XML",
        "OutId": "123",
        "PhoneNumbers": "15300000001",
        "RegionId": "cn-hangzhou",
        "SignName": "阿里云短信测试专用",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "45e25e9b-0a6f-4070-8c85-2956eda1b466",
        "SignatureVersion": "1.0",
        "TemplateCode": "SMS_71390007",
        "TemplateParam": '{"customer":"test"}',
        "Timestamp": "2017-07-12T02:42:19Z",
        "Version": "2017-05-25",
    }
    assert v1_signature("GET", query, "testSecret") == "zJDF+Lrzhj/ThnlvIToysFRq6t4="


def strictly(text: str) -> str:
    """RFC 3986 written out sign by sign."""
    free = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
    return "".join(chr(one) if one in free else f"%{one:02X}" for one in text.encode())


def hmac_by_hand(digest: str, key: bytes, text: bytes) -> bytes:
    """HMAC as RFC 2104 spells it out, with nothing of the module that the program uses."""
    block = key.ljust(64, b"\0") if len(key) <= 64 else hashlib.new(digest, key).digest().ljust(64, b"\0")
    inner = hashlib.new(digest, bytes(one ^ 0x36 for one in block) + text).digest()
    return hashlib.new(digest, bytes(one ^ 0x5C for one in block) + inner).digest()


def test_what_v1_sends_is_what_it_signed() -> None:
    with fake_gateway() as server:
        server.gives(200, {"Code": "OK"})
        options = Aliyun(f"{server.url}/", access_key_id="id", sign_name="盐山 县*~", templates={"red": "SMS_1"},
                         signature="v1")  # fmt: skip
        AliyunGateway(options, "testSecret", ZoneInfo("Asia/Shanghai"), lambda: NOW).send(SMS)
        (asked,) = server.asked
    signature = asked.query.pop("Signature")
    pairs = "&".join(f"{strictly(name)}={strictly(asked.query[name])}" for name in sorted(asked.query))
    expected = hmac_by_hand("sha1", b"testSecret&", f"{asked.method}&%2F&{strictly(pairs)}".encode())
    assert base64.b64decode(signature) == expected


def test_what_acs3_sends_is_what_it_signed() -> None:
    with fake_gateway() as server:
        server.gives(200, {"Code": "OK"})
        options = Aliyun(f"{server.url}/", access_key_id="id", sign_name="盐山 县*~", templates={"red": "SMS_1"})
        AliyunGateway(options, "testSecret", ZoneInfo("Asia/Shanghai"), lambda: NOW).send(SMS)
        (asked,) = server.asked
    told = re.fullmatch(
        r"ACS3-HMAC-SHA256 Credential=id,SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})",
        asked.headers["authorization"],
    )
    assert told is not None
    names = told[1].split(";")
    assert names == sorted(names) and {"host", "x-acs-action", "x-acs-date", "x-acs-content-sha256"} <= {*names}
    pairs = "&".join(f"{strictly(name)}={strictly(asked.query[name])}" for name in sorted(asked.query))
    lines = "".join(f"{name}:{asked.headers[name]}\n" for name in names)
    body = hashlib.sha256(asked.body).hexdigest()
    canonical = f"{asked.method}\n{asked.path}\n{pairs}\n{lines}\n{told[1]}\n{body}"
    text = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    assert told[2] == hmac_by_hand("sha256", b"testSecret", text.encode()).hex()
    assert asked.headers["x-acs-date"] == "2017-07-12T02:42:19Z"


def test_a_second_signature_of_acs3_differs_by_its_nonce_only() -> None:
    first, second = (
        acs3_authorization("POST", "/", {"a": "1"}, acs3_headers("SendSms", "host", nonce, NOW), "id", "s")
        for nonce in ("1", "2")
    )
    assert first.split("Signature=")[0] == second.split("Signature=")[0]
    assert first != second


def test_what_tc3_sends_is_what_it_signed() -> None:
    with fake_gateway() as server:
        server.gives(200, {"Response": {"SendStatusSet": [{"Code": "Ok"}]}})
        options = Tencent(f"{server.url}/", secret_id="AKID", app_id="14", sign_name="盐山", templates={"red": "7"})
        TencentGateway(options, "Gu5t9x", ZoneInfo("Asia/Shanghai"), lambda: NOW).send(SMS)
        (asked,) = server.asked
    head = asked.headers
    canonical = (
        f"POST\n/\n\ncontent-type:{head['content-type']}\nhost:{head['host']}\nx-tc-action:sendsms\n\n"
        f"content-type;host;x-tc-action\n{hashlib.sha256(asked.body).hexdigest()}"
    )
    stamp, day = "1499827339", "2017-07-12"
    scope = f"{day}/sms/tc3_request"
    text = f"TC3-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = hmac_by_hand("sha256", b"TC3Gu5t9x", day.encode())
    for part in (b"sms", b"tc3_request"):
        key = hmac_by_hand("sha256", key, part)
    signature = hmac_by_hand("sha256", key, text.encode()).hex()
    assert head["x-tc-timestamp"] == stamp
    assert head["authorization"] == (
        f"TC3-HMAC-SHA256 Credential=AKID/{scope}, SignedHeaders=content-type;host;x-tc-action, Signature={signature}"
    )
    told = json.loads(asked.body)
    assert told["PhoneNumberSet"] == ["+8613800138000"]
    assert (told["SessionContext"], told["TemplateParamSet"]) == ("emtoken1", ["低保 A&B", "2"])


def test_the_day_of_tc3_is_that_of_utc() -> None:
    headers = tc3_headers("SendSms", "ap-guangzhou", "host", datetime(2017, 7, 5, 16, 30))
    assert "/2017-07-05/sms/tc3_request" in tc3_authorization(headers, b"{}", "id", "secret")


def test_the_second_computation_agrees_with_a_known_hmac() -> None:
    """RFC 4231, test case 2."""
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert hmac_by_hand("sha256", b"Jefe", b"what do ya want for nothing?").hex() == expected
    assert urlencode({"a": " *"}) != strictly(" *"), "the encoding of forms is not the one that is signed"


@pytest.mark.parametrize(
    ("written", "plain", "international"),
    [
        ("13800138000", "13800138000", "+8613800138000"),
        ("+86 138-0013-8000", "13800138000", "+8613800138000"),
        ("8613800138000", "13800138000", "+8613800138000"),
        ("008613800138000", "13800138000", "+8613800138000"),
        (" 138 0013 8000 ", "13800138000", "+8613800138000"),
        ("+852 6123 4567", "85261234567", "+85261234567"),
    ],
)
def test_numbers_are_written_as_the_gateways_want_them(written: str, plain: str, international: str) -> None:
    assert plain_number(written) == plain
    assert international_number(written) == international
