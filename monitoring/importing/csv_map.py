"""The map of a table: which of their columns is which of ours (TOML; docs/user-guide.md).

``[csv]`` time_format (one or several), delimiter, encoding, empty · ``[cases]`` ours = "theirs" · ``[constants]``
ours = "value for all rows" · ``[states]`` theirs = "ours", where the state column uses other words.
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from monitoring.importing.report import ImportFailed
from monitoring.importing.rows import CaseRow

NAMED = {"item": "item_code", "unit": "unit_id", "region": "region_code"}
"""Columns that take a name or a key."""
HAPPENED = ("applied_at", "accepted_at", "finished_at")
DUES = ("promised_due", "statutory_due")
STATES = ("applied", "open", "finished", "refused", "withdrawn", "void")
_PLAIN = tuple(column for column in CaseRow._fields if column not in (*NAMED.values(), "updated_at"))
COLUMNS = (*NAMED, *NAMED.values(), *_PLAIN)
_SECTIONS = {"csv", "cases", "constants", "states"}
_CSV_KEYS = {"time_format", "delimiter", "encoding", "empty"}


@dataclass(frozen=True, slots=True)
class CsvMap:
    """``columns`` and ``constants`` by the store's own column names."""

    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    time_formats: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    empty: frozenset[str] = frozenset({""})

    @property
    def spoken(self) -> tuple[str, ...]:
        """The columns of ``cases`` that the table speaks for."""
        named = {*self.columns, *self.constants, "state"} - {"case_no"}
        return tuple(column for column in CaseRow._fields if column in named)


def read_csv_map(path: Path) -> CsvMap:
    """Raises ImportFailed('bad_map' or 'no_file') that says what is wrong in which section."""
    try:
        with path.open("rb") as file:
            return csv_map(tomllib.loads(file.read().decode("utf-8-sig")), str(path))
    except FileNotFoundError as error:
        raise ImportFailed("no_file", f"{path}: there is no such file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ImportFailed("bad_map", f"{path}: not TOML: {error}") from error
    except OSError as error:
        raise ImportFailed("unreadable_file", f"{path}: {error.strerror or error}") from error


def csv_map(data: Mapping[str, Any], where: str) -> CsvMap:
    """The map that a parsed TOML document says. Raises ImportFailed('bad_map')."""
    _known(data, _SECTIONS, f"{where}: section")
    sections = {name: _section(data, name, where) for name in sorted(_SECTIONS)}
    columns = _ours(sections["cases"], f"{where} [cases]")
    constants = _ours(sections["constants"], f"{where} [constants]")
    if "case_no" not in columns:
        raise ImportFailed("bad_map", f"{where} [cases]: case_no is missing; name the column of the case number")
    if both := sorted(set(columns) & set(constants)):
        raise ImportFailed("bad_map", f"{where}: {', '.join(both)} stands in [cases] and in [constants]: keep one")
    states = {str(theirs): str(ours) for theirs, ours in sections["states"].items()}
    for ours in states.values():
        _known([ours], set(STATES), f"{where} [states]: state")
    return _with_format(columns, constants, states, sections["csv"], f"{where} [csv]")


def _with_format(
    columns: dict[str, str], constants: dict[str, str], states: dict[str, str], given: Mapping[str, Any], where: str
) -> CsvMap:
    _known(given, _CSV_KEYS, f"{where}: key")
    delimiter = str(given.get("delimiter", ","))
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise ImportFailed("bad_map", f"{where}: delimiter must be one character, no quotation mark: {delimiter!r}")
    empty = frozenset(_texts(given.get("empty", ""), f"{where}: empty")) | {""}
    formats = _texts(given.get("time_format", []), f"{where}: time_format")
    return CsvMap(columns, constants, states, formats, delimiter, _encoding(given, where), empty)


def _encoding(given: Mapping[str, Any], where: str) -> str:
    name = str(given.get("encoding", "utf-8"))
    try:
        found = codecs.lookup(name).name
        # refuses codecs that make no text (hex, zlib): an empty text would not be looked at
        b"a".decode(name, "replace")
    except (LookupError, UnicodeError) as error:
        raise ImportFailed("bad_map", f"{where}: no such encoding: {name!r}; try utf-8 or gb18030") from error
    return "utf-8-sig" if found == "utf-8" else found


def _section(data: Mapping[str, Any], name: str, where: str) -> Mapping[str, Any]:
    section = data.get(name, {})
    if not isinstance(section, Mapping):
        raise ImportFailed("bad_map", f"{where}: {name} must be a section: [{name}]")
    return section


def _ours(section: Mapping[str, Any], where: str) -> dict[str, str]:
    _known(section, set(COLUMNS), f"{where}: column")
    found: dict[str, str] = {}
    for ours, theirs in section.items():
        if not isinstance(theirs, str):
            raise ImportFailed("bad_map", f"{where}: {ours} must be a text in quotation marks")
        column = NAMED.get(ours, ours)
        if column in found:
            raise ImportFailed("bad_map", f"{where}: {column} is named twice (also by its short name)")
        found[column] = theirs
    return found


def _texts(value: object, where: str) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(entry, str) for entry in values):
        raise ImportFailed("bad_map", f"{where} must be a text or a list of texts")
    return tuple(values)


def _known(given: Mapping[str, Any] | list[str], allowed: set[str], where: str) -> None:
    unknown = sorted(set(given) - allowed)
    if unknown:
        raise ImportFailed("bad_map", f"{where} {', '.join(unknown)} is not known; known: {', '.join(sorted(allowed))}")
