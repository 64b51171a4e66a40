"""A year at a glance: twelve months painted, one day chosen; walked through with the arrow keys."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.qt import override
from widgets.tokens import BODY, NOTE, SPACE_4, SPACE_8, SPACE_16, font, palette

COLUMNS: Final = 4
WEEKS: Final = 6
TITLE_HEIGHT: Final = 26
HEAD_HEIGHT: Final = 20
CELL: Final = (30, 23)
"""Width and height of a day in pixels that show all there is to say."""
LEAST_CELL: Final = (18, 14)
"""Where there is less room: the number alone; fill, frame and the tip tell the kind."""
WORK, REST, HOLIDAY, MAKEUP, UNKNOWN = "workday", "restday", "holiday", "makeup_workday", ""
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


@dataclass(frozen=True, slots=True)
class YearPicture:
    """What is to be painted. ``kinds``: 'workday', 'restday', 'holiday', 'makeup_workday' of every day."""

    year: int
    kinds: Mapping[date, str] = field(default_factory=dict)
    names: Mapping[date, str] = field(default_factory=dict)
    edited: frozenset[date] = frozenset()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class YearWords:
    """The window's words, handed in by the page."""

    months: Sequence[str]
    """Twelve titles, each with '{count}' for its working days."""
    weekdays: Sequence[str]
    """Seven short ones, Monday first."""
    marks: Mapping[str, str]
    """One letter for HOLIDAY and for MAKEUP."""
    name: str
    """What the whole is called."""


