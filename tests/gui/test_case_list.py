"""The list of open cases: a snapshot in, rows out; only what changed is touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.window.cases.model import LIGHT_ROLE, RING_ROLE, CaseModel
from desktop.window.cases.query import CaseColumn, CaseQuery
from monitoring.board import RED_NODE, STATUTORY_BREACHED
from monitoring.codes import Light
from resources import words
from tests.gui.boards import NOW, Row, board, many
from tests.gui.conftest import Desk

THREE = [
    Row("A1", Light.GREEN, due=datetime(2017, 7, 10, 17, 30)),
    Row("B2", Light.RED, due=datetime(2017, 7, 4, 17, 30)),
    Row("C3", Light.YELLOW, due=datetime(2017, 7, 6, 17, 30)),
]
ROLES = [int(role) for role in Qt.ItemDataRole if int(role) <= LIGHT_ROLE + 2] + [LIGHT_ROLE, RING_ROLE]


@pytest.fixture
def model(qtbot: QtBot) -> CaseModel:
    made = CaseModel(words())
    made.tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)  # type: ignore[attr-defined]
    return made


def numbers(model: CaseModel) -> list[str]:
    return [model.index(row, CaseColumn.CASE_NO).data() for row in range(model.rowCount())]


class Ear:
    """Notes which rows the model said had changed, and whether it was reset."""

    def __init__(self, model: CaseModel) -> None:
        self.changed: list[str] = []
        self.resets = 0
        self._model = model
        model.dataChanged.connect(self._note)
        model.modelReset.connect(self._note_reset)

    def _note(self, first: Any, last: Any, roles: Any = None) -> None:
        self.changed += [self._model.case_no(row) for row in range(first.row(), last.row() + 1)]

    def _note_reset(self) -> None:
        self.resets += 1


def test_the_worst_light_comes_first_and_then_the_nearest_due(model: CaseModel) -> None:
    rows = [
        *THREE,
        Row("D4", Light.UNJUDGED, due=None),
        Row("E5", Light.PAUSED),
        Row("F6", Light.RED, due=datetime(2017, 7, 1, 17, 30)),
    ]
    model.apply(board(rows), NOW)
    assert numbers(model) == ["F6", "B2", "C3", "D4", "E5", "A1"]


def test_a_row_says_everything_in_words(model: CaseModel) -> None:
    case = Row("B2", Light.RED, due=datetime(2017, 7, 4, 17, 30), township="韩集镇", village="薛堂村")
    model.apply(board([case]), NOW)
    assert [model.index(0, column).data() for column in CaseColumn] == [
        "超期", "B2", "高龄补贴", "韩集镇 / 薛堂村", "乡镇审核", "便民服务中心", "李建国", "6月30日",
        "7月4日 17:30", "超期 1 小时 54 分钟", "",
    ]  # fmt: skip


def test_an_officer_of_another_unit_stands_with_that_unit(model: CaseModel) -> None:
    rows = [Row("A1", officer_unit="便民服务中心"), Row("B2", officer="王某丁", officer_unit="县民政局")]
    model.apply(board(rows), NOW)
    shown = {model.index(place, CaseColumn.OFFICER).data() for place in range(2)}
    assert shown == {"李建国", "王某丁（县民政局）"}


def test_a_light_is_exposed_as_text_and_description(model: CaseModel) -> None:
    model.apply(board(THREE), NOW)
    index = model.index(0, CaseColumn.LIGHT)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "超期"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "超过承诺时限"
    assert index.data(LIGHT_ROLE) == "red"


def test_a_red_node_shows_in_a_green_case(model: CaseModel) -> None:
    model.apply(board([Row("A1", Light.GREEN, flags=RED_NODE)]), NOW)
    assert model.index(0, CaseColumn.LIGHT).data(LIGHT_ROLE) == "green"
    assert model.index(0, CaseColumn.NODE).data(LIGHT_ROLE) == "red"


def test_a_case_past_the_statutory_due_says_so(model: CaseModel) -> None:
    late = Row("A1", Light.RED, due=datetime(2017, 7, 4, 17, 30), flags=STATUTORY_BREACHED)
    model.apply(board([late]), NOW)
    assert model.index(0, CaseColumn.LEFT).data() == "超法定 · 超期 1 小时"  # whole hours, for want of room


def test_no_numpy_scalar_leaves_the_model(model: CaseModel) -> None:
    model.apply(many(50), NOW)
    model.apply(many(50, version=2), NOW)
    for row in range(model.rowCount()):
        for column in CaseColumn:
            for role in ROLES:
                assert not isinstance(model.data(model.index(row, column), role), np.generic)


def test_only_changed_rows_are_told(model: CaseModel) -> None:
    model.apply(board(THREE), NOW)
    ear = Ear(model)
    changed = [THREE[0], THREE[1], replace(THREE[2], officer="王秀兰")]
    model.apply(board(changed, version=2), NOW)
    assert ear.changed == ["C3"]
    assert ear.resets == 0
    assert model.index(1, CaseColumn.OFFICER).data() == "王秀兰"


def test_the_same_columns_again_touch_nothing(model: CaseModel) -> None:
    first = board(THREE)
    model.apply(first, NOW)
    ear = Ear(model)
    model.apply(replace(first, at=NOW + timedelta(seconds=5)), NOW + timedelta(seconds=5))
    assert ear.changed == []


def test_a_name_corrected_in_the_catalogue_is_told(model: CaseModel) -> None:
    first = board(THREE)
    model.apply(first, NOW)
    ear = Ear(model)
    items = {"高龄补贴": replace(first.names.catalogue.items["高龄补贴"], name="高龄津贴")}
    names = replace(first.names, catalogue=replace(first.names.catalogue, items=items))
    model.apply(replace(first, names=names, version=2), NOW)
    assert sorted(ear.changed) == ["A1", "B2", "C3"]
    assert model.index(0, CaseColumn.ITEM).data() == "高龄津贴"


def test_codes_that_moved_with_the_same_names_are_no_change(model: CaseModel) -> None:
    rows = [replace(row, officer=name) for row, name in zip(THREE, ["甲", "乙", "丙"], strict=True)]
    model.apply(board(rows), NOW)
    ear = Ear(model)
    model.apply(board(rows[::-1], version=2), NOW)
    assert ear.changed == []
    assert numbers(model) == ["B2", "C3", "A1"]


def test_cases_come_go_and_move(model: CaseModel) -> None:
    model.apply(board(THREE), NOW)
    ear = Ear(model)
    rows = [replace(THREE[0], light=Light.RED, due=datetime(2017, 7, 3, 17, 30)), THREE[2], Row("D4", Light.YELLOW)]
    model.apply(board(rows, version=2), NOW)
    assert numbers(model) == ["A1", "C3", "D4"]
    assert ear.resets == 0
    model.apply(board([], version=3), NOW)
    assert numbers(model) == []
    model.apply(board(THREE, version=4), NOW)
    assert numbers(model) == ["B2", "C3", "A1"]


@pytest.mark.parametrize("seed", range(12))
def test_any_snapshot_follows_any_other(model: CaseModel, seed: int) -> None:
    dice = np.random.default_rng(seed)
    for version in range(8):
        size = int(dice.integers(0, 40))
        picked = dice.permutation(60)[:size]
        rows = [Row(f"N{number:02}", Light(int(dice.integers(5)))) for number in picked]
        model.apply(board(rows, version=version + 1), NOW)
        expected = CaseModel(words())
        expected.apply(board(rows), NOW)
        assert numbers(model) == numbers(expected)
        lights = [model.light(row) for row in range(model.rowCount())]
        assert lights == [expected.light(row) for row in range(expected.rowCount())]


def settled(qtbot: QtBot, model: CaseModel) -> None:
    """Waits until the back room has handed out its last plan."""
    qtbot.waitUntil(lambda: not model.busy, timeout=20_000)


def test_a_hundred_thousand_cases_are_taken_off_the_screens_thread(qtbot: QtBot) -> None:
    big = CaseModel(words())
    big.apply(many(100_000), NOW)
    assert big.rowCount() == 0, "nothing of it is done on the screen's thread"
    settled(qtbot, big)
    assert big.rowCount() == 100_000
    again = many(100_000, version=2)
    light = again.cases.light.copy()
    light[::1_000] = int(Light.RED)
    big.apply(replace(again, cases=replace(again.cases, light=light)), NOW)
    settled(qtbot, big)
    assert big.rowCount() == 100_000
    assert big.light(0) is Light.RED


def test_of_many_wishes_the_last_one_is_shown(qtbot: QtBot) -> None:
    big = CaseModel(words())
    big.apply(many(30_000), NOW)
    for word in ("1", "12", "123", "00123"):
        big.ask(CaseQuery(text=word))
    settled(qtbot, big)
    assert big.query.text == "00123"
    assert big.rowCount() == sum("00123" in f"{number:07d}" for number in range(30_000))


def test_a_large_board_keeps_choice_and_place_when_its_rows_move(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    first = many(20_000)
    desk.show(first)
    settled(qtbot, desk.model)
    table = desk.page.table
    table.view.selectRow(9_000)
    chosen = desk.model.case_no(9_000)
    table.view.verticalScrollBar().setValue(8_990)
    light = first.cases.light.copy()
    light[::7] = int(Light.RED)
    kept = np.flatnonzero((np.arange(20_000) % 5 != 1) | (first.cases.case_no == chosen))
    columns = {name: getattr(first.cases, name)[kept] for name in type(first.cases).__slots__} | {"light": light[kept]}
    desk.show(replace(first, cases=type(first.cases)(**columns), version=2))
    settled(qtbot, desk.model)
    assert [desk.model.case_no(row) for row, _ in table.selected_rows()] == [chosen]
    assert table.view.verticalScrollBar().value() == 8_990


def test_a_light_that_turned_has_a_ring_that_fades_within_a_minute(model: CaseModel) -> None:
    model.apply(board(THREE), NOW)
    turned = [replace(THREE[0], light=Light.RED, due=datetime(2017, 7, 1)), *THREE[1:]]
    model.apply(board(turned, version=2), NOW)
    ring = model.index(0, CaseColumn.LIGHT)
    assert ring.data(RING_ROLE) == 1.0
    assert model.index(1, CaseColumn.LIGHT).data(RING_ROLE) == 0.0
    model.go_on(NOW + timedelta(seconds=30), 0, 2)
    assert ring.data(RING_ROLE) == 0.5
    model.go_on(NOW + timedelta(seconds=60), 0, 2)
    assert not model.has_rings


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (CaseQuery(lights=frozenset({Light.RED})), ["B2"]),
        (CaseQuery(lights=frozenset({Light.RED, Light.GREEN})), ["B2", "A1"]),
        (CaseQuery(text="c3"), ["C3"]),
        (CaseQuery(text="王 低保"), ["A1"]),
        (CaseQuery(text="nobody"), []),
        (CaseQuery(text="  "), ["B2", "C3", "A1"]),
        (CaseQuery(sort_by=CaseColumn.CASE_NO), ["A1", "B2", "C3"]),
        (CaseQuery(sort_by=CaseColumn.CASE_NO, descending=True), ["C3", "B2", "A1"]),
        (CaseQuery(sort_by=CaseColumn.DUE), ["B2", "C3", "A1"]),
        (CaseQuery(sort_by=CaseColumn.LIGHT, descending=True), ["A1", "C3", "B2"]),
        # as a dictionary sorts: 李 (li), 王 (wang), 张 (zhang)
        (CaseQuery(sort_by=CaseColumn.OFFICER), ["B2", "A1", "C3"]),
    ],
)
def test_filter_and_order(model: CaseModel, query: CaseQuery, expected: list[str]) -> None:
    rows = [
        replace(THREE[0], officer="王某", item="低保"),
        replace(THREE[1], officer="李某"),
        replace(THREE[2], officer="张某"),
    ]
    model.apply(board(rows), NOW)
    model.ask(query)
    assert numbers(model) == expected


def test_a_case_without_due_sorts_behind_those_with_one(model: CaseModel) -> None:
    model.apply(board([replace(THREE[0], case_no="Z9", due=None), THREE[0]]), NOW)
    assert numbers(model) == ["A1", "Z9"]


def test_the_chosen_case_stays_chosen_when_it_moves(desk: Desk) -> None:
    desk.show(board(THREE))
    view = desk.page.table.view
    view.selectRow(desk.model.row_of("A1"))
    worse = [replace(THREE[0], light=Light.RED, due=datetime(2017, 7, 1)), *THREE[1:]]
    desk.show(board(worse, version=2))
    assert [desk.model.case_no(index.row()) for index in view.selectionModel().selectedRows()] == ["A1"]


def test_the_place_of_the_list_is_kept_while_cases_change(desk: Desk) -> None:
    desk.open()
    desk.show(many(500))
    bar = desk.page.table.view.verticalScrollBar()
    bar.setValue(200)
    changed = many(500, version=2)
    light = changed.cases.light.copy()
    light[::50] = int(Light.RED)
    desk.show(replace(changed, cases=replace(changed.cases, light=light)))
    assert bar.value() == 200


def test_a_reset_keeps_choice_and_place(desk: Desk) -> None:
    desk.open()
    desk.show(many(500))
    view = desk.page.table.view
    view.selectRow(210)
    chosen = desk.model.case_no(210)
    view.verticalScrollBar().setValue(200)
    rows = many(500, version=2)
    kept = np.flatnonzero((np.arange(500) % 3 != 0) | (rows.cases.case_no == chosen))
    columns = {name: getattr(rows.cases, name)[kept] for name in type(rows.cases).__slots__}
    desk.show(replace(rows, cases=type(rows.cases)(**columns)))
    selected = [desk.model.case_no(index.row()) for index in view.selectionModel().selectedRows()]
    assert selected == [chosen]
    assert view.verticalScrollBar().value() == 200


def test_a_chosen_case_that_goes_hands_the_choice_to_nobody(desk: Desk) -> None:
    desk.open()
    desk.show(board(THREE))
    view, asked = desk.page.table.view, []
    view.selectRow(0)
    view.setFocus()
    desk.page.table.chosen.connect(asked.append)
    desk.show(board([THREE[0], THREE[2]], version=2))
    assert not view.selectionModel().hasSelection()
    assert asked == []


def test_a_chosen_case_that_was_filtered_away_is_chosen_again_when_it_is_back(desk: Desk) -> None:
    desk.open()
    desk.show(board(THREE))
    desk.page.table.view.selectRow(0)
    desk.page.search.setText("C3")
    assert not desk.page.table.view.selectionModel().hasSelection()
    desk.page.search.clear()
    selected = desk.page.table.view.selectionModel().selectedRows()
    assert [desk.model.case_no(index.row()) for index in selected] == ["B2"]


def test_after_a_plan_that_failed_the_next_one_shows_everything(
    qtbot: QtBot, model: CaseModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.apply(board(THREE), NOW)
    with monkeypatch.context() as broken:
        broken.setattr("desktop.window.cases.planning._told", lambda plan, wish: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            model.apply(board(THREE[:1], version=2), NOW)
    assert numbers(model) == ["B2", "C3", "A1"]
    model.apply(board(THREE[:2], version=3), NOW)
    assert numbers(model) == ["B2", "A1"]
