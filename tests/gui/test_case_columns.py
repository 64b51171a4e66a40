"""Columns of the case table: they fill the room, stay readable, and are remembered."""

from __future__ import annotations

import pytest

from desktop.window.case_columns import LEAST, SAID_BESIDE, WISHED, Columns, fit, read, written
from desktop.window.case_query import CaseColumn

SHOWN = Columns().shown()
WISHES = sum(WISHED[column] for column in SHOWN)
LEAST_OF_ALL = sum(LEAST[column] for column in SHOWN)


@pytest.mark.parametrize("room", [WISHES, WISHES + 500, WISHES - 60, LEAST_OF_ALL])
@pytest.mark.parametrize("beside", [False, True])
def test_columns_fill_the_room_exactly(room: int, beside: bool) -> None:
    assert sum(fit(Columns(), room, beside_case=beside).values()) == room


def test_columns_never_get_too_narrow_to_read() -> None:
    assert fit(Columns(), 100) == {column: LEAST[column] for column in SHOWN}


def test_what_the_case_says_is_left_out_beside_it_only_where_room_is_short() -> None:
    assert list(fit(Columns(), LEAST_OF_ALL, beside_case=True)) == SHOWN
    short = fit(Columns(), LEAST_OF_ALL - 1, beside_case=True)
    assert [column for column in SHOWN if column not in short] == [CaseColumn.ACCEPTED]
    shortest = fit(Columns(), 200, beside_case=True)
    assert not set(shortest) & set(SAID_BESIDE)


def test_a_hidden_column_has_no_width() -> None:
    columns = Columns().with_shown(CaseColumn.PLACE, shown=False)
    assert CaseColumn.PLACE not in fit(columns, 1_300)
    assert sum(fit(columns, 1_300).values()) == 1_300


def test_one_column_alone_takes_all_the_room() -> None:
    columns = Columns(hidden=frozenset(CaseColumn) - {CaseColumn.LIGHT})
    assert fit(columns, 900) == {CaseColumn.LIGHT: 900}


@pytest.mark.parametrize(
    "text", ["", "1,2", "rubbish", "[]", '{"widths": {"item": 99999}}', '{"hidden": 3}', '{"order": ["item", "item"]}']
)
def test_kept_columns_that_make_no_sense_are_dropped(text: str) -> None:
    columns = read(text)
    assert sorted(columns.order) == sorted(CaseColumn)
    assert columns.widths == WISHED
    assert columns.hidden == Columns().hidden


def test_columns_can_be_kept_and_read_back() -> None:
    columns = Columns().with_width(CaseColumn.ITEM, 333).with_shown(CaseColumn.STATUTORY, shown=True)
    columns = Columns(columns.order[::-1], columns.hidden, columns.widths)
    assert read(written(columns)) == columns
