"""Who cannot be reached: a missing number, a wrong one, a role that nobody fills."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitoring.records import Catalogue, Officer
from monitoring.sms.contacts import GOOD, MISSING, NOBODY, WRONG, Contact, contacts
from monitoring.sms.rules import load_rules
from tests.sms_house import NUMBERS, office

RULES = load_rules()


def found(numbers: dict[str, str], catalogue: Catalogue | None = None, units: tuple[str, ...] = ()) -> list[Contact]:
    return contacts(catalogue or office(), numbers, RULES, units)


def state_of(officer_id: str, number: str | None) -> str:
    numbers = {key: value for key, value in NUMBERS.items() if key != officer_id}
    if number is not None:
        numbers[officer_id] = number
    return next(one.state for one in found(numbers) if one.officer_id == officer_id)


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("13800000001", GOOD),
        ("+86 138-0000-0001", GOOD),
        (None, MISSING),
        ("  ", MISSING),
        ("0317-6221234", WRONG),
        ("12800000001", WRONG),
        ("1380000000", WRONG),
        ("138000000012", WRONG),
    ],
)
def test_a_number_is_good_missing_or_wrong(number: str | None, state: str) -> None:
    assert state_of("O1", number) == state


def test_numbers_are_masked_also_wrong_ones() -> None:
    assert all("0000" not in one.number for one in found({**NUMBERS, "O1": "0317-62000012"}))


def test_those_who_cannot_be_reached_come_first() -> None:
    states = [one.state for one in found({**NUMBERS, "O2": ""})]
    assert states == sorted(states, key=[NOBODY, MISSING, WRONG, GOOD].index)


def test_a_unit_without_a_head_is_named() -> None:
    plain = office()
    headless = replace(plain, officers={key: one for key, one in plain.officers.items() if key != "H1"})
    assert [(one.unit_id, one.role) for one in found(NUMBERS, headless) if one.role == "unit_head"][0] == (
        "U1",
        "unit_head",
    )


def test_a_unit_with_cases_but_no_people_lacks_its_head_and_leader() -> None:
    missing = {(one.unit_id, one.role) for one in found(NUMBERS, units=("U7",)) if one.state == NOBODY}
    assert {("U7", "unit_head"), ("U7", "leader")} <= missing


def test_a_county_without_an_inspector_is_told_so() -> None:
    plain = office()
    nobody = replace(plain, officers={key: one for key, one in plain.officers.items() if key != "S1"})
    assert any(one.role == "inspector" and one.state == NOBODY for one in found(NUMBERS, nobody))


def test_whoever_is_nothing_else_may_be_the_officer_of_a_case() -> None:
    plain = office()
    clerk = Officer("C9", "冯某某", "U1", "reviewer")
    with_clerk = replace(plain, officers={**plain.officers, "C9": clerk})
    assert next(one.role for one in found(NUMBERS, with_clerk) if one.officer_id == "C9") == "officer"


def test_what_a_role_is_told_follows_the_rules() -> None:
    kinds = {one.role: one.kinds for one in found(NUMBERS)}
    assert kinds["officer"] == ("new_case", "yellow", "red", "statutory", "suspension_overdue")
    assert kinds["leader"] == ("statutory",)
