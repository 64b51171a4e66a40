"""What the archive holds: drafts, issued and superseded reports, with search; a click opens one."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.window.page_parts import label, search_field
from desktop.window.page_tools import PageTools
from desktop.window.reports.record_texts import RecordTexts
from monitoring.archiving import ReportRecord, ReportState
from monitoring.clock import ticking
from widgets.empty_note import EmptyNote
from widgets.period_choice import QuietCombo
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line
from widgets.tokens import SPACE_4, SPACE_8

LOOK_SECONDS: Final = 10.0
WAIT_MILLISECONDS: Final = 250
NOTE_WIDTH: Final = 200
PERIOD_WIDTHS: Final = {"zh_CN": 108, "en": 88}
STATE_WIDTHS: Final = {"zh_CN": 74, "en": 96}
NUMBER_LEAST: Final = 106
"""Pixels in which '〔2017〕12号' stands."""
STANDING: Final = (ReportState.DRAFT, ReportState.ISSUED, ReportState.SUPERSEDED)


class ArchiveList(QWidget):
    """Read again every few seconds while it is in sight: other workstations issue too."""

    opened = Signal(str)
    """The id of the report that is to be shown."""

    def __init__(self, tools: PageTools, texts: RecordTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._texts = texts
        self._today = date.min
        self._asked_at = float("-inf")
        self._waiting = self._read = False
        self.records: list[ReportRecord] = []
        self._make_parts()
        self._lay_out()
        self.empty.say(self.tr("Reading the archive…"))

    def _make_parts(self) -> None:
        self.search = search_field(self, self.tr("Number or name"), self.tr("Search the archive"), self.tr("Clear"))
        self.state = QuietCombo(self)
        self.state.setAccessibleName(self.tr("State of the reports"))
        self.state.addItem(self.tr("All"), "")
        for state in ReportState:
            self.state.addItem(self._texts.state(state), str(state))
        self.table = PlainTable(self.tr("Archive of reports"), self._headings(), parent=self)
        self.table.least = NUMBER_LEAST
        self.table.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.table.opened.connect(lambda key, column: self.opened.emit(key))
        self.empty = EmptyNote(self, width=NOTE_WIDTH)
        self.total = label(self, kind="note", wrap=True)
        self.total.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MILLISECONDS)
        self._wait.timeout.connect(self.look)
        self.search.textChanged.connect(self._wait.start)
        self.state.currentIndexChanged.connect(self._wait.start)

    def _headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Period"), PERIOD_WIDTHS[self._tools.words.language]),
            Heading(self.tr("Number"), 0),
            Heading(self.tr("State"), STATE_WIDTHS[self._tools.words.language]),
        ]

    def _lay_out(self) -> None:
        fields = QWidget(self)
        fields.setProperty("plain", "surface")
        fields.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(fields)
        line.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        line.setSpacing(SPACE_4)
        line.addWidget(self.search, 1)
        line.addWidget(self.state)
        foot = QWidget(self)
        foot.setProperty("plain", "surface")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        under = QHBoxLayout(foot)
        under.setContentsMargins(SPACE_8, SPACE_4, SPACE_8, SPACE_4)
        under.addWidget(self.total, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((fields, 0), (self._stack, 1), (foot, 0)):
            column.addWidget(part, stretch)

    # reading

    def go_on(self, today: date) -> None:
        """A second has passed in sight."""
        self._today = today
        if ticking() - self._asked_at >= LOOK_SECONDS:
            self.look()

    @Slot()
    def look(self) -> None:
        """Reads the archive again."""
        if self._waiting:
            self._wait.start()
            return
        self._waiting, self._asked_at = True, ticking()
        chosen, words = str(self.state.currentData()), self.search.text().strip()
        states = (ReportState(chosen),) if chosen else STANDING
        self._tools.archive(lambda archive: archive.records(states=states, words=words), self._take, self._fail)

    def _take(self, found: list[ReportRecord]) -> None:
        self._waiting, self._read = False, True
        self.records = found
        self.table.show_lines([Line(record.report_id, self._cells(record)) for record in found])
        self.total.setText(self.tr("{count} reports").format(count=len(found)) if found else "")
        self._say_empty()
        self._stack.setCurrentWidget(self.table if found else self.empty)

    def _say_empty(self) -> None:
        if self.search.text().strip() or self.state.currentData():
            self.empty.say(self.tr("No report is like this"), self.tr("Clear the search, or choose all states."))
        else:
            text = self.tr("Choose a kind and a period above, then make a draft.")
            self.empty.say(self.tr("No report yet"), text)

    def _fail(self, why: str) -> None:
        """What was read before stays in sight."""
        self._waiting = False
        said = self.tr("The ledger cannot be read now: {why}").format(why=self.why(why))
        self.total.setText(said if self._read else "")
        if not self._read:
            text = self.tr("{why}\nIt is tried again by itself.").format(why=self.why(why))
            self.empty.say(self.tr("The archive cannot be read now"), text)

    def why(self, code: str) -> str:
        """A failed question in words."""
        known = {
            "no_archive": self.tr("this window has no ledger"),
            "failed": self.tr("an internal fault; the log has the details"),
        }
        return known.get(code, code)

    # a row

    def _cells(self, record: ReportRecord) -> tuple[Cell, ...]:
        tip = f"{self._texts.title(record)}\n{self._texts.story(record, self._today)}"
        return (
            Cell(self._texts.period(record.about), record.about.period, tip=tip, link=True),
            Cell(_short(record), _order(record), tip=tip),
            Cell(self._texts.state(record.state), tip=tip, muted=record.state is not ReportState.ISSUED),
        )

    def select(self, report_id: str) -> None:
        """The row of the report that is open."""
        row = self.table.rows.row_of(report_id)
        if row >= 0:
            self.table.selectRow(row)


def _short(record: ReportRecord) -> str:
    """'〔2017〕12号': the whole number, whose letters say the kind, is in the tip."""
    number = record.number
    return "" if number is None else str(number).removeprefix(number.prefix)


def _order(record: ReportRecord) -> str:
    """Numbers in their order: 10 comes after 9."""
    number = record.number
    return "" if number is None else f"{number.prefix}{number.year:04}{number.count:06}"
