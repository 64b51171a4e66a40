"""The keyboard goes everywhere: into every page and out of it, forwards and back, round the whole window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.window import pages
from tests.gui.real_window import RealWindow, settings_of, stores
from tests.gui.report_office import AT

pytestmark = pytest.mark.qt_log_ignore("does not support", "propagateSizeHints")

MOST_STOPS = 200
"""More than any page has; a loop inside a page is found out before."""


@pytest.fixture(scope="module")
def real(qapp: QApplication, reports_county: Path) -> Iterator[RealWindow]:
    made = RealWindow(settings_of(*stores(reports_county)), AT)
    made.wait_for_board()
    made.window.activateWindow()
    yield made
    made.close()


def walked(qtbot: QtBot, real: RealWindow, key: Qt.Key) -> list[QWidget]:
    """Where the keyboard stops, from the side bar on until it is there again."""
    real.window.side.take_focus()
    stops: list[QWidget] = []
    while len(stops) < MOST_STOPS:
        focused = QApplication.focusWidget()
        qtbot.keyClick(focused, key)
        stops.append(QApplication.focusWidget())
        if real.window.side.isAncestorOf(stops[-1]):
            break
    return stops


def parts(real: RealWindow, stops: list[QWidget]) -> list[str]:
    """Which parts of the window the stops lie in, each named once for every time it is entered."""
    found: list[str] = []
    window = real.window
    named = {"page": window.stack, "top": window.top, "banners": window.banners, "bottom": window.bottom}
    for stop in stops:
        inside = next((name for name, part in named.items() if part.isAncestorOf(stop)), "side")
        if not found or found[-1] != inside:
            found.append(inside)
    return found


@pytest.mark.parametrize("key", [spec.key for spec in pages.PAGES])
def test_tab_goes_into_every_page_and_out_of_it_again(qtbot: QtBot, real: RealWindow, key: str) -> None:
    real.open(key)
    forwards, back = walked(qtbot, real, Qt.Key.Key_Tab), walked(qtbot, real, Qt.Key.Key_Backtab)
    assert parts(real, forwards) == ["page", "bottom", "top", "side"]
    assert back[:-1] == forwards[:-1][::-1]
    assert len(set(forwards)) == len(forwards)


def test_tab_goes_from_the_filters_over_the_list_into_the_case_beside_it(qtbot: QtBot, real: RealWindow) -> None:
    page = real.open(pages.CASES)
    page.show_case(page.model.case_no(page.model.rowCount() - 1))
    real.settle()
    stops = walked(qtbot, real, Qt.Key.Key_Tab)
    wanted = [page.search, *page.filters.buttons.values(), page.views, page._columns, page.export, page.table.view]
    assert stops[: len(wanted)] == wanted
    case = page.case
    inside = [stop for stop in stops if case.isAncestorOf(stop)]
    assert stops[len(wanted) : len(wanted) + len(inside)] == inside
    assert [stop for stop in inside if stop in (case.print_button, case._close, case.tabs.tabBar())] == [
        case.print_button, case._close, case.tabs.tabBar(),
    ]  # fmt: skip
    assert inside.index(case.tabs.tabBar()) > inside.index(case.strip.cells()[0]), "the strip is read before the tabs"
    assert case.proof.table in inside
    assert parts(real, stops) == ["page", "bottom", "top", "side"]
    assert walked(qtbot, real, Qt.Key.Key_Backtab)[:-1] == stops[:-1][::-1]
    page.close_case()


def test_tab_goes_round_a_case_in_a_window_of_its_own(qtbot: QtBot, real: RealWindow) -> None:
    page = real.open(pages.CASES)
    page.open_window(page.model.case_no(page.model.rowCount() - 1))
    real.settle()
    window = next(iter(page.windows.there.values()))
    window.activateWindow()
    window.view.print_button.setFocus()
    qtbot.waitUntil(window.view.print_button.hasFocus)
    first = QApplication.focusWidget()
    stops = [first]
    while len(stops) < MOST_STOPS:
        qtbot.keyClick(stops[-1], Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
        stops.append(QApplication.focusWidget())
    cells = window.view.strip.cells()
    assert cells
    assert stops[1 : 1 + len(cells)] == cells
    assert window.view.proof.table in stops
    window.close()
    real.window.activateWindow()
    qtbot.waitUntil(real.window.isActiveWindow)


@pytest.mark.parametrize("key", [spec.key for spec in pages.PAGES])
def test_f6_enters_every_page_at_its_first_stop_and_goes_back(qtbot: QtBot, real: RealWindow, key: str) -> None:
    real.open(key)
    first = walked(qtbot, real, Qt.Key.Key_Tab)[0]
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert QApplication.focusWidget() is first
    assert real.window.page.isAncestorOf(first)
    qtbot.keyClick(first, Qt.Key.Key_F6)
    assert real.window.side.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("key", [pages.CASES, pages.DOCTOR, pages.STATISTICS])
def test_f5_reads_again_what_the_page_shows(
    qtbot: QtBot, real: RealWindow, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    page, read = real.open(key), []
    if key == pages.CASES:
        monkeypatch.setattr(real.bridge, "wake", lambda: read.append("the store"))
    else:
        monkeypatch.setattr(page, "read_again", lambda: read.append("the page"))
    for part in (real.window.side.take_focus, lambda: qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)):
        part()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F5)
    assert read == ["the store" if key == pages.CASES else "the page"] * 2
