"""Rows of the report archive as values and back."""

from __future__ import annotations

import zlib
from typing import Any, Final

from sqlalchemy import ColumnElement, and_

from monitoring.archiving import (
    About,
    DocumentNumber,
    Finished,
    ReportContents,
    ReportKind,
    ReportRecord,
    ReportState,
    file_id,
)
from monitoring.stores.ledger_schema import reports

_HEAVY: Final = ("written", "text", "figures", "pdf")
LIGHT: Final = tuple(column for column in reports.columns if column.name not in _HEAVY)
"""The columns of a record: a list of reports reads no files."""


def is_about(about: About) -> ColumnElement[bool]:
    of = reports.c
    return and_(of.kind == about.kind, of.period == about.period, of.subject == about.subject)


def finished_row(made: Finished, number: DocumentNumber | None = None) -> dict[str, Any]:
    """The columns that a finished document fills."""
    return {
        "kind": made.about.kind,
        "period": made.about.period,
        "subject": made.about.subject,
        "number_prefix": number.prefix if number is not None else None,
        "number_year": number.year if number is not None else None,
        "number_count": number.count if number is not None else None,
        "cutoff": made.cutoff,
        "edited": int(made.text != made.written),
        "pages": made.pages,
        "size": len(made.pdf),
        "sha256": made.sha256,
        "file_id": file_id(made.pdf),
        "written": _packed(made.written),
        "text": _packed(made.text),
        "figures": _packed(made.figures),
        "pdf": made.pdf,
    }


def record_of(row: Any) -> ReportRecord:
    number = None
    if row.number_count is not None:
        number = DocumentNumber(row.number_prefix, row.number_year, row.number_count)
    return ReportRecord(
        report_id=row.report_id,
        about=About(ReportKind(row.kind), row.period, row.subject),
        state=ReportState(row.state),
        number=number,
        cutoff=row.cutoff,
        made_at=row.made_at,
        made_by=row.made_by,
        issued_at=row.issued_at,
        issued_by=row.issued_by,
        edited=bool(row.edited),
        pages=row.pages,
        size=row.size,
        sha256=row.sha256,
        supersedes=row.supersedes,
        superseded_by=row.superseded_by,
        superseded_at=row.superseded_at,
        reason=row.reason or "",
    )


def contents_of(row: Any) -> ReportContents:
    figures = _unpacked(row.figures)
    assert figures is not None
    return ReportContents(bytes(row.pdf), figures, _unpacked(row.written), _unpacked(row.text))


def is_like(record: ReportRecord, words: str) -> bool:
    """Whether every word stands somewhere in what a person knows of a report."""
    number = str(record.number) if record.number is not None else ""
    known = (number, record.about.period, record.about.subject, record.made_by, record.issued_by)
    line = "\n".join(known).casefold()
    return all(word in line for word in words.casefold().split())


def _packed(text: str | None) -> bytes | None:
    return None if text is None else zlib.compress(text.encode("utf-8"), 6)


def _unpacked(packed: bytes | None) -> str | None:
    return None if packed is None else zlib.decompress(packed).decode("utf-8")
