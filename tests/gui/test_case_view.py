"""One case: headline, strip of nodes, proof, stops, cards; the sheet on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintPreviewWidget
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.window.memory import Memory
from desktop.window.one_case.case_view import CARDS, STOPS, WHY, CaseView
from desktop.window.one_case.printing import SheetPreview, save_pdf
from desktop.window.one_case.proof_texts import ProofTexts
from desktop.window.one_case.sheet import ProofSheet, runs
from monitoring.explaining import DayLine
from resources import words
from tests.gui.boards import DAY_SECONDS, NOW, Tools, detail, proof
from widgets.tokens import CELL_MARGIN

pytestmark = pytest.mark.qt_log_ignore("does not support")


class Reader:
    """A case view whose questions the test answers."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.tools = Tools(Memory())
        self.view = CaseView(self.tools.tools)
        self.view.resize(520, 600)
        qtbot.addWidget(self.view)

    def open(self, **others: object) -> None:
        with self.qtbot.waitExposed(self.view):
            self.view.show()
        self.view.show_case("B2", NOW, DAY_SECONDS)
        self.tools.answer(detail("B2", **others))
        QApplication.processEvents()


@pytest.fixture
def reader(qtbot: QtBot) -> Reader:
    return Reader(qtbot)


def test_the_strip_says_of_every_node_light_time_limit_and_officer(reader: Reader) -> None:
    reader.open()
    cells = reader.view.strip.cells()
    assert [(cell.mark.name, cell.mark.light, cell.mark.figures) for cell in cells] == [
        ("村级受理", "green", "0.1/0.5 日"),
        ("材料初审", "red", "2.4/1 日"),
        ("乡镇审核", "yellow", "1.6/2 日"),
    ]
    spoken = cells[1].accessibleName()
    for part in ("材料初审", "超期", "环节超期办完", "2 个工作日 2 小时", "韩集镇便民服务中心", "李某某"):
        assert part in spoken
    assert cells[1].toolTip() == spoken


def test_lengths_are_shares_of_the_longest_time_in_the_strip(reader: Reader) -> None:
    reader.open()
    marks = [cell.mark for cell in reader.view.strip.cells()]
    assert marks[1].used == 1.0
    assert marks[1].limit == pytest.approx(1 / 2.4)
    assert marks[2].limit == pytest.approx(2 / 2.4)


def test_a_node_whose_time_cannot_be_known_has_no_bar(reader: Reader) -> None:
    steps = tuple(replace(step, used_seconds=None, limit_seconds=None) for step in detail("B2").steps)
    reader.open(steps=steps)
    marks = [cell.mark for cell in reader.view.strip.cells()]
    assert {(mark.used, mark.limit, mark.figures) for mark in marks} == {(None, None, "–")}


def test_a_node_that_is_late_by_less_than_is_shown_says_that_it_is_over(reader: Reader) -> None:
    steps = tuple(replace(step, used_seconds=DAY_SECONDS + 1, limit_seconds=DAY_SECONDS) for step in detail("B2").steps)
    reader.open(steps=steps)
    assert {cell.mark.figures for cell in reader.view.strip.cells()} == {"超1/1 日"}


def test_a_click_on_a_node_shows_its_proof_and_a_second_one_the_case(reader: Reader) -> None:
    reader.open()
    cell = reader.view.strip.cells()[1]
    reader.qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert reader.tools.asked() == [("B2", 2)]
    reader.tools.answer(proof("B2", node_seq=2, name="材料初审"))
    assert "材料初审" in reader.view._subject.text()
    assert reader.view._whole.isVisible()
    reader.qtbot.mouseClick(cell, Qt.MouseButton.LeftButton)
    assert not reader.view._whole.isVisible()
    assert reader.view.node is None


def test_the_keyboard_walks_along_the_strip(reader: Reader) -> None:
    reader.open()
    first, second, third = reader.view.strip.cells()
    first.setFocus()
    reader.qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    reader.qtbot.keyClick(second, Qt.Key.Key_Space)
    assert reader.tools.asked() == [("B2", 2)]
    reader.qtbot.keyClick(first, Qt.Key.Key_Left)
    assert third.hasFocus()


