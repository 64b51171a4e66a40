"""Numbers, changes and choices behind the case list: numpy beside a plain reckoning."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.window.cases.changes import row_map
from desktop.window.cases.facets import Facet
from desktop.window.cases.numbers import CaseNumbers
from desktop.window.cases.planning import Planner, Wish, place_of
from desktop.window.cases.query import CaseQuery
from desktop.window.cases.row_edits import TOO_LONG, edits
from monitoring.codes import Light
from tests.gui.boards import Row, board, many


def column(*texts: str) -> np.ndarray:
    return np.array([*texts, None], np.object_)[:-1]


NUMBERS = column("2017-9", "2017-10", "x", "张三-1", "X", "", "2017-100" + "长" * 90 + "尾")


def test_numbers_sort_as_their_texts_do() -> None:
    texts = ["b", "a10", "a9", "A1", "张", "", "2017-130925-0000010", "2017-130925-0000009"]
    order = np.argsort(CaseNumbers(column(*texts)).rank())
    assert [texts[place] for place in order] == sorted(texts, key=str.casefold)


@pytest.mark.parametrize("word", ["2017", "三", "x", "尾", "nobody", "-1"])
def test_a_word_is_found_wherever_it_stands(word: str) -> None:
    assert CaseNumbers(NUMBERS).having(word).tolist() == [word in text.casefold() for text in NUMBERS]


def test_a_case_is_found_by_its_exact_number() -> None:
    numbers = CaseNumbers(NUMBERS)
    assert [numbers.row(text) for text in NUMBERS] == list(range(len(NUMBERS)))
    assert numbers.row("2017") == -1
    assert numbers.rows(frozenset({"X", "2017-9", "none"})).tolist() == [0, 4]


@pytest.mark.parametrize("seed", range(8))
def test_numbers_taken_over_are_those_made_afresh(seed: int) -> None:
    dice = np.random.default_rng(seed)
    pool = [f"N{number}" * int(dice.integers(1, 30)) for number in range(60)]
    old = column(*dice.choice(pool, 30, replace=False))
    new = column(*dice.choice(pool, int(dice.integers(0, 40)), replace=False))
    taken, fresh = CaseNumbers(new, CaseNumbers(old), row_map(old, new)), CaseNumbers(new)
    assert taken.folded.tolist() == fresh.folded.tolist()
    assert taken.rank().tolist() == fresh.rank().tolist()
    assert taken.having("N1").tolist() == fresh.having("N1").tolist()


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("same_objects", [True, False])
def test_rows_are_matched_by_their_number_whatever_object_it_is(seed: int, same_objects: bool) -> None:
    dice = np.random.default_rng(seed)
    pool = [f"2017-{number:04}" for number in range(40)]
    old = column(*dice.permutation(pool)[: int(dice.integers(0, 40))])
    picked = [str(text) for text in dice.permutation(pool)[: int(dice.integers(0, 40))]]
    new = column(*(text if same_objects else "".join(list(text)) for text in picked))
    where = {text: row for row, text in enumerate(old)}
    assert row_map(old, new).tolist() == [where.get(text, -1) for text in new]


def test_many_ranges_in_a_long_list_are_a_reset() -> None:
    size = TOO_LONG // 4
    gone = np.delete(np.arange(size), [10, 20, 30, 40, 50])
    assert edits(np.arange(size), gone).too_many
    assert not edits(np.arange(size), np.delete(np.arange(size), [10])).too_many


@pytest.mark.parametrize("facet", list(Facet))
def test_the_choices_of_a_facet_add_up_to_what_the_others_leave(facet: Facet) -> None:
    rows = [Row(f"N{number}", Light(number % 5), item="低保" if number % 3 else "高龄补贴") for number in range(30)]
    plan = Planner().plan(Wish(board(rows), CaseQuery(lights=frozenset({Light.RED}))))
    every = 30 if facet is Facet.LIGHT else 6
    assert sum(option.count for option in plan.facets[facet]) == every


def test_two_units_of_one_name_are_told_apart_by_their_place() -> None:
    from monitoring.records import Unit

    snapshot = board([Row("A1", unit="U1"), Row("B2", unit="U2"), Row("C3", unit="U3")])
    units = {
        "U1": Unit("U1", "便民中心", "韩集镇"),
        "U2": Unit("U2", "便民中心", "千童镇"),
        "U3": Unit("U3", "民政局", None),
    }
    snapshot.names.catalogue.units.update(units)
    options = Planner().plan(Wish(snapshot, CaseQuery())).facets[Facet.UNIT]
    assert {option.label for option in options} == {"便民中心 · 韩集镇", "便民中心 · 千童镇", "民政局"}


def test_a_plan_tells_where_the_chosen_case_is() -> None:
    planner = Planner()
    snapshot = many(500)
    plan = planner.plan(Wish(snapshot, CaseQuery(), "2017-130925-0000123"))
    names = snapshot.cases.case_no[plan.listing.rows]
    assert names[plan.chosen_place] == "2017-130925-0000123"
    assert place_of(plan.listing, "nobody") == -1
