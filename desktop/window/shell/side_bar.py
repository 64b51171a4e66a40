"""The list of pages at the left: titles, counts, one of them chosen. Arrow keys and Ctrl+1… choose as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import BODY, LIGHT_SIZE, NOTE, SPACE_4, SPACE_8, SPACE_12, SPACE_16, font, palette

ITEM_HEIGHT: Final = 40
LEAST_HEIGHT: Final = 28
"""On a low screen."""
LEAST_WIDTH: Final = 148
MARK_WIDTH: Final = 3
DIGITS: Final = 10


def keys_of(number: int) -> str:
    """The keys that open the page of this number, counted from 0; '' beyond the tenth: there are ten digits."""
    return f"Ctrl+{(number + 1) % DIGITS}" if number < DIGITS else ""


class SideItem(QAbstractButton):
    """One page: its title, and a count with the light it counts."""

    def __init__(self, title: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = ""
        self._light = ""
        self.setText(title)
        self.setToolTip(shortcut)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setMaximumHeight(ITEM_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_count(self, count: str, said: str, light: str = "") -> None:
        """``count`` at the right ('12', '' for none), ``said`` aloud ('超期 12'), beside a light's shape."""
        if (count, light) != (self._count, self._light):
            self._count, self._light = count, light
            self.setAccessibleName(f"{self.text()} {said}".strip())
            self.update()

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(BODY)).horizontalAdvance(self.text())
        count = QFontMetrics(font(NOTE)).horizontalAdvance(self._count or "999")
        width = SPACE_16 + words + SPACE_8 + LIGHT_SIZE + SPACE_4 + count + SPACE_12
        return QSize(max(LEAST_WIDTH, width), ITEM_HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, box = QPainter(self), palette(), self.rect()
        if self.isChecked():
            painter.fillRect(box, colours.color("selection"))
            painter.fillRect(QRect(0, 0, MARK_WIDTH, box.height()), colours.color("accent"))
        elif self.underMouse():
            painter.fillRect(box, colours.color("hover"))
        painter.setPen(colours.color("text"))
        painter.setFont(font(BODY, medium=self.isChecked()))
        inner = box.adjusted(SPACE_16, 0, -SPACE_12, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        self._paint_count(painter, inner)
        if self.hasFocus():
            painter.setPen(colours.color("accent"))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def _paint_count(self, painter: QPainter, inner: QRect) -> None:
        if not self._count:
            return
        painter.setFont(font(NOTE))
        painter.setPen(palette().color("text" if self._light else "muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._count)
        if self._light:
            width = QFontMetrics(font(NOTE)).horizontalAdvance(self._count)
            left = inner.right() - width - SPACE_4 - LIGHT_SIZE
            top = inner.center().y() - LIGHT_SIZE / 2 + 1
            paint_light(painter, QRectF(left, top, LIGHT_SIZE - 2, LIGHT_SIZE - 2), self._light)


class SideBar(QWidget):
    """Which page is open."""

    chosen = Signal(int)
    """The number of a page that somebody chose."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", "raised")
        self.setProperty("rule", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Pages"))
        self._group = QButtonGroup(self)
        self.items = [SideItem(title, keys_of(number), self) for number, title in enumerate(titles)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 1, SPACE_8)
        column.setSpacing(0)
        for number, item in enumerate(self.items):
            self._group.addButton(item, number)
            column.addWidget(item)
        column.addStretch(1)
        self._group.idToggled.connect(self._toggle)

    def choose(self, number: int) -> None:
        """Marks a page as the one that is open; says so like a click does."""
        self.items[number].setChecked(True)

    def show_count(self, number: int, count: str, said: str, light: str = "") -> None:
        """A count beside a page's title (see SideItem.show_count)."""
        self.items[number].show_count(count, said, light)

    def take_focus(self) -> None:
        """The keyboard goes to the page that is marked."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot(int, bool)
    def _toggle(self, number: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(number)
