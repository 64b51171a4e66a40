"""Which cases look different in a new snapshot. Plain numpy, no Qt."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop.window.cases.courtesy import in_parts
from desktop.window.cases.numbers import MISSING, CaseNumbers
from desktop.window.cases.query import NameTexts
from monitoring.board import BoardSnapshot

SHOWN: Final = ("light", "due", "flags", "accepted_at", "statutory_due")
"""Columns that are compared as they are; names and reasons are compared by what they say."""

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


class Shown:
    """A snapshot with what the table says of it. ``old_rows``: see ``row_map``."""

    def __init__(self, snapshot: BoardSnapshot, before: Shown | None = None, old_rows: Rows | None = None) -> None:
        self.snapshot = snapshot
        same = before is not None and before.names.fit(snapshot.names)
        self.names: NameTexts = before.names if before is not None and same else NameTexts(snapshot.names)
        known = before.numbers if before is not None else None
        self.numbers: CaseNumbers = CaseNumbers(snapshot.cases.case_no, known, old_rows)


def same_cases(old: BoardSnapshot, new: BoardSnapshot) -> bool:
    """Whether two snapshots show the same rows. Versions alone do not tell: an engine started again counts from 0."""
    return old.version == new.version and old.cases is new.cases and old.names is new.names


def row_map(old: npt.NDArray[np.object_], new: npt.NDArray[np.object_]) -> Rows:
    """For each case number of the new column its row in the old one, MISSING for a new case.

    The engine hands the same text objects on from snapshot to snapshot: where they lie tells them apart without
    looking at each; only the few that lie elsewhere are compared by what they say.
    """
    if not len(old) or not len(new):
        return np.full(len(new), MISSING, np.intp)
    old_places, new_places = _addresses(old), _addresses(new)
    if len(old) == len(new) and bool((old_places == new_places).all()):
        return np.arange(len(new))
    order = np.argsort(old_places, kind="stable")
    found = np.minimum(np.searchsorted(old_places, new_places, sorter=order), len(old) - 1)
    mapped: Rows = np.where(old_places[order[found]] == new_places, order[found], MISSING)
    return _by_text(old, new, mapped)


def _by_text(old: npt.NDArray[np.object_], new: npt.NDArray[np.object_], mapped: Rows) -> Rows:
    fresh = np.flatnonzero(mapped == MISSING)
    gone = np.ones(len(old), np.bool_)
    gone[mapped[mapped != MISSING]] = False
    left = np.flatnonzero(gone)
    if not len(fresh) or not len(left):
        return mapped
    rows = {old[row]: row for part in in_parts(left.tolist()) for row in part}
    mapped[fresh] = [rows.get(new[row], MISSING) for part in in_parts(fresh.tolist()) for row in part]
    return mapped


def _addresses(texts: npt.NDArray[np.object_]) -> npt.NDArray[np.intp]:
    """Where the objects of a column lie; valid for comparing while both columns are held."""
    column = np.ascontiguousarray(texts)
    held = (ctypes.c_char * column.nbytes).from_address(column.ctypes.data)
    places: Rows = np.frombuffer(memoryview(held), np.intp).copy()
    return places


def changed_rows(old: Shown, new: Shown, old_rows: Rows) -> Flags:
    """For each row of the new snapshot, whether the table says something else about it than before."""
    there = old_rows != MISSING
    mine, theirs = np.flatnonzero(there), old_rows[there]
    whole = len(mine) == len(new.snapshot.cases) == len(old.snapshot.cases) and bool((mine == theirs).all())
    here, before = (slice(None), slice(None)) if whole else (mine, theirs)
    cases, old_cases = new.snapshot.cases, old.snapshot.cases
    differs = np.zeros(len(mine), np.bool_)
    for name in SHOWN:
        differs |= getattr(cases, name)[here] != getattr(old_cases, name)[before]
    differs |= _said(new.snapshot.reasons, old.snapshot.reasons, cases.reason[here], old_cases.reason[before])
    old_columns = old.names.columns(old_cases)
    for column, (names, codes) in new.names.columns(cases).items():
        old_names, old_codes = old_columns[column]
        differs |= _said(names, old_names, codes[here], old_codes[before])
    changed = np.zeros(len(old_rows), np.bool_)
    changed[mine] = differs
    return changed


def turned_rows(old: Shown, new: Shown, old_rows: Rows) -> Rows:
    """Rows of the new snapshot whose light is another than before; a new case has not turned."""
    there = np.flatnonzero(old_rows != MISSING)
    turned: Rows = there[new.snapshot.cases.light[there] != old.snapshot.cases.light[old_rows[there]]]
    return turned


def _said(
    names: Sequence[str], old_names: Sequence[str], codes: npt.NDArray[np.generic], old_codes: npt.NDArray[np.generic]
) -> Flags:
    """Whether two columns of codes say different words; a code is compared by its word once the lists differ."""
    if names is old_names or names == old_names:
        different: Flags = codes != old_codes
        return different
    place = {name: code for code, name in enumerate(names)}
    translated = np.array([place.get(name, -2) for name in old_names], np.int64)
    first = np.array([place[name] for name in names], np.int64)
    said: Flags = first[codes.astype(np.intp)] != translated[old_codes.astype(np.intp)]
    return said
