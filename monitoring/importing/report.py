"""What an import says about itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from monitoring.sms.texts import without_numbers

OnError = Literal["skip", "stop"]
Progress = Callable[[float, int], None]
"""Called now and then with the share of the file that is read (0…1) and the number of cases so far."""


class ImportFailed(Exception):
    """Nothing could be brought in. ``detail`` says what, where and what to do.

    ``code``: 'no_file' | 'unreadable_file' | 'bad_map' | 'bad_header' | 'bad_option' | 'store'.
    """

    def __init__(self, code: str, detail: str) -> None:
        self.code = code
        self.detail = without_numbers(detail)
        super().__init__(self.detail)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row, or the rest of a file, that was not brought in.

    ``reason_code``: 'no_case_no' | 'duplicate_case_no' | 'no_name' | 'no_moment' | 'unreadable_moment' |
    'ambiguous_name' | 'event_without_case' | 'wrong_number_of_columns' | 'not_text' | 'unknown_state' |
    'truncated' | 'malformed' | 'not_a_log' | 'has_dtd' | 'unreadable' | 'unknown_encoding'; as a note:
    'attribute_never_seen'. Words for each are in resources/words, table refusals; ``detail`` is what was met, without
    a sentence of ours. What it repeats of the data is without mobile numbers.
    """

    line: int | None
    """Line of the (uncompressed) file, from 1; None where there is none."""
    where: str
    """The case and event, the column, or the file."""
    reason_code: str
    detail: str

    def __post_init__(self) -> None:
        for name in ("where", "detail"):
            object.__setattr__(self, name, without_numbers(getattr(self, name)))


@dataclass(slots=True)
class ImportReport:
    """``cases_taken`` are new in the store, ``cases_updated`` were there with other content."""

    rows_read: int = 0
    """Events of a log, rows of a table: everything that was met, the refused included."""
    cases_taken: int = 0
    cases_unchanged: int = 0
    cases_updated: int = 0
    nodes: int = 0
    """Visits to nodes in the cases that were taken, unchanged or updated."""
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Refusal] = field(default_factory=list)
    """Nothing was refused, but it may not be what was meant."""
    complete: bool = True
    """The file was read to its end. False: it is broken at the place of the last refusal."""
    stopped: bool = False
    """``on_error='stop'`` and something was refused: the store is as it was."""
