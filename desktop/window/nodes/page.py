"""Who holds what: nodes by unit, officer and node, from all open cases; or what turned red in a period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.window.nodes.period_choice import NOW_IN_HAND, RedPeriodChoice
from desktop.window.nodes.red_period import RedPeriod
from desktop.window.page_parts import label, search_field, tool_bar
from desktop.window.page_tools import CaseFilter, PageTools
from monitoring.board import BoardSnapshot
from monitoring.clock import ticking
from monitoring.codes import Light
from monitoring.holdings import GROUPINGS, NODE, OFFICER, UNIT, Held, Holders, HoldingTable
from monitoring.moments import ceil_seconds, to_seconds
from monitoring.watching.queries import node_holdings
from monitoring.worktime import CalendarUnknown
from resources.spoken import amount, day
from widgets.empty_note import EmptyNote
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line

HELP: Final = "环节"
REFRESH_SECONDS: Final = 5.0
"""The figures are asked for anew at most so often."""
SHOWN: Final = 500
"""So many rows are shown, the worst: a text narrows to the others."""
AT_ONCE: Final = 5_000
"""So many groups are summed up while the user waits; more of them on the engine's thread."""
NAMED: Final = 500
"""So many cases of one figure are named one by one; more are narrowed to by unit, officer and node."""
GROUP_KEY, SORT_KEY, WIDTHS_KEY, TEXT_KEY = "nodes/group", "nodes/sort", "nodes/widths", "nodes/text"
PERIOD_KEY: Final = "nodes/period"
NAME_COLUMNS: Final = {UNIT: 1, OFFICER: 2, NODE: 3}
IN_HAND, RED, YELLOW, OLDEST, ENDED, LATE, MEAN = range(3, 10)


