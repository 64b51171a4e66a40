"""The overview below its figures: townships and chart on the left, cards and countdowns on the right."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from desktop.window.memory import Memory
from desktop.window.overview.card_chart import CardChart
from desktop.window.overview.entries import BAR_WIDTH, EntryList
from desktop.window.overview.entry_texts import EntryTexts, ring_of
from desktop.window.overview.place_view import PlaceView
from desktop.window.overview.section import Section
from monitoring.moments import ceil_seconds
from monitoring.overviewing import CardLine, PlaceTable, Upcoming
from resources import Words
from resources.spoken import moment
from widgets.tokens import CELL_MARGIN, SPACE_4, SPACE_16

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot

SHOWN_NEXT: Final = 8
SHOWN_ON_WALL: Final = 5
SIDE_WIDTH: Final = 400
"""Pixels of the right column when it is first shown."""


class Body(QWidget):
    """Shows what it is told; says what is pressed."""

    def __init__(self, words: Words, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._memory = memory
        self._wall = False
        self.place_name = ""
        """The place that everything is narrowed to, '' for all."""
        self._cards: tuple[CardLine, ...] | None = None
        self._upcoming: tuple[Upcoming, ...] | None = None
        self.texts = EntryTexts(words, self)
        self.places = PlaceView(words)
        self.chart = CardChart(words)
        self.feed = EntryList(self.tr("Newest cards"), long_below=True)
        self.next = EntryList(self.tr("Turning red next"))
        self.whole = QPushButton(self.tr("Show all places"))
        self.whole.setAccessibleName(self.tr("Show all places again"))
        self._make_sections()
        self._lay_out()
        self.show_place(None)

    def _make_sections(self) -> None:
        self.place_part = Section(self.tr("Where the cases stand"), self.places)
        policy = self.whole.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.whole.setSizePolicy(policy)
        self.place_part.line.addWidget(self.whole)
        self.feed_part = Section(self.tr("Newest cards"), self.feed)
        self.next_part = Section(self.tr("Turning red next"), self.next)
        self.next_part.set_note(self.tr("in office hours"))
        for part in (self.feed_part, self.next_part):
            part.line.setContentsMargins(CELL_MARGIN, SPACE_4, SPACE_16 + BAR_WIDTH, 0)  # in line with the lists
        for part in (self.feed_part, self.next_part, self.chart):
            part.show_nothing(self.tr("Being counted…"))

    def _lay_out(self) -> None:
        left = self._split(Qt.Orientation.Vertical, self.place_part, self.chart, (440, 150), 0)
        right = self._split(Qt.Orientation.Vertical, self.feed_part, self.next_part, (272, 357), None)
        across = self._split(Qt.Orientation.Horizontal, left, right, (SIDE_WIDTH * 2, SIDE_WIDTH), 0)
        self._splitters = {"overview/left": left, "overview/right": right, "overview/across": across}
        for key, splitter in self._splitters.items():
            splitter.restoreState(self._memory.bytes(key))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(across)

    @staticmethod
    def _split(
        way: Qt.Orientation, first: QWidget, second: QWidget, sizes: tuple[int, int], grows: int | None
    ) -> QSplitter:
        splitter = QSplitter(way)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(first)
        splitter.addWidget(second)
        for place in range(2):
            splitter.setStretchFactor(place, int(grows in (None, place)))
        splitter.setSizes(list(sizes))
        return splitter

    def remember(self) -> None:
        """Keeps the parts' sizes; those of the wall are not the desk's."""
        if not self._wall:
            self._keep()

    def _keep(self) -> None:
        for key, splitter in self._splitters.items():
            self._memory.keep(key, splitter.saveState())

    # what there is to show

    def show_places(self, table: PlaceTable, *, narrowed: str | None) -> None:
        self.places.show_table(table)
        self.show_place(narrowed)

    def show_place(self, key: str | None) -> None:
        """Marks the place to which everything is narrowed; None: all places."""
        model = self.places.model
        row = model.row_of(key) if key is not None else -1
        self.place_name = model.name(model.row(row)) if row >= 0 else ""
        self.places.show_chosen(key)
        self.whole.setVisible(key is not None and not self._wall)
        self.chart.set_place(self.place_name)
        ends = f" · {self.place_name}" if self.place_name else ""
        self.feed_part.set_title(self.tr("Newest cards") + ends)
        self.next_part.set_title(self.tr("Turning red next") + ends)

    def show_news(self, cards: tuple[CardLine, ...]) -> None:
        self._cards = cards

    def show_upcoming(self, cases: tuple[Upcoming, ...]) -> None:
        self._upcoming = cases

    def show_no_news(self, why: str) -> None:
        """The ledger or the case store did not answer; cards that are shown stay."""
        if self._cards is None:
            self.feed_part.show_nothing(self.tr("The cards cannot be read just now; they appear by themselves."))

    def show_no_history(self, why: str) -> None:
        """As ``show_no_news``, for the chart."""
        if not self.chart.bars.bars():
            self.chart.show_nothing(self.tr("The cards cannot be read just now; they appear by themselves."))

    def show_stale(self, *, stale: bool) -> None:
        """Draws lights as older than allowed, or not."""
        self.places.show_stale(stale=stale)
        self.next.show_stale(stale=stale)

    def go_on(self, snapshot: BoardSnapshot, now: datetime) -> None:
        """Times left, as of now."""
        if self._cards is not None:
            self._go_on_cards(self._cards, snapshot, now)
        if self._upcoming is not None and not self._wall:
            self._go_on_upcoming(self._upcoming, snapshot, now)
        if self._wall:
            self.feed_part.set_note(moment(self._words, now.replace(second=0, microsecond=0), now.date()))

    def _go_on_cards(self, cards: tuple[CardLine, ...], snapshot: BoardSnapshot, now: datetime) -> None:
        shown = cards[:SHOWN_ON_WALL] if self._wall else cards
        entries = [self.texts.card(card, snapshot, now) for card in shown]
        rings = {entry.key: ring_of(card, now) for entry, card in zip(entries, shown, strict=True)}
        self.feed.show_entries(entries, rings)
        if entries:
            self.feed_part.show_content()
        else:
            self.feed_part.show_nothing(self.tr("No card fell in the last 30 days."))

    def _go_on_upcoming(self, cases: tuple[Upcoming, ...], snapshot: BoardSnapshot, now: datetime) -> None:
        seconds = ceil_seconds(now)
        shown = [case for case in cases if case.turns >= seconds][:SHOWN_NEXT]
        self.next.show_entries([self.texts.upcoming(case, snapshot, now) for case in shown])
        if shown:
            self.next_part.show_content()
        else:
            self.next_part.show_nothing(self.tr("No running case has a due moment ahead."))

    # the wall

    def set_wall(self, zoom: float) -> None:
        """Only the townships and the newest cards, so many times larger on a large wall; 0: the desk again."""
        was, self._wall = self._wall, zoom > 0
        if self._wall and not was:
            self._keep()
        for part in (self.chart, self.next_part):
            part.setVisible(not self._wall)
        for shown in (self.place_part, self.feed_part, self.places):
            shown.set_wall(zoom)
        self.feed.set_wall(SHOWN_ON_WALL if self._wall else 0, zoom)
        if not self._wall:
            self.feed_part.set_note("")
        across = self._splitters["overview/across"]
        across.handle(1).setEnabled(not self._wall)
        across.handle(1).setCursor(Qt.CursorShape.BlankCursor if self._wall else Qt.CursorShape.SplitHCursor)
        if self._wall:
            across.setSizes([across.width() * 13 // 20, across.width() * 7 // 20])
        elif was:
            across.restoreState(self._memory.bytes("overview/across"))
