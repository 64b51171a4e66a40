"""Silences: for whom no warnings go out just now, until when, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.person import user_name
from desktop.window.page_tools import PageTools
from desktop.window.sms import asking, silence_dialog
from desktop.window.sms.list_tab import ListTab
from desktop.window.sms.texts import SmsTexts
from monitoring.records import Catalogue
from widgets.rows_model import Cell, Heading, Line

if TYPE_CHECKING:
    from monitoring.sms.outbox import Silence
    from monitoring.stores.outbox.browsing import OutboxBrowser
    from monitoring.watching.engine import Engine

WHO = 1


class SilencesTab(ListTab):
    """Those in force; what is over stands under deeds."""

    def __init__(self, tools: PageTools, texts: SmsTexts, parent: QWidget | None = None) -> None:
        super().__init__(tools, texts, parent)
        self.add = QPushButton(self.tr("New silence…"), self)
        self.end = QPushButton(self.tr("End it…"), self)
        for place, (button, does) in enumerate(((self.add, self._ask), (self.end, self._ask_end))):
            button.setAccessibleName(button.text())
            button.clicked.connect(does)
            self.line.insertWidget(place, button)
        self.end.setEnabled(False)
        self.table.selectionModel().currentChanged.connect(self._look_at)
        self.table.opened.connect(self._open)
        self.foot.setText(
            self.tr(
                "What falls due during a silence waits and goes out afterwards, if it still holds. "
                "Reminders by hand go out all the same."
            )
        )

    def name(self) -> str:
        return self.tr("Silences")

    def headings(self) -> list[Heading]:
        return [
            Heading(self.tr("For"), 84),
            Heading(self.tr("Which one"), 240),
            Heading(self.tr("Until"), 132),
            Heading(self.tr("Reason"), 0),
            Heading(self.tr("Made by"), 120),
            Heading(self.tr("When"), 132),
        ]

    def question(self, now: datetime) -> Callable[[OutboxBrowser], list[Silence]]:
        return lambda desk: desk.silences(now)

    def take(self, answer: Sequence[Silence]) -> None:
        total = self.tr("{count} in force").format(count=len(answer))
        title = self.tr("Nobody is silenced")
        text = self.tr("Warnings go to everybody whom the rules name. A silence is for a while, and has a reason.")
        self.show_lines([self._line(one) for one in answer], total, title, text)
        self._look_at()

    def _line(self, one: Silence) -> Line:
        today = self.now.date() if self.now is not None else one.made_at.date()
        scopes = {"case": self.tr("Case"), "unit": self.tr("Unit"), "officer": self.tr("Person")}
        return Line(
            str(one.silence_id),
            (
                Cell(scopes[one.scope]),
                Cell(self._subject(one), link=one.scope == "case"),
                Cell(self.texts.at(one.until, today), sort=one.until.isoformat()),
                Cell(one.reason),
                Cell(one.made_by),
                Cell(self.texts.at(one.made_at, today), sort=one.made_at.isoformat()),
            ),
        )

    def _subject(self, one: Silence) -> str:
        names = self._names()
        said = {"unit": names.unit_name, "officer": names.officer_name}
        return said[one.scope](one.subject) if one.scope in said else one.subject

    def _names(self) -> Catalogue:
        return self.names.catalogue if self.names is not None else Catalogue()

    @Slot()
    def _look_at(self) -> None:
        self.end.setEnabled(self.table.currentIndex().isValid() and self.table.rows.rowCount() > 0)

    @Slot(str, int)
    def _open(self, key: str, column: int) -> None:
        line = self.table.rows.line(self.table.rows.row_of(key))
        if line.cells[WHO].link:
            self.tools.show_case(line.cells[WHO].text)

    # a new one

    @Slot()
    def _ask(self) -> None:
        if self.now is None:
            return
        asked = silence_dialog.ask_silence(self, self._names(), self.now)
        if asked is not None and asked[0] == silence_dialog.CASE:
            self.tools.ask(partial(_is_there, case_no=asked[1]), partial(self._write_known, asked), self._no_store)
        elif asked is not None:
            self._write(asked)

    def _write_known(self, asked: silence_dialog.Asked, there: bool) -> None:
        """A number that was mistyped would silence nothing and nobody would notice."""
        if there:
            self._write(asked)
        else:
            said = self.tr("Nothing was changed: there is no case {case} in the case store.")
            self.tools.say(said.format(case=asked[1]))

    def _no_store(self, why: str) -> None:
        self.tools.say(self.tr("Nothing was changed: the case store cannot be asked for this case now."))

    def _write(self, asked: silence_dialog.Asked) -> None:
        if self.now is not None:
            done = self.tr("Written down: silenced.")
            self.tools.outbox(
                partial(silence_dialog.silence, asked=asked, now=self.now), lambda none: self.changed(done), self.refuse
            )

    # its end

    @Slot()
    def _ask_end(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid() or self.now is None:
            return
        key = self.table.rows.line(index.row()).key
        title, does = self.tr("End this silence?"), self.tr("End it")
        reason = asking.reason_for(self, title, self.tr("What waited for its end may go out at once."), does)
        if reason is not None:
            done = self.tr("Written down: the silence is over.")
            question = partial(_end, silence_id=int(key), reason=reason, now=self.now)
            self.tools.outbox(question, lambda none: self.changed(done), self.refuse)


def _end(desk: OutboxBrowser, silence_id: int, reason: str, now: datetime) -> None:
    desk.end_silence(silence_id, user_name(), reason, now)


def _is_there(engine: Engine, case_no: str) -> bool:
    return len(engine.store.fetch([case_no])) > 0
