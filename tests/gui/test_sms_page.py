"""The warnings page: what is in the outbox, what became of one message, and what a person may do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.window.sms.groups import GROUPS
from monitoring.sms.states import State
from tests.gui.sms_office import CASE_NO, SmsOffice
from tests.sms_house import NUMBERS, START

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
WHOLE = tuple(NUMBERS.values())


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmsOffice]:
    made = SmsOffice(tmp_path, qtbot, monkeypatch)
    yield made
    made.close()


def test_every_state_is_in_one_group() -> None:
    states = [state for group in GROUPS.values() for state in group]
    assert sorted(states) == sorted(State)


# the list


def test_messages_are_listed_with_state_kind_case_and_masked_number(office: SmsOffice) -> None:
    office.fill()
    office.show()
    assert set(office.listed()) >= {"网关已收", "不明", "被拒"}
    assert set(office.listed(2)) == {CASE_NO}
    numbers = {number for number in office.listed(4) if number}
    assert numbers
    assert all("****" in number for number in numbers)


def test_groups_tell_their_numbers_and_a_click_narrows_to_one(office: SmsOffice) -> None:
    office.fill()
    office.show()
    button = office.page.outbox.groups["doubtful"]
    assert button.text() == "不明 1"
    button.click()
    assert office.listed() == ["不明"]
    assert button.isChecked()
    button.click()
    assert len(office.listed()) > 1


def test_the_shell_opens_the_page_narrowed_to_a_group(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.page.tabs.setCurrentIndex(3)
    office.page.show_group("failed")
    assert office.listed() == ["被拒"]
    assert office.page.tabs.currentIndex() == 0


def test_a_text_narrows_and_the_empty_list_says_how_to_see_all(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.page.outbox.search.setText("没有这样的办件")
    office.page.outbox.look()
    assert office.listed() == []
    assert office.page.outbox.empty.title() == "没有这样的短信"
    office.page.outbox.empty.pressed.emit()
    assert office.listed()


def test_filters_offer_what_is_there_with_its_number(office: SmsOffice) -> None:
    office.fill()
    office.show()
    button = office.page.outbox.filters["person"]
    said = {choice.label: choice.count for choice in button.model._all}
    assert said["赵某某"] >= 1


def test_an_empty_outbox_says_when_warnings_appear(office: SmsOffice) -> None:
    office.show()
    assert office.page.outbox.empty.title() == "还没有预警短信"


def test_a_ledger_that_is_away_is_said_and_what_was_read_stays(office: SmsOffice) -> None:
    office.fill()
    office.show()
    before = office.listed()
    office.shell.away = True
    office.page.outbox.look()
    assert office.listed() == before
    assert office.page.outbox.total.text() == "不是最新的"
    assert "台账断开" in office.page.outbox.total.toolTip()


def test_a_ledger_that_was_never_there_says_so_in_place_of_the_list(office: SmsOffice) -> None:
    office.shell.away = True
    office.show()
    assert office.page.outbox.empty.title() == "现在读不到发件箱"


def test_without_a_gateway_the_page_says_that_nothing_is_sent(office: SmsOffice) -> None:
    from PySide6.QtWidgets import QLabel

    assert any("没有设置短信网关" in one.text() for one in office.page.outbox.findChildren(QLabel))


# one message


def test_the_story_tells_attempts_and_answers_in_order(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.choose("不明")
    assert [row[1] for row in office.story()] == ["写进发件箱", "第 1 次发送", "结果不明"]
    view = office.page.outbox.view
    assert view.text.text().startswith("【")
    assert "不知道这一条发出没有" in view.meaning.text()


def test_no_whole_number_is_on_the_screen_before_somebody_asks(office: SmsOffice) -> None:
    from PySide6.QtWidgets import QLabel

    office.fill()
    office.show()
    office.choose("不明")
    shown = [label.text() for label in office.page.findChildren(QLabel)]
    shown += [text for row in office.story() for text in row] + office.listed(4)
    assert not [text for text in shown if any(number in text for number in WHOLE)]


def test_a_number_is_shown_for_a_reason_that_is_written_down(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.choose("不明")
    view = office.page.outbox.view
    office.answers = ["核对号码"]
    view.unmask.click()
    assert view.number.text() in WHOLE
    deed = office.desk.deeds(1)[0]
    assert (deed.action, deed.reason) == ("unmask", "核对号码")
    assert deed.made_by
    office.choose("被拒")
    assert "****" in view.number.text()


def test_without_a_reason_a_number_stays_masked(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.choose("不明")
    office.answers = [None]
    office.page.outbox.view.unmask.click()
    assert "****" in office.page.outbox.view.number.text()
    assert office.desk.deeds(5) == []


def test_an_unknown_one_is_marked_as_received_with_a_reason(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.choose("不明")
    office.answers = ["电话核实，已收到"]
    office.page.outbox.view.mark.click()
    assert "不明" not in office.listed()
    assert office.page.outbox.view.headline.text().endswith("已送达")
    assert office.story()[-1][1] == "标为已收到"
    assert office.story()[-1][2].endswith("电话核实，已收到")


def test_sending_again_says_that_it_may_arrive_twice_and_lets_it_wait(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.choose("不明")
    office.answers = ["没有收到"]
    office.page.outbox.view.again.click()
    assert "收到两次" in office.asked[0][1]
    # it waits, and as long as it does nobody knows of the first one: that is what is shown
    assert office.page.outbox.view.headline.text().endswith("不明")
    assert "注明“重发”再发一次" in office.page.outbox.view.meaning.text()


def test_asking_again_is_written_down_and_needs_no_reason(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.choose("不明")
    office.page.outbox.view.ask_again.click()
    assert office.asked == []
    assert office.desk.deeds(1)[0].action == "ask_again"


@pytest.mark.parametrize(
    ("state", "buttons"), [("不明", (True, True, True)), ("被拒", (False, False, True)), ("网关已收", (False,) * 3)]
)
def test_only_what_a_state_allows_is_offered(office: SmsOffice, state: str, buttons: tuple[bool, ...]) -> None:
    office.fill()
    office.show()
    office.choose(state)
    view = office.page.outbox.view
    assert tuple(not button.isHidden() for button in (view.ask_again, view.mark, view.again)) == buttons


def test_a_deed_that_comes_too_late_says_so(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.choose("不明")
    message = office.page.outbox.view.message
    assert message is not None
    office.desk.mark_received(message.message_id, "别人", "先到一步", office.now)
    office.answers = ["电话核实"]
    office.page.outbox.view.mark.click()
    assert office.shell.said[-1] == "没有改动：这条短信的状态已经变了。"


def test_a_double_click_opens_the_case(office: SmsOffice) -> None:
    office.fill()
    office.show()
    office.page.outbox.table.opened.emit(office.page.outbox.table.rows.line(0).key, 0)
    assert office.shell.opened == [CASE_NO]


# the first start


def test_old_warnings_are_asked_about_and_go_when_somebody_says_so(office: SmsOffice) -> None:
    office.now = datetime(2017, 8, 7, 10)
    office.fill(first_look=office.now)
    office.show()
    tab = office.page.outbox
    assert not tab.held.isHidden()
    office.answers = ["领导同意补发"]
    tab.release.click()
    assert tab.held.isHidden()
    assert "待发" in office.listed()
    assert office.desk.deeds(1)[0].reason == "领导同意补发"


def test_old_warnings_that_are_left_out_are_not_asked_about_again(office: SmsOffice) -> None:
    office.now = datetime(2017, 8, 7, 10)
    office.fill(first_look=office.now)
    office.show()
    office.answers = ["早已处理"]
    office.page.outbox.leave_out.click()
    assert office.page.outbox.held.isHidden()
    assert "待发" not in office.listed()


def test_warnings_of_the_last_day_are_not_asked_about(office: SmsOffice) -> None:
    office.fill(first_look=START)
    office.show()
    assert office.page.outbox.held.isHidden()
