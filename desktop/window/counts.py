"""The strip of counts by light, worst first; a click filters the list by that light."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from monitoring.board import BoardSnapshot
from monitoring.codes import WORST_FIRST, Light
from resources import Words
from widgets.light_count import LightCount


class Counts(QWidget):
    """Five figures."""

    chosen = Signal(object)
    """The Light to filter by, None for all."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setProperty("rule", "below")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._marking = False
        self._buttons = {light: LightCount(light.code, words.light(light.code), self) for light in WORST_FIRST}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 1)
        line.setSpacing(0)
        for button in self._buttons.values():
            button.toggled.connect(self._choose)
            line.addWidget(button)

    def show_snapshot(self, snapshot: BoardSnapshot, *, stale: bool) -> None:
        """Shows the counts of cases, and of nodes under the word; nothing before the store was read."""
        for light, button in self._buttons.items():
            if snapshot.read_at is None:
                button.show_count(None, "", hatched=False)
                continue
            nodes = snapshot.node_counts.get(light, 0)
            button.show_count(snapshot.counts.get(light, 0), self._note(nodes), hatched=stale)

    def _note(self, nodes: int) -> str:
        return self.tr("nodes {count}").format(count=f"{nodes:,}")

    def show_chosen(self, lights: Iterable[Light]) -> None:
        """Marks the lights that are filtered by."""
        chosen = set(lights)
        self._marking = True
        for light, button in self._buttons.items():
            button.setChecked(light in chosen)
        self._marking = False

    def button(self, light: Light) -> LightCount:
        """The button of a light."""
        return self._buttons[light]

    @Slot(bool)
    def _choose(self, checked: bool) -> None:
        """By mouse, keyboard or assistive technology (which toggles without a click)."""
        if self._marking:
            return
        pressed = self.sender()
        chosen = [light for light, button in self._buttons.items() if button is pressed and checked]
        self.show_chosen(chosen)
        self.chosen.emit(chosen[0] if chosen else None)
