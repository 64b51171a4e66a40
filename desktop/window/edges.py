"""The lines at the top and the bottom of the window."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from resources import Words
from resources.spoken import age, day, weekday
from widgets.tokens import SPACE_4, SPACE_16


def _line(widget: QWidget, rule: str, margin: int) -> QHBoxLayout:
    widget.setProperty("plain", "raised")
    widget.setProperty("rule", rule)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line = QHBoxLayout(widget)
    line.setContentsMargins(SPACE_16, margin, SPACE_16, margin)
    return line


class TopLine(QWidget):
    """Whose window this is, and the site's date and time."""

    def __init__(self, words: Words, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._title = QLabel(title, self)
        self._title.setProperty("kind", "title")
        self._now = QLabel(self)
        line = _line(self, "below", 10)
        line.addWidget(self._title)
        line.addStretch(1)
        line.addWidget(self._now)

    def show_now(self, now: datetime) -> None:
        """'7月5日 星期三 10:24'."""
        today = now.date()
        self._now.setText(f"{day(self._words, today, today)}  {weekday(self._words, today)}  {now:%H:%M}")


class BottomLine(QWidget):
    """How old the data is."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._age = QLabel(self.tr("No data yet"), self)
        self._age.setProperty("kind", "note")
        self._age.setAccessibleName(self._age.text())
        line = _line(self, "above", SPACE_4)
        line.addStretch(1)
        line.addWidget(self._age)

    def show_age(self, now: datetime, read_at: datetime | None, *, stale: bool, away: bool) -> None:
        """'数据 3 秒前', and what is wrong with it."""
        said = self._said(now, read_at)
        if away:
            wrong = self.tr("case store away")
        else:
            wrong = self.tr("older than allowed") if stale and read_at is not None else ""
        said = f"{said} · {wrong}" if wrong else said
        if said != self._age.text():
            self._age.setText(said)
            self._age.setAccessibleName(said)

    def _said(self, now: datetime, read_at: datetime | None) -> str:
        if read_at is None:
            return self.tr("No data yet")
        return self.tr("Data {age}").format(age=age(self._words, (now - read_at).total_seconds()))

    def text(self) -> str:
        """What it says now."""
        return self._age.text()
