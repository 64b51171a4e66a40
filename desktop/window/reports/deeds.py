"""What the buttons of the page of reports do, all work of it off the window's thread."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.person import user_name
from desktop.reporting import files
from desktop.window.figures.bench import Bench
from desktop.window.page_tools import PageTools
from desktop.window.reports import asking
from desktop.window.reports.record_texts import RecordTexts
from desktop.window.reports.text_edits import Rebased
from desktop.window.reports.workshop import (
    Drafted,
    Opened,
    Outcome,
    Verified,
    issue,
    make_draft,
    prefixes,
    save_pdf,
    verify_file,
)
from desktop.window.saving import DOCUMENT, FOLDER_KEY, ask_where, file_name
from desktop.window.statistics.export import export
from monitoring.archiving import About, DocumentNumber, ReportState
from reports.figures.definitions import MEASURES
from reports.figures.values import Figures
from reports.notice.text import NotATextError, NoticeText

if TYPE_CHECKING:
    from monitoring.archiving import ReportArchive

UNSAVED_KEY = "reports/unsaved"


class Deeds(QObject):
    """Asks what must be asked, has it done, and tells the page."""

    drafted = Signal(object)
    shown = Signal(object)
    """Another report is to be shown (Opened)."""
    told = Signal(str)
    """A sentence for the head of the page."""
    wanted = Signal(str)
    """The id of a report that is to be opened."""
    changed = Signal()
    """The archive holds something else now."""

    def __init__(self, tools: PageTools, bench: Bench, texts: RecordTexts, page: QWidget) -> None:
        super().__init__(page)
        self._tools = tools
        self._bench = bench
        self._texts = texts
        self._page = page
        self._newest: Opened | None = None

    # drafts

    def make_draft(self, about: About, now: datetime) -> None:
        """Reads the stores; edits of the draft before are kept."""
        settings = self._tools.settings
        self._bench.do(
            self.tr("Making a draft: {name}").format(name=self._texts.name(about)),
            lambda progress: make_draft(settings, about, now, progress),
            self._take_draft,
        )

    def _take_draft(self, drafted: Drafted) -> None:
        self.note_newest(drafted.opened)
        self.drafted.emit(drafted)
        self.changed.emit()
        self._tools.say(self.tr("The draft is made and kept"))

    def said_kept(self, kept: Rebased) -> str:
        """What became of the edits of the draft before."""
        if kept.whole:
            return self.tr(
                "The text that you edited stays as it was, though the figures are new: compare both, or restore the "
                "whole text."
            )
        return self.tr("The draft is new; {count} edits of yours were kept.").format(count=kept.edits)

    def note_newest(self, opened: Opened) -> None:
        """A draft as the archive has it now: the next save goes on from there."""
        self._newest = opened

    def newest(self, opened: Opened) -> Opened:
        """The same draft, as it was last kept from here."""
        newest = self._newest
        return newest if newest is not None and newest.record.report_id == opened.record.report_id else opened

    def remember_unsaved(self, opened: Opened | None, text: NoticeText | None) -> None:
        """What was typed and not kept, for the next time the same draft is opened here."""
        told = ""
        if opened is not None and text is not None:
            told = json.dumps({"report": opened.record.report_id, "text": text.to_json()})
        self._tools.memory.keep_text(UNSAVED_KEY, told)

    def unsaved_of(self, opened: Opened) -> NoticeText | None:
        """What was typed for this draft when the window was closed; told once."""
        try:
            kept = json.loads(self._tools.memory.text(UNSAVED_KEY) or "{}")
            if kept.get("report") != opened.record.report_id:
                return None
            self._tools.memory.keep_text(UNSAVED_KEY, "")
            return NoticeText.from_json(kept["text"])
        except (ValueError, KeyError, AttributeError, NotATextError):
            return None

    def ask_to_drop(self, opened: Opened, now: datetime) -> None:
        if asking.ask_to_drop(self._page, self._texts.name(opened.about)):
            about = opened.about
            self._tools.archive(
                lambda archive: (
                    archive.discard_draft(about, user_name(), now),
                    archive.record(opened.record.report_id),
                ),
                lambda found: self._dropped(opened),
                self._refuse,
            )

    def _dropped(self, opened: Opened) -> None:
        self._tools.say(self.tr("The draft is dropped; the archive keeps it among the dropped ones"))
        self.wanted.emit(opened.record.report_id)
        self.changed.emit()

    def _refuse(self, why: str) -> None:
        self._tools.say(self.tr("Nothing was changed: the ledger cannot be reached. {why}").format(why=why))

    # issuing

    def ask_to_issue(self, opened: Opened, now: datetime) -> None:
        """Looks which number it would get, then asks once."""
        about, prefix = opened.about, prefixes(self._tools.settings).get(opened.about.kind)

        def look(archive: ReportArchive) -> tuple[DocumentNumber | None, str | None]:
            standing = archive.standing(about)
            number = archive.next_number(prefix, now.year) if prefix is not None else None
            return number, self._texts.title(standing) if standing is not None else None

        self._tools.archive(look, lambda found: self._confirm(opened, now, *found), self._refuse)

    def _confirm(self, opened: Opened, now: datetime, number: DocumentNumber | None, standing: str | None) -> None:
        written, text = opened.written(), opened.text()
        edits = len(text.changed_from(written)) if text is not None and written is not None else 0
        dialog = asking.IssueDialog(self._texts.name(opened.about), number, standing, edits, self._page)
        try:
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self.issue(opened, now, *dialog.told())
        finally:
            dialog.deleteLater()

    def issue(self, opened: Opened, now: datetime, by: str, reason: str) -> None:
        """Issues what was checked; ``reason``: why the standing one is superseded."""
        settings, draft = self._tools.settings, self.newest(opened)
        self._bench.do(
            self.tr("Issuing: {name}").format(name=self._texts.name(opened.about)),
            lambda progress: issue(settings, draft, now, by, reason, progress),
            self._take_outcome,
        )

    def _take_outcome(self, outcome: Outcome) -> None:
        self.note_newest(outcome.opened)
        self.shown.emit(outcome.opened)
        self.changed.emit()
        self.told.emit(self._said(outcome))

    def _said(self, outcome: Outcome) -> str:
        issued = outcome.issued
        if issued is None:
            return self._said_changed(outcome.changed)
        if issued.again:
            return self.tr("Another workstation has issued it meanwhile: this is what it issued.")
        said = self.tr("Issued: {report}").format(report=self._texts.title(issued.record))
        if issued.file is not None:
            return self.tr("{said}. The file is {file}").format(said=said, file=issued.file.name)
        why = self.tr("{said}. The archive holds it; its folder cannot be written to: {why}")
        return why.format(said=said, why=issued.why_not)

    def _said_changed(self, changed: tuple[str, ...]) -> str:
        said = self.tr("Nothing was issued: the data is not what was checked. The draft was made anew, check it again.")
        named = [MEASURES[key].named(self._tools.words.language) for key in changed if key in MEASURES]
        if not named:
            return said
        joined = ("、" if self._tools.words.language == "zh_CN" else ", ").join(named)
        return self.tr("{said} Other figures: {figures}.").format(said=said, figures=joined)

    # taking away

    def print_out(self, opened: Opened) -> None:
        """The system's dialog, then the pages in the background."""
        from desktop.window.reports.printing import new_printer, print_pdf

        printer = new_printer(files.title(opened.about))
        dialog = QPrintDialog(printer, self._page)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, opened.record.pages)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            pdf = opened.contents.pdf
            self._bench.do(
                self.tr("Printing: {name}").format(name=self._texts.name(opened.about)),
                lambda progress: print_pdf(printer, pdf, progress),
                lambda pages: self._tools.say(self.tr("Sent to the printer: {pages} pages").format(pages=pages)),
            )

    def ask_to_save(self, opened: Opened) -> None:
        draft = opened.record.state in (ReportState.DRAFT, ReportState.DISCARDED)
        name = files.draft_name(opened.about) if draft else files.issued_name(opened.record)
        file = ask_where(self._tools.memory, self._page, self.tr("Save the document"), name, DOCUMENT)
        if file is not None:
            pdf = opened.contents.pdf
            self._bench.do(
                self.tr("Saving the document"),
                lambda progress: save_pdf(file, pdf),
                lambda nothing: self._tools.say(self.tr("Saved as {file}").format(file=file)),
            )

    def _in_folder(self, name: str) -> str:
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(Path(self._tools.memory.text(FOLDER_KEY) or usual) / name)

    def ask_to_export(self, figures: Figures) -> None:
        name = file_name(self.tr("Statistics {period}").format(period=figures.period.key), figures.cutoff, ".xlsx")
        path = ask_where(self._tools.memory, self._page, self.tr("Export the figures"), name)
        if path is not None:
            export(self._tools, figures, path, self.tr("Exporting the figures"), self.tr("Saved as {file}"))

    @Slot()
    def open_folder(self) -> None:
        """Where issued reports lie as files; made if it is not there yet."""
        folder = self._tools.settings.reports.folder

        def work(progress: object) -> Path:
            folder.mkdir(parents=True, exist_ok=True)
            return folder

        self._bench.do(self.tr("Opening the folder"), work, self._show_folder)

    def _show_folder(self, folder: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._tools.say(self.tr("The reports lie in {folder}").format(folder=folder))

    # verifying

    def ask_to_verify(self, today: date) -> None:
        kinds = self.tr("PDF document (*.pdf)")
        chosen, _ = QFileDialog.getOpenFileName(self._page, self.tr("Which file is it?"), self._in_folder(""), kinds)
        if chosen:
            file, settings = Path(chosen), self._tools.settings
            self._bench.do(
                self.tr("Verifying a file"),
                lambda progress: verify_file(settings, file, self._tools.words),
                lambda verified: self._show_verdict(file, verified, today),
            )

    def _show_verdict(self, file: Path, verified: Verified, today: date) -> None:
        dialog = asking.VerdictDialog(file.name, verified, self._tools.words, self._texts, today, self._page)
        try:
            dialog.exec()
            if dialog.wants_it and verified.found.record is not None:
                self.wanted.emit(verified.found.record.report_id)
        finally:
            dialog.deleteLater()
