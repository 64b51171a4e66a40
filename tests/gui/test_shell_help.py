"""F1: the user guide at the heading of the page in sight."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from pytestqt.qtbot import QtBot

from desktop.window import pages
from desktop.window.shell import help_window
from desktop.window.shell.help_window import GuideView, HelpWindow, anchor_of
from resources.guide import guide_file
from tests.gui.conftest import Desk

GUIDE = guide_file()


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("一、窗口", "一窗口"), ("为什么（红灯）？", "为什么红灯"), ("Working days", "working-days"), ("a_b-c", "a_b-c")],
)
def test_a_heading_has_the_anchor_that_web_pages_give_it(heading: str, anchor: str) -> None:
    assert anchor_of(heading) == anchor


def test_every_page_has_its_place_in_the_guide(qtbot: QtBot) -> None:
    assert GUIDE is not None
    view = GuideView()
    qtbot.addWidget(view)
    view.show_file(GUIDE)
    missing = [spec.key for spec in pages.PAGES if not view.go_to(spec.help())]
    assert missing == []


@pytest.mark.qt_log_ignore("does not support")
def test_f1_opens_the_guide_at_the_page_in_sight(desk: Desk) -> None:
    desk.open()
    desk.window.open_page(pages.CALENDAR)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_F1)
    guide = desk.window.findChild(HelpWindow)
    assert guide is not None and guide.isVisible()
    assert "工作日历" in guide.view.textCursor().block().text()
    assert guide.view.verticalScrollBar().value() > 0


def test_links_within_the_guide_lead_to_their_headings(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "guide.md"
    file.write_text("# 手册\n\n[八](#八设置)\n\n" + "字\n\n" * 200 + "## 八、设置\n", encoding="utf-8")
    view = GuideView()
    qtbot.addWidget(view)
    view.show_file(file)
    view.anchorClicked.emit(QUrl("#八设置"))
    assert view.textCursor().block().text() == "八、设置"


def test_pictures_are_no_wider_than_the_text(qtbot: QtBot) -> None:
    assert GUIDE is not None
    view = GuideView()
    qtbot.addWidget(view)
    view.show_file(GUIDE)
    picture = next((GUIDE.parent / "pictures").glob("*.png"))
    shown = view.loadResource(2, QUrl(f"pictures/{picture.name}"))
    assert 0 < shown.deviceIndependentSize().width() <= help_window.PICTURE_WIDTH  # type: ignore[attr-defined]


def test_the_search_goes_round(qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    window.search.setText("工作日历")
    places = set()
    for _ in range(500):
        window.search.returnPressed.emit()
        place = window.view.textCursor().position()
        if place in places:
            break
        places.add(place)
    assert len(places) > 3


def test_a_guide_that_was_not_installed_is_said_to_be_missing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(help_window, "guide_file", lambda: None)
    window = HelpWindow()
    qtbot.addWidget(window)
    assert "docs/user-guide.md" in window.view.toPlainText()
