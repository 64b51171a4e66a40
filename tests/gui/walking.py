"""Walks the real window and says what a person could not read, reach or hear.

    python -m tests.gui.walking FOLDER LANGUAGE        (in a process of its own: one scale, one language)

Prints one JSON list of defects: page, kind, what.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QEvent, QModelIndex, QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QSplitterHandle,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from monitoring.codes import Light
from widgets.lights import OUTLINES, LightMark

AT = datetime(2017, 7, 5, 10, 24)
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
SLACK = 1
"""Logical pixels by which a text may be wider than its place: rounding at broken scales."""
LEAST_ROOM = 60
"""Logical pixels: two lines and a half."""
LIGHT_ROLES = tuple(int(Qt.ItemDataRole.UserRole) + number for number in range(1, 8))
SPOKEN_ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole,
)  # fmt: skip
MOST_ROWS = 40
MOST_LAYOUTS = 20
"""Rounds; a layout that still moves then never comes to rest, and is judged as it is."""
HAN = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [A-Za-z]{2,})+")
"""Two English words in a row: a label that nobody translated."""
COMMAND = re.compile(r"emonitor |://|\w+\.\w+|/\w|[{}\[\]=]")
"""Commands, addresses, file names and settings are the same in every language."""


@dataclass(frozen=True)
class Defect:
    page: str
    kind: str
    what: str


def defects(root: QWidget, page: str, language: str) -> Iterator[Defect]:
    """What is wrong with what can be seen below ``root``, once it is laid out."""
    lay_out(root)
    for widget in visible(root):
        for kind, find in CHECKS.items():
            for what in find(widget):
                yield Defect(page, kind, f"{label_of(widget)}: {what}")
        if language == "zh_CN":
            for text in untranslated(widget):
                yield Defect(page, "untranslated", f"{label_of(widget)}: {text!r}")


def lay_out(root: QWidget) -> None:
    """Lets layouts do what was only asked of them so far, until nothing moves any more.

    A text that changed in the last turn of the event loop posts a request to its layout, which the next turn would
    answer; one answer may ask for the next, as in a scrolled page with lines that wrap.
    """
    before: list[tuple[int, int, int, int]] = []
    for _ in range(MOST_LAYOUTS):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        now = [widget.geometry().getRect() for widget in visible(root)]
        if now == before:
            return
        before = now


def visible(root: QWidget) -> list[QWidget]:
    found = [root, *root.findChildren(QWidget)]
    return [widget for widget in found if widget.isVisible() and widget.width() > 0]


def label_of(widget: QWidget) -> str:
    """Enough to find the widget in the source."""
    above = []
    parent = widget.parentWidget()
    while parent is not None and len(above) < 3:
        if type(parent) is not QWidget:
            above.append(type(parent).__name__)
        parent = parent.parentWidget()
    return f"{'/'.join(reversed(above))}/{type(widget).__name__} {name_of(widget)!r}"


def name_of(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    said = interface.text(QAccessible.Text.Name) if interface is not None else ""
    return said or widget.accessibleName()


# a name for everything that can be used


def unnamed(widget: QWidget) -> Iterator[str]:
    """A control that assistive technology cannot call by a name."""
    if _part_of_another(widget):
        return
    reached_by_keys = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea)
    if (isinstance(widget, CONTROLS) or reached_by_keys) and not name_of(widget).strip():
        yield "has no accessible name"


def _part_of_another(widget: QWidget) -> bool:
    """Qt's own inner parts, which Qt itself names or hides; labels and windows are no controls."""
    inner = widget.objectName().startswith("qt_") or isinstance(widget, (QScrollBar, QSplitterHandle, QHeaderView))
    above = widget.parentWidget()
    return (
        inner
        or isinstance(above, (QAbstractSpinBox, QComboBox))
        or (isinstance(widget, QLabel) or (isinstance(widget, QToolButton) and isinstance(above, (QLineEdit, QTabBar))))
    )


# texts that do not fit


