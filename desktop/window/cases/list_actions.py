"""What can be done with the list: choose columns, copy rows, export. Menus and their actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.window.cases import copying
from desktop.window.cases.columns import Columns
from desktop.window.cases.export import Export, write
from desktop.window.cases.model import CaseModel
from desktop.window.cases.query import CaseColumn
from desktop.window.cases.table import CaseTable
from desktop.window.page_tools import PageTools
from desktop.window.saving import ask_where, file_name
from resources.spoken import moment
from widgets.order_dialog import Ordered, put_in_order


class ListActions(QObject):
    """Belongs to the cases page."""

    def __init__(self, tools: PageTools, table: CaseTable, model: CaseModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._table = table
        self._model = model
        self._home = parent
        self.filter_said: Callable[[], str] = str
        """What narrows the list, in words."""
        self.ask_file: Callable[[str], Path | None] = self._dialog
        """Asks where to; gives '' where the user thought better of it."""
        self.ask_order: Callable[[str, Sequence[Ordered]], list[Ordered] | None] = self._order_dialog
        """Asks for another order; gives None where the user thought better of it."""
        self.copy_rows = self._action(self.tr("Copy"), self._copy, QKeySequence.StandardKey.Copy)
        self.copy_headed = self._action(self.tr("Copy with headings"), self._copy_headed, "Ctrl+Shift+C")
        self.copy_cell = self._action(self.tr("Copy cell"), self._copy_cell)
        self.open_case = self._action(self.tr("Open in a window of its own"), self._open)
        table.view.addActions([self.copy_rows, self.copy_headed])
        table.menu_asked.connect(self.show_menu)
        table.columns_menu_asked.connect(self.show_columns_menu)

    def _action(
        self, text: str, slot: Callable[[], None], keys: QKeySequence.StandardKey | str | None = None
    ) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.triggered.connect(slot)
        return action

    # menus

    @Slot(QPoint)
    def show_menu(self, where: QPoint) -> None:
        """The menu of the rows."""
        menu = QMenu(self._home)
        menu.addActions([self.open_case])
        menu.addSeparator()
        menu.addActions([self.copy_rows, self.copy_headed, self.copy_cell])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    @Slot(QPoint)
    def show_columns_menu(self, where: QPoint) -> None:
        """The menu of the columns."""
        menu = QMenu(self._home)
        self.fill_columns_menu(menu)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def fill_columns_menu(self, menu: QMenu) -> None:
        """A line for each column, and the way back."""
        columns, titles = self._table.columns, self._model.titles()
        for column in columns.order:
            action = menu.addAction(titles[column])
            action.setCheckable(True)
            action.setChecked(column not in columns.hidden)
            action.triggered.connect(partial(self._toggle, column))
        menu.addSeparator()
        self._fill_sorting(menu.addMenu(self.tr("Sort by")))
        menu.addAction(self.tr("Order of the columns…")).triggered.connect(self.order_columns)
        menu.addAction(self.tr("Columns as they were at first")).triggered.connect(self._reset_columns)

    def _fill_sorting(self, menu: QMenu) -> None:
        """The keyboard's way to what a click on a heading does."""
        titles, query = self._model.titles(), self._model.query
        first = menu.addAction(self.tr("Worst light first, then by due"))
        first.setCheckable(True)
        first.setChecked(query.sort_by is None)
        first.triggered.connect(partial(self._sort, -1))
        for column in self._table.columns.shown():
            for descending, arrow in ((False, "↑"), (True, "↓")):
                action = menu.addAction(f"{titles[column]} {arrow}")
                action.setCheckable(True)
                action.setChecked(query.sort_by is column and query.descending is descending)
                action.triggered.connect(partial(self._sort, int(column), descending))

    def _sort(self, column: int, descending: bool = False, checked: bool = False) -> None:
        self._table.sort_asked.emit(column, descending if column >= 0 else False)

    def _toggle(self, column: CaseColumn, shown: bool) -> None:
        self._table.show_columns(self._table.columns.with_shown(column, shown=shown))

    @Slot()
    def order_columns(self) -> None:
        """Lets the columns be put in another order, without a mouse too."""
        columns, titles = self._table.columns, self._model.titles()
        lines = [Ordered(column.name, titles[column], column not in columns.hidden) for column in columns.order]
        chosen = self.ask_order(self.tr("Order of the columns"), lines)
        if chosen is not None:
            order = tuple(CaseColumn[line.key] for line in chosen)
            hidden = frozenset(CaseColumn[line.key] for line in chosen if not line.ticked)
            kept = columns.hidden if len(hidden) == len(order) else hidden
            self._table.show_columns(Columns(order, kept, columns.widths))

    def _order_dialog(self, title: str, lines: Sequence[Ordered]) -> list[Ordered] | None:
        return put_in_order(title, lines, self._home)

    @Slot()
    def _reset_columns(self) -> None:
        self._table.show_columns(Columns())

    @Slot()
    def _open(self) -> None:
        index = self._table.current()
        if index.isValid():
            self._table.opened.emit(self._model.case_no(index.row()))

    # copying

    @Slot()
    def _copy(self) -> None:
        self._copy_text(headed=False)

    @Slot()
    def _copy_headed(self) -> None:
        self._copy_text(headed=True)

    def _copy_text(self, *, headed: bool) -> None:
        """What is selected; many rows are put together off the screen's thread."""
        what = self._model.printed(self._table.selected_rows())
        if what is None:
            return
        texts, rows, now = what
        columns, titles = self._table.columns.shown(), self._model.titles()
        head = copying.line(titles[column] for column in columns) if headed else ""
        if len(rows) <= copying.AT_ONCE:
            self._put(len(rows), head + copying.rows_text(texts, rows, columns, now))
            return
        self._tools.run(
            self.tr("Copying {count} rows").format(count=f"{len(rows):,}"),
            lambda going: head + copying.rows_text(texts, rows, columns, now, going),
            partial(self._put, len(rows)),
        )

    def _put(self, rows: int, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._tools.say(self.tr("{count} rows copied").format(count=f"{rows:,}"))

    @Slot()
    def _copy_cell(self) -> None:
        index = self._table.current()
        if index.isValid():
            QGuiApplication.clipboard().setText(str(index.data() or ""))

    # export

    @Slot()
    def export(self) -> None:
        """Asks for a file and writes what is shown into it, off the screen's thread."""
        plan, snapshot = self._model.plan, self._model.snapshot
        now = self._model.now
        if plan is None or snapshot is None or now is None or not len(plan.listing.rows):
            self._tools.say(self.tr("There is nothing to export."))
            return
        target = self.ask_file(file_name(self.tr("Cases in hand"), now, ".xlsx"))
        if target is None:
            return
        job = self._job(target)
        self._tools.run(
            self.tr("Export to {file}").format(file=target.name),
            lambda going: write(job, target, going),
            partial(self._exported, len(job.rows)),
        )

    def _job(self, target: Path) -> Export:
        plan, now, texts = self._model.plan, self._model.now, self._model.texts
        assert plan is not None and now is not None and texts is not None
        columns, titles = self._table.columns.shown(), self._model.titles()
        rows = plan.listing.rows
        return Export(
            texts=texts,
            cases=plan.listing.shown.snapshot.cases,
            rows=rows,
            columns=columns,
            titles=[titles[column] for column in columns],
            now=now,
            sheet=self.tr("Open cases"),
            about_sheet=self.tr("About"),
            about=self._about(len(rows)),
            cannot_write=self.tr(
                "{file} cannot be written: {why}. Close it in other programs or choose another place."
            ),
        )

    def _about(self, rows: int) -> list[tuple[str, str]]:
        now, snapshot = self._model.now, self._model.snapshot
        assert now is not None and snapshot is not None
        words = self._tools.words
        read_at = "" if snapshot.read_at is None else moment(words, snapshot.read_at.replace(second=0), now.date())
        return [
            (self.tr("Site"), self._tools.settings.site.name),
            (self.tr("Bureau"), self._tools.settings.site.bureau),
            (self.tr("What"), self.tr("Open cases with their lights as they stood at the moment named")),
            (self.tr("Filter"), self.filter_said() or self.tr("none: all open cases")),
            (self.tr("Cases"), f"{rows:,}"),
            (self.tr("Moment"), f"{now:%Y-%m-%d %H:%M}"),
            (self.tr("Case store read at"), read_at),
            (self.tr("Time left"), self.tr("in office time, by the working calendar and the office hours in force")),
        ]

    def _exported(self, rows: int, target: Path | None) -> None:
        if target is not None:
            said = self.tr("{count} cases exported to {file}")
            self._tools.say(said.format(count=f"{rows:,}", file=target))

    def _dialog(self, name: str) -> Path | None:
        return ask_where(self._tools.memory, self._home.window(), self.tr("Export what is shown"), name)
