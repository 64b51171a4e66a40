"""A tab with one list that is read every few seconds while it is in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from desktop.window.page_parts import label, list_or_note, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.sms.texts import SmsTexts
from monitoring.board import Names
from monitoring.clock import ticking
from widgets.empty_note import EmptyNote
from widgets.plain_table import PlainTable
from widgets.rows_model import Heading, Line

if TYPE_CHECKING:
    from monitoring.stores.outbox.browsing import OutboxBrowser

LOOK_SECONDS: Final = 3.0


class ListTab(QWidget):
    """Those who inherit say what is asked of the outbox, and how a row looks."""

    def __init__(self, tools: PageTools, texts: SmsTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tools = tools
        self.texts = texts
        self.now: datetime | None = None
        self.names: Names | None = None
        self._asked_at = float("-inf")
        self._waiting = False
        self._read = False
        self.table = PlainTable(self.name(), self.headings(), parent=self)
        self.empty = EmptyNote(self)
        self.total = label(self, kind="muted")
        bar, self.line = tool_bar(self)
        foot, under = tool_bar(self)
        foot.setProperty("rule", "above")
        self.foot = label(self, kind="note", wrap=True)
        under.addWidget(self.foot, 1)
        self.line.addStretch(1)
        self.line.addWidget(self.total)
        self._stack = list_or_note(self, self.empty, self.table, above=bar, below=foot)
        self.empty.say(self.tr("Reading the outbox…"))

    # for those who inherit

    def name(self) -> str:
        """What a screen reader calls the list."""
        raise NotImplementedError

    def headings(self) -> list[Heading]:
        """Its columns."""
        raise NotImplementedError

    def question(self, now: datetime) -> Callable[[OutboxBrowser], Any]:
        """What is asked of the outbox, on its thread."""
        raise NotImplementedError

    def take(self, answer: Any) -> None:
        """Shows what was answered; calls ``show_lines``."""
        raise NotImplementedError

    def show_lines(self, lines: Sequence[Line], total: str, title: str, text: str) -> None:
        """The rows and how many; ``title`` and ``text``: what is said where there are none."""
        self.table.show_lines(lines)
        self.total.setText(total if lines else "")
        self.total.setToolTip("")
        self.empty.say(title, text)
        self._stack.setCurrentWidget(self.table if lines else self.empty)

    # what the page says

    def go_on(self, now: datetime, names: Names | None) -> None:
        """A second has passed in sight."""
        self.now, self.names = now, names
        if ticking() - self._asked_at >= LOOK_SECONDS:
            self.look()

    def look(self) -> None:
        """Reads the list again."""
        if self.now is None or self._waiting:
            return
        self._waiting, self._asked_at = True, ticking()
        self.tools.outbox(self.question(self.now), self._take, self._fail)

    def _take(self, answer: Any) -> None:
        self._waiting, self._read = False, True
        self.take(answer)

    def _fail(self, why: str) -> None:
        """What was read before stays in sight."""
        self._waiting = False
        told = self.texts.failure(why)
        if self._read:
            self.total.setText(self.tr("not up to date"))
            self.total.setToolTip(told)
        else:
            self.empty.say(self.tr("The outbox cannot be read now"), told)

    def changed(self, text: str) -> None:
        """Something was written: says so and reads the list again."""
        self.tools.say(text)
        self._asked_at = float("-inf")
        self.look()

    def refuse(self, why: str) -> None:
        """Something could not be written."""
        self.tools.say(self.tr("Nothing was changed. {why}").format(why=self.texts.failure(why)))
