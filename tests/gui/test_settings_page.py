"""The settings page writes the user's file, keeps what was in it, and takes back what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.settings import load
from desktop.window.settings_page import SettingsPage
from tests.gui.page_fakes import FakeShell, shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TEXT = '# 县里的设置\n[site]\nname = "示例县"  # 名称\n\n[sms.kannel]\nurl = "http://u:geheim@h/send?password=geheim"\n'


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> tuple[SettingsPage, FakeShell, Path]:
    made = shell(tmp_path, TEXT)
    page = SettingsPage(made.tools)
    qtbot.addWidget(page)
    page.resize(1216, 680)
    page.show()
    return page, made, tmp_path / "emonitor.toml"


def shown(page: SettingsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_no_secret_is_shown(desk: tuple[SettingsPage, FakeShell, Path]) -> None:
    assert "geheim" not in shown(desk[0])


def test_a_saved_value_stands_in_the_file_beside_its_comments(desk: tuple[SettingsPage, FakeShell, Path]) -> None:
    page, _, file = desk
    page.fields["site", "name"].set_text("盐山县")
    page.fields["poll", "seconds"].set_text("10")
    page.save.click()
    assert load(file, {}).poll.seconds == 10
    assert file.read_text(encoding="utf-8").startswith('# 县里的设置\n[site]\nname = "盐山县"  # 名称\n')
    assert file.with_name("emonitor.toml.bak").read_text(encoding="utf-8") == TEXT
    assert not page.save.isEnabled()
    assert page.fields["poll", "seconds"].text() == "10"


def test_a_wrong_value_is_refused_in_words_and_stays_to_be_corrected(
    desk: tuple[SettingsPage, FakeShell, Path],
) -> None:
    page, _, file = desk
    page.fields["poll", "seconds"].set_text("often")
    page.save.click()
    assert "poll.seconds" in page.message.text()
    assert file.read_text(encoding="utf-8") == TEXT
    assert page.fields["poll", "seconds"].text() == "often"
    assert page.save.isEnabled()


def test_undo_gives_the_file_and_the_fields_back(desk: tuple[SettingsPage, FakeShell, Path]) -> None:
    page, _, file = desk
    page.fields["site", "name"].set_text("盐山县")
    page.save.click()
    assert page.undo.isVisible()
    page.undo.click()
    assert file.read_text(encoding="utf-8") == TEXT
    assert page.fields["site", "name"].text() == "示例县"
    assert not page.undo.isVisible()


def test_discarding_shows_what_is_in_force(desk: tuple[SettingsPage, FakeShell, Path]) -> None:
    page, _, file = desk
    page.fields["site", "bureau"].set_text("别的局")
    page.discard.click()
    assert page.fields["site", "bureau"].text() == "盐山县行政审批局"
    assert file.read_text(encoding="utf-8") == TEXT


def test_office_hours_are_written_a_row_a_line(desk: tuple[SettingsPage, FakeShell, Path]) -> None:
    page, _, file = desk
    page.fields["", "office_hours"].set_text("06-01 08:30-12:00 15:00-18:00\n10-01 08:30-12:00 14:00-17:30")
    page.save.click()
    assert len(load(file, {}).office_hours) == 2


def test_a_choice_given_back_to_the_profile_takes_the_key_out(desk: tuple[SettingsPage, FakeShell, Path]) -> None:
    page, _, file = desk
    page.fields["rules", "day_rule"].set_text("office_seconds")
    page.save.click()
    assert load(file, {}).rules.load().day_rule == "office_seconds"
    page.fields["rules", "day_rule"].set_text("")
    page.save.click()
    assert "day_rule" not in file.read_text(encoding="utf-8")
