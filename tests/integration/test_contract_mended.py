"""What once was not as the contract says, and is now."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.test_contract_tools import HOURS, ROOT, Platform, local, run


def one_case(folder: Path) -> Platform:
    """Five days from Mon 07-03: yellow from Fri 07-07 17:30, red from Mon 07-10 17:30."""
    platform = Platform(folder).make()
    platform.item("I", 5)
    platform.case("C", "I", "2017-07-03 10:00:00")
    return platform


@pytest.mark.parametrize("what", ["calendar", "data"])
def test_a_card_proved_wrong_is_revoked_though_a_threshold_was_changed_since(tmp_path: Path, what: str) -> None:
    """§5: revoked, never updated away. A new yellow_share must not make every earlier card beyond correction."""
    platform = one_case(tmp_path)
    platform.check("2017-07-11T09:00:00")
    platform.write_settings(HOURS + "[rules]\nyellow_share = 0.3\n")
    platform.check("2017-07-11T09:10:00")
    if what == "calendar":  # Mon 07-10 was a day off after all: due Tue 07-11 17:30
        assert platform.run("calendar", "set", "2017-07-10", "restday").status == 0
    else:  # a correction typed in late, {5, 6, 7}: due Thu 07-13 17:30
        platform.correct("C", "2017-07-04 10:00:00", "2017-07-07 10:00:00")
    assert platform.check("2017-07-11T09:20:00").cases()["C"]["light"] != "red"
    red = [card[3:] for card in platform.run("cards", "--json").cards("C") if card[2] == "red"]
    assert red == [("2017-07-10T17:30:00", "revoked")]


def test_the_reason_of_a_revocation_is_the_true_one(tmp_path: Path) -> None:
    """A year that has nothing to do with the case is imported; then the case's data are corrected: data_corrected."""
    platform = one_case(tmp_path)
    platform.check("2017-07-11T09:00:00")
    year = {"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]}
    (tmp_path / "2027.json").write_text(json.dumps(year), encoding="utf-8")
    assert platform.run("calendar", "import", str(tmp_path / "2027.json")).status == 0
    platform.check("2017-07-11T09:10:00")
    platform.correct("C", "2017-07-04 10:00:00", "2017-07-07 10:00:00")
    platform.check("2017-07-11T09:20:00")
    cards = platform.run("cards", "--json").doc["cards"]
    assert {card["revoked_reason"] for card in cards if card["level"] == "red"} == {"data_corrected"}


def test_nobody_is_charged_with_what_turned_before_he_had_it(tmp_path: Path) -> None:
    """§5: the unit and officer charged. A card must not depend on whether the program ran when it became true."""
    charged = []
    for moments in (["2017-07-06T09:00:00", "2017-07-10T09:00:00"], ["2017-07-10T09:00:00"]):
        platform = Platform(tmp_path / str(len(moments))).make()
        platform.item("I", 20)
        # accepted two days too late, on Fri 07-07; only then the officer O2 gets it
        platform.case("C", "I", "2017-07-07 10:00:00", applied_at="2017-07-03 10:00:00")
        platform.visit("C", 1, "2017-07-07 10:00:00")
        for moment in moments:
            platform.check(moment)
        cards = platform.run("cards", "--json").doc["cards"]
        charged.append([(card["level"], card["became_true_at"], card["unit"], card["officer"]) for card in cards])
    assert charged[0] == charged[1]
    assert {officer for *_, officer in charged[1]} == {""}


def test_a_correction_before_acceptance_stops_no_node_either(tmp_path: Path) -> None:
    """§4: stops are suspensions and corrections *after acceptance*; for the case it is so, for its nodes not."""
    platform = Platform(tmp_path).make()
    platform.item("I", 5)
    platform.put("item_nodes", [{"item_code": "I", "seq": 1, "limit_unit": "working_day", "limit_value": 3}])
    platform.case("C", "I", "2017-07-03 10:00:00")
    platform.correct("C", "2017-06-29 10:00:00", "2017-07-06 10:00:00")
    platform.visit("C", 1, "2017-07-03 11:00:00", node=1)
    case = platform.check("2017-07-14T09:00:00").cases()["C"]
    assert local(case["due_at"]) == "2017-07-10 17:30:00"
    assert local(case["nodes"][0]["due_at"]) == "2017-07-06 17:30:00"  # Tue, Wed, Thu


@pytest.mark.parametrize("name", ["EMONITOR_CASE_STORE", "EMONITOR_LEDGER"])
def test_an_empty_environment_variable_is_none(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """§1: a relative path in the settings is beside the settings file; with NAME='' it is where one happens to be."""
    platform = one_case(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    told = platform.run("check", "--json", "--at", "2017-07-05", **{name: ""})
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert len(told.doc["cases"]) == 1


@pytest.mark.parametrize("side", ["--case-store", "--ledger"])
@pytest.mark.parametrize(
    "url", ["://", "postgresql+psycopg://u:secretpw@h:port/x", "postgresql+psycopg://u:secretpw@[::1/x"]
)
def test_an_address_that_is_none_is_told_as_that(tmp_path: Path, side: str, url: str) -> None:
    """§1: what, where, what to do; not 'something unexpected', not 'restore a backup'."""
    told = one_case(tmp_path).run("check", side, url)
    assert told.status == 1
    assert "secretpw" not in told.err
    assert "程序出了意外" not in told.err
    assert "备份" not in told.err


def test_no_mobile_number_leaves_in_what_is_told_of_a_case(tmp_path: Path) -> None:
    platform = Platform(tmp_path).make()
    platform.item("I", 5)
    platform.case("C", "I", "2017-07-03 10:00:00", state="13912345678")
    for words in (("check", "--json"), ("explain", "C"), ("explain", "C", "--json")):
        told = platform.run(*words, "--at", "2017-07-05T10:00")
        assert "139****5678" in told.out, words
        assert "13912345678" not in told.out + told.err, words


@pytest.mark.parametrize(
    ("code", "advice"), [("full", "腾出磁盘空间"), ("locked", "找出占用它的程序"), ("read_only", "是不是只读")]
)
def test_a_ledger_that_takes_no_cards_says_why_and_what_to_do(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: str,
    advice: str,
) -> None:
    from desktop import main
    from monitoring.ports import StoreUnavailable
    from monitoring.stores.ledger import NativeLedger

    platform = one_case(tmp_path)

    def refuse(*_: object) -> None:
        raise StoreUnavailable(code, "sqlite:///ledger.db")

    monkeypatch.setattr(NativeLedger, "write", refuse)
    stores = ("--case-store", f"sqlite:///{platform.store}", "--ledger", f"sqlite:///{tmp_path / 'other.db'}")
    assert main.main(["check", "--at", "2017-07-11T09:00", *stores]) == 1
    told = capsys.readouterr().err
    assert advice in told
    assert "sqlite:///ledger.db" in told
    assert "备份恢复" not in told


@pytest.mark.parametrize("url", ["mysql://u:secretpw@127.0.0.1/x", "oracle://u:secretpw@127.0.0.1/x"])
def test_a_database_whose_driver_is_missing_is_told_as_that(tmp_path: Path, url: str) -> None:
    """§3: any database that SQLAlchemy speaks. So: which driver is missing, and to install it."""
    told = one_case(tmp_path).run("check", "--case-store", url)
    assert told.status == 1
    assert "secretpw" not in told.err
    assert "程序出了意外" not in told.err


@pytest.mark.parametrize(("name", "content"), [("x.xes", b"hello"), ("x.csv.gz", b"no gzip"), ("x.xes", b"")])
def test_an_import_that_failed_says_so_on_standard_error_with_json_too(
    tmp_path: Path, name: str, content: bytes
) -> None:
    """§1: exit status 1: standard error says what, where, what to do. With --json it is empty."""
    (tmp_path / name).write_bytes(content)
    (tmp_path / "map.toml").write_text('[cases]\ncase_no = "id"\n', encoding="utf-8")
    words = ["csv", str(tmp_path / name), "--map", str(tmp_path / "map.toml")] if "csv" in name else ["xes"]
    words += [] if "csv" in name else [str(tmp_path / name)]
    told = Platform(tmp_path / "site").run("import", *words, "--json")
    assert told.status == 1
    assert name in told.err
    assert "处理：" in told.err


def test_a_file_that_ends_too_early_is_not_done(tmp_path: Path) -> None:
    """§1: 0 done, 1 could not be done. A cut file is taken as far as it goes and reported complete: false, but 0."""
    rows = "id,open\n" + "".join(f"{number},2017-07-03 10:00:00\n" for number in range(3000))
    (tmp_path / "x.csv.gz").write_bytes(gzip.compress(rows.encode())[:-20])
    (tmp_path / "map.toml").write_text(
        '[csv]\ntime_format = "%Y-%m-%d %H:%M:%S"\n[cases]\ncase_no = "id"\naccepted_at = "open"\n', encoding="utf-8"
    )
    told = Platform(tmp_path / "site").run(
        "import", "csv", str(tmp_path / "x.csv.gz"), "--map", str(tmp_path / "map.toml")
    )
    assert told.status == 1
    assert "处理：" in told.err


def test_standard_output_that_is_closed_is_no_accident(tmp_path: Path) -> None:
    """§1: emonitor check >&- ends with AttributeError in the log and 'something unexpected'."""
    platform = one_case(tmp_path)
    command = [sys.executable, "-m", "desktop.main", "check", "--config", str(platform.folder / "emonitor.toml")]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" >&-', "sh", *command], cwd=ROOT, env=os.environ, stderr=subprocess.PIPE, timeout=60
    )
    assert "程序出了意外" not in done.stderr.decode()


def test_a_wrong_key_of_the_rules_is_named_in_words(tmp_path: Path) -> None:
    """§1: what, where: the key rules.yellow_working_days, not rules.profile; and no Python class."""
    platform = one_case(tmp_path)
    platform.write_settings('[rules]\nyellow_working_days = "x"\n')
    told = platform.run("check")
    assert "rules.yellow_working_days" in told.err
    assert "class" not in told.err


def test_a_calendar_file_that_is_not_there_is_told_as_that(tmp_path: Path) -> None:
    """`calendar import nothing` says that the name must end in .json."""
    told = run("calendar", "import", str(tmp_path / "2027"))
    assert told.status == 1
    assert "找不到" in told.err or "no such file" in told.err.lower()
