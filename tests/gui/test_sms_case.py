"""The warnings in the case view: acknowledge, remind by hand, silence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.window.one_case.case_sms import CaseSms
from desktop.window.one_case.case_view import SMS, CaseView
from desktop.window.sms import reminder_dialog, silence_dialog
from desktop.window.sms.reminder_dialog import ReminderDialog
from desktop.window.sms.reminding import Ground, Recipient, ask_ground
from desktop.window.sms.texts import SmsTexts
from monitoring.sms.texts import signed
from resources import words
from tests.gui import walking
from tests.gui.boards import DAY_SECONDS
from tests.gui.sms_office import CASE_NO, NOW, SmsOffice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmsOffice]:
    made = SmsOffice(tmp_path, qtbot, monkeypatch)
    made.fill()
    yield made
    made.close()


@pytest.fixture
def section(office: SmsOffice) -> CaseSms:
    made = CaseSms(office.shell.tools)
    office.qtbot.addWidget(made)
    made.resize(520, 400)
    made.show()
    made.show_case(CASE_NO, NOW, open_case=True)
    return made


def listed(section: CaseSms) -> list[tuple[str, ...]]:
    model = section.table.rows
    return [tuple(cell.text for cell in model.line(row).cells) for row in range(model.rowCount())]


def test_a_case_tells_its_warnings(section: CaseSms) -> None:
    assert {row[1] for row in listed(section)} >= {"超期"}
    assert {row[2] for row in listed(section)} >= {"赵某某", "周某某"}


def test_the_tab_of_the_case_view_tells_how_many_there_are(office: SmsOffice) -> None:
    view = CaseView(office.shell.tools)
    office.qtbot.addWidget(view)
    view.show_case(CASE_NO, NOW, DAY_SECONDS)
    count = len(office.desk.messages(case_no=CASE_NO))
    assert view.tabs.tabText(SMS) == f"短信 {count}"


def test_a_case_without_warnings_says_so(office: SmsOffice, section: CaseSms) -> None:
    section.show_case("C9", NOW, open_case=True)
    assert section.empty.title() == "本件没有预警短信"


def test_acknowledging_is_written_down_and_seen(office: SmsOffice, section: CaseSms) -> None:
    office.answers = ["已约申请人补件"]
    section.known.click()
    assert "后面的人" in office.asked[0][1]
    assert [one.note for one in office.desk.acknowledgements(CASE_NO)] == ["已约申请人补件"]
    assert "知悉：已约申请人补件" in section.standing.text()


def test_silencing_the_case_is_seen_there(office: SmsOffice, section: CaseSms, monkeypatch: pytest.MonkeyPatch) -> None:
    until = datetime(2017, 7, 8, 18)
    monkeypatch.setattr(silence_dialog, "ask_silence", lambda *others: ("case", CASE_NO, until, "在走流程"))
    section.hush.click()
    assert "静默到 7月8日 18:00" in section.standing.text()
    section.show_case(CASE_NO, until + timedelta(seconds=1), open_case=True)
    assert section.standing.isHidden()


# reminders


def remind(monkeypatch: pytest.MonkeyPatch, reason: str) -> list[Ground]:
    """The dialog's answer: the first person, for this reason."""
    seen: list[Ground] = []

    def asked(parent: Any, ground: Ground, texts: Any, *, sent: bool) -> tuple[Recipient, str]:
        seen.append(ground)
        return ground.recipients[0], reason

    monkeypatch.setattr(reminder_dialog, "ask_reminder", asked)
    return seen


def test_a_reminder_by_hand_goes_into_the_outbox_with_its_reason(
    office: SmsOffice, section: CaseSms, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = remind(monkeypatch, "群众三次来电")
    section.remind.click()
    reminder = next(one for one in office.desk.messages(case_no=CASE_NO) if one.kind == "reminder")
    assert "群众三次来电" in reminder.text
    assert CASE_NO in reminder.text
    assert reminder.recipient == seen[0].recipients[0].officer_id
    deed = office.desk.deeds(1)[0]
    assert (deed.action, deed.reason, deed.case_no) == ("reminder", "群众三次来电", CASE_NO)


def test_the_reminder_is_sent_at_the_senders_next_turn(
    office: SmsOffice, section: CaseSms, monkeypatch: pytest.MonkeyPatch
) -> None:
    remind(monkeypatch, "群众三次来电")
    section.remind.click()
    assert office.house is not None
    office.house.send(NOW + timedelta(seconds=5))
    assert any("人工催办" in text for text in office.house.texts())


def test_those_who_answer_for_the_case_are_offered_up_the_ladder(office: SmsOffice) -> None:
    ground = ask_ground(office.shell.engine, CASE_NO, NOW)
    assert [one.role for one in ground.recipients] == ["officer", "unit_head", "unit_head", "leader", "inspector"]
    assert all(one.reachable for one in ground.recipients)


def test_a_case_that_is_over_is_not_reminded_of(section: CaseSms) -> None:
    section.show_case(CASE_NO, NOW, open_case=False)
    assert not section.remind.isEnabled()


def test_a_case_store_that_is_away_lets_no_reminder_go(office: SmsOffice, section: CaseSms) -> None:
    office.shell.away = True
    section.remind.click()
    assert office.shell.said[-1].startswith("没有发：现在读不到办件库")


@pytest.fixture
def dialog(office: SmsOffice) -> ReminderDialog:
    ground = ask_ground(office.shell.engine, CASE_NO, NOW)
    lost = Recipient("X1", "冯某某", "officer", "U1", reachable=False)
    ground = Ground(CASE_NO, True, ground.node_seq, "U1", ground.values, (lost, *ground.recipients))
    texts = SmsTexts(words(), lambda text, number: signed(text, "县审批局"))
    made = ReminderDialog(ground, texts, sent=True)
    office.qtbot.addWidget(made)
    return made


def test_the_dialog_shows_the_text_as_it_will_arrive(dialog: ReminderDialog) -> None:
    dialog.reason.setText("群众三次来电")
    assert dialog.preview.text().startswith("【县审批局】人工催办")
    assert "群众三次来电" in dialog.preview.text()
    assert "算 1 条" in dialog.length.text()


def test_nobody_without_a_number_can_be_reminded(dialog: ReminderDialog) -> None:
    dialog.reason.setText("群众三次来电")
    assert "没有手机号" in dialog.whom.currentText()
    assert not dialog.does.isEnabled()
    dialog.whom.setCurrentIndex(1)
    assert dialog.does.isEnabled()


def test_the_reminder_dialog_can_be_read_and_heard(dialog: ReminderDialog) -> None:
    dialog.reason.setText("群众三次来电")
    dialog.show()
    assert list(walking.defects(dialog, "dialog", "zh_CN")) == []
