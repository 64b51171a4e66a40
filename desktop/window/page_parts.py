"""Parts that several pages are made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.tokens import SPACE_8, SPACE_12, SPACE_16, SPACE_24

READING_WIDTH = 920
"""Pixels of a page that is read as text."""


def tool_bar(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    """The line of fields and buttons above a page."""
    bar = QWidget(parent)
    bar.setProperty("plain", "surface")
    bar.setProperty("rule", "below")
    bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line = QHBoxLayout(bar)
    line.setContentsMargins(SPACE_12, SPACE_8, SPACE_16, SPACE_8)
    line.setSpacing(SPACE_8)
    return bar, line


def search_field(parent: QWidget, hint: str, name: str, clear: str) -> QLineEdit:
    """A field that narrows a list; the three texts are already in the window's language."""
    field = QLineEdit(parent)
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        button.setAccessibleName(clear)
    return field


def push_button(parent: QWidget, text: str, does: Callable[[], object]) -> QPushButton:
    """A button with a word, which a screen reader says too."""
    button = QPushButton(text, parent)
    button.setAccessibleName(text)
    button.clicked.connect(does)
    return button


def label(parent: QWidget, text: str = "", kind: str = "", *, wrap: bool = False) -> QLabel:
    """A text of a kind that the style sheet knows ('title', 'heading', 'note', 'muted')."""
    made = QLabel(text, parent)
    if kind:
        made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    if wrap:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def list_or_note(
    page: QWidget, note: QWidget, table: QWidget, *, above: QWidget, below: QWidget | None = None
) -> QStackedWidget:
    """Fills a page: a bar, under it the note of an empty list (at first) or the list, at most another bar below."""
    stack = QStackedWidget(page)
    stack.addWidget(note)
    stack.addWidget(table)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(above)
    column.addWidget(stack, 1)
    if below is not None:
        column.addWidget(below)
    return stack


def reading_area(parent: QWidget, name: str) -> tuple[QScrollArea, QVBoxLayout]:
    """A page that scrolls, of lines short enough to read."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setAccessibleName(name)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    ground = QWidget(area)
    ground.setProperty("plain", "surface")
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    across = QHBoxLayout(ground)
    across.setContentsMargins(SPACE_24, SPACE_16, SPACE_24, SPACE_24)
    inner = QWidget(ground)
    inner.setMaximumWidth(READING_WIDTH)
    across.addWidget(inner, 1)
    across.addStretch(0)
    column = QVBoxLayout(inner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_12)
    area.setWidget(ground)
    return area, column
