"""What turned red in a period: who, and which nodes. Those that are long done count too."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop.window.nodes.periods import moments_of
from desktop.window.nodes.red_list import RedList
from desktop.window.nodes.red_sums import RedSum, said_so, summed
from desktop.window.overview.asking import Recurring
from desktop.window.page_tools import PageTools
from monitoring.holdings import UNIT
from monitoring.red_nodes import RedNode
from monitoring.watching.red_nodes import red_nodes
from resources.spoken import day, moment
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot

Days = tuple[date, date]
REFRESH_SECONDS: Final = 5.0
SHOWN: Final = 500
ALL: Final = "*"
"""The key of the row of all."""
SUM_WIDTHS_KEY, SPLITTER_KEY = "nodes/sum_widths", "nodes/red_splitter"


class RedPeriod(QWidget):
    """Units or officers above, the red nodes of the chosen one below."""

    total_said = Signal(str)

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._snapshot: BoardSnapshot | None = None
        self._now: datetime | None = None
        self._days = (date.min, date.min)
        self._by, self._text = UNIT, ""
        self._reds: Sequence[RedNode] | None = None
        self._sums: dict[str, RedSum] = {}
        self._listed: tuple[object, ...] = ()
        self._recurring = Recurring(tools.ask, self._take, self._fail, every=REFRESH_SECONDS)
        self.table = PlainTable(self.tr("Who let nodes turn red"), self._headings(), parent=self)
        self.table.set_widths(tools.memory.text(SUM_WIDTHS_KEY))
        self.table.opened.connect(self._enter)
        self.table.selectionModel().currentChanged.connect(self._choose)
        self.list = RedList(tools, self)
        self._lay_out()

    def _headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Unit"), 0),
            Heading(self.tr("Officer"), 120),
            Heading(self.tr("Nodes turned red"), 140, right=True, tip=self.tr("Standing red cards of nodes")),
            Heading(self.tr("Cases"), 92, right=True, tip=self.tr("The cases these nodes belong to")),
            Heading(self.tr("Last one"), 168, tip=self.tr("When the newest of them turned red")),
        ]

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Vertical, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        for part, stretch in ((self.table, 2), (self.list, 3)):
            part.setMinimumHeight(140)
            self._splitter.addWidget(part)
            self._splitter.setStretchFactor(self._splitter.count() - 1, stretch)
        self._splitter.restoreState(self._tools.memory.bytes(SPLITTER_KEY))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._splitter)

    def remember(self) -> None:
        """Keeps widths and sizes for the next run."""
        self._tools.memory.keep_text(SUM_WIDTHS_KEY, self.table.widths())
        self._tools.memory.keep(SPLITTER_KEY, self._splitter.saveState())
        self.list.remember()

    # what is wanted

    def show_board(self, snapshot: BoardSnapshot, now: datetime) -> None:
        """A new picture, or a second later."""
        self._snapshot, self._now = snapshot, now
        self._ask(at_once=False)

    def show_days(self, first: date, last: date) -> None:
        """Another period, both days counted."""
        if (first, last) != self._days:
            self._days = (first, last)
            self._reds = None
            self._say_waiting()
            self._ask(at_once=True)

    def show_grouped(self, by: str, text: str) -> None:
        """By UNIT or officer, narrowed by a text."""
        self._by, self._text = by, text
        self._show()

    def _ask(self, *, at_once: bool) -> None:
        snapshot = self._snapshot
        if snapshot is None or snapshot.read_at is None or self._days[0] == date.min:
            return
        days = self._days
        since, until = moments_of(*days)
        self._recurring.want(
            (snapshot.version, days), lambda engine: (days, red_nodes(engine, since, until)), at_once=at_once
        )

    def _take(self, answer: tuple[Days, Sequence[RedNode]]) -> None:
        days, reds = answer
        if days == self._days and reds != self._reds:  # else the answer for the new period is on its way
            self._reds = reds
            self._show()

    def _fail(self, why: str) -> None:
        if self._reds is None:
            self.list.say_nothing(
                self.tr("The ledger cannot be read now"), self.tr("The list appears as soon as it can be read again.")
            )

    # showing

    def said_days(self) -> str:
        """'7月1日 – 7月31日'."""
        today = self._now.date() if self._now is not None else self._days[0]
        first, last = (day(self._tools.words, one, today) for one in self._days)
        return first if first == last else f"{first} – {last}"

    def _say_waiting(self) -> None:
        self.table.show_lines(())
        self.list.say_nothing(self.tr("Looking through the ledger…"))
        self.total_said.emit("")

    def _show(self) -> None:
        reds, now = self._reds, self._now
        if reds is None or now is None:
            return
        sums = said_so(summed(reds, self._by), self._text)
        self._sums = {one.key: one for one in sums}
        every = tuple(node for one in sums for node in one.nodes)
        if len(sums) > 1:
            self._sums[ALL] = RedSum(
                ALL, "", "", tuple(sorted(every, key=lambda node: node.became_true_at, reverse=True))
            )
        self.table.setColumnHidden(1, self._by == UNIT)
        lines = [self._line(one) for one in sums[:SHOWN]]
        self.table.show_lines([*([self._all_line(self._sums[ALL])] if len(sums) > 1 else ()), *lines])
        self.table.fit()
        who = self.tr("{count} units") if self._by == UNIT else self.tr("{count} officers")
        said = self.tr("{days}: {nodes} nodes turned red · {who}")
        who = who.format(count=f"{len(sums):,}")
        self.total_said.emit(said.format(days=self.said_days(), nodes=f"{len(every):,}", who=who))
        self._list_chosen()

    def _line(self, one: RedSum) -> Line:
        unnamed = self.tr("not named")
        return Line(
            one.key,
            (
                Cell(one.unit or unnamed, muted=not one.unit),
                Cell("" if self._by == UNIT else one.officer or unnamed, muted=not one.officer),
                *self._figures(one),
            ),
        )

    def _all_line(self, one: RedSum) -> Line:
        return Line(ALL, (Cell(self.tr("All"), ""), Cell("", ""), *self._figures(one)))

    def _figures(self, one: RedSum) -> tuple[Cell, Cell, Cell]:
        today = self._now.date() if self._now is not None else self._days[0]
        nodes, cases = len(one.nodes), one.cases
        newest = one.newest
        return (
            Cell(f"{nodes:,}", nodes, light="red", link=True),
            Cell(f"{cases:,}", cases),
            Cell(moment(self._tools.words, newest.replace(second=0), today), newest.isoformat()),
        )

    @Slot(QModelIndex, QModelIndex)
    def _choose(self, current: QModelIndex | QPersistentModelIndex, before: QModelIndex) -> None:
        self._list_chosen()

    @Slot(str, int)
    def _enter(self, key: str, column: int) -> None:
        """A figure was clicked, or Enter pressed: on into the list."""
        self._list_chosen()
        if self.list.table.isVisible():
            self.list.table.setFocus()

    def _chosen(self) -> RedSum | None:
        """The row with the cursor; without one the first."""
        index = self.table.currentIndex()
        row = index.row() if index.isValid() else 0
        key = self.table.rows.line(row).key if row < self.table.rows.rowCount() else ""
        return self._sums.get(key)

    def _list_chosen(self) -> None:
        chosen, snapshot, now = self._chosen(), self._snapshot, self._now
        if self._reds is None or snapshot is None or now is None:
            return
        if chosen is None:
            self._listed = ()
            self._say_none()
            return
        wanted = (chosen.nodes, snapshot.version, self._days)
        if wanted != self._listed:
            self._listed = wanted
            self.list.show_nodes(self._title(chosen), chosen.nodes, snapshot, now)

    def _title(self, one: RedSum) -> str:
        who = " · ".join(part for part in (one.unit, one.officer) if part) or self.tr("All")
        text = self.tr("{who} · {days}: {count} nodes turned red")
        return text.format(who=who, days=self.said_days(), count=f"{len(one.nodes):,}")

    def _say_none(self) -> None:
        if self._reds:
            self.list.say_nothing(self.tr("No unit or officer is called so"))
        else:
            self.list.say_nothing(
                self.tr("No node turned red in this period"),
                self.tr("Choose another period above. Revoked cards do not count."),
            )
