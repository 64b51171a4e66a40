"""The doctor's page: looks in the background, says what to do first, and gives it as text."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.commands.context import make_context
from desktop.doctor import LOOKS, Check, as_text, examine
from desktop.window import doctor_page
from desktop.window.doctor_page import DoctorPage
from monitoring.board import Trouble
from resources import words
from tests.gui.boards import NOW, board
from tests.gui.page_fakes import shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CHECKS = [Check("settings", True, "in Ordnung"), Check("calendar", False, "没有 2027 年", "导入日历")]


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> DoctorPage:
    monkeypatch.setattr(doctor_page, "examine", lambda context, progress, say: list(CHECKS))
    made = DoctorPage(shell(tmp_path).tools)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(page: DoctorPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_it_looks_by_itself_when_it_first_comes_into_sight(page: DoctorPage) -> None:
    page.show_snapshot(board([]), NOW, stale=False)
    assert "没有 2027 年" in texts(page)
    assert any("导入日历" in text for text in texts(page))


def test_it_looks_again_each_time_it_comes_into_sight_and_says_when(
    page: DoctorPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.hide()
    monkeypatch.setattr(doctor_page, "examine", lambda context, progress, say: [Check("settings", True, "neu")])
    page.go_on(NOW, stale=False)
    page.show()
    assert "neu" in texts(page)
    assert page.headline.text() == "1 项全部正常"
    assert page.when.text() == f"查于 {NOW:%H:%M}"


def test_a_store_that_goes_or_comes_back_is_looked_at_again(page: DoctorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def look(context: object, progress: object, say: object) -> list[Check]:
        looked.append("once")
        return list(CHECKS)

    monkeypatch.setattr(doctor_page, "examine", look)
    page.show_snapshot(board([]), NOW, stale=False)
    assert looked == []
    away = Trouble("case_store", "missing", "cases.db", NOW)
    for trouble, times in (((away,), 1), ((away,), 1), ((), 2)):
        page.show_snapshot(board([], trouble=trouble), NOW, stale=False)
        assert len(looked) == times
    page.go_on(NOW + timedelta(days=1), stale=False)
    assert len(looked) == 3, "findings are of one day"


def test_what_changes_while_it_looks_is_looked_at_after_that(page: DoctorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [[Check("settings", True, "alt")], [Check("settings", True, "neu")]]

    def look(context: object, progress: object, say: object) -> list[Check]:
        if len(found) == 2:
            page.look()
        return found.pop(0)

    monkeypatch.setattr(doctor_page, "examine", look)
    page.look()
    assert "neu" in texts(page)


def test_what_needs_attention_comes_first(page: DoctorPage) -> None:
    page.look()
    said = texts(page)
    assert said.index("没有 2027 年") < said.index("in Ordnung")


def test_findings_are_copied_as_text(page: DoctorPage) -> None:
    page.look()
    page.copying.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == ["正常  设置文件：in Ordnung", "不通过  工作日历：没有 2027 年", "      处理：导入日历"]


def test_it_can_look_again(page: DoctorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.look()
    monkeypatch.setattr(doctor_page, "examine", lambda context, progress, say: [Check("settings", True, "neu")])
    page.again.click()
    assert "neu" in texts(page)
    assert page.again.isEnabled()


def test_a_cancelled_look_can_be_started_again(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_page, "examine", lambda context, progress, say: [])
    made = shell(tmp_path)
    made._run = lambda title, work, done=None: work(lambda share: False) and None  # type: ignore[method-assign]
    page = DoctorPage(made.tools)
    qtbot.addWidget(page)
    page.look()
    assert not page.again.isEnabled()
    page.go_on(NOW, stale=False)
    assert page.again.isEnabled()


def test_the_english_window_tells_its_findings_in_english(tmp_path: Path) -> None:
    found = examine(make_context(shell(tmp_path).tools.settings), say=words("en"))
    assert {check.name for check in found} == set(LOOKS)
    told = [f"{check.detail} {check.todo}" for check in found if check.name != "gateway"]
    assert [text for text in told if re.search("[\u4e00-\u9fff]", text)] == []
    assert "Case store" in as_text(found, words("en"))


def test_every_phrase_of_the_doctor_holds_the_same_values_in_both_languages() -> None:
    def values(language: str) -> dict[str, list[str]]:
        phrases = words(language).tables["doctor"]
        return {code: sorted(re.findall(r"{(\w+)}", phrase)) for code, phrase in phrases.items()}

    assert values("zh_CN") == values("en")
    assert set(LOOKS) <= set(values("en"))
    assert words("zh_CN").tables["store_advice"].keys() == words("en").tables["store_advice"].keys()
