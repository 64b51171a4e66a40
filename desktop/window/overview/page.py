"""The overview: five figures, the townships, the newest cards, what turns red next, thirty days of cards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.window.empty_state import EmptyState
from desktop.window.overview.asking import Recurring
from desktop.window.overview.body import Body
from desktop.window.overview.figures import Figures
from desktop.window.overview.opening import Opener
from desktop.window.overview.place_model import Cell
from desktop.window.page_tools import PageTools
from monitoring.codes import Light
from monitoring.moments import ceil_seconds
from monitoring.overviewing import CardHistory, CardLine, PlaceTable, Upcoming, last_days
from widgets.qt import override

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot
    from monitoring.watching.engine import Engine

HELP: Final = "监察总览"
FIGURES_EVERY: Final = 1.0
NEWS_EVERY: Final = 2.0
HISTORY_EVERY: Final = 15.0
"""Seconds between two questions to the engine of one kind, at least."""
NEWS_DAYS: Final = 30
NEWEST: Final = 20
SPARK_DAYS: Final = 14
UPCOMING: Final = 12
"""A few more than are shown: some turn before the next answer comes."""
WALL_SIZE: Final = (1920, 1080)
"""Pixels of a wall above which everything is shown larger."""
SMALL_WALL: Final = (1366, 768)
"""Below these pixels everything is shown smaller, down to LEAST_ZOOM."""
LEAST_ZOOM: Final = 0.65
Picture = tuple[PlaceTable, tuple[Upcoming, ...]]


def wall_zoom(width: int, height: int) -> float:
    """How many times larger than usual the wall is shown on so many pixels."""
    larger = min(width / WALL_SIZE[0], height / WALL_SIZE[1])
    smaller = min(width / SMALL_WALL[0], height / SMALL_WALL[1])
    return larger if larger > 1 else max(LEAST_ZOOM, min(1.0, smaller))


class OverviewPage(QWidget):
    """What the duty room looks at all day. All counting is done on the engine's thread."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._snapshot: BoardSnapshot | None = None
        self._now: datetime | None = None
        self._stale = False
        self._place: str | None = None
        self._table: PlaceTable | None = None
        self._history: CardHistory | None = None
        self._fallen = 0
        self._wall = False
        self.figures = Figures(tools.words, self)
        self.body = Body(tools.words, tools.memory, self)
        self.empty = EmptyState(self)
        self.opener = Opener(tools, self)
        self._pictures = Recurring(tools.ask, self._take_picture, self._forget, every=FIGURES_EVERY)
        self._news = Recurring(tools.ask, self._take_news, self.body.show_no_news, every=NEWS_EVERY)
        self._past = Recurring(tools.ask, self._take_history, self.body.show_no_history, every=HISTORY_EVERY)
        self._lay_out()
        self._connect()
        QTimer.singleShot(0, self._get_ready)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.figures)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.figures.button(Light.RED))

    @Slot()
    def _get_ready(self) -> None:
        """The body is dressed before there is a board to show in it, in an event of its own."""
        for part in (self.body, *self.body.findChildren(QWidget)):
            part.ensurePolished()
        self.body.resize(self._stack.size())

    def _connect(self) -> None:
        self.figures.opened.connect(self._open_light)
        self.body.places.narrowed.connect(self._toggle_place)
        self.body.places.opened.connect(self._open_cell)
        self.body.whole.clicked.connect(self._show_whole)
        for shown in (self.body.feed, self.body.next):
            shown.opened.connect(self._tools.show_case)

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board."""
        if snapshot.new_cards and (self._snapshot is None or self._snapshot.at != snapshot.at):
            self._fallen += 1
        self._snapshot, self._now, self._stale = snapshot, now, stale
        self._show_figures()
        self._show_stack()
        self._ask(at_once=False)
        self._show_time()

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """Countdowns go on with the second; a question that had to wait is put."""
        self._now = now
        if self._snapshot is None:
            return
        if stale != self._stale:
            self._stale = stale
            self._show_figures()
        for question in (self._pictures, self._news, self._past):
            question.go_on()
        self._show_time()

    def remember(self) -> None:
        """Keeps the parts' sizes for the next run."""
        self.body.remember()

    def set_wall(self, on: bool) -> None:
        """To be read from across the room: large figures, the townships, the newest five cards."""
        self._wall = on
        self._fit_wall()
        if on:
            self._show_whole()
        self._show_time()

    def _fit_wall(self) -> None:
        zoom = wall_zoom(self.width(), self.height()) if self._wall else 0.0
        self.figures.set_wall(zoom)
        self.body.set_wall(zoom)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._wall:
            self._fit_wall()

    # questions

    def _ask(self, *, at_once: bool) -> None:
        snapshot, now, place = self._snapshot, self._now, self._place
        if snapshot is None or now is None or snapshot.read_at is None:
            return
        seconds, version = ceil_seconds(now), (snapshot.version, self._fallen)

        # the engine's modules are loaded on its thread: they take longer than the window may
        def picture(_: Engine) -> Picture:
            from monitoring.watching.township_table import place_table
            from monitoring.watching.upcoming import next_red

            return place_table(snapshot), next_red(snapshot, seconds, UPCOMING, place)

        def news(engine: Engine) -> tuple[CardLine, ...]:
            from monitoring.watching.card_news import newest_cards

            return newest_cards(engine, now - timedelta(days=NEWS_DAYS), NEWEST, place)

        def past(engine: Engine) -> CardHistory:
            from monitoring.watching.card_news import card_history

            return card_history(engine, first_day(now.date()))

        self._pictures.want((snapshot.version, place), picture, at_once=at_once)
        self._news.want((version, place), news, at_once=at_once)
        self._past.want((version, now.date()), past)

    def _take_picture(self, picture: Picture) -> None:
        self._table = picture[0]
        self.body.show_places(picture[0], narrowed=self._place)
        self.body.show_upcoming(picture[1])
        self._show_figures()
        self._show_history()
        self._show_time()

    def _take_news(self, cards: tuple[CardLine, ...]) -> None:
        self.body.show_news(cards)
        self._show_time()

    def _take_history(self, history: CardHistory) -> None:
        self._history = history
        self._show_history()
        self._show_stack()

    def _forget(self, why: str) -> None:
        """No counts just now: those that are there stay, with the age that the status bar tells."""

    # what is shown

    def _show_figures(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        stale = self._stale
        if snapshot.read_at is None:
            self.figures.show_counts(None, None, stale=False)
        elif self._place is None:
            self.figures.show_counts(snapshot.counts, snapshot.node_counts, stale=stale)
        else:
            self.figures.show_counts(self._counts_of(self._place), None, stale=stale, note=self.body.place_name)
        self.body.show_stale(stale=stale)

    def _counts_of(self, place: str) -> Mapping[Light, int]:
        rows = self._table.rows if self._table is not None else ()
        lights = next((row.lights for row in rows if row.key == place), (0,) * len(Light))
        return {light: lights[light] for light in Light}

    def _show_stack(self) -> None:
        snapshot = self._snapshot
        if snapshot is None:
            return
        past = self._history is not None and bool(self._history.everywhere)
        something = snapshot.read_at is not None and (len(snapshot.cases) > 0 or past)
        self._stack.setCurrentWidget(self.body if something else self.empty)
        if something:
            return
        if snapshot.loading is not None:
            self.empty.show_loading()
        elif snapshot.read_at is None:
            self.empty.show_unread()
        else:
            self.empty.show_no_cases()

    def _show_history(self) -> None:
        snapshot, now, history = self._snapshot, self._now, self._history
        if snapshot is None or now is None or history is None:
            return
        self.body.chart.show_history(history, now.date(), snapshot.calendar, self._place)
        days = last_days(now.date(), SPARK_DAYS)
        rows = self._table.rows if self._table is not None else ()
        sparks = {row.key: tuple(sum(one.values()) for one in history.of_days(days, row.key)) for row in rows}
        self.body.places.model.show_cards(sparks, full_bars(snapshot, sparks))

    def _show_time(self) -> None:
        if self._snapshot is not None and self._now is not None and self._stack.currentWidget() is self.body:
            self.body.go_on(self._snapshot, self._now)

    # what the user does

    @Slot(str)
    def _toggle_place(self, key: str) -> None:
        self._narrow(None if key == self._place else key)

    @Slot()
    def _show_whole(self) -> None:
        self._narrow(None)

    def _narrow(self, key: str | None) -> None:
        if key == self._place:
            self.body.places.show_chosen(key)
            return
        self._place = key
        self.body.show_place(key)
        self._show_figures()
        self._show_history()
        self._ask(at_once=True)

    @Slot(object)
    def _open_light(self, light: Light) -> None:
        if self._snapshot is not None:
            self.opener.open_light(self._snapshot, light, self._place, self.body.place_name)

    @Slot(object)
    def _open_cell(self, cell: Cell) -> None:
        if self._snapshot is not None:
            self.opener.open_cell(self._snapshot, cell)


def full_bars(snapshot: BoardSnapshot, sparks: Mapping[str, tuple[int, ...]]) -> dict[str, int]:
    """The number of a full bar: one for all townships, so that they compare; what is above them has its own."""
    regions = snapshot.names.catalogue.regions
    alike = {key: key not in regions or regions[key].level == "township" for key in sparks}
    common = max((max(days, default=0) for key, days in sparks.items() if alike[key]), default=0)
    return {key: max(1, common if alike[key] else max(days, default=0)) for key, days in sparks.items()}


def first_day(today: date) -> date:
    """From when cards are wanted."""
    return last_days(today, NEWS_DAYS)[0]
