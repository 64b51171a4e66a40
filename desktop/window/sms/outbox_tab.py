"""The outbox: counts by state on top, a list that can be narrowed, and one message beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.person import user_name
from desktop.window.page_parts import label, search_field, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.sms import asking
from desktop.window.sms.groups import GROUPS, counted
from desktop.window.sms.message_view import MessageView
from desktop.window.sms.texts import CASE, KIND, LIGHTS, SmsTexts
from monitoring.board import Names
from monitoring.clock import ticking
from monitoring.records import Catalogue
from widgets.choice_list import Choice
from widgets.empty_note import EmptyNote
from widgets.filter_button import FilterButton
from widgets.light_delegate import LightDelegate
from widgets.plain_table import PlainTable
from widgets.rows_model import LIGHT_ROLE, Line
from widgets.tokens import SPACE_8, SPACE_12

if TYPE_CHECKING:
    from monitoring.stores.outbox.browsing import OutboxBrowser, Shelf, Stamp, Wanted

SHOWN: Final = 2_000
"""So many messages are listed, the newest: a filter leads to any older one."""
LOOK_SECONDS: Final = 3.0
TYPING_MILLISECONDS: Final = 250
WIDTHS_KEY, SPLIT_KEY = "sms/widths", "sms/split"
DETAIL_WIDTH: Final = 400
LIST_WIDTH: Final = 800


class OutboxTab(QWidget):
    """Looks every few seconds whether anything has changed; only then is the list read again."""

    def __init__(self, tools: PageTools, texts: SmsTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._texts = texts
        self._now: datetime | None = None
        self._names = Catalogue()
        self._shelf: Shelf | None = None
        self._stamp: Stamp | None = None
        self._asked_at = float("-inf")
        self._waiting = self._again = False
        self._make_parts()
        self._make_filters()
        self._make_held()
        self._lay_out()
        self.empty.say(self.tr("Reading the outbox…"))

    # how it is made

    def _make_parts(self) -> None:
        self.groups: dict[str, QPushButton] = {}
        for group in GROUPS:
            button = self.groups[group] = QPushButton(self)
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose_group, group))
        self.total = label(self, kind="muted")
        self.table = PlainTable(self.tr("Messages"), self._texts.headings(), parent=self)
        self._light = LightDelegate(LIGHT_ROLE, None, self)
        self.table.setItemDelegateForColumn(KIND, self._light)
        self.table.setSelectionBehavior(PlainTable.SelectionBehavior.SelectRows)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentChanged.connect(self._choose)
        self.table.set_widths(self._tools.memory.text(WIDTHS_KEY))
        self.empty = EmptyNote(self)
        self.empty.pressed.connect(self.show_all)
        self.view = MessageView(self._tools, self._texts, self)
        self.view.done.connect(self.look)
        self.view.hide()
        self._show_groups({})

    def _make_filters(self) -> None:
        self.search = search_field(
            self, self.tr("Case, name or text"), self.tr("Narrow the messages"), self.tr("Clear")
        )
        self.search.setFixedWidth(220)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MILLISECONDS)
        self._typing.timeout.connect(self.look)
        self.search.textChanged.connect(self._typing.start)
        titles = {
            "state": self.tr("State"),
            "kind": self.tr("Kind"),
            "unit": self.tr("Unit"),
            "person": self.tr("Recipient"),
        }
        self.filters = {facet: FilterButton(title, self) for facet, title in titles.items()}
        for button in self.filters.values():
            button.changed.connect(self.look)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.search.setFocus)

    def _make_held(self) -> None:
        """The question of the first start."""
        self.held = QFrame(self)
        self.held.setProperty("bar", "news")
        self._held_text = label(self.held, wrap=True)
        self.release, self.leave_out = QPushButton(self.held), QPushButton(self.held)
        line = QHBoxLayout(self.held)
        line.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        line.addWidget(self._held_text, 1)
        for button, text, does in (
            (self.release, self.tr("Send them…"), self._release),
            (self.leave_out, self.tr("Leave them out…"), self._leave_out),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.clicked.connect(does)
            line.addWidget(button)
        self.held.hide()

    def _lay_out(self) -> None:
        upper, states = tool_bar(self)
        upper.setProperty("rule", "")
        for button in self.groups.values():
            states.addWidget(button)
        states.addStretch(1)
        states.addWidget(self.total)
        lower, narrow = tool_bar(self)
        for part in (self.search, *self.filters.values()):
            narrow.addWidget(part)
        narrow.addStretch(1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._stack)
        self.split.addWidget(self.view)
        self.split.setStretchFactor(0, 1)
        self.view.setMinimumWidth(DETAIL_WIDTH)
        self.split.setSizes([LIST_WIDTH, DETAIL_WIDTH])
        self.split.restoreState(self._tools.memory.bytes(SPLIT_KEY))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (upper, lower, self.held):
            column.addWidget(part)
        column.addWidget(self.split, 1)
        if self._tools.settings.sms.gateway == "none":
            column.addWidget(self._no_gateway())

    def _no_gateway(self) -> QWidget:
        foot, line = tool_bar(self)
        foot.setProperty("rule", "above")
        text = self.tr("No gateway is set: warnings are listed here and nothing is sent.")
        line.addWidget(label(foot, text, "note", wrap=True), 1)
        return foot

    # what the page says

    def go_on(self, now: datetime, names: Names | None) -> None:
        """A second has passed in sight."""
        self._now = now
        if names is not None:
            self._names = names.catalogue
        if ticking() - self._asked_at >= LOOK_SECONDS:
            self._look(changed_only=True)

    def remember(self) -> None:
        """Keeps widths for the next run."""
        self._tools.memory.keep_text(WIDTHS_KEY, self.table.widths())
        self._tools.memory.keep(SPLIT_KEY, self.split.saveState())

    def choose_group(self, group: str) -> None:
        """Narrows to a group of states, and by nothing else."""
        self._clear()
        self.filters["state"].choose(GROUPS.get(group, frozenset()))
        self.look()

    # looking

    def wanted(self) -> Wanted:
        """How the list is narrowed now."""
        from monitoring.stores.outbox.browsing import Wanted  # leads to the database's modules

        return Wanted(
            text=self.search.text(),
            **{facet: button.model.chosen for facet, button in self.filters.items()},
        )

    @Slot()
    def look(self) -> None:
        """Reads the list again."""
        self._look(changed_only=False)

    def _look(self, *, changed_only: bool) -> None:
        if self._now is None:
            return
        if self._waiting:
            self._again = self._again or not changed_only
            return
        self._waiting, self._again, self._asked_at = True, False, ticking()
        known = self._stamp if changed_only else None
        question = partial(_look, wanted=self.wanted(), known=known, texts=self._texts, today=self._now.date())
        self._tools.outbox(question, self._take, self._fail)

    def _take(self, found: tuple[Shelf, list[Line]] | None) -> None:
        self._waiting = False
        if found is not None:
            self._shelf, lines = found
            self._stamp = self._shelf.stamp
            self._show(self._shelf, lines)
            if self.view.message is not None and self._now is not None:
                self.view.show_message(self.view.message.message_id, self._now)
        if self._again:
            self.look()

    def _fail(self, why: str) -> None:
        """What was read before stays in sight."""
        self._waiting, self._stamp = False, None
        if self._shelf is None:
            self.empty.say(self.tr("The outbox cannot be read now"), self._texts.failure(why))
        else:
            self.total.setText(self.tr("not up to date"))
            self.total.setToolTip(self._texts.failure(why))

    # showing

    def _show(self, shelf: Shelf, lines: list[Line]) -> None:
        self._show_groups(shelf.by_state)
        self._show_choices(shelf)
        self.table.show_lines(lines)
        cut = self.tr("{count} messages, the newest {shown} listed")
        text = cut if shelf.total > len(lines) else self.tr("{count} messages")
        self.total.setText(text.format(count=f"{shelf.total:,}", shown=f"{len(lines):,}"))
        self.total.setToolTip("")
        self._show_held(shelf.held)
        self._stack.setCurrentWidget(self.table if lines else self.empty)
        if not lines:
            self._say_empty(shelf)

    def _say_empty(self, shelf: Shelf) -> None:
        if shelf.by_state:
            self.empty.say(self.tr("No message is like this"), button=self.tr("Show all"))
            return
        self.empty.say(
            self.tr("There is no warning yet"),
            self.tr(
                "When a light turns yellow or red, or a case reaches a node, its warning appears here by itself. "
                "Who is told what stands under Rules."
            ),
        )

    def _show_groups(self, by_state: Mapping[str, int]) -> None:
        chosen = self.filters["state"].model.chosen if hasattr(self, "filters") else frozenset()
        for group, count in counted(by_state).items():
            button, name = self.groups[group], self._texts.group(group)
            button.setText(f"{name} {count:,}")
            button.setAccessibleName(button.text())
            button.setChecked(chosen == GROUPS[group])

    def _show_choices(self, shelf: Shelf) -> None:
        words = self._texts.words
        said: dict[str, Callable[[str], str]] = {
            "state": lambda key: words.phrase("sms_states", key),
            "kind": self._texts.kind,
            "unit": lambda key: self._names.unit_name(key) if key else self.tr("without a unit"),
            "person": lambda key: shelf.people.get(key, key),
        }
        for facet, button in self.filters.items():
            found = shelf.facets[facet].items()
            light = LIGHTS if facet == "kind" else {}
            choices = [Choice(key, said[facet](key), count, light.get(key, "")) for key, count in found]
            button.show_choices(sorted(choices, key=lambda choice: (-choice.count, choice.label)))

    def _show_held(self, count: int) -> None:
        text = self.tr(
            "{count} warnings are older than the first use of SMS here and were held back. Are they to be sent? "
            "What no longer holds is not sent; many for one person become one digest."
        )
        self._held_text.setText(text.format(count=f"{count:,}"))
        self.held.setVisible(count > 0)

    # narrowing

    def _choose_group(self, group: str) -> None:
        states = GROUPS[group]
        now = self.filters["state"].model.chosen
        self.filters["state"].choose(frozenset() if now == states else states)
        self.look()

    def _clear(self) -> None:
        self.search.clear()
        self._typing.stop()
        for button in self.filters.values():
            button.choose(frozenset())

    @Slot()
    def show_all(self) -> None:
        """Narrows by nothing."""
        self._clear()
        self.look()

    # one message

    @Slot()
    def _choose(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and self._now is not None:
            self.view.show()
            self.view.show_message(int(self.table.rows.line(index.row()).key), self._now)

    @Slot(str, int)
    def _open(self, key: str, column: int) -> None:
        row = self.table.rows.row_of(key)
        case = self.table.rows.line(row).cells[CASE] if row >= 0 else None
        if case is not None and not case.muted:
            self._tools.show_case(case.text)

    # the question of the first start

    @Slot()
    def _release(self) -> None:
        title = self.tr("Send the old warnings?")
        text = self.tr("They go out at the sender's next turn, within the sending hours, limits and digests.")
        self._settle_held("release_old", title, text, self.tr("Send them"))

    @Slot()
    def _leave_out(self) -> None:
        title = self.tr("Leave the old warnings out?")
        text = self.tr("They are kept in the list and are never sent. New warnings go out as usual.")
        self._settle_held("leave_out_old", title, text, self.tr("Leave them out"))

    def _settle_held(self, deed: str, title: str, text: str, does: str) -> None:
        reason = asking.reason_for(self, title, text, does)
        if reason is not None and self._now is not None:
            question = partial(_settle, deed=deed, reason=reason, now=self._now)
            self._tools.outbox(question, self._settled, self._refuse)

    def _settled(self, count: int) -> None:
        self._tools.say(self.tr("Written down: {count} old warnings.").format(count=f"{count:,}"))
        self.look()

    def _refuse(self, why: str) -> None:
        self._tools.say(self.tr("Nothing was changed. {why}").format(why=self._texts.failure(why)))


def _look(
    desk: OutboxBrowser, wanted: Wanted, known: Stamp | None, texts: SmsTexts, today: date
) -> tuple[Shelf, list[Line]] | None:
    """On the clerk's thread: reading and wording thousands of rows must not hold the screen."""
    shelf = desk.look(wanted, SHOWN, known)
    if shelf is None:
        return None
    return replace(shelf, messages=()), texts.lines(shelf.messages, today)


def _settle(desk: OutboxBrowser, deed: str, reason: str, now: datetime) -> int:
    does = {"release_old": desk.release_old, "leave_out_old": desk.leave_out_old}[deed]
    return does(user_name(), reason, now)
