"""The charts of a report as they will be printed, drawn off the window's thread when they are first looked at."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.window.figures.bench import Bench, Progress
from desktop.window.page_parts import label
from reports.figures.values import Figures
from widgets.empty_note import EmptyNote
from widgets.qt import override
from widgets.tokens import SPACE_12, SPACE_16

NARROWEST, WIDEST = 130.0, 260.0
"""Millimetres of a chart, as the room is."""
HEIGHTS_MM: Final = {"per_day": 60.0, "lights": 82.0, "trend": 76.0, "dwell": 76.0}
DOTS_PER_INCH: Final = 86.0
MM: Final = 25.4
"""In an inch."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as a picture."""

    title: str
    png: bytes


def draw(figures: Figures, width_mm: float, ratio: float, progress: Progress) -> list[Drawn]:
    """All charts; ``ratio``: dots of the screen to a pixel. Off the window's thread."""

    from reports.charts.drawing import CHARTS
    from reports.charts.style import house_style

    found: list[Drawn] = []
    for number, one in enumerate(CHARTS):
        if not progress(number / len(CHARTS)):
            return found
        with house_style():
            picture = one.draw(figures, width_mm, HEIGHTS_MM[one.key])
            told = BytesIO()
            picture.savefig(told, format="png", dpi=DOTS_PER_INCH * ratio)
        found.append(Drawn(one.title, told.getvalue()))
    return found


class ChartsTab(QWidget):
    """Draws nothing before somebody looks."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._figures: Figures | None = None
        self._drawn: Figures | None = None
        self._asked: Figures | None = None
        self.empty = EmptyNote(self, width=280)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.tr("Charts"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def show_figures(self, figures: Figures) -> None:
        """Another report."""
        self._figures = figures
        if self.isVisible():
            self._draw()

    @Slot()
    def _draw(self) -> None:
        figures = self._figures
        if figures is None or figures is self._drawn or figures is self._asked:
            return
        self._asked = figures
        self.empty.say(self.tr("Drawing the charts…"))
        self._stack.setCurrentWidget(self.empty)
        ratio, room = self.devicePixelRatioF(), self.width() - 3 * SPACE_16
        width = min(WIDEST, max(NARROWEST, room / DOTS_PER_INCH * MM))
        self._bench.do(
            self.tr("Drawing the charts"),
            lambda progress: draw(figures, width, ratio, progress),
            self._take,
            self._fail,
        )

    def _take(self, found: list[Drawn]) -> None:
        self._drawn, self._asked = self._asked, None
        ground = QWidget(self.area)
        ground.setProperty("plain", "surface")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(ground)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_16)
        column.setSpacing(SPACE_12)
        for one in found:
            column.addWidget(label(ground, one.title, "heading"))
            column.addWidget(self._picture(one, ground), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.area.setWidget(ground)
        self._stack.setCurrentWidget(self.area)
        self._draw()

    def _picture(self, one: Drawn, parent: QWidget) -> QLabel:
        """On white, as on paper, also where the window is dark."""
        shown = QLabel(parent)
        drawn = QImage.fromData(one.png)
        paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        _paint(paper, drawn)
        paper.setDevicePixelRatio(self.devicePixelRatioF())
        shown.setPixmap(QPixmap.fromImage(paper))
        shown.setAccessibleName(self.tr("Chart: {title}; its figures are in the tables").format(title=one.title))
        return shown

    def _fail(self, error: Exception) -> None:
        self._asked = None
        self.empty.say(self.tr("The charts were not drawn"), self.tr("The figures are in the tables all the same."))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._draw)  # by then the tab has its size


def _paint(paper: QImage, drawn: QImage) -> None:
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
