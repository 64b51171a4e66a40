"""Contract §1 and §3: the front door, the settings, and stores that are not what they should be."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.integration.test_contract_tools import HOURS, ROOT, TABLES, Platform, Told, run, run_child

SECRET = "secretpw"


def refused(told: Told, status: int = 1) -> str:
    """A refusal: the status, nothing on standard output, and what, where, what to do on standard error."""
    assert told.status == status, told.err
    assert told.out == ""
    assert "处理：" in told.err
    assert "程序出了意外" not in told.err
    assert SECRET not in told.err
    return told.err


def small(folder: Path) -> Platform:
    platform = Platform(folder).make()
    platform.item("I", 5)
    platform.case("C", "I", "2017-07-03 10:00:00")
    return platform


def url(path: Path) -> str:
    return f"sqlite:///{path}"


class TestCommonOptions:
    def test_they_stand_before_or_behind_and_the_environment_stands_below_them(self, tmp_path: Path) -> None:
        platform, other = small(tmp_path / "a"), tmp_path / "other.db"
        config = str(platform.folder / "emonitor.toml")
        at = "2017-07-05T10:00:00"
        want = platform.check(at).doc
        assert run("--json", "--config", config, "--at", at, "check").doc == want
        assert run("--json", "check", "--at", at, EMONITOR_CONFIG=config).doc == want
        stores = {"EMONITOR_CASE_STORE": url(platform.store), "EMONITOR_LEDGER": url(other)}
        assert len(run("check", "--json", "--at", at, **stores).doc["cases"]) == 1
        assert other.exists()
        wrong = {"EMONITOR_CASE_STORE": url(tmp_path / "none.db")}
        refused(run("check", "--json", "--config", config, **wrong))
        assert run("check", "--json", "--at", at, "--config", config, "--case-store", url(platform.store), **wrong).doc

    @pytest.mark.parametrize(
        ("at", "told"),
        [
            ("2017-07-05", "2017-07-05T00:00:00+08:00"),
            ("2017-07-05T10:00:00", "2017-07-05T10:00:00+08:00"),
            ("2017-07-05 10:00:00", "2017-07-05T10:00:00+08:00"),
            ("2017-07-05T10:00:00Z", "2017-07-05T18:00:00+08:00"),
            ("2017-07-05T10:00:00-05:00", "2017-07-05T23:00:00+08:00"),
        ],
    )
    def test_at(self, tmp_path: Path, at: str, told: str) -> None:
        assert Platform(tmp_path).make().check(at).doc["at"] == told

    @pytest.mark.parametrize("at", ["", "soon", "2017-02-30", "10:00", "2017-07-05T10:00:00+99:00", "99999-01-01"])
    def test_an_at_that_says_nothing_is_wrong_use(self, tmp_path: Path, at: str) -> None:
        told = small(tmp_path).run("check", f"--at={at}")
        assert (told.status, told.out) == (2, "")


class TestStores:
    def test_an_empty_store_is_a_board_without_cases(self, tmp_path: Path) -> None:
        doc = Platform(tmp_path).make().check("2017-07-05").doc
        assert (doc["cases"], doc["problems"], set(doc["counts"].values())) == ([], [], {0})

    @pytest.mark.parametrize("what", ["absent", "nothing", "no tables", "folder", "text"])
    @pytest.mark.parametrize("side", ["--case-store", "--ledger"])
    def test_what_is_no_store(self, tmp_path: Path, what: str, side: str) -> None:
        path = tmp_path / "other.db"
        if what == "nothing":
            path.touch()
        elif what == "no tables":
            connection = sqlite3.connect(path)
            connection.execute("CREATE TABLE other (a)")
            connection.close()
        elif what == "folder":
            path.mkdir()
        elif what == "text":
            path.write_text("this is no database at all\n" * 50, encoding="ascii")
        told = small(tmp_path / "a").run("check", "--json", "--at", "2017-07-05", side, url(path))
        if side == "--ledger" and what in ("absent", "nothing", "no tables"):
            assert told.doc["cases"]  # a ledger is made where there is none
        else:
            assert str(path) in refused(told)

    def test_a_ledger_in_a_folder_that_is_missing_is_made(self, tmp_path: Path) -> None:
        ledger = tmp_path / "no" / "such" / "ledger.db"
        assert small(tmp_path / "a").run("check", "--json", "--ledger", url(ledger)).status == 0
        assert ledger.exists()

    def test_a_missing_column_is_named(self, tmp_path: Path) -> None:
        platform = small(tmp_path)
        platform.sql("ALTER TABLE cases DROP COLUMN accepted_at")
        assert "accepted_at" in refused(platform.run("check"))

    @pytest.mark.parametrize("side", ["--case-store", "--ledger"])
    def test_a_server_that_is_away_and_its_password(self, tmp_path: Path, side: str) -> None:
        away = f"postgresql+psycopg://u:{SECRET}@127.0.0.1:1/x"
        assert "127.0.0.1" in refused(small(tmp_path).run("check", side, away))

    def test_the_store_is_only_read(self, tmp_path: Path) -> None:
        platform = small(tmp_path)
        before = platform.store.read_bytes()
        platform.check("2017-08-05")
        platform.run("explain", "C")
        assert platform.store.read_bytes() == before

    def test_tables_with_more_columns_and_none_but_the_keys_filled(self, tmp_path: Path) -> None:
        platform = Platform(tmp_path).make()
        platform.sql("ALTER TABLE cases ADD COLUMN theirs")
        platform.put("cases", [{"case_no": "empty"}])
        for table in ("case_nodes", "suspensions", "corrections"):
            platform.put(table, [{"case_no": "empty", "seq": 1}])
        platform.put("items", [{"item_code": "I"}])
        platform.put("item_nodes", [{"item_code": "I", "seq": 1}])
        told = platform.check("2017-07-05")
        assert told.cases()["empty"]["light"] == "unjudged"
        assert {case_no for case_no, _ in told.problems()} == {"empty"}


VALUES: list[Any] = [
    None, "", 0, -1, 2**63 - 1, -(2**63), 1e308, float("inf"), "nan", "1e400", "x" * 3000, b"\xff\xfe", True,
    "2017-07-05", "0000-00-00 00:00:00", "9999-12-31 23:59:59", "0001-01-01 00:00:00", "2017-07-05 25:00:00",
    "2017-07-05T10:00:00+08:00", "a\x00b", "open", "finished", "void", "五", 2457940.5, 1499220000,
]  # fmt: skip


def test_garbage_in_every_column_stops_nothing(tmp_path: Path) -> None:
    platform, chance = small(tmp_path), random.Random(3)
    names = {
        table: [name.split()[0] for name in text.split(", PRIMARY")[0].split(", ")] for table, text in TABLES.items()
    }
    children = ("case_nodes", "suspensions", "corrections")
    cases, rows = [], {table: [] for table in children}
    for number in range(600):
        case_no = f"G{number}"
        # every third row is right but for one column
        if number % 3 == 0:
            row = {"item_code": "I", "accepted_at": "2017-07-03 10:00:00", "state": "open"}
            row[chance.choice(names["cases"][1:])] = chance.choice(VALUES)
        else:
            row = {name: chance.choice(VALUES) for name in names["cases"]}
        cases.append(row | {"case_no": case_no})
        for table in children:
            rows[table].append({name: chance.choice(VALUES) for name in names[table]} | {"case_no": case_no, "seq": 1})
    platform.put("cases", cases)
    for table in children:
        platform.put(table, rows[table])
    for table in ("items", "units", "officers", "regions"):
        platform.put(
            table, [{name: chance.choice(VALUES) for name in names[table]} | {names[table][0]: v} for v in VALUES[1:]]
        )
    for at in ("2017-07-05T10:00:00", "2026-12-30", "1950-01-01"):
        told = platform.check(at, "--all")
        found = told.cases()
        unjudged = {case_no for case_no, case in found.items() if case["light"] == "unjudged"}
        assert unjudged <= {case_no for case_no, _ in told.problems()}
        if at.startswith("20"):
            assert {f"G{number}" for number in range(600)} >= set(found) - {"C"}
            assert found["C"]["reason"] in ("in_time", "past_promised_due")
    some = chance.sample(sorted(found), min(12, len(found)))
    assert all(platform.run("explain", case_no, "--json", "--at", "2017-07-05").status in (0, 1) for case_no in some)


FULL = """
[site]
name = "盐山县"
bureau = "盐山县行政审批局"
time_zone = "Asia/Shanghai"
[stores]
case = "sqlite:///platform.db"
ledger = "sqlite:///ledger.db"
[[office_hours]]
from = "2017-01-01"
hours = ["08:30-12:00", "14:00-17:30"]
[poll]
seconds = 5
[rules]
profile = "default"
day_rule = "whole_days"
[sms]
gateway = "kannel"
[sms.kannel]
url = "http://127.0.0.1:13013/cgi-bin/sendsms"
username = "u"
password_env = "KANNEL_PASSWORD"
sender = "12345"
report_listen = "127.0.0.1:18080"
[sms.hours]
from = "08:00"
to = "18:00"
days = "working"
[reports]
folder = "out"
weekly = "monday 08:00"
monthly = "1 08:30"
number_prefix = "盐审监"
"""

WRONG = [
    ("[site", "emonitor.toml"),
    ('[site]\nnmae = "x"', "site.nmae"),
    ('[site]\ntime_zone = "Mars/Base"', "site.time_zone"),
    ('[poll]\nseconds = "x"', "poll.seconds"),
    ("[poll]\nseconds = -1", "poll.seconds"),
    ('[rules]\nprofile = "nosuch"', "rules.profile"),
    ('[rules]\nday_rule = "half"', "rules.day_rule"),
    ('[sms]\ngateway = "pigeon"', "sms.gateway"),
    ('[sms.kannel]\npassword = "secretpw"', "sms.kannel.password"),
    ('[stores]\ncase = "postgresql+psycopg://u:secretpw@h/x"', "stores.case"),
    ('[[office_hours]]\nhours = ["12:00-08:30"]', "office_hours"),
    ('[[office_hours]]\nhours = ["08:30-12:00", "11:00-17:30"]', "office_hours"),
    ('[reports]\nweekly = "someday 25:00"', "reports.weekly"),
    ('[other]\na = 1', "other"),
]  # fmt: skip


class TestSettings:
    def test_every_key_of_the_contract_is_known(self, tmp_path: Path) -> None:
        platform = small(tmp_path)
        (tmp_path / "emonitor.toml").write_text(FULL, encoding="utf-8")
        assert len(platform.check("2017-07-05").cases()) == 1
        for gateway in ("none", "mas", "aliyun", "tencent", "gammu"):
            (tmp_path / "emonitor.toml").write_text(FULL.replace('"kannel"', f'"{gateway}"', 1), encoding="utf-8")
            assert platform.check("2017-07-05").status == 0

    @pytest.mark.parametrize(("text", "where"), WRONG)
    def test_a_wrong_key_is_named(self, tmp_path: Path, text: str, where: str) -> None:
        platform = small(tmp_path)
        (tmp_path / "emonitor.toml").write_text(text, encoding="utf-8")
        assert where in refused(platform.run("check"))

    def test_a_file_that_is_not_there_or_not_text(self, tmp_path: Path) -> None:
        refused(run("check", "--config", str(tmp_path / "none.toml")))
        refused(run("check", EMONITOR_CONFIG=str(tmp_path)))
        (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
        refused(run("check", "--config", str(tmp_path / "bytes.toml")))

    def test_another_time_zone(self, tmp_path: Path) -> None:
        platform = small(tmp_path)
        platform.write_settings(HOURS + '[site]\ntime_zone = "Europe/Berlin"\n')
        doc = platform.check("2017-07-05T10:00:00+08:00").doc
        assert doc["at"] == "2017-07-05T04:00:00+02:00"
        assert doc["cases"][0]["due_at"] == "2017-07-10T17:30:00+02:00"


class TestTheProcess:
    def test_under_a_plain_locale_chinese_comes_out(self, tmp_path: Path) -> None:
        told = small(tmp_path).child("check", "--at", "2017-07-12", LANG="C", LC_ALL="C", PYTHONUTF8="0")
        assert (told.status, told.err) == (0, "")
        assert "超期 1" in told.out

    @pytest.mark.parametrize("words", ["check --at 2017-07-12", "check --at 2017-07-12 --json", "calendar show 2017"])
    def test_a_reader_that_goes_away_is_no_error(self, tmp_path: Path, words: str) -> None:
        platform = small(tmp_path)
        platform.put(
            "cases", [{"case_no": f"B{n}", "item_code": "I", "accepted_at": "2017-07-03 10:00:00"} for n in range(900)]
        )
        command = [sys.executable, "-m", "desktop.main", *words.split(), "--config", str(tmp_path / "emonitor.toml")]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
        process.stderr.close()
        process.wait(timeout=60)
        assert err == b""

    def test_headless_and_without_qt(self, tmp_path: Path) -> None:
        code = (
            "import sys; from desktop.main import main; s = main(sys.argv[1:]);"
            " assert not any(m.startswith('PySide6') for m in sys.modules); sys.exit(s)"
        )
        platform = small(tmp_path)
        words = ["check", "--json", "--at", "2017-07-05", "--config", str(tmp_path / "emonitor.toml")]
        done = subprocess.run([sys.executable, "-c", code, *words], cwd=ROOT, capture_output=True, timeout=60)
        assert (done.returncode, done.stderr) == (0, b"")
        assert platform.ledger.exists()

    def test_wrong_use(self) -> None:
        for words in (["nosuch"], ["check", "--bogus"], ["explain"], ["calendar", "show", "soon"]):
            told = run_child(*words) if words == ["nosuch"] else run(*words)
            assert (told.status, told.out) == (2, "")


def test_an_explanation_adds_up_day_by_day(tmp_path: Path) -> None:
    platform = small(tmp_path)
    # Wed 07-05 15:00 to Fri 07-07 09:00: d = 6, 7; due Wed 07-12 17:30
    platform.suspend("C", "2017-07-05 15:00:00", "2017-07-07 09:00:00")
    platform.visit("C", 1, "2017-07-03 10:00:00", due="2017-07-04 17:30:00")
    doc = platform.run("explain", "C", "--json", "--at", "2017-07-11T10:00:00").doc
    board = platform.check("2017-07-11T10:00:00").cases()["C"]
    assert {key: doc[key] for key in ("light", "reason", "due_at", "left_seconds", "provisional")} == {
        key: board[key] for key in ("light", "reason", "due_at", "left_seconds", "provisional")
    }
    assert doc["rule"] == "default/whole_days"
    assert isinstance(doc["basis"], list)
    days = {day["date"]: day for day in doc["days"]}
    assert set(doc["days"][0]) == {"date", "kind", "counted_seconds", "suspended_seconds", "note"}
    assert [days[f"2017-07-{n:02}"]["kind"] for n in (7, 8, 10)] == ["workday", "restday", "workday"]
    assert days["2017-07-03"]["counted_seconds"] == 0  # the start day does not count
    assert (days["2017-07-06"]["counted_seconds"], days["2017-07-06"]["suspended_seconds"]) == (0, 25200)
    assert days["2017-07-04"]["counted_seconds"] == 25200
    node = platform.run("explain", "C", "--node", "1", "--json", "--at", "2017-07-11T10:00:00").doc
    assert (node["light"], node["reason"]) == ("red", "past_node_due")
    refused(platform.run("explain", "nobody"))
    refused(platform.run("explain", "C", "--node", "9"))
