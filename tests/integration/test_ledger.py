"""The ledger on both databases: each card once, whoever writes and whenever the program is killed."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool

from monitoring.codes import CardLevel, Reason
from monitoring.ports import (
    CalendarDay,
    CalendarFile,
    Card,
    CardTally,
    Revocation,
    Sighting,
    StoreUnavailable,
    TickWrite,
)
from monitoring.stores.ledger import NativeLedger, open_ledger
from monitoring.stores.ledger_schema import ledger_metadata
from monitoring.stores.migrating import revision_of, revisions, upgrade

ROOT = Path(__file__).resolve().parents[2]
NOON = datetime(2017, 7, 5, 12, 0, 0)


@pytest.fixture
def ledger(ledger_url: str) -> Any:
    with closing(open_ledger(ledger_url)) as opened:
        yield opened


def card(case_no: str = "A", *, node: int | None = None, days: int = 0, level: CardLevel = CardLevel.RED) -> Card:
    due = NOON + timedelta(days=days)
    return Card(
        case_no=case_no,
        node_seq=node,
        level=level,
        reason=Reason.PAST_PROMISED_DUE,
        deadline=due,
        became_true_at=due,
        unit_id="u",
        unit="千童镇",
        officer_id=None,
        officer="",
        limit="5 working_day",
        calendar_version="1",
        rule_version="default/1",
    )


def sightings(ledger: NativeLedger) -> dict[str, Any]:
    return dict(ledger.sightings())


def test_a_card_comes_back_as_it_was_written(ledger: NativeLedger) -> None:
    written = [card(), card(node=0), card(node=3, level=CardLevel.YELLOW), card(days=1)]
    result = ledger.write(TickWrite(NOON, cards=written))
    assert (result.cards_written, result.new_cards) == (4, tuple(written))
    found = list(ledger.cards())
    assert [issued.card for issued in found] == written
    assert {(issued.noticed_at, issued.state, issued.revoked_at) for issued in found} == {(NOON, "issued", None)}


def test_a_card_is_issued_once_however_often_it_is_written(ledger: NativeLedger) -> None:
    ledger.write(TickWrite(NOON, cards=[card(), card()]))
    again = ledger.write(TickWrite(NOON + timedelta(days=1), cards=[card(), card(days=2)]))
    assert again.new_cards == (card(days=2),)
    assert [issued.noticed_at for issued in ledger.cards(["A"])] == [NOON, NOON + timedelta(days=1)]


def test_a_revoked_card_stays_and_can_be_issued_anew(ledger: NativeLedger) -> None:
    ledger.write(TickWrite(NOON, cards=[card()]))
    first = next(ledger.cards())
    revocation = Revocation(first.card_id, "data_corrected")
    assert ledger.write(TickWrite(NOON, revocations=[revocation])).cards_revoked == 1
    assert ledger.write(TickWrite(NOON, revocations=[revocation])).cards_revoked == 0
    assert [issued.revoked_reason for issued in ledger.cards(state="revoked")] == ["data_corrected"]
    assert list(ledger.cards(state="issued")) == []
    assert ledger.write(TickWrite(NOON, cards=[card()])).cards_written == 1
    assert ledger.write(TickWrite(NOON, cards=[card()])).cards_written == 0
    assert [issued.state for issued in ledger.cards()] == ["revoked", "issued"]


def test_a_revocation_and_the_same_card_anew_fit_into_one_tick(ledger: NativeLedger) -> None:
    ledger.write(TickWrite(NOON, cards=[card()]))
    revocation = Revocation(next(ledger.cards()).card_id, "calendar_corrected")
    result = ledger.write(TickWrite(NOON, cards=[card()], revocations=[revocation]))
    assert (result.cards_revoked, result.cards_written) == (1, 1)


def test_cards_come_in_the_order_in_which_they_became_true(
    ledger: NativeLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitoring.stores.ledger.PAGE", 7)
    days = list(range(40))
    random.Random(1).shuffle(days)
    ledger.write(TickWrite(NOON, cards=[card(f"{number}", days=day // 4) for number, day in enumerate(days)]))
    moments = [issued.card.became_true_at for issued in ledger.cards()]
    assert len(moments) == 40
    assert moments == sorted(moments)
    some = [issued.card.became_true_at for issued in ledger.cards([str(number) for number in range(20)])]
    assert (len(some), some) == (20, sorted(some))


def test_cards_of_a_period_and_level_begin_with_its_first_moment_and_end_before_its_last(ledger: NativeLedger) -> None:
    yellow = card("Y", days=1, level=CardLevel.YELLOW)
    ledger.write(TickWrite(NOON, cards=[card("A"), card("B", days=1), card("C", days=2), yellow]))
    since, until = NOON, NOON + timedelta(days=2)
    found = ledger.cards_since(since, until=until, level=CardLevel.RED)
    assert [issued.card.case_no for issued in found] == ["B", "A"]
    every = [issued.card.case_no for issued in ledger.cards_since(since, until=until)]
    assert every == ["B", "Y", "A"]  # of one moment the worst first


def test_standing_cards_are_tallied_by_unit_day_and_level(ledger: NativeLedger) -> None:
    ledger.write(TickWrite(NOON, cards=[card("A"), card("B"), card("C", level=CardLevel.YELLOW), card("D", days=1)]))
    revoked = next(issued.card_id for issued in ledger.cards(["B"]))
    ledger.write(TickWrite(NOON, revocations=[Revocation(revoked, "data_corrected")]))
    day = NOON.date()
    assert set(ledger.card_tally(NOON)) == {
        CardTally("u", day, CardLevel.RED, 1),
        CardTally("u", day, CardLevel.YELLOW, 1),
        CardTally("u", day + timedelta(days=1), CardLevel.RED, 1),
    }
    assert ledger.card_tally(NOON + timedelta(days=2)) == []


def test_a_case_keeps_the_moment_when_it_was_first_seen(ledger: NativeLedger) -> None:
    later = NOON + timedelta(hours=1)
    ledger.write(TickWrite(NOON, sightings=[Sighting("A", 0), Sighting("B", -5)]))
    ledger.write(TickWrite(later, sightings=[Sighting("A", 7)]))
    seen = sightings(ledger)
    assert (seen["A"].first_seen_at, seen["A"].fingerprint) == (NOON, 7)
    assert seen["A"].changed_after_finish_at is None, "being finished is no change after the finish"
    assert seen["B"].fingerprint == -5


@pytest.mark.parametrize(
    ("prints", "changed"),
    [((7, 7), False), ((7, 8), True), ((0, 8), False), ((7, 0), False), ((7, 0, 7), False), ((7, 8, 8), True)],
)
def test_only_another_print_of_a_finished_case_is_a_change_after_the_finish(
    ledger: NativeLedger, prints: tuple[int, ...], changed: bool
) -> None:
    for hour, fingerprint in enumerate(prints):
        ledger.write(TickWrite(NOON + timedelta(hours=hour), sightings=[Sighting("A", fingerprint)]))
    assert sightings(ledger)["A"].changed_after_finish_at == (NOON + timedelta(hours=1) if changed else None)


def test_a_case_that_vanished_keeps_the_first_moment_until_it_returns(ledger: NativeLedger) -> None:
    ledger.write(TickWrite(NOON, sightings=[Sighting("A", 0)]))
    for hour in (1, 2):
        ledger.write(TickWrite(NOON + timedelta(hours=hour), vanished=["A", "nobody"]))
    assert sightings(ledger)["A"].vanished_at == NOON + timedelta(hours=1)
    ledger.write(TickWrite(NOON, returned=["A"]))
    assert sightings(ledger)["A"].vanished_at is None


def test_very_many_sightings_and_cards_are_written_and_read(ledger: NativeLedger) -> None:
    numbers = [f"{number:06d}" for number in range(25_000)]
    cards = [card(number) for number in numbers]
    tick = TickWrite(NOON, cards=cards, sightings=[Sighting(number, 1) for number in numbers])
    assert ledger.write(tick).cards_written == 25_000
    assert ledger.write(tick).cards_written == 0
    assert list(sightings(ledger)) == numbers
    assert sum(1 for _ in ledger.cards()) == 25_000
    assert [number for number, _ in ledger.sightings(numbers[5:8])] == numbers[5:8]


def test_the_calendar_version_grows_only_with_what_an_import_changes(ledger: NativeLedger) -> None:
    days = (CalendarDay(date(2027, 1, 1), False, "元旦"), CalendarDay(date(2027, 1, 9), True))
    file = CalendarFile(days, (2027,), "notice")
    assert ledger.calendar_version() == 0
    assert ledger.import_calendar(file, NOON) == 2
    assert ledger.import_calendar(file, NOON) == 0
    assert ledger.calendar_version() == 1
    assert ledger.calendar_days() == file
    moved = CalendarDay(date(2027, 1, 9), False)
    assert ledger.import_calendar(CalendarFile((moved,)), NOON) == 1
    assert ledger.calendar_version() == 2
    assert ledger.calendar_days().days == (days[0], moved)


def test_dropped_calendar_days_are_as_if_they_had_never_been_imported(ledger: NativeLedger) -> None:
    days = (CalendarDay(date(2027, 1, 1), False, "元旦"), CalendarDay(date(2027, 1, 9), True))
    ledger.import_calendar(CalendarFile(days, (2027,), "notice"), NOON)
    assert ledger.drop_calendar_days([date(2027, 1, 9), date(2027, 1, 10)]) == 1
    assert ledger.calendar_days() == CalendarFile(days[:1], (2027,), "notice")
    assert ledger.calendar_version() == 2
    assert ledger.drop_calendar_days([], [2027]) == 0
    assert ledger.calendar_days() == CalendarFile(days[:1])
    assert ledger.calendar_version() == 3
    assert ledger.drop_calendar_days([date(2027, 1, 9)], [2027]) == 0
    assert ledger.calendar_version() == 3


def test_two_programs_see_that_the_other_wrote(ledger_url: str, ledger: NativeLedger) -> None:
    with closing(open_ledger(ledger_url)) as other:
        before = other.revision()
        ledger.write(TickWrite(NOON, cards=[card()]))
        assert other.revision() == before + 1
        assert other.write(TickWrite(NOON, cards=[card()])).new_cards == ()


WRITER = """
import sys
from datetime import datetime, timedelta
sys.path.insert(0, {root!r})
from monitoring.ports import Sighting, TickWrite
from monitoring.stores.ledger import open_ledger
from tests.integration.test_ledger import NOON, card
ledger = open_ledger(sys.argv[1])
ledger.check()
print("ready", flush=True)
sys.stdin.readline()
written = 0
for tick in range(int(sys.argv[2])):
    numbers = [f"{{tick}}-{{number}}" for number in range(int(sys.argv[3]))]
    result = ledger.write(
        TickWrite(NOON, cards=[card(n) for n in numbers], sightings=[Sighting(n, 1) for n in numbers])
    )
    written += result.cards_written
    print("done", tick, written, flush=True)