def test_the_same_case_again_keeps_node_and_keyboard(reader: Reader) -> None:
    reader.open()
    cell = reader.view.strip.cells()[1]
    cell.setFocus()
    cell.click()
    reader.tools.answer(proof("B2", node_seq=2))
    reader.view.refresh(NOW, DAY_SECONDS)
    reader.tools.answer(detail("B2"))
    assert reader.tools.asked() == [("B2", 2)], "the node's proof is asked for anew"
    assert reader.view.strip.cells()[1] is cell
    assert cell.hasFocus()
    assert cell.isChecked()


def test_a_node_that_is_gone_leads_back_to_the_case(reader: Reader) -> None:
    reader.open()
    reader.view.strip.cells()[0].click()
    reader.tools.refuse("gone")
    assert reader.view.node is None
    assert not any(cell.isChecked() for cell in reader.view.strip.cells())


def test_cards_tell_those_that_were_revoked_and_why(reader: Reader) -> None:
    reader.open()
    reader.view.tabs.setCurrentIndex(CARDS)
    rows = reader.view.cards.rows
    said = [[rows.index(row, column).data() for column in range(5)] for row in range(rows.rowCount())]
    assert said[0][0] == "黄牌"
    assert said[0][3:] == ["已撤销", "办件数据已更正"]
    assert said[1][3:] == ["已发出", "超过承诺时限"]
    assert reader.view.tabs.tabText(CARDS).endswith("2")


def test_a_card_names_an_officer_of_another_unit_with_that_unit(reader: Reader) -> None:
    reader.open(officer_units={"O1": "县民政局"})
    rows = reader.view.cards.rows
    assert rows.index(1, 5).data() == "韩集镇便民服务中心 李某某（县民政局）"


def test_stops_are_listed_and_without_any_a_sentence_says_so(reader: Reader) -> None:
    reader.open()
    reader.view.tabs.setCurrentIndex(STOPS)
    assert reader.view.stops.rows.index(0, 3).data() == "现场勘验"
    reader.view.refresh(NOW, DAY_SECONDS)
    reader.tools.answer(detail("B2", proof=proof("B2", stops=()), cards=()))
    assert not reader.view.stops.isVisible()
    assert reader.view._no_stops.isVisible()


@pytest.mark.parametrize(
    ("why", "part"),
    [
        ("gone", "办件库"), ("no_engine", "监察"), ("failed", "日志"),
        ("case_store", "办件库断开，暂时打不开这一件，连上后自动显示"),
        ("ledger", "监察台账断开，暂时打不开这一件，连上后自动显示"),
    ],
)  # fmt: skip
def test_a_missing_answer_says_why(reader: Reader, why: str, part: str) -> None:
    reader.view.show_case("B2", NOW, DAY_SECONDS)
    reader.tools.refuse(why)
    assert part in reader.view.headline()
    assert not reader.view.print_button.isEnabled()


def test_a_store_that_is_away_leaves_the_light_of_the_list_hatched(reader: Reader) -> None:
    reader.view.show_case("B2", NOW, DAY_SECONDS, "red")
    reader.tools.refuse("case_store")
    assert (reader.view._light._code, reader.view._light._hatched) == ("red", True)
    assert reader.view.away == "case_store"
    reader.view.refresh(NOW, DAY_SECONDS)
    reader.tools.answer(detail("B2"))
    assert not reader.view._light._hatched
    assert reader.view.away == ""


def test_a_case_that_was_read_stays_in_sight_while_its_store_is_away(reader: Reader) -> None:
    reader.open()
    headline = reader.view.headline()
    reader.view.refresh(NOW + timedelta(minutes=1), DAY_SECONDS)
    reader.tools.refuse("ledger")
    assert reader.view.headline() == headline
    assert reader.view.strip.isVisible()
    assert reader.view._note.text() == "监察台账断开，下面是 7月5日 10:24 读到的，连上后自动更新。"
    assert reader.view._light._hatched
    reader.view.refresh(NOW + timedelta(minutes=2), DAY_SECONDS)
    reader.tools.answer(detail("B2"))
    assert not reader.view._note.isVisible()


def test_an_answer_that_nobody_waits_for_any_more_is_dropped(reader: Reader) -> None:
    reader.view.show_case("A1", NOW, DAY_SECONDS)
    reader.view.show_case("B2", NOW, DAY_SECONDS)
    reader.tools.answer(detail("A1"))
    assert reader.view.detail is None
    assert reader.tools.asked() == [("B2", None)]


