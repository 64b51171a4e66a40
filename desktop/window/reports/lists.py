"""The lists of a report: red, yellow, due next, stops, and what could not be judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QObject

from desktop.window.reports.record_texts import RecordTexts
from reports import saying
from reports.figures.values import CaseLine, Figures, StopLine
from resources import Words
from resources.spoken import amount
from widgets.rows_model import Cell, Heading, Line

RED, YELLOW, DUE_NEXT, STOPS, UNJUDGED = "red", "yellow", "due_next", "stops", "unjudged"
LISTS: Final = (RED, YELLOW, DUE_NEXT, STOPS, UNJUDGED)
SHOWN: Final = 1_000
"""So many rows are shown: nobody reads on. The workbook holds all."""


class ReportLists(QObject):
    """Rows of each list in words."""

    def __init__(self, words: Words, texts: RecordTexts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._texts = texts
        self._today = date.min

    def title(self, key: str) -> str:
        return {
            RED: self.tr("Overdue"),
            YELLOW: self.tr("Near due"),
            DUE_NEXT: self.tr("Due in the next days"),
            STOPS: self.tr("Suspended and corrected"),
            UNJUDGED: self.tr("Not judged"),
        }[key]

    def nothing(self, key: str) -> str:
        """What is said where a list is empty."""
        return {
            RED: self.tr("Nothing was overdue, and nothing ended late."),
            YELLOW: self.tr("Nothing was near due."),
            DUE_NEXT: self.tr("Nothing is due in the days after this period."),
            STOPS: self.tr("Nothing was suspended or sent back for correction."),
            UNJUDGED: self.tr("Every case could be judged."),
        }[key]

    def headings(self, key: str) -> list[Heading]:
        if key == STOPS:
            titles = (
                self.tr("Case"), self.tr("Item"), self.tr("Township"), self.tr("Unit"), self.tr("Kind"),
                self.tr("Basis"), self.tr("Approved by"), self.tr("From"), self.tr("Until"), self.tr("Limit"),
            )  # fmt: skip
            last = len(titles) - 1
            widths = enumerate(zip(titles, STOP_WIDTHS, strict=True))
            return [Heading(title, width, right=place == last) for place, (title, width) in widths]
        if key == UNJUDGED:
            return [Heading(self.tr("Case"), 220), Heading(self.tr("Reason"), 0)]
        left = self.tr("Overdue by") if key == RED else self.tr("Left")
        titles = (
            self.tr("Case"), left, self.tr("Item"), self.tr("Township"), self.tr("Node"), self.tr("Unit"),
            self.tr("Officer"), self.tr("Accepted"), self.tr("Due"), self.tr("Ended"),
        )  # fmt: skip
        return [Heading(title, width, right=title == left) for title, width in zip(titles, CASE_WIDTHS, strict=True)]

    def count(self, figures: Figures, key: str) -> int:
        return len(getattr(figures, key))

    def lines(self, figures: Figures, key: str, today: date) -> list[Line]:
        """The first rows; the key of each begins with its case number."""
        self._today = today
        makers: dict[str, Callable[[int], Line]] = {
            STOPS: lambda place: self._stop(place, figures.stops[place]),
            UNJUDGED: lambda place: self._unjudged(place, *figures.unjudged[place]),
        }
        if key in makers:
            make = makers[key]
            return [make(place) for place in range(min(SHOWN, self.count(figures, key)))]
        rows: tuple[CaseLine, ...] = getattr(figures, key)
        return [self._case(place, row) for place, row in enumerate(rows[:SHOWN])]

    def _case(self, place: int, row: CaseLine) -> Line:
        over = "" if row.over_seconds is None else amount(self._words, abs(row.over_seconds), row.day_seconds)
        light = row.light if row.finished_at is None else ""
        said = self._words.light(light) if light else ""
        cells = (
            Cell(row.case_no, link=True, tip=f"{row.case_no}\n{self._words.reason(row.reason)}"),
            Cell(over or said, "" if row.over_seconds is None else float(abs(row.over_seconds)), light=light),
            Cell(row.item),
            Cell(f"{row.township}{row.village}"),
            Cell(row.node),
            Cell(row.unit),
            Cell(saying.officer(row)),
            self._at(row.accepted_at),
            Cell(self._texts.due(row.due_at, self._today), "" if row.due_at is None else row.due_at.isoformat()),
            self._at(row.finished_at),
        )
        return Line(f"{row.case_no}\t{place}", cells)

    def _stop(self, place: int, row: StopLine) -> Line:
        cells = (
            Cell(row.case_no, link=True),
            *(Cell(text) for text in (row.item, row.township, row.unit)),
            Cell(self._words.stop_kind(row.kind)),
            *(Cell(text) for text in (row.basis, row.approver)),
            *(self._at(at) for at in (row.started_at, row.ended_at)),
            Cell(saying.limit(row.limit), light="red" if row.overdue else "", tip=self._overdue(row)),
        )
        return Line(f"{row.case_no}\t{place}", cells)

    def _overdue(self, row: StopLine) -> str:
        return self.tr("longer than its limit") if row.overdue else ""

    def _unjudged(self, place: int, case_no: str, reason: str) -> Line:
        return Line(f"{case_no}\t{place}", (Cell(case_no, link=True), Cell(self._words.reason(reason))))

    def _at(self, at: datetime | None) -> Cell:
        return Cell(self._texts.moment(at, self._today), "" if at is None else at.isoformat())


CASE_WIDTHS: Final = (168, 168, 132, 132, 84, 140, 76, 112, 112, 112)
STOP_WIDTHS: Final = (168, 132, 84, 140, 84, 200, 84, 112, 112, 92)
