"""The engine, tick by tick, on a fake case store and a real ledger."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from monitoring.board import BoardSnapshot
from monitoring.codes import Light
from monitoring.judging.targets import Rulebook
from monitoring.moments import to_seconds
from monitoring.ports import CalendarDay, CalendarFile, Ledger, StoreUnavailable, TickWrite
from monitoring.records import CaseRecord
from monitoring.rules import load_profile
from monitoring.site_calendar import OfficeHours, SiteCalendar
from monitoring.stores.ledger import open_ledger
from monitoring.watching.engine import Engine, Options, wait_seconds
from monitoring.watching.watcher import Watcher
from tests import building as make
from tests.fakes import FakeCaseStore

START = make.at("2017-06-29 10:00")
# the usual case: accepted 28 June, 5 working days, yellow after 4 July 17:30, red after 5 July 17:30


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = open_ledger(f"sqlite:///{(tmp_path / 'ledger.sqlite').as_posix()}")
    yield opened
    opened.close()


def engine_on(
    ledger: Ledger, *cases: CaseRecord, by: Rulebook | None = None, **options: bool
) -> tuple[Engine, FakeCaseStore]:
    store = FakeCaseStore(*cases, catalogue=make.catalogue())
    return Engine(store, ledger, by or make.book(), Options(**options)), store


def lights(snapshot: BoardSnapshot) -> dict[str, str]:
    rows = snapshot.cases
    return {str(no): Light(int(light)).code for no, light in zip(rows.case_no, rows.light, strict=True)}


def cards(ledger: Ledger, state: str | None = "issued") -> list[tuple[str, str, datetime, datetime]]:
    return [
        (one.card.case_no, str(one.card.level), one.card.became_true_at, one.noticed_at)
        for one in ledger.cards(state=state)
    ]


def test_a_light_turns_between_polls_just_past_its_boundary(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    engine.load(START)
    assert engine.next_change == to_seconds(make.at("2017-07-04 17:30"))
    at = make.at("2017-07-04 17:30:00.010")
    assert wait_seconds(engine, at - timedelta(seconds=0.510), 5) == pytest.approx(0.505)
    store.questions.clear()
    snapshot = engine.tick(at, poll=False)
    assert lights(snapshot) == {"C1": "yellow"}
    assert store.questions == ["fetch"]
    assert cards(ledger) == [("C1", "yellow", make.at("2017-07-04 17:30"), make.at("2017-07-04 17:30"))]
    assert [card.case_no for card in snapshot.new_cards] == ["C1"]


def test_a_week_in_which_nothing_ran_is_made_up_with_the_right_moments(ledger: Ledger) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(START)
    again, _ = engine_on(ledger, make.case())
    back = make.at("2017-07-12 09:00")
    again.load(back)
    assert cards(ledger) == [
        ("C1", "yellow", make.at("2017-07-04 17:30"), back),
        ("C1", "red", make.at("2017-07-05 17:30"), back),
    ]


def test_two_engines_on_one_ledger_write_each_card_once(ledger: Ledger) -> None:
    late = make.at("2017-07-06 09:00")
    for _ in range(2):
        engine, _ = engine_on(ledger, make.case())
        engine.load(late)
        engine.tick(late + timedelta(seconds=5))
    assert len(cards(ledger, None)) == 2


def test_a_first_look_counts_its_cards_and_tells_none_one_by_one(ledger: Ledger) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-06 09:00"))
    assert (engine.cards_written, engine.last_new_cards) == (2, ())


def test_a_dry_run_writes_nothing(ledger: Ledger) -> None:
    engine, _ = engine_on(ledger, make.case(), dry_run=True)
    engine.load(make.at("2017-07-06 09:00"))
    assert cards(ledger, None) == []
    assert list(ledger.sightings()) == []


def test_no_card_is_written_from_stale_data(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    engine.load(START)
    store.away = True
    snapshot = engine.tick(make.at("2017-07-05 17:30:01"))
    assert lights(snapshot) == {"C1": "red"}  # as far as it is known
    assert [one.code for one in snapshot.trouble] == ["unreachable"]
    assert snapshot.read_at == START
    assert cards(ledger, None) == []
    # in truth it was finished in time; the store only was away
    store.away = False
    store.put(make.case(finished="2017-07-04 10:00"))
    snapshot = engine.tick(make.at("2017-07-05 18:00"))
    assert (lights(snapshot), snapshot.trouble) == ({}, ())
    assert cards(ledger, None) == []


def test_what_turned_while_the_store_was_away_gets_its_card_when_it_is_back(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    engine.load(START)
    store.away = True
    engine.tick(make.at("2017-07-05 17:30:01"))
    store.away = False
    back = make.at("2017-07-05 19:00")
    engine.tick(back)
    assert cards(ledger) == [
        ("C1", "yellow", make.at("2017-07-04 17:30"), back),
        ("C1", "red", make.at("2017-07-05 17:30"), back),
    ]


def test_cards_wait_for_a_ledger_that_is_away(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(START)
    with _away(ledger, monkeypatch):
        snapshot = engine.tick(make.at("2017-07-05 17:30:01"))
        assert [one.store for one in snapshot.trouble] == ["ledger"]
        assert lights(snapshot) == {"C1": "red"}
    snapshot = engine.tick(make.at("2017-07-05 17:31"))
    assert snapshot.trouble == ()
    assert [level for _, level, _, _ in cards(ledger)] == ["yellow", "red"]


@contextmanager
def _away(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(_tick: TickWrite) -> None:
        raise StoreUnavailable("locked", "ledger")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "write", refuse)
        yield


def test_data_corrected_after_the_fact_revoke_a_wrong_card_and_keep_it(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-06 09:00"))
    store.put(make.case(suspensions=(make.suspension("2017-06-30 10:00", "2017-07-20 10:00"),)))
    engine.tick(make.at("2017-07-06 09:05"))
    told = [(str(one.card.level), one.state, one.revoked_reason) for one in ledger.cards()]
    assert told == [("yellow", "revoked", "data_corrected"), ("red", "revoked", "data_corrected")]


def test_a_corrected_calendar_revokes_by_its_own_reason_and_dates_anew(ledger: Ledger) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-06 09:00"))
    holiday = CalendarFile((CalendarDay(date(2017, 7, 5), is_workday=False, name="临时放假"),))
    corrected = Rulebook(load_profile("default"), SiteCalendar.build((OfficeHours(hours=make.HOURS),), holiday))
    engine.change_book(corrected)
    engine.load(make.at("2017-07-06 09:10"))
    told = [
        (str(one.card.level), one.state, one.revoked_reason, f"{one.card.deadline:%m-%d}") for one in ledger.cards()
    ]
    assert ("yellow", "revoked", "calendar_corrected", "07-05") in told
    assert ("red", "revoked", "calendar_corrected", "07-05") in told
    assert ("yellow", "issued", None, "07-06") in told


def test_a_card_that_becomes_right_again_is_issued_anew(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-06 09:00"))
    store.put(make.case(accepted="2017-07-05 15:20"))
    engine.tick(make.at("2017-07-06 09:05"))
    assert cards(ledger) == []
    store.put(make.case())
    engine.tick(make.at("2017-07-06 09:10"))
    assert [level for _, level, _, _ in cards(ledger)] == ["yellow", "red"]
    assert len(cards(ledger, "revoked")) == 2


def test_a_case_that_cannot_be_judged_any_more_keeps_its_cards(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-06 09:00"))
    store.put(make.case(state="??"))
    snapshot = engine.tick(make.at("2017-07-06 09:05"))
    assert lights(snapshot) == {"C1": "unjudged"}
    assert len(cards(ledger)) == 2


def test_a_look_at_the_past_revokes_nothing_that_was_noticed_later(ledger: Ledger) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-06 09:00"))
    past, _ = engine_on(ledger, make.case(), live=False)
    past.load(START)
    assert len(cards(ledger)) == 2


def test_a_case_that_vanishes_leaves_the_board_and_becomes_a_problem(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case(), make.case(no="C2"))
    engine.load(START)
    store.drop("C1")
    snapshot = engine.tick(START + timedelta(seconds=5))
    assert set(lights(snapshot)) == {"C2"}
    assert [(p.case_no, p.code) for p in snapshot.problems] == [("C1", "vanished")]
    # also for a program that starts later
    later, _ = engine_on(ledger, make.case(no="C2"))
    later.load(START + timedelta(minutes=5))
    assert [(p.case_no, p.code) for p in later.problems()] == [("C1", "vanished")]
    store.put(make.case())
    snapshot = engine.tick(START + timedelta(seconds=10))
    assert set(lights(snapshot)) == {"C1", "C2"}
    assert snapshot.problems == ()


def test_a_finished_case_that_changes_after_the_fact_is_noticed(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case(finished="2017-07-10 10:00"))
    engine.load(make.at("2017-07-11 10:00"))
    store.put(make.case(finished="2017-07-05 10:00"))
    snapshot = engine.tick(make.at("2017-07-11 10:01"))
    assert [p.code for p in snapshot.problems] == ["changed_after_finish"]


def test_a_case_first_seen_long_after_its_finish_was_typed_in_after_the_fact(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case(no="C0", finished="2017-06-28 16:00"))
    engine.load(make.at("2017-07-20 10:00"))
    assert engine.problems() == ()  # a first look proves nothing
    store.put(make.case(no="C9", finished="2017-06-29 16:00"))
    engine.tick(make.at("2017-07-20 10:01"))
    again = engine.tick(make.at("2017-07-20 10:02"))
    assert [(p.case_no, p.code) for p in again.problems] == [("C9", "typed_in_late")]


def test_a_changed_limit_of_an_item_leads_to_a_new_judgement_of_all_its_cases(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    engine.load(make.at("2017-07-05 10:00"))
    store.change_catalogue(make.catalogue(make.item("3")))
    snapshot = engine.tick(make.at("2017-07-05 10:01"))
    assert lights(snapshot) == {"C1": "red"}
    store.change_catalogue(make.catalogue(make.item("9")))
    assert lights(engine.tick(make.at("2017-07-05 10:02"))) == {"C1": "green"}


def test_what_is_wrong_with_the_store_as_a_whole_is_among_the_problems(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    store.problems = (("", "key_missing", "cases: 2"),)
    engine.load(START)
    assert [(p.case_no, p.code) for p in engine.problems()] == [("", "key_missing")]


def test_a_provisional_due_is_worked_out_anew_on_the_next_day(ledger: Ledger) -> None:
    engine, _ = engine_on(ledger, make.case(suspensions=(make.suspension("2017-06-30 10:00"),)))
    engine.load(make.at("2017-07-04 10:00"))
    first = engine.snapshot(make.at("2017-07-04 10:00")).cases.due[0]
    second = engine.tick(make.at("2017-07-05 00:00:01"), poll=False).cases.due[0]
    assert (second - first) == 3 * 86400  # 7 July is a Friday: the next day is Monday


@pytest.mark.parametrize("whose", ["case", "node"])
def test_a_due_in_an_unknown_year_is_looked_at_anew_when_it_may_be_near(ledger: Ledger, whose: str) -> None:
    due = "2027-03-01 17:30:00"
    visit = make.visit(1, "2026-11-02 10:00", due=due if whose == "node" else None)
    record = make.case("2026-11-02 10:00", promised_due=due if whose == "case" else None, nodes=(visit,))
    engine = Engine(FakeCaseStore(record, catalogue=make.catalogue(make.item(None))), ledger, make.book())
    engine.load(make.at("2026-12-30 10:00"))
    assert engine.snapshot(make.at("2026-12-30 10:00")).calendar_unknown == ()
    assert engine.tick(make.at("2026-12-31 17:30:00"), poll=False).calendar_unknown == ()
    assert engine.next_change == to_seconds(make.at("2026-12-31 17:30"))
    assert engine.tick(make.at("2026-12-31 17:30:01"), poll=False).calendar_unknown == (2027,)


def test_an_unchanged_board_hands_out_the_same_columns(ledger: Ledger) -> None:
    engine, _ = engine_on(ledger, make.case())
    engine.load(START)
    first = engine.tick(START + timedelta(seconds=5))
    second = engine.tick(START + timedelta(seconds=10))
    assert first.cases is second.cases
    assert first.version == second.version


def test_a_snapshot_never_changes_after_it_was_handed_out(ledger: Ledger) -> None:
    engine, store = engine_on(ledger, make.case())
    engine.load(START)
    snapshot = engine.tick(START)
    before = {name: np.array(getattr(snapshot.cases, name)) for name in ("light", "due", "case_no")}
    store.put(make.case(accepted="2017-06-01 10:00"), make.case(no="C2"))
    changed = engine.tick(START + timedelta(seconds=5))
    assert changed.version > snapshot.version
    assert all((np.asarray(getattr(snapshot.cases, name)) == old).all() for name, old in before.items())


def test_an_hour_of_ticks_leaves_no_more_behind_than_a_minute(ledger: Ledger) -> None:
    engine, store = engine_on(
        ledger, *(make.case(no=f"C{number}", nodes=(make.visit(1, "2017-06-28 15:20"),)) for number in range(50))
    )
    engine.load(START)
    sizes: list[tuple[int, int, int]] = []
    for tick in range(720):
        number = tick % 50
        left = f"2017-06-29 10:{tick % 60:02d}:00"
        store.put(make.case(no=f"C{number}", nodes=(make.visit(1, "2017-06-28 15:20", left), make.visit(2, left))))
        engine.tick(START + timedelta(seconds=5 * tick))
        if tick in (60, 719):
            sizes.append((engine.state.cases.size, len(engine.state.row_of), len(engine.state.node_names.texts)))
    assert sizes[0] == sizes[1]
    assert engine.state.nodes.size <= 20_000


def test_a_ledger_that_is_back_is_no_longer_said_to_be_away_though_there_is_nothing_to_write(ledger: Ledger) -> None:
    engine, _ = engine_on(ledger, make.case())
    told: list[tuple[str, ...]] = []

    def publish(snapshot: BoardSnapshot) -> None:
        told.append(tuple(one.store for one in snapshot.trouble))
        if engine.read_at is not None and len(told) < 4:
            engine.note_trouble("ledger", StoreUnavailable("missing", "the file is gone"), START)
        elif len(told) > 6:
            watcher.stop()

    watcher = Watcher(engine, now=lambda: START, poll_seconds=0.01, publish=publish)
    watcher.run()
    assert told[-1] == ()
