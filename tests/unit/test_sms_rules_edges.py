"""Who gets what, where rules meet: limits of a shared number, words by hand, rules switched off, stops, hiding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitoring.rules import RuleError
from monitoring.sms.deciding import Desk
from monitoring.sms.hours import SendingHours
from monitoring.sms.outbox import Circumstances, Message
from monitoring.sms.rules import load_rules
from monitoring.sms.states import State
from monitoring.sms.wording import worded
from monitoring.stores.outbox.desk import OutboxDesk, by_hand
from tests import building as make
from tests.sms_house import NUMBERS, RED, START, YELLOW, House, changed_rules, overdue

EVENING = make.at("2017-07-05 22:00")


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}"


@pytest.fixture
def desk(url: str) -> Iterator[OutboxDesk]:
    opened = OutboxDesk(url)
    yield opened
    opened.close()


def to(house: House, recipient: str) -> int:
    return [sms.mobile for sms in house.gateway.taken].count(NUMBERS[recipient])


def remind(desk: OutboxDesk, now: datetime, recipient: str = "H1") -> int:
    wording = worded("reminder", {"case_no": "C1", "item": "高龄补贴", "unit": "便民中心", "reason": "群众在等"})
    told = (wording.template, wording.text, wording.params)
    return desk.add(by_hand("reminder", told, (recipient, "赵某某", ""), now, case_no="C1"), "王", "群众在等", now)


@pytest.mark.parametrize("after", ["nan", "NaN working_day", "-1", "inf", "1001", "1 week", "snan"])
def test_a_delay_that_is_none_is_refused_by_its_key(tmp_path: Path, after: str) -> None:
    with pytest.raises(RuleError) as refused:
        changed_rules(tmp_path, ('after = "0"', f'after = "{after}"'))
    assert refused.value.key == "recipients"


def test_a_kind_that_is_on_but_tells_nobody_is_refused(tmp_path: Path) -> None:
    nobody = ('recipients = [{ role = "officer", after = "0" }]', "recipients = []")
    with pytest.raises(RuleError, match="new_case"):
        changed_rules(tmp_path, nobody)


def test_the_days_limit_is_of_the_number_whoever_shares_it(url: str, tmp_path: Path) -> None:
    few = changed_rules(tmp_path, ("per_number_per_day = 20", "per_number_per_day = 1"))
    house = House(url, *overdue(1), rules=few)
    house.store.numbers["S1"] = NUMBERS["H1"]
    house.look(RED)
    house.send()
    house.send()
    assert to(house, "H1") == 1
    assert [row.state_reason for row in house.rows("state = 'pending'")] == ["day_is_full"]
    house.send(make.at("2017-07-06 08:00:00"))
    assert to(house, "H1") == 2
    house.close()


def test_a_reminder_by_hand_goes_out_on_a_full_day_and_takes_nothing_else_with_it(
    url: str, tmp_path: Path, desk: OutboxDesk
) -> None:
    few = changed_rules(tmp_path, ("per_number_per_day = 20", "per_number_per_day = 1"))
    house = House(url, *overdue(1), rules=few)
    house.run(RED)
    assert to(house, "H1") == 1
    for number in (2, 3, 4):
        house.store.put(overdue(number)[0])
    house.look(RED + timedelta(minutes=1))
    remind(desk, RED + timedelta(minutes=1))
    house.send(RED + timedelta(minutes=2))
    house.send()
    texts = [sms.text for sms in house.gateway.taken if sms.mobile == NUMBERS["H1"]]
    assert len(texts) == 2
    assert texts[1].startswith("人工催办")
    assert {row.state_reason for row in house.rows("recipient = 'H1' AND state = 'pending'")} == {"day_is_full"}
    house.close()


def test_what_waits_is_called_off_when_its_kind_is_switched_off_and_comes_back_with_it(
    url: str, tmp_path: Path
) -> None:
    on = load_rules()
    off = changed_rules(tmp_path, ("[kinds.red]\nenabled = true", "[kinds.red]\nenabled = false"))
    house = House(url, *overdue(1), rules=on)
    house.look(EVENING)
    house.planner.rules = off
    house.send(make.at("2017-07-06 08:00"))
    assert house.texts() == []
    assert {(row.state, row.state_reason) for row in house.rows("kind = 'red'")} == {("cancelled", "rule_off")}
    house.planner.rules = on
    house.engine.load(make.at("2017-07-06 08:01"))
    house.send(make.at("2017-07-06 08:01"))
    assert len(house.texts()) == 3
    house.close()


def test_a_stop_that_begins_after_the_red_light_calls_nothing_off(url: str) -> None:
    house = House(url, *overdue(1))
    house.look(EVENING)
    house.store.put(make.case(no="C1", nodes=overdue(1)[0].nodes, suspensions=(make.suspension("2017-07-05 20:00"),)))
    house.send(make.at("2017-07-06 08:00"))
    assert to(house, "H1") == 1
    house.close()


def test_a_suspension_that_lasts_too_long_is_told_to_officer_head_and_inspector(url: str) -> None:
    stopped = make.suspension("2017-06-29 09:00", limit="2")
    house = House(url, make.case(nodes=overdue(1)[0].nodes, suspensions=(stopped,)))
    house.look(START)
    house.look(make.at("2017-07-04 10:00"))
    house.send()
    told = {row.recipient for row in house.rows("kind = 'suspension_overdue' AND state = 'accepted'")}
    assert told == {"O2", "H1", "S1"}
    assert house.texts()[0].startswith("挂起超期")
    house.close()


def message(number: int, kind: str, node: int | None = None, **more: Any) -> Message:
    told: dict[str, Any] = {
        "message_id": number, "key": str(number), "kind": kind, "case_no": "C1", "node_seq": node, "threshold": "x",
        "became_true_at": RED, "deadline": RED, "unit_id": "U1", "recipient": "H1", "recipient_name": "", "role": "",
        "step": 0, "mobile": "", "text": kind, "template": kind, "params": {}, "not_before": RED, "created_at": RED,
        "state": State.PENDING,
    }  # fmt: skip
    return Message(**{**told, **more})


@pytest.mark.parametrize(
    ("waiting", "left"),
    [
        ((("red", None), ("yellow", None)), {1}),
        ((("statutory", None), ("red", None)), {1}),
        ((("red", None), ("red", 1), ("yellow", 2), ("new_case", 3)), {1}),
        ((("yellow", None), ("yellow", 1), ("new_case", 1)), {1}),
        ((("red", 1), ("yellow", 1), ("new_case", 1)), {1}),
        # a node that is late says more than a case that is not yet
        ((("yellow", None), ("red", 1)), {1, 2}),
        ((("red", 1), ("red", 2)), {1, 2}),
        ((("suspension_overdue", None), ("yellow", None)), {1}),
        ((("red", None), ("reminder", None)), {1, 2}),
    ],
)
def test_of_what_is_due_at_once_the_more_urgent_hides_the_rest(
    waiting: tuple[tuple[str, int | None], ...], left: set[int]
) -> None:
    desk = Desk(RED, load_rules(), SendingHours(), make.site().working, {}, lambda numbers: None, lambda judged: ())  # type: ignore[arg-type, return-value]
    messages = [message(number, kind, node) for number, (kind, node) in enumerate(waiting, 1)]
    assert {one.message_id for one in messages} - desk._hidden(messages, Circumstances(0)).keys() == left


@pytest.mark.parametrize(
    "other", [{"case_no": "C2"}, {"kind": "reminder"}], ids=["another case's", "a reminder by hand"]
)
def test_red_hides_neither_another_cases_yellow_nor_a_persons_word(other: dict[str, Any]) -> None:
    desk = Desk(RED, load_rules(), SendingHours(), make.site().working, {}, lambda numbers: None, lambda judged: ())  # type: ignore[arg-type, return-value]
    assert desk._hidden([message(1, "red"), message(2, **{"kind": "yellow", **other})], Circumstances(0)) == {}


def test_a_yellow_that_was_told_does_not_keep_the_red_back(url: str) -> None:
    house = House(url, *overdue(1))
    house.run(START)
    house.run(YELLOW)
    house.run(RED)
    assert [text[:4] for sms in house.gateway.taken if sms.mobile == NUMBERS["O2"] for text in [sms.text]] == [
        "新件待办", "临期提醒", "超期告警",
    ]  # fmt: skip
    house.close()


@pytest.mark.parametrize("secret", ["130925199001011234", "13092519900101123X", "130925900101123", "13800138000"])
def test_a_reminders_reason_carries_no_identity_or_telephone_number(secret: str) -> None:
    wording = worded("reminder", {"case_no": "130925-2017-0000001", "reason": f"请联系{secret}办理"})
    assert secret not in wording.text + str(wording.params)
    assert "130925-2017-0000001" in wording.text


def handed_to(officer: str) -> Any:
    visit = replace(make.visit(1, "2017-06-28 15:20"), officer_id=officer)
    return make.case(no="C1", nodes=(visit,))


def test_what_waits_for_an_officer_goes_to_the_one_who_has_the_case_in_the_morning(url: str) -> None:
    house = House(url, handed_to("O2"))
    house.look(EVENING)
    house.store.put(handed_to("O1"))
    morning = make.at("2017-07-06 08:00")
    house.run(morning)
    house.send()
    assert (to(house, "O2"), to(house, "O1"), to(house, "H1")) == (0, 1, 1)
    assert {row.state_reason for row in house.rows("recipient = 'O2' AND kind = 'red'")} == {"handed_on"}
    house.close()


def test_a_case_that_comes_back_to_its_officer_warns_him_after_all(url: str) -> None:
    house = House(url, handed_to("O2"))
    house.look(EVENING)
    for officer in ("O1", "O2"):
        house.store.put(handed_to(officer))
        house.run(make.at("2017-07-06 08:00"))
        house.send()
    assert (to(house, "O2"), to(house, "O1")) == (1, 1)
    house.close()


def test_a_case_that_nobody_has_just_now_still_warns_the_last_one_who_had_it(url: str) -> None:
    house = House(url, handed_to("O2"))
    house.look(EVENING)
    house.store.put(replace(handed_to("O2"), nodes=(replace(make.visit(1, "2017-06-28 15:20"), officer_id=None),)))
    house.send(make.at("2017-07-06 08:00"))
    assert to(house, "O2") == 1
    house.close()


def test_a_ladder_whose_first_step_waits_waits_and_can_be_stopped(url: str, tmp_path: Path, desk: OutboxDesk) -> None:
    first = '{ role = "officer", after = "0" },\n    { role = "unit_head", after = "0" },\n    { role = "inspector"'
    later = '{ role = "unit_head", after = "2 office_hour" },\n    { role = "inspector"'
    house = House(url, *overdue(1), rules=changed_rules(tmp_path, (first, later)))
    house.run(RED)
    house.run(make.at("2017-07-06 10:29:59"))
    assert (to(house, "H1"), to(house, "S1")) == (0, 1)
    desk.acknowledge("C1", "王", make.at("2017-07-06 10:00"))
    house.run(make.at("2017-07-06 10:30"))
    assert to(house, "H1") == 0
    assert [row.state_reason for row in house.rows("recipient = 'H1'")] == ["acknowledged"]
    house.close()