def clipped(widget: QWidget) -> Iterator[str]:
    """A text that is wider or higher than its place."""
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QComboBox):
        yield from _wide(widget.fontMetrics(), widget.currentText(), widget.width() - 28, widget.toolTip())
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        yield from _header(widget)
    elif isinstance(widget, QTabBar):
        for number in range(widget.count()):
            room = widget.tabRect(number).width() - 8
            yield from _wide(widget.fontMetrics(), widget.tabText(number), room, widget.tabToolTip(number))
    elif isinstance(widget, QLineEdit) and not widget.text():
        yield from _wide(widget.fontMetrics(), widget.placeholderText(), widget.contentsRect().width() - 4, "")


def _wide(metrics: QFontMetrics, text: str, room: int, tip: str) -> Iterator[str]:
    needed = metrics.horizontalAdvance(text)
    if needed > room + SLACK and not tip:
        yield f"{text!r} needs {needed} and has {room}"


def _label(label: QLabel) -> Iterator[str]:
    if not label.text() or label.toolTip():
        return
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + SLACK:
            yield f"{label.text()!r} needs a height of {needed} and has {label.height()}"
        return
    needed_size = label.sizeHint()
    if needed_size.width() > label.width() + SLACK and label.minimumSizeHint().width() > label.width() + SLACK:
        yield f"{label.text()!r} needs {needed_size.width()} and has {label.width()}"
    if label.fontMetrics().height() > label.height() + SLACK:
        yield f"{label.text()!r} needs a height of {label.fontMetrics().height()} and has {label.height()}"


def _button(button: QAbstractButton) -> Iterator[str]:
    text = button.text().replace("&", "")
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    if text and (not isinstance(button, QToolButton) or icon == 0):
        yield from _wide(button.fontMetrics(), text, button.width() - icon, button.toolTip())
        if button.fontMetrics().height() > button.height() + SLACK:
            yield f"{text!r} needs a height of {button.fontMetrics().height()} and has {button.height()}"


def _header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    for section in range(header.count()):
        if header.isSectionHidden(section) or header.sectionSize(section) == 0:
            continue
        text = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        tip = str(model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole) or "")
        yield from _wide(header.fontMetrics(), text, header.sectionSize(section) - 8, tip)


def cut_off(widget: QWidget) -> Iterator[str]:
    """A control or label of which a part lies outside what surrounds it."""
    if not isinstance(widget, (QLabel, QAbstractButton, QLineEdit, QComboBox)) or _in_scrolled(widget):
        return
    window = widget.window()
    there = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    room = window.rect()
    above = widget.parentWidget()
    while above is not None and above is not window:
        room = room.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    if not room.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(there):
        yield f"lies at {there.getRect()} and only {room.intersected(there).getRect()} is in sight"


def squeezed(widget: QWidget) -> Iterator[str]:
    """A scrolled part of which hardly a line is in sight."""
    if isinstance(widget, QScrollArea) and widget.widget() is not None:
        room, inside = widget.viewport().height(), widget.widget().height()
        if room < min(inside, LEAST_ROOM):
            yield f"shows {room} of {inside} pixels"


def _in_scrolled(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractScrollArea):
            return True
        above = above.parentWidget()
    return False


# lights have words


def wordless(widget: QWidget) -> Iterator[str]:
    """A light that says nothing but its colour."""
    if isinstance(widget, LightMark) and not widget.accessibleName():
        yield "a light without a word"
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
        for index in _cells(widget.model()):
            light = next((index.data(role) for role in LIGHT_ROLES if _is_light(index.data(role))), None)
            if light and not any(str(index.data(role) or "").strip() for role in SPOKEN_ROLES):
                yield f"the light {light} in row {index.row()}, column {index.column()} has no word"


def _is_light(value: Any) -> bool:
    return isinstance(value, str) and value in OUTLINES


