"""Chooses what the nodes page tells of: what is in hand now, or what turned red in a period."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from desktop.window.nodes.periods import CHOSEN, PERIODS, days_of
from widgets.period_choice import PeriodChoice

NOW_IN_HAND: Final = ""


class RedPeriodChoice(PeriodChoice):
    """``period`` is one of PERIODS; NOW_IN_HAND where no period is looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(CHOSEN, days_of, parent)
        self.offer(self._titles(), self.tr("What is in hand, or what turned red in a period"))

    def _titles(self) -> dict[str, str]:
        titles = {
            "this_month": self.tr("Turned red this month"),
            "last_month": self.tr("Turned red last month"),
            "this_week": self.tr("Turned red this week"),
            "last_week": self.tr("Turned red last week"),
            CHOSEN: self.tr("Turned red from … to …"),
        }
        return {NOW_IN_HAND: self.tr("In hand now"), **{key: titles[key] for key in PERIODS}}
