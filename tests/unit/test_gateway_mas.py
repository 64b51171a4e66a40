"""云MAS, which knows no name of ours: one SMS under way to a number, reports matched by number and moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitoring.sms.gateway import Accepted, Report
from monitoring.sms.gateways.mas import MasGateway
from monitoring.sms.gateways.registry import Habits, habits
from monitoring.sms.options import Aliyun, Kannel, Mas
from monitoring.sms.sender import Sender
from monitoring.sms.wording import worded
from monitoring.stores.outbox.desk import OutboxDesk, by_hand
from monitoring.stores.outbox.sql_outbox import SqlOutbox
from tests.mas_platform import KEPT, SECRET, Platform, mas_platform, mas_sender
from tests.sms_house import NUMBERS, RED, House, overdue

HEAD = NUMBERS["H1"]


@pytest.fixture
def platform() -> Iterator[Platform]:
    with mas_platform() as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Two overdue cases: two warnings for the head of the unit, who gets them one by one."""
    opened = House(f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}", *overdue(1, 2))
    opened.look(RED)
    yield opened
    opened.close()


@pytest.fixture
def sender(house: House, platform: Platform) -> Iterator[Sender]:
    opened = mas_sender(house, platform)
    yield opened
    opened.close()


def turn(sender: Sender) -> None:
    done = sender.turn()
    assert done.away is None, done.away


def heads(house: House) -> list[Any]:
    return house.rows("recipient = 'H1'")


def test_a_second_sms_to_a_number_waits_for_the_report_of_the_first(
    house: House, platform: Platform, sender: Sender
) -> None:
    turn(sender)
    turn(sender)
    assert sorted(platform.mobiles()) == sorted({NUMBERS["H1"], NUMBERS["O2"], NUMBERS["S1"]}), "each number once"
    assert [(row.state, row.state_reason) for row in heads(house)] == [("accepted", None), ("pending", "number_busy")]
    platform.delivers(platform.mobiles().index(HEAD), RED)
    turn(sender)
    assert platform.mobiles().count(HEAD) == 2
    assert [row.state for row in heads(house)] == ["delivered", "accepted"]


def test_a_phone_that_is_off_holds_up_its_owners_warnings_for_minutes_only(
    house: House, platform: Platform, sender: Sender
) -> None:
    turn(sender)
    house.age(KEPT - 10)
    turn(sender)
    assert platform.mobiles().count(HEAD) == 1
    house.age(20)
    turn(sender)
    assert platform.mobiles().count(HEAD) == 2


def test_nothing_more_goes_to_a_number_while_one_is_unknown_there(
    house: House, platform: Platform, sender: Sender
) -> None:
    platform.faults = ["drop"] * 3
    turn(sender)
    house.age(KEPT * 2)
    turn(sender)
    assert platform.mobiles().count(HEAD) == 1
    assert [row.state for row in heads(house)] == ["unknown", "pending"]


def test_two_people_with_one_number_get_theirs_one_after_the_other(house: House, platform: Platform) -> None:
    house.store.numbers["S1"] = HEAD
    sender = mas_sender(house, platform)
    turn(sender)
    turn(sender)
    assert platform.mobiles().count(HEAD) == 1
    sender.close()


def test_a_test_message_to_a_number_in_use_waits_and_says_why(house: House, platform: Platform, sender: Sender) -> None:
    turn(sender)
    desk = OutboxDesk(house.url)
    wording = worded("test", {})
    told = (wording.template, wording.text, wording.params)
    number = desk.add(by_hand("test", told, ("test:1", "测试", HEAD), RED), "王", "sms test", RED)
    sender.turn(only={"test:1"})
    story = desk.story(number)
    desk.close()
    assert story is not None
    assert (story.message.state, story.message.state_reason) == ("pending", "number_busy")


def test_each_text_ends_with_the_number_of_its_message(house: House, platform: Platform, sender: Sender) -> None:
    turn(sender)
    rows = {row.message_id: row for row in house.rows("state = 'accepted'")}
    assert sorted(sms["content"] for sms in platform.taken) == sorted(f"{row.text}[{no}]" for no, row in rows.items())


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (timedelta(0), "delivered"),
        (timedelta(minutes=5), "delivered"),
        (timedelta(minutes=-5), "delivered"),
        (timedelta(minutes=5, seconds=1), "unknown"),
        (timedelta(minutes=-5, seconds=-1), "unknown"),
    ],
)
def test_an_unknown_one_is_settled_by_a_report_of_its_number_and_moment(
    after: timedelta, state: str, house: House, platform: Platform, sender: Sender
) -> None:
    platform.faults = ["drop"] * 3
    turn(sender)
    platform.delivers(platform.mobiles().index(HEAD), RED + after)
    turn(sender)
    assert heads(house)[0].state == state
    assert house.rows("recipient = 'S1'")[0].state == "unknown", "a report is about one number"


