"""``send``, ``outbox``, ``sms test``, ``watch`` and ``doctor`` with a gateway that answers as Kannel does."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import create_engine, insert
from sqlalchemy.pool import NullPool

from desktop import main, sms_wiring, wiring
from desktop.settings import load
from monitoring.stores import schema
from monitoring.stores.schema import create_case_store
from resources import folder
from tests import building as make
from tests.mas_platform import SECRET, mas_platform

AT = "2017-07-05T17:31:00"
Call = Callable[..., tuple[int, str, str]]


class Kannel:
    """Takes what is sent, over HTTP on loopback; ``status`` is what it answers."""

    def __init__(self) -> None:
        self.taken: list[dict[str, str]] = []
        self.status, self.body = 202, "0: Accepted for delivery"
        kannel = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
                if "to" in query:
                    kannel.taken.append(query)
                self.send_response(kannel.status)
                self.end_headers()
                self.wfile.write(kannel.body.encode())

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/cgi-bin/sendsms"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def kannel(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kannel]:
    monkeypatch.setenv("EMONITOR_KANNEL_PASSWORD", "hunter2")
    server = Kannel()
    yield server
    server.close()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Stores with one overdue case, and settings without a gateway."""
    engine = create_engine(f"sqlite:///{tmp_path / 'cases.db'}", poolclass=NullPool)
    create_case_store(engine)
    people = [("O1", "李某某", "handler"), ("H1", "赵某某", "unit_head"), ("S1", "周某某", "inspector")]
    rows: list[tuple[Any, list[dict[str, Any]]]] = [
        (schema.units, [{"unit_id": "U1", "name": "便民中心"}]),
        (
            schema.officers,
            [
                {"officer_id": key, "name": name, "unit_id": "U1", "role": role, "mobile": f"1380000000{number}"}
                for number, (key, name, role) in enumerate(people)
            ],
        ),
        (schema.items, [{"item_code": "I1", "name": "高龄补贴", "limit_unit": "working_day", "promised_limit": 5}]),
        (
            schema.cases,
            [
                {
                    "case_no": "C1",
                    "item_code": "I1",
                    "unit_id": "U1",
                    "state": "open",
                    "applicant_name": "张三",
                    "applicant_mobile": "13911112222",
                    "accepted_at": make.at("2017-06-28 15:20"),
                    "updated_at": make.at("2017-06-28 15:20"),
                }
            ],
        ),
        (
            schema.case_nodes,
            [
                {
                    "case_no": "C1",
                    "seq": 1,
                    "unit_id": "U1",
                    "officer_id": "O1",
                    "entered_at": make.at("2017-06-28 15:20"),
                }
            ],
        ),
    ]
    with engine.begin() as connection:
        for table, values in rows:
            connection.execute(insert(table), values)
    engine.dispose()
    (tmp_path / "emonitor.toml").write_text(
        '[stores]\ncase = "sqlite:///cases.db"\nledger = "sqlite:///ledger.db"\n', encoding="utf-8"
    )
    return tmp_path / "emonitor.toml"


@pytest.fixture
def call(site: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*words: str) -> tuple[int, str, str]:
        status = main.main(["--config", str(site), *words])
        out, err = capsys.readouterr()
        return status, out, err

    return called


def with_kannel(site: Path, kannel: Kannel, hours: str = "") -> None:
    told = site.read_text(encoding="utf-8")
    table = f'[sms.kannel]\nurl = "{kannel.url}"\nusername = "tester"\nreport_listen = ""\n{hours}'
    site.write_text(f'{told}[sms]\ngateway = "kannel"\nsignature = "盐山监察"\n{table}', encoding="utf-8")


