"""The archive of reports on both databases: numbers without gaps and doubles, and what was issued stays as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from desktop.reporting.times import made_periods
from monitoring.archiving import (
    About,
    AlreadyIssued,
    DocumentNumber,
    DraftChanged,
    Finished,
    NotStanding,
    NumberTaken,
    ReportKind,
    ReportState,
    Verdict,
    identified,
    verify,
)
from monitoring.ports import StoreUnavailable
from monitoring.stores.migrating import upgrade
from monitoring.stores.report_archive import SqlReportArchive, open_report_archive

CHILD = Path(__file__).with_name("archiving_child.py")
JUNE = About(ReportKind.MONTHLY, "2017-06")
NOON = datetime(2017, 7, 3, 12, 0)
CUTOFF = datetime(2017, 7, 1)
TRAILER = b"\ntrailer << /ID [<1c178198fbdfa51b25995d89d4102043><1c178198fbdfa51b25995d89d4102043>] >>\n%%EOF\n"


@pytest.fixture
def archive(ledger_url: str) -> Any:
    with closing(open_report_archive(ledger_url)) as opened:
        yield opened


def made(about: About = JUNE, words: str = "notice", **more: Any) -> Finished:
    return Finished(about, CUTOFF, identified(b"%PDF-1.7 " + words.encode() + TRAILER), 3, '{"a": 1}', **more)


def number(count: int, year: int = 2017) -> DocumentNumber:
    return DocumentNumber("盐审监", year, count)


def sql(url: str, statement: str) -> int:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        return int(connection.execute(text(statement)).rowcount)


class TestNumbers:
    def test_a_number_is_written_as_the_standard_says(self) -> None:
        assert str(number(7)) == "盐审监〔2017〕7号"

    def test_they_begin_with_one_in_every_year_and_for_every_prefix(self, archive: SqlReportArchive) -> None:
        assert archive.next_number("盐审监", 2017) == number(1)
        archive.issue(made(), number(1), "王", NOON)
        assert archive.next_number("盐审监", 2017) == number(2)
        assert archive.next_number("盐审监", 2018) == number(1, 2018)
        assert archive.next_number("盐审监督", 2017).count == 1

    @pytest.mark.parametrize("count", [1, 3])
    def test_a_number_that_is_not_the_next_one_is_refused_and_nothing_is_kept(
        self, archive: SqlReportArchive, count: int
    ) -> None:
        archive.issue(made(About(ReportKind.MONTHLY, "2017-05")), number(1), "王", NOON)
        with pytest.raises(NumberTaken):
            archive.issue(made(), number(count), "王", NOON)
        assert archive.standing(JUNE) is None
        assert archive.next_number("盐审监", 2017) == number(2)

    def test_four_workstations_at_once_leave_no_gap_and_no_double(self, ledger_url: str) -> None:
        with closing(open_report_archive(ledger_url)) as archive:
            archive.records()
        told = issued_by(start(ledger_url, f"w{place}", 6) for place in range(4))
        assert sorted(told) == list(range(1, 25))
        with closing(open_report_archive(ledger_url)) as archive:
            kept = [record.number.count for record in archive.records() if record.number is not None]
            assert sorted(kept) == list(range(1, 25))
            assert archive.next_number("盐审监", 2017) == number(25)

    def test_a_workstation_killed_while_it_issues_takes_no_number_with_it(self, ledger_url: str) -> None:
        with closing(open_report_archive(ledger_url)) as archive:
            archive.issue(made(), number(1), "王", NOON)
        victim = start(ledger_url, "victim", 1, slow=30)
        assert victim.stdin is not None
        victim.stdin.write("go\n")
        victim.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            victim.wait(1.0)
        victim.send_signal(signal.SIGKILL)
        assert victim.communicate()[0] == ""
        with closing(open_report_archive(ledger_url)) as archive:
            assert archive.next_number("盐审监", 2017) == number(2)
            assert [str(record.number) for record in archive.records()] == ["盐审监〔2017〕1号"]


def start(url: str, name: str, how_many: int, slow: float = 0.0) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), url, name, str(how_many), str(slow)]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def issued_by(children: Any) -> list[int]:
    started = list(children)
    for child in started:
        child.stdin.write("go\n")
        child.stdin.flush()
    told = [child.communicate()[0] for child in started]
    assert [child.returncode for child in started] == [0] * len(started)
    return [int(line) for lines in told for line in lines.split()]


class TestIssuing:
    def test_an_issued_report_comes_back_as_it_was_kept(self, archive: SqlReportArchive) -> None:
        document = made(written='{"t": "好"}', text='{"t": "更好"}')
        kept = archive.issue(document, number(1), "王", NOON)
        assert archive.standing(JUNE) == archive.record(kept.report_id) == kept
        assert (kept.state, kept.number, kept.about, kept.cutoff) == (ReportState.ISSUED, number(1), JUNE, CUTOFF)
        assert (kept.issued_by, kept.issued_at, kept.edited, kept.pages) == ("王", NOON, True, 3)
        assert (kept.size, kept.sha256) == (len(document.pdf), document.sha256)
        contents = archive.contents(kept.report_id)
        assert contents is not None
        assert (contents.pdf, contents.figures) == (document.pdf, document.figures)
        assert (contents.written, contents.text) == (document.written, document.text)

    def test_a_period_is_issued_once(self, archive: SqlReportArchive) -> None:
        first = archive.issue(made(), number(1), "王", NOON)
        with pytest.raises(AlreadyIssued) as refusal:
            archive.issue(made(words="other"), number(2), "李", NOON)
        assert refusal.value.record == first
        assert archive.next_number("盐审监", 2017) == number(2)

    def test_a_superseded_one_keeps_its_number_and_its_file(self, archive: SqlReportArchive) -> None:
        first = archive.issue(made(), number(1), "王", NOON)
        later = NOON + timedelta(days=1)
        second = archive.issue(made(words="b"), number(2), "李", later, supersedes=first.report_id, reason="数据更正")
        old = archive.record(first.report_id)
        assert old is not None
        assert (old.state, old.superseded_by, old.reason) == (ReportState.SUPERSEDED, second.report_id, "数据更正")
        assert (old.superseded_at, old.number, second.supersedes) == (later, number(1), first.report_id)
        assert archive.standing(JUNE) == second
        contents = archive.contents(first.report_id)
        assert contents is not None
        assert contents.pdf == made().pdf

    def test_only_what_stands_can_be_superseded(self, archive: SqlReportArchive) -> None:
        with pytest.raises(NotStanding):
            archive.issue(made(), number(1), "王", NOON, supersedes="nothing", reason="x")
        first = archive.issue(made(), number(1), "王", NOON)
        archive.issue(made(words="b"), number(2), "王", NOON, supersedes=first.report_id, reason="x")
        with pytest.raises(AlreadyIssued):
            archive.issue(made(words="c"), number(3), "王", NOON, supersedes=first.report_id, reason="x")

    def test_a_supervision_sheet_belongs_to_its_case(self, archive: SqlReportArchive) -> None:
        for case_no in ("A", "B"):
            about = About(ReportKind.SUPERVISION, "2017-07-03", case_no)
            archive.issue(made(about, words=case_no), archive.next_number("盐审监督", 2017), "王", NOON)
        kept = archive.records(kind=ReportKind.SUPERVISION, words="〔2017〕 b")
        assert [record.about.subject for record in kept] == ["B"]


class TestDrafts:
    def test_a_draft_takes_the_place_of_the_one_before(self, archive: SqlReportArchive) -> None:
        archive.save_draft(made(words="a"), "王", NOON)
        kept = archive.save_draft(made(words="b"), "李", NOON)
        assert archive.records() == [kept]
        assert (kept.state, kept.number, kept.edited) == (ReportState.DRAFT, None, False)

    def test_a_draft_that_somebody_else_changed_meanwhile_is_not_lost(self, archive: SqlReportArchive) -> None:
        seen = archive.save_draft(made(words="a"), "王", NOON, over="")
        archive.save_draft(made(words="b"), "李", NOON, over=seen.sha256)
        for over in (seen.sha256, ""):
            with pytest.raises(DraftChanged):
                archive.save_draft(made(words="c"), "王", NOON, over=over)
        assert archive.draft(JUNE) == archive.records()[0]

    def test_issuing_ends_the_draft_and_keeps_who_began(self, archive: SqlReportArchive) -> None:
        archive.save_draft(made(words="draft"), "王", NOON)
        issued = archive.issue(made(), number(1), "李", NOON + timedelta(hours=1))
        assert archive.draft(JUNE) is None
        assert (issued.made_by, issued.made_at, issued.issued_by) == ("王", NOON, "李")
        draft = next(one for one in archive.records() if one.state is ReportState.DISCARDED)
        assert draft.superseded_by == issued.report_id

    def test_a_discarded_draft_counts_as_made(self, archive: SqlReportArchive) -> None:
        assert not archive.discard_draft(JUNE, "王", NOON)
        archive.save_draft(made(), "王", NOON)
        assert archive.discard_draft(JUNE, "王", NOON)
        assert archive.draft(JUNE) is None
        assert made_periods(archive.records(kind=ReportKind.MONTHLY)) == {"2017-06"}
        assert made_periods(archive.records(kind=ReportKind.WEEKLY)) == set()


ATTACKS = {
    "another file": "UPDATE reports SET pdf = figures",
    "another hash": "UPDATE reports SET sha256 = 'x'",
    "another number": "UPDATE reports SET number_count = 9",
    "other figures": "UPDATE reports SET figures = pdf",
    "another text": "UPDATE reports SET text = pdf",
    "another day": "UPDATE reports SET issued_at = '2017-07-01 00:00:00'",
    "a draft again": "UPDATE reports SET state = 'draft'",
    "superseded by nothing": "UPDATE reports SET state = 'superseded'",
    "superseded and renumbered": "UPDATE reports SET state = 'superseded', superseded_by = 'x', number_count = 9",
    "away": "DELETE FROM reports",
}


class TestImmutable:
    @pytest.mark.parametrize("superseded", [False, True])
    def test_the_database_itself_keeps_what_was_issued(
        self, ledger_url: str, archive: SqlReportArchive, superseded: bool
    ) -> None:
        first = archive.issue(made(written="1", text="2"), number(1), "王", NOON)
        if superseded:
            archive.issue(made(words="b"), number(2), "王", NOON, supersedes=first.report_id, reason="x")
        before = archive.record(first.report_id)
        for attack, order in ATTACKS.items():
            with pytest.raises(DatabaseError, match="never changed"):
                sql(ledger_url, f"{order} WHERE report_id = '{first.report_id}'")
            assert archive.record(first.report_id) == before, attack

    def test_nothing_takes_the_place_of_an_issued_row(self, ledger_url: str, archive: SqlReportArchive) -> None:
        archive.issue(made(), number(1), "王", NOON)
        columns = "kind, period, subject, state, cutoff, made_at, made_by, issued_by, edited, pages, size, sha256"
        more = "figures, pdf, number_prefix, number_year, number_count"
        copied = f"SELECT 'other', {columns}, {more} FROM reports"
        orders = ("INSERT OR REPLACE", "INSERT") if ledger_url.startswith("sqlite") else ("INSERT",)
        for order in orders:
            with pytest.raises(DatabaseError):
                sql(ledger_url, f"{order} INTO reports (report_id, {columns}, {more}) {copied}")
        if not ledger_url.startswith("sqlite"):
            with pytest.raises(DatabaseError, match="never changed"):
                sql(ledger_url, "TRUNCATE reports")
        assert [record.number for record in archive.records()] == [number(1)]

    def test_a_draft_may_be_changed_and_deleted(self, ledger_url: str, archive: SqlReportArchive) -> None:
        archive.save_draft(made(), "王", NOON)
        assert sql(ledger_url, "UPDATE reports SET pages = 4") == 1
        assert sql(ledger_url, "DELETE FROM reports") == 1


class TestVerifying:
    def test_every_verdict(self, archive: SqlReportArchive) -> None:
        draft, first, second = (made(words=words) for words in ("draft", "first", "second"))
        archive.save_draft(draft, "王", NOON)
        assert verify(draft.pdf, archive).verdict is Verdict.DRAFT
        old = archive.issue(first, number(1), "王", NOON)
        assert verify(first.pdf, archive).verdict is Verdict.ISSUED
        assert verify(draft.pdf, archive).successor == old
        new = archive.issue(second, number(2), "王", NOON, supersedes=old.report_id, reason="x")
        found = verify(first.pdf, archive)
        assert (found.verdict, found.successor) == (Verdict.SUPERSEDED, new)
        assert found.record is not None
        assert found.record.number == number(1)
        assert verify(b"anything", archive).verdict is Verdict.UNKNOWN
        assert verify(made(words="not kept").pdf, archive).verdict is Verdict.UNKNOWN

    @pytest.mark.parametrize("place", [0, 9, 12, -1])
    def test_one_changed_byte_is_told_with_the_report_it_was(self, archive: SqlReportArchive, place: int) -> None:
        issued = archive.issue(made(), number(1), "王", NOON)
        forged = bytearray(made().pdf)
        forged[place] ^= 1
        found = verify(bytes(forged), archive)
        assert (found.verdict, found.record) == (Verdict.ALTERED, issued)

    def test_an_appended_change_is_told_too(self, archive: SqlReportArchive) -> None:
        archive.issue(made(), number(1), "王", NOON)
        appended = made().pdf + b"\n7 0 obj\nendobj" + made().pdf[made().pdf.index(b"\ntrailer") :]
        assert verify(appended, archive).verdict is Verdict.ALTERED

    def test_a_file_is_named_by_its_contents(self) -> None:
        assert identified(made().pdf) == made().pdf
        assert made(words="a").pdf[-110:] != made(words="b").pdf[-110:]
        assert identified(b"no trailer") == b"no trailer"


class TestClaims:
    def test_one_workstation_makes_a_report_until_its_lease_ends(self, archive: SqlReportArchive) -> None:
        assert archive.claim(JUNE, "a", 60)
        assert not archive.claim(JUNE, "b", 60)
        assert not archive.claim(JUNE, "a", 60), "not its own maker either: one that failed waits"
        assert archive.claim(About(ReportKind.WEEKLY, "2017-W26"), "b", 60)
        archive.release(JUNE, "b")
        assert not archive.claim(JUNE, "b", 60)
        archive.release(JUNE, "a")
        assert archive.claim(JUNE, "b", 60)

    def test_the_claim_of_one_that_crashed_runs_out(self, archive: SqlReportArchive) -> None:
        assert archive.claim(JUNE, "crashed", -1)
        assert archive.claim(JUNE, "b", 60)


def test_an_older_ledger_gets_the_archive_and_keeps_what_it_has(ledger_url: str) -> None:
    engine = create_engine(ledger_url, poolclass=NullPool)
    with engine.begin() as connection:
        upgrade(connection, "0004")
        connection.execute(text("INSERT INTO calendar_days VALUES ('2017-07-03', 0, '本地')"))
    with closing(open_report_archive(ledger_url)) as archive:
        archive.issue(made(), number(1), "王", NOON)
        assert archive.standing(JUNE) is not None
    with engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM calendar_days")).scalars().all() == ["本地"]


def test_an_archive_that_is_away_says_so() -> None:
    archive = open_report_archive("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with closing(archive), pytest.raises(StoreUnavailable):
        archive.records()
