"""Columns as the database's driver gave them, made into the engine's values. Nothing here raises on bad data.

A SQLite column can hold anything whatever its declared type; so each function has a fast way for the ordinary case
(all values of one type) and a slow one, value by value, for everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, DecimalException
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, UNREADABLE, Seconds
from monitoring.moments import DAY_SECONDS
from monitoring.records import BAD, Bad, Number

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
MOMENT_LENGTH: Final = len("2017-07-05 10:00:00")
LARGEST_INTEGER: Final = 2**31 - 1
LARGEST_LIMIT: Final = 1_000_000
STRINGS_KEPT: Final = 200_000

_EMPTY: Final = " " * MOMENT_LENGTH
_DIGITS: Final = np.array([0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18])
_DASHES, _COLONS, _BETWEEN = [4, 7], [13, 16], 10


def moments(column: Sequence[Any]) -> Seconds:
    """int64 wall-clock seconds; NONE for empty values, UNREADABLE for what is no moment of the years 1900 to 2199.

    Reads 'YYYY-MM-DD HH:MM:SS', the same with T, with a fraction (dropped), and 'YYYY-MM-DD' (midnight). A moment
    with an offset is UNREADABLE: the store speaks the site's wall clock, and which one this would be is a guess.
    """
    types = set(map(type, column))
    if types <= {str, type(None)}:
        texts = [_EMPTY if value is None else value for value in column] if type(None) in types else column
        if set(map(len, texts)) == {MOMENT_LENGTH}:
            return _reread(_from_texts(texts), texts)
    known: dict[Any, int] = {}
    return np.fromiter((_remembered(value, known) for value in column), np.int64, len(column))


def _reread(seconds: Seconds, texts: Sequence[str]) -> Seconds:
    """The same answer for a value in whatever company it comes: an odd form may be 19 characters long as well."""
    known: dict[Any, int] = {}
    for row in map(int, np.flatnonzero(seconds == UNREADABLE)):
        seconds[row] = _remembered(texts[row], known)
    return seconds


def _from_texts(texts: Sequence[str]) -> Seconds:
    """Texts of exactly 19 characters each, all at once."""
    buffer = np.frombuffer("".join(texts).encode("ascii", "replace"), np.uint8).reshape(-1, MOMENT_LENGTH)
    columns = np.ascontiguousarray(buffer.T)
    digits = columns[_DIGITS] - np.uint8(ord("0"))
    well_formed = (digits <= 9).all(axis=0)
    well_formed &= (columns[_DASHES] == ord("-")).all(axis=0) & (columns[_COLONS] == ord(":")).all(axis=0)
    well_formed &= (columns[_BETWEEN] == ord(" ")) | (columns[_BETWEEN] == ord("T"))
    number = digits.astype(np.int32)
    year = number[0] * 1000 + number[1] * 100 + number[2] * 10 + number[3]
    month, day, hour, minute, second = (number[at] * 10 + number[at + 1] for at in range(4, 14, 2))
    well_formed &= (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)
    well_formed &= (hour <= 23) & (minute <= 59) & (second <= 59) & (day >= 1)
    well_formed &= day <= _month_lengths(year, month)
    seconds = _days(year, month, day) * DAY_SECONDS + (hour * 3600 + minute * 60 + second)
    blank = (columns == ord(" ")).all(axis=0)
    return np.where(well_formed, seconds, np.where(blank, NONE, UNREADABLE))


_LENGTHS: Final = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31], np.int32)


def _month_lengths(year: npt.NDArray[np.int32], month: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    lengths: npt.NDArray[np.int32] = _LENGTHS[np.where(month <= 12, month, 0)] + (leap & (month == 2))
    return lengths


def _days(year: npt.NDArray[np.int32], month: npt.NDArray[np.int32], day: npt.NDArray[np.int32]) -> Seconds:
    """Days since 1970-01-01 in the Gregorian calendar (years counted from March, so that leap days come last)."""
    years = year.astype(np.int64) - (month <= 2)
    in_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return years * 365 + years // 4 - years // 100 + years // 400 + in_year - 719_468


def _remembered(value: Any, known: dict[Any, int]) -> int:
    if not isinstance(value, str):
        return moment(value)
    seconds = known.get(value)
    if seconds is None:
        seconds = known[value] = moment(value)
    return seconds


def moment(value: Any) -> int:
    """One value as ``moments`` reads it."""
    if value is None:
        return NONE
    if isinstance(value, str):
        value = _read_text(value)
        if value is None:
            return NONE
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - wall clock of the site
    if not isinstance(value, datetime) or value.tzinfo is not None or not FIRST_YEAR <= value.year <= LAST_YEAR:
        return UNREADABLE
    days = value.toordinal() - _EPOCH_ORDINAL
    return days * DAY_SECONDS + value.hour * 3600 + value.minute * 60 + value.second


_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()


def _read_text(text: str) -> Any:
    """A datetime; None for blank text; anything else for what cannot be read."""
    text = text.strip()
    if not text:
        return None
    if len(text) < len("2017-07-05") or text[4] != "-" or text[7] != "-" or "W" in text or not text.isascii():
        return BAD
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return BAD


def moment_text(seconds: int) -> str:
    """Seconds as the case store writes moments."""
    return str(np.datetime64(seconds, "s")).replace("T", " ")


def integers(column: Sequence[Any], missing: int) -> npt.NDArray[np.int64]:
    """Whole numbers from 0 to 2**31 - 1; ``missing`` for everything else."""
    types = set(map(type, column))
    if types <= {int, type(None)}:
        plain = [missing if value is None else value for value in column] if type(None) in types else column
        try:
            numbers = np.fromiter(plain, np.int64, len(column))
        except OverflowError:
            pass
        else:
            return np.where((numbers < 0) | (numbers > LARGEST_INTEGER), missing, numbers)
    return np.fromiter((_integer(value, missing) for value in column), np.int64, len(column))


def _integer(value: Any, missing: int) -> int:
    if isinstance(value, (str, float, Decimal)):
        value = number(value)
    elif not isinstance(value, int):
        return missing
    readable = not isinstance(value, Bad) and value is not None and value == int(value)
    return int(value) if readable and 0 <= value <= LARGEST_INTEGER else missing


def number(value: Any) -> Number:
    """A limit as it was meant: Decimal, None where empty, BAD where it is no finite number of at least 0."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, (int, float, str, Decimal)):
        return BAD
    try:
        parsed = Decimal(str(value).strip()) if not isinstance(value, Decimal) else value
    except (DecimalException, ValueError):
        return BAD
    # beyond this no limit is meant, and arithmetic with it would overflow far from here
    if not parsed.is_finite() or not 0 <= parsed <= LARGEST_LIMIT:
        return BAD
    # 5, 5.0 and 5.00 are one limit, and 10 is not 1E+1
    return parsed.quantize(Decimal(1)) if parsed == parsed.to_integral_value() else parsed.normalize()


