"""Prints the proof sheet of a case: A4, with a preview, on paper or as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt, Slot
from PySide6.QtGui import QColor, QKeySequence, QPageLayout, QPageSize, QPainter, QShortcut, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo, QPrintPreviewWidget
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.window.one_case.sheet import ProofSheet
from desktop.window.page_tools import PageTools
from desktop.window.saving import DOCUMENT, ask_where, file_name
from monitoring.detailing import CaseDetail
from widgets.tokens import SPACE_8, SPACE_12, font

MARGIN: Final = 14.0
"""Millimetres."""
FOOTER: Final = 7.0
FRAME: Final = QSize(40, 80)
"""Pixels that stay free around the preview."""
SIZES: Final = (9.5, 9.0, 8.5, 8.0, 7.5)
"""Points: the largest in which the sheet is one page; what is too long for all is set in the second."""
MILLIMETRE: Final = 1 / 25.4


def new_printer() -> QPrinter:
    """A4, upright."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            margins,
            QPageLayout.Unit.Millimeter,
        )
    )
    return printer


def print_sheet(printer: QPrinter, sheet: ProofSheet, detail: CaseDetail, day_seconds: int) -> int:
    """Prints the sheet; returns the number of pages, 0 where the printer took nothing."""
    room = printer.pageRect(QPrinter.Unit.DevicePixel)
    foot = FOOTER * MILLIMETRE * printer.resolution()
    document = fitting(printer, sheet, detail, day_seconds, QSizeF(room.width(), room.height() - foot))
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    pages = document.pageCount()
    for page in range(pages):
        if page:
            printer.newPage()
        _paint_page(painter, document, page, room.height() - foot)
        _paint_footer(painter, sheet.footer(detail, page + 1, pages), QRectF(0, 0, room.width(), room.height()))
    painter.end()
    return pages


def fitting(printer: QPrinter, sheet: ProofSheet, detail: CaseDetail, day_seconds: int, page: QSizeF) -> QTextDocument:
    """The sheet on one page, if any of the sizes of type does it."""
    made = (_document(printer, sheet.html(detail, day_seconds, size), page) for size in SIZES)
    found = next((document for document in made if document.pageCount() == 1), None)
    return found if found is not None else _document(printer, sheet.html(detail, day_seconds, SIZES[1]), page)


def _document(printer: QPrinter, html: str, page: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setDefaultFont(font())
    document.documentLayout().setPaintDevice(printer)
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setPageSize(page)
    return document


def _paint_page(painter: QPainter, document: QTextDocument, page: int, height: float) -> None:
    painter.save()
    painter.translate(0, -page * height)
    document.drawContents(painter, QRectF(0, page * height, document.pageSize().width(), height))
    painter.restore()


def _paint_footer(painter: QPainter, text: str, room: QRectF) -> None:
    small = font()
    small.setPointSizeF(8)
    painter.setFont(small)
    painter.setPen(QColor(Qt.GlobalColor.black))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, text)


class SheetPreview(QDialog):
    """The sheet as it will be on paper; prints it or saves it as PDF."""

    def __init__(self, detail: CaseDetail, day_seconds: int, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail = detail
        self._day_seconds = day_seconds
        self._tools = tools
        self._sheet = ProofSheet(tools.words, tools.settings.site.bureau, self)
        self._printer = new_printer()
        self.ask_file: Callable[[str], Path | None] = self._dialog
        self.setWindowTitle(f"{self._sheet.title()} · {detail.case_no}")
        self.preview = QPrintPreviewWidget(self._printer, self)
        self.preview.setAccessibleName(self.tr("Preview of the proof sheet"))
        self.preview.paintRequested.connect(self._paint)
        self.preview.setZoomMode(QPrintPreviewWidget.ZoomMode.FitToWidth)
        self._make_buttons()
        self._lay_out()
        self.resize(QSize(960, 900).boundedTo(self.screen().availableSize() - FRAME))

    def _make_buttons(self) -> None:
        self.print_button = self._button(self.tr("Print…"), self.print_out)
        self.pdf_button = self._button(self.tr("Save as PDF…"), self.save_pdf)
        self.close_button = self._button(self.tr("Close"), self.reject)
        self.smaller = self._button("−", self.preview.zoomOut)
        self.larger = self._button("+", self.preview.zoomIn)
        self.fit = self._button(self.tr("Page width"), self.preview.fitToWidth)
        named = (
            (self.smaller, self.tr("Smaller"), QKeySequence.StandardKey.ZoomOut),
            (self.larger, self.tr("Larger"), QKeySequence.StandardKey.ZoomIn),
            (self.fit, self.tr("As wide as the window"), "Ctrl+0"),
        )
        for button, name, keys in named:
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({QKeySequence(keys).toString()})")
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        self._note = QLabel(self)
        self._note.setProperty("kind", "muted")
        if not QPrinterInfo.availablePrinterNames():
            self.print_button.setEnabled(False)
            self._note.setText(self.tr("No printer is set up on this computer: save the sheet as PDF."))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save_pdf)

    def _button(self, text: str, slot: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_12)
        for button in (self.smaller, self.larger, self.fit):
            line.addWidget(button)
        line.addWidget(self._note, 1)
        for button in (self.print_button, self.pdf_button, self.close_button):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview, 1)
        column.addLayout(line)
        (self.pdf_button if not self.print_button.isEnabled() else self.print_button).setFocus()

    @Slot(QPrinter)
    def _paint(self, printer: QPrinter) -> None:
        print_sheet(printer, self._sheet, self._detail, self._day_seconds)

    @Slot()
    def print_out(self) -> None:
        """Asks for the printer and prints."""
        dialog = QPrintDialog(self._printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            pages = print_sheet(self._printer, self._sheet, self._detail, self._day_seconds)
            said = self.tr("Sent to the printer.") if pages else self.tr("The printer took nothing: is it switched on?")
            self._note.setText(said)

    @Slot()
    def save_pdf(self) -> None:
        """Asks for a file and writes the sheet into it."""
        at = self._detail.proof.at
        target = self.ask_file(file_name(f"{self._sheet.title()} {self._detail.case_no}", at, ".pdf"))
        if target is None:
            return
        if save_pdf(target, self._sheet, self._detail, self._day_seconds):
            self._note.setText(self.tr("Saved: {file}").format(file=target.name))
            self._tools.say(self.tr("Saved: {file}").format(file=target))
        else:
            self._note.setText(self.tr("{file} cannot be written: choose another place.").format(file=target.name))

    def _dialog(self, name: str) -> Path | None:
        return ask_where(self._tools.memory, self, self.tr("Save the proof sheet"), name, DOCUMENT)


def save_pdf(target: Path, sheet: ProofSheet, detail: CaseDetail, day_seconds: int) -> int:
    """Writes the sheet as PDF; returns the number of pages, 0 where the file cannot be written."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    except OSError:
        return 0
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    printer.setDocName(f"{sheet.title()} {detail.case_no}")
    return print_sheet(printer, sheet, detail, day_seconds)


def preview(detail: CaseDetail, day_seconds: int, tools: PageTools, parent: QWidget) -> SheetPreview:
    """Opens the preview of a case's sheet."""
    dialog = SheetPreview(detail, day_seconds, tools, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
