"""Pages measured from outside against GB/T 9704-2012, what the file says of itself, and that it is PDF/A-2b."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from reports.paper import Align, FontSet, Meta, MissingGlyph, Paper, Role, Run, Sheet, check_pdfa
from reports.paper.finishing import PdfaError, finish
from reports.paper.press import Press, Style
from reports.paper.standard import LEADING, MM, fitted_size
from tests.papers import DOTS, META, RARE, baselines, fonts, paper, printed, run, text, words

SENTENCE = "行政审批电子监察系统对办件的受理审核审批办结各个环节实行全程监督发现超过时限的立即亮红灯"
CREATED = datetime(2017, 7, 5, 9, 30, tzinfo=timezone(timedelta(hours=8)))


def test_a_full_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    document = paper()
    document.body(SENTENCE * 40, indent=0)
    pdf = document.build()
    lines = [word for word in words(pdf, tmp_path) if word.page == 1 and len(word.text) > 1]
    assert [len(line.text) for line in lines] == [28] * 22
    assert {round(line.left, 1) for line in lines} == {28.0}
    assert {round(line.right, 1) for line in lines} == {184.0}


def test_lines_stand_a_leading_apart_within_the_type_area(tmp_path: Path) -> None:
    document = paper()
    document.body(SENTENCE * 40, indent=0)
    lines = baselines(document.build())[:22]
    steps = [below - above for above, below in zip(lines, lines[1:], strict=False)]
    assert steps == pytest.approx([LEADING / MM] * 21, abs=0.002)
    assert lines[0] > 37
    assert lines[-1] < 37 + 225


def test_a_line_with_numbers_is_spread_to_the_full_width(tmp_path: Path) -> None:
    document = paper()
    document.body("6月份，全县共受理办件12,345件，办结11,987件，按时办结率98.75%，比上月提高0.35个百分点。" * 6)
    lines = run("pdftotext", document.build(), tmp_path, "-bbox-layout").split("<line ")[1:]
    rights = [round(float(line.split('xMax="')[1].split('"')[0]) / MM, 1) for line in lines]
    assert set(rights[:-2]) == {184.0}


def test_page_numbers_stand_outside_seven_mm_below_the_type_area(tmp_path: Path) -> None:
    dashes = [word for word in words(document_of_two(), tmp_path) if word.text == "—"]
    assert max(dash.right for dash in dashes if dash.page == 1) == pytest.approx(184 - 14 / MM, abs=0.3)
    assert min(dash.left for dash in dashes if dash.page == 2) == pytest.approx(28 + 14 / MM, abs=0.5)
    assert dark_rows(document_of_two(), tmp_path, top=266, bottom=272) == pytest.approx(37 + 225 + 7, abs=0.15)


def dark_rows(pdf: bytes, folder: Path, top: float, bottom: float) -> float:
    """The height in mm of the longest horizontal stroke between two heights of the first page, as it is printed."""
    image = printed(pdf, folder)
    rows = range(round(top * DOTS), round(bottom * DOTS))
    ink = {row: sum(image.getpixel((x, row)) < 128 for x in range(image.width)) for row in rows}
    heaviest = [row for row in rows if ink[row] >= max(ink.values()) - 2]
    return (heaviest[0] + heaviest[-1] + 1) / 2 / DOTS


def document_of_two() -> bytes:
    document = paper()
    document.body("页")
    document.page_break()
    document.body("页")
    return document.build()


def test_a_lying_page_has_its_number_where_an_upright_one_has_it(tmp_path: Path) -> None:
    document = paper(landscape=True)
    document.line("横排")
    pdf = document.build()
    upright = run("pdftotext", unturned(pdf), tmp_path, "-bbox")
    assert "210" in f"{595.276 / MM:.0f}"
    assert "Page rot:        90" in run("pdfinfo", pdf, tmp_path)
    place = next(line for line in upright.splitlines() if ">1<" in line)
    assert float(place.split('xMin="')[1].split('"')[0]) / MM == pytest.approx(184 - 14 / MM - 8, abs=3)
    assert float(place.split('yMin="')[1].split('"')[0]) / MM == pytest.approx(269 - 3, abs=2)


def unturned(pdf: bytes) -> bytes:
    with pikepdf.open(BytesIO(pdf)) as document:
        del document.pages[0].Rotate
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def test_the_head_of_a_lying_page_is_at_the_left_edge_of_the_sheet(tmp_path: Path) -> None:
    document = paper(landscape=True)
    document.line("横排")
    word = next(word for word in words(unturned(document.build()), tmp_path) if "横" in word.text)
    assert 28 <= word.left <= 40
    assert word.bottom > 200


def test_headings_have_their_typefaces_and_paragraphs_their_indent(tmp_path: Path) -> None:
    document = paper()
    document.heading(1, "一、总体情况")
    document.heading(2, "（一）受理情况")
    document.heading(3, "1.乡镇")
    document.body("正文" * 30)
    pdf = document.build()
    found = {word.text: word for word in words(pdf, tmp_path)}
    two = 28 + 2 * 15.79 / MM
    for heading in ("一、总体情况", "（一）受理情况", "1.乡镇"):
        assert found[heading].left == pytest.approx(two, abs=0.05)
    assert {font["name"].split("+")[1] for font in fonts(pdf, tmp_path)} >= {
        "NotoSansSC-Regular",
        "EmonitorKai-Regular",
        "FandolFang-Regular",
    }


def test_a_heading_does_not_stay_alone_at_the_foot_of_a_page() -> None:
    document = paper()
    document.skip(21)
    document.heading(1, "一、总体情况")
    assert document.place.page == 2


def test_a_heading_with_another_below_it_takes_a_line_of_text_along() -> None:
    document = paper()
    document.skip(20)
    document.heading(1, "四、下步工作要求")
    assert document.place.page == 2
    document.heading(2, "（一）限期整改")
    document.body("一行")
    assert document.place.page == 2


def test_every_font_is_embedded_as_a_subset_with_its_map_to_unicode(tmp_path: Path) -> None:
    document = paper(draft=True)
    document.title("标题")
    document.body([Run("仿宋"), Run("楷体", Role.KAI), Run("黑体", Role.HEI), Run("宋体", Role.SONG)])
    found = fonts(document.build(), tmp_path)
    assert len(found) == 5
    assert {(font["embedded"], font["subset"], font["unicode"]) for font in found} == {("yes", "yes", "yes")}


def test_rare_names_copy_and_search_as_they_were_written(tmp_path: Path) -> None:
    document = paper()
    document.body(f"李{RARE}，2017年7月5日")
    assert f"李{RARE}，2017年7月5日" in text(document.build(), tmp_path)


def test_a_character_that_no_font_has_stops_the_document_and_is_named() -> None:
    with pytest.raises(MissingGlyph, match=r"U\+2F800"):
        paper().body("李\U0002f800")


def test_a_draft_says_so_on_every_page_but_not_in_its_text(tmp_path: Path) -> None:
    document = paper(draft=True)
    document.body("正文")
    document.page_break(landscape=True)
    document.body("正文")
    pdf = document.build()
    assert "草稿" not in text(pdf, tmp_path)
    plain = paper()
    plain.body("正文")
    plain.page_break(landscape=True)
    plain.body("正文")
    assert all(drafted > clean + 10 for drafted, clean in zip(curves(pdf), curves(plain.build()), strict=True))


def curves(pdf: bytes) -> list[int]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [
            sum(str(step.operator) == "c" for step in pikepdf.parse_content_stream(page)) for page in document.pages
        ]


def test_the_same_input_gives_the_same_bytes() -> None:
    def build() -> bytes:
        document = Paper(replace(META, created=CREATED), draft=True)
        document.title("关于情况的通报", bookmark=0)
        document.body(f"正文{RARE}")
        return document.build()

    assert build() == build()


def test_another_text_gives_another_file() -> None:
    first, second = paper(), paper()
    first.body("甲")
    second.body("乙")
    assert first.build() != second.build()


def test_the_file_says_title_author_language_and_when_it_was_made(tmp_path: Path) -> None:
    document = Paper(replace(META, created=CREATED, subject="月通报", keywords="电子监察"))
    document.body("正文")
    pdf = document.build()
    with pikepdf.open(BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "zh-CN"
        said = file.open_metadata()
        assert (said["dc:title"], said["dc:creator"]) == (META.title, [META.author])
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "B")
        assert said["xmp:CreateDate"] == "2017-07-05T09:30:00+08:00"
    said_by_poppler = run("pdfinfo", pdf, tmp_path)
    assert META.title in said_by_poppler
    assert META.author in said_by_poppler


def test_the_file_asks_to_be_printed_at_its_own_size_on_both_sides() -> None:
    document = paper()
    document.body("正文")
    with pikepdf.open(BytesIO(document.build())) as file:
        wishes = file.Root.ViewerPreferences
        assert (str(wishes.PrintScaling), str(wishes.Duplex)) == ("/None", "/DuplexFlipLongEdge")


def test_a_font_of_another_size_of_em_has_its_own_widths(tmp_path: Path) -> None:
    from matplotlib import get_data_path

    dejavu = Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    (tmp_path / "simhei.ttf").write_bytes(dejavu.read_bytes())
    chosen = FontSet.choose("carried", tmp_path)
    assert chosen.main(Role.HEI).units == 2048
    document = Paper(META, fonts=chosen)
    document.line("Wide élan 黑体", role=Role.HEI, size=10)
    width = document.press.width("Wide", Role.HEI, 10) / MM
    pdf = document.build()
    word = next(word for word in words(pdf, tmp_path) if word.text == "Wide")
    assert word.right - word.left == pytest.approx(width, abs=0.02)
    assert "élan 黑体" in text(pdf, tmp_path)


def test_without_a_moment_the_file_names_no_date() -> None:
    document = paper()
    document.body("正文")
    with pikepdf.open(BytesIO(document.build())) as file:
        assert "/CreationDate" not in file.docinfo
        assert "xmp:MetadataDate" not in file.open_metadata()


def test_bookmarks_lead_through_headings_and_annexes() -> None:
    document = paper()
    document.title("通报", bookmark=0)
    document.heading(1, "一、总体情况")
    document.heading(2, "（一）受理")
    document.heading(2, "（二）办结", bookmark=False)
    document.annex("附件1", "乡镇表", landscape=True)
    with pikepdf.open(BytesIO(document.build())) as file, file.open_outline() as outline:
        assert [(item.title, [child.title for child in item.children]) for item in outline.root] == [
            ("通报", []),
            ("一、总体情况", ["（一）受理"]),
            ("附件1 乡镇表", []),
        ]


def test_an_annex_begins_a_page_with_its_label_and_its_title_on_the_third_line(tmp_path: Path) -> None:
    document = paper()
    document.body("正文")
    document.annex("附件1", "乡镇办件情况表")
    found = {word.text: word for word in words(document.build(), tmp_path)}
    label, title = found["附件1"], found["乡镇办件情况表"]
    assert (label.page, title.page) == (2, 2)
    assert label.left == pytest.approx(28, abs=0.1)
    assert title.middle == pytest.approx(28 + 78, abs=0.2)
    assert 37 + 2 * LEADING / MM < (title.top + title.bottom) / 2 < 37 + 3 * LEADING / MM


def test_free_drawing_is_measured_from_the_papers_corner(tmp_path: Path) -> None:
    document = paper()
    sizes = []

    def draw(sheet: Sheet) -> None:
        sizes.append(sheet.text("盐山县行政审批局文件", 106, 72, Role.SONG_BOLD, 60, Align.CENTRE, fit=156))
        sheet.rule(28, 120, 184, 120, 0.7)

    document.absolute(draw)
    word = next(word for word in words(document.build(), tmp_path) if "文件" in word.text)
    assert sizes == [pytest.approx(fitted_size(60, 10), abs=0.01)]
    assert (word.left, word.right) == (pytest.approx(28, abs=0.1), pytest.approx(184, abs=0.1))


def test_what_goes_to_the_foot_ends_at_the_lower_edge_of_the_type_area() -> None:
    document = paper()
    tops = []
    document.skip(20)
    document.at_bottom(20, lambda _, top: tops.append(top))
    document.skip(0)
    assert tops == [pytest.approx(242)]
    assert document.place.page == 1 or document.lines_left == 0


def test_what_no_longer_fits_at_the_foot_goes_to_the_next_page() -> None:
    document = paper()
    document.skip(21)
    document.at_bottom(40, lambda _, top: None)
    assert document.place.page == 2


def test_further_lines_of_a_list_stand_under_its_text(tmp_path: Path) -> None:
    document = paper()
    document.hanging("附件：1.", "乡镇办件情况表" * 8)
    label = document.press.width("附件：1.", Role.FANG, 15.79) / MM
    found = [word for word in words(document.build(), tmp_path) if len(word.text) > 1]
    assert found[0].left == pytest.approx(28 + 2 * 15.79 / MM, abs=0.1)
    further = [word.left for word in found if "乡镇" in word.text and "附件" not in word.text]
    assert further[-1] == pytest.approx(28 + 2 * 15.79 / MM + label, abs=0.1)


def test_a_number_before_a_text_that_begins_with_a_figure_does_not_run_into_it(tmp_path: Path) -> None:
    def right_edge(title: str) -> float:
        document = paper()
        document.hanging("附件：1.", title)
        return max(word.right for word in words(document.build(), tmp_path) if len(word.text) > 1)

    assert right_edge("2017年表") - right_edge("乡镇村表") == pytest.approx(
        (paper().press.width("2017年表", Role.FANG, 15.79) - 4 * 15.79 + 0.25 * 15.79) / MM, abs=0.1
    )


def test_a_finished_document_passes_the_check_of_pdf_a() -> None:
    document = paper(draft=True)
    document.title("标题")
    document.body(f"正文{RARE}")
    assert check_pdfa(document.build(check=False)) == []


def test_the_check_finds_a_font_that_is_not_embedded_and_a_file_without_metadata() -> None:
    press = Press(FontSet.carried())
    press.new_page()
    press.text([(Style(Role.FANG, 12), "正文")], 100, 100)
    raw = press.close()
    assert check_pdfa(raw)
    with pikepdf.open(BytesIO(raw)) as file:
        for font in file.pages[0].Resources.Font.values():
            del font.DescendantFonts[0].FontDescriptor.FontFile2
        broken = BytesIO()
        file.save(broken)
    with pytest.raises(PdfaError) as found:
        finish(broken.getvalue(), Meta("标题", "单位"))
    assert any("font" in finding.lower() for finding in found.value.findings)
