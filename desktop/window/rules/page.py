"""The rules in force in plain words, with a worked example by the site's own hours."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from desktop.window.page_parts import label, reading_area
from desktop.window.page_tools import PageTools
from desktop.window.rules.example import Example, example
from desktop.window.rules.texts import RuleTexts
from monitoring.board import BoardSnapshot
from monitoring.codes import Light
from monitoring.rules import RuleError, RuleProfile
from monitoring.worktime import WorkingCalendar
from resources.spoken import day, due_moment, moment, weekday
from widgets.day_line import DayBox, DayLine, DayMark
from widgets.qt import with_margin
from widgets.tokens import SPACE_8, SPACE_12, SPACE_24

HELP: Final = "二灯"
PROMISED_KEY, STATUTORY_KEY = "rules/promised", "rules/statutory"
MOST: Final = 10
"""Days of promise in the example: more do not fit in a line."""
TITLE_WIDTH: Final = 132


class RulesPage(QWidget):
    """Read from top to bottom."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._now: datetime | None = None
        self._judged_by: WorkingCalendar | None = None
        self._asked_day = datetime.min.date()  # noqa: DTZ901 - before any day
        self._texts = RuleTexts(tools.words, self)
        self._rules = self._load()
        self.area, self._column = reading_area(self, self.tr("The rules in force"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.setFocusProxy(self.area)
        self._lay_out()

    def _load(self) -> RuleProfile | None:
        try:
            return self._tools.settings.rules.load()
        except RuleError:
            return None

    def _lay_out(self) -> None:
        rules = self._rules
        if rules is None:
            text = self.tr("The rules cannot be read. The doctor says what is wrong with them.")
            self._column.addWidget(label(self, text, wrap=True))
            self._column.addStretch(1)
            return
        settings = self._tools.settings
        self._column.addWidget(label(self, self.tr("The rules in force"), "title"))
        self._column.addWidget(label(self, self._texts.where(settings), "muted", wrap=True))
        self._table(self._texts.sentences(rules))
        self._heading(self.tr("An example"))
        self._add_example(rules)
        self._heading(self.tr("Office hours"))
        self._table(self._texts.hours(settings))
        self._heading(self.tr("Set differently from the shipped rules"))
        differences = self._texts.differences(settings) or [self.tr("Nothing: they are as shipped.")]
        for line in differences:
            self._column.addWidget(label(self, line, wrap=True))
        self._column.addStretch(1)

    def _heading(self, text: str) -> None:
        line = QFrame(self)
        line.setProperty("plain", "line")
        line.setFixedHeight(1)
        self._column.addSpacing(SPACE_8)
        self._column.addWidget(line)
        self._column.addWidget(label(self, text, "title"))

    def _table(self, rows: list[tuple[str, str]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_24)
        grid.setVerticalSpacing(SPACE_12)
        grid.setColumnMinimumWidth(0, TITLE_WIDTH)
        grid.setColumnStretch(1, 1)
        for number, (title, text) in enumerate(rows):
            head = label(self, title, "heading", wrap=True)
            head.setFixedWidth(TITLE_WIDTH)
            grid.addWidget(head, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(self, text, wrap=True), number, 1)
        self._column.addLayout(grid)

    # the example

    def _add_example(self, rules: RuleProfile) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        self.promised = self._days_field(self.tr("Promised working days"), PROMISED_KEY, 5)
        self.statutory = self._days_field(self.tr("Statutory working days"), STATUTORY_KEY, MOST)
        for text, field in ((self.tr("Promised"), self.promised), (self.tr("Statutory"), self.statutory)):
            line.addWidget(label(self, text))
            line.addWidget(field)
            line.addSpacing(SPACE_12)
        line.addWidget(label(self, self.tr("working days"), "muted"))
        line.addStretch(1)
        self.told = label(self, wrap=True)
        self.line = DayLine(self.tr("The example as a line of days"), self)
        self._column.addLayout(line)
        self._column.addWidget(self.told)
        self._column.addWidget(self.line)

    def _days_field(self, name: str, key: str, usual: int) -> QSpinBox:
        field = QSpinBox(self)
        with_margin(field)
        field.setRange(1, MOST)
        kept = self._tools.memory.text(key)
        field.setValue(int(kept) if kept.isdecimal() else usual)
        field.setAccessibleName(name)
        field.setMinimumWidth(64)
        field.valueChanged.connect(self._ask)
        return field

    @Slot()
    def _ask(self) -> None:
        now = self._now
        if now is None or self._rules is None:
            return
        promised, statutory = self.promised.value(), max(self.promised.value(), self.statutory.value())
        self._tools.ask(lambda engine: example(engine.book, now, promised, statutory), self._show, self._fail)

    def _fail(self, why: str) -> None:
        self.told.setText(
            self.tr("The example cannot be worked out now: the stores are away, or the calendar lacks a year it needs.")
        )
        self.line.show_days((), (), "")

    def _show(self, found: Example) -> None:
        """Where the calendar ends within the example there are no days to draw."""
        told = self._told(found)
        self.told.setText(told)
        marks = self._marks(found) if found.proof.days else []
        self.line.show_days(self._boxes(found), marks, told)

    def _told(self, found: Example) -> str:
        words, today = self._tools.words, found.accepted_at.date()
        proof, rules = found.proof, self._rules
        parts = [
            self.tr("Accepted on {moment}, promised {days} working days.").format(
                moment=moment(words, found.accepted_at, today), days=found.promised
            )
        ]
        if proof.due_at is None:
            return f"{parts[0]} {words.reason(proof.reason)}"
        if proof.yellow_from is not None:
            yellow = self.tr("Past {moment} it is yellow: {light}.")
            light = words.reason("near_promised_due")
            parts.append(yellow.format(moment=moment(words, proof.yellow_from, today), light=light))
        over = self.tr("Past {moment} it is {light}: past its promise.")
        past = rules.past_promised.code if rules is not None else "red"
        parts.append(over.format(moment=due_moment(words, proof.due_at, today), light=words.light(past)))
        if proof.statutory_due_at is not None:
            law = self.tr("Past {moment} the statutory limit has passed as well.")
            parts.append(law.format(moment=due_moment(words, proof.statutory_due_at, today)))
        return ("" if words.language == "zh_CN" else " ").join(parts)

    def _boxes(self, found: Example) -> list[DayBox]:
        words = self._tools.words
        return [
            DayBox(
                day(words, one.date, one.date),
                weekday(words, one.date, short=True),
                one.kind in ("workday", "makeup_workday"),
            )
            for one in found.proof.days
        ]

    def _marks(self, found: Example) -> list[DayMark]:
        rules, proof = self._rules, found.proof
        past = rules.past_promised if rules is not None else Light.RED
        law = rules.past_statutory if rules is not None else Light.RED
        wanted = [
            (found.accepted_at, self.tr("accepted"), ""),
            (proof.yellow_from, self._tools.words.light("yellow"), "yellow"),
            (proof.due_at, self.tr("promise over"), past.code),
            (proof.statutory_due_at, self.tr("statutory limit over"), law.code),
        ]
        return [DayMark(self._place(found, at), text, light) for at, text, light in wanted if at is not None]

    def _place(self, found: Example, at: datetime) -> float:
        """Where a moment stands in the line: office days are drawn from eight to six."""
        first = found.proof.days[0].date
        share = min(max((at.hour + at.minute / 60 - 8) / 10, 0.0), 1.0)
        return (at.date() - first).days + share

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board: the example follows the calendar and the day."""
        self._now = now
        if snapshot.calendar is not self._judged_by or now.date() != self._asked_day:
            self._judged_by, self._asked_day = snapshot.calendar, now.date()
            self._ask()

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed."""
        self._now = now

    def remember(self) -> None:
        """Keeps the example's limits for the next run."""
        if self._rules is not None:
            self._tools.memory.keep_text(PROMISED_KEY, str(self.promised.value()))
            self._tools.memory.keep_text(STATUTORY_KEY, str(self.statutory.value()))
