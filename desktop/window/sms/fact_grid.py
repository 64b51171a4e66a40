"""Titles and texts in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.window.page_parts import label
from widgets.tokens import SPACE_4, SPACE_12


class FactGrid(QWidget):
    """Titles and texts in two columns; the labels stay, so that nothing flickers."""

    def __init__(
        self, parent: QWidget | None = None, *, title_width: int = 64, kind: str = "muted", space: int = SPACE_4
    ) -> None:
        """``kind`` of the titles, as the style sheet knows it; ``space`` between the rows, in pixels."""
        super().__init__(parent)
        self._kind = kind
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_12)
        self._grid.setVerticalSpacing(space)
        self._grid.setColumnMinimumWidth(0, title_width)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Shows these and no others."""
        while len(self._rows) < len(facts):
            row = (label(self, kind=self._kind), label(self, wrap=True))
            for column, part in enumerate(row):
                self._grid.addWidget(part, len(self._rows), column, Qt.AlignmentFlag.AlignTop)
            self._rows.append(row)
        for number, row in enumerate(self._rows):
            for part, text in zip(row, facts[number] if number < len(facts) else ("", ""), strict=True):
                part.setText(text)
                part.setVisible(number < len(facts))
