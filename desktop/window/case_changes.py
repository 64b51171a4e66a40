"""Which cases look different in a new snapshot. Plain numpy, no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop.window.case_query import NameTexts
from desktop.window.row_edits import Ids
from monitoring.board import BoardSnapshot, CaseRows

SHOWN: Final = ("light", "due", "flags")
"""Columns that are compared as they are; names and reasons are compared by what they say."""

Flags = npt.NDArray[np.bool_]


class CaseIds:
    """A small number for each case number, the same from snapshot to snapshot."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, cases: CaseRows) -> Ids:
        numbers = self._numbers
        for case_no in cases.case_no:
            if case_no not in numbers:
                numbers[case_no] = len(numbers)
        return np.fromiter((numbers[case_no] for case_no in cases.case_no), np.int64, len(cases))


class Shown:
    """A snapshot with what the table says of it."""

    def __init__(self, snapshot: BoardSnapshot, ids: CaseIds) -> None:
        self.snapshot = snapshot
        self.names = NameTexts(snapshot.names)
        self.ids = ids.of(snapshot.cases)

    def row_of_id(self, top: int) -> npt.NDArray[np.intp]:
        """The row of each id below ``top``, -1 where the snapshot does not have it."""
        rows = np.full(top, -1, np.intp)
        rows[self.ids] = np.arange(len(self.ids))
        return rows


def same_cases(old: BoardSnapshot, new: BoardSnapshot) -> bool:
    """Whether two snapshots show the same rows. Versions alone do not tell: an engine started again counts from 0."""
    return old.version == new.version and old.cases is new.cases and old.names is new.names


def row_map(old: Shown, new: Shown) -> npt.NDArray[np.intp]:
    """For each row of the new snapshot its row in the old one, -1 for a new case."""
    top = int(max(old.ids.max(initial=-1), new.ids.max(initial=-1))) + 1
    mapped: npt.NDArray[np.intp] = old.row_of_id(top)[new.ids]
    return mapped


def changed_rows(old: Shown, new: Shown, old_rows: npt.NDArray[np.intp]) -> Flags:
    """For each row of the new snapshot, whether the table says something else about it than before."""
    there = old_rows >= 0
    mine, theirs = np.flatnonzero(there), old_rows[there]
    differs = np.zeros(len(mine), np.bool_)
    for name in SHOWN:
        differs |= getattr(new.snapshot.cases, name)[mine] != getattr(old.snapshot.cases, name)[theirs]
    differs |= _said(new.snapshot.reasons, old.snapshot.reasons, new.snapshot.cases.reason[mine],
                     old.snapshot.cases.reason[theirs])  # fmt: skip
    old_columns = old.names.columns(old.snapshot.cases)
    for column, (names, codes) in new.names.columns(new.snapshot.cases).items():
        old_names, old_codes = old_columns[column]
        differs |= _said(names, old_names, codes[mine], old_codes[theirs])
    changed = np.zeros(len(old_rows), np.bool_)
    changed[mine] = differs
    return changed


def turned_rows(old: Shown, new: Shown, old_rows: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """Rows of the new snapshot whose light is another than before; a new case has not turned."""
    there = np.flatnonzero(old_rows >= 0)
    turned: npt.NDArray[np.intp] = there[
        new.snapshot.cases.light[there] != old.snapshot.cases.light[old_rows[there]]
    ]
    return turned


def _said(
    names: Sequence[str], old_names: Sequence[str], codes: npt.NDArray[np.generic], old_codes: npt.NDArray[np.generic]
) -> Flags:
    """Whether two columns of codes say different words; a code is compared by its word once the lists differ."""
    if names == old_names:
        different: Flags = codes != old_codes
        return different
    place = {name: code for code, name in enumerate(names)}
    translated = np.array([place.get(name, -2) for name in old_names], np.int64)
    first = np.array([place[name] for name in names], np.int64)
    said: Flags = first[codes.astype(np.intp)] != translated[old_codes.astype(np.intp)]
    return said
