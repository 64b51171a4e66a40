"""One case in a window of its own; Esc closes it, Ctrl+P prints."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.window.one_case.case_view import CaseView
from desktop.window.page_tools import PageTools
from desktop.window.shell.tab_ring import step
from widgets.qt import override

GEOMETRY_KEY: Final = "case/geometry"


class CaseWindow(QWidget):
    """Lives until it is closed; its owner refreshes it."""

    closed = Signal(str)

    def __init__(self, tools: PageTools, case_no: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._tools = tools
        self.view = CaseView(tools, self, own_window=True)
        self.case_no = case_no
        self.setWindowTitle(self.tr("Case {case}").format(case=case_no))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.resize(860, 640)
        self.restoreGeometry(tools.memory.bytes(GEOMETRY_KEY))
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Close), self).activated.connect(self.close)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self).activated.connect(self.view.print_sheet)

    def refresh(self, now: datetime, day_seconds: int, light: str = "") -> None:
        """Shows the case as it is now; ``light``: as the list has it, until it is read."""
        self.view.show_case(self.case_no, now, day_seconds, light)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return step(self, forward=next)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._tools.memory.keep(GEOMETRY_KEY, self.saveGeometry())
        self.closed.emit(self.case_no)
        super().closeEvent(event)