def test_a_report_without_the_moment_of_submission_settles_nothing(
    house: House, platform: Platform, sender: Sender
) -> None:
    platform.faults = ["drop"] * 3
    turn(sender)
    platform.delivers(platform.mobiles().index(HEAD), RED, submitDate="")
    turn(sender)
    assert heads(house)[0].state == "unknown"


def test_a_report_that_may_be_about_two_attempts_settles_neither(house: House) -> None:
    box = unknown_twice(house)
    box.take_reports([report("G9")], RED)
    assert [row.state for row in heads(house)] == ["unknown", "unknown"]
    box.close()


def unknown_twice(house: House) -> SqlOutbox:
    """Two doubtful ones to a number: cannot come about by the rule, but a ledger may be older than the rule."""
    turn(house.sender)
    house.sql("UPDATE sms_messages SET state = 'unknown'")
    house.sql("UPDATE sms_attempts SET outcome = 'unknown', gateway_id = NULL, gateway = 'mas'")
    return SqlOutbox(house.url, gateway="mas")


def report(name: str | None, state: Any = "delivered") -> Report:
    return Report(None, name, HEAD, state, RED, "", submitted_at=RED)


def test_a_report_of_another_programs_sms_is_not_taken_for_one_that_is_still_under_way(house: House) -> None:
    box = SqlOutbox(house.url, gateway="mas")
    looks = house.sender._desks.open(RED)
    claim = box.claim("H1", RED, 120.0, looks.desk.decide)
    assert claim is not None
    box.take_reports([report("THEIRS")], RED)
    assert heads(house)[0].state == "sending"
    box.finish(claim, Accepted("OURS"), RED)
    assert heads(house)[0].state == "accepted"
    box.take_reports([report("OURS")], RED)
    assert heads(house)[0].state == "delivered"
    box.close()


def test_a_report_that_came_before_the_lease_ran_out_is_found_before_anybody_gives_up(house: House) -> None:
    box = SqlOutbox(house.url, gateway="mas", one_per_number=KEPT)
    assert box.claim("H1", RED, 120.0, house.sender._desks.open(RED).desk.decide) is not None
    box.take_reports([report("G1")], RED)
    house.age(121)
    assert box.expire_leases() == 1
    (doubt,) = box.doubts()
    assert box.give_up(doubt, ["red"], RED) is None
    assert (heads(house)[0].state, heads(house)[0].gateway_id) == ("delivered", "G1")
    box.close()


def test_later_reports_of_a_matched_sms_find_it_by_the_name_it_got(house: House) -> None:
    box = SqlOutbox(house.url, gateway="mas")
    turn(house.sender)
    house.sql("UPDATE sms_messages SET state = 'unknown'")
    house.sql("UPDATE sms_attempts SET outcome = 'unknown', gateway_id = NULL, gateway = 'mas'")
    house.sql("DELETE FROM sms_attempts WHERE recipient = 'H1' AND message_id <> (SELECT min(message_id) FROM"
              " sms_messages WHERE recipient = 'H1')")  # fmt: skip
    box.take_reports([report("G1", "undelivered")], RED)
    assert heads(house)[0].state == "undelivered"
    later = Report(None, "G1", None, "delivered", RED)
    assert box.take_reports([later], RED) == 1
    assert heads(house)[0].state == "delivered"
    box.close()


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("http://127.0.0.1:1992", "127.0.0.1:1992", "/sms/norsubmit"),
        ("http://127.0.0.1:1992/sms/", "127.0.0.1:1992", "/sms/norsubmit"),
        ("https://mas.example:28888", "mas.example:28888", "/sms/submit"),
        ("https://mas.example/sms/norsubmit", "mas.example", "/sms/norsubmit"),
        ("HTTPS://mas.example/proxy/sms/submit/", "mas.example", "/sms/submit"),
    ],
)
def test_a_plain_sms_goes_where_the_platform_takes_it_with_and_without_tls(url: str, host: str, path: str) -> None:
    gateway = MasGateway(Mas(url, "某局", "demo0", sign="S"), SECRET)
    assert (gateway._way.host, gateway._plain_path) == (host, path)
    assert not gateway._way.url.endswith("/sms")


@pytest.mark.parametrize(
    ("options", "habits_"),
    [
        (Mas(), Habits(300.0, marks_text=True)),
        (Mas(pull_reports=False), Habits(0.0, marks_text=True)),
        (Kannel(), Habits()),
        (Aliyun(), Habits()),
        (None, Habits()),
    ],
)
def test_only_a_gateway_that_knows_no_name_of_ours_has_habits(options: Any, habits_: Habits) -> None:
    assert habits(options) == habits_


def test_without_reports_only_what_is_unknown_keeps_its_number(house: House, platform: Platform) -> None:
    with closing(SqlOutbox(house.url, gateway="mas", one_per_number=0.0)) as box:
        looks = house.sender._desks.open(RED)
        first = box.claim("H1", RED, 120.0, looks.desk.decide)
        assert first is not None
        box.finish(first, Accepted("1"), RED)
        assert box.claim("H1", RED, 120.0, looks.desk.decide) is not None
