"""Who gets what and when: rules, sending hours, ladder, digest, limits, silences, texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from monitoring.rules import RuleError
from monitoring.sms.hours import SendingHours
from monitoring.sms.people import usable
from monitoring.sms.rules import Delay, SmsRules, load_rules
from monitoring.sms.states import PROOF, RANK, State, may_move
from monitoring.sms.wording import VARIABLES, resent, templates, variables, worded
from monitoring.stores.outbox.desk import OutboxDesk
from resources import folder
from tests import building as make
from tests.sms_house import RED, START, YELLOW, House, changed_rules, overdue

CALENDAR = make.site().working


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}"


@pytest.fixture
def desk(url: str) -> Iterator[OutboxDesk]:
    opened = OutboxDesk(url)
    yield opened
    opened.close()


def test_the_default_rules_tell_an_overdue_case_at_once_to_officer_head_and_inspector() -> None:
    steps = load_rules().kinds["red"].steps
    assert [(step.role, step.delay.value) for step in steps] == [("officer", 0), ("unit_head", 0), ("inspector", 0)]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("digest_from = 3", "digest_from = 1", "digest_from"),
        ("per_number_per_day = 20", 'per_number_per_day = "20"', "per_number_per_day"),
        ("[kinds.yellow]", "[kinds.purple]", "kinds"),
        ('role = "inspector"', 'role = "mayor"', "recipients"),
        ('after = "0"', 'after = "soon"', "recipients"),
        ('after = "0"', 'after = "1.5 working_day"', "recipients"),
        ("old_hours = 24", "old_hours = 24\nolder = 1", "older"),
        ('resend = ["red", "statutory"]', 'resend = ["digest"]', "resend"),
        ("any_hour = false", 'any_hour = "no"', "any_hour"),
    ],
)
def test_a_wrong_rule_is_named_with_its_key(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(RuleError) as refused:
        changed_rules(tmp_path, (old, new))
    assert refused.value.key == named


def test_a_file_of_rules_that_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="not a readable file"):
        load_rules(str(tmp_path / "nowhere.toml"))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2017-07-05 07:59:59", "2017-07-05 08:00:00"),
        ("2017-07-05 08:00:00", "2017-07-05 08:00:00"),
        ("2017-07-05 18:00:00", "2017-07-05 18:00:00"),
        ("2017-07-05 18:00:01", "2017-07-06 08:00:00"),
        ("2017-07-07 18:00:01", "2017-07-10 08:00:00"),  # a Friday
        ("2017-09-30 12:00:00", "2017-09-30 12:00:00"),  # a make-up Saturday
        ("2017-09-30 19:00:00", "2017-10-09 08:00:00"),  # National Day's week
        ("2031-01-04 12:00:00", "2031-01-06 08:00:00"),  # no calendar: weekdays
    ],
)
def test_what_falls_outside_the_sending_hours_waits_for_the_next_opening(moment: str, opens: str) -> None:
    assert SendingHours().next_open(make.at(moment), CALENDAR) == make.at(opens)


def test_all_days_are_open_where_the_site_says_so() -> None:
    assert SendingHours(working_days=False).next_open(make.at("2017-07-08 09:00"), CALENDAR) == make.at(
        "2017-07-08 09:00"
    )


@pytest.mark.parametrize(
    ("delay", "until"),
    [
        (Delay(), "2017-07-07 17:30:00"),
        (Delay(Decimal(2), "office_hour"), "2017-07-10 10:30:00"),
        (Delay(Decimal(1), "working_day"), "2017-07-10 17:30:00"),
    ],
)
def test_a_step_of_the_ladder_waits_in_working_time(delay: Delay, until: str) -> None:
    assert delay.after(make.at("2017-07-07 17:30:00"), CALENDAR) == make.at(until)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13800138000", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("8613800138000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("１３８－００１３－８０００", "13800138000"),
        ("\u202d138\u00a00013\u20138000\u202c", "13800138000"),
        ("1380013800", None),
        ("0317-6221234", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_mobile_number_is_usable(written: str | None, number: str | None) -> None:
    assert usable(written) == number


def test_no_template_has_a_variable_about_an_applicant() -> None:
    used = {name for text in templates().values() for name in variables(text)}
    assert used <= VARIABLES
    assert not {name for name in VARIABLES if "applicant" in name or "mobile" in name}


def test_a_long_or_odd_name_cannot_stretch_a_message() -> None:
    wording = worded("red", {"item": "长" * 500, "case_no": "C\n1", "unit": "单{位}", "due": "7月5日17:30"})
    assert len(wording.params["item"]) == 20
    assert (wording.params["case_no"], wording.params["unit"]) == ("C 1", "单{位}")


def test_a_message_that_goes_out_again_says_so_once() -> None:
    assert resent(resent("超期")) == "（重发）超期"


@pytest.mark.parametrize("old", State)
@pytest.mark.parametrize("new", [State.UNKNOWN, *PROOF, State.REJECTED])
def test_what_a_gateway_told_only_ever_moves_a_message_up(old: State, new: State) -> None:
    if may_move(old, new) and new in RANK:
        assert RANK.get(old, 0) < RANK[new]
    if old is State.DELIVERED:
        assert not may_move(old, new)


def test_red_hides_yellow_and_the_case_its_node_for_one_person(url: str) -> None:
    case = make.case(nodes=(make.visit(1, "2017-06-28 15:20", due="2017-07-05 17:30:00"),))
    house = House(url, case)
    house.sender.outbox.begin(START, None)  # there was a gateway all the time
    house.look(START)
    house.look(YELLOW)
    house.look(RED)
    house.send()
    mine = {(row.kind, row.node_key): (row.state, row.state_reason) for row in house.rows("recipient = 'O2'")}
    assert mine["red", -1] == ("accepted", None)
    assert mine["red", 1][0] == "suppressed"
    assert mine["yellow", -1] == ("cancelled", "no_longer_so")
    assert mine["new_case", 1] == ("expired", "too_old")
    assert [sms.mobile for sms in house.gateway.taken].count("13800000002") == 1
    house.close()


def test_many_warnings_for_one_person_are_one_sms_and_share_its_fate(url: str) -> None:
    house = House(url, *overdue(1, 2, 3))
    house.look(RED)
    house.send()
    head = [sms for sms in house.gateway.taken if sms.mobile == "13800000011"]
    assert [sms.text for sms in head] == [
        "监察提醒：您有3件预警（超期3件、临期0件、新件0件），如C1，请登录系统查看并办理。"
    ]
    carried = house.rows("recipient = 'H1' AND kind = 'red'")
    assert {row.state for row in carried} == {"accepted"}
    assert {row.digest_id for row in carried} == {house.rows("kind = 'digest' AND recipient = 'H1'")[0].message_id}
    house.close()


def test_a_digest_that_was_not_taken_is_dissolved_and_nothing_is_lost(url: str) -> None:
    from monitoring.sms.gateway import NotAccepted

    house = House(url, *overdue(1, 2, 3))
    house.gateway.answers = [NotAccepted("busy", 60)] * 3
    house.look(RED)
    house.send()
    assert {row.state for row in house.rows("kind = 'red'")} == {"pending"}
    house.send(RED + timedelta(seconds=61))
    assert {row.state for row in house.rows("kind = 'red'")} == {"accepted"}
    assert len(house.texts()) == 3
    house.close()


def test_two_warnings_are_two_sms(url: str) -> None:
    house = House(url, *overdue(1, 2))
    house.look(RED)
    house.send()
    assert [sms.mobile for sms in house.gateway.taken].count("13800000011") == 2
    house.close()


def test_a_number_whose_day_is_full_waits_for_the_next_day_and_loses_nothing(url: str, tmp_path: Path) -> None:
    few = changed_rules(tmp_path, ("per_number_per_day = 20", "per_number_per_day = 1"))
    house = House(url, *overdue(1, 2), rules=few)
    house.look(RED)
    house.send()
    assert [sms.mobile for sms in house.gateway.taken].count("13800000011") == 1
    assert {row.state_reason for row in house.rows("recipient = 'H1' AND state = 'pending'")} == {"day_is_full"}
    house.send(make.at("2017-07-06 08:00:00"))
    assert [sms.mobile for sms in house.gateway.taken].count("13800000011") == 2
    house.close()


def test_a_red_light_in_the_night_waits_for_the_morning(url: str) -> None:
    house = House(url, *overdue(1))
    house.look(make.at("2017-07-05 22:00"))
    house.send()
    assert house.texts() == []
    house.send(make.at("2017-07-06 08:00"))
    assert len(house.texts()) == 3
    house.close()


def test_red_may_be_let_through_at_any_hour(url: str, tmp_path: Path) -> None:
    loud = changed_rules(tmp_path, (QUIET, QUIET.replace("hour = false", "hour = true")))
    house = House(url, *overdue(1), rules=loud)
    house.look(make.at("2017-07-05 22:00"))
    house.send()
    assert len(house.texts()) == 3
    house.close()


QUIET = "[kinds.red]\nenabled = true\nany_hour = false"
LADDER = ('{ role = "unit_head", after = "0" },\n    { role = "inspector", after = "0" }', "RED_LADDER")


def ladder(tmp_path: Path) -> SmsRules:
    text = folder("sms").joinpath("rules.toml").read_text(encoding="utf-8")
    later = '{ role = "unit_head", after = "2 office_hour" },\n    { role = "leader", after = "1 working_day" }'
    text = text.replace(LADDER[0], later, 1)
    file = tmp_path / "ladder.toml"
    file.write_text(text, encoding="utf-8")
    return load_rules(str(file))


def test_the_ladder_goes_up_in_working_time_while_nothing_is_done(url: str, tmp_path: Path) -> None:
    house = House(url, *overdue(1), rules=ladder(tmp_path))
    house.run(RED)
    for moment, number in (("06 10:29:59", 1), ("06 10:30:00", 2), ("06 17:29:59", 2), ("06 17:30:00", 3)):
        house.run(make.at(f"2017-07-{moment}"))
        assert len(house.texts()) == number, moment
    assert house.receivers() == ["13800000002", "13800000011", "13800000021"]
    house.close()


def test_somebody_who_knows_of_it_stops_the_ladder(url: str, tmp_path: Path, desk: OutboxDesk) -> None:
    house = House(url, *overdue(1), rules=ladder(tmp_path))
    house.run(RED)
    desk.acknowledge("C1", "王", RED + timedelta(minutes=5))
    house.run(make.at("2017-07-06 17:30:00"))
    assert house.receivers() == ["13800000002"]
    assert {row.state_reason for row in house.rows("state = 'cancelled'")} == {"acknowledged"}
    house.engine.load(make.at("2017-07-06 17:31:00"))
    house.send()
    assert len(house.texts()) == 1
    house.close()


@pytest.mark.parametrize(("scope", "subject"), [("case", "C1"), ("unit", "U1"), ("officer", "H1")])
def test_a_silence_holds_warnings_back_until_its_end(url: str, desk: OutboxDesk, scope: str, subject: str) -> None:
    house = House(url, *overdue(1))
    house.look(RED)
    until = make.at("2017-07-06 12:00")
    desk.silence(scope, subject, "系统切换", "王", RED, until)
    house.send()
    assert "13800000011" not in house.receivers()
    house.send(until)
    assert house.receivers().count("13800000011") == 1
    house.close()


def test_a_first_start_on_an_old_store_holds_back_what_is_older_than_a_day(url: str, desk: OutboxDesk) -> None:
    house = House(url, *overdue(*range(40)))
    late = make.at("2017-07-12 10:00")
    house.run(late)
    assert house.texts() == []
    assert {row.state_reason for row in house.rows()} == {"before_first_start"}
    assert desk.release_old("王", "开始使用", late) == len(house.rows())
    house.send()
    assert len(house.texts()) == 3, "one digest each for officer, head and inspector"
    house.close()


def test_what_a_week_of_rest_missed_after_the_first_start_is_sent(url: str) -> None:
    house = House(url, *overdue(1))
    house.run(START)
    house.gateway.taken.clear()
    house.engine.load(make.at("2017-07-12 10:00"))
    house.send(make.at("2017-07-12 10:00"))
    assert len(house.texts()) == 3
    house.close()


def test_a_person_may_mark_a_doubtful_one_as_received_or_send_it_again(url: str, desk: OutboxDesk) -> None:
    from monitoring.sms.gateway import Unknown

    house = House(url, *overdue(1, 2))
    house.gateway.answers = [Unknown("timeout")] * 2
    house.run(START)
    first = house.rows("state = 'unknown'")[0]
    assert desk.mark_received(first.message_id, "王", "本人已确认", START)
    assert not desk.mark_received(first.message_id, "王", "本人已确认", START)
    house.run(START)
    second = house.rows("state = 'unknown'")[0]
    assert desk.send_again(second.message_id, "王", "本人没有收到", START)
    house.send()
    assert house.texts()[-1].startswith("（重发）")
    assert [one["action"] for one in desk.actions(second.message_id)] == ["send_again"]
    story = desk.story(second.message_id)
    assert story is not None
    assert [one.outcome for one in story.attempts] == ["unknown", "accepted"]
    house.close()


def test_counts_tell_what_waits_who_lives_and_what_is_stopped(url: str, desk: OutboxDesk) -> None:
    from monitoring.sms.gateway import NotAccepted

    house = House(url, *overdue(1))
    house.look(RED)
    counts = desk.counts(RED)
    assert (counts.by_state["pending"], counts.senders_alive, counts.stopped) == (3, 0, {})
    assert counts.oldest_pending_at == RED - timedelta(seconds=1)
    house.gateway.answers = [NotAccepted("password", 600, channel_stopped=True)]
    house.send()
    counts = desk.counts(RED)
    assert (counts.senders_alive, counts.stopped) == (1, {"fake": "password"})
    house.close()


def test_nothing_that_is_shown_by_accident_holds_a_number_or_a_text(url: str, desk: OutboxDesk) -> None:
    house = House(url, *overdue(1))
    house.look(RED)
    house.send()
    story = desk.story(1)
    told = repr((desk.messages(), story, house.gateway.taken, desk.counts(RED)))
    assert "138000000" not in told
    assert "请" not in told
    house.close()


def test_ten_thousand_warnings_at_once_are_one_sms_for_each_person(url: str) -> None:
    house = House(url, *overdue(*range(10_000)), send_old=True)
    house.look(make.at("2017-07-12 10:00"))
    house.send()
    assert len(house.texts()) == 3
    assert house.texts()[0].startswith("监察提醒：您有10000件预警")
    assert {row[0] for row in house.sql("SELECT DISTINCT state FROM sms_messages WHERE kind = 'red'")} == {"accepted"}
    house.close()


def test_rules_that_were_changed_tell_nobody_of_what_was_so_before_them(url: str) -> None:
    before = House(url, *overdue(1))
    before.look(make.at("2017-06-29 10:00"))
    before.close()
    after = House(url, *overdue(1))
    stricter = make.book(yellow_working_days=3)  # yellow since 30 June
    after.book = stricter
    after.engine.change_book(stricter)
    after.look(make.at("2017-07-03 09:00"))
    assert [row.kind for row in after.rows("kind <> 'new_case'")] == []
    assert list(after.ledger.cards()) == []
    after.look(RED)
    assert {row.kind for row in after.rows("kind <> 'new_case'")} == {"red"}
    after.close()
