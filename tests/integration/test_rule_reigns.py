"""Rules reign from one change to the next: in the ledger, and in the cards that an engine issues."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from monitoring.judging.targets import Rulebook
from monitoring.ports import StoreUnavailable, TickWrite
from monitoring.records import CaseRecord
from monitoring.stores.ledger import NativeLedger, open_ledger
from monitoring.stores.migrating import upgrade
from monitoring.watching.engine import Engine, Options
from tests import building as make
from tests.fakes import FakeCaseStore
from tests.integration.test_ledger import NOON, card

START = make.at("2017-06-29 10:00")
# the usual case: accepted 28 June, 5 working days, yellow after 4 July 17:30, red after 5 July 17:30


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[NativeLedger]:
    with closing(open_ledger(ledger_url)) as opened:
        yield opened


def engine_on(
    ledger: NativeLedger, *cases: CaseRecord, by: Rulebook | None = None, **options: bool
) -> tuple[Engine, FakeCaseStore]:
    store = FakeCaseStore(*cases, catalogue=make.catalogue())
    return Engine(store, ledger, by or make.book(), Options(**options)), store


def cards(ledger: NativeLedger, state: str = "issued") -> list[tuple[str, str, datetime]]:
    return [(one.card.case_no, str(one.card.level), one.card.became_true_at) for one in ledger.cards(state=state)]


def reigns(ledger: NativeLedger, version: str, moment: datetime, **options: bool) -> list[tuple[Any, ...]]:
    return [
        (reign.version, reign.since, reign.until)
        for reign in ledger.use_rules(version, f'{{"of": "{version}"}}', moment, **options)
    ]


def test_each_change_of_rules_begins_a_reign_and_ends_the_one_before(ledger: NativeLedger) -> None:
    day = timedelta(days=1)
    assert reigns(ledger, "a", NOON, note=False) == [("a", None, None)]
    assert reigns(ledger, "a", NOON) == [("a", None, None)]
    assert reigns(ledger, "b", NOON + day, note=False) == [("a", None, NOON + day), ("b", NOON + day, None)]
    assert reigns(ledger, "a", NOON + day) == [("a", None, None)], "a look without a note changes nothing"
    reigns(ledger, "b", NOON + 2 * day)
    reigns(ledger, "b", NOON + 3 * day)
    assert reigns(ledger, "a", NOON + 4 * day) == [
        ("a", None, NOON + 2 * day),
        ("b", NOON + 2 * day, NOON + 4 * day),
        ("a", NOON + 4 * day, None),
    ]
    assert ledger.past_profile("b") == '{"of": "b"}'
    assert ledger.past_profile("c") is None


def test_a_look_at_the_past_puts_no_reign_before_the_one_it_follows(ledger: NativeLedger) -> None:
    reigns(ledger, "a", NOON)
    reigns(ledger, "b", NOON)
    assert reigns(ledger, "a", NOON - timedelta(days=9))[-2:] == [("b", NOON, NOON), ("a", NOON, None)]


def test_the_first_rules_of_a_ledger_with_cards_of_others_begin_when_they_are_first_used(ledger: NativeLedger) -> None:
    ledger.write(TickWrite(NOON, cards=[card()]))
    assert reigns(ledger, "other", NOON) == [("other", NOON, None)]


def test_an_older_ledger_keeps_from_when_its_rules_were_used(ledger_url: str) -> None:
    with create_engine(ledger_url, poolclass=NullPool).begin() as connection:
        upgrade(connection, "0006")
        connection.execute(
            text(
                "INSERT INTO rule_versions (version, first_used_at, from_start, profile) VALUES"
                " ('b', '2017-07-06 12:00:00', 0, 'of b'), ('a', '2017-07-07 12:00:00', 1, 'of a')"
            )
        )
    with closing(open_ledger(ledger_url)) as ledger:
        turn = NOON + timedelta(days=1)
        assert reigns(ledger, "b", NOON + timedelta(days=9)) == [("a", None, turn), ("b", turn, None)]
        assert (ledger.past_profile("a"), ledger.past_profile("b")) == ("of a", "of b")


def test_new_rules_accuse_nobody_of_the_time_before_them(ledger: NativeLedger) -> None:
    engine, _ = engine_on(ledger, make.case(), make.case("2017-07-03 09:00", no="C2"))
    engine.load(make.at("2017-07-06 09:00"))
    stricter = make.book("default", yellow_working_days=4)
    for moment in ("2017-07-06 10:00", "2017-07-10 18:00"):
        other, _ = engine_on(ledger, make.case(), make.case("2017-07-03 09:00", no="C2"), by=stricter)
        other.load(make.at(moment))
    fresh = [(no, level) for no, level, true_at in cards(ledger) if true_at >= make.at("2017-07-06 10:00")]
    # C2's near boundary under the stricter rules lay before they were in force; its red came after
    assert fresh == [("C2", "red")]


def test_rules_that_are_returned_to_issue_nothing_for_the_time_of_those_between(ledger: NativeLedger) -> None:
    cases = (make.case(), make.case("2017-06-30 09:00", no="C2"), make.case("2017-07-03 09:00", no="C3"))
    usual, stricter = make.book(), make.book(yellow_working_days=4)
    for book, moment in (
        (usual, "2017-06-29 10:00"),
        (stricter, "2017-07-03 09:00"),
        (stricter, "2017-07-04 18:00"),
        (usual, "2017-07-05 09:00"),
        (usual, "2017-07-11 09:00"),
    ):
        engine, _ = engine_on(ledger, *cases, by=book)
        engine.load(make.at(moment))
    told = [
        (one.card.case_no, str(one.card.level), f"{one.card.became_true_at:%d}", one.card.rule_version)
        for one in ledger.cards()
    ]
    assert told == [
        # the stricter rules have their own day and a half, and what is due later is no longer their business
        ("C2", "yellow", "03", stricter.profile.version),
        ("C3", "yellow", "04", stricter.profile.version),
        # C1's yellow by the usual rules fell into that time; the others have had theirs for this deadline
        ("C1", "red", "05", usual.profile.version),
        ("C2", "red", "07", usual.profile.version),
        ("C3", "red", "10", usual.profile.version),
    ]


def test_rules_changed_while_nothing_ran_leave_the_time_before_to_the_old_ones(ledger: NativeLedger) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(START)
    stricter = make.book(yellow_working_days=4)
    other, _ = engine_on(ledger, make.case(), make.case("2017-07-03 09:00", no="C2"), by=stricter)
    other.load(make.at("2017-07-06 09:00"))
    # C2's near boundary by the stricter rules was on the 4th, by the usual ones it comes on the 7th
    assert [(no, level) for no, level, _ in cards(ledger)] == [("C1", "yellow"), ("C1", "red")]
    assert {one.card.rule_version for one in ledger.cards()} == {engine.book.profile.version}


def test_a_card_stays_though_its_moment_is_found_to_lie_in_another_reign(ledger: NativeLedger) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-06 09:00"))
    back, _ = engine_on(ledger, make.case(), by=make.book(yellow_working_days=4), live=False)
    back.load(make.at("2017-07-03 09:00"))
    again, _ = engine_on(ledger, make.case())
    again.load(make.at("2017-07-12 09:00"))
    assert [level for _, level, _ in cards(ledger)] == ["yellow", "red"]


def test_rules_that_could_not_be_looked_up_are_looked_up_before_the_first_card(
    ledger: NativeLedger, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(START)
    stricter, store = engine_on(ledger, make.case(), by=make.book(yellow_working_days=4))

    def away(*_: object, **__: object) -> None:
        raise StoreUnavailable("locked", "ledger")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "use_rules", away)
        stricter.load(make.at("2017-07-03 09:00"))
    store.put(make.case(updated="2017-07-03 09:00"))
    stricter.tick(make.at("2017-07-03 09:05"))
    assert cards(ledger) == [], "its near boundary was on 29 June"


def test_cards_of_other_rules_stay(ledger: NativeLedger) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-06 09:00"))
    other, _ = engine_on(ledger, make.case(), by=make.book("percent20"))
    other.load(make.at("2017-07-06 09:10"))
    assert len(cards(ledger)) == 2
    assert cards(ledger, "revoked") == []
