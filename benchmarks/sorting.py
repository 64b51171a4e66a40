"""Sorting the case list: the list's own order in numpy against a QSortFilterProxyModel over a plain model."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from benchmarks import synthetic
from benchmarks.measuring import Absent, Context, Result, Wrong, ratio, rounds
from benchmarks.memory_stores import MemoryCaseStore, MemoryLedger
from monitoring.board import BoardSnapshot
from monitoring.watching.engine import Engine


def sort(context: Context) -> Iterator[Result]:
    """By due, both ways in turn, so that the proxy never meets an order that it has already."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from desktop.window.cases.query import CaseColumn, CaseQuery, NameTexts, select
    except ImportError as error:
        raise Absent("PySide6 is not installed") from error
    snapshot = _snapshot(context.sizes.sort_rows)
    texts = NameTexts(snapshot.names)
    proxy = _proxy(snapshot)
    queries = [CaseQuery(sort_by=CaseColumn.DUE, descending=down) for down in (False, True)]
    turns = {"ours": 0, "proxy": 0}

    def ours() -> Any:
        turns["ours"] += 1
        return select(snapshot, texts, queries[turns["ours"] % 2])

    def theirs() -> None:
        turns["proxy"] += 1
        proxy.by_due(descending=bool(turns["proxy"] % 2))

    for query in queries:
        proxy.by_due(descending=query.descending)
        if (snapshot.cases.due[select(snapshot, texts, query)] != snapshot.cases.due[proxy.order()]).any():
            raise Wrong("the list and the proxy come to different orders")
    times = rounds({"proxy": theirs, "ours": ours}, min(context.sizes.rounds, 3))
    slow, quick = (float(np.median(times[name])) * 1e3 for name in ("proxy", "ours"))
    note = f"{slow:,.0f} against {quick:,.2f} ms"
    goal = f"sort of {context.sizes.sort_rows} rows against QSortFilterProxyModel"
    yield context.least(goal, ratio(times["proxy"], times["ours"]), 500.0, note=note)
    by_column = {column.name.lower(): CaseQuery(sort_by=column) for column in CaseColumn}
    columns = {name: partial(select, snapshot, texts, query) for name, query in by_column.items()}
    each = rounds(columns, min(context.sizes.rounds, 3))
    middle = {name: float(np.median(seconds)) * 1e3 for name, seconds in each.items()}
    told = ", ".join(f"{name} {milliseconds:.1f}" for name, milliseconds in middle.items())
    yield Result("slowest column of the list to sort", max(middle.values()), "ms", note=told)


def _snapshot(rows: int) -> BoardSnapshot:
    store = MemoryCaseStore(list(synthetic.blocks(rows)), synthetic.catalogue())
    engine = Engine(store, MemoryLedger(), synthetic.rulebook())
    engine.load(synthetic.NOW)
    return engine.snapshot(synthetic.NOW)


def _proxy(snapshot: BoardSnapshot) -> Any:
    """A plain model over lists, as one writes it first, and the proxy over it."""
    from PySide6.QtCore import QAbstractTableModel, QSortFilterProxyModel, Qt
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication([])  # parts after this one show widgets
    dues, numbers = snapshot.cases.due.tolist(), snapshot.cases.case_no.tolist()

    class Plain(QAbstractTableModel):
        def rowCount(self, _parent: Any = None) -> int:
            return len(dues)

        def columnCount(self, _parent: Any = None) -> int:
            return 2

        def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            if role != Qt.ItemDataRole.DisplayRole:
                return None
            return dues[index.row()] if index.column() == 1 else numbers[index.row()]

    class Proxy:
        def __init__(self) -> None:
            self.application = application
            self.model = Plain()
            self.proxy = QSortFilterProxyModel()
            self.proxy.setSourceModel(self.model)

        def by_due(self, *, descending: bool) -> None:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            self.proxy.sort(1, order)

        def order(self) -> Any:
            rows = range(self.proxy.rowCount())
            return np.array([self.proxy.mapToSource(self.proxy.index(row, 0)).row() for row in rows], np.intp)

    return Proxy()
