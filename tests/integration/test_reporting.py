"""From draft to issued file: whose text, which number, what lies in the folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.errors import CommandError
from desktop.reporting import Reporter, files
from monitoring.archiving import About, DraftChanged, NumberTaken, ReportKind, ReportState
from monitoring.stores.report_archive import open_report_archive
from tests.fakes import FakePress

JUNE, WEEK = About(ReportKind.MONTHLY, "2017-06"), About(ReportKind.WEEKLY, "2017-W26")
AT = datetime(2017, 7, 3, 9, 0)
PREFIXES = {ReportKind.MONTHLY: "盐审监"}


class Office:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "out"
        self.press = FakePress()
        self.url = f"sqlite:///{folder / 'ledger.db'}"
        self.reporter = self.open("王")

    def open(self, by: str) -> Reporter:
        return Reporter(open_report_archive(self.url), self.press, folder=self.folder, prefixes=PREFIXES, by=by)

    def files(self) -> list[str]:
        return sorted(file.name for file in self.folder.iterdir())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    with closing(made.reporter):
        yield made


class TestIssuing:
    def test_a_notice_is_numbered_and_put_down_and_a_weekly_is_not_numbered(self, office: Office) -> None:
        month = office.reporter.issue(office.press(JUNE, AT), AT)
        week = office.reporter.issue(office.press(WEEK, AT), AT)
        assert (str(month.record.number), week.record.number) == ("盐审监〔2017〕1号", None)
        assert office.files() == [
            "2017年第26周（0626—0702）行政审批电子监察周统计.pdf",
            "盐审监〔2017〕1号 2017年6月行政审批电子监察情况通报.pdf",
        ]
        assert month.file is not None
        assert month.file.read_bytes() == month.pdf
        assert "盐审监〔2017〕1号".encode() in month.pdf, "the number stands in the file that was kept"

    def test_issued_again_is_the_same_file_and_takes_no_number(self, office: Office) -> None:
        first = office.reporter.issue(office.press(JUNE, AT), AT)
        office.press.figures = '{"accepted": 2}'
        later = AT + timedelta(days=1)
        again = office.reporter.issue(office.press(JUNE, later), later)
        assert (again.again, again.record, again.pdf, again.file) == (True, first.record, first.pdf, first.file)
        assert office.reporter.already(JUNE) == again
        assert len(office.files()) == 1

    def test_a_number_that_somebody_took_while_the_document_was_made_costs_only_another_making(
        self, office: Office
    ) -> None:
        others = [About(ReportKind.MONTHLY, f"2017-0{month}") for month in (3, 4)]

        def somebody_is_quicker() -> None:
            if others:
                about = others.pop()
                with closing(office.open("李")) as other:
                    other.issue(office.press(about, AT), AT)

        office.press.before_making = somebody_is_quicker
        issued = office.reporter.issue(office.press(JUNE, AT), AT)
        counts = sorted(one.number.count for one in office.reporter.archive.records() if one.number is not None)
        assert counts == [1, 2, 3]
        assert issued.record.number is not None
        assert str(issued.record.number).encode() in issued.pdf

    def test_a_document_that_cannot_be_made_takes_no_number(self, office: Office) -> None:
        def fails() -> None:
            raise CommandError("有一个字没有字体能印")

        office.press.before_making = fails
        with pytest.raises(CommandError):
            office.reporter.issue(office.press(JUNE, AT), AT)
        assert office.reporter.archive.next_number("盐审监", 2017).count == 1

    def test_a_period_that_is_not_over_is_not_issued(self, office: Office) -> None:
        early = datetime(2017, 6, 30, 23, 59, 59)
        with pytest.raises(CommandError, match="还没有结束"):
            office.reporter.issue(office.press(JUNE, early), early)

    def test_numbers_lost_again_and_again_end_in_words(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        def taken(*given: object, **more: object) -> None:
            raise NumberTaken

        monkeypatch.setattr(office.reporter.archive, "issue", taken)
        with pytest.raises(CommandError, match="抢先"):
            office.reporter.issue(office.press(JUNE, AT), AT)

    def test_a_folder_that_cannot_be_written_loses_no_report(self, office: Office) -> None:
        office.folder.write_text("a file where the folder should be")
        issued = office.reporter.issue(office.press(JUNE, AT), AT)
        assert (issued.file, bool(issued.why_not)) == (None, True)
        assert office.reporter.archive.standing(JUNE) == issued.record


class TestSuperseding:
    def test_the_new_one_has_its_own_number_and_says_what_it_replaces(self, office: Office) -> None:
        first = office.reporter.issue(office.press(JUNE, AT), AT)
        office.press.figures = '{"accepted": 2}'
        second = office.reporter.issue(office.press(JUNE, AT), AT, supersede="数据更正")
        assert str(second.record.number) == "盐审监〔2017〕2号"
        assert second.record.supersedes == first.record.report_id
        old = office.reporter.archive.record(first.record.report_id)
        assert old is not None
        assert (old.state, old.reason) == (ReportState.SUPERSEDED, "数据更正")

    def test_there_must_be_something_to_replace(self, office: Office) -> None:
        with pytest.raises(CommandError, match="没有可以替换的"):
            office.reporter.issue(office.press(JUNE, AT), AT, supersede="x")

    def test_of_two_that_replace_at_once_one_is_told(self, office: Office) -> None:
        office.reporter.issue(office.press(JUNE, AT), AT)
        with closing(office.open("李")) as other:

            def quicker() -> None:
                office.press.before_making = lambda: None
                other.issue(office.press(JUNE, AT), AT, supersede="李")

            office.press.before_making = quicker
            with pytest.raises(CommandError, match="刚刚替换"):
                office.reporter.issue(office.press(JUNE, AT), AT, supersede="王")


class TestDraftText:
    def test_the_edited_text_of_the_draft_is_issued_and_kept_beside_what_was_written(self, office: Office) -> None:
        prepared = office.press(JUNE, AT)
        draft = office.reporter.save_draft(prepared, AT, "better words")
        assert (draft.edited, office.reporter.edited_text(prepared)) == (True, "better words")
        issued = office.reporter.issue(prepared, AT, text=office.reporter.edited_text(prepared))
        contents = office.reporter.archive.contents(issued.record.report_id)
        assert contents is not None
        assert (contents.text, contents.written, issued.from_draft) == ("better words", prepared.written, True)
        assert office.reporter.archive.draft(JUNE) is None

    def test_a_draft_that_nobody_edited_is_written_anew(self, office: Office) -> None:
        office.reporter.save_draft(office.press(JUNE, AT), AT)
        office.press.figures = '{"accepted": 2}'
        assert office.reporter.edited_text(office.press(JUNE, AT)) is None

    def test_an_edited_text_is_not_printed_over_figures_that_changed_since(self, office: Office) -> None:
        office.reporter.save_draft(office.press(JUNE, AT), AT, "better words")
        office.press.figures = '{"accepted": 2}'
        with pytest.raises(CommandError, match="数据又有变化"):
            office.reporter.edited_text(office.press(JUNE, AT))

    def test_a_draft_changed_on_another_workstation_is_not_overwritten(self, office: Office) -> None:
        prepared = office.press(JUNE, AT)
        seen = office.reporter.save_draft(prepared, AT, "a")
        with closing(office.open("李")) as other:
            other.save_draft(prepared, AT, "b", over=seen.sha256)
        with pytest.raises(DraftChanged):
            office.reporter.save_draft(prepared, AT, "c", over=seen.sha256)

    def test_a_scheduled_draft_takes_nobodys_place(self, office: Office) -> None:
        assert office.reporter.make_scheduled_draft(JUNE, AT) is not None
        assert office.reporter.make_scheduled_draft(JUNE, AT) is None
        office.reporter.issue(office.press(WEEK, AT), AT)
        assert office.reporter.make_scheduled_draft(WEEK, AT) is None


class TestFiles:
    def test_another_file_of_that_name_stays(self, tmp_path: Path) -> None:
        names = [files.keep(tmp_path, "通报.pdf", data).name for data in (b"a", b"b", b"a", b"b", b"c")]
        assert names == ["通报.pdf", "通报 (2).pdf", "通报.pdf", "通报 (2).pdf", "通报 (3).pdf"]
        assert (tmp_path / "通报.pdf").read_bytes() == b"a"
        assert len(list(tmp_path.iterdir())) == 3

    def test_a_disk_without_hard_links_does_too(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(source: Path, target: Path) -> None:
            raise PermissionError

        monkeypatch.setattr("os.link", refuse)
        assert [files.keep(tmp_path, "a.pdf", data).name for data in (b"a", b"b")] == ["a.pdf", "a (2).pdf"]

    def test_a_case_number_of_any_characters_makes_a_file_name(self) -> None:
        about = About(ReportKind.SUPERVISION, "2017-07-03", 'a/b:c*?"<>|\\\n' + "九" * 200)
        name = files.draft_name(about)
        assert not set(name) & set('/:*?"<>|\\\n')
        assert len(name.encode()) < 255