class YearView(QWidget):
    """Days are chosen by click or arrow keys (Page Up and Down: a month); Enter or a double click edits."""

    chosen = Signal(date)
    edit_asked = Signal(date)
    year_asked = Signal(int)
    """The keyboard walked out of the year."""

    def __init__(self, words: YearWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._picture = YearPicture(2000)
        self._current = date(2000, 1, 1)
        self._spoken = ""
        self._marked = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(words.name)

    def show_year(self, picture: YearPicture) -> None:
        """Another year, or the same one changed; the chosen day keeps its place in it."""
        self._picture = picture
        if self._current.year != picture.year:
            last = calendar.monthrange(picture.year, self._current.month)[1]
            self._current = self._current.replace(year=picture.year, day=min(self._current.day, last))
        self.update()

    def current(self) -> date:
        """The day that is chosen."""
        return self._current

    def choose(self, day: date) -> None:
        """Chooses a day; one of another year asks for that year first."""
        self._current = day
        if day.year != self._picture.year:
            self.year_asked.emit(day.year)
        self.update()
        self.chosen.emit(day)

    def say(self, text: str) -> None:
        """What a screen reader says of the chosen day."""
        if text != self._spoken:
            self._spoken = text
            self.setAccessibleDescription(text)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # where things are

    def _month_box(self, month: int) -> QRectF:
        rows = 12 // COLUMNS
        width = (self.width() - SPACE_16 * (COLUMNS + 1)) / COLUMNS
        height = (self.height() - SPACE_8 * (rows + 1)) / rows
        column, row = (month - 1) % COLUMNS, (month - 1) // COLUMNS
        return QRectF(SPACE_16 + column * (width + SPACE_16), SPACE_8 + row * (height + SPACE_8), width, height)

    def _day_box(self, day: date) -> QRectF:
        box = self._month_box(day.month)
        first = day.replace(day=1).weekday()
        place = first + day.day - 1
        width, height = box.width() / 7, (box.height() - TITLE_HEIGHT - HEAD_HEIGHT) / WEEKS
        top = box.top() + TITLE_HEIGHT + HEAD_HEIGHT + (place // 7) * height
        return QRectF(box.left() + (place % 7) * width, top, width, height)

    def day_at(self, point: QPoint) -> date | None:
        """The day under a point."""
        year = self._picture.year
        for month in range(1, 13):
            if self._month_box(month).contains(point):
                days = (date(year, month, day) for day in range(1, calendar.monthrange(year, month)[1] + 1))
                return next((day for day in days if self._day_box(day).contains(point)), None)
        return None

    def has_room_for_marks(self) -> bool:
        """Whether the widest number and mark fit into a day; where one does not, no day has a mark."""
        mark = max((QFontMetrics(font(NOTE)).horizontalAdvance(mark) for mark in self._words.marks.values()), default=0)
        wide = QFontMetrics(font(BODY)).horizontalAdvance("30") + 1 + mark
        return wide <= self._day_box(date(self._picture.year, 1, 1)).width() - 2

    # painting

    def _paint_month(self, painter: QPainter, month: int) -> None:
        colours, box = palette(), self._month_box(month)
        days = [date(self._picture.year, month, day) for day in range(1, self._days(month) + 1)]
        count = sum(self._picture.kinds.get(day) in (WORK, MAKEUP) for day in days)
        painter.setFont(font(BODY, medium=True))
        painter.setPen(colours.color("text"))
        title = self._words.months[month - 1].format(count=count)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(box.left() + SPACE_4, box.top(), box.width(), TITLE_HEIGHT), side, title)
        painter.setFont(font(NOTE))
        painter.setPen(colours.color("muted"))
        width = box.width() / 7
        for place, name in enumerate(self._words.weekdays):
            head = QRectF(box.left() + place * width, box.top() + TITLE_HEIGHT, width, HEAD_HEIGHT)
            painter.drawText(head, Qt.AlignmentFlag.AlignCenter, name)
        for day in days:
            self._paint_day(painter, day)

    def _days(self, month: int) -> int:
        return calendar.monthrange(self._picture.year, month)[1]

    def _paint_day(self, painter: QPainter, day: date) -> None:
        colours, box = palette(), self._day_box(day).adjusted(1, 1, -1, -1)
        kind = self._picture.kinds.get(day, UNKNOWN)
        if kind == HOLIDAY:
            painter.fillRect(box, colours.color("line"))
        if kind == MAKEUP:
            painter.setPen(QPen(colours.color("text"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_number(painter, day, box, kind)
        if day in self._picture.edited:
            self._paint_corner(painter, box)
        if day == self._picture.today:
            painter.fillRect(QRectF(box.left() + SPACE_4, box.bottom() - 2, box.width() - 8, 2), colours.color("text"))
        if day == self._current:
            painter.setPen(QPen(colours.color("accent"), 2 if self.hasFocus() else 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_number(self, painter: QPainter, day: date, box: QRectF, kind: str) -> None:
        colours = palette()
        mark = self._words.marks.get(kind, "") if self._marked else ""
        painter.setPen(colours.color("muted" if kind in (REST, UNKNOWN) else "text"))
        painter.setFont(font(BODY))
        number = str(day.day)
        metrics, small = QFontMetrics(font(BODY)), QFontMetrics(font(NOTE))
        wide = metrics.horizontalAdvance(number) + (small.horizontalAdvance(mark) + 1 if mark else 0)
        left = box.left() + (box.width() - wide) / 2
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, box.top(), box.width(), box.height()), side, number)
        if mark:
            painter.setFont(font(NOTE))
            start = left + metrics.horizontalAdvance(number) + 1
            painter.drawText(QRectF(start, box.top(), box.width(), box.height()), side, mark)

    @staticmethod
    def _paint_corner(painter: QPainter, box: QRectF) -> None:
        """A day that the site itself changed has its upper right corner folded."""
        corner, size = box.topRight(), 8.0
        painter.setBrush(palette().color("accent"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(QPolygonF([corner, corner - QPoint(int(size), 0), corner + QPoint(0, int(size))]))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette().color("surface"))
        self._marked = self.has_room_for_marks()
        for month in range(1, 13):
            self._paint_month(painter, month)

    # Qt

    @override
    def sizeHint(self) -> QSize:
        return _size_of(CELL)

    @override
    def minimumSizeHint(self) -> QSize:
        return _size_of(LEAST_CELL)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None and event.button() == Qt.MouseButton.LeftButton:
            self.choose(day)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.edit_asked.emit(day)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.choose(self._current + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.choose(_months_on(self._current, 1 if key == Qt.Key.Key_PageDown else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            first = key == Qt.Key.Key_Home
            self.choose(date(self._current.year, 1, 1) if first else date(self._current.year, 12, 31))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.edit_asked.emit(self._current)
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(event.pos())
            name = self._picture.names.get(day, "") if day is not None else ""
            QToolTip.showText(event.globalPos(), name, self)
            return True
        return super().event(event)


def _size_of(cell: tuple[int, int]) -> QSize:
    width = COLUMNS * (7 * cell[0] + SPACE_16) + SPACE_16
    height = (12 // COLUMNS) * (TITLE_HEIGHT + HEAD_HEIGHT + WEEKS * cell[1] + SPACE_8) + SPACE_8
    return QSize(width, height)


def _months_on(day: date, step: int) -> date:
    """The same day of a neighbouring month, or its last one."""
    months = day.year * 12 + day.month - 1 + step
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