"""


def start_writer(url: str, ticks: int, cards: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER.format(root=str(ROOT)), url, str(ticks), str(cards)]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def test_two_processes_that_write_the_same_cards_at_once_write_each_once(ledger_url: str) -> None:
    writers = [start_writer(ledger_url, 10, 40) for _ in range(2)]
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    lasts = [writer.communicate()[0].splitlines()[-1].split() for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    assert sum(int(last[2]) for last in lasts) == 400
    with closing(open_ledger(ledger_url)) as ledger:
        keys = [issued.card.key for issued in ledger.cards()]
    assert len(keys) == len(set(keys)) == 400


def test_a_kill_at_any_moment_loses_no_tick_and_doubles_none(ledger_url: str) -> None:
    dice = random.Random(7)
    ticks, cards = 12, 30
    for _ in range(10):
        writer = start_writer(ledger_url, ticks, cards)
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
        told = [writer.stdout.readline() for _ in range(dice.randrange(0, 3))]
        try:
            writer.wait(dice.random() * 0.02)
        except subprocess.TimeoutExpired:
            writer.send_signal(signal.SIGKILL)
        told += writer.stdout.read().splitlines()
        writer.stdin.close()
        writer.stdout.close()
        writer.wait()
        done = {int(line.split()[1]) for line in told if line.startswith("done") and len(line.split()) == 3}
        with closing(open_ledger(ledger_url)) as ledger:
            keys = [issued.card.case_no for issued in ledger.cards()]
            seen = set(sightings(ledger))
        assert len(keys) == len(set(keys)), "doubled"
        assert set(keys) == seen, "a tick was torn"
        assert all(sum(key.startswith(f"{tick}-") for key in keys) == cards for tick in done), "lost"
        assert len(keys) % cards == 0, "a tick was torn"
    with closing(open_ledger(ledger_url)) as ledger:
        for tick in range(ticks):
            ledger.write(TickWrite(NOON, cards=[card(f"{tick}-{number}") for number in range(cards)]))
        assert sum(1 for _ in ledger.cards()) == ticks * cards


def test_migrations_make_exactly_the_tables_that_the_program_uses(ledger_url: str, ledger: NativeLedger) -> None:
    ledger.check()
    engine = create_engine(ledger_url, poolclass=NullPool)
    with engine.connect() as connection:
        inspector = inspect(connection)
        for table in ledger_metadata.sorted_tables:
            there = {column["name"]: column["nullable"] for column in inspector.get_columns(table.name)}
            assert there == {column.name: column.nullable for column in table.columns}
            unique = {tuple(key["column_names"]) for key in inspector.get_unique_constraints(table.name)}
            assert len(unique) == (1 if table.name in ("cards", "sms_messages", "reports") else 0)
            assert {index["name"] for index in inspector.get_indexes(table.name) if not index["unique"]} == {
                index.name for index in table.indexes if not index.unique
            }
        assert revision_of(connection) == revisions()[-1]


def older_ledger(url: str) -> None:
    """A ledger as the first release made it, with a card."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(
            text(
                "INSERT INTO cards (case_no, node_key, level, reason, deadline, issue_no, became_true_at, noticed_at,"
                " unit, officer, limit_text, calendar_version, rule_version, state) VALUES ('A', -1, 'red',"
                " 'past_promised_due', '2017-07-05 12:00:00', 1, '2017-07-05 12:00:00', '2017-07-05 12:00:00',"
                " '', '', 'explicit', '1', 'default/1', 'issued')"
            )
        )


