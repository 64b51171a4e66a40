"""Lights of cases, as tables with borders (contract §4)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from monitoring.codes import Light, Outcome, Reason
from monitoring.judging.courses import LightReading, read
from monitoring.judging.judge import judge
from monitoring.judging.judgement import CaseJudgement
from monitoring.judging.targets import Rulebook
from monitoring.moments import ceil_seconds, from_seconds
from monitoring.records import CaseRecord, Item
from tests import building as make


def judged(
    record: CaseRecord, at: str, of: Item | None = None, by: Rulebook | None = None, *, live: bool = True
) -> CaseJudgement:
    found = judge(by or make.book(), make.catalogue(of), record, make.at(at), live=live)
    assert found is not None
    return found


def reading(record: CaseRecord, at: str, of: Item | None = None, by: Rulebook | None = None) -> LightReading:
    rules = by or make.book()
    return read(rules.profile, judged(record, at, of, rules).course, ceil_seconds(make.at(at)))


# accepted on Wednesday 2017-06-28, 5 working days: 29, 30 June, 3, 4, 5 July
@pytest.mark.parametrize(
    ("at", "light", "reason", "changes"),
    [
        ("2017-06-28 15:20:00", "green", Reason.IN_TIME, "2017-07-04 17:30"),
        ("2017-07-04 17:30:00", "green", Reason.IN_TIME, "2017-07-04 17:30"),
        ("2017-07-04 17:30:01", "yellow", Reason.NEAR_PROMISED_DUE, "2017-07-05 17:30"),
        ("2017-07-05 17:30:00", "yellow", Reason.NEAR_PROMISED_DUE, "2017-07-05 17:30"),
        ("2017-07-05 17:30:00.001", "red", Reason.PAST_PROMISED_DUE, None),
        ("2017-07-05 17:30:01", "red", Reason.PAST_PROMISED_DUE, None),
    ],
)
def test_a_case_turns_yellow_one_working_day_before_and_red_one_second_after_its_due(
    at: str, light: str, reason: str, changes: str | None
) -> None:
    found = reading(make.case(), at)
    assert (found.light.code, found.reason) == (light, reason)
    assert from_seconds(found.due) == make.at("2017-07-05 17:30")
    if changes is not None:
        assert from_seconds(found.changes_at) == make.at(changes)


@pytest.mark.parametrize(
    ("accepted", "limit", "due"),
    [
        ("2017-06-28 00:00:00", "5", "2017-07-05 17:30"),
        ("2017-06-28 23:59:59", "5", "2017-07-05 17:30"),
        ("2017-07-01 10:00:00", "1", "2017-07-03 17:30"),  # accepted on a Saturday
        ("2017-09-29 10:00:00", "1", "2017-09-30 17:30"),  # a make-up Saturday counts
        ("2017-09-29 10:00:00", "2", "2017-10-09 17:30"),  # then the National Day holiday
        ("2017-01-26 10:00:00", "1", "2017-02-03 17:30"),  # Spring Festival
        ("2017-01-26 10:00:00", "2", "2017-02-04 17:30"),  # and its make-up Saturday
        ("2017-07-05 10:00:00", "0", "2017-07-05 17:30"),
        ("2017-07-05 17:30:00", "0", "2017-07-05 17:30"),
        ("2017-07-05 17:30:01", "0", "2017-07-06 17:30"),
        ("2017-07-08 10:00:00", "0", "2017-07-10 17:30"),
        ("2017-07-05 10:00:00", "0.5", "2017-07-05 15:30"),  # 3.5 office hours
    ],
)
def test_the_due_of_whole_days_is_the_end_of_business_of_the_nth_working_day(
    accepted: str, limit: str, due: str
) -> None:
    assert from_seconds(reading(make.case(accepted), accepted, make.item(limit)).due) == make.at(due)


@pytest.mark.parametrize(
    ("limit", "unit", "due"),
    [
        ("7", "calendar_day", "2017-07-13 00:00"),
        ("1", "calendar_day", "2017-07-07 00:00"),
        ("4", "office_hour", "2017-07-05 16:00"),
        ("1.5", "office_hour", "2017-07-05 11:30"),
        ("2", "office_hour", "2017-07-05 12:00"),  # exactly at closing time
    ],
)
def test_other_units_count_by_their_own_rule(limit: str, unit: str, due: str) -> None:
    record = make.case("2017-07-05 10:00")
    assert from_seconds(reading(record, "2017-07-05 10:00", make.item(limit, unit=unit)).due) == make.at(due)


# promise 7, law 10 working days; the provincial manual's worked example
@pytest.mark.parametrize(
    ("at", "light", "reason"),
    [
        ("2018-10-19 10:00:00", "green", Reason.IN_TIME),
        ("2018-10-19 10:00:01", "yellow", Reason.NEAR_PROMISED_DUE),
        ("2018-10-24 10:00:00", "yellow", Reason.NEAR_PROMISED_DUE),
        ("2018-10-24 10:00:01", "yellow", Reason.PAST_PROMISED_DUE),
        ("2018-10-29 10:00:00", "yellow", Reason.PAST_PROMISED_DUE),
        ("2018-10-29 10:00:01", "red", Reason.PAST_STATUTORY_DUE),
    ],
)
def test_the_hunan_examples_hold_to_the_second(at: str, light: str, reason: str) -> None:
    found = reading(make.case("2018-10-15 10:00"), at, make.item("7", "10"), make.book("hunan"))
    assert (found.light.code, found.reason) == (light, reason)


@pytest.mark.parametrize(
    ("at", "light"),
    [
        ("2018-10-24 10:00:00", "green"),
        ("2018-10-24 10:00:01", "yellow"),
        ("2018-10-29 10:00:01", "yellow"),
        ("2018-11-01 10:00:00", "yellow"),
        ("2018-11-01 10:00:01", "red"),
    ],
)
def test_a_suspension_of_three_working_days_shifts_the_hunan_examples_by_three(at: str, light: str) -> None:
    record = make.case("2018-10-15 10:00", suspensions=(make.suspension("2018-10-16 10:00", "2018-10-19 10:00"),))
    found = reading(record, at, make.item("7", "10"), make.book("hunan"))
    assert found.light.code == light


@pytest.mark.parametrize(
    ("first", "last", "due"),
    [
        ("2017-07-05 10:00", "2017-07-07 10:00", "2017-07-07 17:30"),  # Thursday and Friday: two days
        ("2017-06-30 10:00", "2017-07-02 10:00", "2017-07-05 17:30"),  # only a weekend: nothing
        ("2017-06-30 10:00", "2017-06-30 16:00", "2017-07-05 17:30"),  # within a day: nothing
        ("2017-07-05 17:30:00", "2017-07-06 09:00", "2017-07-06 17:30"),  # begins at the due itself
        ("2017-07-05 17:30:01", "2017-07-20 09:00", "2017-07-05 17:30"),  # begins after it: red stays red
        ("2017-06-20 10:00", "2017-06-30 10:00", "2017-07-07 17:30"),  # begun before acceptance: from there
    ],
)
def test_a_stop_moves_the_due_by_the_working_days_it_takes_away(first: str, last: str, due: str) -> None:
    record = make.case(suspensions=(make.suspension(first, last),))
    assert from_seconds(reading(record, "2017-08-01 10:00").due) == make.at(due)


def test_overlapping_stops_take_each_day_away_once() -> None:
    record = make.case(
        suspensions=(
            make.suspension("2017-06-29 10:00", "2017-07-03 10:00"),
            make.suspension("2017-06-30 10:00", "2017-07-04 10:00", seq=2),
        )
    )
    # away: 30 June, 3 July, 4 July
    assert from_seconds(reading(record, "2017-08-01 10:00").due) == make.at("2017-07-10 17:30")


def test_while_a_stop_is_open_the_case_is_paused_and_its_due_provisional() -> None:
    found = reading(make.case(suspensions=(make.suspension("2017-06-30 10:00"),)), "2017-07-04 10:00")
    assert (found.light, found.reason, found.provisional) == (Light.PAUSED, Reason.SUSPENDED, True)
    assert from_seconds(found.due) == make.at("2017-07-07 17:30")


def test_a_case_that_was_red_before_it_was_suspended_stays_red() -> None:
    found = reading(make.case(suspensions=(make.suspension("2017-07-06 10:00"),)), "2017-07-10 10:00")
    assert (found.light, found.reason) == (Light.RED, Reason.PAST_PROMISED_DUE)


@pytest.mark.parametrize(("at", "light"), [("2017-07-04 17:30:00", "paused"), ("2017-07-04 17:30:01", "red")])
def test_a_suspension_past_its_own_limit_is_red(at: str, light: str) -> None:
    record = make.case(suspensions=(make.suspension("2017-06-30 10:00", limit="2"),))
    assert reading(record, at).light.code == light


def test_an_open_correction_pauses_the_case_but_one_before_acceptance_does_not() -> None:
    open_now = reading(make.case(corrections=(make.correction("2017-06-30 10:00"),)), "2017-07-03 10:00")
    assert (open_now.light, open_now.reason) == (Light.PAUSED, Reason.IN_CORRECTION)
    before = reading(make.case(corrections=(make.correction("2017-06-27 10:00"),)), "2017-07-03 10:00")
    assert before.light is Light.GREEN


@pytest.mark.parametrize(
    ("entered", "light"), [("2017-07-03 10:00", "green"), ("2017-07-05 10:00", "yellow"), ("2017-07-06 10:00", "red")]
)
def test_in_a_node_off_its_clock_a_case_keeps_the_light_it_entered_with(entered: str, light: str) -> None:
    of = make.item(nodes=(make.item_node(1, None, on_clock=False),))
    record = make.case(nodes=(make.visit(1, entered),))
    assert reading(record, "2017-07-20 10:00", of).light.code == light


def test_a_case_without_any_limit_is_green() -> None:
    found = reading(make.case(), "2020-07-20 10:00", make.item(None))
    assert (found.light, found.reason) == (Light.GREEN, Reason.NO_LIMIT)


def test_the_law_passed_as_well_is_a_mark_beside_the_red_light() -> None:
    of = make.item("5", "10")
    assert not reading(make.case(), "2017-07-12 17:30:00", of).statutory_breached
    found = reading(make.case(), "2017-07-12 17:30:01", of)
    assert (found.light, found.reason, found.statutory_breached) == (Light.RED, Reason.PAST_PROMISED_DUE, True)


def test_an_explicit_due_wins_over_the_limit_and_a_difference_of_more_than_a_day_is_a_problem() -> None:
    found = judged(make.case(promised_due="2017-07-10 12:00:00"), "2017-06-29 10:00")
    assert from_seconds(found.course.due) == make.at("2017-07-10 12:00")
    assert [code for code, _ in found.problems] == ["due_differs"]


def test_stops_move_an_explicit_due_unless_the_platform_moves_it_itself() -> None:
    record = make.case(
        promised_due="2017-07-05 12:00:00", suspensions=(make.suspension("2017-06-30 10:00", "2017-07-03 10:00"),)
    )
    assert from_seconds(reading(record, "2017-07-04 10:00").due) == make.at("2017-07-06 12:00")
    moved = make.book(due_includes_stops=True)
    assert from_seconds(reading(record, "2017-07-04 10:00", by=moved).due) == make.at("2017-07-05 12:00")


@pytest.mark.parametrize(
    ("finished", "outcome"), [("2017-07-05 17:30:00", Outcome.ON_TIME), ("2017-07-05 17:30:01", Outcome.LATE)]
)
def test_a_finished_case_is_late_by_one_second(finished: str, outcome: Outcome) -> None:
    assert judged(make.case(finished=finished), "2017-08-01 10:00").outcome is outcome


@pytest.mark.parametrize(
    ("at", "light"),
    [
        ("2017-07-05 10:00:00", "green"),
        ("2017-07-07 14:42:00", "green"),  # a fifth of two days is 2.8 office hours
        ("2017-07-07 14:42:01", "yellow"),
        ("2017-07-07 17:30:01", "red"),
    ],
)
def test_an_application_not_accepted_in_time_turns_yellow_then_red(at: str, light: str) -> None:
    found = reading(make.case(None, applied="2017-07-05 09:00"), at)
    assert found.light.code == light
    if light != "green":
        assert found.reason == Reason.NOT_ACCEPTED_IN_TIME


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (make.case(finished="2017-06-01 10:00"), Reason.FINISHED_BEFORE_ACCEPTED),
        (make.case(state="finished"), Reason.FINISHED_AT_MISSING),
        (make.case(None, state="open"), Reason.ACCEPTED_AT_MISSING),
        (make.case(None), Reason.APPLIED_AT_MISSING),
        (make.case(state="待定"), Reason.UNKNOWN_STATE),
        (make.case("2035-01-01 10:00"), Reason.ACCEPTED_IN_FUTURE),
        (make.case(promised_due="2001-01-01 10:00"), Reason.DUE_BEFORE_ACCEPTED),
        (make.case(suspensions=(make.suspension(None),)), Reason.STOP_WITHOUT_START),
        (
            make.case(suspensions=(make.suspension("2017-07-03 10:00", "2017-07-01 10:00"),)),
            Reason.STOP_ENDS_BEFORE_START,
        ),
    ],
)
def test_impossible_data_are_unjudged_with_their_reason(record: CaseRecord, reason: Reason) -> None:
    found = judged(record, "2017-08-01 10:00")
    assert found.unjudged
    assert [code for code, _ in found.problems] == [reason]


def test_a_due_in_a_year_the_calendar_does_not_know_is_unjudged_and_names_the_year() -> None:
    found = judged(make.case("2026-12-29 10:00"), "2026-12-30 10:00")
    assert found.problems == ((Reason.CALENDAR_UNKNOWN, "2027"),)
    assert found.unknown_years == (2027,)


def test_a_law_limit_in_an_unknown_year_does_not_hide_the_light_of_the_promise() -> None:
    found = judged(make.case("2026-12-21 10:00"), "2026-12-22 10:00", make.item("2", "20"))
    assert not found.unjudged
    assert found.unknown_years == (2027,)


def test_an_explicit_due_in_an_unknown_year_is_green_as_long_as_it_cannot_be_near() -> None:
    record = make.case("2026-11-02 10:00", promised_due="2027-03-01 17:30:00")
    of = make.item(None)
    assert reading(record, "2026-12-30 17:30:00", of).light is Light.GREEN
    assert judged(record, "2026-12-31 17:30:01", of).unjudged


def test_before_the_first_row_of_office_hours_nothing_is_judged_by_guess() -> None:
    late_start = make.site(make.HOURS, make.at("2018-01-01 00:00").date())
    rules = make.book()
    rules.site = late_start
    found = judged(make.case(), "2017-07-03 10:00", by=rules)
    assert [code for code, _ in found.problems] == [Reason.OFFICE_HOURS_UNKNOWN]


def test_immediate_cases_are_judged_unless_the_profile_says_not_to() -> None:
    of = make.item(None, kind="immediate")
    assert reading(make.case(), "2017-06-28 17:30:01", of).light is Light.RED
    assert reading(make.case(), "2017-06-30 10:00", of, make.book("hunan")).reason == Reason.NOT_SUPERVISED


def test_percent20_turns_yellow_when_a_fifth_of_the_limit_is_left() -> None:
    rules = make.book("percent20")
    # 5 days of 7 hours: a fifth is 7 hours, that is the whole last day
    assert reading(make.case(), "2017-07-04 17:30:00", by=rules).light is Light.GREEN
    assert reading(make.case(), "2017-07-04 17:30:01", by=rules).light is Light.YELLOW


def test_single_keys_can_be_set_over_a_profile() -> None:
    rules = make.book("default", yellow_working_days=2)
    assert rules.profile.yellow_working_days == Decimal(2)
    assert reading(make.case(), "2017-07-03 17:30:01", by=rules).light is Light.YELLOW


def test_what_came_later_had_not_happened_yet() -> None:
    record = make.case(finished="2017-07-10 10:00", updated="2017-07-10 10:00")
    then = judged(record, "2017-07-06 10:00", live=False)
    assert then.open
    assert then.outcome is None
    before = judge(make.book(), make.catalogue(), record, make.at("2017-06-01 10:00"), live=False)
    assert before is None
