"""The page of reports as an officer works with it: draft, check, edit, issue, supersede."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from desktop.window.figures.cases_window import CasesWindow
from desktop.window.reports.figures_tab import LIST
from desktop.window.reports.view import CHARTS, TEXT
from desktop.window.reports.workshop import Cancelled
from monitoring.archiving import ReportKind, ReportState
from tests.gui.page_fakes import FakeShell
from tests.gui.real_window import make_stores, settings_of, stores
from tests.gui.report_office import AT, Office, answer, take_failures
from tests.gui.report_scenes import ADDED, JUNE, MAY, OFFICER, WEEK, drafted, edited, issued, with_folder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


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
    assert page.view.story.text().startswith("草稿")
    assert page.view.pdf.document.pageCount() == office.opened().record.pages > 0
    assert office.rows(0) == ["2017年第26周"]
    assert not page.view.tabs.isTabVisible(TEXT), "nobody edits a weekly's text"


def test_a_period_that_still_runs_can_be_looked_at_and_not_issued(office: Office) -> None:
    office.draft(ReportKind.WEEKLY, "2017-W27")
    assert "没有结束" in office.page.view.told.text()
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
    table = office.page.view.figures.headline
    row = table.rows.row_of("finished")
    assert table.rows.line(row).cells[1].text == str(figures.headline["finished"].now)
    office.lent.away = True
    table.cases_wanted.emit("finished")
    window = office.page.findChild(CasesWindow)
    assert isinstance(window, CasesWindow)
    assert f"{figures.headline['finished'].now} 件" in window.title.text()


def test_every_view_of_the_figures_shows_rows_or_says_that_there_are_none(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    tab = office.page.view.figures
    for place in range(tab.view.count()):
        tab.view.setCurrentIndex(place)
        shown: Any = tab._stack.currentWidget()
        assert shown is tab.empty or shown.model().rowCount() > 0


def test_a_line_of_a_list_opens_its_case(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    tab = office.page.view.figures
    tab.view.setCurrentIndex(tab.view.findData(f"{LIST}red"))
    line = office.opened().figures.red[0]
    table: Any = tab._stack.currentWidget()
    table.opened.emit(table.rows.line(0).key, 0)
    assert office.lent.opened == [line.case_no]


def test_charts_are_drawn_when_somebody_looks(office: Office) -> None:
    office.draft(ReportKind.WEEKLY, WEEK.period)
    assert office.page.view.charts.area.widget() is None
    office.page.view.tabs.setCurrentIndex(CHARTS)
    office.qtbot.waitUntil(lambda: office.page.view.charts.area.widget() is not None)
    names = [one.accessibleName() for one in office.page.view.charts.area.widget().findChildren(QLabel)]
    assert sum(name.startswith("图") for name in names) == 4


# the text


def test_an_edit_is_shown_kept_and_printed(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    text = office.page.view.text
    text.editor.appendPlainText(ADDED)
    assert text.unsaved
    assert not office.page.bar.issue.isEnabled(), "first it is kept"
    text.keep_now()
    assert "改了 1 处" in text.state.text()
    assert office.opened().record.edited
    pages = range(office.page.view.pdf.document.pageCount())
    whole = "".join(office.page.view.pdf.document.getAllText(page).text() for page in pages)
    assert "举一反三" in whole
    assert [text.edits.rows.line(row).cells[0].text for row in range(text.edits.rows.rowCount())] == ["增加"]


def test_an_edit_is_undone_and_the_whole_text_restored(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    text = office.page.view.text
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
    text = office.page.view.text
    lines = text.editor.toPlainText().split("\n")
    text.put("\n".join([lines[0], lines[1], "改过的一段。", *lines[3:], ADDED]))
    assert text.edits.rows.rowCount() == 2
    text.edits.setCurrentIndex(text.edits.rows.index(0, 0))
    text.back_one.click()
    assert text.editor.toPlainText().split("\n") == [*lines, ADDED]


def test_edits_survive_a_new_draft(office: Office) -> None:
    edited(office.settings, drafted(office.settings, JUNE, AT), AT)
    office.draft(ReportKind.MONTHLY, JUNE.period)
    assert ADDED in office.page.view.text.editor.toPlainText()
    assert "1 处保留" in office.page.view.told.text()


def test_what_was_typed_when_the_window_closed_is_there_again(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    office.page.view.text.editor.appendPlainText(ADDED)
    office.page.remember()
    office.leave()
    again = office.open_page()
    again.open_report(office.opened().record.report_id)
    assert ADDED in again.view.text.editor.toPlainText()
    assert again.view.text.unsaved


def test_a_draft_that_another_workstation_changed_is_not_overwritten(office: Office) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    theirs = edited(office.settings, office.opened(), AT)
    office.page.view.text.editor.appendPlainText("我的话。")
    failures = take_failures(office)
    office.page.view.text.keep_now()
    assert "没有存上" in office.page.view.text.state.text()
    assert "别的工作站" in str(failures[0])
    draft = office.archive.draft(JUNE)
    assert draft is not None
    assert draft.sha256 == theirs.record.sha256
    assert "我的话" in office.page.view.text.editor.toPlainText()


# issuing


def test_issuing_names_the_number_and_asks_for_a_person(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    said = answer(monkeypatch, by=OFFICER)
    office.click(office.page.bar.issue)
    assert any("盐审监〔2017〕1号" in text for text in said)
    record = office.opened().record
    assert (str(record.number), record.state, record.issued_by) == ("盐审监〔2017〕1号", ReportState.ISSUED, OFFICER)
    assert "已签发" in office.page.view.told.text()
    assert len(list(office.settings.reports.folder.glob("*.pdf"))) == 1
    assert not office.page.bar.issue.isEnabled()
    assert office.page.view.text.editor.isReadOnly()


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
    assert "同一期已签发过" in office.page.view.told.text()
    answer(monkeypatch, by=OFFICER)
    office.click(office.page.bar.issue)
    assert office.opened().record.state is ReportState.DRAFT, "not without a reason"
    answer(monkeypatch, by=OFFICER, reason="数据更正")
    office.click(office.page.bar.issue)
    assert str(office.opened().record.number) == "盐审监〔2017〕2号"
    office.page.open_report(first.record.report_id)
    assert "数据更正" in office.page.view.story.text()
    assert office.opened().contents.pdf == first.contents.pdf


def test_data_that_changed_since_it_was_checked_is_not_issued(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.draft(ReportKind.MONTHLY, JUNE.period)
    office.page.view.text.editor.appendPlainText(ADDED)
    office.page.view.text.keep_now()
    empty = make_stores(tmp_path / "other", "demo", "--cases", "40", "--until", AT.isoformat())
    elsewhere = with_folder(settings_of(stores(empty)[0], office.settings.stores.ledger), tmp_path / "reports")
    monkeypatch.setattr(office.page.deeds, "_tools", FakeShell(elsewhere, archive=office.archive).tools)
    answer(monkeypatch, by=OFFICER)
    office.click(office.page.bar.issue)
    assert office.opened().record.state is ReportState.DRAFT
    assert office.archive.standing(JUNE) is None
    assert "没有签发" in office.page.view.told.text()
    assert "受理数" in office.page.view.told.text(), "it says which figures are others"
    assert ADDED in office.page.view.text.editor.toPlainText()