def test_an_older_ledger_is_upgraded_and_keeps_its_cards(ledger_url: str) -> None:
    older_ledger(ledger_url)
    with closing(open_ledger(ledger_url)) as ledger:
        assert [issued.card.case_no for issued in ledger.cards()] == ["A"]
        ledger.write(TickWrite(NOON, cards=[card()], sightings=[Sighting("A", 1)]))
        assert len(list(ledger.cards())) == 1
        assert set(sightings(ledger)) == {"A"}


def test_a_copy_of_the_older_file_is_kept_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    older_ledger(f"sqlite:///{file}")
    with closing(open_ledger(f"sqlite:///{file}")) as ledger:
        ledger.check()
    copies = [path for path in tmp_path.iterdir() if ".before-" in path.name]
    assert [copy.name for copy in copies] == ["ledger.db.before-0002"]
    with closing(sqlite3.connect(copies[0])) as copy:
        assert copy.execute("SELECT case_no FROM cards").fetchall() == [("A",)]
        assert copy.execute("SELECT version_num FROM ledger_version").fetchall() == [("0001",)]
    with closing(open_ledger(f"sqlite:///{file}")) as ledger:
        ledger.check()
    assert len([path for path in tmp_path.iterdir() if ".before-" in path.name]) == 1


def test_a_ledger_of_a_newer_program_is_left_alone(ledger_url: str) -> None:
    with closing(open_ledger(ledger_url)) as ledger:
        ledger.check()
    with create_engine(ledger_url, poolclass=NullPool).begin() as connection:
        connection.execute(text("UPDATE ledger_version SET version_num = '9999'"))
    newer = open_ledger(ledger_url)
    with closing(newer), pytest.raises(StoreUnavailable) as refusal:
        newer.check()
    assert refusal.value.permanent
    assert "9999" in refusal.value.detail


