"""The proof of a light: what it rests on and the days one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.window.one_case.days_model import DaysModel
from desktop.window.one_case.proof_texts import ProofTexts
from desktop.window.tables import plain_table
from monitoring.explaining import Explanation
from resources import Words
from widgets.qt import override
from widgets.tokens import CELL_MARGIN, SPACE_4, SPACE_8, SPACE_12, SPACE_16

DAY_COLUMNS = (84, 56, 88, 56, 56)
"""Days of another year ask for more room."""
LEAST_HEIGHT = 72
ROW_HEIGHT = 28
LEAST_ROWS, GOOD_ROWS = 3, 7
"""Days of the table in sight: at least, and before the facts get more than their least."""
SETTLED_MILLISECONDS = 30
"""After that the table has its height."""


def text_label(kind: str = "") -> QLabel:
    """A label whose text wraps and can be copied."""
    label = QLabel()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


class ProofView(QWidget):
    """Facts, problems of the data, and a table with a day a row."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = ProofTexts(words, self)
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(SPACE_12)
        self._facts.setVerticalSpacing(SPACE_4)
        self.more = text_label()
        self.days = DaysModel(words, self)
        self.table = plain_table(self.days, self.tr("The proof day by day"))
        for column, width in enumerate(DAY_COLUMNS):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(len(DAY_COLUMNS), QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.table.setMinimumHeight(self._height_of(LEAST_ROWS))
        self._upper = QWidget()
        self._upper.setProperty("plain", "surface")
        self._column = upper = QVBoxLayout(self._upper)
        upper.setContentsMargins(SPACE_16, SPACE_12, SPACE_12, SPACE_8)
        upper.setSpacing(SPACE_8)
        upper.addLayout(self._facts)
        upper.addWidget(self.more)
        upper.addStretch(1)
        self._room = QScrollArea(self)
        self._room.setWidgetResizable(True)
        self._room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._room.setAccessibleName(self.tr("Facts of the proof"))
        self._room.setWidget(self._upper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._room)
        whole.addWidget(self.table, 1_000)
        whole.addStretch(1)  # all the room while the table is hidden, next to none beside it
        self.clear()

    def clear(self) -> None:
        """Nothing to prove, or not yet."""
        self._show_facts([])
        self.more.clear()
        self.more.hide()
        self.table.hide()

    def show_proof(self, proof: Explanation) -> None:
        """Shows a proof; the table stands at the day of now when it is another one."""
        self._show_facts(self._texts.facts(proof))
        extra = self._texts.problems(proof)
        self.more.setText("\n".join(extra))
        self.more.setVisible(bool(extra))
        if self.days.show_proof(proof):
            QTimer.singleShot(SETTLED_MILLISECONDS, self._scroll_to_now)
            self.table.setColumnWidth(0, max(DAY_COLUMNS[0], self._date_width()))
        self.table.setVisible(bool(proof.days))
        self._fit()

    def _date_width(self) -> int:
        """The longest date with its margins: the first day may be of another year than the last."""
        dates = (str(self.days.index(row, 0).data() or "") for row in range(self.days.rowCount()))
        widest = max((self.table.fontMetrics().horizontalAdvance(said) for said in set(dates)), default=0)
        return widest + 2 * CELL_MARGIN + 2

    def _height_of(self, rows: int) -> int:
        return self.table.horizontalHeader().sizeHint().height() + rows * ROW_HEIGHT + 2

    def _whole_lines(self, most: int) -> int:
        """As much of ``most`` as ends between two facts. Reckoned: the layout learns of new facts only later."""
        pairs = [(self._facts.itemAtPosition(row, 0), self._facts.itemAtPosition(row, 1)) for row in self._rows()]
        named = max((name.sizeHint().width() for name, _ in pairs if name is not None), default=0)
        room, end, ends = self._room.width() - SPACE_16 - SPACE_12 * 2 - named, SPACE_12, [0]
        for _, said in pairs:
            if said is not None:
                end += said.heightForWidth(room) if said.hasHeightForWidth() else said.sizeHint().height()
                ends.append(end + SPACE_4 // 2)
                end += SPACE_4
        return max(one for one in ends if one <= most) or most

    def _rows(self) -> range:
        return range(self._facts.rowCount())

    def _fit(self) -> None:
        """The facts take what they need, but leave room to the days, and end on a whole line."""
        wraps = self._column.hasHeightForWidth()
        needed = self._column.heightForWidth(self._room.width()) if wraps else self._column.sizeHint().height()
        if self.table.isHidden():
            self._room.setFixedHeight(max(0, min(needed, self.height())))
            return
        half = min(self.height() // 2, self.height() - self._height_of(GOOD_ROWS))
        most = max(half, LEAST_HEIGHT)
        self._room.setFixedHeight(needed if needed <= most else self._whole_lines(most))

    @Slot()
    def _scroll_to_now(self) -> None:
        """The day of now or of the end is in sight, and the day it was due with it where both have room."""
        now, due = self.days.row_of_now(), self.days.row_of("due")
        room = self.table.viewport().height() // ROW_HEIGHT
        both = due >= 0 and abs(due - now) < room
        middle = (now + due) // 2 if both else now
        for row, how in ((middle, "PositionAtCenter"), (now, "EnsureVisible"), (due if both else now, "EnsureVisible")):
            self.table.scrollTo(self.days.index(row, 0), QAbstractItemView.ScrollHint[how])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        QTimer.singleShot(0, self._scroll_to_now)

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (name, value) in enumerate(facts):
            label, said = text_label("muted"), text_label()
            label.setText(name)
            label.setWordWrap(False)
            said.setText(value)
            said.setAccessibleName(f"{name}: {value}")
            self._facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(said, row, 1)
            for made in (label, said):
                made.show()  # else they have no height until the next turn of events, when it is asked for at once
