"""Pictures of every page of a weekly and a monthly, as printed: for the user guide, and to be looked at.

    python docs/paper_pictures.py FOLDER --stores STORES      (the stores that make_pictures.py made)

One picture for each document: its pages side by side, in their order.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image, ImageDraw  # noqa: E402 - the path comes first
from PySide6.QtCore import QBuffer, QIODevice, QSize  # noqa: E402
from PySide6.QtGui import QGuiApplication  # noqa: E402
from PySide6.QtPdf import QPdfDocument  # noqa: E402

from desktop.reporting.works import open_archive  # noqa: E402
from monitoring.archiving import About, ReportState  # noqa: E402
from tests.gui.real_window import settings_of, stores  # noqa: E402
from tests.gui.report_scenes import MAY, WEEK  # noqa: E402

PAPERS = {"paper-weekly": WEEK, "paper-monthly": MAY}
HEIGHT = 460
"""Pixels of an upright page; one on its side is as wide."""
IN_A_ROW = 4
GAP = 12
GROUND, EDGE = 232, 190
COLOURS = 256
"""In a picture: paper is black, grey, red, amber, green and blue."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--stores", type=Path, required=True)
    options = parser.parse_args()
    app = QGuiApplication(sys.argv[:1])
    for name, about in PAPERS.items():
        pages = drawn(issued(options.stores, about))
        few = sheet(pages).quantize(COLOURS, method=Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
        few.save(options.folder / f"{name}.png", optimize=True)
    app.quit()
    return 0


def issued(made: Path, about: About) -> bytes:
    """The report that stands for a period."""
    archive = open_archive(settings_of(*stores(made / "county")))
    try:
        (record,) = (one for one in archive.records(states=(ReportState.ISSUED,)) if one.about == about)
        contents = archive.contents(record.report_id)
    finally:
        archive.close()
    assert contents is not None
    return contents.pdf


def drawn(pdf: bytes) -> list[Image.Image]:
    """Every page at its share of the picture."""
    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = [page(document, number) for number in range(document.pageCount())]
    document.close()
    return pages


def page(document: QPdfDocument, number: int) -> Image.Image:
    points = document.pagePointSize(number)
    scale = HEIGHT / max(points.width(), points.height())
    size = QSize(round(points.width() * scale), round(points.height() * scale))
    told = QBuffer()
    told.open(QIODevice.OpenModeFlag.ReadWrite)
    document.render(number, size * 2).save(told, "PNG")
    drawing = Image.open(io.BytesIO(bytes(told.data().data()))).convert("RGBA")
    paper = Image.new("RGBA", drawing.size, "white")
    paper.alpha_composite(drawing)
    small = paper.convert("RGB").resize((size.width(), size.height()), Image.Resampling.LANCZOS)
    ImageDraw.Draw(small).rectangle((0, 0, small.width - 1, small.height - 1), outline=(EDGE, EDGE, EDGE))
    return small


def sheet(pages: list[Image.Image]) -> Image.Image:
    """Rows of pages, each row as high as its highest page."""
    rows = [pages[start : start + IN_A_ROW] for start in range(0, len(pages), IN_A_ROW)]
    width = max(sum(one.width + GAP for one in row) for row in rows) + GAP
    heights = [max(one.height for one in row) for row in rows]
    whole = Image.new("RGB", (width, sum(heights) + GAP * (len(rows) + 1)), (GROUND, GROUND, GROUND))
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for one in row:
            whole.paste(one, (left, top))
            left += one.width + GAP
        top += height + GAP
    return whole


if __name__ == "__main__":
    sys.exit(main())
