"""Explore the figures: any period, by township, unit, item …, narrowed at will, compared with the period before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.window.figures.bench import Bench
from desktop.window.figures.cases_window import CasesWindow
from desktop.window.figures.figures_table import TOTAL, FiguresTable
from desktop.window.figures.units import with_unit
from desktop.window.page_parts import label, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.saving import ask_where, file_name
from desktop.window.statistics.export import export
from desktop.window.statistics.periods import CHOSEN, PERIODS, THIS_MONTH, days_of, named
from desktop.window.statistics.reading import NOT_BEGUN, Answer, Reading, Wanted
from monitoring.board import BoardSnapshot
from reports import saying
from reports.figures.definitions import MEASURES
from reports.figures.periods import Period
from reports.figures.values import FigureRow, Figures, FigureTable, Grouping
from resources.spoken import moment
from widgets.choice_list import Choice
from widgets.compare_bars import CompareBars, Comparison
from widgets.empty_note import EmptyNote
from widgets.filter_button import FilterButton
from widgets.flow import FlowLayout
from widgets.period_choice import PeriodChoice, QuietCombo
from widgets.qt import override
from widgets.tokens import SPACE_8, SPACE_12, SPACE_16

HELP: Final = "统计分析"
NARROWED: Final = (Grouping.TOWNSHIP, Grouping.LEVEL, Grouping.UNIT, Grouping.ITEM)
HEADLINE: Final = ("accepted", "finished", "on_time_rate", "in_hand", "red_new", "node_red_new", "mean_days")
BARS: Final = 20
"""So many rows of a table stand in the chart, those with the greatest figures."""
SIZES: Final = [240, 400]
"""Of chart and table, in pixels, until somebody draws them otherwise."""
WAIT_MILLISECONDS: Final = 150
"""Several choices made one after the other are worked out once."""
PERIOD_KEY, GROUP_KEY, MEASURE_KEY = "statistics/period", "statistics/grouping", "statistics/measure"
WIDTHS_KEY, SPLITTER_KEY = "statistics/widths", "statistics/splitter"


class StatisticsPage(QWidget):
    """What is chosen above, a chart of one measure, the table of all."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._reading = Reading(tools.settings)
        self._now: datetime | None = None
        self._figures: Figures | None = None
        self._again = False
        self._bench = Bench(tools.run, self)
        self._make_choices()
        self._make_parts()
        self._lay_out()
        self._recall()
        self.empty.say(self.tr("Working out the figures…"))

    # parts

    def _make_choices(self) -> None:
        self.period = PeriodChoice(CHOSEN, days_of, self)
        self.period.offer(self._periods(), self.tr("Period of the statistics"))
        self.period.choose(THIS_MONTH)
        self.grouping = QuietCombo(self)
        self.grouping.setAccessibleName(self.tr("Put together by"))
        for grouping, title in self._groupings().items():
            self.grouping.addItem(title, str(grouping))
        self.measure = QuietCombo(self)
        self.measure.setAccessibleName(self.tr("Figure in the chart"))
        for measure in MEASURES.values():
            self.measure.addItem(measure.named(self._tools.words.language), measure.key)
        self.filters = {grouping: FilterButton(self._filters()[grouping], self) for grouping in NARROWED}
        self.again = QPushButton(self.tr("Read again"), self)
        self.again.setToolTip(self.tr("Reads all cases anew (F5)"))
        self.save = QPushButton(self.tr("Export…"), self)
        self.save.setToolTip(self.tr("Save these figures as a spreadsheet (Ctrl+E)"))
        for button in (self.again, self.save):
            button.setAccessibleName(button.toolTip())
        self.save.setEnabled(False)

    def _periods(self) -> dict[str, str]:
        titles = {
            "this_week": self.tr("This week"),
            "last_week": self.tr("Last week"),
            "this_month": self.tr("This month"),
            "last_month": self.tr("Last month"),
            "this_year": self.tr("This year"),
            "last_year": self.tr("Last year"),
            CHOSEN: self.tr("From … to …"),
        }
        return {key: titles[key] for key in PERIODS}

    def _groupings(self) -> dict[Grouping, str]:
        return {
            Grouping.TOWNSHIP: self.tr("By township"),
            Grouping.UNIT: self.tr("By unit"),
            Grouping.ITEM: self.tr("By item"),
            Grouping.LEVEL: self.tr("By level"),
            Grouping.VILLAGE: self.tr("By village"),
            Grouping.OFFICER: self.tr("By officer"),
        }

    def _filters(self) -> dict[Grouping, str]:
        return {
            Grouping.TOWNSHIP: self.tr("Township"),
            Grouping.LEVEL: self.tr("Level"),
            Grouping.UNIT: self.tr("Unit"),
            Grouping.ITEM: self.tr("Item"),
        }

    def _make_parts(self) -> None:
        self.headline = label(self, kind="heading", wrap=True)
        self.base = label(self, kind="note", wrap=True)
        self.chart = CompareBars(self.tr("Chart"), self)
        self.table = FiguresTable(self._tools.words, self.tr("Figures"), self)
        self.empty = EmptyNote(self)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MILLISECONDS)
        self._wait.timeout.connect(self._work_out)
        self.period.changed.connect(self._wait.start)
        self.grouping.currentIndexChanged.connect(self._show)
        self.measure.currentIndexChanged.connect(self._show)
        for button in self.filters.values():
            button.changed.connect(self._narrow)
        self.again.clicked.connect(self.read_again)
        self.save.clicked.connect(self._ask_file)
        self.table.cases_wanted.connect(self._open_cases)
        self.chart.opened.connect(self._open_bar)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self._ask_file)

    def _lay_out(self) -> None:
        bar = QWidget(self)
        bar.setProperty("plain", "surface")
        bar.setProperty("rule", "below")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = FlowLayout(bar, gap=SPACE_8, line_gap=SPACE_8)
        line.setContentsMargins(SPACE_12, SPACE_8, SPACE_16, SPACE_8)
        for part in (self.period, self.grouping, *self.filters.values(), self.measure, self.again, self.save):
            line.addWidget(part)
        head, across = tool_bar(self)
        across.addWidget(self.headline, 1)
        foot, under = tool_bar(self)
        foot.setProperty("rule", "above")
        under.addWidget(self.base, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.tr("Chart"))
        area.setWidget(self.chart)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for part, stretch in ((area, 2), (self.table, 3)):
            part.setMinimumHeight(120)
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, stretch)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((bar, 0), (head, 0), (self._stack, 1), (foot, 0)):
            column.addWidget(part, stretch)

    def _recall(self) -> None:
        memory = self._tools.memory
        self.period.choose(memory.text(PERIOD_KEY))
        for box, key in ((self.grouping, GROUP_KEY), (self.measure, MEASURE_KEY)):
            place = box.findData(memory.text(key))
            box.setCurrentIndex(max(place, 0) if key == GROUP_KEY or place >= 0 else box.findData("finished"))
        self.table.set_widths(memory.text(WIDTHS_KEY))
        self.splitter.setSizes(SIZES)
        self.splitter.restoreState(memory.bytes(SPLITTER_KEY))

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """The figures are worked out when the page is opened, not with every picture of the board."""
        self._now = now
        if self._figures is None and snapshot.read_at is not None:
            self._work_out()

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed."""
        self._now = now

    def remember(self) -> None:
        """Keeps what is chosen and the widths for the next run."""
        memory = self._tools.memory
        memory.keep_text(PERIOD_KEY, self.period.period)
        memory.keep_text(GROUP_KEY, str(self.grouping.currentData()))
        memory.keep_text(MEASURE_KEY, str(self.measure.currentData()))
        memory.keep_text(WIDTHS_KEY, self.table.widths())
        memory.keep(SPLITTER_KEY, self.splitter.saveState())

    # working out

    @Slot(object)
    def _narrow(self, keys: object) -> None:
        self._wait.start()

    @Slot()
    def read_again(self) -> None:
        """Reads all cases anew (F5)."""
        self._reading.forget()
        self._work_out()

    def _wanted(self) -> Wanted:
        return {grouping: button.model.chosen for grouping, button in self.filters.items() if button.model.chosen}

    def chosen_period(self, today: date) -> Period:
        """The period that is looked at."""
        return named(*self.period.days(today))

    @Slot()
    def _work_out(self) -> None:
        """One job at a time: what is chosen meanwhile is worked out after it."""
        if self._now is None:
            return
        if self._bench.busy:
            self._again = True
            return
        period, wanted, now = self.chosen_period(self._now.date()), self._wanted(), self._now
        self._bench.do(
            self.tr("Working out the figures"),
            lambda progress: self._reading.answer(period, wanted, now, progress),
            self._take,
            self._fail,
        )

    def _take(self, answer: Answer) -> None:
        if self._again:
            self._again = False
            self._work_out()
            return
        self._figures = answer.figures
        for grouping, rows in answer.choices.items():
            self.filters[grouping].show_choices([Choice(key, name, count) for key, name, count in rows])
        self._show()
        if answer.figures is None:
            self._say_why(answer.why_not)

    def _fail(self, error: Exception) -> None:
        """Somebody cancelled, or something went wrong, of which a message bar tells: what was there stays."""
        self._again = False
        if self._figures is None:
            self.empty.say(self.tr("The figures have not been worked out"), self.tr("“Read again” tries once more."))

    def _say_why(self, why: str) -> None:
        if why == NOT_BEGUN:
            self.empty.say(self.tr("This period has not begun"), self.tr("Choose one that has."))
        else:
            text = self.tr("{why}\n\nRead again when the store can be reached.").format(
                why=self._tools.words.store_detail(why)
            )
            self.empty.say(self.tr("The figures cannot be worked out now"), text)

    # showing

    def _table(self) -> FigureTable | None:
        if self._figures is None:
            return None
        return self._figures.tables[Grouping(str(self.grouping.currentData()))]

    @Slot()
    def _show(self) -> None:
        table, figures = self._table(), self._figures
        self.save.setEnabled(figures is not None)
        self._stack.setCurrentWidget(self.empty if table is None else self.splitter)
        if table is None or figures is None:
            self.headline.clear()
            self.base.clear()
            return
        self.table.show_table(table)
        self._show_chart(table)
        self.headline.setText(self._said(figures))
        self.base.setText(self._said_base(figures))

    def _show_chart(self, table: FigureTable) -> None:
        measure = MEASURES[str(self.measure.currentData())]
        name = measure.named(self._tools.words.language)
        rows = [row for row in table.rows if row.figures.get(measure.key) is not None and not row.idle]
        rows.sort(key=lambda row: -(row.figures.get(measure.key) or 0))
        said = self.tr("{measure}: the stroke is the period before") if self._over else "{measure}"
        self.chart.show_rows(said.format(measure=name), [self._bar(row, measure.key) for row in rows[:BARS]])

    @property
    def _over(self) -> bool:
        """A month that runs is not compared with a whole one."""
        return self._figures is not None and self._figures.cutoff == self._figures.period.end

    def _bar(self, row: FigureRow, key: str) -> Comparison:
        measure, now, before = MEASURES[key], row.figures.get(key), row.before.get(key)
        text = saying.figure(measure, now)
        if not self._over:
            return Comparison(row.key or "-", row.name, now, None, text, f"{row.name}: {text}")
        spoken = self.tr("{name}: {now}, the period before {before}").format(
            name=row.name, now=text, before=saying.figure(measure, before)
        )
        return Comparison(row.key or "-", row.name, now, before, text, spoken)

    def _said(self, figures: Figures) -> str:
        language, parts = self._tools.words.language, []
        for key in HEADLINE:
            measure, told = MEASURES[key], figures.headline[key]
            change = saying.change(told.now, told.before, measure.unit)
            said = f"{measure.named(language)} {with_unit(self._tools.words, measure, told.now)}"
            known = self._over and change not in (saying.NOTHING, saying.EVEN)
            parts.append(self.tr("{figure} ({change})").format(figure=said, change=change) if known else said)
        return "    ".join(parts)

    def _said_base(self, figures: Figures) -> str:
        words = self._tools.words
        days, before = figures.days.working_days, figures.period.before()
        said = self.tr("{first} – {last}, {days} working days.").format(
            first=figures.period.first, last=figures.period.last, days=saying.NOTHING if days is None else days
        )
        if not self._over:
            at = figures.cutoff.replace(second=0, microsecond=0)
            base = self.tr("It still runs; as of {cutoff}.").format(cutoff=moment(words, at, at.date()))
        else:
            base = self.tr("In brackets: against {before}.").format(before=f"{before.first} – {before.last}")
        how = self.tr("Point at a heading for its definition; a click on a figure opens its cases.")
        return "  ".join((said, base, how))

    # cases

    @Slot(str)
    def _open_bar(self, key: str) -> None:
        self._open_cases("" if key == "-" else key, str(self.measure.currentData()))

    @Slot(str, str)
    def _open_cases(self, key: str, measure: str) -> None:
        table, figures = self._table(), self._figures
        if table is None or figures is None or self._now is None:
            return
        name = MEASURES[measure].named(self._tools.words.language)
        row = next((row.name for row in table.rows if row.key == key), "")
        grouping = None if key == TOTAL else table.grouping
        title = name if key == TOTAL else f"{row} · {name}"
        CasesWindow(self._tools, title, figures.trace(grouping, key, measure), self._now, self).show()

    # taking away

    @Slot()
    def _ask_file(self) -> None:
        if self._figures is None:
            return
        name = file_name(self.tr("Statistics {period}").format(period=self._figures.period.key), self._now, ".xlsx")
        path = ask_where(self._tools.memory, self, self.tr("Export the figures"), name)
        if path is not None:
            export(self._tools, self._figures, path, self.tr("Exporting the figures"), self.tr("Saved as {file}"))

    @override
    def sizeHint(self) -> QSize:
        return QSize(1000, 640)
