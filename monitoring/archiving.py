"""The archive of reports: what is kept of each, and what a file in somebody's hand proves to be.

A report is a draft until a person issues it. What was issued is never changed and never deleted, only superseded by
another. Moments are naive wall clock of the site in whole seconds.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

DRAFT_KEYWORD: Final = "草稿"
"""Among the keywords of the metadata of every draft on paper, and of nothing that is issued."""
_KEYWORDS: Final = re.compile(rb"<pdf:Keywords>([^<]*)</pdf:Keywords>")
_TRAILER_ID: Final = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]{32})>")


class ReportKind(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    SUPERVISION = "supervision"


class ReportState(StrEnum):
    DRAFT = "draft"
    ISSUED = "issued"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"
    """A draft that was dropped, or that became an issued report (then ``superseded_by`` names it)."""


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """发文字号 by GB/T 9704-2012 7.2.5: year in 〔〕, no 第, no leading zero. Counts from 1 within prefix and year."""

    prefix: str
    year: int
    count: int

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕{self.count}号"


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about. At most one draft and one issued report stand for each."""

    kind: ReportKind
    period: str
    """'2017-W27', '2017-06'; of a supervision sheet its day, '2017-07-05'."""
    subject: str = ""
    """The case number of a supervision sheet; else ''."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that is made and may be kept."""

    about: About
    cutoff: datetime
    pdf: bytes = field(repr=False)
    pages: int
    figures: str = field(repr=False)
    """JSON, with the cases behind each figure."""
    written: str | None = field(default=None, repr=False)
    """The text as the program wrote it, JSON; None for documents whose text nobody edits."""
    text: str | None = field(default=None, repr=False)
    """The text as it stands in the document, JSON; differs from ``written`` where an officer edited it."""

    @property
    def sha256(self) -> str:
        return digest(self.pdf)


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report as the archive lists it, without its contents."""

    report_id: str
    about: About
    state: ReportState
    number: DocumentNumber | None
    cutoff: datetime
    made_at: datetime
    made_by: str
    issued_at: datetime | None
    issued_by: str
    edited: bool
    """Whether somebody changed the text that the program wrote."""
    pages: int
    size: int
    """Bytes of the file."""
    sha256: str
    supersedes: str | None = None
    superseded_by: str | None = None
    superseded_at: datetime | None = None
    reason: str = ""
    """Why it was superseded."""


@dataclass(frozen=True, slots=True)
class ReportContents:
    """What is kept of a report beside its record."""

    pdf: bytes = field(repr=False)
    figures: str = field(repr=False)
    written: str | None = field(repr=False)
    text: str | None = field(repr=False)


class ArchiveConflict(Exception):
    """Somebody else was quicker; nothing was written."""


class NumberTaken(ArchiveConflict):
    """The document's number is not the next one any more: make the document anew with the next."""


class AlreadyIssued(ArchiveConflict):
    """Another report stands for this period."""

    def __init__(self, record: ReportRecord) -> None:
        super().__init__(record.report_id)
        self.record = record


class NotStanding(ArchiveConflict):
    """What was to be superseded does not stand any more, or never stood."""


class DraftChanged(ArchiveConflict):
    """The draft was changed or dropped since it was looked at."""


