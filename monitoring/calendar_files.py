"""Calendar files of a site: holiday-cn JSON, CSV and TOML.

JSON and TOML hold ``year`` and ``days``, each with ``date``, ``isOffDay`` (or ``kind``) and ``name``. CSV has the
columns ``date``, ``kind`` and, if wanted, ``name``; a row with a year alone as its date and the kind 'year' (全年)
says that the file is complete for that year. Kinds: workday, makeup_workday, 上班 / restday, holiday, 休息.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from monitoring.ports import CalendarDay, CalendarFile
from monitoring.telling import Told

_WORK: Final = {
    "workday": True,
    "makeup_workday": True,
    "上班": True,
    "restday": False,
    "holiday": False,
    "休息": False,
}
_WHOLE_YEAR: Final = ("year", "全年")
_YEARS: Final = range(1900, 2200)


class CalendarFileError(Told):
    """A calendar file that cannot be taken: which file, where in it, what is wrong."""

    table = "calendar_faults"


def parse_calendar_file(path: Path | str) -> CalendarFile:
    """The days of a .json, .csv or .toml file and the years it makes known. CalendarFileError says what is wrong."""
    path = Path(path)
    if not path.exists():
        raise CalendarFileError("not_there", file=path)
    parse = {".json": _parse_json, ".csv": _parse_csv, ".toml": _parse_toml}.get(path.suffix.lower())
    if parse is None:
        raise CalendarFileError("wrong_ending", file=path)
    try:
        days, years = parse(_text(path))
        _check_years(days, years)
    except _Wrong as wrong:
        raise CalendarFileError(wrong.code, file=path, **wrong.values) from None
    return CalendarFile(days=_without_repeats(path, days), years=tuple(sorted(years)), source=path.name)


class _Wrong(Exception):
    """What is wrong in a file, before its name stands in front."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


_Placed = tuple[str, CalendarDay]
"""A day and its place in the file."""


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CalendarFileError("unreadable", file=path, why=error.strerror or error) from None
    for encoding in ("utf-8-sig", "gb18030"):  # spreadsheets of Chinese offices write GB 18030
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CalendarFileError("no_text", file=path)


def _parse_json(text: str) -> tuple[list[_Placed], set[int]]:
    try:
        content = json.loads(text)
    except ValueError as error:
        raise _Wrong("not_json", why=error) from None
    return _parse_tree(content)


def _parse_toml(text: str) -> tuple[list[_Placed], set[int]]:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _Wrong("not_toml", why=error) from None
    return _parse_tree(content)


def _parse_tree(content: Any) -> tuple[list[_Placed], set[int]]:
    if not isinstance(content, dict) or "year" not in content or not isinstance(content.get("days"), list):
        raise _Wrong("no_year")
    year = _year(content["year"], "year")
    if not content["days"]:
        raise _Wrong("not_announced", year=year)
    days = [_entry(f"entry:{place}", entry) for place, entry in enumerate(content["days"], start=1)]
    for place, day in days:
        if not year - 1 <= day.day.year <= year:
            raise _Wrong("other_year", place=place, day=day.day, year=year)
    return days, {year}


def _entry(place: str, entry: Any) -> _Placed:
    if not isinstance(entry, dict):
        raise _Wrong("no_day", place=place)
    day = _date(entry.get("date"), place)
    off = entry.get("isOffDay")
    if "kind" in entry:
        is_workday = _kind(entry["kind"], place)
    elif isinstance(off, bool):
        is_workday = not off
    else:
        raise _Wrong("off_wrong", place=place, found=off)
    return place, CalendarDay(day, is_workday, _name(entry.get("name"), place))


def _parse_csv(text: str) -> tuple[list[_Placed], set[int]]:
    reader = csv.DictReader(text.splitlines(), strict=True)
    try:
        rows = list(_rows(reader))
    except csv.Error as error:
        raise _Wrong("bad_csv", place=f"line:{reader.line_num}", why=error) from None
    years = {_year(row["date"], place) for place, row in rows if row["kind"] in _WHOLE_YEAR}
    days = [
        (place, CalendarDay(_date(row["date"], place), _kind(row["kind"], place), row.get("name", "")))
        for place, row in rows
        if row["kind"] not in _WHOLE_YEAR
    ]
    if not days:
        raise _Wrong("no_days")
    return days, years


def _rows(reader: csv.DictReader[str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    columns = [(column or "").strip() for column in reader.fieldnames or ()]
    if not {"date", "kind"} <= set(columns):
        raise _Wrong("columns_missing", place="line:1", found=", ".join(columns) or "none")
    reader.fieldnames = columns
    for row in reader:
        place = f"line:{reader.line_num}"
        if None in row or None in row.values():
            raise _Wrong("too_many", place=place)
        clean = {column: value.strip() for column, value in row.items()}
        if any(clean.values()):
            yield place, clean


def _year(written: Any, place: str) -> int:
    try:
        year = int(written) if not isinstance(written, bool | float) else -1
    except (TypeError, ValueError):
        year = -1
    if year not in _YEARS:
        raise _Wrong("year_wrong", place=place, found=written, first=_YEARS[0], last=_YEARS[-1])
    return year


def _date(written: Any, place: str) -> date:
    if isinstance(written, date) and not isinstance(written, datetime):
        return written
    for form in ("%Y-%m-%d", "%Y/%m/%d"):
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no zone
        except (TypeError, ValueError):
            continue
    raise _Wrong("date_wrong", place=place, found=written)


def _kind(written: Any, place: str) -> bool:
    if not isinstance(written, str) or written not in _WORK:
        raise _Wrong("kind_wrong", place=place, found=written, known=", ".join(_WORK))
    return _WORK[written]


def _name(written: Any, place: str) -> str:
    if written is not None and not isinstance(written, str):
        raise _Wrong("name_wrong", place=place, found=written)
    return written or ""


def _check_years(days: Iterable[_Placed], years: set[int]) -> None:
    for year in years:
        if not any(day.day.year == year for _, day in days):
            raise _Wrong("year_empty", year=year)


def _without_repeats(path: Path, days: Iterable[_Placed]) -> tuple[CalendarDay, ...]:
    seen: dict[date, _Placed] = {}
    for place, day in days:
        before, known = seen.setdefault(day.day, (place, day))
        if known.is_workday != day.is_workday:
            raise CalendarFileError("twice", file=path, place=place, day=day.day, before=before.replace(":", " "))
    return tuple(day for _, day in seen.values())
