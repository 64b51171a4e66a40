"""Scheduled drafts: made once whoever rings, never issued, and no failure stops the alarm."""

from __future__ import annotations

import logging
import threading
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.errors import CommandError
from desktop.reporting import Reporter
from desktop.reporting.schedule import GivenUp, ReportLoop, ReportTurn, Stopped, giving_up
from desktop.settings.values import Reports
from monitoring.archiving import About, ReportKind, ReportState
from monitoring.clock import Now
from monitoring.ports import StoreUnavailable
from monitoring.stores.report_archive import open_report_archive
from tests.fakes import FakePress

MONDAY = datetime(2017, 7, 3, 8, 0)
WEEK, JUNE = About(ReportKind.WEEKLY, "2017-W26"), About(ReportKind.MONTHLY, "2017-06")


class Station:
    """A workstation on a shared ledger, with a clock that is set by hand."""

    def __init__(self, url: str, name: str, folder: Path = Path()) -> None:
        self.url, self.name, self.folder, self.now = url, name, folder, MONDAY
        self.press = FakePress()
        self.told: list[tuple[ReportKind, str]] = []
        self.opened = 0
        self.turn = ReportTurn(Reports(Path()), lambda stopped: self.reporter(), self.clock(), name)

    def clock(self) -> Now:
        return lambda: self.now

    def reporter(self) -> Reporter:
        self.opened += 1
        archive = open_report_archive(self.url)
        return Reporter(archive, self.press, folder=self.folder, prefixes={}, by=self.name)

    def look(self) -> int:
        return self.turn.look(lambda kind, period: self.told.append((kind, period)))

    def kept(self) -> list[tuple[str, ReportState, str]]:
        with closing(open_report_archive(self.url)) as archive:
            return sorted((one.about.period, one.state, one.made_by) for one in archive.records())


def test_what_is_due_is_drafted_once_told_once_and_never_issued(ledger_url: str) -> None:
    station = Station(ledger_url, "a")
    assert station.look() == 2
    assert station.told == [(ReportKind.WEEKLY, "2017-W26"), (ReportKind.MONTHLY, "2017-06")]
    drafts = [("2017-06", ReportState.DRAFT, "a"), ("2017-W26", ReportState.DRAFT, "a")]
    assert station.kept() == drafts
    assert all(draft and not number for _, _, number, draft in station.press.made)
    assert station.look() == 0
    station.now += timedelta(days=7, seconds=-1)
    assert station.look() == 0
    station.now += timedelta(seconds=1)
    assert station.look() == 1
    assert station.told[2:] == [(ReportKind.WEEKLY, "2017-W27")]


def test_two_workstations_make_each_report_once(ledger_url: str) -> None:
    a, b = Station(ledger_url, "a"), Station(ledger_url, "b")

    def other_one_looks() -> None:
        b.look()

    a.press.before_making = other_one_looks
    assert a.look() + len(b.told) == 2
    assert sorted(a.told + b.told) == [(ReportKind.MONTHLY, "2017-06"), (ReportKind.WEEKLY, "2017-W26")]
    assert len(a.press.made) + len(b.press.made) == 2
    assert [period for period, _, _ in a.kept()] == ["2017-06", "2017-W26"]


def test_what_a_crashed_workstation_had_claimed_is_made_when_its_lease_is_over(ledger_url: str) -> None:
    with closing(open_report_archive(ledger_url)) as archive:
        archive.claim(WEEK, "crashed", 3600)
        archive.claim(JUNE, "crashed", -1)
    station = Station(ledger_url, "b")
    station.look()
    assert station.told == [(ReportKind.MONTHLY, "2017-06")]


def test_what_a_person_issued_or_dropped_is_not_drafted_again(ledger_url: str, tmp_path: Path) -> None:
    station = Station(ledger_url, "a", tmp_path)
    with closing(station.reporter()) as reporter:
        reporter.issue(station.press(WEEK, MONDAY), MONDAY)
        reporter.save_draft(station.press(JUNE, MONDAY), MONDAY)
        reporter.archive.discard_draft(JUNE, "a", MONDAY)
    assert station.look() == 0
    assert station.told == []


def test_a_draft_from_the_middle_of_the_period_is_made_again_at_its_end(ledger_url: str) -> None:
    station, early = Station(ledger_url, "a"), datetime(2017, 6, 30, 9, 0)
    with closing(station.reporter()) as reporter:
        reporter.save_draft(station.press(WEEK, early), early)
        reporter.save_draft(station.press(JUNE, early), early, "edited by an officer")
    assert station.look() == 1
    with closing(station.reporter()) as reporter:
        weekly, monthly = reporter.archive.draft(WEEK), reporter.archive.draft(JUNE)
    assert weekly is not None
    assert weekly.cutoff == datetime(2017, 7, 3), "the whole week"
    assert monthly is not None
    assert (monthly.cutoff, monthly.edited) == (early, True), "nobody's work is overwritten"


def test_a_quiet_minute_asks_no_database(ledger_url: str) -> None:
    station = Station(ledger_url, "a")
    station.look()
    station.look()
    before = station.opened
    for _ in range(5):
        station.now += timedelta(minutes=1)
        assert station.look() == 0
    assert station.opened == before


@pytest.mark.parametrize(
    "fault",
    [StoreUnavailable("unreachable", "x"), CommandError("没有字体", "secret 13800138000"), ValueError("fault")],
)
def test_a_report_that_cannot_be_made_is_logged_and_waits_its_lease(
    ledger_url: str, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    station = Station(ledger_url, "a")
    station.press.fails = fault
    with caplog.at_level(logging.WARNING, "desktop"):
        assert station.look() == 0
    assert len(caplog.records) == 2, "the week's failure did not keep the month's from being tried"
    assert all("13800138000" not in record.getMessage() for record in caplog.records)
    station.press.fails = None
    assert station.look() == 0, "not again every minute"


def test_a_program_that_ends_leaves_the_draft_to_another_at_once(ledger_url: str) -> None:
    ends, other, ending = Station(ledger_url, "a"), Station(ledger_url, "b"), threading.Event()
    heard = giving_up(ending.is_set)
    heard(1)

    def the_program_ends() -> None:
        ending.set()
        with pytest.raises(GivenUp):
            heard(2)
        raise GivenUp

    ends.press.before_making = the_program_ends
    assert ends.turn.look(lambda kind, period: None, ending.is_set) == 0
    assert other.look() == 2


def test_the_alarm_looks_at_once_and_outlives_an_archive_that_is_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    station = Station(f"sqlite:///{tmp_path / 'ledger.db'}", "a")
    told = threading.Event()
    fresh, tries = station.reporter, []

    def opened(stopped: Stopped) -> Reporter:
        tries.append(1)
        if len(tries) == 1:
            raise StoreUnavailable("unreachable", "away")
        return fresh()

    turn = ReportTurn(Reports(Path()), opened, lambda: MONDAY, "a")
    loop = ReportLoop(turn, lambda kind, period: told.set(), first_look_seconds=0)
    with caplog.at_level(logging.WARNING, "desktop"):
        loop._look()
    assert "unreachable" in caplog.text
    loop.start()
    try:
        assert told.wait(30)
    finally:
        assert loop.stop(30)
    assert ("2017-W26", ReportState.DRAFT, "a") in station.kept()
