"""Reports from first figures to the archive: drafts, their text, the number, the issued file.

Commands, the schedule and the window all go through ``Reporter``. What a report is made of comes as ``Prepared``
(desktop.reporting.works reads it from the stores); everything here is the same for all kinds of reports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from desktop.errors import CommandError
from desktop.failures import system_words
from desktop.reporting import files
from desktop.reporting.times import is_early_draft
from monitoring.archiving import (
    About,
    AlreadyIssued,
    DocumentNumber,
    DraftChanged,
    Finished,
    NotStanding,
    NumberTaken,
    ReportArchive,
    ReportKind,
    ReportRecord,
    Verification,
    identified,
    verify,
)

if TYPE_CHECKING:
    from reports.figures.values import Figures
    from reports.paper.signing import SignaturePlace

ATTEMPTS: Final = 50
"""Each lost one means that another workstation issued a report meanwhile."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document on paper."""

    pdf: bytes = field(repr=False)
    pages: int
    place: SignaturePlace | None = None
    """Where a digital signature has its place."""


class Make(Protocol):
    """Makes the document. Raises CommandError for what cannot be printed."""

    def __call__(self, text: str | None, *, number: DocumentNumber | None, signed_on: date, draft: bool) -> Made: ...


class Signs(Protocol):
    """Signs what is issued (``signing.Signing``). Both raise CommandError for a key that cannot be used."""

    def check(self) -> object: ...

    def sign(self, pdf: bytes, place: SignaturePlace | None) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that one report is made of, as of its cut-off; reading the stores is over."""

    about: About
    cutoff: datetime
    over: bool
    """Whether the period had ended at the cut-off: only then it can be issued."""
    document: Callable[[], str] = field(repr=False)
    """The figures as JSON, with the cases behind each."""
    make: Make = field(repr=False)
    written: str | None = field(default=None, repr=False)
    """The text as the program writes it, JSON; None where nobody edits the text."""
    figures: Figures | None = field(default=None, repr=False)
    """For pages that show them; a supervision sheet has none."""
    why_draft: str = ""
    """Why it can only be a draft although its period is over; '' where nothing stands in the way."""

    @property
    def issuable(self) -> bool:
        return self.over and not self.why_draft


@dataclass(frozen=True, slots=True)
class Issued:
    """``again``: it had been issued before, nothing was changed. ``file``: where it lies; None, and ``why_not``."""

    record: ReportRecord
    pdf: bytes = field(repr=False)
    again: bool
    from_draft: bool = False
    """The text is one that an officer had edited."""
    file: Path | None = None
    why_not: str = ""


class Reporter:
    """``by``: who sits here. ``prepare`` reads the stores, ``signs`` signs what is issued, last of all.

    Methods raise StoreUnavailable and CommandError.
    """

    def __init__(
        self,
        archive: ReportArchive,
        prepare: Callable[[About, datetime], Prepared],
        *,
        folder: Path,
        prefixes: dict[ReportKind, str],
        by: str,
        signs: Signs | None = None,
    ) -> None:
        self.archive = archive
        self.prepare = prepare
        self.folder = folder
        self._prefixes = prefixes
        self._by = by
        self._signs = signs

    def close(self) -> None:
        self.archive.close()

    def preview(self, prepared: Prepared, at: datetime, text: str | None = None) -> Finished:
        """The document as a draft, kept nowhere. ``text`` None: as the program writes it."""
        return self._finished(prepared, text or prepared.written, None, at.date(), draft=True)

    def save_draft(
        self, prepared: Prepared, at: datetime, text: str | None = None, *, over: str | None = None
    ) -> ReportRecord:
        """Keeps the draft, with its text. ``over`` as in ReportArchive.save_draft; raises DraftChanged."""
        return self.archive.save_draft(self.preview(prepared, at, text), self._by, at, over=over)

    def make_scheduled_draft(self, about: About, at: datetime) -> ReportRecord | None:
        """A draft where there is neither report nor draft, or one from before the period's end that nobody edited.

        None where somebody was quicker.
        """
        before = self.archive.draft(about)
        if self.archive.standing(about) is not None or (before is not None and not is_early_draft(before)):
            return None
        try:
            return self.save_draft(self.prepare(about, at), at, over=before.sha256 if before is not None else "")
        except DraftChanged:
            return None

    def edited_text(self, prepared: Prepared) -> str | None:
        """The text that an officer edited in the draft; None where there is none.

        Raises CommandError where the figures have changed since: text and tables would not agree.
        """
        draft = self.archive.draft(prepared.about) if prepared.written is not None else None
        contents = self.archive.contents(draft.report_id) if draft is not None and draft.edited else None
        if contents is None:
            return None
        if contents.figures != prepared.document():
            what = "草稿的正文改过，但改过之后数据又有变化，正文和附表会对不上"
            todo = "在窗口的“统计报告”页打开草稿核对后签发；或加 --fresh-text 不要改过的正文，按现在的数据重写。"
            raise CommandError(what, name_of(prepared.about), todo)
        return contents.text

    def already(self, about: About) -> Issued | None:
        """What was issued for this period, byte for byte."""
        record = self.archive.standing(about)
        return self._again(record) if record is not None else None

    def issue(
        self, prepared: Prepared, at: datetime, *, text: str | None = None, supersede: str | None = None
    ) -> Issued:
        """Takes the next number and keeps the finished file; ``supersede``: why what stands is replaced.

        ``text`` None: as the program writes it. Where the period was issued meanwhile: that report (``again``).
        """
        self._refuse_draft_only(prepared)
        self.refuse_unsignable()
        standing = self._standing(prepared.about, supersede)
        for _ in range(ATTEMPTS):
            number = self._next_number(prepared.about.kind, at.year)
            made = self._finished(prepared, text or prepared.written, number, at.date(), draft=False)
            try:
                record = self.archive.issue(made, number, self._by, at, supersedes=standing, reason=supersede or "")
            except NumberTaken:
                continue
            except AlreadyIssued as other:
                return self._lost(other.record, supersede)
            except NotStanding:
                raise _somebody_quicker(prepared.about) from None
            return self._put_down(record, made.pdf, again=False, from_draft=text is not None)
        raise CommandError("编号一直被别的工作站抢先", name_of(prepared.about), "稍等再签发一次。")

    def refuse_unsignable(self) -> None:
        """Raises CommandError where a certificate is set that cannot be used: best before the cases are read."""
        if self._signs is not None:
            self._signs.check()

    def verify(self, pdf: bytes) -> Verification:
        """Whether a file is one of ours, and unaltered."""
        return verify(pdf, self.archive)

    def _standing(self, about: About, supersede: str | None) -> str | None:
        if supersede is None:
            return None
        standing = self.archive.standing(about)
        if standing is None:
            raise CommandError("这一期还没有签发过，没有可以替换的", name_of(about), "去掉 --supersede 直接签发。")
        return standing.report_id

    def _next_number(self, kind: ReportKind, year: int) -> DocumentNumber | None:
        prefix = self._prefixes.get(kind)
        return self.archive.next_number(prefix, year) if prefix is not None else None

    def _finished(
        self, prepared: Prepared, text: str | None, number: DocumentNumber | None, day: date, *, draft: bool
    ) -> Finished:
        made = prepared.make(text, number=number, signed_on=day, draft=draft)
        pdf = identified(made.pdf)
        if self._signs is not None and not draft:
            pdf = self._signs.sign(pdf, made.place)
        figures, written = prepared.document(), prepared.written
        return Finished(prepared.about, prepared.cutoff, pdf, made.pages, figures, written, text)

    def _refuse_draft_only(self, prepared: Prepared) -> None:
        if prepared.why_draft:
            todo = "请审批平台补上；现在只能出草稿：不编号，不签发。"
            raise CommandError(prepared.why_draft, name_of(prepared.about), todo)
        if not prepared.over:
            raise CommandError("这一期还没有结束，不能签发", name_of(prepared.about), "先出草稿，期末之后再签发。")

    def _lost(self, record: ReportRecord, supersede: str | None) -> Issued:
        if supersede is not None:
            raise _somebody_quicker(record.about)
        return self._again(record)

    def _again(self, record: ReportRecord) -> Issued:
        contents = self.archive.contents(record.report_id)
        assert contents is not None  # an issued report is never deleted
        return self._put_down(record, contents.pdf, again=True)

    def _put_down(self, record: ReportRecord, pdf: bytes, *, again: bool, from_draft: bool = False) -> Issued:
        """The archive holds it; a folder that cannot be written to is told, and changes nothing about that."""
        try:
            file = files.keep(self.folder, files.issued_name(record), pdf)
        except OSError as error:
            return Issued(record, pdf, again, from_draft, None, system_words(error))
        return Issued(record, pdf, again, from_draft, file)


def name_of(about: About) -> str:
    """What a report is called in messages."""
    kind = {ReportKind.WEEKLY: "周统计", ReportKind.MONTHLY: "月通报", ReportKind.SUPERVISION: "督办通知"}[about.kind]
    return " ".join(part for part in (kind, about.period, about.subject) if part)


def _somebody_quicker(about: About) -> CommandError:
    return CommandError("别的工作站刚刚替换了这一期", name_of(about), "用 emonitor report list 查看后再决定。")
