"""Asks for which case, unit or officer no warnings are to go out, until when, and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDateTime, Slot
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QFormLayout, QLineEdit, QWidget

from desktop.person import user_name
from desktop.window.sms.asking import ReasonDialog
from monitoring.records import Catalogue
from widgets.tokens import ROW_HEIGHT, SPACE_8, SPACE_12

if TYPE_CHECKING:
    from monitoring.stores.outbox.desk import OutboxDesk

Asked = tuple[str, str, datetime, str]
"""Scope, subject, until when, reason."""
CASE, UNIT, OFFICER = "case", "unit", "officer"
USUAL: Final = timedelta(days=3)
LONGEST: Final = timedelta(days=366)


class SilenceDialog(ReasonDialog):
    """``case_no``: the case is settled already, nothing else can be chosen."""

    def __init__(self, names: Catalogue, now: datetime, case_no: str = "", parent: QWidget | None = None) -> None:
        title = QCoreApplication.translate("SilenceDialog", "No warnings for a while")
        text = QCoreApplication.translate(
            "SilenceDialog",
            "What falls due until then waits and goes out afterwards, if it still holds. Lights and cards go on as "
            "usual, and so do reminders by hand.",
        )
        super().__init__(title, text, QCoreApplication.translate("SilenceDialog", "Silence"), parent)
        self._names = names
        self._now = now
        self._fixed = case_no
        self._make_fields()
        self._lay_out()
        self._choose_scope()

    def _make_fields(self) -> None:
        self.scope = QComboBox(self)
        self.scope.setAccessibleName(self.tr("What is silenced"))
        for scope, word in ((CASE, self.tr("A case")), (UNIT, self.tr("A unit")), (OFFICER, self.tr("A person"))):
            self.scope.addItem(word, scope)
        self.scope.currentIndexChanged.connect(self._choose_scope)
        self.case = QLineEdit(self._fixed, self)
        self.case.setAccessibleName(self.tr("Case number"))
        self.case.setPlaceholderText(self.tr("Case number"))
        self.case.textChanged.connect(self.look)
        self.which = QComboBox(self)
        self.which.setAccessibleName(self.tr("Which one"))
        self.until = QDateTimeEdit(_qt(self._end_of(self._now + USUAL)), self)
        self.until.setAccessibleName(self.tr("Until"))
        self.until.setMinimumHeight(ROW_HEIGHT)
        self.until.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.until.setMinimumDateTime(_qt(self._now + timedelta(minutes=1)))
        self.until.setMaximumDateTime(_qt(self._now + LONGEST))
        for field in (self.scope, self.case):
            field.setEnabled(not self._fixed)

    @staticmethod
    def _end_of(moment: datetime) -> datetime:
        return moment.replace(hour=18, minute=0, second=0, microsecond=0)

    def _lay_out(self) -> None:
        fields = QWidget(self)
        form = QFormLayout(fields)
        form.setContentsMargins(0, SPACE_8, 0, SPACE_8)
        form.setHorizontalSpacing(SPACE_12)
        form.addRow(self.tr("For"), self.scope)
        form.addRow("", self.case)
        form.addRow("", self.which)
        form.addRow(self.tr("Until"), self.until)
        self.insert(fields)

    @Slot()
    def _choose_scope(self) -> None:
        scope = self.scope.currentData()
        self.case.setVisible(scope == CASE)
        self.which.setVisible(scope != CASE)
        self.which.clear()
        for said, key in sorted(self._choices(scope)):
            self.which.addItem(said, key)
        self.look()

    def _choices(self, scope: str) -> list[tuple[str, str]]:
        if scope == UNIT:
            return [(unit.name, key) for key, unit in self._names.units.items()]
        if scope == OFFICER:
            people = self._names.officers.items()
            return [(f"{self._names.unit_name(one.unit_id)}  {one.name}", key) for key, one in people]
        return []

    # what it gives

    def ready(self) -> bool:
        """A reason, and something to silence."""
        return super().ready() and bool(getattr(self, "case", None) is not None and self.subject())

    def subject(self) -> str:
        """The key of what is to be silenced; '' where nothing is named yet."""
        if self.scope.currentData() == CASE:
            return self.case.text().strip()
        return str(self.which.currentData() or "")

    def asked(self) -> Asked:
        """Scope, subject, until when, reason."""
        until = self.until.dateTime().toPython()
        assert isinstance(until, datetime), "Qt gives a Python datetime"
        return str(self.scope.currentData()), self.subject(), until, self.told()


def _qt(moment: datetime) -> QDateTime:
    return QDateTime(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)


def ask_silence(parent: QWidget, names: Catalogue, now: datetime, case_no: str = "") -> Asked | None:
    """Scope, subject, until, reason; None where somebody thought better of it."""
    dialog = SilenceDialog(names, now, case_no, parent)
    try:
        return dialog.asked() if dialog.exec() == SilenceDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


def silence(desk: OutboxDesk, asked: Asked, now: datetime) -> None:
    """Writes a silence down, on the clerk's thread. Raises StoreUnavailable."""
    scope, subject, until, reason = asked
    desk.silence(scope, subject, reason, user_name(), now, until)
