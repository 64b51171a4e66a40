"""Painting the case list: our model and delegates against a model and delegates of C++ with the same texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np

from benchmarks import screens
from benchmarks.measuring import Context, Result, Wrong, ratio, rounds

CELLS: Final = 370
COLUMNS: Final = 10
WIDTH: Final = 1366
BOARD: Final = 2_000


def paint(context: Context) -> Iterator[Result]:
    """One table with our model, one with a QStandardItemModel: same view, widths, fonts, texts."""
    app = screens.dressed(context.work)
    table = _table(screens.board(min(BOARD, context.sizes.sort_rows)))
    ours = table.view
    floor = _floor(ours)
    for widget in (table, floor):
        widget.resize(WIDTH, _height(ours))
        widget.show()
    app.processEvents()
    if ours.viewport().size() != floor.viewport().size() or not ours.viewport().isVisible():
        raise Wrong("the two tables do not show as much")
    first, last = table.visible_rows()
    shown = (last - first + 1) * COLUMNS
    _compare(ours, floor, last - first + 1)
    model, now = ours.model(), screens.synthetic.NOW

    def afresh() -> None:
        model.go_on(now, 0, last)  # as with every minute: nothing is kept of what the rows said
        ours.viewport().repaint()

    work: dict[str, Callable[[], object]] = {
        "floor": floor.viewport().repaint,
        "ours": ours.viewport().repaint,
        "afresh": afresh,
    }
    times = rounds(work, context.sizes.rounds)
    middle = {name: float(np.median(seconds)) * 1e3 for name, seconds in times.items()}
    note = f"{middle['ours']:.1f} against {middle['floor']:.1f} ms for {shown} cells"
    yield context.most("table paint against the C++ floor", ratio(times["ours"], times["floor"]), 2.0, note=note)
    yield Result("table paint, every text made anew", middle["afresh"], "ms", note=f"{shown} cells")
    table.deleteLater()
    floor.deleteLater()
    app.processEvents()


def _table(snapshot: Any) -> Any:
    from desktop.window.cases.columns import Columns
    from desktop.window.cases.model import CaseModel
    from desktop.window.cases.table import CaseTable
    from desktop.window.memory import Memory
    from resources import words

    model = CaseModel(words("zh_CN"))
    table = CaseTable(model, Memory())
    model.setParent(table)
    table.show_columns(Columns())
    model.apply(snapshot, snapshot.at)
    if model.busy or model.rowCount() != len(snapshot.cases):
        raise Wrong(f"the list shows {model.rowCount()} of {len(snapshot.cases)} cases")
    return table


def _height(view: Any) -> int:
    rows = CELLS // COLUMNS
    return int(rows * view.verticalHeader().defaultSectionSize() + view.horizontalHeader().sizeHint().height())


def _floor(ours: Any) -> Any:
    """The same view on a model of C++, with the delegates that Qt brings."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QStandardItem, QStandardItemModel

    from desktop.window.tables import dress

    source = ours.model()
    view = type(ours)()
    model = QStandardItemModel(CELLS // COLUMNS + 1, source.columnCount(), view)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole, Qt.ItemDataRole.FontRole)
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            item = QStandardItem()
            for role in roles:
                item.setData(source.index(row, column).data(role), role)
            model.setItem(row, column, item)
    dress(view, model, "floor")
    for column in range(model.columnCount()):
        view.setColumnWidth(column, ours.columnWidth(column))
        view.setColumnHidden(column, ours.isColumnHidden(column))
    return view


def _compare(ours: Any, floor: Any, rows: int) -> None:
    for row in range(rows):
        for column in range(ours.model().columnCount()):
            texts = [view.model().index(row, column).data() for view in (ours, floor)]
            if texts[0] != texts[1]:
                raise Wrong(f"row {row}, column {column}: {texts[0]!r} against {texts[1]!r}")
