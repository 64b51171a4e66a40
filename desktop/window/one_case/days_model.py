"""The proof of a light as a table, a day a row."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.proof_days import can_count, counts_every_day, sums
from monitoring.explaining import DayLine, Explanation
from resources import Words
from resources.spoken import clock_span, day, span, weekday
from widgets.qt import override
from widgets.tokens import palette

Index = QModelIndex | QPersistentModelIndex
DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
COLOUR: Final = int(Qt.ItemDataRole.ForegroundRole)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
SUMS: Final = (3, 4)


class DaysModel(QAbstractTableModel):
    """Date, weekday, kind, counted, suspended, note."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._proof: Explanation | None = None
        self._days: tuple[DayLine, ...] = ()
        self._rows: list[tuple[str, ...]] = []

    def show_proof(self, proof: Explanation) -> bool:
        """Shows another proof; False where it says the same as the one before, but for the seconds of its days."""
        days = proof.days
        same = [line.date for line in days] == [line.date for line in self._days]
        if same and days:
            self._take(proof)
            self.dataChanged.emit(self.index(0, 0), self.index(len(days) - 1, self.columnCount() - 1))
            return False
        self.beginResetModel()
        self._take(proof)
        self.endResetModel()
        return True

    def _take(self, proof: Explanation) -> None:
        self._proof, self._days = proof, proof.days
        self._rows = [self._texts(proof, line) for line in proof.days]

    def row_of_now(self) -> int:
        """The day of the proof itself; that of the end where it ended before; the last one where neither is there."""
        found = (self.row_of(code) for code in ("now", "finished"))
        return next((row for row in found if row >= 0), len(self._days) - 1)

    def row_of(self, code: str) -> int:
        """The first day with this note ('now', 'due', 'finished' …); -1 where there is none."""
        rows = (row for row, line in enumerate(self._days) if code in line.note.split())
        return next(rows, -1)

    def _texts(self, proof: Explanation, line: DayLine) -> tuple[str, ...]:
        words = self._words
        return (
            day(words, line.date, proof.at.date()),
            weekday(words, line.date, short=True),
            words.day_kind(line.kind),
            *sums(words, proof, line, clock_span),
            " · ".join(words.note(code) for code in line.note.split()),
        )

    def _spoken_sum(self, index: Index) -> str:
        line, counted = self._days[index.row()], index.column() == SUMS[0]
        if self._proof is not None and counts_every_day(self._proof):
            return self._rows[index.row()][index.column()] or span(self._words, 0)
        return span(self._words, line.counted_seconds if counted else line.suspended_seconds)

    def _counts(self, row: int) -> bool:
        return self._proof is not None and can_count(self._proof, self._days[row])

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 6

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role in (SPOKEN, TIP) and index.column() in SUMS:
            return self._spoken_sum(index)
        if role in (DISPLAY, SPOKEN, TIP):
            return self._rows[index.row()][index.column()]
        if role == ALIGN:
            return RIGHT if index.column() in SUMS else LEFT
        if role == COLOUR and not self._counts(index.row()):
            return palette().color("muted")
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return self._rows[section][0] if role in (DISPLAY, SPOKEN) else None
        if role == ALIGN:
            return RIGHT if section in SUMS else LEFT
        return self._titles()[section] if role == DISPLAY else None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Date"),
            self.tr("Day"),
            self.tr("Kind"),
            self.tr("Used"),
            self.tr("Cut"),
            self.tr("Note"),
        )
