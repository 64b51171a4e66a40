"""Columns of the case table: they fill the room, stay readable, and are remembered."""

from __future__ import annotations

import pytest

from desktop.window.cases.columns import LEAST, LEFT_OUT, WISHED, Columns, fit, least_room, read, written
from desktop.window.cases.query import CaseColumn

SHOWN = Columns().shown()
WISHES = sum(WISHED[column] for column in SHOWN)
LEAST_OF_ALL = sum(LEAST[column] for column in SHOWN)


@pytest.mark.parametrize("room", [WISHES, WISHES + 500, WISHES - 60, LEAST_OF_ALL])
def test_columns_fill_the_room_exactly(room: int) -> None:
    assert sum(fit(Columns(), room).values()) == room


def test_columns_never_get_too_narrow_to_read() -> None:
    widths = fit(Columns(), 100)
    assert widths == {column: LEAST[column] for column in SHOWN if column not in LEFT_OUT}
    assert sum(widths.values()) == least_room(Columns())


def test_what_the_case_itself_says_is_left_out_only_where_room_is_short() -> None:
    assert list(fit(Columns(), LEAST_OF_ALL)) == SHOWN
    short = fit(Columns(), LEAST_OF_ALL - 1)
    assert [column for column in SHOWN if column not in short] == [CaseColumn.ACCEPTED]
    shorter = fit(Columns(), LEAST_OF_ALL - LEAST[CaseColumn.ACCEPTED] - 1)
    assert [column for column in SHOWN if column not in shorter] == [CaseColumn.UNIT, CaseColumn.ACCEPTED]


@pytest.mark.parametrize("room", [875, 761, 475, 420])
def test_the_time_left_is_in_sight_on_the_smallest_screens(room: int) -> None:
    widths = fit(Columns(), room)
    assert {CaseColumn.LIGHT, CaseColumn.CASE_NO, CaseColumn.LEFT} <= set(widths)
    assert sum(widths.values()) == room


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
