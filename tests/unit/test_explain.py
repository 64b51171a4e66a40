"""The proof of a light, day by day."""

from __future__ import annotations

import pytest

from desktop.proof_days import can_count, sums
from monitoring.explain import NothingToExplain, explain
from monitoring.explaining import Explanation
from monitoring.judging.targets import Rulebook
from monitoring.records import CaseRecord, Item
from resources import words
from tests import building as make


def proof(
    record: CaseRecord, at: str, of: Item | None = None, node: int | None = None, by: Rulebook | None = None
) -> Explanation:
    return explain(by or make.book(), make.catalogue(of), record, make.at(at), node)


def told(found: Explanation) -> list[tuple[str, str, int, int, str]]:
    return [(f"{d.date:%m-%d}", d.kind, d.counted_seconds, d.suspended_seconds, d.note) for d in found.days]


DAY = 7 * 3600


def test_whole_days_are_counted_from_the_day_after_acceptance_to_the_due() -> None:
    found = proof(make.case(), "2017-07-04 10:00")
    assert told(found) == [
        ("06-28", "workday", 0, 0, "start"),
        ("06-29", "workday", DAY, 0, "nth:1"),
        ("06-30", "workday", DAY, 0, "nth:2"),
        ("07-01", "restday", 0, 0, ""),
        ("07-02", "restday", 0, 0, ""),
        ("07-03", "workday", DAY, 0, "nth:3"),
        ("07-04", "workday", 5400, 0, "yellow now nth:4"),
        ("07-05", "workday", 0, 0, "due nth:5"),
    ]
    assert (found.light, found.reason, found.limit, found.rule) == (
        "green",
        "in_time",
        "5 working_day",
        "default/whole_days",
    )
    assert found.left_seconds == DAY - 5400 + DAY


def test_days_that_a_stop_takes_away_say_so_and_the_basis_names_their_number() -> None:
    found = proof(make.case(suspensions=(make.suspension("2017-06-29 10:00", "2017-07-03 10:00"),)), "2017-07-04 10:00")
    assert [(day, suspended) for day, _, _, suspended, _ in told(found) if suspended] == [
        ("06-30", DAY),
        ("07-03", DAY),
    ]
    assert "stop_moves_due:2" in found.basis
    assert found.due_at == make.at("2017-07-07 17:30")


def test_what_a_stop_moves_is_told_in_the_unit_of_the_limit() -> None:
    stop = make.suspension("2017-06-29 10:00", "2017-07-03 10:00")
    record = make.case(suspensions=(stop,))
    assert "stop_moves_calendar_due:4" in proof(record, "2017-07-04 10:00", make.item(unit="calendar_day")).basis
    record = make.case(suspensions=(stop,), promised_due="2017-07-05 17:30")
    assert "stop_moves_due:2" in proof(record, "2017-07-04 10:00").basis
    assert not [code for code in proof(record, "2017-07-04 10:00", by=make.book(due_includes_stops=True)).basis
                if code.startswith("stop")], "that due is not moved: the stops are in it"  # fmt: skip


def test_a_node_off_the_clock_after_the_due_is_neither_suspension_nor_correction() -> None:
    of = make.item(nodes=(make.item_node(1, "2"), make.item_node(2, "2", on_clock=False)))
    visits = (make.visit(1, "2017-06-28 15:20", "2017-07-07 09:00"), make.visit(2, "2017-07-07 09:00"))
    assert "stop_after_due_ignored" not in proof(make.case(nodes=visits), "2017-07-20 10:00", of).basis
    late = make.case(suspensions=(make.suspension("2017-07-10 10:00"),))
    assert "stop_after_due_ignored" in proof(late, "2017-07-20 10:00").basis


def test_the_officer_is_told_with_his_own_unit() -> None:
    found = proof(make.case(nodes=(make.visit(1, "2017-06-28 15:20"),)), "2017-07-20 10:00")
    assert (found.unit, found.officer, found.officer_unit) == ("便民中心", "王某某", "县民政局")


def test_a_running_stop_takes_no_day_of_the_future_away() -> None:
    found = proof(make.case(suspensions=(make.suspension("2017-06-30 10:00"),)), "2017-07-04 10:00")
    assert [day for day, _, _, _, note in told(found) if "suspended" in note] == ["07-01", "07-02", "07-03", "07-04"]
    assert found.provisional


