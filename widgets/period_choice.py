"""Chooses a period of days from a list; its last entry has two dates of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QDate, QSignalBlocker, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QWidget

from widgets.qt import override
from widgets.tokens import SPACE_4

Days = tuple[date, date]


class QuietCombo(QComboBox):
    """Does not change its value when somebody scrolls the page over it."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PeriodChoice(QWidget):
    """``own``: the key that shows the two dates; ``days_of``: the days of a key, of ``own`` too: the dates begin there.

    What there is to choose is given to ``offer``.
    """

    changed = Signal()

    def __init__(self, own: str, days_of: Callable[[str, date], Days], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self._days_of = days_of
        self.box = QuietCombo(self)
        self.first = self._date_field(self.tr("First day"))
        self.last = self._date_field(self.tr("Last day"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_4)
        for part in (self.box, self.first, self.last):
            line.addWidget(part)
        self.box.currentIndexChanged.connect(self._choose)
        self._show_dates()

    def offer(self, titles: Mapping[str, str], name: str) -> None:
        """What can be chosen: titles by key, in order; ``name`` for assistive technology."""
        with QSignalBlocker(self.box):
            self.box.clear()
            for key, title in titles.items():
                self.box.addItem(title, key)
        self.box.setAccessibleName(name)
        self._show_dates()

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
        """The key that is chosen."""
        return str(self.box.currentData())

    def choose(self, period: str) -> None:
        """As if somebody had chosen it; anything unknown is passed over."""
        place = self.box.findData(period)
        if place >= 0:
            self.box.setCurrentIndex(place)

    def days(self, today: date) -> Days:
        """First and last day of the period that is chosen. Two dates in the wrong order are taken the right way."""
        if self.period != self._own:
            return self._days_of(self.period, today)
        self._begin(today)
        chosen = sorted(_date(field) for field in (self.first, self.last))
        return chosen[0], chosen[1]

    def _begin(self, today: date) -> None:
        """The dates begin as those of this month; later they stay as somebody set them."""
        if self.first.property("begun"):
            return
        for field, value in zip((self.first, self.last), self._days_of(self._own, today), strict=True):
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
            field.setVisible(self.period == self._own)


def _date(field: QDateEdit) -> date:
    value = field.date()
    return date(value.year(), value.month(), value.day())
