"""What a calendar file would change, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.site_calendar_edits import DayChange
from desktop.window.page_parts import label
from resources import Words
from resources.spoken import day, weekday
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line
from widgets.tokens import SPACE_12, SPACE_16

SIZE = (620, 520)


class ImportDialog(QDialog):
    """Accepted: write it."""

    def __init__(
        self,
        words: Words,
        file: str,
        changes: Sequence[DayChange],
        years: Sequence[int],
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(self.tr("Import a calendar"))
        self.resize(*SIZE)
        turned = sum(change.turns for change in changes)
        text = self.tr("{file} changes {days} days, {turned} of them from work to rest or back.")
        self.headline = label(self, text.format(file=file, days=len(changes), turned=turned), "title", wrap=True)
        self.years = label(self, self._years(years), wrap=True)
        self.years.setVisible(bool(years))
        self.effect = label(
            self,
            self.tr("Every case is then judged anew; cards that this proves wrong are revoked. It can be undone."),
            "muted",
            wrap=True,
        )
        self.table = PlainTable(self.tr("Days that change"), self._headings(), parent=self)
        self.table.show_lines([self._line(change, today) for change in changes])
        self.table.setVisible(bool(changes))
        self._make_buttons()
        self._lay_out()

    def _make_buttons(self) -> None:
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, parent=self)
        self.take = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        for button in self.buttons.buttons():
            button.setAccessibleName(button.text())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        column.setSpacing(SPACE_12)
        for part in (self.headline, self.years, self.effect):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.buttons)

    def _years(self, years: Sequence[int]) -> str:
        mark = "、" if self._words.language == "zh_CN" else ", "
        return self.tr("Known as a whole from now on: {years}").format(years=mark.join(map(str, years)))

    def _headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Day"), 190),
            Heading(self.tr("Now"), 110),
            Heading(self.tr("Then"), 110),
            Heading(self.tr("Name"), 0),
        ]

    def _line(self, change: DayChange, today: date) -> Line:
        said = {"work": self.tr("working day"), "rest": self.tr("rest day"), "": self.tr("not known")}
        when = f"{day(self._words, change.day, today)} {weekday(self._words, change.day, short=True)}"
        after = Cell(said[change.after], muted=not change.turns)
        before = Cell(said[change.before], muted=True)
        return Line(change.day.isoformat(), (Cell(when, change.day.isoformat()), before, after, Cell(change.name)))
