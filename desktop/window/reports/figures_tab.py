"""The figures of a report to look at before printing: headline, tables by township, unit, item …, and its lists."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.window.figures.cases_window import CasesWindow
from desktop.window.figures.figures_table import TOTAL, FiguresTable
from desktop.window.page_parts import label, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.reports.headline import HeadlineTable
from desktop.window.reports.lists import LISTS, SHOWN, ReportLists
from desktop.window.reports.record_texts import RecordTexts
from reports.figures.definitions import MEASURES
from reports.figures.values import Figures, Grouping
from widgets.empty_note import EmptyNote
from widgets.period_choice import QuietCombo
from widgets.plain_table import PlainTable

HEADLINE, LIST = "headline", "list:"


class FiguresTab(QWidget):
    """One view at a time, chosen above: the county, a grouping, or a list."""

    def __init__(self, tools: PageTools, texts: RecordTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._figures: Figures | None = None
        self._now: datetime | None = None
        self._lists = ReportLists(tools.words, texts, self)
        self.view = QuietCombo(self)
        self.view.setAccessibleName(self.tr("What is shown"))
        self.count = label(self, kind="muted")
        self.headline = HeadlineTable(tools.words, self.tr("Figures of the whole county"), self)
        self.table = FiguresTable(tools.words, self.tr("Figures"), self)
        self.empty = EmptyNote(self, width=280)
        self._of_list: dict[str, PlainTable] = {}
        self.headline.cases_wanted.connect(self._open_headline)
        self.table.cases_wanted.connect(self._open_cases)
        self._lay_out()
        self._offer()
        self.view.currentIndexChanged.connect(self._show)

    def _lay_out(self) -> None:
        bar, line = tool_bar(self)
        line.addWidget(self.view)
        line.addStretch(1)
        line.addWidget(self.count)
        self._stack = QStackedWidget(self)
        for part in (self.headline, self.table, self.empty):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)

    def _offer(self) -> None:
        self.view.addItem(self.tr("Whole county"), HEADLINE)
        titles = {
            Grouping.TOWNSHIP: self.tr("By township"),
            Grouping.UNIT: self.tr("By unit"),
            Grouping.ITEM: self.tr("By item"),
            Grouping.LEVEL: self.tr("By level"),
            Grouping.VILLAGE: self.tr("By village"),
            Grouping.OFFICER: self.tr("By officer"),
        }
        for grouping, title in titles.items():
            self.view.addItem(title, str(grouping))
        for key in LISTS:
            self.view.addItem(self.tr("List: {name}").format(name=self._lists.title(key)), f"{LIST}{key}")

    # what it shows

    def show_figures(self, figures: Figures, now: datetime) -> None:
        """Another report."""
        self._figures, self._now = figures, now
        self._show()

    @Slot()
    def _show(self) -> None:
        figures, view = self._figures, str(self.view.currentData())
        if figures is None:
            return
        self.count.clear()
        if view == HEADLINE:
            self.headline.show_figures(figures)
            self._stack.setCurrentWidget(self.headline)
        elif view.startswith(LIST):
            self._show_list(figures, view.removeprefix(LIST))
        else:
            self.table.show_table(figures.tables[Grouping(view)])
            self._stack.setCurrentWidget(self.table)

    def _show_list(self, figures: Figures, key: str) -> None:
        count = self._lists.count(figures, key)
        if not count or self._now is None:
            self.empty.say(self._lists.title(key), self._lists.nothing(key))
            self._stack.setCurrentWidget(self.empty)
            return
        table = self._list_table(key)
        table.show_lines(self._lists.lines(figures, key, self._now.date()))
        table.fit()
        cut = self.tr("{count}, the first {shown} shown").format(count=f"{count:,}", shown=f"{SHOWN:,}")
        self.count.setText(cut if count > SHOWN else self.tr("{count} rows").format(count=count))
        self._stack.setCurrentWidget(table)

    def _list_table(self, key: str) -> PlainTable:
        if key not in self._of_list:
            table = PlainTable(self._lists.title(key), self._lists.headings(key), parent=self)
            table.opened.connect(self._open_line)
            self._stack.addWidget(table)
            self._of_list[key] = table
        return self._of_list[key]

    # cases

    @Slot(str, int)
    def _open_line(self, key: str, column: int) -> None:
        self._tools.show_case(key.partition("\t")[0])

    @Slot(str)
    def _open_headline(self, measure: str) -> None:
        self._open_window(None, "", measure, self._named(measure))

    @Slot(str, str)
    def _open_cases(self, key: str, measure: str) -> None:
        if self._figures is None:
            return
        table = self._figures.tables[Grouping(str(self.view.currentData()))]
        row = next((row.name for row in table.rows if row.key == key), "")
        if key == TOTAL:
            self._open_window(None, "", measure, self._named(measure))
        else:
            self._open_window(table.grouping, key, measure, f"{row} · {self._named(measure)}")

    def _named(self, measure: str) -> str:
        return MEASURES[measure].named(self._tools.words.language)

    def _open_window(self, grouping: Grouping | None, key: str, measure: str, title: str) -> None:
        """As CasesWindow shows them: as they are now, though the figure is of then."""
        if self._figures is not None and self._now is not None:
            found = self._figures.trace(grouping, key, measure)
            window = CasesWindow(self._tools, title, found, self._now, self)
            window.setWindowFlag(Qt.WindowType.Dialog)
            window.show()