class ReportArchive(Protocol):
    """Every method is one transaction and raises StoreUnavailable."""

    def standing(self, about: About) -> ReportRecord | None:
        """The issued report, if there is one."""

    def draft(self, about: About) -> ReportRecord | None: ...

    def record(self, report_id: str) -> ReportRecord | None: ...

    def records(
        self, *, kind: ReportKind | None = None, states: Sequence[ReportState] = (), words: str = ""
    ) -> list[ReportRecord]:
        """The newest first. ``words``: each of them stands in number, period, case number or a name."""

    def contents(self, report_id: str) -> ReportContents | None: ...

    def next_number(self, prefix: str, year: int) -> DocumentNumber:
        """The number that the next document to be issued would get. Reserves nothing."""

    def save_draft(self, made: Finished, by: str, at: datetime, *, over: str | None = None) -> ReportRecord:
        """Keeps a draft in the place of the one there is. ``over``: the sha256 of the draft that it may replace, ''
        where there may be none; raises DraftChanged where it is another. None: whatever is there.
        """

    def discard_draft(self, about: About, by: str, at: datetime) -> bool:
        """Whether there was one."""

    def issue(
        self,
        made: Finished,
        number: DocumentNumber | None,
        by: str,
        at: datetime,
        *,
        supersedes: str | None = None,
        reason: str = "",
    ) -> ReportRecord:
        """Takes the number and keeps the finished file in one transaction; the draft becomes 'discarded'.

        Raises NumberTaken, AlreadyIssued, NotStanding.
        """

    def with_digest(self, sha256: str) -> ReportRecord | None:
        """The report whose file has this SHA-256."""

    def with_file_id(self, file_id: str) -> ReportRecord | None:
        """The report whose file names itself so (``file_id``)."""

    def claim(self, about: About, maker: str, lease_seconds: float) -> bool:
        """Whether ``maker`` may make this report now. Nobody may again until the lease ends by the database's clock."""

    def release(self, about: About, maker: str) -> None:
        """The report is made: the claim is not needed any more."""

    def close(self) -> None: ...


class Verdict(StrEnum):
    """To add one: name it here, and give it its words in resources/words (report_verdicts)."""

    ISSUED = "issued"
    SUPERSEDED = "superseded"
    DRAFT = "draft"
    UNKEPT_DRAFT = "unkept_draft"
    """It calls itself a draft and the ledger does not hold it: whose it is cannot be proved, nor need it be."""
    ALTERED = "altered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a file proved to be. ``record``: the report that it is, or (altered) that it was made from."""

    verdict: Verdict
    sha256: str
    record: ReportRecord | None = None
    successor: ReportRecord | None = None
    """The report that took its place."""


def verify(pdf: bytes, archive: ReportArchive) -> Verification:
    """Compares a file with the archive, byte for byte. Raises StoreUnavailable."""
    sha256 = digest(pdf)
    record = archive.with_digest(sha256)
    if record is not None:
        return Verification(_VERDICTS[record.state], sha256, record, _successor(record, archive))
    named = file_id(pdf)
    record = archive.with_file_id(named) if named is not None else None
    if record is None:
        return Verification(Verdict.UNKEPT_DRAFT if is_marked_draft(pdf) else Verdict.UNKNOWN, sha256)
    return Verification(Verdict.ALTERED, sha256, record, _successor(record, archive))


_VERDICTS: Final = {
    ReportState.ISSUED: Verdict.ISSUED,
    ReportState.SUPERSEDED: Verdict.SUPERSEDED,
    ReportState.DRAFT: Verdict.DRAFT,
    ReportState.DISCARDED: Verdict.DRAFT,
}


def _successor(record: ReportRecord, archive: ReportArchive) -> ReportRecord | None:
    return archive.record(record.superseded_by) if record.superseded_by is not None else None


def is_marked_draft(pdf: bytes) -> bool:
    """Whether the file's own metadata call it a draft of this program."""
    said = _KEYWORDS.search(pdf)
    return said is not None and DRAFT_KEYWORD in said[1].decode("utf-8", "replace").split()


def digest(pdf: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(pdf).hexdigest()


def file_id(pdf: bytes) -> str | None:
    """The permanent half of the file's identifier (ISO 32000-1, 14.4): programs that change a file keep it."""
    found = _last_id(pdf)
    return pdf[slice(*found)].decode("ascii").lower() if found is not None else None


def identified(pdf: bytes) -> bytes:
    """The same file, named by its own contents: ReportLab gives every repeatable document one and the same name.

    Do it before a file is signed. A file without an identifier stays as it is.
    """
    found = _last_id(pdf)
    if found is None:
        return pdf
    first, last = found
    blank = pdf[:first] + b"0" * (last - first) + pdf[last:]
    return pdf[:first] + digest(blank)[: last - first].encode("ascii") + pdf[last:]


def _last_id(pdf: bytes) -> tuple[int, int] | None:
    places = [found.span(1) for found in _TRAILER_ID.finditer(pdf)]
    return places[-1] if places else None