def outbox(call: Call) -> dict[str, Any]:
    status, out, err = call("outbox", "--json")
    assert (status, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


def test_check_writes_the_warnings_and_outbox_shows_them_with_masked_numbers(call: Call) -> None:
    assert call("check", "--at", AT, "--json")[0] == 0
    found = outbox(call)
    reds = [one for one in found["messages"] if one["kind"] == "red"]
    assert found["counts"]["pending"] == 3
    assert {one["mobile"] for one in reds} == {"138****0000", "138****0001", "138****0002"}
    needed = {"key", "kind", "case_no", "node_seq", "recipient", "mobile", "text", "segments", "state", "attempts"}
    needed |= {"not_before", "created_at", "accepted_at", "delivered_at", "reason"}
    assert needed <= set(reds[0])
    assert (reds[0]["case_no"], reds[0]["segments"], reds[0]["state"]) == ("C1", 1, "pending")
    assert "张三" not in json.dumps(found, ensure_ascii=False)


def test_one_message_is_found_by_the_number_that_its_text_may_end_with(call: Call, site: Path) -> None:
    call("check", "--at", AT)
    one = outbox(call)["messages"][1]
    site.write_text(site.read_text(encoding="utf-8") + '[sms]\ngateway = "mas"\n', encoding="utf-8")
    status, out, _ = call("outbox", "--number", str(one["number"]), "--json")
    (found,) = json.loads(out)["messages"]
    assert (status, found["key"]) == (0, one["key"])
    assert found["text"] == f"{one['text']}[{one['number']}]"


def test_a_dry_run_writes_no_warning(call: Call) -> None:
    call("check", "--at", AT, "--dry-run")
    assert outbox(call) == {"counts": {}, "messages": []}


def test_without_a_gateway_send_lists_what_would_go_out_and_changes_nothing(call: Call) -> None:
    call("check", "--at", AT)
    status, out, _ = call("send", "--at", AT, "--json")
    assert (status, len(json.loads(out)["would_send"])) == (0, 3)
    assert "13800000" not in out
    assert {one["attempts"] for one in outbox(call)["messages"]} == {0}


def test_send_hands_each_warning_over_once(call: Call, site: Path, kannel: Kannel) -> None:
    with_kannel(site, kannel)
    call("check", "--at", AT)
    for _ in range(2):
        status, out, err = call("send", "--at", AT)
        assert (status, err) == (0, ""), err
    assert sorted(sms["to"] for sms in kannel.taken) == ["13800000000", "13800000001", "13800000002"]
    assert kannel.taken[0]["text"].startswith("【盐山监察】超期告警：高龄补贴C1（便民中心）")
    assert outbox(call)["counts"]["accepted"] == 3


def test_mas_gets_marked_texts_and_its_reports_are_fetched_by_the_next_send(
    call: Call, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMONITOR_MAS_SECRET", SECRET)
    with mas_platform() as platform:
        table = f'[sms.mas]\nurl = "{platform.url}"\nec_name = "某局"\nap_id = "demo0"\nsign = "S"\n'
        site.write_text(site.read_text(encoding="utf-8") + f'[sms]\ngateway = "mas"\n{table}', encoding="utf-8")
        call("check", "--at", AT)
        assert call("send", "--at", AT)[0] == 0
        sent = {f"[{one['number']}]" for one in outbox(call)["messages"] if one["state"] == "accepted"}
        assert {sms["content"][-3:] for sms in platform.taken} == sent
        platform.delivers(0, make.at("2017-07-05 17:31:20"))
        status, out, _ = call("send", "--at", AT)
        assert (status, "收到回执 1 份" in out) == (0, True), "the first send has given its turn to fetch back"
    assert (outbox(call)["counts"]["accepted"], outbox(call)["counts"]["delivered"]) == (2, 1)


def test_a_password_that_is_refused_stops_the_channel_and_says_so_without_it(
    call: Call, site: Path, kannel: Kannel
) -> None:
    with_kannel(site, kannel)
    kannel.status, kannel.body = 403, "Authorization failed"
    call("check", "--at", AT)
    status, out, err = call("send", "--at", AT)
    assert status == 1
    assert "网关停发" in err
    assert "hunter2" not in out + err
    assert outbox(call)["counts"]["pending"] == 3
    assert len(kannel.taken) == 1


def test_a_test_message_goes_to_one_number(call: Call, site: Path, kannel: Kannel) -> None:
    with_kannel(site, kannel)
    status, out, _ = call("sms", "test", "138 0013 8000", "--json")
    assert (status, json.loads(out)) == (0, {"mobile": "138****8000", "state": "accepted", "reason": None})
    assert [sms["to"] for sms in kannel.taken] == ["13800138000"]


def test_a_test_message_needs_a_number_and_a_gateway(call: Call) -> None:
    assert call("sms", "test", "0317")[0] == 2
    status, _, err = call("sms", "test", "13800138000")
    assert (status, "没有设置短信网关" in err) == (1, True)


def test_the_doctor_asks_the_gateway(call: Call, site: Path, kannel: Kannel) -> None:
    with_kannel(site, kannel)
    for status, ok in ((400, True), (403, False)):
        kannel.status = status
        checks = {one["name"]: one for one in json.loads(call("doctor", "--json")[1])["checks"]}
        assert (checks["gateway"]["ok"], bool(checks["gateway"]["todo"])) == (ok, not ok)


def test_the_watch_sends_beside_the_engine(site: Path, kannel: Kannel, call: Call) -> None:
    with_kannel(site, kannel, '[sms.hours]\nfrom = "00:00"\nto = "24:00"\ndays = "all"\n')
    desk = sms_wiring.desk(load(site))
    call("check", "--at", AT)
    # what a look at the past has written is old by now: it is held at the first look at the present
    call("check")
    assert desk.release_old("me", "they still stand", make.at(AT)) == 4, "three reds and a prompt, which is too old"
    looks = threading.Event()
    sent = threading.Event()

    def told(snapshot: Any) -> None:
        looks.set()

    watcher = wiring.make_watcher(load(site), told)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    try:
        assert looks.wait(30)
        for _ in range(300):
            if len(kannel.taken) >= 3 or sent.wait(0.1):
                break
    finally:
        watcher.stop()
        thread.join(30)
        desk.close()
    assert sorted(sms["to"] for sms in kannel.taken) == ["13800000000", "13800000001", "13800000002"]
    assert not [one for one in threading.enumerate() if one.name == "sms"]


def test_a_gateway_that_is_set_wrongly_is_named_and_the_watch_goes_on(
    site: Path, kannel: Kannel, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_kannel(site, kannel)
    monkeypatch.delenv("EMONITOR_KANNEL_PASSWORD")
    status, out, err = call("watch", "--ticks", "1")
    assert (status, "找不到网关的密码" in err, "红灯" in out or "超期" in out) == (0, True, True)
    assert call("send")[0] == 1


def test_rules_that_cannot_be_used_are_named(call: Call, site: Path) -> None:
    (site.parent / "rules.toml").write_text("[limits]\n", encoding="utf-8")
    site.write_text(site.read_text(encoding="utf-8") + '[sms]\nrules = "rules.toml"\n', encoding="utf-8")
    status, _, err = call("outbox")
    assert (status, "sms.rules" in err) == (1, True)


LATER = "2199-07-05"


def silences(call: Call) -> list[dict[str, Any]]:
    status, out, err = call("sms", "silences", "--json")
    assert (status, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)["silences"]
    return found


@pytest.mark.parametrize(
    ("words", "scope", "subject", "name"),
    [
        (("--case", "C1"), "case", "C1", ""),
        (("--unit", "U1"), "unit", "U1", "便民中心"),
        (("--unit", "便民中心"), "unit", "U1", "便民中心"),
        (("--officer", "赵某某"), "officer", "H1", "赵某某"),
    ],
)
def test_a_silence_is_set_listed_and_ended_at_a_terminal(
    call: Call, words: tuple[str, str], scope: str, subject: str, name: str
) -> None:
    told = ("sms", "silence", *words, "--until", LATER, "--reason", "系统切换，问 13800138000")
    status, out, err = call(*told, "--json")
    assert (status, err) == (0, "")
    (listed,) = silences(call)
    assert json.loads(out) == {"silence": listed}
    assert (listed["scope"], listed["subject"], listed["name"]) == (scope, subject, name)
    assert (listed["until"], listed["reason"]) == ("2199-07-05T00:00:00+08:00", "系统切换，问 138****8000")
    assert "13800138000" not in call("sms", "silences")[1]
    assert call("sms", "unsilence", str(listed["id"]), "--reason", "切换完了")[0] == 0
    assert silences(call) == []
    status, _, err = call("sms", "unsilence", str(listed["id"]), "--reason", "切换完了")
    assert (status, "没有正在生效的静默" in err) == (1, True)


def test_a_silenced_unit_gets_nothing_until_the_silence_ends(call: Call, site: Path, kannel: Kannel) -> None:
    with_kannel(site, kannel)
    call("check", "--at", AT)
    call("sms", "silence", "--unit", "U1", "--until", LATER, "--reason", "系统切换")
    assert call("send", "--at", AT)[0] == 0
    assert kannel.taken == []
    assert {one["reason"] for one in outbox(call)["messages"] if one["kind"] == "red"} == {"silenced"}


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (("silence", "--case", "C1", "--until", LATER), 2, "--reason"),
        (("silence", "--case", "C1", "--until", LATER, "--reason", "  "), 2, "要写理由"),
        (("silence", "--case", "C1", "--until", "2017-07-05", "--reason", "r"), 2, "已经过去"),
        (("silence", "--case", "C1", "--until", "soon", "--reason", "r"), 2, "不是时刻"),
        (("silence", "--until", LATER, "--reason", "r"), 2, "--case"),
        (("silence", "--case", "C9", "--until", LATER, "--reason", "r"), 1, "没有这个办件：C9"),
        (("silence", "--officer", "王", "--until", LATER, "--reason", "r"), 1, "没有这个人员：王"),
        (("unsilence", "1"), 2, "--reason"),
        (("ack", "C1"), 2, "--reason"),
        (("ack", "C9", "--reason", "r"), 1, "没有这个办件：C9"),
    ],
)
def test_a_deed_without_reason_end_or_subject_is_refused(
    call: Call, words: tuple[str, ...], status: int, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        got, _, err = call("sms", *words)
    except SystemExit as left:
        got, err = int(str(left.code)), capsys.readouterr().err
    assert (got, says in err) == (status, True), err
    assert silences(call) == []


def test_a_deed_is_of_now_and_not_of_another_day(call: Call) -> None:
    status, _, err = call("sms", "ack", "C1", "--reason", "r", "--at", AT)
    assert (status, "--at" in err) == (2, True)


def test_who_acknowledges_a_case_is_told_how_many_others_are_spared(call: Call, site: Path) -> None:
    rules = folder("sms").joinpath("rules.toml").read_text(encoding="utf-8")
    later = rules.replace('{ role = "inspector", after = "0" }', '{ role = "inspector", after = "2 working_day" }')
    (site.parent / "rules.toml").write_text(later, encoding="utf-8")
    site.write_text(site.read_text(encoding="utf-8") + '[sms]\nrules = "rules.toml"\n', encoding="utf-8")
    call("check", "--at", AT)
    status, out, _ = call("sms", "ack", "C1", "--reason", "已在办", "--json")
    told = json.loads(out)
    assert (status, told["case_no"], told["stopped"], bool(told["made_by"])) == (0, "C1", 1, True)
    assert "后面的 1 条不再通知" in call("sms", "ack", "C1", "--reason", "已在办")[1]


def test_nothing_is_sent_ahead_of_time(site: Path, kannel: Kannel, call: Call) -> None:
    with_kannel(site, kannel)
    call("check", "--at", AT)
    code, _, told = call("send", "--at", "2099-07-05T17:31:00")
    assert (code, kannel.taken) == (2, [])
    assert "--at 在将来" in told
