"""Where Tab goes next: round the window as it is read, whatever was made when.

Qt's own ring follows the order in which widgets were made: parts that are made when they are first needed (pages, the
case beside the list, its strip, the chips of a filter) would come after all others, and a focus proxy can close it
before they are reached.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def step(window: QWidget, *, forward: bool) -> bool:
    """Gives the keyboard to the next stop of a window, or to the one before; False where there is no other."""
    every = list(_read(window))
    focused = window.focusWidget()
    place = every.index(focused) if focused in every else 0
    after, before = every[place + 1 :], every[:place]
    rest = after + before if forward else before[::-1] + after[::-1]
    found = next(filter(_is_stop, rest), None)
    if found is not None:
        take(found, Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    return found is not None


def first_stop(part: QWidget) -> QWidget | None:
    """Where the keyboard enters a part of a window."""
    return next(filter(_is_stop, _read(part)), None)


def take(widget: QWidget, reason: Qt.FocusReason) -> None:
    """Gives the keyboard to a widget and brings it into sight."""
    widget.setFocus(reason)
    above = widget.parentWidget()
    while above is not None:
        inside = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _is_stop(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return widget.focusPolicy() & tab == tab and widget.focusProxy() is None and widget.isEnabled()


def _read(part: QWidget) -> Iterator[QWidget]:
    """All that is in sight, as it is read: a part, then what lies in it."""
    yield part
    found = part.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    places = [(child, child.geometry()) for child in found if child.isVisible() and not child.isWindow()]
    for line in _lines(places):
        for child in _in_order(line):
            yield from _read(child)


_Place = tuple[QWidget, QRect]


def _lines(places: list[_Place]) -> list[list[_Place]]:
    """From top to bottom; what stands beside something tall belongs to its line."""
    lines: list[list[_Place]] = []
    for place in sorted(places, key=lambda place: (place[1].top(), place[1].left())):
        if lines and any(_side_by_side(place[1], other[1]) for other in lines[-1]):
            lines[-1].append(place)
        else:
            lines.append([place])
    return lines


def _in_order(line: list[_Place]) -> Iterator[QWidget]:
    """The next one is always one that nothing else of the line comes before."""
    left = list(line)
    while left:
        rects = [rect for _, rect in left]
        number = next((number for number, rect in enumerate(rects) if not any(_before(one, rect) for one in rects)), 0)
        yield left.pop(number)[0]


def _before(one: QRect, other: QRect) -> bool:
    """Above it, or in the same line and left of it."""
    if _side_by_side(one, other):
        return one.left() < other.left()
    return one.center().y() < other.center().y()


def _side_by_side(one: QRect, other: QRect) -> bool:
    shared = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    return 2 * shared > min(one.height(), other.height())
