"""The red nodes of one unit or officer, one a row: open its case, or take the list away as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.table_files import write_table
from desktop.window.page_parts import label, list_or_note, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.saving import TABLE, ask_where, file_name
from monitoring.red_nodes import RedNode, RedVisit
from monitoring.watching.red_nodes import red_visits
from resources.spoken import amount, due_moment, moment
from widgets.empty_note import EmptyNote
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot
    from monitoring.watching.engine import Engine

SHOWN: Final = 500
"""So many rows are asked for and shown; the export holds all."""
WIDTHS_KEY: Final = "nodes/red_widths"


class RedList(QWidget):
    """Case, node, who, entered, due, left, overdue by."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._reds: Sequence[RedNode] = ()
        self._title = ""
        self._snapshot: BoardSnapshot | None = None
        self._now: datetime | None = None
        self._asked = 0
        self.title = label(self, kind="heading")
        self.export = QPushButton(self.tr("Export…"), self)
        self.export.setAccessibleName(self.tr("Export these red nodes as a spreadsheet"))
        self.export.setToolTip(self.tr("Export these red nodes as a spreadsheet (Ctrl+E)"))
        self.export.clicked.connect(self.ask_file)
        self.table = PlainTable(self.tr("Red nodes"), self._headings(), parent=self)
        self.table.opened.connect(self._open)
        self.table.set_widths(tools.memory.text(WIDTHS_KEY))
        self.empty = EmptyNote(self)
        self._lay_out()

    def _headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Case"), 176),
            Heading(self.tr("Item"), 0),
            Heading(self.tr("Node"), 112),
            Heading(self.tr("Unit"), 144),
            Heading(self.tr("Officer"), 80),
            Heading(self.tr("Entered"), 116),
            Heading(self.tr("Due"), 116),
            Heading(self.tr("Left"), 116, tip=self.tr("When the node was done, or that it is still in hand")),
            Heading(self.tr("Overdue by"), 164, tip=self.tr("Office time past the due, until done or until now")),
        ]

    def _lay_out(self) -> None:
        bar, line = tool_bar(self)
        line.addWidget(self.title, 1)
        line.addWidget(self.export)
        self._stack = list_or_note(self, self.empty, self.table, above=bar)
        self.export.setEnabled(False)

    def remember(self) -> None:
        """Keeps the widths for the next run."""
        self._tools.memory.keep_text(WIDTHS_KEY, self.table.widths())

    # showing

    def show_nodes(self, title: str, reds: Sequence[RedNode], snapshot: BoardSnapshot, now: datetime) -> None:
        """Other red nodes, or the same at another moment; their cases are read now."""
        self._title, self._reds, self._snapshot, self._now = title, reds, snapshot, now
        self.title.setText(title)
        self.export.setEnabled(bool(reds))
        if not reds:
            self._take(self._asked, ())
            return
        self._asked += 1
        number, some, at = self._asked, tuple(reds[:SHOWN]), snapshot.at
        self._tools.ask(
            lambda engine: red_visits(engine, some, at), lambda visits: self._take(number, visits), self._fail
        )

    def say_nothing(self, title: str, text: str = "") -> None:
        """There is nothing to list; says why."""
        self.show_title_only("")
        self.empty.say(title, text)

    def show_title_only(self, title: str) -> None:
        """Nobody is chosen."""
        self._asked += 1
        self._reds = ()
        self.title.setText(title)
        self.export.setEnabled(False)
        self._stack.setCurrentWidget(self.empty)

    def _take(self, number: int, visits: Sequence[RedVisit]) -> None:
        """The answer to an older question is passed over."""
        if number == self._asked and visits:
            self.table.show_lines([self._line(visit) for visit in visits])
            self._stack.setCurrentWidget(self.table)

    def _fail(self, why: str) -> None:
        """What was there stays."""
        if self._stack.currentWidget() is self.empty:
            self.empty.say(
                self.tr("The cases cannot be read now"),
                self.tr("They appear here as soon as the case store can be read again."),
            )

    def _line(self, visit: RedVisit) -> Line:
        texts = self._texts(visit)
        red = visit.red
        sorts: list[float | str | None] = [None, None, None, None, None]
        sorts += [_seconds(one) for one in (visit.entered_at, red.deadline, visit.left_at)]
        sorts.append("" if visit.overdue_seconds is None else float(visit.overdue_seconds))
        cells = [Cell(text, sort) for text, sort in zip(texts, sorts, strict=True)]
        cells[0] = Cell(texts[0], link=True)
        if visit.left_at is None and visit.known:
            cells[7] = Cell(texts[7], "", muted=True)
        return Line(str(red.card_id), tuple(cells))

    def _texts(self, visit: RedVisit) -> list[str]:
        red = visit.red
        left = self.tr("in hand") if visit.known else self.tr("not in the store")
        return [
            red.case_no, visit.item, visit.node or self.tr("node {seq}").format(seq=red.seq), red.unit, red.officer,
            self._moment(visit.entered_at), self._due(red.deadline),
            self._moment(visit.left_at) if visit.left_at is not None else left,
            self._late(visit),
        ]  # fmt: skip

    def _due(self, at: datetime) -> str:
        today = self._now.date() if self._now is not None else date.min
        return due_moment(self._tools.words, at, today, whole_minutes=True)

    def _moment(self, at: datetime | None) -> str:
        if at is None:
            return ""
        today = self._now.date() if self._now is not None else date.min
        return moment(self._tools.words, at.replace(second=0), today)

    def _late(self, visit: RedVisit) -> str:
        if visit.overdue_seconds is None or self._snapshot is None:
            return ""
        return amount(self._tools.words, visit.overdue_seconds, self._snapshot.day_seconds)

    @Slot(str, int)
    def _open(self, key: str, column: int) -> None:
        red = next((one for one in self._reds if str(one.card_id) == key), None)
        if red is not None:
            self._tools.show_case(red.case_no)

    # export

    @Slot()
    def ask_file(self) -> None:
        """Asks for a file and writes all of the list into it."""
        if not self.export.isEnabled():
            return
        name = file_name(self.tr("Nodes that turned red"), self._now, ".xlsx")
        path = ask_where(self._tools.memory, self, self.tr("Export red nodes"), name, TABLE)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """Reads the cases of the whole list, then writes in the background."""
        path = path if path.suffix.lower() in (".xlsx", ".csv") else path.with_name(path.name + ".xlsx")
        reds, snapshot, title = tuple(self._reds), self._snapshot, self._title
        if snapshot is None:
            return
        at = snapshot.at

        def read(engine: Engine) -> tuple[RedVisit, ...]:
            return red_visits(engine, reds, at)

        self._tools.ask(read, lambda visits: self._write(path, title, visits), self._tell_unread)

    def _write(self, path: Path, title: str, visits: Sequence[RedVisit]) -> None:
        headings = [heading.title for heading in self._headings()]
        note = self.tr("{title}, as of {moment}").format(title=title, moment=f"{self._now:%Y-%m-%d %H:%M}")

        def work(progress: Callable[[float], bool]) -> bool:
            return write_table(path, headings, [self._texts(visit) for visit in visits], note, progress)

        self._tools.run(self.tr("Exporting red nodes"), work, lambda done: self._tell(path, done=done))

    def _tell_unread(self, why: str) -> None:
        self._tools.say(self.tr("Not exported: the cases cannot be read now"))

    def _tell(self, path: Path, *, done: bool) -> None:
        text = self.tr("Written: {file}") if done else self.tr("Export cancelled")
        self._tools.say(text.format(file=path))


def _seconds(at: datetime | None) -> float | str:
    """What a column of moments is sorted by; nothing sorts last."""
    return "" if at is None else (at - datetime(1970, 1, 1)).total_seconds()  # noqa: DTZ001 - wall clock of the site
