"""Length in parts, and numbers as they may be shown."""

from __future__ import annotations

import pytest

from monitoring.sms.gateway import NotAccepted, OutgoingSms
from monitoring.sms.gateways.none import NoGateway
from monitoring.sms.texts import masked, parts, signed, units, without_numbers


@pytest.mark.parametrize(
    ("length", "expected"), [(0, 1), (1, 1), (70, 1), (71, 2), (134, 2), (135, 3), (201, 3), (202, 4)]
)
def test_a_part_holds_70_units_by_itself_and_67_with_others(length: int, expected: int) -> None:
    assert parts("灯" * length) == expected


@pytest.mark.parametrize(("length", "expected"), [(65, 1), (66, 2), (129, 2), (130, 3)])
def test_the_signature_and_its_brackets_count(length: int, expected: int) -> None:
    assert parts("灯" * length, "盐山县") == expected


def test_a_sign_beyond_the_basic_plane_counts_twice() -> None:
    assert units("𠮷") == 2
    assert (parts("𠮷" * 35), parts("𠮷" * 36)) == (1, 2)


def test_no_signature_adds_no_brackets() -> None:
    assert signed("办件", "") == "办件"
    assert signed("办件", "盐山县") == "【盐山县】办件"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800138000", "138****8000"),
        (" 13800138000 ", "138****8000"),
        ("+8613800138000", "+86138****8000"),
        ("+85261234567", "+85*****4567"),
        ("1380013", "1****3"),
        ("12345", "****"),
        ("", "****"),
    ],
)
def test_a_number_is_shown_without_its_middle(number: str, shown: str) -> None:
    assert masked(number) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("to 13800138000 failed", "to 138****8000 failed"),
        ("+8613800138000", "+86138****8000"),
        ("138-0013-8000,13900139000", "138****8000,139****9000"),
        ("msg 900619746936498440^0", "msg 900619746936498440^0"),
        ("130925198001011234", "130925198001011234"),
    ],
)
def test_numbers_inside_an_answer_are_masked(text: str, shown: str) -> None:
    assert without_numbers(text) == shown


def test_without_a_gateway_it_is_shown_what_would_be_sent_and_nothing_counts_as_sent() -> None:
    gateway = NoGateway()
    result = gateway.send(OutgoingSms("t", "13800138000", "办件超期", "red", "", {}))
    assert isinstance(result, NotAccepted)
    assert gateway.would_send() == ["138****8000 [1] 办件超期"]
    assert gateway.would_send() == []
