"""Arrays as callers have them and as the batch forms need them: int64 ticks with NONE where nothing stands.

Callers give int64 wall-clock seconds since 1970 (days for the day forms), datetime64 arrays, or lists of naive
datetimes (or dates). What comes back is of the same kind: int64, or datetime64/timedelta64 of the caller's unit
(microseconds if any moment has a fraction of a second) with NaT for NONE.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import repeat
from operator import sub
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, UNREADABLE
from monitoring.moments import EPOCH
from monitoring.worktime.spans import Bools, Ints

ArrayLike = npt.NDArray[Any] | Sequence[Any] | int | np.integer[Any]
_PER_SECOND: Final = {"s": 1, "ms": 1_000, "us": 1_000_000}


def seconds_of(moments: Sequence[datetime] | npt.NDArray[Any]) -> Ints:
    """int64 wall-clock seconds since 1970 of naive datetimes (or datetime64); a fraction of a second is dropped.

    None and NaT give NONE. ValueError for aware datetimes: their wall clock depends on a zone.
    """
    return ticks_of(_datetimes(moments), "s")


def ticks_of(moments: npt.NDArray[np.datetime64], unit: str) -> Ints:
    """int64 count of ``unit`` ('D', 's', 'us') since 1970; NONE for NaT."""
    ticks: Ints = moments.astype(f"datetime64[{unit}]", copy=False).view(np.int64)
    empty = np.isnat(moments)
    return np.where(empty, NONE, ticks) if empty.any() else ticks


def missing(ticks: Ints) -> Bools:
    """Where an empty or unreadable value stands."""
    flags: Bools = (ticks == NONE) | (ticks == UNREADABLE)
    return flags


@dataclass(frozen=True, slots=True)
class Kind:
    """What the caller's arrays were: ``unit`` None for int64, else that of datetime64. ``ticks`` a second inside."""

    unit: str | None
    fine: bool = False

    def give_moments(self, ticks: Ints) -> npt.NDArray[Any]:
        """Ticks as the caller's kind of moment."""
        return ticks if self.unit is None else self._scaled(ticks).view(f"datetime64[{self.unit}]")

    def give_durations(self, ticks: Ints) -> npt.NDArray[Any]:
        """Ticks as the caller's kind of duration."""
        return ticks if self.unit is None else self._scaled(ticks).view(f"timedelta64[{self.unit}]")

    def _scaled(self, ticks: Ints) -> Ints:
        wanted, held = _PER_SECOND.get(self.unit or "s", 1), _PER_SECOND["us" if self.fine else "s"]
        scaled = ticks * wanted // held if wanted < held else ticks * (wanted // held)
        return np.where(ticks == NONE, np.iinfo(np.int64).min, scaled)


def moments_of(*columns: ArrayLike) -> tuple[list[Ints], Kind]:
    """Columns of moments as ticks of one size, at least one-dimensional, and the kind of the first."""
    arrays = [_moments(column) for column in columns]
    unit = _unit(arrays[0])
    for array in arrays:
        if (_unit(array) is None) != (unit is None):
            raise ValueError("seconds and datetimes cannot be mixed in one question")
    if unit is None:
        return [array.astype(np.int64, copy=False) for array in arrays], Kind(None)
    fine = any(_has_fraction(array) for array in arrays)
    kind = Kind("us" if fine else unit if unit in _PER_SECOND else "s", fine)
    return [ticks_of(array, "us" if fine else "s") for array in arrays], kind


def days_of(*columns: ArrayLike) -> tuple[list[Ints], bool]:
    """Columns of days as day numbers, and whether the caller's were datetime64 (or dates) and not integers."""
    arrays = [_moments(column) for column in columns]
    dated = _unit(arrays[0]) is not None
    if not dated:
        return [array.astype(np.int64, copy=False) for array in arrays], False
    return [ticks_of(array, "D") for array in arrays], True


def lengths_of(durations: ArrayLike, kind: Kind) -> Ints:
    """Durations (integer seconds or timedelta64) as ticks of the kind."""
    array = np.atleast_1d(np.asarray(durations))
    per_second = _PER_SECOND["us" if kind.fine else "s"]
    if array.dtype.kind in "mO":
        unit = "us" if kind.fine else "s"
        ticks: Ints = array.astype(f"timedelta64[{unit}]").view(np.int64)
        return ticks
    return array.astype(np.int64, copy=False) * per_second


def _moments(column: ArrayLike) -> npt.NDArray[Any]:
    array = column if isinstance(column, np.ndarray) else _listed(column)
    if array.dtype.kind == "O":
        array = _datetimes(array)
    if array.dtype.kind not in "iuM":
        raise ValueError(f"moments are integer seconds or datetimes, not {array.dtype}")
    return np.atleast_1d(array)


def _listed(column: Any) -> npt.NDArray[Any]:
    if isinstance(column, Sequence) and any(isinstance(value, date) for value in column[:1]):
        return _datetimes(column)
    return np.asarray(column if np.size(column) else np.empty(0, np.int64))


def _datetimes(moments: Sequence[Any] | npt.NDArray[Any]) -> npt.NDArray[np.datetime64]:
    if isinstance(moments, np.ndarray) and moments.dtype.kind == "M":
        return moments
    try:
        return _quickly(moments)
    except TypeError:  # a gap, a date without time, or an offset
        return _slowly(moments)


def _quickly(moments: Sequence[datetime] | npt.NDArray[Any]) -> npt.NDArray[np.datetime64]:
    # numpy's own conversion of datetimes takes seven times as long
    lengths = map(timedelta.total_seconds, map(sub, moments, repeat(EPOCH)))
    seconds = np.fromiter(lengths, np.float64, len(moments))
    whole = np.rint(seconds)
    if (seconds == whole).all():
        return whole.astype(np.int64).view("datetime64[s]")
    return np.rint(seconds * 1e6).astype(np.int64).view("datetime64[us]")


def _slowly(moments: Sequence[Any] | npt.NDArray[Any]) -> npt.NDArray[np.datetime64]:
    if any(getattr(moment, "tzinfo", None) is not None for moment in moments):
        raise ValueError("batch forms take naive wall-clock datetimes: convert moments with an offset first")
    return np.array(moments, dtype="datetime64[us]")


def _unit(array: npt.NDArray[Any]) -> str | None:
    return np.datetime_data(array.dtype)[0] if array.dtype.kind == "M" else None


def _has_fraction(array: npt.NDArray[Any]) -> bool:
    if _unit(array) not in ("ms", "us", "ns"):
        return False
    present = array[~np.isnat(array)]
    return bool((present != present.astype("datetime64[s]")).any())