def test_problems_of_the_data_stand_in_the_proof(reader: Reader) -> None:
    unjudged = proof(
        "B2", "unjudged", reason="bad_moment", days=(), stops=(), problems=(("bad_moment", "accepted_at"),)
    )
    reader.open(proof=unjudged)
    assert reader.view.headline() == "待核 · 时间无法识别"
    assert reader.view.proof.more.text() == "时间无法识别：受理"
    assert not reader.view.proof.table.isVisible()


def test_the_proof_says_its_sums_aloud(reader: Reader) -> None:
    reader.open()
    days = reader.view.proof.days
    rows = [[days.index(row, column).data() for column in range(6)] for row in range(days.rowCount())]
    assert rows[0] == ["6月28日", "周三", "工作日", "", "", "起算，当日不计"]
    assert rows[2] == ["6月30日", "周五", "工作日", "", "7:00", "挂起，不计"]
    assert days.index(1, 3).data(Qt.ItemDataRole.AccessibleTextRole) == "7 小时"
    assert reader.view.tabs.currentIndex() == WHY


@pytest.mark.parametrize("first", [date(2017, 11, 20), date(2016, 12, 20)])
def test_the_proof_has_room_for_every_date(reader: Reader, first: date) -> None:
    days = tuple(replace(line, date=first + timedelta(days=row)) for row, line in enumerate(proof("B2").days))
    reader.open(proof=proof("B2", days=days))
    table = reader.view.proof.table
    room = table.columnWidth(0) - 2 * CELL_MARGIN
    assert all(
        table.fontMetrics().horizontalAdvance(table.model().index(row, 0).data()) <= room for row in range(len(days))
    )


def test_a_problem_says_which_node_it_is_as_the_page_of_problems_does() -> None:
    told = ProofTexts(words()).problems(proof("B2", problems=(("node_left_open", "case_nodes.5"),)))
    assert told == ["办件已办结，环节未办完：第 5 个环节"]


# the sheet


def test_the_sheet_is_one_page_with_chinese_type_inside(reader: Reader, tmp_path: Path) -> None:
    sheet = ProofSheet(words(), "盐山县行政审批局")
    target = tmp_path / "sheet.pdf"
    assert save_pdf(target, sheet, detail("B2"), DAY_SECONDS) == 1
    content = target.read_bytes()
    assert content.startswith(b"%PDF")
    assert b"NotoSansSC" in content


def test_a_long_proof_goes_on_over_numbered_pages(reader: Reader, tmp_path: Path) -> None:
    days = tuple(
        DayLine(date(2016, 1, 1) + timedelta(days=number), "workday", 25_200, 0, f"nth:{number}")
        for number in range(400)
    )
    sheet = ProofSheet(words(), "盐山县行政审批局")
    pages = save_pdf(tmp_path / "long.pdf", sheet, detail("B2", proof=proof("B2", days=days)), DAY_SECONDS)
    assert 2 <= pages <= 8
    assert sheet.footer(detail("B2"), 2, pages).startswith("盐山县行政审批局 · B2")


def test_the_sheet_says_the_light_by_shape_and_word_and_escapes_what_it_is_told() -> None:
    sheet = ProofSheet(words(), "盐山县行政审批局")
    html = sheet.html(detail("B2", item="<b>低保</b>&"), DAY_SECONDS, 9)
    assert "■ 超期 1 小时 54 分钟" in html
    assert "&lt;b&gt;低保&lt;/b&gt;&amp;" in html
    assert "▲ 临期" in html


def test_days_to_come_that_say_nothing_stand_in_one_line() -> None:
    notes = {date(2017, 7, 3): "nth:1", date(2017, 7, 5): "now", date(2017, 7, 12): "due"}
    days = [
        DayLine(
            date(2017, 7, 3) + timedelta(days=number),
            "workday",
            0,
            0,
            notes.get(date(2017, 7, 3) + timedelta(days=number), ""),
        )
        for number in range(14)
    ]
    assert [len(run) for run in runs(days, date(2017, 7, 5))] == [1, 1, 1, 6, 1, 4]


def test_the_preview_saves_a_pdf_and_says_where_it_cannot(reader: Reader, tmp_path: Path) -> None:
    preview = SheetPreview(detail("B2"), DAY_SECONDS, reader.tools.tools)
    reader.qtbot.addWidget(preview)
    preview.ask_file = lambda name: tmp_path / "核查单.pdf"
    preview.save_pdf()
    assert (tmp_path / "核查单.pdf").stat().st_size > 1_000
    assert str(tmp_path / "核查单.pdf") in reader.tools.said[-1]
    (tmp_path / "file").write_text("")
    preview.ask_file = lambda name: tmp_path / "file" / "x.pdf"
    preview.save_pdf()
    assert "x.pdf" in preview._note.text()
    assert preview.print_button.accessibleName()


