"""Why a light is what it is: the panel beside the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.window.days_model import DaysModel
from desktop.window.proof_texts import ProofTexts
from desktop.window.tables import plain_table
from monitoring.explaining import Explanation
from resources import Words
from widgets.lights import LightMark
from widgets.tokens import SPACE_4, SPACE_8, SPACE_12, SPACE_16

DAY_COLUMNS = (80, 54, 90, 52, 52)


def _text(kind: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


class ProofPanel(QWidget):
    """Headline, facts, the days one by one, stops and problems of one case."""

    closed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._texts = ProofTexts(words, self)
        self._light = LightMark(self, 18)
        self._headline, self._case, self._more = _text("title"), _text("muted"), _text()
        self._close = QToolButton(self)
        self._close.setText("✕")
        self._close.setAccessibleName(self.tr("Close the proof"))
        self._close.setToolTip(self.tr("Close the proof"))
        self._close.clicked.connect(self.closed)
        self._facts = QGridLayout()
        self._facts.setColumnStretch(1, 1)
        self._facts.setHorizontalSpacing(SPACE_12)
        self._facts.setVerticalSpacing(SPACE_4)
        self._days = DaysModel(words, self)
        self._table = plain_table(self._days, self.tr("The proof day by day"))
        self._lay_out()

    def _lay_out(self) -> None:
        for column, width in enumerate(DAY_COLUMNS):
            self._table.setColumnWidth(column, width)
        self._table.horizontalHeader().setSectionResizeMode(len(DAY_COLUMNS), QHeaderView.ResizeMode.Stretch)
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self._light, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._headline, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        upper = QVBoxLayout()
        upper.setContentsMargins(SPACE_16, SPACE_12, SPACE_12, SPACE_12)
        upper.setSpacing(SPACE_8)
        upper.addLayout(head)
        upper.addWidget(self._case)
        upper.addLayout(self._facts)
        upper.addWidget(self._more)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper)
        whole.addWidget(self._table, 1_000)
        whole.addStretch(1)  # all the room while the table is hidden, next to none beside it

    def show_waiting(self, case_no: str, light: str) -> None:
        """A proof was asked for; an older one of the same case stays in sight. ``light``: as the list has it."""
        if self._case.property("case_no") == case_no:
            return
        self._case.setProperty("case_no", case_no)
        self._show_head(light, self.tr("Working out the proof…"), case_no)
        self._clear()

    def show_unexplained(self, case_no: str, why: str) -> None:
        """There is no proof: says why ('no_engine', 'gone', 'failed' or a store's detail)."""
        said = {
            "no_engine": self.tr("The supervision is not running yet: no proof can be made."),
            "gone": self.tr("This case is no longer in the case store."),
            "failed": self.tr("No proof could be made: an internal fault. The details are in the log."),
        }
        self._show_head("unjudged", said.get(why, why), case_no)
        self._clear()

    def show_proof(self, proof: Explanation, day_seconds: int) -> None:
        """Shows a proof; ``day_seconds`` is a standard day's office time."""
        self._show_head(proof.light, self._texts.headline(proof, day_seconds), f"{proof.case_no}  {proof.name}")
        self._case.setProperty("case_no", proof.case_no)
        self._show_facts(self._texts.facts(proof))
        extra = [*self._texts.stops(proof), *self._texts.problems(proof)]
        self._more.setText("\n".join(extra))
        self._more.setVisible(bool(extra))
        self._days.show_days(proof.days, proof.at.date())
        self._table.setVisible(bool(proof.days))
        QTimer.singleShot(0, self._scroll_to_now)

    @Slot()
    def _scroll_to_now(self) -> None:
        row = self._days.row_of_now()
        self._table.scrollTo(self._days.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)

    def headline(self) -> str:
        """What the headline says now."""
        return self._headline.text()

    def _show_head(self, light: str, headline: str, case: str) -> None:
        self._light.show_light(light)
        self._headline.setText(headline)
        self._case.setText(case)
        self.setAccessibleName(self.tr("Proof of {case}").format(case=case))
        self.setAccessibleDescription(headline)

    def _clear(self) -> None:
        self._show_facts([])
        self._more.clear()
        self._more.hide()
        self._table.hide()

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (name, value) in enumerate(facts):
            label, said = _text("muted"), _text()
            label.setText(name)
            label.setWordWrap(False)
            said.setText(value)
            said.setAccessibleName(f"{name}: {value}")
            self._facts.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(said, row, 1)