def _cells(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    for row in range(min(MOST_ROWS, model.rowCount())):
        for column in range(1 if isinstance(model, QAbstractListModel) else model.columnCount()):
            yield model.index(row, column)


# every text in the language of the window


def untranslated(widget: QWidget) -> Iterator[str]:
    """English texts in the Chinese window."""
    for text in _texts(widget):
        plain = re.sub(r"<[^>]+>", " ", text)
        if ENGLISH.search(plain) and not HAN.search(plain) and not COMMAND.search(plain):
            yield text


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    if isinstance(widget, QHeaderView):
        model = widget.model()
        sections = range(widget.count() if widget.orientation() == Qt.Orientation.Horizontal else 0)
        yield from (str(model.headerData(one, Qt.Orientation.Horizontal) or "") for one in sections)
    if isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView) and widget.model() is not None:
        yield from (str(index.data() or "") for index in _cells(widget.model()))


CHECKS: dict[str, Callable[[QWidget], Iterator[str]]] = {
    "unnamed": unnamed, "clipped": clipped, "cut off": cut_off, "squeezed": squeezed, "wordless": wordless,
}  # fmt: skip


# the walk


def walk(folder: Path, language: str) -> list[Defect]:
    """Through every page with a county, with nothing, and with the store out of reach."""
    from tests.gui.real_window import RealWindow, settings_of, stores

    found: list[Defect] = []
    boards = {"county": stores(folder / "county"), "empty": stores(folder / "empty")}
    boards["unreachable"] = ("postgresql+psycopg://reader@127.0.0.1:1/approvals", boards["empty"][1])
    for board, addresses in boards.items():
        real = RealWindow(settings_of(*addresses), AT, language=language)
        try:
            real.settle(1_000) if board == "unreachable" else real.wait_for_board()
            for page in _rooms(real, board):
                found += defects(real.window, f"{board}/{page}", language)
        finally:
            real.close()
    return found


def _rooms(real: Any, board: str) -> Iterator[str]:
    from desktop.window import pages

    for spec in pages.PAGES:
        page = real.open(spec.key)
        yield spec.key
        yield from _tabs(real, page, spec.key)
        yield from _periods(real, page, spec.key)
    if board == "county":
        cases = real.bridge.latest.cases
        for light in Light:
            rows = (cases.light == int(light)).nonzero()[0]
            if len(rows):
                real.window.show_case(str(cases.case_no[int(rows[0])]))
                real.settle()
                yield f"one {light.code} case"
        real.window.set_wall(True)
        real.settle()
        yield "wall"
        real.window.set_wall(False)


def _tabs(real: Any, page: Any, key: str) -> Iterator[str]:
    """A page in tabs; where the first one lists something, its first row chosen."""
    if key == "reports":
        yield from _report(real, page)
    if key != "sms":
        return
    if (table := page.outbox.table).rows.rowCount():
        table.setCurrentIndex(table.rows.index(0, 0))
        real.settle()
        yield f"{key} message"
    for number in range(1, page.tabs.count()):
        page.tabs.setCurrentIndex(number)
        real.settle()
        yield f"{key} tab {number}"


def _periods(real: Any, page: Any, key: str) -> Iterator[str]:
    """What turned red in a period, on the page of nodes."""
    if key != "nodes":
        return
    for period in ("this_month", "chosen"):
        page.choice.choose(period)
        page.groupings["officer"].click()
        real.settle()
        yield f"{key} {period}"


def _report(real: Any, page: Any) -> Iterator[str]:
    """A report that can be edited, in all its tabs and views."""
    drafts = [record for record in page.list.records if record.edited]
    if not drafts:
        return
    page.open_report(drafts[0].report_id)
    real.settle()
    for number in range(page.view.tabs.count()):
        page.view.tabs.setCurrentIndex(number)
        real.settle()
        yield f"report tab {number}"
    page.view.tabs.setCurrentIndex(0)
    for number in range(1, page.view.figures.view.count()):
        page.view.figures.view.setCurrentIndex(number)
        real.settle(50)
        yield f"report view {number}"


def main(arguments: list[str]) -> int:
    from desktop.window.app import application
    from desktop.window.theme import Theme, translate

    folder, language = Path(arguments[0]), arguments[1]
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "memory"))
    faults: list[str] = []
    sys.excepthook = lambda kind, error, trace: faults.append(f"{kind.__name__}: {error}")
    app: QApplication = application()
    translate(app, language)
    Theme(app)
    found = walk(folder, language)
    found += [Defect("", "fault", told) for told in faults]
    sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