class Texts(dict[Any, str | None]):
    """Texts of a column, each kept once: ``texts.column(values)``. Numbers become text, blobs and blanks nothing."""

    def __missing__(self, value: Any) -> str | None:
        if len(self) >= STRINGS_KEPT:
            self.clear()
        self[value] = cleaned = text(value)
        return cleaned

    def column(self, values: Sequence[Any]) -> list[str | None]:
        try:
            return list(map(self.__getitem__, values))
        except TypeError:  # a value that cannot be hashed (an array of a foreign database)
            return [text(value) for value in values]


def text(value: Any) -> str | None:
    """Text without the characters that no database takes back and no terminal prints; None where there is none."""
    if value is None or isinstance(value, (bytes, bytearray, memoryview, list, dict)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, str):
        value = str(value)
    if "\x00" in value:
        value = value.replace("\x00", "")
    if not value.isascii():
        value = value.encode("utf-8", "replace").decode("utf-8") if _has_surrogate(value) else value
    return value.strip() or None


def _has_surrogate(value: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in value)


def key(value: Any) -> str | None:
    """A case number, or None for what cannot be one: empty, a blob, not text in any encoding that we know.

    Kept letter by letter (blanks as well): a key that was changed would not be found again.
    """
    if isinstance(value, str):
        readable = value and "\x00" not in value and (value.isascii() or not _has_surrogate(value))
        return value if readable else None
    return text(value) if isinstance(value, (int, float, Decimal)) else None
