"""The overview: what the duty room sees, presses and hears."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.window.overview.page import wall_zoom
from desktop.window.overview.place_model import PlaceColumn
from monitoring.codes import WORST_FIRST, CardLevel, Light
from tests.gui.boards import NOW
from tests.gui.overview_scenes import CASES, Desk, card, made
from widgets.tokens import palette


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    minute = timedelta(minutes=1)
    return Desk(qtbot, card(1, NOW - 90 * minute), card(2, NOW - minute, unit="U2", level=CardLevel.YELLOW))


@pytest.mark.parametrize(
    ("size", "zoom"),
    [
        ((1920, 1080), 1.0), ((1366, 768), 1.0), ((3840, 2160), 2.0), ((3840, 1080), 1.0), ((1024, 768), 1024 / 1366),
        ((1366, 600), 600 / 768), ((640, 400), 0.65),
    ],
)  # fmt: skip
def test_a_large_wall_is_shown_larger_and_a_small_one_smaller(size: tuple[int, int], zoom: float) -> None:
    assert wall_zoom(*size) == pytest.approx(zoom)


def test_each_figure_says_its_light_and_number_and_opens_its_list(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    figures = [desk.page.figures.button(light) for light in WORST_FIRST]
    assert [figure.accessibleName() for figure in figures] == ["超期 1", "临期 1", "待核 0", "挂起 0", "正常 1"]
    qtbot.keyClick(figures[0], Qt.Key.Key_Space)
    assert [(one.lights, one.regions) for one in desk.filters] == [(frozenset({Light.RED}), frozenset())]


def test_before_the_store_was_read_no_figure_is_a_nought(desk: Desk) -> None:
    desk.show(made(read_at=None, loading=0.2))
    assert {desk.page.figures.button(light).figure() for light in Light} == {"–"}
    assert desk.page.empty.isVisible()
    assert desk.asked == 0


def test_a_store_without_cases_says_what_to_do(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.show(made())
    assert desk.page.empty.isVisible()
    assert "emonitor import" in desk.page.empty.accessibleDescription()


def test_the_worst_township_stands_first(desk: Desk) -> None:
    desk.show(made(*CASES))
    assert desk.places() == ["韩集镇", "千童镇"]
    assert (desk.places(PlaceColumn.RED), desk.places(PlaceColumn.IN_HAND)) == (["1", "0"], ["2", "1"])


def test_a_cell_of_the_panel_is_spoken_with_its_light(desk: Desk) -> None:
    desk.show(made(*CASES))
    spoken = desk.page.body.places.model.index(0, PlaceColumn.TOWNSHIP).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("韩集镇")
    assert "超期 1  正常 1" in spoken


def test_a_press_on_a_number_opens_those_cases(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    desk.press_place(qtbot, 0, PlaceColumn.RED)
    desk.press_place(qtbot, 0, PlaceColumn.TOWNSHIP)
    red, level = desk.filters
    assert (red.regions, red.lights, red.case_nos) == ({"T1"}, {Light.RED}, frozenset())
    assert level.case_nos == {"a", "b"}


def test_a_press_on_a_cell_without_cases_says_so(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    desk.press_place(qtbot, 0, PlaceColumn.COUNTY)
    assert desk.filters == []
    assert len(desk.said) == 1


def test_a_press_on_a_name_narrows_everything_and_again_shows_all(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    desk.press_place(qtbot, 1, PlaceColumn.NAME)
    assert [desk.page.figures.button(light).figure() for light in (Light.RED, Light.YELLOW)] == ["0", "1"]
    assert ([one.key for one in desk.next()], [one.key for one in desk.feed()]) == (["c"], ["c2#2"])
    assert desk.page.body.whole.isVisible()
    qtbot.keyClick(desk.page.figures.button(Light.YELLOW), Qt.Key.Key_Space)
    assert desk.filters[-1].regions == {"T2"}
    desk.press_place(qtbot, 1, PlaceColumn.NAME)
    assert desk.page.figures.button(Light.RED).figure() == "1"
    assert len(desk.feed()) == 2


def test_the_keyboard_does_what_the_mouse_does_in_the_panel(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    view = desk.page.body.places.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, PlaceColumn.YELLOW))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert desk.filters[-1].lights == {Light.YELLOW}
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert desk.page.body.place_name == "韩集镇"


def test_the_newest_card_stands_first_and_opens_its_case(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    first, second = desk.feed()
    assert (first.when, first.light, second.when, second.light) == ("10:23", "yellow", "08:54", "red")
    assert (second.what, second.who, second.how_long) == ("韩集镇 高龄补贴", "乡镇审核 · 李建国", "超期 1 小时 30 分钟")
    feed = desk.page.body.feed
    feed.setFocus()
    feed.setCurrentIndex(feed.model().index(1, 0))
    qtbot.keyClick(feed, Qt.Key.Key_Return)
    assert desk.cases == ["c1"]


def test_a_card_that_falls_appears_with_a_ring_that_fades(desk: Desk) -> None:
    desk.show(made(*CASES))
    desk.books.cards.append(card(3, NOW))
    later = NOW + timedelta(seconds=15)
    desk.page._news._not_before = float("-inf")  # two seconds have passed
    desk.show(made(*CASES, at=later, version=2))
    model = desk.page.body.feed.entry_model
    assert [entry.key for entry in desk.feed()] == ["c3#3", "c2#2", "c1#1"]
    assert [round(model.index(row).data(0x0100 + 41), 2) for row in range(3)] == [0.75, 0.0, 0.0]


def test_a_countdown_counts_office_time_and_goes_on_each_second(desk: Desk) -> None:
    desk.show(made(*CASES))
    assert [(one.key, one.how_long) for one in desk.next()] == [("b", "1:06:23"), ("c", "3:00:00")]
    desk.page.go_on(NOW + timedelta(seconds=23), stale=False)
    assert desk.next()[0].how_long == "1:06:00"


@pytest.mark.parametrize(("seconds", "first"), [(66 * 60 + 22, "b"), (66 * 60 + 23, "b"), (66 * 60 + 24, "c")])
def test_what_has_turned_leaves_the_countdowns_at_once(desk: Desk, seconds: int, first: str) -> None:
    desk.show(made(*CASES))
    desk.page.go_on(NOW + timedelta(seconds=seconds), stale=False)
    assert desk.next()[0].key == first


def test_thirty_days_of_cards_end_with_today(desk: Desk) -> None:
    desk.show(made(*CASES))
    bars = desk.page.body.chart.bars.bars()
    assert (len(bars), bars[-1].parts) == (30, (("yellow", 1), ("red", 1)))
    assert bars[-1].spoken.startswith("7月5日 周三")
    assert [bar.rest for bar in bars[-5:]] == [True, True, False, False, False]


def test_the_keyboard_goes_through_the_days_and_they_are_spoken(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    bars = desk.page.body.chart.bars
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    assert "7月4日" in bars.accessibleName()
    assert "7月4日" in desk.page.body.chart.note()


def test_equal_boards_are_not_counted_again(desk: Desk) -> None:
    desk.show(made(*CASES))
    before = desk.asked
    desk.show(made(*CASES, at=NOW + timedelta(seconds=5)))
    desk.page.go_on(NOW + timedelta(seconds=6), stale=False)
    assert desk.asked == before


def test_a_ledger_that_is_away_is_told_and_asked_again(desk: Desk) -> None:
    desk.books.away = True
    desk.show(made(*CASES))
    assert desk.page.body.feed_part.nothing()
    assert desk.places() == ["韩集镇", "千童镇"]
    desk.books.away = False
    desk.page._news._not_before = float("-inf")
    desk.page.go_on(NOW + timedelta(seconds=6), stale=False)
    assert len(desk.feed()) == 2
    assert desk.page.body.feed_part.nothing() == ""


@pytest.mark.parametrize(("zoom", "tinted"), [(0.0, True), (1.0, False)])
def test_the_hidden_pointer_leaves_no_mark_on_the_wall(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, zoom: float, tinted: bool
) -> None:
    desk.show(made(*CASES))
    figure = desk.page.figures.button(Light.RED)
    figure.set_wall(zoom)
    monkeypatch.setattr(figure, "underMouse", lambda: True)
    ground = figure.grab().toImage().pixelColor(2, 2).name()
    assert (ground == palette().color("hover").name()) is tinted