def test_a_ledger_file_that_is_taken_away_is_not_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "far" / "ledger.db"
    with closing(open_ledger(f"sqlite:///{file}")) as ledger:
        ledger.write(TickWrite(NOON, cards=[card()]))
        ledger.close()
        file.rename(tmp_path / "aside.db")
        with pytest.raises(StoreUnavailable) as refusal:
            ledger.write(TickWrite(NOON, cards=[card(days=1)]))
        assert refusal.value.code == "missing"
        assert not file.exists()
        (tmp_path / "aside.db").rename(file)
        assert ledger.write(TickWrite(NOON, cards=[card(days=1)])).cards_written == 1


def test_a_ledger_locked_by_another_program_is_reported_and_works_when_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitoring.stores.ledger_connection.BUSY_SECONDS", 0.2)
    file = tmp_path / "ledger.db"
    with closing(open_ledger(f"sqlite:///{file}")) as ledger, closing(sqlite3.connect(file)) as other:
        ledger.check()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable) as refusal:
            ledger.write(TickWrite(NOON, cards=[card()]))
        assert refusal.value.code == "locked"
        assert list(ledger.cards()) == [], "reading goes on"
        other.rollback()
        assert ledger.write(TickWrite(NOON, cards=[card()])).cards_written == 1


def test_a_password_never_reaches_a_message() -> None:
    ledger = open_ledger("postgresql://clerk:s3cr3t-word@127.0.0.1:1/none")
    with closing(ledger), pytest.raises(StoreUnavailable) as refusal:
        ledger.check()
    assert refusal.value.code == "unreachable"
    assert "s3cr3t" not in str(refusal.value)
    with pytest.raises(StoreUnavailable) as refusal:
        open_ledger("mysql://clerk:s3cr3t-word@127.0.0.1/none")
    assert "s3cr3t" not in str(refusal.value)
