"""Tables on paper: heads on every page, merged cells, rows kept whole, columns that fit, lights as shapes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from monitoring.codes import Light
from reports.paper import Align, Cell, Column, FontSet, Head, Table
from reports.paper.marks import MARKS
from reports.paper.press import Press
from reports.paper.standard import MM
from reports.paper.tables import SetTable
from reports.paper.values import CellLike
from tests.papers import META, fonts, paper, text, words

TOWN, DONE = Column("乡镇"), Column("办结", Align.RIGHT)
ROOM = 156 * MM


@pytest.fixture(scope="module")
def press() -> Press:
    found = Press(FontSet.carried())
    found.new_page()
    return found


def built(table: Table, *, landscape: bool = False) -> bytes:
    document = paper(landscape=landscape)
    document.table(table)
    return document.build()


def many(count: int) -> list[list[CellLike]]:
    return [[f"第{number}村", number] for number in range(1, count + 1)]


def test_the_head_stands_on_every_page_and_the_caption_says_that_it_goes_on(tmp_path: Path) -> None:
    pdf = built(Table([TOWN, DONE], many(100), caption="表1 各村"))
    heads = [word.page for word in words(pdf, tmp_path) if word.text == "乡镇"]
    assert heads == list(range(1, max(heads) + 1))
    assert len(heads) > 2
    assert text(pdf, tmp_path).count("表1 各村（续）") == len(heads) - 1


def test_every_row_is_there_once_and_in_order(tmp_path: Path) -> None:
    rows = [word.text for word in words(built(Table([TOWN, DONE], many(100))), tmp_path) if "村" in word.text]
    assert rows == [f"第{number}村" for number in range(1, 101)]


def test_nothing_reaches_below_the_type_area(tmp_path: Path) -> None:
    pdf = built(Table([TOWN, Column("事项")], [[f"{n}", "特困大学生补助" * (n % 9)] for n in range(150)]))
    assert max(word.bottom for word in words(pdf, tmp_path) if "—" not in word.text and not word.text.isdigit()) < 262.5


@pytest.mark.parametrize("count", range(30, 44))
def test_a_total_is_never_alone_on_a_page(tmp_path: Path, count: int) -> None:
    pdf = built(Table([TOWN, DONE], many(count), total=["合计", 1]))
    found = words(pdf, tmp_path)
    total = next(word for word in found if word.text == "合计")
    assert any(word.page == total.page and "村" in word.text for word in found)


@pytest.mark.parametrize("count", range(30, 44))
def test_no_page_of_a_table_holds_but_a_row_and_the_total(tmp_path: Path, count: int) -> None:
    found = words(built(Table([TOWN, DONE], many(count), total=["合计", 1])), tmp_path)
    total = next(word for word in found if word.text == "合计")
    assert sum(word.page == total.page and "村" in word.text for word in found) >= 3


def test_high_rows_at_the_end_are_reckoned_with(tmp_path: Path) -> None:
    rows: list[list[CellLike]] = [*many(36), *([f"第{number}村" + "甲" * 150, number] for number in (37, 38))]
    found = words(built(Table([TOWN, DONE], rows, total=["合计", 1])), tmp_path)
    total = next(word for word in found if word.text == "合计")
    assert sum(word.page == total.page and word.text.startswith("第") for word in found) >= 3


def test_rows_that_fill_a_page_are_not_all_kept_together(tmp_path: Path) -> None:
    rows = [[f"{number}", "特困大学生补助" * 60] for number in range(1, 13)]
    pdf = built(Table([TOWN, Column("事项")], rows, total=["合计", ""]))
    assert text(pdf, tmp_path).count("\f") <= 5


@pytest.mark.parametrize("title", ["受理", "经办人", "责任单位", "按时办结率"])
def test_a_head_does_not_fall_apart_over_short_values(press: Press, title: str) -> None:
    columns = [Column(title), *(Column("很长的内容", share=1.0) for _ in range(6))]
    table = SetTable(press, Table(columns, [["1", *(["千童镇便民服务中心综合窗口" * 3] * 6)]]), ROOM)
    lines = table.head[0].cells[0].lines
    assert all(line.count >= 2 for line in lines) and len(lines) <= 2


def test_a_head_falls_apart_before_a_number_is_torn(press: Press) -> None:
    columns = [Column("提前", Align.RIGHT) for _ in range(24)]
    table = SetTable(press, Table(columns, [["1234.5%", "1"] * 12], size=8.0), 205 * MM)
    assert any(len(cell.lines) > 1 for cell in table.head[0].cells)
    assert {len(cell.lines) for row in table.rows() for cell in row.cells} == {1}


def test_heads_of_two_rows_keep_two_characters_on_a_line(press: Press) -> None:
    count = 24
    head = [[Head("乡镇", rows=2), Head("办结", columns=count)], [Head("提前")] * count]
    columns = [TOWN, *(Column("提前", Align.RIGHT) for _ in range(count))]
    table = SetTable(press, Table(columns, [["千童镇", *range(count)]], head=head, size=8.0), 225 * MM)
    assert {len(cell.lines) for cell in table.head[1].cells} == {1}


def test_numbers_end_at_one_edge_and_names_begin_at_one(tmp_path: Path) -> None:
    found = words(built(Table([TOWN, DONE], [["盐山镇", 1200], ["望树镇", 3]])), tmp_path)
    by_text = {word.text: word for word in found}
    assert by_text["1200"].right == pytest.approx(by_text["3"].right, abs=0.05)
    assert by_text["盐山镇"].left == pytest.approx(by_text["望树镇"].left, abs=0.05)


def test_a_cell_may_have_its_own_alignment(tmp_path: Path) -> None:
    rows: list[list[CellLike]] = [[Cell("盐山镇", align=Align.RIGHT), 1], ["望树镇望树镇", 3]]
    by_text = {word.text: word for word in words(built(Table([TOWN, DONE], rows)), tmp_path)}
    assert by_text["盐山镇"].right > by_text["望树镇望树镇"].right


def test_a_head_of_two_rows_spans_its_columns(tmp_path: Path) -> None:
    head = [[Head("乡镇", rows=2), Head("办结情况", columns=2)], [Head("按时"), Head("逾期")]]
    table = Table([TOWN, DONE, DONE], [["盐山镇", 10, 2]], head=head)
    found = {word.text: word for word in words(built(table), tmp_path)}
    assert found["按时"].left < found["办结情况"].middle < found["逾期"].right
    assert found["办结情况"].bottom < found["按时"].top + 1
    assert found["办结情况"].top < found["乡镇"].top < found["按时"].top


@pytest.mark.parametrize(
    "head",
    [
        [[Head("乡镇"), Head("办结情况", columns=2)]],
        [[Head("乡镇", rows=2), Head("办结")], []],
        [[Head("乡镇")]],
    ],
)
def test_a_head_that_does_not_fill_its_columns_is_refused(press: Press, head: Sequence[Sequence[Head]]) -> None:
    with pytest.raises(ValueError, match="head"):
        SetTable(press, Table([TOWN, DONE], [], head=head), ROOM)


def test_a_row_of_another_length_is_refused(press: Press) -> None:
    with pytest.raises(ValueError, match="3 cells in a table of 2 columns"):
        SetTable(press, Table([TOWN, DONE], [["盐山镇", 1, 2]]), ROOM)


def test_a_table_without_rows_has_its_head_all_the_same(tmp_path: Path) -> None:
    assert "乡镇" in text(built(Table([TOWN, DONE], [])), tmp_path)


def test_a_row_that_is_higher_than_a_page_goes_on_on_the_next(tmp_path: Path) -> None:
    reason = "因申请人补正材料延误" * 400
    pdf = built(Table([TOWN, Column("原因")], [["盐山镇", reason], ["望树镇", "无"]]))
    found = words(pdf, tmp_path)
    assert max(word.page for word in found) >= 3
    assert "".join(text(pdf, tmp_path).split()).count("因申请人补正材料延误") >= 300
    whole = "".join(word.text for word in found if set(word.text) <= set(reason))
    assert whole == reason
    assert any(word.text == "望树镇" for word in found)


def test_columns_fill_the_room_whatever_they_hold(press: Press) -> None:
    for rows in ([], [["甲", 1]], [["甲" * 90, 1]], [["甲" * 90, "1" * 40]], [["x" * 300, "1" * 300]]):
        fitted = SetTable(press, Table([TOWN, DONE], rows), ROOM)
        assert sum(fitted.widths) == pytest.approx(ROOM)
        assert min(fitted.widths) > 0


def test_a_width_that_is_given_is_kept(press: Press) -> None:
    columns = [Column("序号", width=12), Column("乡镇"), Column("事项")]
    fitted = SetTable(press, Table(columns, [["1", "盐山镇", "特困大学生补助" * 9]]), ROOM)
    assert fitted.widths[0] == pytest.approx(12 * MM, abs=0.01)


def test_names_and_numbers_stay_whole_as_long_as_there_is_room(press: Press) -> None:
    rows: list[list[CellLike]] = [["盐山镇", "130925-2017-000123", "农村居民最低生活保障待遇" * 5, "2017-06-01 09:30"]]
    fitted = SetTable(press, Table([TOWN, Column("编号"), Column("事项"), Column("受理")], rows), ROOM)
    town, number, item, moment = (len(cell.lines) for cell in next(fitted.rows()).cells)
    assert (town, number) == (1, 1)
    assert moment <= 2
    assert item > 1


def test_type_becomes_smaller_before_words_are_torn(press: Press) -> None:
    wide = [Column("收件数", Align.RIGHT) for _ in range(17)]
    numbers: list[list[CellLike]] = [[12_345] * 17]
    fitted = SetTable(press, Table(wide, numbers), ROOM)
    assert fitted.size < 10.5
    assert all(len(cell.lines) == 1 for cell in next(fitted.rows()).cells)


def test_every_light_of_the_engine_has_its_mark_and_no_two_look_alike() -> None:
    assert set(MARKS) == {light.code for light in Light}
    assert len({mark.shape for mark in MARKS.values()}) == len(MARKS)


@pytest.mark.parametrize("light", MARKS)
def test_a_light_is_a_shape_beside_its_word(tmp_path: Path, light: str) -> None:
    rows: list[list[CellLike]] = [["盐山镇", Cell("某灯", light)], ["望树镇", Cell("某灯")]]
    marked, plain = [word for word in words(built(Table([TOWN, Column("灯")], rows)), tmp_path) if word.text == "某灯"]
    assert marked.left > plain.left + 2


def test_a_light_without_a_word_may_stand_alone(press: Press) -> None:
    SetTable(press, Table([TOWN], [[Cell("", "red")]]), ROOM)
    built(Table([TOWN], [[Cell("", "red", Align.CENTRE)]]))


def test_total_and_bold_cells_are_set_in_heiti(tmp_path: Path) -> None:
    plain = built(Table([Column("甲")], [["乙"]]))
    assert any("NotoSerifSC-Regular" in font["name"] for font in fonts(plain, tmp_path))
    found = built(Table([Column("甲")], [[Cell("乙", bold=True)]], total=["丙"]))
    assert META.title
    only_numbers_in_song = [font["name"].split("+")[1] for font in fonts(found, tmp_path)]
    assert "NotoSansSC-Regular" in only_numbers_in_song


def test_rows_move_closer_where_that_keeps_the_notes_on_the_tables_own_page(tmp_path: Path) -> None:
    note, fine = "注：按办结时间统计。" * 9, "办结率＝办结／受理。" * 20
    for count in range(25, 31):
        found = words(built(Table([TOWN, DONE], many(count), note=note, fine_print=fine)), tmp_path)
        assert {word.page for word in found} == {1}, count


def test_a_note_below_says_what_the_numbers_mean(tmp_path: Path) -> None:
    note = "注：按办结时间统计，截至2017年7月1日0时；按时办结率＝（办结－逾期）／办结。" * 3
    assert (
        "".join(text(built(Table([TOWN, DONE], many(2), note=note)), tmp_path).split()).count("截至2017年7月1日0时")
        == 3
    )


@pytest.mark.parametrize("total", [None, ["合计", 1]])
def test_a_note_is_never_alone_on_a_page(tmp_path: Path, total: list[CellLike] | None) -> None:
    for count in range(70, 100):
        found = words(built(Table([TOWN, DONE], many(count), total=total, note="注：截至月底。" * 20)), tmp_path)
        last = max(word.page for word in found if word.text == f"第{count}村")
        note = max(word.page for word in found if word.text.startswith("注"))
        assert note == last, count
