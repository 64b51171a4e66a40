"""Parts of the page of reports: the document on a printer, edits on a new text, the notice of a scheduled draft."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import pytest
from pikepdf import Pdf
from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from desktop.window import pages
from desktop.window.memory import Memory
from desktop.window.reports.pdf_pane import PdfPane
from desktop.window.reports.printing import new_printer, print_pdf, wanted
from desktop.window.reports.text_edits import rebased, typed, without
from desktop.window.shell.report_watch import DRAFT, mark_seen
from monitoring.archiving import About, Finished, ReportKind
from monitoring.stores.report_archive import open_report_archive
from reports.notice.text import Block, Kind, NoticeText
from reports.paper import Meta
from reports.paper.flow import Paper
from tests.gui.boards import board
from tests.gui.conftest import Desk

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
AT = datetime(2017, 7, 3, 9, 0)
MILLIMETRES = 25.4 / 72


def document() -> bytes:
    """Two upright pages and one on its side, each with its number."""
    paper = Paper(Meta("试印", "县行政审批局"))
    paper.body("第一页")
    paper.page_break(landscape=True)
    paper.body("第二页")
    paper.page_break(landscape=False)
    paper.body("第三页")
    return paper.build()


# printing


def to_file(file: Path) -> QPrinter:
    printer = new_printer("试印")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(200)
    return printer


def sizes(file: Path) -> list[tuple[int, int]]:
    with Pdf.open(file) as printed:
        boxes = [[float(side) for side in page.mediabox] for page in printed.pages]
    return [(round(box[2] * MILLIMETRES), round(box[3] * MILLIMETRES)) for box in boxes]


def test_each_page_is_printed_on_a4_the_way_it_stands(qtbot: QtBot, tmp_path: Path) -> None:
    assert print_pdf(to_file(tmp_path / "out.pdf"), document()) == 3
    assert sizes(tmp_path / "out.pdf") == [(210, 297), (297, 210), (210, 297)]


def test_what_is_printed_looks_like_the_document_down_to_the_last_band(qtbot: QtBot, tmp_path: Path) -> None:
    pdf = document()
    print_pdf(to_file(tmp_path / "out.pdf"), pdf)
    for page in range(3):
        before, after = (picture(data, page) for data in (pdf, (tmp_path / "out.pdf").read_bytes()))
        assert before.size == after.size
        assert ink_box(before) == pytest.approx(ink_box(after), abs=1)


def picture(pdf: bytes, page: int) -> Image.Image:
    """A page at 72 dots to an inch, grey."""
    buffer = QBuffer()
    buffer.setData(pdf)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    shown = QPdfDocument()
    shown.load(buffer)
    drawn = shown.render(page, shown.pagePointSize(page).toSize())
    told = QBuffer()
    told.open(QIODevice.OpenModeFlag.ReadWrite)
    drawn.save(told, "PNG")
    image = Image.open(io.BytesIO(bytes(told.data().data()))).convert("RGBA")
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    shown.close()
    return paper.convert("L")


def ink_box(image: Image.Image) -> tuple[int, int, int, int]:
    found = image.point(lambda value: 255 if value < 215 else 0).getbbox()
    assert found is not None
    return found


def test_only_the_pages_that_were_chosen_are_printed(qtbot: QtBot, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "out.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert wanted(printer, 3) == [1, 2]
    assert print_pdf(printer, document()) == 2
    assert sizes(tmp_path / "out.pdf") == [(297, 210), (210, 297)]


def test_a_cancelled_print_ends_after_the_page_in_hand(qtbot: QtBot, tmp_path: Path) -> None:
    assert print_pdf(to_file(tmp_path / "out.pdf"), document(), lambda share: False) == 1


# the preview


def test_the_preview_goes_from_page_to_page_and_back(qtbot: QtBot) -> None:
    pane = PdfPane("试看")
    qtbot.addWidget(pane)
    pane.resize(400, 300)
    pane.show()
    pane.show_pdf(document())
    assert (pane.page.value(), pane.of.text()) == (1, "/ 3 页")
    pane.on.click()
    assert pane.page.value() == 2
    pane.larger.click()
    assert pane.view.zoomFactor() > 0
    pane.show_pdf(b"")
    assert pane.document.pageCount() == 0
    assert not pane.page.isEnabled()


# edits


def text(*lines: str) -> NoticeText:
    return NoticeText((Block(Kind.TITLE, "县局\n关于情况的通报"), *(Block(Kind.PARAGRAPH, line) for line in lines)))


def test_lines_that_nobody_touched_keep_their_kind_and_line_breaks() -> None:
    written = text("甲。", "乙。")
    assert typed(written.as_lines(), written) == written
    assert typed(written.as_lines().replace("乙", "丙"), written) == text("甲。", "丙。")


def test_edits_are_kept_on_a_text_that_is_written_anew() -> None:
    before, mine, now = (
        text("受理 1 件。", "要求。"),
        text("受理 1 件。", "改过的要求。", "再加。"),
        text("受理 2 件。", "要求。"),
    )
    found = rebased(before, mine, now)
    assert (found.text, found.edits, found.whole) == (text("受理 2 件。", "改过的要求。", "再加。"), 2, False)


def test_a_text_nobody_edited_is_simply_the_new_one() -> None:
    assert rebased(text("甲。"), text("甲。"), text("乙。")).text == text("乙。")


def test_where_the_new_text_is_built_otherwise_the_edited_one_stays_whole() -> None:
    found = rebased(text("甲。"), text("我的。"), text("甲。", "乙。"))
    assert (found.text, found.whole) == (text("我的。"), True)


@pytest.mark.parametrize("mine", [text("改。", "乙。"), text("乙。"), text("甲。", "添。", "乙。")])
def test_each_edit_taken_back_gives_the_text_before(mine: NoticeText) -> None:
    before = text("甲。", "乙。")
    for edit in reversed(mine.changed_from(before)):
        mine = without(edit, mine)
    assert mine == before


# the notice of a draft


def kept(url: str, about: About, *, edited: bool = False, cutoff: datetime = datetime(2017, 7, 3)) -> str:
    archive = open_report_archive(url)
    made = Finished(about, cutoff, b"%PDF", 1, "{}", "a", "b" if edited else "a")
    record = archive.save_draft(made, "定时", AT)
    archive.close()
    return record.report_id


def test_a_scheduled_draft_is_told_until_somebody_opens_it(qtbot: QtBot, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.db'}"
    report_id = kept(url, About(ReportKind.WEEKLY, "2017-W26"))
    kept(url, About(ReportKind.MONTHLY, "2017-06"), edited=True)
    kept(url, About(ReportKind.WEEKLY, "2017-W27"), cutoff=datetime(2017, 7, 5, 9, 0))
    kept(url, About(ReportKind.SUPERVISION, "2017-07-03", "A"))
    desk = Desk(qtbot, pages.OVERVIEW, make_archive=lambda: open_report_archive(url))
    desk.open()
    desk.show(board(()))
    desk.window.report_watch.go_on(AT)
    told = "周统计 2017年第26周 的草稿已生成，请校对后签发。"
    qtbot.waitUntil(lambda: desk.window.banners.titles() == [told])
    desk.window.banners.pressed.emit(f"{DRAFT}{report_id}")
    assert desk.window.stack.number == pages.number_of(pages.REPORTS)
    assert desk.window.banners.titles() == []
    qtbot.waitUntil(lambda: not desk.window.archivist.busy)
    assert desk.page is not None
    assert desk.bridge.stop()
    desk.window.leave()


def test_what_was_seen_is_remembered_within_bounds() -> None:
    memory = Memory()
    for number in range(100):
        mark_seen(memory, f"{number:032}")
    mark_seen(memory, f"{99:032}")
    assert memory.text("reports/seen").split()[-1] == f"{99:032}"
    assert len(memory.text("reports/seen").split()) < 70
