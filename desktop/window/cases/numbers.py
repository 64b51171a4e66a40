"""Case numbers as bytes: searched, sorted and found without a Python step for each."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from desktop.window.cases.courtesy import in_parts

LONGEST: Final = 64
"""Bytes of a case number that are looked at; what is longer is looked at in Python."""
MISSING: Final = -1

Rows = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.int64]
Objects = npt.NDArray[np.object_]


class CaseNumbers:
    """The numbers of one snapshot, case-folded; those of an older one are taken over where the row is known."""

    def __init__(self, case_no: Objects, before: CaseNumbers | None = None, old_rows: Rows | None = None) -> None:
        self._case_no = case_no
        self._rank: Ranks | None = None
        if before is None or old_rows is None:
            self.folded, self._long = _folded(case_no), self._longer(range(len(case_no)))
            return
        if len(old_rows) == len(before.folded) and bool((old_rows == np.arange(len(old_rows))).all()):
            self.folded, self._long, self._rank = before.folded, before._long, before._rank
            return
        fresh = np.flatnonzero(old_rows == MISSING)
        new = _folded(case_no[fresh])
        width = max(before.folded.dtype.itemsize, new.dtype.itemsize, 1)
        self.folded = before.folded[old_rows] if len(before.folded) else np.zeros(len(old_rows), f"S{width}")
        self.folded = self.folded.astype(f"S{width}", copy=False)
        self.folded[fresh] = new
        self._long = self._longer(np.flatnonzero(np.char.str_len(self.folded) >= LONGEST - 4).tolist())

    def _longer(self, rows: Any) -> dict[int, str]:
        texts = self._case_no
        return {row: texts[row].casefold() for part in in_parts(rows) for row in part if len(texts[row]) * 4 > LONGEST
                and len(texts[row].encode(errors="replace")) > LONGEST}  # fmt: skip

    def having(self, word: str) -> Flags:
        """Where a case-folded word occurs."""
        if not len(self.folded):
            return np.zeros(0, np.bool_)
        found: Flags = np.char.find(self.folded, word.encode(errors="replace")) >= 0
        for row, text in self._long.items():
            found[row] |= word in text
        return found

    def row(self, case_no: str) -> int:
        """The row of a case; MISSING where there is none."""
        return next(iter(self.rows(frozenset({case_no})).tolist()), MISSING)

    def rows(self, case_nos: frozenset[str]) -> Rows:
        """The rows of the named cases, in the snapshot's order."""
        wanted = np.unique(_folded(np.array([*sorted(case_nos)], np.object_)))
        if not len(wanted) or not len(self.folded):
            return np.empty(0, np.intp)
        place = np.minimum(np.searchsorted(wanted, self.folded), len(wanted) - 1) if len(wanted) > 1 else 0
        near = np.flatnonzero(wanted[place] == self.folded)
        return np.array([row for row in near.tolist() if self._case_no[row] in case_nos], np.intp)

    def rank(self) -> Ranks:
        """The place of each number in their order."""
        if self._rank is None:
            self._rank = _ranked(self.folded)
        return self._rank


def _folded(texts: Objects) -> npt.NDArray[np.bytes_]:
    parts = [
        np.array([text.casefold().encode(errors="replace")[:LONGEST] for text in part], np.bytes_)
        for part in in_parts(texts.tolist())
    ]
    return np.concatenate(parts) if parts else np.zeros(0, "S1")


def _ranked(texts: npt.NDArray[np.bytes_]) -> Ranks:
    """Sorts eight bytes at a time as one number; parts that are the same everywhere say nothing."""
    width = -(-max(texts.dtype.itemsize, 1) // 8)
    size = texts.dtype.itemsize
    raw = np.zeros((len(texts), width * 8), np.uint8)  # copied as numbers: while numpy casts texts, the screen waits
    raw[:, :size] = np.ascontiguousarray(texts).view(np.uint8).reshape(len(texts), size)
    words = raw.view(">u8")
    telling = [words[:, column].astype(np.uint64) for column in range(width)]
    telling = [column for column in telling if len(column) and bool((column != column[0]).any())]
    order = np.lexsort(telling[::-1]) if telling else np.arange(len(texts))
    ranks = np.empty(len(texts), np.int64)
    ranks[order] = np.arange(len(texts))
    return ranks