class NodesPage(QWidget):
    """A table of units, officers or nodes; a figure in it opens its cases."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._snapshot: BoardSnapshot | None = None
        self._now: datetime | None = None
        self._holdings: HoldingTable | None = None
        self._held: dict[str, Held] = {}
        self._asked_version = -1
        self._asked_at = -REFRESH_SECONDS
        self._asking = False
        self._by = tools.memory.text(GROUP_KEY)
        self._by = self._by if self._by in GROUPINGS else UNIT
        self._make_parts()
        self._lay_out()
        self._recall()
        self.empty.say(self.tr("Counting who holds what…"))

    def _make_parts(self) -> None:
        self.search = search_field(
            self, self.tr("Unit, officer or node"), self.tr("Narrow by unit, officer or node"), self.tr("Clear")
        )
        self.search.setFixedWidth(224)
        self.search.textChanged.connect(self._show)
        self.choice = RedPeriodChoice(self)
        self.choice.changed.connect(self._show_period)
        self.period = RedPeriod(self._tools, self)
        self.period.total_said.connect(self._say_period)
        self._group = QButtonGroup(self)
        titles = {UNIT: self.tr("By unit"), OFFICER: self.tr("By officer"), NODE: self.tr("By node")}
        self.groupings = {by: QPushButton(title, self) for by, title in titles.items()}
        for by, button in self.groupings.items():
            button.setCheckable(True)
            button.setAccessibleName(button.text())
            button.setChecked(by == self._by)
            self._group.addButton(button)
        self._group.buttonClicked.connect(self._regroup)
        self.total = label(self, kind="muted")
        self.note = label(self, kind="note", wrap=True)
        self.table = PlainTable(self.tr("Who holds which nodes"), self._headings(), bars=(MEAN,), parent=self)
        self.table.opened.connect(self._open)
        self.empty = EmptyNote(self)
        self.empty.pressed.connect(self.search.clear)
        for keys, does in (
            (QKeySequence.StandardKey.Find, self.search.setFocus),
            ("Ctrl+E", self.period.list.ask_file),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Unit"), 0),
            Heading(self.tr("Officer"), 80),
            Heading(self.tr("Node"), 132),
            Heading(self.tr("In hand"), 84, right=True, tip=self.tr("Nodes entered and not yet left")),
            Heading(self.tr("Overdue"), 92, right=True),
            Heading(self.tr("Near due"), 92, right=True),
            Heading(self.tr("Longest in hand"), 148, right=True, tip=self.tr("Working time since the oldest came in")),
            Heading(self.tr("Ended"), 84, right=True, tip=self.tr("Visits already over, in cases still open")),
            Heading(self.tr("Ended late"), 96, right=True),
            Heading(self.tr("Mean time / limit"), 196, tip=self.tr("Of ended visits, working time; tick: limit")),
        ]

    def _lay_out(self) -> None:
        bar, line = tool_bar(self)
        line.addWidget(self.choice)
        for button in self.groupings.values():
            line.addWidget(button)
        line.addWidget(self.search)
        line.addStretch(1)
        line.addWidget(self.total)
        foot, under = tool_bar(self)
        foot.setProperty("rule", "above")
        under.addWidget(self.note, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.period)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((bar, 0), (self._stack, 1), (foot, 0)):
            column.addWidget(part, stretch)
        self._show_note()

    def _show_note(self) -> None:
        now = self.tr(
            "Time base: cases open now. Ended and mean time count the visits already over in these cases. "
            "Click a figure for its cases."
        )
        period = self.tr(
            "Time base: the day a node turned red; those already done count too, revoked cards do not. "
            "A click on a case opens its proof, which can be printed."
        )
        self.note.setText(period if self.in_period else now)

    def _recall(self) -> None:
        memory = self._tools.memory
        self.choice.choose(memory.text(PERIOD_KEY))
        self.search.setText(memory.text(TEXT_KEY))
        self.table.set_widths(memory.text(WIDTHS_KEY))
        column, _, way = memory.text(SORT_KEY).partition(":")
        if column.isdecimal():
            self.table.sort_by(int(column), descending=way == "down")
        self.table.sorting_changed.connect(self._note_sorting)
        self._sorting = memory.text(SORT_KEY)

    @Slot(int, bool)
    def _note_sorting(self, column: int, descending: bool) -> None:
        self._sorting = f"{column}:{'down' if descending else 'up'}" if column >= 0 else ""

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board; the figures follow within seconds."""
        self._snapshot, self._now = snapshot, now
        self._go_on()

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed."""
        self._now = now
        self._go_on()

    def _go_on(self) -> None:
        if not self.in_period:
            self._ask()
        elif self._snapshot is not None and self._now is not None:
            self.period.show_board(self._snapshot, self._now)
            self.period.show_days(*self.choice.days(self._now.date()))

    def remember(self) -> None:
        """Keeps period, grouping, text, sorting and widths for the next run."""
        memory = self._tools.memory
        memory.keep_text(PERIOD_KEY, self.choice.period)
        self.period.remember()
        memory.keep_text(GROUP_KEY, self._by)
        memory.keep_text(TEXT_KEY, self.search.text())
        memory.keep_text(SORT_KEY, self._sorting)
        memory.keep_text(WIDTHS_KEY, self.table.widths())

    # a period

    @property
    def in_period(self) -> bool:
        """Whether it tells what turned red in a period."""
        return self.choice.period != NOW_IN_HAND

    @Slot()
    def _show_period(self) -> None:
        """Something else was chosen. Cards name no node: by node is only what is in hand."""
        node = self.groupings[NODE]
        node.setVisible(not self.in_period)
        if self.in_period and self._by == NODE:
            self.groupings[OFFICER].setChecked(True)
            self._by = OFFICER
        self._show_note()
        self.total.clear()
        self._show()
        self._go_on()

    @Slot(str)
    def _say_period(self, said: str) -> None:
        if self.in_period:
            self.total.setText(said)

    # asking

    def _ask(self) -> None:
        snapshot = self._snapshot
        if snapshot is None or self._asking or snapshot.loading is not None:
            return
        if snapshot.read_at is None:
            self._say_unread()
            return
        if snapshot.version == self._asked_version or ticking() - self._asked_at < REFRESH_SECONDS:
            return
        at = snapshot.at
        self._asking, self._asked_version, self._asked_at = True, snapshot.version, ticking()
        self._tools.ask(lambda engine: node_holdings(engine, at), self._take, self._fail)

    def _take(self, holdings: HoldingTable) -> None:
        self._asking = False
        self._holdings = holdings
        if not self.in_period:
            self._show()

    def _fail(self, why: str) -> None:
        """The figures of before stay; they are asked for again."""
        self._asking, self._asked_version = False, -1
        self._say_unread()

    def _say_unread(self) -> None:
        if self._holdings is None:
            self.empty.say(
                self.tr("The figures cannot be worked out now"),
                self.tr("They appear here as soon as the case store can be read again."),
            )

    # showing

    @Slot()
    def _regroup(self) -> None:
        self._by = next(by for by, button in self.groupings.items() if button.isChecked())
        self._show()

    @Slot()
    def _show(self) -> None:
        if self.in_period:
            self.period.show_grouped(self._by, self.search.text())
            self._stack.setCurrentWidget(self.period)
            return
        holdings, by, text = self._holdings, self._by, self.search.text()
        if holdings is None or self._snapshot is None:
            self._stack.setCurrentWidget(self.empty)
        elif holdings.size <= AT_ONCE:
            self._show_holders(by, text, holdings.holders(by, text, SHOWN))
        else:
            self._tools.ask(
                lambda engine: holdings.holders(by, text, SHOWN), lambda found: self._show_holders(by, text, found)
            )

    def _show_holders(self, by: str, text: str, found: Holders) -> None:
        """The answer to what was asked before somebody chose something else is passed over."""
        if self.in_period or (by, text) != (self._by, self.search.text()):
            return
        self._held = {one.key: one for one in found.rows}
        for column in (1, 2):
            self.table.setColumnHidden(column, column >= NAME_COLUMNS[by])
        self.table.show_lines([self._line(one) for one in found.rows])
        self.table.fit()
        self._show_total(found)
        self._stack.setCurrentWidget(self.table if found.rows else self.empty)
        self._say_empty(anything=found.anything)

    def _show_total(self, found: Holders) -> None:
        texts = {
            UNIT: self.tr("{count} units · {nodes} nodes in hand"),
            OFFICER: self.tr("{count} officers · {nodes} nodes in hand"),
            NODE: self.tr("{count} rows · {nodes} nodes in hand"),
        }
        said = texts[self._by].format(count=f"{found.count:,}", nodes=f"{found.in_hand:,}")
        cut = self.tr("{all}, the worst {shown} shown")
        self.total.setText(cut.format(all=said, shown=SHOWN) if found.count > SHOWN else said)

    def _say_empty(self, *, anything: bool) -> None:
        if anything:
            self.empty.say(self.tr("No unit, officer or node is called so"), button=self.tr("Show all"))
        else:
            self.empty.say(
                self.tr("No open case has a node"),
                self.tr("Nodes appear here as soon as the approval platform writes them into the case store."),
            )

    def _line(self, one: Held) -> Line:
        return Line(
            one.key,
            (
                *self._names(one),
                _figure(one.in_hand),
                _figure(one.red, light="red"),
                _figure(one.yellow, light="yellow"),
                self._oldest(one.oldest_entered_at),
                Cell(f"{one.ended:,}", one.ended, muted=not one.ended),
                Cell(f"{one.ended_late:,}", one.ended_late, muted=not one.ended_late),
                self._mean(one),
            ),
        )

    def _names(self, one: Held) -> Iterator[Cell]:
        """Columns that are hidden in this grouping say nothing: a screen reader would read them out."""
        for column, name in enumerate((one.unit, one.officer, one.node)):
            said = name or self.tr("not named")
            yield Cell(said, muted=not name) if column < NAME_COLUMNS[self._by] else Cell("")

    def _oldest(self, entered: datetime | None) -> Cell:
        snapshot, now = self._snapshot, self._now
        if entered is None or snapshot is None or now is None:
            return Cell("")
        since = day(self._tools.words, entered.date(), now.date())
        try:
            seconds = snapshot.calendar.elapsed_s(min(to_seconds(entered), ceil_seconds(now)), ceil_seconds(now))
        except CalendarUnknown:
            return Cell(since)
        said = amount(self._tools.words, seconds, snapshot.day_seconds)
        return Cell(said, seconds, tip=self.tr("{amount}, since {day}").format(amount=said, day=since))

    def _mean(self, one: Held) -> Cell:
        share, snapshot = one.share, self._snapshot
        if share is None or snapshot is None or not snapshot.day_seconds:
            return Cell(self.tr("none ended"), "")
        used, limit = (f"{(value or 0) / snapshot.day_seconds:.1f}" for value in (one.mean_used, one.mean_limit))
        text = self.tr("{used} / {limit} days").format(used=used, limit=limit)
        tip = self.tr("On the mean {used} working days of {limit} allowed: {share} %")
        return Cell(text, share, bar=share, tip=tip.format(used=used, limit=limit, share=round(share * 100)))

    # opening

    @Slot(str, int)
    def _open(self, key: str, column: int) -> None:
        one, holdings = self._held.get(key), self._holdings
        light = {RED: Light.RED, YELLOW: Light.YELLOW}.get(column)
        if one is None or holdings is None or not one.in_hand:
            self._tools.say(self.tr("Nothing is in hand here"))
            return
        cases = holdings.cases(one, self._by, light)
        title = " · ".join(part for part in (one.unit, one.officer, one.node, self._light_word(light)) if part)
        if cases and (light is not None or len(cases) <= NAMED):
            self._tools.show_cases(CaseFilter(case_nos=frozenset(cases), title=title))
        elif light is None:
            self._tools.show_cases(self._by_keys(holdings.keys(one), title))

    def _light_word(self, light: Light | None) -> str:
        return self._tools.words.light(light.code) if light is not None else ""

    @staticmethod
    def _by_keys(keys: tuple[str, str, str], title: str) -> CaseFilter:
        """Too many cases to be named one by one."""
        units, officers, nodes = (frozenset((key,) if key else ()) for key in keys)
        return CaseFilter(units=units, officers=officers, node_names=nodes, title=title)


def _figure(number: int, light: str = "") -> Cell:
    """A figure that opens its cases; nothing stands where there are none."""
    if not number:
        return Cell("0", 0, muted=True)
    return Cell(f"{number:,}", number, light=light, link=True)
