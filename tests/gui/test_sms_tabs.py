"""The tabs beside the outbox: silences, recipients, rules, templates, deeds; and their dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.window.sms import silence_dialog
from desktop.window.sms.asking import ReasonDialog
from desktop.window.sms.page import DEEDS, RECIPIENTS, RULES, SILENCES, TEMPLATES
from desktop.window.sms.rule_words import SmsRuleWords
from desktop.window.sms.silence_dialog import SilenceDialog
from desktop.window.sms.templates_tab import TemplatesTab
from monitoring.sms.hours import SendingHours
from monitoring.sms.rules import load_rules
from resources import folder, words
from tests.gui import walking
from tests.gui.sms_office import CASE_NO, NOW, SmsOffice
from tests.sms_house import NUMBERS
from tests.sms_house import office as people

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
UNTIL = NOW + timedelta(days=2)


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmsOffice]:
    made = SmsOffice(tmp_path, qtbot, monkeypatch)
    made.fill()
    made.show()
    yield made
    made.close()


def tab_of(office: SmsOffice, number: int) -> Any:
    return office.page.tab(number)


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def rows(tab: Any) -> list[list[str]]:
    model = tab.table.rows
    return [[cell.text for cell in model.line(row).cells] for row in range(model.rowCount())]


def answer(monkeypatch: pytest.MonkeyPatch, *asked: Any) -> None:
    """What the silence dialog gives."""
    monkeypatch.setattr(silence_dialog, "ask_silence", lambda *others: asked if asked else None)


# silences


def test_a_silence_is_made_listed_and_ended_with_reasons(office: SmsOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    tab = tab_of(office, SILENCES)
    office.page.tabs.setCurrentIndex(SILENCES)
    assert tab.empty.title() == "没有静默"
    answer(monkeypatch, "case", CASE_NO, UNTIL, "正在集中处理")
    tab.add.click()
    assert rows(tab)[0][:4] == ["办件", CASE_NO, "7月7日 17:30", "正在集中处理"]
    assert rows(tab)[0][4]
    tab.table.setCurrentIndex(tab.table.rows.index(0, 0))
    office.answers = ["处理完了"]
    tab.end.click()
    assert rows(tab) == []
    assert {(deed.action, deed.reason) for deed in office.desk.deeds(5)} == {
        ("silence", "正在集中处理"),
        ("end_silence", "处理完了"),
    }


def test_a_mistyped_case_number_silences_nothing_and_says_so(
    office: SmsOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.page.tabs.setCurrentIndex(SILENCES)
    answer(monkeypatch, "case", "C9", UNTIL, "写错了")
    tab_of(office, SILENCES).add.click()
    assert rows(tab_of(office, SILENCES)) == []
    assert office.shell.said[-1] == "没有改动：办件库里没有 C9。"


def test_a_silence_holds_warnings_back(office: SmsOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "officer", "S1", UNTIL, "出差")
    office.page.tabs.setCurrentIndex(SILENCES)
    tab_of(office, SILENCES).add.click()
    assert [one.subject for one in office.desk.silences(NOW)] == ["S1"]


def test_a_silence_that_cannot_be_written_says_why(office: SmsOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    office.page.tabs.setCurrentIndex(SILENCES)
    answer(monkeypatch, "unit", "U1", UNTIL, "系统切换")
    office.shell.away = True
    tab_of(office, SILENCES).add.click()
    assert office.shell.said[-1].startswith("没有改动。监察台账断开")


def test_the_dialog_wants_a_reason_and_something_to_silence(qtbot: QtBot) -> None:
    dialog = SilenceDialog(people(), NOW)
    qtbot.addWidget(dialog)
    assert not dialog.does.isEnabled()
    dialog.reason.setText("系统切换")
    assert not dialog.does.isEnabled()
    dialog.case.setText(" C1 ")
    assert dialog.does.isEnabled()
    assert dialog.asked() == ("case", "C1", datetime(2017, 7, 8, 18), "系统切换")


def test_the_dialog_offers_units_and_people_by_name(qtbot: QtBot) -> None:
    dialog = SilenceDialog(people(), NOW)
    qtbot.addWidget(dialog)
    dialog.reason.setText("出差")
    dialog.scope.setCurrentIndex(2)
    names = [dialog.which.itemText(place) for place in range(dialog.which.count())]
    assert any("周某某" in name for name in names)
    dialog.which.setCurrentIndex(next(place for place, name in enumerate(names) if "周某某" in name))
    assert dialog.asked()[:2] == ("officer", "S1")


def test_from_a_case_the_dialog_is_about_that_case(qtbot: QtBot) -> None:
    dialog = SilenceDialog(people(), NOW, "C1")
    qtbot.addWidget(dialog)
    assert not dialog.scope.isEnabled()
    assert dialog.subject() == "C1"


def test_the_reason_dialog_does_not_take_blanks(qtbot: QtBot) -> None:
    dialog = ReasonDialog("补发？", "马上发出。", "补发")
    qtbot.addWidget(dialog)
    dialog.reason.setText("   ")
    assert not dialog.does.isEnabled()
    dialog.reason.setText("领导同意")
    assert dialog.does.isEnabled()


@pytest.mark.parametrize(
    "make", [lambda: ReasonDialog("补发？", "马上发出。", "补发"), lambda: SilenceDialog(people(), NOW)]
)
def test_every_field_of_a_dialog_has_a_name_and_its_place(qtbot: QtBot, make: Any) -> None:
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    assert list(walking.defects(dialog, "dialog", "zh_CN")) == []


# recipients


def test_who_cannot_be_reached_is_shown_and_can_be_looked_up_among_all(office: SmsOffice) -> None:
    assert office.house is not None
    office.house.store.numbers = {**NUMBERS, "O1": "", "H1": "0317-6221234"}
    office.page.tabs.setCurrentIndex(RECIPIENTS)
    tab = tab_of(office, RECIPIENTS)
    assert [row[0] for row in rows(tab)][-2:] == ["没有手机号", "不是手机号"]
    tab.only.click()
    assert "可以收到" in {row[0] for row in rows(tab)}
    tab.search.setText("周某某")
    assert [row[2] for row in rows(tab)] == ["周某某"]
    assert all(number not in str(rows(tab)) for number in NUMBERS.values())


def test_a_case_store_that_is_away_leaves_the_recipients_unknown(office: SmsOffice) -> None:
    office.shell.away = True
    office.page.tabs.setCurrentIndex(RECIPIENTS)
    assert tab_of(office, RECIPIENTS).empty.title() == "现在读不到收信人"


# rules


def test_the_rules_are_said_in_plain_words(office: SmsOffice) -> None:
    office.page.tabs.setCurrentIndex(RULES)
    said = texts(office.page.tab(office.page.tabs.currentIndex()))
    assert "立即发给经办人、单位负责人、监察员。" in said
    assert "一个号码一天最多 20 条，超出的等到下一个发送日。" in said
    assert any(text.startswith("没有设置：只列出") for text in said)


def test_a_ladder_is_said_step_by_step(tmp_path: Path) -> None:
    text = folder("sms").joinpath("rules.toml").read_text(encoding="utf-8")
    old = '    { role = "inspector", after = "0" },\n]\n\n[kinds.statutory]'
    assert old in text
    steps = '    { role = "leader", after = "1 working_day" }, { role = "inspector", after = "4 office_hour" },\n]\n\n'
    file = tmp_path / "rules.toml"
    file.write_text(text.replace(old, f"{steps}[kinds.statutory]"), encoding="utf-8")
    said = dict(SmsRuleWords(words()).kinds(load_rules(str(file))))
    assert said["超期"] == "立即发给经办人、单位负责人；1 个工作日后发给分管领导；4 个办公小时后发给监察员。"


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (SendingHours(), "工作日 08:00–18:00。"),
        (SendingHours(27_000, 72_000, False), "每天 07:30–20:00。"),
    ],
)
def test_sending_hours_are_said(hours: SendingHours, said: str) -> None:
    told = dict(SmsRuleWords(words()).general(load_rules(), hours))
    assert told["发送时段"].startswith(said)


# templates


def test_templates_show_how_long_they_are_and_how_many_sms_they_cost(office: SmsOffice) -> None:
    office.page.tabs.setCurrentIndex(TEMPLATES)
    tab = office.page.tab(office.page.tabs.currentIndex())
    assert isinstance(tab, TemplatesTab)
    told = {row[0]: row for row in rows(tab)}
    assert told["测试"][2] == "1"
    assert int(told["超期"][1]) > 70
    assert told["超期"][2] == "2"
    tab.fields["item"].setText("照")
    tab.fields["unit"].setText("县")
    assert {row[0]: row for row in rows(tab)}["超期"][2] == "1"


# deeds


def test_what_was_done_by_hand_is_listed_with_who_and_why(office: SmsOffice) -> None:
    office.page.tabs.setCurrentIndex(DEEDS)
    assert tab_of(office, DEEDS).empty.title() == "还没有人工操作"
    office.desk.acknowledge(CASE_NO, "王某某", NOW, "已联系")
    office.desk.silence("unit", "U1", "系统切换", "李某某", NOW, UNTIL)
    tab_of(office, DEEDS).look()
    told = {tuple(row[1:4]) + (row[5],) for row in rows(tab_of(office, DEEDS))}
    assert ("王某某", "知悉", CASE_NO, "已联系") in told
    assert any(row[:2] == ("李某某", "设静默") and row[3] == "系统切换" for row in told)
