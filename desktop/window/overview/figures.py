"""Five big figures, worst light first; a press opens the cases behind one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from monitoring.codes import WORST_FIRST, Light
from resources import Words
from widgets.big_figure import BigFigure


class Figures(QWidget):
    """The counts by light."""

    opened = Signal(object)
    """The Light whose cases are to be shown."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setProperty("rule", "below")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = {light: BigFigure(light.code, words.light(light.code), self) for light in WORST_FIRST}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 1)
        line.setSpacing(0)
        for light, button in self._buttons.items():
            button.setToolTip(self.tr("Open these cases"))
            button.clicked.connect(self._open)
            button.setObjectName(light.code)
            line.addWidget(button)

    def button(self, light: Light) -> BigFigure:
        """The figure of a light."""
        return self._buttons[light]

    def show_counts(
        self, cases: Mapping[Light, int] | None, nodes: Mapping[Light, int] | None, *, stale: bool, note: str = ""
    ) -> None:
        """Cases, and open nodes under the word; where these are not known (None), ``note`` stands there."""
        for light, button in self._buttons.items():
            said = note if nodes is None else self.tr("nodes {count}").format(count=f"{nodes.get(light, 0):,}")
            button.show_count(None if cases is None else cases.get(light, 0), said, hatched=stale)

    def set_wall(self, zoom: float) -> None:
        for button in self._buttons.values():
            button.set_wall(zoom)

    @Slot()
    def _open(self) -> None:
        pressed = self.sender()
        self.opened.emit(next(light for light, button in self._buttons.items() if button is pressed))
