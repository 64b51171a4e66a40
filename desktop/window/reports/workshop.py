"""The work behind the page of reports, all of it off the window's thread: drafts, edited texts, numbers, verification.

Every function opens what it needs and closes it again. Raises StoreUnavailable, CommandError, and Cancelled.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import CommandError
from desktop.settings import Settings
from desktop.window.figures.bench import Cancelled
from desktop.window.reports.text_edits import Rebased, rebased
from monitoring.archiving import (
    About,
    DraftChanged,
    ReportArchive,
    ReportContents,
    ReportKind,
    ReportRecord,
    Verification,
)
from monitoring.watching.collecting import collector_in_hand

if TYPE_CHECKING:
    from desktop.reporting import Issued, Prepared, Reporter
    from reports.figures.values import Figures
    from reports.notice.text import NoticeText
    from resources import Words

Progress = Callable[[float], bool]
MANY: Final = 20_000
"""Nobody knows how many cases there are until all are read: the bar comes ever closer to its end."""
LARGEST: Final = 500_000_000
"""Bytes of a file that is read to be verified: no report is nearly so large."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A report with all that is kept of it. ``figures`` None: a supervision sheet, or figures that cannot be read."""

    record: ReportRecord
    contents: ReportContents = field(repr=False)
    figures: Figures | None = field(default=None, repr=False)
    standing: ReportRecord | None = None
    """What was issued for the same period, where that is another report than this."""

    @property
    def about(self) -> About:
        return self.record.about

    @property
    def unread(self) -> bool:
        """Whether something is kept that this version cannot read; the document itself is there."""
        without_figures = self.figures is None and self.about.kind is not ReportKind.SUPERVISION
        return without_figures or (self.contents.text is not None and self.text() is None)

    def written(self) -> NoticeText | None:
        """The notice as the program wrote it."""
        return _text(self.contents.written)

    def text(self) -> NoticeText | None:
        """The notice as it stands in the document."""
        return _text(self.contents.text)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft was made; ``kept``: what became of an officer's edits in the draft before."""

    opened: Opened
    kept: Rebased | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the wish to issue: issued, or the draft made anew because the data is not what was checked."""

    opened: Opened
    issued: Issued | None = None
    changed: tuple[str, ...] = ()
    """The measures of the whole county that are others now; '' alone: only lists, SMS or dates differ."""


def _text(kept: str | None) -> NoticeText | None:
    """None too for a text that this version cannot read: the document is there all the same."""
    from reports.notice.text import NotATextError, NoticeText

    try:
        return None if kept is None else NoticeText.from_json(kept)
    except NotATextError:
        return None


@contextmanager
def _reporter(settings: Settings, progress: Progress, by: str | None = None) -> Iterator[Reporter]:
    from desktop.reporting.works import open_reporter

    def reading(cases: int) -> None:
        if not progress(0.8 * cases / (cases + MANY)):
            raise Cancelled

    with collector_in_hand():
        reporter = open_reporter(settings, by=by, reading=reading)
        try:
            yield reporter
        finally:
            reporter.close()


def open_report(archive: ReportArchive, report_id: str) -> Opened | None:
    """A report as it was then; None where the archive knows none such."""
    record = archive.record(report_id)
    contents = archive.contents(report_id) if record is not None else None
    if record is None or contents is None:
        return None
    return _opened(archive, record, contents, _kept_figures(record.about.kind, contents.figures))


def _kept_figures(kind: ReportKind, document: str) -> Figures | None:
    from reports.figures.kept import NotFiguresError, figures_of

    if kind is ReportKind.SUPERVISION:
        return None
    try:
        return figures_of(json.loads(document))
    except NotFiguresError:
        return None


def _opened(archive: ReportArchive, record: ReportRecord, contents: ReportContents, figures: Figures | None) -> Opened:
    standing = archive.standing(record.about)
    other = standing if standing is not None and standing.report_id != record.report_id else None
    return Opened(record, contents, figures, other)


def _again(reporter: Reporter, record: ReportRecord, figures: Figures | None) -> Opened:
    """What was just kept, as the archive has it."""
    contents = reporter.archive.contents(record.report_id)
    if contents is None:
        raise _somebody_else(record.about)
    return _opened(reporter.archive, record, contents, figures)


def make_draft(settings: Settings, about: About, at: datetime, progress: Progress) -> Drafted:
    """Reads the stores and keeps a draft; what an officer edited in the one before stays edited."""
    with _reporter(settings, progress) as reporter:
        before = reporter.archive.draft(about)
        contents = reporter.archive.contents(before.report_id) if before is not None else None
        prepared = reporter.prepare(about, at)
        _go_on(progress, 0.85)
        kept = _rebased(contents, prepared.written)
        text = kept.text.to_json() if kept is not None else None
        record = _saved(reporter, prepared, at, text, before.sha256 if before is not None else "")
        return Drafted(_again(reporter, record, prepared.figures), kept)


def _rebased(before: ReportContents | None, written: str | None) -> Rebased | None:
    kept = _texts(before)
    old, mine, now = (_text(one) for one in (*kept, written))
    if kept[1] is not None and mine is None:
        todo = "用新一些的程序打开；不要改过的正文了，就先丢弃这份草稿。"
        raise CommandError("草稿的正文本程序读不出，不能盖掉", "", todo)
    if old is None or mine is None or now is None or old == mine:
        return None
    return rebased(old, mine, now)


def _texts(contents: ReportContents | None) -> tuple[str | None, str | None]:
    return (None, None) if contents is None else (contents.written, contents.text)


def _go_on(progress: Progress, share: float) -> None:
    if not progress(share):
        raise Cancelled


def _saved(reporter: Reporter, prepared: Prepared, at: datetime, text: str | None, over: str) -> ReportRecord:
    try:
        return reporter.save_draft(prepared, at, text, over=over)
    except DraftChanged:
        raise _somebody_else(prepared.about) from None


def _somebody_else(about: About) -> CommandError:
    from desktop.reporting import name_of

    todo = "在左边的清单里重新打开它，看过别人的改动以后再改。您刚才写的还在编辑框里，可以先复制。"
    return CommandError("这份草稿刚被别的工作站改过或了结了", name_of(about), todo)


def save_text(settings: Settings, opened: Opened, text: NoticeText, at: datetime) -> Opened:
    """Keeps an edited text, with the document made anew from the draft's own figures. No case is read."""
    from desktop.reporting import Prepared
    from desktop.reporting.makers import monthly_maker

    figures, kept, about = opened.figures, opened.contents, opened.about
    if figures is None:
        raise CommandError("这份草稿的数据读不出，正文存不了", about.period, "点“生成草稿”重新起草。")
    make = monthly_maker(settings, figures)
    prepared = Prepared(about, opened.record.cutoff, True, lambda: kept.figures, make, kept.written, figures)
    with _reporter(settings, lambda share: True) as reporter:
        record = _saved(reporter, prepared, at, text.to_json(), opened.record.sha256)
        return _again(reporter, record, figures)


