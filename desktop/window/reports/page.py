"""Weekly statistics, monthly notices and supervision sheets: draft, check, issue, print, and the archive of all."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import numpy as np
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.window.figures.bench import Bench
from desktop.window.page_tools import PageTools
from desktop.window.reports.archive_list import ArchiveList
from desktop.window.reports.buttons import ReportBar
from desktop.window.reports.choosing import CASES_OFFERED
from desktop.window.reports.deeds import Deeds
from desktop.window.reports.record_texts import RecordTexts
from desktop.window.reports.view import ReportView
from desktop.window.reports.workshop import Drafted, Opened, open_report, save_text
from desktop.window.shell.report_watch import mark_seen
from monitoring.archiving import ReportKind, ReportState
from monitoring.board import BoardSnapshot, Names
from monitoring.codes import Light
from reports.notice.text import NoticeText
from widgets.empty_note import EmptyNote
from widgets.qt import override

HELP: Final = "统计报告"
KIND_KEY, SPLITTER_KEY = "reports/kind", "reports/splitter"
VIEW_KEY: Final = f"{SPLITTER_KEY}/inner"
SIZES: Final = [304, 912]
"""Of the archive and the report, in pixels, until somebody draws them otherwise."""


class ReportsPage(QWidget):
    """Left the archive, in the middle what a report says, right the document as it will be on paper."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._now: datetime | None = None
        self._snapshot: BoardSnapshot | None = None
        self._wanted = ""
        self.opened: Opened | None = None
        self._view: ReportView | None = None
        self.texts = RecordTexts(tools.words, self)
        self.bench = Bench(tools.run, self)
        self.deeds = Deeds(tools, self.bench, self.texts, self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._recall()
        self._show_nothing()

    # parts

    def _make_parts(self) -> None:
        self.bar = ReportBar(self.texts, self)
        self.choice = self.bar.choice
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.list = ArchiveList(self._tools, self.texts, self.splitter)
        self._stack = QStackedWidget(self.splitter)
        self.empty = EmptyNote(self._stack)

    def _lay_out(self) -> None:
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._stack.addWidget(self.empty)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(SIZES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.splitter, 1)

    @property
    def view(self) -> ReportView:
        """The report that is open, made when it is first asked for: it takes as long as all the rest of the page."""
        if self._view is None:
            self._view = self._made_view()
        return self._view

    def _made_view(self) -> ReportView:
        beside, sizes = (self.bar.supersede, self.bar.drop), self._tools.memory.bytes(VIEW_KEY)
        view = ReportView(self._tools, self.texts, self.bench, self._stack, beside=beside, sizes=sizes)
        view.text.edited.connect(self._keep_text)
        view.text.touched.connect(self._look)
        self._stack.addWidget(view)
        return view

    def make_more(self) -> bool:
        """The view, where it is not there yet: see PageStack.make_ahead."""
        if self._view is not None:
            return False
        self._view = self._made_view()
        return True

    @property
    def _unsaved(self) -> bool:
        return self._view is not None and self._view.text.unsaved

    def _connect(self) -> None:
        self.choice.changed.connect(self._look)
        bar = self.bar
        for button, does in (
            (bar.make, self._make_draft),
            (bar.issue, self._issue),
            (bar.print, self._print),
            (bar.save, self._save),
            (bar.export, self._export),
            (bar.folder, self.deeds.open_folder),
            (bar.verify, self._verify),
            (bar.drop, self._drop),
            (bar.supersede, self._supersede),
        ):
            button.clicked.connect(does)
        self.list.opened.connect(self.open_report)
        self.bench.changed.connect(self._look)
        self.deeds.drafted.connect(self._take_draft)
        self.deeds.shown.connect(self.show_opened)
        self.deeds.told.connect(self._tell)
        self.deeds.wanted.connect(self.open_report)
        self.deeds.changed.connect(self.list.look)
        for keys, does in (
            ("Ctrl+P", self._print),
            ("Ctrl+E", self._export),
            ("Ctrl+S", self._keep_now),
            (QKeySequence.StandardKey.Find, self.list.search.setFocus),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(does)

    def _recall(self) -> None:
        memory = self._tools.memory
        kept = memory.text(KIND_KEY)
        self.choice.choose(ReportKind(kept) if kept in set(ReportKind) else ReportKind.WEEKLY)
        self.splitter.restoreState(memory.bytes(SPLITTER_KEY))

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """The red cases may be others."""
        if snapshot is not self._snapshot:
            self._snapshot = snapshot
            self.choice.show_red(_red_cases(snapshot))
        self.go_on(now, stale=stale)

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed."""
        self._now = now
        self.choice.show_today(now.date())
        self.list.go_on(now.date())
        self._look()

    def remember(self) -> None:
        """Keeps kind and widths for the next run, and a text that is not kept yet."""
        memory = self._tools.memory
        memory.keep_text(KIND_KEY, str(self.choice.chosen_kind))
        memory.keep(SPLITTER_KEY, self.splitter.saveState())
        if self._view is not None:
            memory.keep(VIEW_KEY, self._view.sizes())
        self.deeds.remember_unsaved(self.opened, self.view.text.text() if self._unsaved else None)

    # opening

    @Slot(str)
    def open_report(self, report_id: str) -> None:
        """Shows one report of the archive, as it was then."""
        self._keep_now()
        self._wanted = report_id
        self._tools.archive(lambda archive: open_report(archive, report_id), self._take_opened, self._fail_open)

    def _take_opened(self, opened: Opened | None) -> None:
        if opened is None:
            self._tools.say(self.tr("This report is not in the archive any more"))
        elif opened.record.report_id == self._wanted:
            self.show_opened(opened)

    def _fail_open(self, why: str) -> None:
        text = self.tr("{why}\n\nOpen it again when the ledger can be read.").format(why=self.list.why(why))
        if self.opened is None:
            self.empty.say(self.tr("The report cannot be read now"), text)
        else:
            self._tools.say(self.tr("The report cannot be read now: {why}").format(why=self.list.why(why)))

    @Slot(object)
    def show_opened(self, opened: Opened) -> None:
        """A report with all its parts."""
        again = self.opened is not None and self.opened.record.report_id == opened.record.report_id
        self.opened, self._wanted = opened, opened.record.report_id
        mark_seen(self._tools.memory, self._wanted)
        if opened.about.kind is not ReportKind.SUPERVISION:
            self.choice.choose(opened.about.kind, opened.about.period)
        self._tell("")
        self.view.show_report(opened, self._today(), again=again)
        self._put_unsaved(opened)
        self._stack.setCurrentWidget(self.view)
        self.list.select(opened.record.report_id)
        self._show_head(opened)
        self._look()

    def _put_unsaved(self, opened: Opened) -> None:
        """What was typed when the window was closed, as an edit that can be undone."""
        unsaved = self.deeds.unsaved_of(opened)
        if unsaved is not None and opened.record.state is ReportState.DRAFT:
            self.view.text.put(unsaved.as_lines())

    def _today(self) -> datetime:
        return self._now if self._now is not None else datetime.min  # noqa: DTZ901 - before the first picture

    def _show_head(self, opened: Opened) -> None:
        self.view.show_head(opened, self._today())
        if not self.view.told.text():
            self._tell(self._what_is_to_be_known(opened))

    def _what_is_to_be_known(self, opened: Opened) -> str:
        if opened.record.state is ReportState.DRAFT and opened.standing is not None:
            text = self.tr("{report} was issued for the same. Issuing this draft supersedes it, with a reason.")
            return text.format(report=self.texts.title(opened.standing))
        if opened.record.state is ReportState.DRAFT and not self._is_over(opened):
            return self.tr("The period is not over yet: this draft shows how things stand and cannot be issued.")
        if opened.unread:
            return self.tr("Another version of the program kept this: figures and text cannot be taken apart here.")
        return ""

    @Slot(str)
    def _tell(self, text: str) -> None:
        self.view.tell(text)

    def _show_nothing(self) -> None:
        self.empty.say(
            self.tr("No report is open"),
            self.tr("Choose a kind and a period above and make a draft, or open a report on the left."),
        )
        self._stack.setCurrentWidget(self.empty)

    # what can be done now

    def _is_over(self, opened: Opened) -> bool:
        if opened.figures is None or self._now is None:
            return self._now is not None
        return self._now >= opened.figures.period.end

    @Slot()
    def _look(self) -> None:
        opened, busy = self.opened, self.bench.busy
        draft = opened is not None and opened.record.state is ReportState.DRAFT
        over = opened is not None and self._is_over(opened)
        can_make = not busy and self._now is not None
        self.bar.make.setEnabled(can_make and self.choice.about() is not None)
        self.bar.let_issue(draft=draft, over=over, free=not busy and not self._unsaved)
        self.bar.let_take(there=opened is not None, figures=opened is not None and opened.figures is not None)
        self.bar.drop.setVisible(draft)
        self.bar.drop.setEnabled(not busy)
        self.bar.supersede.setVisible(opened is not None and opened.record.state is ReportState.ISSUED)
        self.bar.supersede.setEnabled(can_make)

    # deeds

    @Slot()
    def _make_draft(self) -> None:
        about = self.choice.about()
        if about is not None and self._now is not None and not self.bench.busy:
            self._keep_now()
            self.deeds.make_draft(about, self._now)

    @Slot(object)
    def _take_draft(self, drafted: Drafted) -> None:
        self.show_opened(drafted.opened)
        if drafted.kept is not None:
            self._tell(self.deeds.said_kept(drafted.kept))

    @Slot()
    def _supersede(self) -> None:
        if self.opened is not None and self._now is not None:
            self.deeds.make_draft(self.opened.about, self._now)

    @Slot()
    def _keep_now(self) -> None:
        if self._view is not None:
            self._view.text.keep_now()

    @Slot()
    def _keep_text(self) -> None:
        opened, now = self.opened, self._now
        if opened is None or now is None or opened.record.state is not ReportState.DRAFT:
            return
        text, settings = self.view.text.text(), self._tools.settings
        self.bench.do(
            self.tr("Keeping the text"),
            lambda progress: save_text(settings, self.deeds.newest(opened), text, now),
            lambda kept: self._take_kept(kept, text),
            lambda error: self.view.text.say_not_kept(),
        )

    def _take_kept(self, kept: Opened, text: NoticeText) -> None:
        """The editor stays as it is: somebody may be typing in it."""
        self.deeds.note_newest(kept)
        if self.opened is None or self.opened.record.report_id != kept.record.report_id:
            return
        self.opened = kept
        self.view.text.say_kept(text)
        self.view.show_kept(kept, self._today())
        self._show_head(kept)
        self.list.look()

    @Slot()
    def _issue(self) -> None:
        if self.opened is not None and self._now is not None and self.bar.issue.isEnabled():
            self.deeds.ask_to_issue(self.opened, self._now)

    @Slot()
    def _drop(self) -> None:
        if self.opened is not None and self._now is not None:
            self.deeds.ask_to_drop(self.opened, self._now)

    @Slot()
    def _print(self) -> None:
        if self.opened is not None:
            self.deeds.print_out(self.opened)

    @Slot()
    def _save(self) -> None:
        if self.opened is not None:
            self.deeds.ask_to_save(self.opened)

    @Slot()
    def _export(self) -> None:
        if self.opened is not None and self.opened.figures is not None:
            self.deeds.ask_to_export(self.opened.figures)

    @Slot()
    def _verify(self) -> None:
        self.deeds.ask_to_verify(self._today().date())

    # Qt

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.look()

    @override
    def sizeHint(self) -> QSize:
        return QSize(1000, 640)


def _red_cases(snapshot: BoardSnapshot) -> list[tuple[str, str]]:
    """Number and item of the red ones, the longest overdue first."""
    cases, names = snapshot.cases, snapshot.names
    red = np.flatnonzero(cases.light == int(Light.RED))
    red = red[np.argsort(cases.due[red], kind="stable")]
    some = red[:CASES_OFFERED].tolist()
    return [(str(cases.case_no[row]), _item(names, int(cases.item[row]))) for row in some]


def _item(names: Names, code: int) -> str:
    return names.catalogue.item_name(names.items[code]) if code >= 0 else ""
