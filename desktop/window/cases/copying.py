"""Rows as text for a spreadsheet: a tab between cells, a line for each row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop.window.cases.courtesy import breathe
from desktop.window.cases.query import CaseColumn
from desktop.window.cases.row_texts import CaseTexts

AT_ONCE: Final = 500
"""So many rows are copied while the user waits."""
STEP: Final = 20


def rows_text(
    texts: CaseTexts,
    rows: npt.NDArray[np.intp],
    columns: Sequence[CaseColumn],
    now: datetime,
    going: Callable[[float], bool] = lambda share: True,
) -> str:
    """Rows (of the snapshot) in the columns shown. ``going(share)`` False: stops; what is done so far is given."""
    lines = []
    for number, row in enumerate(rows.tolist()):
        if number % STEP == 0:
            breathe()
            if not going(number / len(rows)):
                break
        said = texts.row(row, now)
        lines.append(line(said[column] for column in columns))
    return "".join(lines)


def line(cells: Iterable[str]) -> str:
    """One row; tabs and line ends inside a cell become spaces."""
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"
