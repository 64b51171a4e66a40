"""The working calendar of the site: looked at by the year, changed by the day, imported by the file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.site_calendar_edits import (
    Former,
    SiteDays,
    changes,
    forget_day,
    new_years,
    read_site_days,
    take_back,
    write_days,
)
from desktop.window.page_parts import label, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.working_calendar.asking import confirmed, refuse
from desktop.window.working_calendar.day_panel import DayPanel
from desktop.window.working_calendar.import_dialog import ImportDialog
from desktop.window.working_calendar.year_facts import count_workdays, is_known, picture, special_runs
from monitoring.board import BoardSnapshot
from monitoring.ports import CalendarDay, CalendarFile, Ledger
from monitoring.site_calendar import CalendarFileError, parse_calendar_file
from monitoring.watching.engine import Engine
from monitoring.worktime import WorkingCalendar
from resources.spoken import day as day_words
from widgets.empty_note import EmptyNote
from widgets.year_view import YearView, YearWords

HELP: Final = "五工作日历"
YEARS: Final = range(1990, 2100)
FOLDER_KEY: Final = "calendar/folder"


class CalendarPage(QWidget):
    """A year, one of its days, and what was changed last."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._now: datetime | None = None
        self._known: SiteDays | None = None
        self._judged_by: WorkingCalendar | None = None
        self._year = 0
        self._undo: list[Former] = []
        self._busy = False
        self._make_parts()
        self._lay_out()
        self.empty.say(self.tr("Reading the calendar…"))

    def _make_parts(self) -> None:
        self.before, self.after = QToolButton(self), QToolButton(self)
        for button, text, name in (
            (self.before, "‹", self.tr("The year before")),
            (self.after, "›", self.tr("The year after")),
        ):
            button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
        self.before.clicked.connect(lambda: self._go(-1))
        self.after.clicked.connect(lambda: self._go(1))
        self.title = label(self, kind="title")
        self.legend = label(self, kind="note")
        self.undo = QPushButton(self.tr("Undo"), self)
        self.undo.setEnabled(False)
        self.undo.clicked.connect(self._take_back)
        self.bring = QPushButton(self.tr("Import…"), self)
        self.bring.setAccessibleName(self.tr("Import the days off of a year from a file"))
        self.bring.clicked.connect(self._ask_file)
        self.view = YearView(self._words_of_year(), self)
        self.view.chosen.connect(self._choose)
        self.view.year_asked.connect(self._show_year)
        self.view.edit_asked.connect(self._edit)
        self.panel = DayPanel(self._tools.words, self)
        self.panel.saving.connect(self._save)
        self.panel.resetting.connect(self._reset)
        self.empty = EmptyNote(self)
        self.empty.pressed.connect(self._ask_file)
        for keys, does in ((QKeySequence.StandardKey.Undo, self._take_back), ("Ctrl+I", self._ask_file)):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _words_of_year(self) -> YearWords:
        names = (
            *(self.tr("January"), self.tr("February"), self.tr("March"), self.tr("April"), self.tr("May")),
            *(self.tr("June"), self.tr("July"), self.tr("August"), self.tr("September"), self.tr("October")),
            *(self.tr("November"), self.tr("December")),
        )
        days = (
            *(self.tr("Mo"), self.tr("Tu"), self.tr("We"), self.tr("Th"), self.tr("Fr"), self.tr("Sa"), self.tr("Su")),
        )
        marks = {"holiday": self.tr("H"), "makeup_workday": self.tr("W")}
        count = self.tr("{month}  {count} working days").replace("{month}", "%s")
        return YearWords([count % name for name in names], days, marks, self.tr("Days of the year"))

    def _lay_out(self) -> None:
        bar, line = tool_bar(self)
        for part in (self.before, self.title, self.after, self.legend):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.undo)
        line.addWidget(self.bring)
        self.legend.setText(self.tr("H holiday   W make-up workday   grey: weekend   folded corner: set by this site"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self._stack, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)
        self.panel.hide()
        self.setFocusProxy(self.view)

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board: the calendar is read again when it is judged by another one."""
        self._now = now
        if self._known is None or snapshot.calendar is not self._judged_by:
            self._judged_by = snapshot.calendar
            self._read()

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed; a new day moves the mark of today."""
        turned = self._now is not None and now.date() != self._now.date()
        self._now = now
        if turned:
            self._show()

    def remember(self) -> None:
        """Nothing of a year is kept: the page begins with this one."""

    # reading

    def _ask(self, question: Callable[[Ledger], Former | None], done: Callable[[Former | None], None]) -> None:
        """Changes something on the engine's thread, one change at a time, and reads the calendar after it."""
        if self._busy:
            self._tools.say(self.tr("The last change is still being written. Try again in a moment."))
            return
        self._busy = True
        hours = self._tools.settings.office_hours

        def whole(engine: Engine) -> tuple[Former | None, SiteDays]:
            return question(engine.ledger), read_site_days(engine.ledger, hours)

        def answered(answer: tuple[Former | None, SiteDays]) -> None:
            self._busy = False
            self._take(answer[1])
            done(answer[0])

        self._tools.ask(whole, answered, self._fail_change)

    def _read(self) -> None:
        hours = self._tools.settings.office_hours
        self._tools.ask(lambda engine: read_site_days(engine.ledger, hours), self._take, self._fail_reading)

    def _take(self, known: SiteDays) -> None:
        first = self._known is None
        self._known = known
        if first:
            today = self._today()
            self._year = today.year
            self.view.choose(today)
        self._show()

    def _fail_reading(self, why: str) -> None:
        """What was read before stays in sight; the next picture of the board has it read again."""
        self._judged_by = None
        if self._known is None:
            self.empty.say(
                self.tr("The calendar cannot be read now"),
                self.tr("It is kept in the supervision ledger, which is away. It appears as soon as that is back."),
            )

    def _fail_change(self, why: str) -> None:
        self._busy = False
        self._tools.say(self.tr("The ledger is away: nothing was changed. Try again later."))

    def _today(self) -> date:
        return self._now.date() if self._now is not None else date.min

    # showing

    def _go(self, step: int) -> None:
        self._show_year(self._year + step)

    @Slot(int)
    def _show_year(self, year: int) -> None:
        self._year = min(max(year, YEARS[0]), YEARS[-1])
        self._show()

    def _show(self) -> None:
        known, year = self._known, self._year
        if known is None:
            return
        self.panel.show()
        self.view.show_year(picture(known, year, self._today()))
        self._choose(self.view.current())
        if is_known(known, year):
            text = self.tr("{year}: {count} working days")
            self.title.setText(text.format(year=year, count=count_workdays(known, year)))
            self._stack.setCurrentWidget(self.view)
        else:
            self.title.setText(self.tr("{year}: not known").format(year=year))
            self._say_unknown(year)
        self.legend.setVisible(is_known(known, year))
        self.panel.show_special(self._special(known, year))
        self.panel.setVisible(is_known(known, year))

    def _say_unknown(self, year: int) -> None:
        self.empty.say(
            self.tr("The days off of {year} are not known").format(year=year),
            self.tr(
                "Cases whose limit reaches into this year are not judged: nothing is guessed by the weekday. "
                "As soon as the State Council has announced them, import the file (JSON, CSV or TOML)."
            ),
            self.tr("Import…"),
        )
        self._stack.setCurrentWidget(self.empty)

    def _special(self, known: SiteDays, year: int) -> str:
        """The year's holidays and make-up workdays, a line each."""
        words, today = self._tools.words, date(year, 1, 1)
        works, lines = self.tr(" (work)"), []
        for run in special_runs(known, year):
            span = day_words(words, run.first, today)
            if run.last != run.first:
                span = f"{span} – {day_words(words, run.last, today)}"
            lines.append(f"{run.name or words.day_kind(run.kind)}{'' if run.kind == 'holiday' else works}  {span}")
        return "\n".join(lines)

    @Slot(date)
    def _choose(self, day: date) -> None:
        if self._known is not None:
            self.panel.show_day(self._known, day, self._today())
            self.view.say(self.panel.spoken())

    @Slot(date)
    def _edit(self, day: date) -> None:
        if self._stack.currentWidget() is self.view:
            self.view.choose(day)
            self.panel.focus_choice()

    # changing

    def confirm(self, title: str, text: str, does: str) -> bool:
        """Asks before the calendar is changed."""
        return confirmed(self, title, text, does)

    @Slot(object)
    def _save(self, day: CalendarDay) -> None:
        said = day_words(self._tools.words, day.day, self._today())
        text = self.tr("{day} becomes a working day") if day.is_workday else self.tr("{day} becomes a rest day")
        if self.confirm(text.format(day=said), self._effect(), self.tr("Change")):
            self._write(CalendarFile((day,), source="window"))

    def _effect(self) -> str:
        return self.tr(
            "Every case is judged anew. Cards that the changed calendar proves wrong are revoked with the reason "
            "“calendar corrected”; dues that move get their own cards. It can be undone with Ctrl+Z."
        )

    @Slot(date)
    def _reset(self, day: date) -> None:
        said = day_words(self._tools.words, day, self._today())
        title = self.tr("{day} is again what the notice says").format(day=said)
        if self.confirm(title, self._effect(), self.tr("Change")):
            self._ask(lambda ledger: forget_day(ledger, day), self._changed)

    def _write(self, file: CalendarFile) -> None:
        at = self._now
        if at is not None:
            self._ask(lambda ledger: write_days(ledger, file, at), self._changed)

    def _changed(self, former: Former | None) -> None:
        if former is not None:
            self._undo.append(former)
        self._show_undo()
        self._tools.reload()
        self._tools.say(self.tr("Written. The cases are being judged anew."))

    @Slot()
    def _take_back(self) -> None:
        at = self._now
        if not self._undo or at is None:
            return
        former = self._undo[-1]
        self._ask(lambda ledger: take_back(ledger, former, at), lambda none: self._taken_back(former))

    def _taken_back(self, former: Former) -> None:
        self._undo.remove(former)
        self._show_undo()
        self._show_year(former.year or self._year)
        self._tools.reload()
        self._tools.say(self.tr("Undone. The cases are being judged anew."))

    def _show_undo(self) -> None:
        self.undo.setEnabled(bool(self._undo))
        name = self.tr("Undo the last change of the calendar ({count} can be undone)")
        self.undo.setAccessibleName(name.format(count=len(self._undo)))
        self.undo.setToolTip(self.undo.accessibleName())

    # importing

    @Slot()
    def _ask_file(self) -> None:
        title, kinds = self.tr("Import the days off"), self.tr("Calendars (*.json *.csv *.toml);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, title, self._tools.memory.text(FOLDER_KEY), kinds)
        if name:
            self._tools.memory.keep_text(FOLDER_KEY, str(Path(name).parent))
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Shows what a file would change and writes it when that is wanted."""
        known = self._known
        if known is None:
            return
        try:
            file = parse_calendar_file(path)
        except CalendarFileError as error:
            self.refuse(error.said(self._tools.words))
            return
        found, years = changes(known, file), new_years(known, file)
        if not found and not years:
            self._tools.say(self.tr("{file} says nothing that is not known already").format(file=path.name))
            return
        dialog = ImportDialog(self._tools.words, path.name, found, years, self._today(), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._year = (years or (found[0].day.year,))[0]
            self._write(file)

    def refuse(self, why: str) -> None:
        """Says why a file cannot be taken."""
        what = self.tr("This file cannot be taken; nothing was changed")
        refuse(self, self.tr("Import the days off"), what, why)
