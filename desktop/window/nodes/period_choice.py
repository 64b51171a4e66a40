"""Chooses what the nodes page tells of: what is in hand now, or what turned red in a period."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QDate, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QWidget

from desktop.window.nodes.periods import CHOSEN, PERIODS, days_of
from desktop.window.settings_form import QuietCombo
from widgets.tokens import SPACE_4

NOW_IN_HAND: Final = ""


class PeriodChoice(QWidget):
    """A list of periods; the last of them has two dates of its own."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QuietCombo(self)
        self.box.setAccessibleName(self.tr("What is in hand, or what turned red in a period"))
        for key, title in self._titles().items():
            self.box.addItem(title, key)
        self.first = self._date_field(self.tr("First day"))
        self.last = self._date_field(self.tr("Last day"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_4)
        for part in (self.box, self.first, self.last):
            line.addWidget(part)
        self.box.currentIndexChanged.connect(self._choose)
        self._show_dates()

    def _titles(self) -> dict[str, str]:
        titles = {
            "this_month": self.tr("Turned red this month"),
            "last_month": self.tr("Turned red last month"),
            "this_week": self.tr("Turned red this week"),
            "last_week": self.tr("Turned red last week"),
            CHOSEN: self.tr("Turned red from … to …"),
        }
        return {NOW_IN_HAND: self.tr("In hand now"), **{key: titles[key] for key in PERIODS}}

    def _date_field(self, name: str) -> QDateEdit:
        field = QDateEdit(self)
        field.setCalendarPopup(True)
        field.setDisplayFormat("yyyy-MM-dd")
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.dateChanged.connect(self._tell)
        return field

    @property
    def period(self) -> str:
        """One of PERIODS; NOW_IN_HAND where no period is looked at."""
        return str(self.box.currentData())

    def choose(self, period: str) -> None:
        """As if somebody had chosen it; anything unknown is passed over."""
        place = self.box.findData(period)
        if place >= 0:
            self.box.setCurrentIndex(place)

    def days(self, today: date) -> tuple[date, date]:
        """First and last day of the period that is chosen. Two dates in the wrong order are taken the right way."""
        if self.period != CHOSEN:
            return days_of(self.period, today)
        self._begin(today)
        chosen = sorted(_date(field) for field in (self.first, self.last))
        return chosen[0], chosen[1]

    def _begin(self, today: date) -> None:
        """The dates begin as those of this month; later they stay as somebody set them."""
        if self.first.property("begun"):
            return
        for field, value in zip((self.first, self.last), days_of(CHOSEN, today), strict=True):
            with QSignalBlocker(field):
                field.setDate(QDate(value.year, value.month, value.day))
            field.setProperty("begun", True)

    @Slot()
    def _choose(self) -> None:
        self._show_dates()
        self.changed.emit()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()

    def _show_dates(self) -> None:
        for field in (self.first, self.last):
            field.setVisible(self.period == CHOSEN)


def _date(field: QDateEdit) -> date:
    value = field.date()
    return date(value.year(), value.month(), value.day())
