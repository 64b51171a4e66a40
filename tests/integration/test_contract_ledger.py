"""Contract §5: cards are written once, dated when they became true, and only ever revoked."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import time
from pathlib import Path
from typing import Any

from tests.integration.test_contract_tools import HOURS, Platform

AT = "2017-07-20T10:00:00"


def county(folder: Path, cases: int = 40) -> Platform:
    """Cases of five days: yellow on Fri 07-07 17:30, red on Mon 07-10 17:30, past the law on Mon 07-17 17:30."""
    platform = Platform(folder).make()
    platform.item("I", 5, statutory=10)
    row = {"item_code": "I", "accepted_at": "2017-07-03 10:00:00", "state": "open", "unit_id": "U1"}
    platform.put("cases", [{"case_no": f"C{number:04}"} | row for number in range(cases)])
    return platform


def expected(cases: int) -> list[tuple[Any, ...]]:
    turns = [("yellow", "2017-07-07"), ("red", "2017-07-10"), ("statutory", "2017-07-17")]
    return sorted(
        (f"C{number:04}", None, level, f"{day}T17:30:00", "issued") for number in range(cases) for level, day in turns
    )


def written(platform: Platform) -> list[tuple[Any, ...]]:
    return sorted(platform.run("cards", "--json").cards())


def test_a_week_off_is_caught_up_with_the_moments_at_which_it_became_true(tmp_path: Path) -> None:
    platform = county(tmp_path, 3)
    assert platform.check("2017-07-07T17:30:00").status == 0
    assert written(platform) == []
    platform.check(AT)
    assert written(platform) == expected(3)
    doc = platform.run("cards", "--json").doc["cards"]
    assert {card["noticed_at"] for card in doc} == {"2017-07-20T10:00:00+08:00"}
    red = [card for card in doc if card["level"] == "red"]
    assert {(card["due_at"], card["unit"]) for card in red} == {("2017-07-10T17:30:00+08:00", "U1")}


def test_checking_again_and_a_dry_run_write_nothing(tmp_path: Path) -> None:
    platform = county(tmp_path, 3)
    platform.check(AT, "--dry-run")
    assert written(platform) == []
    for _ in range(3):
        platform.check(AT)
    assert written(platform) == expected(3)


def test_a_dry_run_makes_no_ledger_where_there_is_none(tmp_path: Path) -> None:
    platform = county(tmp_path, 3)
    before = {file for file in tmp_path.rglob("*") if "ledger" in file.name}
    assert platform.check(AT, "--dry-run").cases()
    assert {file for file in tmp_path.rglob("*") if "ledger" in file.name} == before


def test_two_programs_at_the_same_moment_write_each_card_once(tmp_path: Path) -> None:
    platform = county(tmp_path, 400)
    running = [platform.spawn("check", "--json", "--at", AT) for _ in range(3)]
    ends = [(process.communicate(timeout=100)[1].decode(), process.returncode) for process in running]
    assert ends == [("", 0)] * 3
    assert written(platform) == expected(400)


def test_killed_at_any_point_no_card_is_lost_or_doubled(tmp_path: Path) -> None:
    platform = county(tmp_path, 300)
    chance = random.Random(8)
    started = time.monotonic()
    platform.spawn("check", "--at", AT, "--dry-run").communicate(timeout=60)
    usual = time.monotonic() - started
    for _ in range(6):
        process = platform.spawn("check", "--at", AT)
        time.sleep(chance.uniform(0.4, 1.1) * usual)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=60)
    assert platform.check(AT).status == 0
    assert written(platform) == expected(300)


def calendar_file(folder: Path, year: int, days: list[tuple[str, bool]]) -> str:
    path = folder / f"{year}.json"
    rows = [{"name": "节", "date": date, "isOffDay": off} for date, off in days]
    path.write_text(json.dumps({"year": year, "papers": [], "days": rows}), encoding="utf-8")
    return str(path)


def test_an_imported_year_is_known_from_then_on(tmp_path: Path) -> None:
    platform = Platform(tmp_path).make()
    platform.item("I", 5)
    platform.case("C", "I", "2026-12-29 10:00:00")
    assert platform.check("2026-12-30").cases()["C"]["reason"] == "calendar_unknown"
    # Wed 30, Thu 31; Fri 2027-01-01 off; Mon 01-04, Tue 01-05, Wed 01-06
    name = calendar_file(tmp_path, 2027, [("2027-01-01", True)])
    assert platform.run("calendar", "import", name).status == 0
    case = platform.check("2026-12-30").cases()["C"]
    assert (case["light"], case["due_at"]) == ("green", "2027-01-06T17:30:00+08:00")
    assert platform.run("calendar", "show", "2027", "--json").doc["known"] is True


def test_a_corrected_calendar_revokes_cards_with_the_reason(tmp_path: Path) -> None:
    platform = county(tmp_path, 1)
    platform.check("2017-07-11T09:00:00")
    assert written(platform) == expected(1)[:1] + expected(1)[2:]
    # Mon 07-10 was a day off after all: due Tue 07-11 17:30, yellow from Fri 07-07 17:30 as before
    assert platform.run("calendar", "set", "2017-07-10", "restday").status == 0
    told = platform.check("2017-07-11T09:00:00")
    assert told.cases()["C0000"]["light"] == "yellow"
    cards = platform.run("cards", "--json").doc["cards"]
    red = [card for card in cards if card["level"] == "red"]
    assert [(card["state"], card["revoked_reason"]) for card in red] == [("revoked", "calendar_corrected")]
    yellow = [card["state"] for card in cards if card["level"] == "yellow"]
    assert yellow.count("issued") == 1
    platform.check("2017-07-11T17:30:01")
    reds = [card[3:] for card in platform.run("cards", "--json").cards() if card[2] == "red"]
    assert sorted(reds) == [("2017-07-10T17:30:00", "revoked"), ("2017-07-11T17:30:00", "issued")]


def test_corrected_data_revoke_and_a_card_that_is_true_again_is_issued_again(tmp_path: Path) -> None:
    platform = county(tmp_path, 1)
    platform.check("2017-07-11T09:00:00")
    # a correction of the material typed in late: Tue 07-04 to Fri 07-07, {5, 6, 7}: due Thu 07-13 17:30
    platform.correct("C0000", "2017-07-04 10:00:00", "2017-07-07 10:00:00")
    assert platform.check("2017-07-11T09:00:00").cases()["C0000"]["due_at"] == "2017-07-13T17:30:00+08:00"
    cards = platform.run("cards", "--json").doc["cards"]
    assert {(card["level"], card["state"], card["revoked_reason"]) for card in cards} == {
        ("yellow", "revoked", "data_corrected"),
        ("red", "revoked", "data_corrected"),
    }
    platform.sql("DELETE FROM corrections")
    platform.check("2017-07-11T09:00:00")
    assert sorted(platform.run("cards", "--json").cards(state="issued")) == expected(1)[:1] + expected(1)[2:]


def test_a_case_that_vanishes_comes_back_or_changes_after_its_finish_is_a_problem(tmp_path: Path) -> None:
    platform = county(tmp_path, 2)
    platform.check("2017-07-11T09:00:00")
    kept = platform.sql("SELECT * FROM cases WHERE case_no = 'C0001'")[0]
    platform.sql("DELETE FROM cases WHERE case_no = 'C0001'")
    gone = platform.check("2017-07-11T09:05:00")
    assert ("C0001", "vanished") in gone.problems()
    assert "C0001" not in gone.cases()
    cards = platform.run("cards", "--json").cards("C0001")
    assert len(cards) == 2
    platform.sql(f"INSERT INTO cases VALUES ({', '.join('?' * len(kept))})", kept)
    back = platform.check("2017-07-11T09:10:00")
    assert ("C0001", "vanished") not in back.problems()
    assert platform.run("cards", "--json").cards("C0001", "issued") == [card for card in cards if card[4] == "issued"]
    platform.sql("UPDATE cases SET state = 'finished', finished_at = '2017-07-11 09:00:00' WHERE case_no = 'C0001'")
    platform.check("2017-07-11T09:15:00", "--all")
    platform.sql("UPDATE cases SET finished_at = '2017-07-10 09:00:00' WHERE case_no = 'C0001'")
    changed = platform.check("2017-07-11T09:20:00", "--all")
    assert ("C0001", "changed_after_finish") in changed.problems()


def test_cards_are_never_deleted_or_changed_but_to_revoke(tmp_path: Path) -> None:
    platform = county(tmp_path, 1)
    platform.check("2017-07-11T09:00:00")
    before = platform.run("cards", "--json").doc["cards"]
    platform.sql("DELETE FROM cases")
    platform.check("2017-07-12T09:00:00")
    after = platform.run("cards", "--json").doc["cards"]
    same = ("case_no", "node_seq", "level", "became_true_at", "noticed_at", "due_at", "unit", "officer")
    assert [[card[key] for key in same] for card in before] == [[card[key] for key in same] for card in after]


def test_judging_an_earlier_moment_takes_no_card_away(tmp_path: Path) -> None:
    """--at in the past is a question about the past: what is known since is not wrong because of it."""
    platform = county(tmp_path, 2)
    platform.check(AT)
    platform.check("2017-07-04T10:00:00")
    assert written(platform) == expected(2)


def test_a_ledger_that_another_program_holds_is_waited_for_or_told(tmp_path: Path) -> None:
    platform = county(tmp_path, 1)
    platform.check("2017-07-04T10:00:00")
    holder = sqlite3.connect(platform.ledger, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        told = platform.child("check", "--at", AT)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert told.status == 1
    assert "ledger" in told.err or "台账" in told.err
    platform.check(AT)
    assert written(platform) == expected(1)


def test_a_threshold_that_calls_for_the_same_cards_changes_nothing(tmp_path: Path) -> None:
    """20 % of five days is one day: the profile percent20 turns yellow at the same moment as the default one."""
    platform = county(tmp_path, 1)
    platform.check("2017-07-10T17:30:00")
    before = platform.run("cards", "--json").doc
    platform.write_settings(f'{HOURS}[rules]\nprofile = "percent20"\n')
    platform.check("2017-07-10T17:30:00")
    assert platform.run("cards", "--json").doc == before
