"""Asking a gateway now and then what became of what it took."""

from __future__ import annotations

from datetime import datetime

from monitoring.sms.gateway import CannotTell, Found, LookUp, NotFound
from monitoring.sms.gateways.following import ASKED_AT_ONCE, GIVE_UP_SECONDS, PULL_SECONDS, Following, Pace

SENT = datetime(2017, 7, 5, 10, 0)


class Clock:
    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Asked:
    def __init__(self, answer: LookUp) -> None:
        self.answer = answer
        self.tokens: list[str] = []

    def __call__(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        self.tokens.append(token)
        return self.answer


def follow(answer: LookUp, count: int = 1) -> tuple[Following, Asked, Clock]:
    clock, asked = Clock(), Asked(answer)
    following = Following(asked, clock=clock)
    for number in range(count):
        following.accepted(f"em{number}", "13800138000", SENT)
    return following, asked, clock


def test_the_first_question_is_asked_at_once_and_the_next_when_it_is_time() -> None:
    clock = Clock()
    pace = Pace(clock=clock)
    assert (pace.is_due(), pace.is_due()) == (True, False)
    clock.seconds += PULL_SECONDS - 0.1
    assert not pace.is_due()
    clock.seconds += 0.1
    assert pace.is_due()


def test_a_delivered_one_is_reported_and_not_asked_for_again() -> None:
    following, asked, clock = follow(Found("delivered", "9"))
    assert [(one.token, one.gateway_id, one.state) for one in following.reports()] == [("em0", "9", "delivered")]
    clock.seconds += PULL_SECONDS
    assert following.reports() == []
    assert asked.tokens == ["em0"]


def test_one_on_its_way_is_asked_for_again() -> None:
    following, asked, clock = follow(Found("accepted"))
    for _ in range(3):
        following.reports()
        clock.seconds += PULL_SECONDS
    assert asked.tokens == ["em0"] * 3


def test_everyone_gets_a_turn() -> None:
    following, asked, clock = follow(NotFound(), ASKED_AT_ONCE + 2)
    following.reports()
    clock.seconds += PULL_SECONDS
    following.reports()
    assert asked.tokens[:ASKED_AT_ONCE] == [f"em{number}" for number in range(ASKED_AT_ONCE)]
    assert asked.tokens[ASKED_AT_ONCE : ASKED_AT_ONCE + 2] == [f"em{ASKED_AT_ONCE}", f"em{ASKED_AT_ONCE + 1}"]


def test_after_three_days_nobody_asks_any_more() -> None:
    following, asked, clock = follow(CannotTell("away"))
    clock.seconds += GIVE_UP_SECONDS + 1
    assert following.reports() == []
    clock.seconds += PULL_SECONDS
    assert following.reports() == []
    assert asked.tokens == ["em0"]
