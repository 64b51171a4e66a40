"""The page of reports as an officer works with it: draft, check, edit, issue, supersede, find again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.reporting.works import open_archive
from desktop.settings import Settings
from desktop.window.figures.cases_window import CasesWindow
from desktop.window.reports import asking
from desktop.window.reports.asking import IssueDialog, VerdictDialog
from desktop.window.reports.figures_tab import LIST
from desktop.window.reports.page import CHARTS, TEXT, ReportsPage
from desktop.window.reports.workshop import Cancelled
from monitoring.archiving import ReportKind, ReportState
from tests.gui.boards import board
from tests.gui.page_fakes import FakeShell
from tests.gui.real_window import make_stores, settings_of, stores
from tests.gui.report_scenes import ADDED, JUNE, MAY, OFFICER, WEEK, drafted, edited, issued, with_folder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
AT = datetime(2017, 7, 5, 10, 24)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("county")
    return make_stores(folder, "demo", "--cases", "150", "--until", AT.isoformat())


class Office:
    """The county's cases with a ledger of the test's own, and a page on both."""

    def __init__(self, qtbot: QtBot, county: Path, folder: Path) -> None:
        self.qtbot = qtbot
        case, _ = stores(county)
        self.settings: Settings = with_folder(settings_of(case, stores(folder)[1]), folder / "reports")
        self.archive = open_archive(self.settings)
        self.lent = FakeShell(self.settings, archive=self.archive)
        self.pages: list[ReportsPage] = []
        self.page = self.open_page()

    def leave(self) -> None:
        """Nobody types any more: nothing is kept after the test."""
        for page in self.pages:
            page.text.editor.setReadOnly(True)
        self.archive.close()

    def open_page(self) -> ReportsPage:
        page = ReportsPage(self.lent.tools)
        self.pages.append(page)
        self.qtbot.addWidget(page)
        page.resize(1200, 640)
        page.show()
        page.show_snapshot(board(()), AT, stale=False)
        return page

    def draft(self, kind: ReportKind, period: str) -> None:
        self.page.choice.choose(kind, period)
        self.click(self.page.bar.make)

    def click(self, button: QPushButton) -> None:
        assert button.isEnabled(), button.text()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def opened(self) -> Any:
        assert self.page.opened is not None
        return self.page.opened

    def rows(self, column: int) -> list[str]:
        model = self.page.list.table.model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]


@pytest.fixture
def office(qtbot: QtBot, county: Path, tmp_path: Path) -> Iterator[Office]:
    made = Office(qtbot, county, tmp_path)
    yield made
    made.leave()


def answer(monkeypatch: pytest.MonkeyPatch, *, by: str, reason: str = "") -> list[str]:
    """Somebody fills in the box of issuing; what it said is handed back."""
    said: list[str] = []

    def fill(dialog: IssueDialog) -> int:
        said.extend(widget.text() for widget in dialog.findChildren(QLabel))
        dialog.by.setText(by)
        dialog.reason.setText(reason)
        return int(IssueDialog.DialogCode.Accepted if dialog.does.isEnabled() else IssueDialog.DialogCode.Rejected)

    monkeypatch.setattr(IssueDialog, "exec", fill)
    return said


# drafts


def test_an_empty_archive_says_what_to_do(office: Office) -> None:
    assert "没有打开的报告" in office.page.empty.title()
    assert "还没有报告" in office.page.list.empty.title()
    assert not office.page.bar.issue.isEnabled()


def test_the_period_that_ended_last_is_offered_first(office: Office) -> None:
    office.page.choice.choose(ReportKind.WEEKLY)
    about = office.page.choice.about()
    assert about == WEEK
    office.page.choice.choose(ReportKind.MONTHLY)
    assert office.page.choice.about() == JUNE


def test_a_draft_is_kept_shown_and_marked_as_one(office: Office) -> None:
    office.draft(ReportKind.WEEKLY, WEEK.period)
    page = office.page
    assert office.opened().record.state is ReportState.DRAFT
    assert page.story.text().startswith("草稿")
    assert page.pdf.document.pageCount() == office.opened().record.pages > 0
    assert office.rows(0) == ["2017年第26周"]
    assert not page.tabs.isTabVisible(TEXT), "nobody edits a weekly's text"


def test_a_period_that_still_runs_can_be_looked_at_and_not_issued(office: Office) -> None:
    office.draft(ReportKind.WEEKLY, "2017-W27")
    assert "没有结束" in office.page.told.text()
    assert not office.page.bar.issue.isEnabled()
    assert "没有结束" in office.page.bar.issue.toolTip()


def test_a_cancelled_or_failed_draft_leaves_the_page_usable(office: Office) -> None:
    def cancelled(title: str, work: Any, done: Any = None) -> None:
        with pytest.raises(Cancelled):
            work(lambda share: False)

    bench = office.page.bench
    bench._run = cancelled
    office.draft(ReportKind.MONTHLY, JUNE.period)
    assert office.page.opened is None
    assert not bench.busy
    assert office.page.bar.make.isEnabled()


# figures


def test_the_figures_are_those_of_the_document_and_open_their_cases(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    figures = office.opened().figures
    table = office.page.figures.headline
    row = table.rows.row_of("finished")
    assert table.rows.line(row).cells[1].text == str(figures.headline["finished"].now)
    office.lent.away = True
    table.cases_wanted.emit("finished")
    window = office.page.findChild(CasesWindow)
    assert isinstance(window, CasesWindow)
    assert f"{figures.headline['finished'].now} 件" in window.title.text()


def test_every_view_of_the_figures_shows_rows_or_says_that_there_are_none(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    tab = office.page.figures
    for place in range(tab.view.count()):
        tab.view.setCurrentIndex(place)
        shown: Any = tab._stack.currentWidget()
        assert shown is tab.empty or shown.model().rowCount() > 0


def test_a_line_of_a_list_opens_its_case(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    tab = office.page.figures
    tab.view.setCurrentIndex(tab.view.findData(f"{LIST}red"))
    line = office.opened().figures.red[0]
    table: Any = tab._stack.currentWidget()
    table.opened.emit(table.rows.line(0).key, 0)
    assert office.lent.opened == [line.case_no]


def test_charts_are_drawn_when_somebody_looks(office: Office) -> None:
    office.draft(ReportKind.WEEKLY, WEEK.period)
    assert office.page.charts.area.widget() is None
    office.page.tabs.setCurrentIndex(CHARTS)
    office.qtbot.waitUntil(lambda: office.page.charts.area.widget() is not None)
    names = [one.accessibleName() for one in office.page.charts.area.widget().findChildren(QLabel)]
    assert sum(name.startswith("图") for name in names) == 4


# the text


def test_an_edit_is_shown_kept_and_printed(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    text = office.page.text
    text.editor.appendPlainText(ADDED)
    assert text.unsaved
    assert not office.page.bar.issue.isEnabled(), "first it is kept"
    text.keep_now()
    assert "改了 1 处" in text.state.text()
    assert office.opened().record.edited
    pages = range(office.page.pdf.document.pageCount())
    whole = "".join(office.page.pdf.document.getAllText(page).text() for page in pages)
    assert "举一反三" in whole
    assert [text.edits.rows.line(row).cells[0].text for row in range(text.edits.rows.rowCount())] == ["增加"]


def test_an_edit_is_undone_and_the_whole_text_restored(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    text = office.page.text
    before = text.text()
    text.editor.appendPlainText(ADDED)
    text.undo.click()
    assert text.text() == before
    text.put("通报\n别的话。")
    text.back_all.click()
    assert text.text() == before, "line breaks of the title are there too"
    assert text.edits.rows.rowCount() == 0
    text.undo.click()
    assert text.editor.toPlainText() == "通报\n别的话。"


def test_one_edit_of_several_is_taken_back(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    text = office.page.text
    lines = text.editor.toPlainText().split("\n")
    text.put("\n".join([lines[0], lines[1], "改过的一段。", *lines[3:], ADDED]))
    assert text.edits.rows.rowCount() == 2
    text.edits.setCurrentIndex(text.edits.rows.index(0, 0))
    text.back_one.click()
    assert text.editor.toPlainText().split("\n") == [*lines, ADDED]


def test_edits_survive_a_new_draft(office: Office) -> None:
    edited(office.settings, drafted(office.settings, JUNE, AT), AT)
    office.draft(ReportKind.MONTHLY, JUNE.period)
    assert ADDED in office.page.text.editor.toPlainText()
    assert "1 处保留" in office.page.told.text()


def test_what_was_typed_when_the_window_closed_is_there_again(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    office.page.text.editor.appendPlainText(ADDED)
    office.page.remember()
    office.leave()
    again = office.open_page()
    again.open_report(office.opened().record.report_id)
    assert ADDED in again.text.editor.toPlainText()
    assert again.text.unsaved


def test_a_draft_that_another_workstation_changed_is_not_overwritten(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    theirs = edited(office.settings, office.opened(), AT)
    office.page.text.editor.appendPlainText("我的话。")
    failures = take_failures(office)
    office.page.text.keep_now()
    assert "没有存上" in office.page.text.state.text()
    assert "别的工作站" in str(failures[0])
    draft = office.archive.draft(JUNE)
    assert draft is not None
    assert draft.sha256 == theirs.record.sha256
    assert "我的话" in office.page.text.editor.toPlainText()


def take_failures(office: Office) -> list[Exception]:
    """Work that fails is told, as by the shell."""
    failures: list[Exception] = []

    def run(title: str, work: Any, done: Any = None) -> None:
        try:
            work(lambda share: True)
        except Exception as error:
            failures.append(error)

    office.page.bench._run = run
    return failures


# issuing


def test_issuing_names_the_number_and_asks_for_a_person(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    said = answer(monkeypatch, by=OFFICER)
    office.click(office.page.bar.issue)
    assert any("盐审监〔2017〕1号" in text for text in said)
    record = office.opened().record
    assert (str(record.number), record.state, record.issued_by) == ("盐审监〔2017〕1号", ReportState.ISSUED, OFFICER)
    assert "已签发" in office.page.told.text()
    assert len(list(office.settings.reports.folder.glob("*.pdf"))) == 1
    assert not office.page.bar.issue.isEnabled()
    assert office.page.text.editor.isReadOnly()


def test_nobody_issues_without_a_name(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    answer(monkeypatch, by="  ")
    office.click(office.page.bar.issue)
    assert office.opened().record.state is ReportState.DRAFT


def test_an_issued_report_is_superseded_with_a_reason_and_stays(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = issued(office.settings, MAY, AT)
    office.page.open_report(first.record.report_id)
    office.click(office.page.bar.supersede)
    assert "同一期已签发过" in office.page.told.text()
    answer(monkeypatch, by=OFFICER)
    office.click(office.page.bar.issue)
    assert office.opened().record.state is ReportState.DRAFT, "not without a reason"
    answer(monkeypatch, by=OFFICER, reason="数据更正")
    office.click(office.page.bar.issue)
    assert str(office.opened().record.number) == "盐审监〔2017〕2号"
    office.page.open_report(first.record.report_id)
    assert "数据更正" in office.page.story.text()
    assert office.opened().contents.pdf == first.contents.pdf


def test_data_that_changed_since_it_was_checked_is_not_issued(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    office.page.text.editor.appendPlainText(ADDED)
    office.page.text.keep_now()
    empty = make_stores(tmp_path / "other", "demo", "--cases", "40", "--until", AT.isoformat())
    elsewhere = with_folder(settings_of(stores(empty)[0], office.settings.stores.ledger), tmp_path / "reports")
    monkeypatch.setattr(office.page.deeds, "_tools", FakeShell(elsewhere, archive=office.archive).tools)
    answer(monkeypatch, by=OFFICER)
    office.click(office.page.bar.issue)
    assert office.opened().record.state is ReportState.DRAFT
    assert office.archive.standing(JUNE) is None
    assert "没有签发" in office.page.told.text()
    assert "受理数" in office.page.told.text(), "it says which figures are others"
    assert ADDED in office.page.text.editor.toPlainText()


# the archive


def test_the_archive_is_searched_by_number_and_narrowed_by_state(office: Office) -> None:
    issued(office.settings, MAY, AT)
    drafted(office.settings, WEEK, AT)
    found = office.page.list
    found.look()
    assert sorted(office.rows(1)) == ["周统计", "月通报"]
    found.search.setText("1号")
    found.look()
    assert office.rows(3) == ["盐审监〔2017〕1号"]
    found.search.clear()
    found.state.setCurrentIndex(found.state.findData("draft"))
    found.look()
    assert office.rows(1) == ["周统计"]


def test_a_dropped_draft_is_out_of_the_way_and_still_to_be_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.draft(ReportKind.WEEKLY, WEEK.period)
    monkeypatch.setattr(asking, "ask_to_drop", lambda parent, name: True)
    office.click(office.page.bar.drop)
    office.page.list.look()
    assert office.rows(0) == []
    assert office.opened().record.state is ReportState.DISCARDED


def test_a_ledger_that_is_away_is_told(qtbot: QtBot, county: Path, tmp_path: Path) -> None:
    lent = FakeShell(settings_of(*stores(county)), away=True)
    page = ReportsPage(lent.tools)
    qtbot.addWidget(page)
    page.show()
    page.show_snapshot(board(()), AT, stale=True)
    assert "读不到" in page.list.empty.title()
    page.open_report("0" * 32)
    assert "读不到" in page.empty.title()


@pytest.mark.parametrize(("altered", "word"), [(False, "真"), (True, "假")])
def test_a_file_is_verified(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, altered: bool, word: str
) -> None:
    pdf = bytearray(issued(office.settings, MAY, AT).contents.pdf)
    if altered:
        pdf[len(pdf) // 2] ^= 1
    file = tmp_path / "given.pdf"
    file.write_bytes(pdf)
    seen: list[VerdictDialog] = []
    monkeypatch.setattr(VerdictDialog, "exec", lambda dialog: bool(seen.append(dialog)))
    monkeypatch.setattr("desktop.window.reports.deeds.QFileDialog.getOpenFileName", lambda *_: (str(file), ""))
    office.click(office.page.bar.verify)
    assert seen[0].verdict.text().startswith(word)


def test_a_copy_of_the_document_is_saved_byte_for_byte(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.draft(ReportKind.WEEKLY, WEEK.period)
    file = tmp_path / "copy"
    monkeypatch.setattr("desktop.window.reports.deeds.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    office.click(office.page.bar.save)
    assert file.with_suffix(".pdf").read_bytes() == office.opened().contents.pdf
