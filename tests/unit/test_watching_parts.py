"""The small parts of the watch that keep the window moving while a million cases load."""

from __future__ import annotations

import gc

import pytest

from monitoring.watching.collecting import collector_in_hand
from monitoring.watching.places import PARTS, Places


def test_a_case_is_found_in_the_row_it_was_last_given() -> None:
    places = Places()
    for number in range(5_000):
        places[f"C{number}"] = number
    places["C7"] = 70
    assert len(places) == 5_000
    assert places.get("C7", -1) == 70
    assert places.get("C4999", -1) == 4999
    assert places.get("unknown", -1) == -1


def test_a_case_taken_out_is_not_found_any_more() -> None:
    places = Places()
    places["C1"] = 3
    assert places.pop("C1") == 3
    assert places.pop("C1") is None
    assert (places.get("C1", -1), len(places)) == (-1, 0)


def test_no_part_holds_much_more_than_its_share() -> None:
    places = Places()
    for number in range(PARTS * 100):
        places[f"{number:012d}"] = number
    assert max(map(len, places._parts)) < 200


def test_the_collector_is_on_again_after_a_load_that_failed() -> None:
    with pytest.raises(ValueError, match="store"), collector_in_hand() as set_aside:
        assert not gc.isenabled()
        set_aside()
        raise ValueError("store")
    assert gc.isenabled()
    gc.unfreeze()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_in_hand():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_was_set_aside_still_goes_when_nobody_holds_it() -> None:
    class Thing:
        gone = 0

        def __del__(self) -> None:
            Thing.gone += 1

    with collector_in_hand() as set_aside:
        held = [Thing()]
        set_aside()
        held.clear()
        looped = Thing()
        looped.itself = looped  # type: ignore[attr-defined]
        del looped
        set_aside()
    gc.unfreeze()
    assert Thing.gone == 2
