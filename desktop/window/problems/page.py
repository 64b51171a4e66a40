"""Everything that is wrong with the data: what, in which case, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.table_files import write_table
from desktop.window.page_parts import label, search_field, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.problems.texts import count_kinds, folded, narrowed, said
from desktop.window.saving import TABLE, ask_where, file_name
from monitoring.board import BoardSnapshot, Problem
from widgets.empty_note import EmptyNote
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line

HELP: Final = "七数据问题"
SHOWN: Final = 1_000
"""So many rows are shown: nobody reads on. The export holds all."""
WIDTHS_KEY, KIND_KEY = "problems/widths", "problems/kind"
CASE: Final = 0
KINDS_WIDTH: Final = 232


class ProblemsPage(QWidget):
    """Kinds with their numbers on the left, the problems of the chosen kind on the right."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._problems: Sequence[Problem] | None = None
        self._folded: list[str] | None = None
        self._any_cases = False
        """Made when somebody first looks for a text."""
        self._now: datetime | None = None
        self._kind = tools.memory.text(KIND_KEY)
        self._make_parts()
        self._lay_out()
        self.table.set_widths(tools.memory.text(WIDTHS_KEY))
        self.empty.say(self.tr("Looking through the data…"))

    def _make_parts(self) -> None:
        self.search = search_field(
            self, self.tr("Number, kind or detail"), self.tr("Narrow the problems"), self.tr("Clear")
        )
        self.search.setFixedWidth(280)
        self.search.textChanged.connect(self._show)
        self.total = label(self, kind="muted")
        self.export = QPushButton(self.tr("Export…"), self)
        self.export.setAccessibleName(self.tr("Export these problems as a spreadsheet"))
        self.export.clicked.connect(self._ask_file)
        self.export.setEnabled(False)
        self.kinds = QListWidget(self)
        self.kinds.setAccessibleName(self.tr("Kinds of problems"))
        self.kinds.setFixedWidth(KINDS_WIDTH)
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.kinds.currentItemChanged.connect(self._choose_kind)
        self.kinds.hide()
        self.table = PlainTable(self.tr("Data problems"), self._headings(), parent=self)
        self.table.opened.connect(self._open)
        self.empty = EmptyNote(self)
        self.empty.pressed.connect(self._show_all)
        self.note = label(self, kind="note", wrap=True)
        self.note.setText(
            self.tr(
                "Correct the data on the approval platform: the program reads it again by itself. "
                "A click on a number opens the case."
            )
        )
        for keys, does in ((QKeySequence.StandardKey.Find, self.search.setFocus), ("Ctrl+E", self._ask_file)):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Case"), 164),
            Heading(self.tr("What is wrong"), 180),
            Heading(self.tr("In the data"), 340),
            Heading(self.tr("What to do"), 0),
        ]

    def _lay_out(self) -> None:
        bar, line = tool_bar(self)
        line.addWidget(self.search)
        line.addStretch(1)
        line.addWidget(self.total)
        line.addWidget(self.export)
        foot, under = tool_bar(self)
        foot.setProperty("rule", "above")
        under.addWidget(self.note, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self._edge = edge = QWidget(self)
        edge.setProperty("plain", "line")
        edge.setFixedWidth(1)
        edge.hide()
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.kinds)
        body.addWidget(edge)
        body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addLayout(body, 1)
        column.addWidget(foot)

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board; problems that are the same as before are left alone."""
        self._now = now
        if snapshot.read_at is None:
            self._say_unread(away=bool(snapshot.trouble))
            return
        any_cases = bool(len(snapshot.cases))
        if snapshot.problems is not self._problems or any_cases is not self._any_cases:
            self._problems, self._folded, self._any_cases = snapshot.problems, None, any_cases
            self._show_kinds()
            self._show()

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed; nothing here depends on it."""
        self._now = now

    def remember(self) -> None:
        """Keeps the kind and the widths for the next run."""
        self._tools.memory.keep_text(KIND_KEY, self._kind)
        self._tools.memory.keep_text(WIDTHS_KEY, self.table.widths())

    def _say_unread(self, *, away: bool) -> None:
        """Nothing was read yet: that there are no problems would be a lie."""
        if self._problems is None and away:
            self.empty.say(
                self.tr("The case store has not been read yet"),
                self.tr("Problems appear here as soon as it can be read."),
            )

    # kinds

    def _show_kinds(self) -> None:
        counted = count_kinds(self._problems or ())
        if self._kind not in {kind for kind, _ in counted}:
            self._kind = ""
        whole = sum(number for _, number in counted)
        with QSignalBlocker(self.kinds):
            self.kinds.clear()
            for code, word, number in [
                ("", self.tr("All"), whole),
                *((code, self._tools.words.problem(code), number) for code, number in counted),
            ]:
                item = QListWidgetItem(f"{word}  {number:,}", self.kinds)
                item.setData(Qt.ItemDataRole.UserRole, code)
                item.setToolTip(item.text())
                if code == self._kind:
                    self.kinds.setCurrentItem(item)

    @Slot()
    def _choose_kind(self) -> None:
        item = self.kinds.currentItem()
        self._kind = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
        self._show()

    @Slot()
    def _show_all(self) -> None:
        with QSignalBlocker(self.search):
            self.search.clear()
        self._kind = ""
        self._show_kinds()
        self._show()

    # problems

    def _wanted(self) -> list[Problem]:
        text = self.search.text()
        if text and self._folded is None:
            self._folded = folded(self._tools.words, self._problems or ())
        return narrowed(self._problems or (), self._folded or (), self._kind, text)

    @Slot()
    def _show(self) -> None:
        if self._problems is None:
            return
        wanted = self._wanted()
        self.table.show_lines(self._lines(wanted[:SHOWN]))
        cut = self.tr("{count} problems, the first {shown} shown")
        whole = self.tr("{count} problems")
        text = cut if len(wanted) > SHOWN else whole
        self.total.setText(text.format(count=f"{len(wanted):,}", shown=f"{SHOWN:,}"))
        self.export.setEnabled(bool(wanted))
        for part in (self.kinds, self._edge):
            part.setVisible(bool(self._problems))
        self._stack.setCurrentWidget(self.table if wanted else self.empty)
        if self._problems:
            self.empty.say(self.tr("No problem is like this"), button=self.tr("Show all"))
        elif not self._any_cases:
            self.empty.say(
                self.tr("There is no open case"),
                self.tr("Once the case store has cases, what contradicts itself in them is listed here."),
            )
        else:
            self.empty.say(
                self.tr("The data are in order"),
                self.tr("Every case could be judged and nothing contradicts itself. That is as it should be."),
            )

    def _lines(self, problems: Sequence[Problem]) -> list[Line]:
        """Keys that stay the same from picture to picture; the same problem may stand there twice."""
        seen: dict[str, int] = {}
        lines = []
        for problem in problems:
            key = f"{problem.case_no}\t{problem.code}\t{problem.detail}"
            seen[key] = seen.get(key, 0) + 1
            lines.append(Line(f"{key}\t{seen[key]}", self._cells(problem)))
        return lines

    def _cells(self, problem: Problem) -> tuple[Cell, ...]:
        told = said(self._tools.words, problem, self._today())
        case = problem.case_no
        return (
            Cell(case or self.tr("whole store"), link=bool(case), muted=not case),
            Cell(told.kind),
            Cell(told.detail),
            Cell(told.advice),
        )

    def _today(self) -> date:
        return self._now.date() if self._now is not None else date.min

    @Slot(str, int)
    def _open(self, key: str, column: int) -> None:
        case_no = key.partition("\t")[0]
        if case_no:
            self._tools.show_case(case_no)
        else:
            self._tools.say(self.tr("This concerns the case store as a whole"))

    # export

    @Slot()
    def _ask_file(self) -> None:
        if not self._problems or not self.export.isEnabled():
            return
        name = file_name(self.tr("Data problems"), self._now, ".xlsx")
        path = ask_where(self._tools.memory, self, self.tr("Export problems"), name, TABLE)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Writes the problems as narrowed now, in the background."""
        path = path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(path.name + ".xlsx")
        problems, words, today = self._wanted(), self._tools.words, self._today()
        headings = [heading.title for heading in self._headings()]
        note = self.tr("Data problems as of {moment}").format(moment=f"{self._now:%Y-%m-%d %H:%M}")

        def work(progress: Callable[[float], bool]) -> bool:
            told = [said(words, problem, today) for problem in problems]
            rows = [(one.problem.case_no, one.kind, one.detail, one.advice) for one in told]
            return write_table(path, headings, rows, note, progress)

        self._tools.run(self.tr("Exporting problems"), work, lambda done: self._tell(path, done=done))

    def _tell(self, path: Path, *, done: bool) -> None:
        text = self.tr("Written: {file}") if done else self.tr("Export cancelled")
        self._tools.say(text.format(file=path))
