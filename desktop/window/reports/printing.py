"""A document on a real printer: A4, each page the way it stands, both sides turned over the long edge.

QtPdf knows pictures only: each page is drawn in bands at the printer's own resolution, off the window's thread. Bands,
because nothing of Python goes on while pdfium draws: the window must not wait for a whole page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from desktop.errors import CommandError

Progress = Callable[[float], bool]
FINEST: Final = 600
"""Dots to an inch: print is not sharper beyond, only slower."""
BAND: Final = 128
"""Rows of dots drawn at a time."""
POINTS: Final = 72.0


def new_printer(name: str) -> QPrinter:
    """A4, both sides, no margins of its own: the pages have theirs."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setResolution(min(FINEST, max(printer.supportedResolutions(), default=FINEST)))
    printer.setDocName(name)
    return printer


def print_pdf(printer: QPrinter, pdf: bytes, progress: Progress = lambda share: True) -> int:
    """Prints the pages that the printer was asked for; how many. Cancelled between pages. Raises CommandError."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    try:
        return _print(printer, document, progress)
    finally:
        document.close()


def _print(printer: QPrinter, document: QPdfDocument, progress: Progress) -> int:
    pages = wanted(printer, document.pageCount())
    painter, done = QPainter(), 0
    for number in pages:
        if done and not progress(done / len(pages)):
            break
        _turn(printer, document, number)
        if not painter.isActive():
            if not painter.begin(printer):
                todo = "检查打印机是否开着、有没有纸，再打印一次。"
                raise CommandError("打印机没有接收", printer.printerName(), todo)
        else:
            printer.newPage()
        _paint(painter, printer, document, number)
        done += 1
    if painter.isActive():
        painter.end()
    return done


def wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages from 0 that somebody chose in the system's dialog; all where nobody did."""
    first, last = printer.fromPage(), printer.toPage()
    if printer.printRange() is not QPrinter.PrintRange.PageRange or not first:
        return list(range(count))
    return list(range(first - 1, min(last or count, count)))


def _turn(printer: QPrinter, document: QPdfDocument, number: int) -> None:
    size = document.pagePointSize(number)
    upright = size.height() >= size.width()
    printer.setPageOrientation(QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape)


def _paint(painter: QPainter, printer: QPrinter, document: QPdfDocument, number: int) -> None:
    """The page at its own size from the corner of the sheet, band by band."""
    points, resolution = document.pagePointSize(number), printer.resolution()
    whole = QSize(round(points.width() * resolution / POINTS), round(points.height() * resolution / POINTS))
    for top in range(0, whole.height(), BAND):
        band = QRect(0, top, whole.width(), min(BAND, whole.height() - top))
        options = QPdfDocumentRenderOptions()
        options.setScaledSize(whole)
        # one dot more: QtPdf takes a rectangle's right and bottom for its size and would draw all that much smaller
        options.setScaledClipRect(band.adjusted(0, 0, 1, 1))
        drawn = document.render(number, band.size(), options)
        if bytes(drawn.constBits()).strip(b"\0"):
            painter.drawImage(band.topLeft(), on_paper(drawn))


def on_paper(drawn: QImage) -> QImage:
    """On white: printers are slow with what shines through. Grey where it is grey: a quarter of the spool."""
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    brush = QPainter(paper)
    brush.drawImage(0, 0, drawn)
    brush.end()
    return paper.convertToFormat(QImage.Format.Format_Grayscale8) if paper.isGrayscale() else paper
