"""Chooses which report is to be made: its kind, and the week, the month or the red case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from desktop.reporting.supervision import about_sheet
from desktop.window.reports.record_texts import RecordTexts
from monitoring.archiving import About, ReportKind
from reports.figures.periods import Period, month_of, week_of
from widgets.period_choice import QuietCombo
from widgets.tokens import SPACE_8

WEEKS: Final = 106
MONTHS: Final = 36
CASES_OFFERED: Final = 200
PERIOD_WIDTH: Final = 288
"""Pixels: the longest week and that it still runs."""

RedCase = tuple[str, str]
"""Case number and what it is about."""


class ReportChoice(QWidget):
    """Kind and period side by side. The last period that is over stands first in mind."""

    changed = Signal()

    def __init__(self, texts: RecordTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._today: date | None = None
        self._cases: tuple[RedCase, ...] = ()
        self.kind = QuietCombo(self)
        self.kind.setAccessibleName(self.tr("Kind of report"))
        for kind in ReportKind:
            self.kind.addItem(texts.kind(kind), str(kind))
        self.period = QuietCombo(self)
        self.period.setAccessibleName(self.tr("Week or month"))
        self.case = QuietCombo(self)
        self._make_case()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_8)
        for part in (self.kind, self.period, self.case):
            line.addWidget(part)
        for part in (self.period, self.case):
            part.setFixedWidth(PERIOD_WIDTH)
        self.kind.currentIndexChanged.connect(self._offer)
        self.period.currentIndexChanged.connect(self.changed)

    def _make_case(self) -> None:
        name = self.tr("Case number of a red case")
        self.case.setEditable(True)
        self.case.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.case.setAccessibleName(name)
        self.case.setToolTip(name)
        field = self.case.lineEdit()
        if field is not None:
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self.case.editTextChanged.connect(self.changed)
        self.case.hide()

    # what there is to choose

    def show_today(self, today: date) -> None:
        """Another day has come: there may be another week."""
        if today != self._today:
            self._today = today
            self._offer()

    def show_red(self, cases: Iterable[RedCase]) -> None:
        """The red cases of the board."""
        found = tuple(cases)[:CASES_OFFERED]
        if found == self._cases:
            return
        self._cases = found
        written = self.case.currentText()
        with QSignalBlocker(self.case):
            self.case.clear()
            for case_no, about in found:
                self.case.addItem(f"{case_no}  {about}", case_no)
            self.case.setEditText(written)

    @Slot()
    def _offer(self) -> None:
        kind = self.chosen_kind
        self.period.setVisible(kind is not ReportKind.SUPERVISION)
        self.case.setVisible(kind is ReportKind.SUPERVISION)
        if self._today is not None and kind is not ReportKind.SUPERVISION:
            self._offer_periods(self._today, week_of if kind is ReportKind.WEEKLY else month_of)
        self.changed.emit()

    def _offer_periods(self, today: date, holding: Callable[[date], Period]) -> None:
        period = holding(today)
        with QSignalBlocker(self.period):
            self.period.clear()
            for _ in range(WEEKS if self.chosen_kind is ReportKind.WEEKLY else MONTHS):
                self.period.addItem(self._said(period, today), period.key)
                period = period.before()
            self.period.setCurrentIndex(1)

    def _said(self, period: Period, today: date) -> str:
        name = self._texts.named(period)
        if period.kind == "week":
            name = f"{name}  {self._texts.days(period)}"
        return self.tr("{period} (not over yet)").format(period=name) if period.last >= today else name

    # what is chosen

    @property
    def chosen_kind(self) -> ReportKind:
        return ReportKind(str(self.kind.currentData()))

    def choose(self, kind: ReportKind, period: str = "") -> None:
        """As if somebody had chosen it; a period that is not offered is passed over."""
        self.kind.setCurrentIndex(self.kind.findData(str(kind)))
        place = self.period.findData(period)
        if place >= 0:
            self.period.setCurrentIndex(place)

    def about(self) -> About | None:
        """What is to be made; None where nothing is named yet."""
        if self._today is None:
            return None
        if self.chosen_kind is ReportKind.SUPERVISION:
            case_no = self.case.currentText().strip().split("  ")[0].strip()
            return about_sheet(case_no, None, self._today) if case_no else None
        key = self.period.currentData()
        return About(self.chosen_kind, str(key)) if key else None
