"""The lines at the top and the bottom of the window."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QProgressBar, QPushButton, QToolButton, QWidget

from resources import Words
from resources.spoken import age, day, weekday
from widgets.tokens import SPACE_4, SPACE_8, SPACE_16

SAY_MILLISECONDS: Final = 6_000
PROGRESS_STEPS: Final = 1_000
PROGRESS_WIDTH: Final = 120


def _line(widget: QWidget, rule: str, margin: int) -> QHBoxLayout:
    widget.setProperty("plain", "raised")
    widget.setProperty("rule", rule)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line = QHBoxLayout(widget)
    line.setContentsMargins(SPACE_16, margin, SPACE_16, margin)
    return line


class TopLine(QWidget):
    """Whose window this is, the site's date and time, and the menu."""

    def __init__(self, words: Words, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._title = QLabel(title, self)
        self._title.setProperty("kind", "title")
        self._mark = QLabel(self)
        self._mark.setProperty("kind", "mark")
        self._mark.hide()
        self._now = QLabel(self)
        self.menu = QMenu(self)
        self._open_menu = QToolButton(self)
        self._open_menu.setText("☰")
        self._open_menu.setAccessibleName(self.tr("Menu"))
        self._open_menu.setToolTip(self.tr("Menu (F10)"))
        self._open_menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._open_menu.setMenu(self.menu)
        line = _line(self, "below", SPACE_4)
        line.addWidget(self._title)
        line.addSpacing(SPACE_8)
        line.addWidget(self._mark)
        line.addStretch(1)
        line.addWidget(self._now)
        line.addSpacing(SPACE_8)
        line.addWidget(self._open_menu)

    def show_now(self, now: datetime) -> None:
        """'7月5日 星期三 10:24'."""
        today = now.date()
        self._now.setText(f"{day(self._words, today, today)}  {weekday(self._words, today)}  {now:%H:%M}")

    def show_mark(self, text: str) -> None:
        """A word beside the title that must not be overlooked ('演示运行')."""
        self._mark.setText(text)
        self._mark.setVisible(bool(text))

    def show_menu(self) -> None:
        """Opens the menu (F10)."""
        self._open_menu.showMenu()


class BottomLine(QWidget):
    """What was just done, what is being done, what is wrong with the data and how old they are."""

    cancelled = Signal()
    problems_asked = Signal()
    warnings_asked = Signal(str)
    """A group of states (desktop.window.sms.groups) is to be shown."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._said = _note(self)
        self._work = _note(self)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setRange(0, PROGRESS_STEPS)
        self._progress.setFixedWidth(PROGRESS_WIDTH)
        self._cancel = _flat_button(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.cancelled)
        self._problems = _flat_button("", self)
        self._problems.clicked.connect(self.problems_asked)
        self._problems.hide()
        self._doubtful, self._failed = _flat_button("", self), _flat_button("", self)
        for button, group in ((self._doubtful, "doubtful"), (self._failed, "failed")):
            button.clicked.connect(partial(self.warnings_asked.emit, group))
            button.hide()
        self._age = _note(self)
        self._set_age(self.tr("No data yet"))
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._said.clear)
        self._lay_out()
        self.show_work("", 0.0)

    def _lay_out(self) -> None:
        line = _line(self, "above", 2)
        line.setSpacing(SPACE_8)
        line.addWidget(self._said)
        line.addStretch(1)
        for part in (self._work, self._progress, self._cancel, *self._counts(), self._age):
            line.addWidget(part)
        self.setMinimumHeight(26)

    def say(self, text: str) -> None:
        """One line for some seconds."""
        self._said.setText(text)
        self._said.setAccessibleName(text)
        self._quiet.start(SAY_MILLISECONDS)

    def show_work(self, title: str, share: float, *, others: int = 0, stopping: bool = False) -> None:
        """The job in hand; '' for none."""
        said = self.tr("{title} (and {others} more)").format(title=title, others=others) if others else title
        if stopping:
            said = self.tr("{title}: being cancelled").format(title=title)
        self._work.setText(said)
        self._progress.setValue(int(share * PROGRESS_STEPS))
        self._progress.setAccessibleName(said)
        self._cancel.setAccessibleName(self.tr("Cancel: {title}").format(title=title))
        self._cancel.setEnabled(not stopping)
        for part in (self._work, self._progress, self._cancel):
            part.setVisible(bool(title))

    def show_problems(self, count: int) -> None:
        """How many data problems there are; a click opens their list."""
        _show_count(self._problems, self.tr("Data problems: {count}"), count)

    def _counts(self) -> tuple[QPushButton, ...]:
        return self._doubtful, self._failed, self._problems

    def show_warnings(self, doubtful: int, failed: int) -> None:
        """How many SMS nobody knows about, and how many failed; a click opens their list."""
        _show_count(self._doubtful, self.tr("SMS unknown: {count}"), doubtful)
        _show_count(self._failed, self.tr("SMS failed: {count}"), failed)

    def show_age(self, seconds: float | None, *, stale: bool, away: bool) -> None:
        """'数据 3 秒前', and what is wrong with it. None: the case store was never read."""
        said = (
            self.tr("No data yet") if seconds is None else self.tr("Data {age}").format(age=age(self._words, seconds))
        )
        if away:
            wrong = self.tr("case store away")
        else:
            wrong = self.tr("older than allowed") if stale and seconds is not None else ""
        self._set_age(f"{said} · {wrong}" if wrong else said)

    def _set_age(self, said: str) -> None:
        if said != self._age.text():
            self._age.setText(said)
            self._age.setAccessibleName(said)

    def text(self) -> str:
        """What it says of the data now."""
        return self._age.text()

    def said(self) -> str:
        """What it says was just done."""
        return self._said.text()


def _note(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setProperty("kind", "note")
    return label


def _show_count(button: QPushButton, text: str, count: int) -> None:
    said = text.format(count=f"{count:,}")
    button.setText(said)
    button.setAccessibleName(said)
    button.setVisible(count > 0)


def _flat_button(text: str, parent: QWidget) -> QPushButton:
    button = QPushButton(text, parent)
    button.setProperty("kind", "flat")
    button.setAccessibleName(text)
    return button
