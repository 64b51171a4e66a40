"""What people type wrongly, and what they see where a ledger is not there, a file damaged, a watch ended."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop import paths
from tests.integration.test_contract_tools import HOURS, ROOT, Platform

Call = Callable[..., tuple[int, str, str]]


def county(folder: Path) -> Platform:
    """A case that is red on 11 July."""
    platform = Platform(folder).make()
    platform.item("I", 5)
    platform.case("C", "I", "2017-07-03 10:00:00")
    return platform


READERS = [["cards"], ["outbox"], ["report", "list"]]


@pytest.mark.parametrize("words", READERS)
def test_a_ledger_that_was_mistyped_is_not_reported_empty(call: Call, tmp_path: Path, words: list[str]) -> None:
    missing = tmp_path / "typo" / "ledger.db"
    status, out, err = call(*words, "--ledger", f"sqlite:///{missing}")
    assert (status, out) == (1, "")
    assert str(missing) in err
    assert "--ledger" in err
    assert not missing.parent.exists()


@pytest.mark.parametrize("words", READERS)
def test_a_ledger_of_the_settings_is_mistyped_where_its_folder_is_missing(tmp_path: Path, words: list[str]) -> None:
    platform = county(tmp_path)
    assert platform.run(*words).status == 0, "it is only still to be made"
    (tmp_path / "emonitor.toml").write_text('[stores]\nledger = "sqlite:///typo/ledger.db"\n', encoding="utf-8")
    told = platform.run(*words)
    assert told.status == 1
    assert str(tmp_path / "typo" / "ledger.db") in told.err


@pytest.mark.parametrize("words", READERS)
def test_the_usual_ledger_that_nobody_needed_yet_is_empty(call: Call, words: list[str]) -> None:
    assert call(*words)[0] == 0


def test_an_explanation_and_a_calendar_need_no_ledger_and_make_none(tmp_path: Path) -> None:
    platform = county(tmp_path)
    told = platform.run("explain", "C", "--json", "--at", "2017-07-11T09:00")
    assert told.doc["light"] == "red"
    assert platform.run("calendar", "show", "2017").status == 0
    assert not platform.ledger.exists()


@pytest.mark.parametrize("option", ["--ledger", "--case-store", "--config"])
def test_an_option_with_nothing_behind_it_is_wrong_use(call: Call, option: str) -> None:
    status, out, err = call("cards", option, "")
    assert (status, out) == (2, "")
    assert option in err


@pytest.mark.parametrize(
    "words",
    [
        ["sms", "unsilence", "9" * 40, "--reason", "x"],
        ["sms", "unsilence", "0", "--reason", "x"],
        ["outbox", "--number", "9" * 5000],
        ["explain", "C", "--node", str(2**63)],
        ["watch", "--ticks", "0"],
        ["watch", "--ticks", "-5"],
        ["demo", "--cases", "0"],
        ["demo", "--cases", "soon"],
    ],
)
def test_a_number_that_cannot_be_is_wrong_use(call: Call, words: list[str]) -> None:
    status, out, err = call(*words)
    assert (status, out) == (2, "")
    assert "意外" not in err


@pytest.mark.parametrize(
    ("key", "value"), [("yellow_share", "1.1"), ("yellow_working_days", "3651"), ("accept_within", "1e300")]
)
def test_a_threshold_that_cannot_be_meant_is_named(tmp_path: Path, key: str, value: str) -> None:
    platform = county(tmp_path)
    platform.write_settings(f"{HOURS}[rules]\n{key} = {value}\n")
    told = platform.run("check")
    assert told.status == 1
    assert f"rules.{key}" in told.err
    assert "意外" not in told.err


def test_a_narrowed_outbox_counts_what_it_shows(tmp_path: Path) -> None:
    platform = county(tmp_path)
    platform.case("D", "I", "2017-07-03 10:00:00")
    platform.put("officers", [{"officer_id": "O", "name": "王某某", "unit_id": "U1", "role": "unit_head"}])
    platform.check("2017-07-11T09:00")
    every = platform.run("outbox", "--json").doc
    assert sum(every["counts"].values()) == len(every["messages"]) > 1
    for words in (("--case", "C"), ("--state", "delivered")):
        some = platform.run("outbox", "--json", *words).doc
        assert sum(some["counts"].values()) == len(some["messages"]) < len(every["messages"])
        assert f"共 {len(some['messages'])} 条" in platform.run("outbox", *words).out


def test_ctrl_c_is_answered_in_words_from_the_first_moment_on() -> None:
    for wait in (0.03, 0.06, 0.1, 0.15):
        command = [sys.executable, "-X", "importtime", "-m", "desktop.main", "doctor"]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        lines: list[str] = []
        while "desktop" not in (line := process.stderr.readline()):
            assert line, "it ended by itself"
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        lines += process.communicate(timeout=60)[1].splitlines()
        assert not [line for line in lines if "Traceback" in line]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_that_is_told_to_stop_has_done_its_work(tmp_path: Path, how: signal.Signals) -> None:
    process = county(tmp_path).spawn("watch", stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline()
    process.send_signal(how)
    process.communicate(timeout=20)
    assert process.returncode == 0


def test_a_watch_counts_the_cards_of_the_time_in_which_it_did_not_run(tmp_path: Path) -> None:
    platform = county(tmp_path)
    told = platform.run("watch", "--ticks", "1")
    assert told.status == 0
    assert "补记 2 张牌（程序没开着的时候）" in told.out
    assert "补记" not in platform.run("watch", "--ticks", "1").out


class TestDoctor:
    def check(self, call: Call, name: str, *words: str) -> dict[str, str]:
        _, out, _ = call("doctor", "--json", *words)
        return next(check for check in json.loads(out)["checks"] if check["name"] == name)

    def test_a_store_of_which_a_part_is_torn_is_found(self, call: Call, tmp_path: Path) -> None:
        platform = county(tmp_path)
        platform.sql("CREATE INDEX by_state ON cases (state)")
        platform.put("cases", [{"case_no": f"{number}", "title": "x" * 500} for number in range(400)])
        with closing(sqlite3.connect(platform.store)) as store:
            store.execute("PRAGMA journal_mode = DELETE")
            page = store.execute("SELECT rootpage FROM sqlite_master WHERE name = 'by_state'").fetchone()[0]
            size = store.execute("PRAGMA page_size").fetchone()[0]
        with platform.store.open("r+b") as file:
            file.seek((page - 1) * size)
            file.write(os.urandom(size))
        check = self.check(call, "case_store", "--case-store", f"sqlite:///{platform.store}")
        assert not check["ok"]
        assert "备份" in check["todo"]

    def test_a_folder_that_takes_no_files_is_found_whatever_its_rights(
        self, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "site.toml").write_text(f'[reports]\nfolder = "{tmp_path}"\n', encoding="utf-8")

        def full(**_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("tempfile.TemporaryFile", full)
        assert not self.check(call, "reports", "--config", str(tmp_path / "site.toml"))["ok"]

    def test_a_template_that_does_not_exist_is_named(
        self, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from monitoring.sms.gateways.aliyun import AliyunGateway

        monkeypatch.setenv("EMONITOR_ALIYUN_SECRET", "hunter2")
        monkeypatch.setattr(AliyunGateway, "check", lambda _: "aliyun")
        text = '[sms]\ngateway = "aliyun"\n[sms.aliyun]\naccess_key_id = "k"\nsign_name = "s"\n'
        text += '[sms.aliyun.templates]\nrde = "SMS_1"\n'
        (tmp_path / "site.toml").write_text(text, encoding="utf-8")
        check = self.check(call, "gateway", "--config", str(tmp_path / "site.toml"))
        assert not check["ok"]
        assert "rde" in check["detail"]


def test_the_demo_makes_no_second_county_into_the_first(call: Call, tmp_path: Path) -> None:
    stores = ("--case-store", paths.sqlite_url(tmp_path / "c.db"), "--ledger", paths.sqlite_url(tmp_path / "l.db"))
    made = ("demo", "--cases", "20", "--until", "2017-07-05T10:00", *stores)
    assert call(*made)[0] == 0
    assert "未变 20" in call(*made)[1]
    status, _, err = call(*made, "--seed", "7")
    assert status == 1
    assert "--seed 1 --cases 20" in err
    assert "--force" in err
    assert call(*made, "--seed", "7", "--force")[0] == 0


def test_a_password_with_signs_of_an_address_is_not_shown(call: Call) -> None:
    status, _, err = call("check", "--case-store", "postgresql://reader:hunter2@et/word@db.example/approvals")
    assert status == 1
    assert not any(part in err for part in ("hunter2", "et/word", "word@"))
    assert "%40" in err


def test_a_choice_that_is_none_lists_no_empty_one(tmp_path: Path) -> None:
    platform = county(tmp_path)
    platform.write_settings(f'{HOURS}[rules]\nday_rule = "some"\n')
    assert "可以写：whole_days、office_seconds。" in platform.run("check").err


def test_a_password_in_the_settings_is_refused_whatever_signs_it_has(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_text('[stores]\ncase = "postgresql://u:se/cr@et@db/x"\n', encoding="utf-8")
    platform = Platform(tmp_path / "site")
    told = platform.run("check", "--config", str(tmp_path / "site.toml"))
    assert told.status == 1
    assert "cr@et" not in told.err


@pytest.mark.parametrize("words", [["calendar", "import"], ["import", "xes"]])
def test_a_file_that_is_not_there_is_told_as_that(call: Call, tmp_path: Path, words: list[str]) -> None:
    status, _, err = call(*words, str(tmp_path / "nope.json"), "--case-store", f"sqlite:///{tmp_path / 'c.db'}")
    assert status == 1
    assert "这个文件" in err
    assert "改正文件里" not in err


def test_a_map_at_fault_is_named_and_not_the_table(call: Call, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("no\n1\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text("[cases]\nitem = 'no'\n", encoding="utf-8")
    store = ("--case-store", f"sqlite:///{tmp_path / 'c.db'}")
    status, _, err = call("import", "csv", str(tmp_path / "t.csv"), "--map", str(tmp_path / "map.toml"), *store)
    assert status == 1
    assert f"位置：{tmp_path / 'map.toml'}" in err


@pytest.mark.parametrize("command", ["demo", "import"])
def test_a_disk_that_is_full_is_told_as_that(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    from sqlalchemy.exc import OperationalError

    from monitoring.importing.writing import CaseWriter

    def full(*_: object) -> None:
        raise OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))

    monkeypatch.setattr(CaseWriter, "flush", full)
    (tmp_path / "t.csv").write_text("no\n1\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text("[cases]\ncase_no = 'no'\n", encoding="utf-8")
    words = ["csv", str(tmp_path / "t.csv"), "--map", str(tmp_path / "map.toml")]
    more = ["--cases", "20", "--until", "2017-07-05"] if command == "demo" else words
    status, _, err = call(command, *more, "--case-store", f"sqlite:///{tmp_path / 'c.db'}")
    assert status == 1
    assert "腾出磁盘空间" in err


def test_what_an_import_refuses_is_told_in_the_language_of_the_site(call: Call, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("no,from\n1,soon\n2\n,2017-07-05\n3,2017-07-05\n3,\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text("[cases]\ncase_no = 'no'\naccepted_at = 'from'\n", encoding="utf-8")
    store = ("--case-store", f"sqlite:///{tmp_path / 'c.db'}")
    status, _, err = call("import", "csv", str(tmp_path / "t.csv"), "--map", str(tmp_path / "map.toml"), *store)
    assert status == 0
    told = err.splitlines()
    assert told[0].startswith("  第 2 行 “from”列：时间无法识别")
    assert told[0].endswith("'soon' ≠ ISO 8601")
    assert told[1:] == [
        "  第 3 行 整行：列数和第一行不同 1 ≠ 2",
        "  第 4 行 “no”列：没有办件编号",
        "  第 6 行 办件 3：文件里有两行是这个办件编号，收了前一行",
    ]


def test_a_wrong_rule_and_a_wrong_calendar_are_told_in_the_language_of_the_site(call: Call, tmp_path: Path) -> None:
    platform = county(tmp_path)
    platform.write_settings(f"{HOURS}[rules]\nyellow_share = 2\n")
    assert "yellow_share = 2，要写 0 到 1 之间的数" in platform.run("check").err
    (tmp_path / "2027.csv").write_text("date,kind\n05.07.2017,holiday\n", encoding="utf-8")
    _, _, err = call("calendar", "import", str(tmp_path / "2027.csv"))
    assert "第 2 行：'05.07.2017' 不是日期" in err


@pytest.mark.parametrize("name", ["a?b", "a#b", "100%", "a%3Fb", "县 局"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    from sqlalchemy.engine import make_url

    from desktop.demo_store import sqlite_file

    file = tmp_path / name / "x.db"
    assert make_url(paths.sqlite_url(file)).database == str(file)
    assert sqlite_file(paths.sqlite_url(file)) == file
