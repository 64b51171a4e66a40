"""One day of the calendar: what it is, where that comes from, and changing it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.site_calendar_edits import WORK_KINDS, SiteDays
from desktop.window.page_parts import label
from monitoring.ports import CalendarDay
from resources import Words
from resources.spoken import day as day_words
from resources.spoken import weekday
from widgets.tokens import SPACE_8, SPACE_12, SPACE_16

WIDTH = 276


class DayPanel(QWidget):
    """Beside the year."""

    saving = Signal(object)
    """The CalendarDay that is to be."""
    resetting = Signal(date)
    """The notice is to hold again for this day."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._day: date | None = None
        self._known: SiteDays | None = None
        self.setFixedWidth(WIDTH)
        self.setProperty("plain", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._make_parts()
        self._lay_out()

    def _make_parts(self) -> None:
        self.title = label(self, kind="title")
        self.kind = label(self, wrap=True)
        self.source = label(self, kind="note", wrap=True)
        self.work = QPushButton(self.tr("Working day"), self)
        self.rest = QPushButton(self.tr("Rest day"), self)
        self._choice = QButtonGroup(self)
        for button in (self.work, self.rest):
            button.setCheckable(True)
            button.setAccessibleName(button.text())
            self._choice.addButton(button)
        self._choice.buttonClicked.connect(self._show_state)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("Name, if it has one"))
        self.name.setAccessibleName(self.tr("Name of the day"))
        self.name.setMaxLength(40)
        self.name.textChanged.connect(self._show_state)
        self.name.returnPressed.connect(self._save)
        self.save = QPushButton(self.tr("Save this day…"), self)
        self.save.setAccessibleName(self.save.text())
        self.save.clicked.connect(self._save)
        self.reset = QPushButton(self.tr("Back to the notice…"), self)
        self.reset.setAccessibleName(self.reset.text())
        self.reset.clicked.connect(self._reset)
        self.effect = label(self, kind="note", wrap=True)
        self.effect.setText(self.tr("A change has every case judged anew; cards that it proves wrong are revoked."))
        self.special = label(self, kind="muted", wrap=True)
        self.special.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        heads: list[QWidget] = [self.title, self.kind, self.source]
        for part in heads:
            column.addWidget(part)
        pair = QHBoxLayout()
        pair.setSpacing(SPACE_8)
        pair.addWidget(self.work, 1)
        pair.addWidget(self.rest, 1)
        column.addLayout(pair)
        for part in (self.name, self.save, self.reset, self.effect):
            column.addWidget(part)
        self._special_area = QScrollArea(self)
        self._special_area.setWidgetResizable(True)
        self._special_area.setAccessibleName(self.tr("Holidays and make-up workdays of the year"))
        self._special_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget(self._special_area)
        ground.setProperty("plain", "raised")
        inner = QVBoxLayout(ground)
        inner.setContentsMargins(0, SPACE_8, 0, 0)
        inner.addWidget(self.special)
        inner.addStretch(1)
        self._special_area.setWidget(ground)
        column.addWidget(self._special_area, 1)

    def show_day(self, known: SiteDays, day: date, today: date) -> None:
        """Shows another day, or the same one changed."""
        self._known, self._day = known, day
        kind, name = known.kind(day), known.calendar.name(day)
        self.title.setText(f"{day_words(self._words, day, today)} {weekday(self._words, day)}")
        # a day that the site itself closed is no public holiday
        told = "restday" if kind == "holiday" and day in known.own else kind
        said = self._words.day_kind(told or "unknown")
        self.kind.setText(f"{said} · {name}" if name else said)
        self.source.setText(self._source(day))
        works = kind in WORK_KINDS or (not kind and day.weekday() < 5)
        (self.work if works else self.rest).setChecked(True)
        self.name.setText(name)
        self._show_state()

    def spoken(self) -> str:
        """What a screen reader says of the day."""
        return f"{self.title.text()}, {self.kind.text()}, {self.source.text()}"

    def show_special(self, text: str) -> None:
        """The year's holidays and make-up workdays, a line each."""
        self.special.setText(text)

    def focus_choice(self) -> None:
        """The keyboard goes on here."""
        (self.work if self.work.isChecked() else self.rest).setFocus()

    def _source(self, day: date) -> str:
        known = self._known
        if known is None or not known.kind(day):
            return self.tr("Nobody has announced this year's days off yet")
        if day in known.own:
            return self.tr("Set by this site")
        imported = day.year in known.site.years
        return self.tr("By the imported notice") if imported else self.tr("By the notice that the program carries")

    def _wanted(self) -> CalendarDay | None:
        if self._day is None:
            return None
        return CalendarDay(self._day, self.work.isChecked(), self.name.text().strip())

    @Slot()
    def _show_state(self) -> None:
        """Saving is offered when something would change."""
        known, wanted = self._known, self._wanted()
        if known is None or wanted is None:
            return
        is_work = known.kind(wanted.day) in WORK_KINDS
        known_day = bool(known.kind(wanted.day)) or wanted.day in known.own
        same = known_day and (is_work, known.calendar.name(wanted.day)) == (wanted.is_workday, wanted.name)
        self.save.setEnabled(not same)
        self.reset.setVisible(wanted.day in known.own)

    @Slot()
    def _save(self) -> None:
        wanted = self._wanted()
        if wanted is not None and self.save.isEnabled():
            self.saving.emit(wanted)

    @Slot()
    def _reset(self) -> None:
        if self._day is not None:
            self.resetting.emit(self._day)
