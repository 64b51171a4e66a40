"""The archive on the page of reports: search, dropped drafts, verification, copies."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window.reports import asking
from desktop.window.reports.asking import VerdictDialog
from desktop.window.reports.page import ReportsPage
from monitoring.archiving import ReportKind, ReportState
from tests.gui.boards import board
from tests.gui.page_fakes import FakeShell
from tests.gui.real_window import settings_of, stores
from tests.gui.report_office import AT, Office
from tests.gui.report_scenes import MAY, WEEK, drafted, issued

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


# the archive


def test_the_archive_is_searched_by_number_and_narrowed_by_state(office: Office) -> None:
    issued(office.settings, MAY, AT)
    drafted(office.settings, WEEK, AT)
    found = office.page.list
    found.look()
    assert sorted(office.rows(0)) == ["2017年5月", "2017年第26周"]
    found.search.setText("1号")
    found.look()
    assert office.rows(1) == ["〔2017〕1号"]
    assert "盐审监〔2017〕1号" in found.table.rows.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    found.search.clear()
    found.state.setCurrentIndex(found.state.findData("draft"))
    found.look()
    assert (office.rows(0), office.rows(2)) == (["2017年第26周"], ["草稿"])


def test_a_dropped_draft_is_out_of_the_way_and_still_to_be_read(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.draft(ReportKind.WEEKLY, WEEK.period)
    monkeypatch.setattr(asking, "ask_to_drop", lambda parent, name: True)
    office.click(office.page.bar.drop)
    office.page.list.look()
    assert office.rows(0) == []
    assert office.opened().record.state is ReportState.DISCARDED


def test_a_ledger_that_is_away_is_told(qtbot: QtBot, reports_county: Path, tmp_path: Path) -> None:
    lent = FakeShell(settings_of(*stores(reports_county)), away=True)
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
    monkeypatch.setattr("desktop.window.saving.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    office.click(office.page.bar.save)
    assert file.with_suffix(".pdf").read_bytes() == office.opened().contents.pdf
