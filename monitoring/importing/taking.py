"""What every import shares: one transaction, cases once only, refusals counted, progress told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import sqlalchemy as sa

from monitoring.importing.names import NameBook
from monitoring.importing.report import ImportReport, OnError, Progress, Refusal
from monitoring.importing.rows import WholeCase
from monitoring.importing.writing import CaseWriter, name_books, store_transaction, write_names

EVERY = 200
"""Cases between two calls of the progress."""


class _Stopped(Exception):
    """Something was refused and nothing is to go in then."""


class Taking:
    """Where a reader hands over its cases, refusals and names."""

    def __init__(
        self,
        report: ImportReport,
        books: Mapping[str, NameBook],
        write: Callable[[WholeCase], None],
        on_error: OnError,
        progress: Progress | None,
    ) -> None:
        self.report = report
        self.books = books
        self._write = write
        self._on_error = on_error
        self._progress = progress
        self._seen: set[str] = set()

    def take(self, case: WholeCase, line: int, *, share: float) -> None:
        """Writes the case unless the file held its number before."""
        case_no = case.case.case_no
        if case_no in self._seen:
            self.refuse(Refusal(line, f"case {case_no}", "duplicate_case_no", ""))
            return
        self._seen.add(case_no)
        self._write(case)
        if self._progress is not None and len(self._seen) % EVERY == 0:
            self._progress(share, len(self._seen))

    def refuse(self, refusal: Refusal) -> None:
        self.report.refused.append(refusal)
        if self._on_error == "stop":
            raise _Stopped

    def break_off(self, refusal: Refusal) -> None:
        """The file cannot be read further."""
        self.report.complete = False
        self.refuse(refusal)

    def note(self, refusal: Refusal) -> None:
        self.report.notes.append(refusal)


def take_in(
    engine: sa.Engine,
    read: Callable[[Taking], None],
    columns: tuple[str, ...],
    now: str,
    on_error: OnError,
    progress: Progress | None,
) -> ImportReport:
    """Runs a reader inside one transaction. Raises ImportFailed."""
    report = ImportReport()
    try:
        with store_transaction(engine) as connection:
            books = name_books(connection)
            writer = CaseWriter(connection, columns, now)
            read(Taking(report, books, writer.add, on_error, progress))
            writer.flush()
            write_names(connection, books)
    except _Stopped:
        report.stopped = True
        return report
    written = writer.written
    report.cases_taken, report.cases_updated = written.new, written.updated
    report.cases_unchanged, report.nodes = written.unchanged, written.nodes
    if progress is not None:
        progress(1.0, written.new + written.updated + written.unchanged)
    return report
