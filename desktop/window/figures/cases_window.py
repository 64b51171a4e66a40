"""The cases behind a figure, one a row, open ones and those long done: open one, copy them, take them away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from desktop.table_files import write_table
from desktop.window.page_parts import label, list_or_note, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.saving import TABLE, ask_where, file_name
from monitoring.counted_cases import CountedCase
from monitoring.watching.counted_cases import counted_cases
from resources.spoken import due_moment, moment
from widgets.empty_note import EmptyNote
from widgets.plain_table import PlainTable
from widgets.qt import override
from widgets.rows_model import Cell, Heading, Line

SHOWN: Final = 1_000
"""So many cases are read and shown; the export holds all."""
WIDTHS_KEY: Final = "figures/case_widths"
SIZE: Final = (1080, 560)


class CasesWindow(QDialog):
    """``title``: which figure it is. Not modal: the figures stay at hand beside it."""

    def __init__(
        self, tools: PageTools, title: str, case_nos: Sequence[str], now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tools, self._title, self._now = tools, title, now
        self._case_nos = tuple(dict.fromkeys(case_nos))
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = label(self, self._said_count(len(case_nos)), kind="heading")
        self.export = QPushButton(self.tr("Export…"), self)
        self.export.setAccessibleName(self.tr("Export these cases as a spreadsheet"))
        self.export.setToolTip(self.tr("Export these cases as a spreadsheet (Ctrl+E)"))
        self.export.clicked.connect(self._ask_file)
        self.table = PlainTable(self.tr("Cases behind the figure"), self._headings(), parent=self)
        self.table.set_widths(tools.memory.text(WIDTHS_KEY))
        self.table.opened.connect(self._open)
        self.empty = EmptyNote(self)
        self.empty.say(self.tr("Reading the cases…"))
        self._lay_out()
        self.resize(*SIZE)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self._ask_file)
        self._ask()

    def _said_count(self, counted: int) -> str:
        cases = len(self._case_nos)
        said = self.tr("{title} · {cases} cases").format(title=self._title, cases=f"{cases:,}")
        if counted > cases:
            said = self.tr("{said}, counted {times} times").format(said=said, times=f"{counted:,}")
        if cases > SHOWN:
            said = self.tr("{said}, the first {shown} shown").format(said=said, shown=f"{SHOWN:,}")
        return said

    def _headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Case"), 200),
            Heading(self.tr("Now"), 104, tip=self.tr("The light, or how the case ended, as it is now")),
            Heading(self.tr("Item"), 0),
            Heading(self.tr("Place"), 132),
            Heading(self.tr("Unit"), 148),
            Heading(self.tr("Officer"), 80),
            Heading(self.tr("Accepted"), 124),
            Heading(self.tr("Due"), 124),
            Heading(self.tr("Ended"), 124),
        ]

    def _lay_out(self) -> None:
        bar, line = tool_bar(self)
        line.addWidget(self.title, 1)
        line.addWidget(self.export)
        self._stack = list_or_note(self, self.empty, self.table, above=bar)

    # reading

    def _ask(self) -> None:
        if not self._case_nos:
            self.empty.say(self.tr("No case stands behind this figure"))
            return
        some, at = self._case_nos[:SHOWN], self._now
        self._tools.ask(lambda engine: counted_cases(engine, some, at), self._take, self._fail)

    def _take(self, found: Sequence[CountedCase]) -> None:
        self.table.show_lines([self._line(one) for one in found])
        self.table.fit()
        self._stack.setCurrentWidget(self.table)
        self.table.setFocus()

    def _fail(self, why: str) -> None:
        """Without the store there are still the numbers."""
        self.table.show_lines([Line(case_no, self._bare(case_no)) for case_no in self._case_nos[:SHOWN]])
        self._stack.setCurrentWidget(self.table)
        self.title.setText(self.tr("{said} · the case store cannot be read now").format(said=self.title.text()))

    def _bare(self, case_no: str) -> tuple[Cell, ...]:
        return (Cell(case_no, link=True), *(Cell("") for _ in self.table.rows.headings[1:]))

    # a line

    def _line(self, one: CountedCase) -> Line:
        texts = self._texts(one)
        cells = [Cell(text) for text in texts]
        cells[0] = Cell(one.case_no, link=one.known)
        cells[1] = Cell(texts[1], light=one.light.code if one.known else "", muted=not one.known)
        for place, at in zip((6, 7, 8), (one.accepted_at, one.due_at, one.finished_at), strict=True):
            cells[place] = Cell(texts[place], "" if at is None else at.isoformat())
        return Line(one.case_no, tuple(cells))

    def _texts(self, one: CountedCase) -> list[str]:
        return [one.case_no, self._state(one), one.item, one.place, one.unit, one.officer,
                self._moment(one.accepted_at), self._due(one.due_at), self._moment(one.finished_at)]  # fmt: skip

    def _state(self, one: CountedCase) -> str:
        words = self._tools.words
        if not one.known:
            return self.tr("not in the store")
        return words.outcome(one.outcome) if one.outcome is not None else words.light(one.light.code)

    def _due(self, at: datetime | None) -> str:
        return "" if at is None else due_moment(self._tools.words, at, self._now.date(), whole_minutes=True)

    def _moment(self, at: datetime | None) -> str:
        return "" if at is None else moment(self._tools.words, at.replace(second=0), self._now.date())

    @Slot(str, int)
    def _open(self, key: str, column: int) -> None:
        self._tools.show_case(key)

    # taking away

    @Slot()
    def _ask_file(self) -> None:
        name = file_name(self.tr("Cases {title}").format(title=self._title), self._now, ".xlsx")
        path = ask_where(self._tools.memory, self, self.tr("Export the cases"), name, TABLE)
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Reads all cases anew and writes them; a suffix that is none becomes .xlsx."""
        target = path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(f"{path.name}.xlsx")
        every, at = self._case_nos, self._now
        self._tools.ask(lambda engine: counted_cases(engine, every, at), lambda found: self._write(target, found))

    def _write(self, path: Path, found: Sequence[CountedCase]) -> None:
        headings = [heading.title for heading in self.table.rows.headings]
        rows, note = [self._texts(one) for one in found], self.title.text()

        def work(progress: Callable[[float], bool]) -> bool:
            return write_table(path, headings, rows, note, progress)

        self._tools.run(
            self.tr("Exporting the cases"),
            work,
            lambda _: self._tools.say(self.tr("Saved as {file}").format(file=path)),
        )

    # Qt

    @override
    def done(self, result: int) -> None:
        """Closed in whatever way: widths are kept for the next one."""
        self._tools.memory.keep_text(WIDTHS_KEY, self.table.widths())
        super().done(result)