def test_an_ended_case_has_an_end_on_its_sheet() -> None:
    ended = detail("B2", state="finished", finished_at=datetime(2017, 7, 5, 9, 0))
    html = ProofSheet(words(), "x").html(
        replace(ended, proof=proof("B2", ended_at=datetime(2017, 7, 5, 9, 0))), DAY_SECONDS, 9
    )
    assert "已办结" in html
    assert "7月5日 09:00" in html


# on screens of every size


@pytest.mark.parametrize(("width", "height"), [(540, 610), (455, 565), (400, 440), (341, 365)])
def test_no_part_of_a_case_is_painted_over_another(reader: Reader, width: int, height: int) -> None:
    steps = tuple(replace(step, seq=step.seq + 3 * turn) for turn in range(3) for step in detail("B2").steps)
    reader.view.resize(width, height)
    reader.open(steps=steps)
    view = reader.view

    def top(part: QWidget) -> int:
        return part.mapTo(view, QPoint(0, 0)).y()

    for upper, lower in ((view._subtitle, view.strip), (view.strip, view.tabs), (view.proof._room, view.proof.table)):
        assert top(upper) + upper.height() <= top(lower)
    assert view.proof.table.height() >= view.proof._height_of(3)


def test_six_nodes_stand_in_one_line_where_the_screen_has_1366_pixels(reader: Reader) -> None:
    steps = tuple(replace(step, seq=step.seq + 3 * turn) for turn in range(2) for step in detail("B2").steps)
    reader.view.resize(540, 610)
    reader.open(steps=steps)
    assert len({cell.y() for cell in reader.view.strip.cells()}) == 1


def test_the_facts_end_on_a_whole_line_and_leave_seven_days_to_the_proof(reader: Reader) -> None:
    reader.view.resize(540, 610)
    reader.open()
    view = reader.view.proof
    items = [view._facts.itemAtPosition(row, 1) for row in range(view._facts.rowCount())]
    ends = [item.geometry().bottom() + 1 for item in items if item is not None]
    assert view._room.height() < view._upper.height(), "not all of them have room"
    assert any(0 <= view._room.height() - end <= 2 for end in ends)
    assert view.table.viewport().height() >= 7 * 28


def test_a_finished_case_has_a_ring_for_a_light_and_its_proof_opens_at_its_end(reader: Reader) -> None:
    days = tuple(
        replace(line, note={5: "nth:4 finished"}.get(row, "").strip() or line.note.replace("now", ""))
        for row, line in enumerate(proof("B2").days)
    )
    ended = proof("B2", ended_at=datetime(2017, 7, 3, 9, 0), days=days)
    reader.open(state="finished", finished_at=datetime(2017, 7, 3, 9, 0), proof=ended)
    assert reader.view._light._closed
    assert reader.view.proof.days.row_of_now() == 5
    said = [label.text() for label in reader.view.proof.findChildren(QLabel)]
    assert "办结" in said
    assert "结束" not in said


def test_an_open_case_has_a_filled_light(reader: Reader) -> None:
    reader.open()
    assert not reader.view._light._closed


def test_the_preview_is_as_wide_as_its_window_and_can_be_enlarged(reader: Reader) -> None:
    preview = SheetPreview(detail("B2"), DAY_SECONDS, reader.tools.tools)
    reader.qtbot.addWidget(preview)
    with reader.qtbot.waitExposed(preview):
        preview.show()
    assert preview.preview.zoomMode() == QPrintPreviewWidget.ZoomMode.FitToWidth
    assert preview.size().boundedTo(preview.screen().availableSize()) == preview.size()
    wide = preview.preview.zoomFactor()
    reader.qtbot.mouseClick(preview.larger, Qt.MouseButton.LeftButton)
    assert preview.preview.zoomFactor() > wide
    reader.qtbot.mouseClick(preview.smaller, Qt.MouseButton.LeftButton)
    reader.qtbot.keyClick(preview, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert preview.preview.zoomFactor() == pytest.approx(wide)