def issue(settings: Settings, opened: Opened, at: datetime, by: str, reason: str, progress: Progress) -> Outcome:
    """Issues a draft as it was checked. ``reason``: why what stands is superseded, '' where nothing stands.

    Where the data is not what it was when the draft was made, the draft is made anew instead.
    """
    with _reporter(settings, progress, by) as reporter:
        now = reporter.archive.draft(opened.about)
        if now is None or now.sha256 != opened.record.sha256:
            raise _somebody_else(opened.about)
        prepared = reporter.prepare(opened.about, at)
        _go_on(progress, 0.85)
        if not _as_checked(opened, prepared):
            kept = _rebased(opened.contents, prepared.written)
            text = kept.text.to_json() if kept is not None else None
            record = _saved(reporter, prepared, at, text, opened.record.sha256)
            return Outcome(_again(reporter, record, prepared.figures), None, _changed(opened.figures, prepared.figures))
        text = opened.contents.text if opened.record.edited else None
        issued = reporter.issue(prepared, at, text=text, supersede=reason or None)
        return Outcome(_again(reporter, issued.record, prepared.figures), issued)


def _as_checked(opened: Opened, prepared: Prepared) -> bool:
    """Figures, lists and the text that the program writes. A supervision sheet is about the moment it is issued."""
    if opened.about.kind is ReportKind.SUPERVISION:
        return True
    return (opened.contents.figures, opened.contents.written) == (prepared.document(), prepared.written)


def _changed(before: Figures | None, now: Figures | None) -> tuple[str, ...]:
    if before is None or now is None:
        return ("",)
    keys = [key for key, told in now.headline.items() if before.headline.get(key) != told]
    return tuple(keys) or ("",)


def prefixes(settings: Settings) -> dict[ReportKind, str]:
    """Which kinds of reports are numbered, and how."""
    from desktop.reporting.works import prefixes_of

    return prefixes_of(settings)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file proved to be, and in words who signed it."""

    found: Verification
    signatures: list[str]


def verify_file(settings: Settings, file: Path, words: Words) -> Verified:
    """Whether a file is one of ours, and unaltered."""
    from desktop.reporting.signing import signature_lines
    from desktop.reporting.works import open_archive
    from monitoring.archiving import verify

    try:
        if file.stat().st_size > LARGEST:
            raise CommandError("文件太大，不会是报告", str(file), "检查选的文件。")
        pdf = file.read_bytes()
    except OSError as error:
        todo = "检查文件还在不在、有没有权限读。"
        raise CommandError(f"读不了这个文件：{error.strerror or error}", str(file), todo) from None
    archive = open_archive(settings)
    try:
        return Verified(verify(pdf, archive), signature_lines(pdf, settings.site.zone, words))
    finally:
        archive.close()


def save_pdf(file: Path, pdf: bytes) -> None:
    """Writes a copy where somebody wants it."""
    from desktop.reporting import files

    try:
        files.replace(file, pdf)
    except OSError as error:
        todo = "换一个文件夹，或关掉正开着它的程序再试。"
        raise CommandError(f"文件写不了：{error.strerror or error}", str(file), todo) from None
