"""What the program depends on, looked at in the background: in order, or what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop.commands.context import make_context
from desktop.doctor import Check, as_text, examine, title
from desktop.window.page_parts import label, reading_area, tool_bar
from desktop.window.page_tools import PageTools
from monitoring.board import BoardSnapshot
from widgets.qt import override
from widgets.tokens import SPACE_4, SPACE_12, SPACE_24, palette

HELP: Final = "九自检"
MARK: Final = 16


class CheckMark(QWidget):
    """A tick or an exclamation mark: shape, not colour."""

    def __init__(self, *, ok: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ok = ok
        self.setFixedSize(QSize(MARK, MARK))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), palette()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.color("muted" if self._ok else "text"), 2))
        if self._ok:
            painter.drawPolyline([QPoint(3, 8), QPoint(7, 12), QPoint(13, 4)])
        else:
            painter.drawLine(QPoint(8, 3), QPoint(8, 9))
            painter.drawLine(QPoint(8, 12), QPoint(8, 13))


class DoctorPage(QWidget):
    """Looks each time it comes into sight, when a store goes or comes back, on a new day, and when asked to."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._checks: list[Check] = []
        self._looking = False
        self._again = False
        """Something changed while it looked."""
        self._ended = False
        self._now: datetime | None = None
        self._looked_at: datetime | None = None
        self._looked_on: date | None = None
        """The board's day; None: nobody had told it yet."""
        self._trouble: frozenset[tuple[str, str]] = frozenset()
        bar, line = tool_bar(self)
        self.headline = label(self, self.tr("Not looked yet"), "title")
        self.again = QPushButton(self.tr("Look again"), self)
        self.again.clicked.connect(self.look)
        self.copying = QPushButton(self.tr("Copy as text"), self)
        self.copying.clicked.connect(self.copy)
        self.copying.setEnabled(False)
        self.when = label(self, kind="muted")
        line.addWidget(self.headline)
        line.addWidget(self.when)
        line.addStretch(1)
        for button in (self.copying, self.again):
            button.setAccessibleName(button.text())
            line.addWidget(button)
        self.area, self._column = reading_area(self, self.tr("What the program depends on"))
        self._findings: QWidget | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self.area, 1)
        self._column.addStretch(1)

    @Slot()
    def look(self) -> None:
        """Looks at everything in the background."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again, self._ended = True, False, False
        self.again.setEnabled(False)
        self.headline.setText(self.tr("Looking…"))
        self.when.clear()
        context, say = make_context(self._tools.settings), self._tools.words
        self._looked_at = self._now or context.now()
        self._looked_on = self._now.date() if self._now is not None else None

        def work(progress: Callable[[float], bool]) -> list[Check]:
            try:
                return examine(context, progress, say)
            finally:
                self._ended = True

        self._tools.run(self.tr("Checking what the program depends on"), work, self._show)

    def _show(self, checks: list[Check]) -> None:
        self._looking, self._checks = False, checks
        self.again.setEnabled(True)
        self.copying.setEnabled(bool(checks))
        wrong = sum(not check.ok for check in checks)
        text = self.tr("{count} of {all} need attention") if wrong else self.tr("All {all} are in order")
        self.headline.setText(text.format(count=wrong, all=len(checks)))
        if self._looked_at is not None:
            self.when.setText(self.tr("Looked at {time}").format(time=f"{self._looked_at:%H:%M}"))
        self.area.setAccessibleDescription(self.headline.text())
        findings = self._grid(checks)
        if self._findings is not None:
            self._column.replaceWidget(self._findings, findings)
            self._findings.deleteLater()
        else:
            self._column.insertWidget(0, findings)
        self._findings = findings
        if self._again:
            self.look()

    def _grid(self, checks: list[Check]) -> QWidget:
        """What needs attention comes first."""
        ground = QWidget(self)
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_12)
        grid.setVerticalSpacing(SPACE_24)
        grid.setColumnStretch(3, 1)
        say, top = self._tools.words, Qt.AlignmentFlag.AlignTop
        for row, check in enumerate(sorted(checks, key=lambda check: check.ok)):
            grid.addWidget(CheckMark(ok=check.ok, parent=ground), row, 0, top)
            state = say.phrase("doctor", "ok" if check.ok else "wrong")
            grid.addWidget(label(ground, state, "muted" if check.ok else "heading"), row, 1, top)
            grid.addWidget(label(ground, title(check.name, say), "heading"), row, 2, top)
            said = QVBoxLayout()
            said.setSpacing(SPACE_4)
            said.addWidget(label(ground, check.detail, wrap=True))
            if check.todo:
                todo = self.tr("To do: {what}").format(what=check.todo_in_window(say))
                said.addWidget(label(ground, todo, wrap=True))
            grid.addLayout(said, row, 3)
        return ground

    @Slot()
    def copy(self) -> None:
        """The findings as lines of text, for a message to whoever looks after the program."""
        QGuiApplication.clipboard().setText(as_text(self._checks, self._tools.words))
        self._tools.say(self.tr("Copied"))

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A store that goes or comes back is another finding."""
        self._now = now
        trouble = frozenset((trouble.store, trouble.code) for trouble in snapshot.trouble)
        if trouble != self._trouble:
            self._trouble = trouble
            self.look()

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """Findings are of one day."""
        self._now = now
        if self._looking and self._ended:  # cancelled: nobody handed the findings over
            self._looking = False
            self.again.setEnabled(True)
            self.headline.setText(self.tr("Not looked yet"))
        if self._looked_on is not None and self._looked_on != now.date():
            self.look()

    def read_again(self) -> None:
        """F5."""
        self.look()

    def remember(self) -> None:
        """Nothing is kept: findings are of the moment."""

    # Qt

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.look()