def test_no_day_past_the_due_has_a_number() -> None:
    numbered = [note for _, _, _, _, note in told(proof(make.case(), "2017-07-20 10:00")) if "nth" in note]
    assert [note.split()[-1] for note in numbered] == ["nth:1", "nth:2", "nth:3", "nth:4", "nth:5"]


def test_office_seconds_are_counted_to_the_second() -> None:
    found = proof(make.case("2018-10-15 10:00"), "2018-10-16 10:00:30", make.item("7", "10"), by=make.book("hunan"))
    assert [(day, seconds) for day, _, seconds, _, _ in told(found)][:2] == [
        ("10-15", 5 * 3600 + 1800),
        ("10-16", 5430),
    ]
    assert found.yellow_from == make.at("2018-10-19 10:00")
    assert found.statutory_due_at == make.at("2018-10-29 10:00")


@pytest.mark.parametrize(
    ("record", "of", "by"),
    [
        (make.case(), None, make.book(day_rule="office_seconds")),
        (make.case(), make.item("0"), None),
        (make.case(promised_due="2017-07-05 12:00:00"), None, None),
    ],
)
def test_a_start_day_that_counts_is_not_said_to_count_for_nothing(
    record: CaseRecord, of: Item | None, by: Rulebook | None
) -> None:
    found = proof(record, "2017-06-29 10:00", of, by=by)
    first = found.days[0]
    assert first.counted_seconds > 0
    assert "start_counted" in first.note.split() and "start" not in first.note.split()
    assert not any(code == "start_day_excluded" for code in found.basis)


def test_holidays_and_make_up_days_are_named() -> None:
    found = proof(make.case("2017-09-29 10:00"), "2017-10-09 09:00", make.item("2"))
    kinds = {day: (kind, note) for day, kind, _, _, note in told(found)}
    assert kinds["09-30"][0] == "makeup_workday"
    assert kinds["10-02"][0] == "holiday"
    assert "name:" in kinds["10-02"][1]


def test_the_counted_days_prove_the_due_of_a_node_as_well() -> None:
    of = make.item("20", nodes=(make.item_node(1, "2"),))
    record = make.case(nodes=(make.visit(1, "2017-06-28 15:20"),))
    found = proof(record, "2017-07-03 09:00", of, 1)
    assert (found.node_seq, found.light, found.unit, found.officer) == (1, "red", "县民政局", "王某某")
    assert found.due_at == make.at("2017-06-30 17:30")


@pytest.mark.parametrize(("node", "at"), [(7, "2017-07-03 09:00"), (None, "2017-06-01 09:00")])
def test_what_is_not_there_is_not_explained(node: int | None, at: str) -> None:
    record = make.case(updated="2017-07-02 10:00")
    with pytest.raises(NothingToExplain):
        explain(make.book(), make.catalogue(), record, make.at(at), node, live=False)


def test_an_unjudged_case_says_why_and_proves_nothing() -> None:
    found = proof(make.case(state="??"), "2017-07-03 09:00")
    assert (found.light, found.reason, found.days, found.basis) == ("unjudged", "unknown_state", (), ("unjudged",))


def test_a_limit_in_natural_days_counts_whole_days_of_every_kind_but_those_of_a_stop() -> None:
    stopped = make.case(suspensions=(make.suspension("2017-06-29 10:00", "2017-06-30 10:00"),))
    found = proof(stopped, "2017-07-03 10:00", make.item("5", None, "calendar_day"))
    in_words = [(f"{line.date:%m-%d}", *sums(words("zh_CN"), found, line, str)) for line in found.days]
    assert in_words == [
        ("06-28", "", ""),
        ("06-29", "1 天", ""),
        ("06-30", "", "1 天"),
        ("07-01", "1 天", ""),
        ("07-02", "1 天", ""),
        ("07-03", "1 天", ""),
        ("07-04", "", ""),
    ]
    assert all(can_count(found, line) for line in found.days)
    of_working_days = proof(make.case(), "2017-07-03 10:00")
    assert [f"{line.date:%m-%d}" for line in of_working_days.days if not can_count(of_working_days, line)] == [
        "07-01",
        "07-02",
    ]
