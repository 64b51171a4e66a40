"""Tables (CSV) of cases into the case store by a map of columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from monitoring.importing.csv_map import DUES, HAPPENED, NAMED, STATES, CsvMap, read_csv_map
from monitoring.importing.moments_read import due, exact_moment, happened
from monitoring.importing.names import AmbiguousName
from monitoring.importing.report import ImportFailed, ImportReport, OnError, Progress, Refusal
from monitoring.importing.rows import CaseRow, WholeCase, stamp
from monitoring.importing.source_files import BrokenFile, SourceFile, opened
from monitoring.importing.taking import Taking, take_in

_KIND_OF = {"item_code": "items", "unit_id": "units", "region_code": "regions"}
_SURROGATES = range(0xDC80, 0xDD00)
"""What bytes that are no text become (PEP 383)."""


def import_csv(
    path: Path,
    map_path: Path,
    engine: sa.Engine,
    *,
    zone: ZoneInfo,
    now: datetime,
    on_error: OnError = "skip",
    progress: Progress | None = None,
) -> ImportReport:
    """Brings the table's rows into the store as cases, in one transaction.

    ``now``: naive wall clock of the site, ``updated_at`` of what is new or differs. Broken rows, or the broken rest of
    a file, are reported and the others go in; with ``on_error='stop'`` nothing does. Raises ImportFailed for a map
    or a header that does not fit, a file that cannot be opened, a store that cannot be written.
    """
    plan = read_csv_map(map_path)
    with opened(path) as source:
        table = _Table(source, path.name, plan, zone)
        return take_in(engine, table.read, plan.spoken, stamp(now), on_error, progress)


class _RefusedRow(Exception):
    def __init__(self, where: str, code: str, detail: str) -> None:
        super().__init__(code)
        self.where = where
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class _Table:
    source: SourceFile
    name: str
    plan: CsvMap
    zone: ZoneInfo
    _line: int = 0
    _at: dict[str, int] = field(default_factory=dict)
    _width: int = 0

    def read(self, taking: Taking) -> None:
        try:
            for line, row in self._rows():
                taking.report.rows_read += 1
                self._take(taking, line, row)
        except BrokenFile as broken:
            taking.break_off(Refusal(self._line or None, self.name, broken.code, broken.detail))
        except UnicodeError:
            taking.break_off(Refusal(self._line or None, self.name, "not_text", self.plan.encoding))
        except csv.Error as error:
            taking.break_off(Refusal(self._line or None, self.name, "malformed", str(error)))

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Rows below the header with the line on which each begins; blank lines are no rows."""
        reader = csv.reader(self.source.lines(self.plan.encoding), delimiter=self.plan.delimiter)
        for row in reader:
            first, self._line = self._line + 1, reader.line_num
            if not row:
                continue
            if not self._at:
                self._header(row)
            else:
                yield first, row
        if not self._at:
            raise ImportFailed("bad_header", f"{self.name}: the file is empty; its first line must name the columns")

    def _header(self, header: list[str]) -> None:
        names = [name.strip() for name in header]
        if _not_text("".join(names)):
            detail = f"{self.name}: line 1 is not {self.plan.encoding}; name the file's encoding in [csv], e.g. gb18030"
            raise ImportFailed("bad_header", detail)
        for ours, theirs in self.plan.columns.items():
            if theirs not in names:
                there = ", ".join(names)
                detail = f"{self.name} has no column {theirs!r} (the map wants it as {ours}); there are: {there}"
                raise ImportFailed("bad_header", detail)
            self._at[ours] = names.index(theirs)
        self._width = len(names)

    def _take(self, taking: Taking, line: int, row: list[str]) -> None:
        try:
            case = self._case(taking, row)
        except _RefusedRow as refused:
            taking.refuse(Refusal(line, refused.where, refused.code, refused.detail))
        else:
            taking.take(WholeCase(case), line, share=self.source.share)

    def _case(self, taking: Taking, row: list[str]) -> CaseRow:
        values = self._values(row)
        case_no = values.pop("case_no")
        if case_no is None:
            raise _RefusedRow(f"column {self.plan.columns['case_no']}", "no_case_no", "")
        values.update(self._moments(values))
        for column in NAMED.values():
            values[column] = self._key(taking, column, values.get(column))
        values["state"] = self._state(values)
        return CaseRow(case_no, **values)

    def _values(self, row: list[str]) -> dict[str, str | None]:
        if len(row) != self._width:
            raise _RefusedRow("row", "wrong_number_of_columns", f"{len(row)} ≠ {self._width}")
        values: dict[str, str | None] = dict(self.plan.constants)
        for ours, position in self._at.items():
            text = row[position].strip()
            if _not_text(text):
                raise _RefusedRow(f"column {self.plan.columns[ours]}", "not_text", self.plan.encoding)
            values[ours] = None if text in self.plan.empty else text
        return values

    def _moments(self, values: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
        exact = {column: self._moment(column, text) for column in (*HAPPENED, *DUES) if (text := values.get(column))}
        for column, moment in exact.items():
            yield column, stamp(due(moment, exact.get("finished_at")) if column in DUES else happened(moment))

    def _moment(self, column: str, text: str) -> datetime:
        try:
            return exact_moment(text, self.zone, self.plan.time_formats)
        except ValueError:
            detail = f"{text[:40]!r} ≠ {' | '.join(self.plan.time_formats) or 'ISO 8601'}"
            raise _RefusedRow(self._theirs(column), "unreadable_moment", detail) from None

    def _key(self, taking: Taking, column: str, name: str | None) -> str | None:
        try:
            return taking.books[_KIND_OF[column]].key(name)
        except AmbiguousName as error:
            raise _RefusedRow(self._theirs(column), "ambiguous_name", error.detail) from None

    def _state(self, values: Mapping[str, str | None]) -> str:
        given = values.get("state")
        if given is None:
            if values.get("finished_at"):
                return "finished"
            return "applied" if values.get("applied_at") and not values.get("accepted_at") else "open"
        state = self.plan.states.get(given, given)
        if state not in STATES:
            detail = f"{given[:40]!r} ≠ {', '.join(STATES)}"
            raise _RefusedRow(self._theirs("state"), "unknown_state", detail)
        return state

    def _theirs(self, column: str) -> str:
        return f"column {self.plan.columns[column]}" if column in self.plan.columns else f"[constants] {column}"


def _not_text(text: str) -> bool:
    """Whether bytes of another encoding, or a NUL that databases refuse, stand in it."""
    return not text.isprintable() and any(ord(character) in _SURROGATES or character == "\0" for character in text)
