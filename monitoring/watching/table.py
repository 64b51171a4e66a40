"""Columns that grow and whose rows are used again: the body of the board's state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Columns = Mapping[str, npt.NDArray[Any]]


class Table:
    """Named columns of equal length, of which the first ``size`` rows are in use. Grows by half."""

    def __init__(self, types: Mapping[str, Any], capacity: int = 1024) -> None:
        self.columns: dict[str, npt.NDArray[Any]] = {name: np.zeros(capacity, kind) for name, kind in types.items()}
        self.size = 0

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        """The rows in use of a column (a view)."""
        return self.columns[name][: self.size]

    def grow(self, rows: int) -> npt.NDArray[np.intp]:
        """Numbers of ``rows`` new rows at the end."""
        need = self.size + rows
        capacity = len(next(iter(self.columns.values())))
        if need > capacity:
            wanted = max(need, capacity + capacity // 2)
            for name, column in self.columns.items():
                bigger = np.zeros(wanted, column.dtype)
                bigger[: self.size] = column[: self.size]
                self.columns[name] = bigger
        fresh = np.arange(self.size, need)
        self.size = need
        return fresh

    def put(self, rows: npt.NDArray[np.intp], values: Columns) -> None:
        """Writes columns into these rows."""
        for name, column in values.items():
            self.columns[name][rows] = column

    def keep(self, mask: npt.NDArray[np.bool_]) -> None:
        """Drops all rows but those in the mask, in order."""
        kept = int(np.count_nonzero(mask))
        for name, column in self.columns.items():
            column[:kept] = column[: self.size][mask]
            if column.dtype == object:
                column[kept : self.size] = None
            self.columns[name] = column
        self.size = kept
