"""The settings page writes the user's file, keeps what was in it, and takes back what it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.settings import load
from desktop.settings.listing import list_settings
from desktop.window.settings.form import MomentEditor, PathEditor
from desktop.window.settings.page import SettingsPage
from desktop.window.settings.texts import SettingsTexts
from resources import words
from tests.gui.page_fakes import FakeShell, shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TEXT = '# 县里的设置\n[site]\nname = "示例县"  # 名称\n\n[sms.kannel]\nurl = "http://u:geheim@h/send?password=geheim"\n'
RULES = {
    "yellow_working_days": 1,
    "yellow_share_below": 3,
    "yellow_share": 0.2,
    "accept_within": 2,
    "past_promised": '"red"',
    "past_statutory": '"red"',
    "supervise_immediate": "true",
}


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> tuple[SettingsPage, FakeShell, Path]:
    made = shell(tmp_path, TEXT)
    page = SettingsPage(made.tools)
    qtbot.addWidget(page)
    page.resize(1216, 680)
    page.show()
    return page, made, tmp_path / "emonitor.toml"


def shown(page: SettingsPage) -> str:
    """All texts of the page; it makes its groups when it comes into sight."""
    page.show()
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


def test_every_setting_has_a_name_in_words_whatever_the_gateway(
    desk: tuple[SettingsPage, FakeShell, Path], tmp_path: Path
) -> None:
    file = tmp_path / "all.toml"
    rules = "[rules]\n" + "\n".join(f"{key} = {value}" for key, value in RULES.items())
    file.write_text(rules, encoding="utf-8")
    entries = [entry.name for entry in list_settings(load(file, {}))]
    assert len(entries) > 80
    texts = SettingsTexts(words("en"))
    assert [name for name in entries if not texts.names().get(name)] == []
    assert set(texts.editables()) <= set(entries)


def test_only_the_gateway_in_use_and_what_somebody_wrote_are_listed(tmp_path: Path, qtbot: QtBot) -> None:
    written = '[sms]\ngateway = "aliyun"\n[sms.kannel]\nusername = "yanshan"\n'
    page = SettingsPage(shell(tmp_path, written).tools)
    qtbot.addWidget(page)
    text = shown(page)
    assert "阿里云：地域" in text
    assert "Kannel：用户名" in text
    assert "Kannel：发送号码" not in text
    assert "腾讯云" not in text


def test_the_times_of_reports_and_their_switches_are_written_as_the_file_wants_them(
    desk: tuple[SettingsPage, FakeShell, Path],
) -> None:
    page, _, file = desk
    weekly = page.fields["reports", "weekly"].editor
    assert isinstance(weekly, MomentEditor)
    assert (weekly.day.currentText(), weekly.clock.text()) == (words().phrase("dates", "weekday_0"), "08:00")
    weekly.day.setCurrentIndex(4)
    weekly.clock.setText("16:30")
    page.fields["reports", "scheduled"].set_text("false")
    page.fields["reports", "copies_to"].set_text("县纪委监委；县政府办公室")
    page.fields["reports", "reply_days"].set_text("10")
    page.fields["reports", "addressees"].set_text("")
    page.fields["sms.hours", "to"].set_text("17:30")
    page.save.click()
    reports = load(file, {}).reports
    assert (reports.weekly.weekday, reports.weekly.second) == (4, 16 * 3600 + 1800)
    assert not reports.scheduled
    assert reports.copies_to == ("县纪委监委", "县政府办公室")
    assert reports.reply_days == 10
    assert reports.addressees == ""
    assert load(file, {}).sms.hours.closes == 63_000
    assert page.fields["reports", "copies_to"].text() == "县纪委监委；县政府办公室"


def test_a_file_is_chosen_with_the_button_beside_its_line(
    desk: tuple[SettingsPage, FakeShell, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, _, file = desk
    seal = str(tmp_path / "seal.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *asked: (seal, ""))
    editor = page.fields["reports", "seal_image"].editor
    assert isinstance(editor, PathEditor)
    editor.browse.click()
    page.save.click()
    assert str(load(file, {}).reports.seal_image) == seal


def test_what_is_typed_and_not_saved_stays_when_the_window_is_made_anew(
    desk: tuple[SettingsPage, FakeShell, Path], qtbot: QtBot
) -> None:
    page, made, file = desk
    tools = page._tools
    page.fields["site", "bureau"].set_text("别的局")
    page.remember()
    again = SettingsPage(tools)
    qtbot.addWidget(again)
    again.remember()
    last = SettingsPage(tools)
    qtbot.addWidget(last)
    last.show()
    assert last.fields["site", "bureau"].text() == "别的局"
    assert last.save.isEnabled()
    assert last.unsaved() == ["单位"]
    last.discard.click()
    assert last.fields["site", "bureau"].text() == "盐山县行政审批局"
    assert last.unsaved() == []


def test_what_is_not_saved_can_be_kept_on_the_way_out(desk: tuple[SettingsPage, FakeShell, Path]) -> None:
    page, _, file = desk
    page.fields["poll", "seconds"].set_text("often")
    assert not page.keep_unsaved()
    page.fields["poll", "seconds"].set_text("10")
    assert page.keep_unsaved()
    assert load(file, {}).poll.seconds == 10


def test_a_window_in_another_language_than_the_sites_says_so(tmp_path: Path, qtbot: QtBot) -> None:
    for language, said in (("en", True), ("zh_CN", False)):
        page = SettingsPage(shell(tmp_path, TEXT, language=language).tools)
        qtbot.addWidget(page)
        assert ("English" in shown(page)) is said
