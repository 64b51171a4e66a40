"""A document as it will be on paper, page by page; drawn beside the screen's thread as it comes into sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, Qt, Slot
from PySide6.QtGui import QKeySequence, QPalette, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QVBoxLayout, QWidget

from desktop.window.page_parts import label
from widgets.qt import override, with_margin
from widgets.tokens import SPACE_4, SPACE_8, palette

STEP: Final = 1.2
LEAST, MOST = 0.2, 5.0
ZOOM = QPdfView.ZoomMode


class PdfPane(QWidget):
    """Shows a PDF from memory. Keeps its place where the same report was made anew."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bytes = QByteArray()
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setAccessibleName(name)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(ZOOM.FitToWidth)
        self.view.setDocument(self.document)
        self._make_bar()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.view, 1)
        self.view.pageNavigator().currentPageChanged.connect(self._show_page)
        self._make_keys()
        self._dress()
        self.show_pdf(b"")

    def _make_bar(self) -> None:
        self._bar = QWidget(self)
        self._bar.setProperty("plain", "surface")
        self._bar.setProperty("rule", "below")
        self._bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(SPACE_8, SPACE_4, SPACE_8, SPACE_4)
        line.setSpacing(SPACE_4)
        self.back = self._button("‹", self.tr("Page before (Ctrl+PgUp)"))
        self.page = QSpinBox(self._bar)
        with_margin(self.page)
        self.page.setAccessibleName(self.tr("Page"))
        self.page.setKeyboardTracking(False)
        self.page.valueChanged.connect(self.go_to)
        self.of = label(self._bar, kind="muted")
        self.on = self._button("›", self.tr("Next page (Ctrl+PgDown)"))
        self.smaller = self._button("−", self.tr("Smaller (Ctrl+−)"))
        self.larger = self._button("+", self.tr("Larger (Ctrl++)"))
        self.width_button = self._button("↔", self.tr("As wide as the room (Alt+W)"))
        self.whole = self._button("▯", self.tr("Whole page (Alt+P)"))
        for part in (self.back, self.page, self.of, self.on):
            line.addWidget(part)
        line.addStretch(1)
        for part in (self.smaller, self.larger, self.width_button, self.whole):
            line.addWidget(part)
        self.back.clicked.connect(lambda: self.go_to(self.page.value() - 1))
        self.on.clicked.connect(lambda: self.go_to(self.page.value() + 1))
        self.smaller.clicked.connect(lambda: self._zoom(1 / STEP))
        self.larger.clicked.connect(lambda: self._zoom(STEP))
        self.width_button.clicked.connect(lambda: self.view.setZoomMode(ZOOM.FitToWidth))
        self.whole.clicked.connect(lambda: self.view.setZoomMode(ZOOM.FitInView))

    def _button(self, text: str, name: str) -> QToolButton:
        button = QToolButton(self._bar)
        button.setText(text)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _make_keys(self) -> None:
        for keys, button in (
            ("Ctrl+PgUp", self.back),
            ("Ctrl+PgDown", self.on),
            ("Ctrl+-", self.smaller),
            ("Ctrl++", self.larger),
            ("Ctrl+=", self.larger),
            ("Alt+W", self.width_button),
            ("Alt+P", self.whole),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def _dress(self) -> None:
        """Grey around the paper, in the colours of the scheme: QtPdf takes the role Dark."""
        ground = self.view.palette()
        ground.setColor(QPalette.ColorRole.Dark, palette().color("line"))
        self.view.setPalette(ground)

    # what it shows

    def show_pdf(self, pdf: bytes, *, keep_place: bool = False) -> None:
        """Another document; empty: none. ``keep_place``: the same one made anew."""
        place = self.view.verticalScrollBar().value()
        self.document.close()
        self._buffer.close()
        self._bytes = QByteArray(pdf)
        if pdf:
            self._buffer.setData(self._bytes)
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)
        self._count()
        if keep_place:
            self.view.verticalScrollBar().setValue(place)
        elif pdf:
            self.go_to(1)

    def _count(self) -> None:
        pages = self.document.pageCount()
        self.page.blockSignals(True)
        self.page.setRange(min(1, pages), pages)
        self.page.blockSignals(False)
        self.of.setText(self.tr("of {pages}").format(pages=pages))
        self._bar.setEnabled(pages > 0)

    @Slot(int)
    def go_to(self, page: int) -> None:
        """A page by its number, from 1."""
        if 1 <= page <= self.document.pageCount():
            self.view.pageNavigator().jump(page - 1, QPointF())

    @Slot(int)
    def _show_page(self, page: int) -> None:
        self.page.blockSignals(True)
        self.page.setValue(page + 1)
        self.page.blockSignals(False)

    def _zoom(self, factor: float) -> None:
        now = self.view.zoomFactor()
        if self.view.zoomMode() is not ZOOM.Custom and self.document.pageCount():
            size = self.document.pagePointSize(max(0, self.page.value() - 1))
            now = self.view.viewport().width() / max(1.0, size.width() * self.logicalDpiX() / 72)
        self.view.setZoomMode(ZOOM.Custom)
        self.view.setZoomFactor(min(MOST, max(LEAST, now * factor)))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationPaletteChange and hasattr(self, "view"):
            self._dress()
