"""The notice on paper against GB/T 9704-2012: measured on the finished file, in millimetres."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from reports.documents.monthly import monthly_document
from reports.documents.official import Printed
from reports.figures.values import Figures
from reports.letterhead import Letterhead
from reports.notice.text import Block, Kind, NoticeText
from reports.notice.writing import write_notice
from reports.paper import FontSet, check_pdfa
from reports.paper.fonts import MissingGlyph
from reports.paper.standard import AREA_WIDTH, BODY_SIZE, FOUR, LEADING, LEFT, MM, TOP
from tests import papers
from tests.figures_made import county, figures, line, row, stop

HEAD = Letterhead("盐山县行政审批局", "盐山县", copies_to=("县纪委监委", "县政府办公室"))
SIGNED = date(2017, 7, 5)
RIGHT = LEFT + AREA_WIDTH
CHARACTER = BODY_SIZE / MM
LINE = LEADING / MM
DPI = 150
PIXEL = 25.4 / DPI


def notice_of(of: Figures, head: Letterhead, text: NoticeText, number: str | None, *, draft: bool) -> Printed:
    fonts = FontSet.carried()
    return monthly_document(of, text, head, number=number, signed_on=SIGNED, draft=draft, fonts=fonts)


def pdf_of(
    of: Figures,
    head: Letterhead = HEAD,
    *,
    text: NoticeText | None = None,
    number: str | None = "盐审监〔2017〕7号",
    draft: bool = False,
) -> bytes:
    return notice_of(of, head, text or write_notice(of, head), number, draft=draft).pdf


def usual() -> Figures:
    """A month with all five annexes."""
    return figures(
        county({"千童镇": 3}),
        units=[row("县民政局", 40, 2)],
        red=[line("YS0001"), line("YS0002", unit="县民政局", officer="𬭎某")],
        yellow=[line("YS0003", light="yellow", over_seconds=-3600)],
        stops=[stop("YS0004")],
    )


@cache
def usual_pdf() -> bytes:
    return pdf_of(usual())


def long_text(paragraphs: int, each: int = 28 * 4 - 2) -> NoticeText:
    """A text of so many paragraphs of nothing but characters of full width."""
    blocks = [Block(Kind.TITLE, "关于电子监察情况的通报"), Block(Kind.ADDRESSEES, "各乡镇人民政府：")]
    return NoticeText((*blocks, *(Block(Kind.PARAGRAPH, "办" * each) for _ in range(paragraphs))))


def find(words: list[papers.Word], text: str) -> papers.Word:
    return next(word for word in words if text in word.text)


def red_ink(pdf: bytes, folder: Path) -> list[tuple[float, float, float, float]]:
    """Stripes of red ink on the first page from top to bottom: (top, bottom, left, right)."""
    papers.run("pdfinfo", pdf, folder)
    shown = folder / "page"
    options = ["-r", str(DPI), "-f", "1", "-l", "1", "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *options, folder / "looked_at.pdf", shown], check=True)
    dots = np.asarray(Image.open(shown.with_suffix(".png")).convert("RGB")).astype(int)
    red = (dots[..., 0] > 150) & (dots[..., 1] < 120) & (dots[..., 2] < 120)
    rows = np.flatnonzero(red.any(axis=1))
    found = []
    for stripe in np.split(rows, np.flatnonzero(np.diff(rows) > 3) + 1):
        columns = np.flatnonzero(red[stripe].any(axis=0))
        found.append((stripe[0] * PIXEL, (stripe[-1] + 1) * PIXEL, columns[0] * PIXEL, (columns[-1] + 1) * PIXEL))
    return found


def test_the_red_heading_begins_35_mm_below_the_top_of_the_type_area_and_fits_its_width(tmp_path: Path) -> None:
    mark, rule = red_ink(usual_pdf(), tmp_path)
    assert mark[0] == pytest.approx(TOP + 35, abs=0.6)
    assert mark[2] >= LEFT - 0.1 and mark[3] <= RIGHT + 0.1
    assert (mark[2] + mark[3]) / 2 == pytest.approx(105 + 1, abs=0.3)
    assert rule[2:] == pytest.approx((LEFT, RIGHT), abs=0.3)


def test_the_number_stands_two_lines_below_the_heading_and_4_mm_above_the_rule(tmp_path: Path) -> None:
    mark, rule = red_ink(usual_pdf(), tmp_path)
    number = find(papers.words(usual_pdf(), tmp_path), "盐审监〔2017〕7号")
    assert number.middle == pytest.approx(LEFT + AREA_WIDTH / 2, abs=0.5)
    base = papers.baselines(usual_pdf())[1]
    top, foot = base - 0.88 * CHARACTER, base + 0.12 * CHARACTER
    assert top - mark[1] == pytest.approx(2 * LINE, abs=0.8)
    assert rule[0] - foot == pytest.approx(4, abs=0.2)


def line_top(base: float, size: float) -> float:
    """Where the line of the grid begins whose type of that size (mm) stands on the base line."""
    return base - 0.88 * size - (LINE - size) / 2


def test_the_title_stands_two_lines_below_the_rule_and_the_addressees_one_line_below_the_title(tmp_path: Path) -> None:
    rule = red_ink(usual_pdf(), tmp_path)[1]
    words = papers.words(usual_pdf(), tmp_path)
    title, last = find(words, "盐山县行政审批局"), find(words, "情况的通报")
    assert title.middle == pytest.approx(LEFT + AREA_WIDTH / 2, abs=0.5)
    first, _, third, to = papers.baselines(usual_pdf())[2:6]
    assert 2 * LINE - 0.1 <= line_top(first, 22 / MM) - rule[1] <= 2.2 * LINE
    assert find(words, "各乡镇人民政府").left == pytest.approx(LEFT, abs=0.3)
    assert line_top(to, CHARACTER) - line_top(third, 22 / MM) == pytest.approx(2 * LINE, abs=0.05)
    assert last.top > title.top


def test_a_full_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    pdf = pdf_of(figures(county()), text=long_text(20))
    lines = [part for part in papers.text(pdf, tmp_path).split("\f")[1].splitlines() if "办" in part]
    assert len(lines) == 22
    assert {line.count("办") for line in lines} == {26, 28}
    bases = papers.baselines(pdf, 2)[:22]
    assert np.diff(bases) == pytest.approx(LINE, abs=0.01)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(tmp_path: Path) -> None:
    words = papers.words(pdf_of(figures(county()), text=long_text(20)), tmp_path)
    dashes = {page: [word for word in words if word.page == page and word.text == "—"] for page in (1, 2)}
    assert max(word.right for word in dashes[1]) == pytest.approx(RIGHT - FOUR / MM, abs=0.3)
    assert min(word.left for word in dashes[2]) == pytest.approx(LEFT + FOUR / MM, abs=0.3)


def test_the_first_page_shows_text_also_under_a_long_heading_and_title(tmp_path: Path) -> None:
    head = replace(HEAD, bureau="某某市某某区行政审批和政务服务数据管理及营商环境建设局", heading="")
    first = papers.text(pdf_of(usual(), head), tmp_path).split("\f")[0]
    assert "现将2017年6月份" in "".join(first.split())


def test_with_a_seal_the_date_ends_4_characters_from_the_right_and_the_name_is_centred_over_it(tmp_path: Path) -> None:
    words = papers.words(usual_pdf(), tmp_path)
    day = next(word for word in words if word.text == "2017年7月5日" and word.left > 105)
    name = [word for word in words if word.text == "盐山县行政审批局" and word.page == day.page][-1]
    assert day.right == pytest.approx(RIGHT - 4 * CHARACTER, abs=0.4)
    assert name.middle == pytest.approx(day.middle, abs=0.4)
    assert day.top - name.top == pytest.approx(LINE, abs=0.3)


def test_without_a_seal_the_name_ends_2_characters_from_the_right_and_the_date_begins_2_after_it(
    tmp_path: Path,
) -> None:
    words = papers.words(pdf_of(usual(), replace(HEAD, sealed=False)), tmp_path)
    day = next(word for word in words if word.text == "2017年7月5日" and word.left > 105)
    name = [word for word in words if word.text == "盐山县行政审批局" and word.page == day.page][-1]
    assert name.right == pytest.approx(RIGHT - 2 * CHARACTER, abs=0.4)
    assert day.left == pytest.approx(name.left + 2 * CHARACTER, abs=0.4)


def seal() -> bytes:
    file = BytesIO()
    Image.new("RGBA", (90, 90), (200, 0, 0, 120)).save(file, "PNG")
    return file.getvalue()


def pictures(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Where pictures stand: (left, top, width, height) in mm on upright pages."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        for page in document.pages:
            matrix = None
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "cm":
                    matrix = [float(value) for value in operands]
                if str(operator) == "Do" and matrix is not None:
                    width, height = matrix[0] / MM, matrix[3] / MM
                    found.append((matrix[4] / MM, 297 - matrix[5] / MM - height, width, height))
    return found


def test_the_picture_of_a_seal_is_as_wide_as_it_is_and_centred_on_name_and_date(tmp_path: Path) -> None:
    pdf = pdf_of(usual(), replace(HEAD, seal_image=seal(), seal_mm=42.0))
    ((left, top, width, height),) = pictures(pdf)
    assert (width, height) == pytest.approx((42, 42), abs=0.1)
    day = next(word for word in papers.words(pdf, tmp_path) if word.text == "2017年7月5日" and word.left > 105)
    assert left + 21 == pytest.approx(day.middle, abs=0.4)
    assert top < day.top < top + 42
    assert check_pdfa(pdf) == []


def test_a_draft_carries_its_mark_and_no_seal(tmp_path: Path) -> None:
    pdf = pdf_of(usual(), replace(HEAD, seal_image=seal()), number=None, draft=True)
    assert pictures(pdf) == []
    text = papers.text(pdf, tmp_path)
    assert "（未编号）" in text and "草稿" not in text


@pytest.mark.parametrize("lines", range(1, 23, 3))
def test_signature_and_seal_never_stand_on_a_page_without_text(lines: int, tmp_path: Path) -> None:
    text = NoticeText((*long_text(0).blocks, *(Block(Kind.PARAGRAPH, f"第{n}段督办。") for n in range(12 + lines))))
    pages = papers.text(pdf_of(figures(county()), text=text), tmp_path).split("\f")
    signed = next(page for page in pages if "2017年7月5日" in page)
    assert "段督办" in signed and "盐山县行政审批局" in signed


def test_the_imprint_ends_on_the_lower_edge_of_the_last_upright_page(tmp_path: Path) -> None:
    pdf = usual_pdf()
    with pikepdf.open(BytesIO(pdf)) as document:
        last = document.pages[-1]
        assert int(last.get("/Rotate", 0)) == 0
        rules = horizontal_rules(last)
        count = len(document.pages)
    assert max(rules) == pytest.approx(TOP + 225, abs=0.05)
    assert rules[max(rules)] == pytest.approx(0.35, abs=0.01)
    assert sorted(rules.values()) == pytest.approx([0.25, 0.35, 0.35], abs=0.01)
    words = papers.words(pdf, tmp_path)
    copies, printed = find(words, "抄送："), [word for word in words if "印发" in word.text][-1]
    assert copies.page == printed.page == count
    assert copies.left == pytest.approx(LEFT + FOUR / MM, abs=0.3) and copies.text.endswith("县政府办公室。")
    assert printed.right == pytest.approx(RIGHT - FOUR / MM, abs=0.3) and printed.text == "2017年7月5日印发"


def horizontal_rules(page: pikepdf.Page) -> dict[float, float]:
    """Depth in mm → thickness in mm of the rules across the type area."""
    found, thickness, start = {}, 0.0, (0.0, 0.0)
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "w":
                thickness = float(operands[0]) / MM
            case "m":
                start = (float(operands[0]), float(operands[1]))
            case "l" if float(operands[0]) - start[0] == pytest.approx(AREA_WIDTH * MM, abs=0.1):
                found[round(297 - start[1] / MM, 2)] = thickness
    return found


def test_annexes_begin_on_new_pages_in_order_and_are_noted_below_the_text(tmp_path: Path) -> None:
    pages = papers.text(usual_pdf(), tmp_path).split("\f")
    heads = [page.split()[0] for page in pages if page.split()[:1] and page.split()[0].startswith("附件")]
    assert heads == ["附件1", "附件2", "附件3", "附件4", "附件5"]
    words = papers.words(usual_pdf(), tmp_path)
    first, second = find(words, "附件：1."), next(word for word in words if word.text == "2.")
    # set apart, or 1. and 2017 would read as one number
    of_first, of_second = (find(words, f"2017年6月{what}办件情况统计表") for what in ("乡镇", "部门"))
    assert first.left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.3)
    assert second.left == pytest.approx(first.left + 3 * CHARACTER, abs=0.3)
    assert first.text == "附件：1." and of_first.left == pytest.approx(of_second.left, abs=0.3)


def test_a_single_annex_bears_no_number(tmp_path: Path) -> None:
    text = papers.text(pdf_of(figures(county({"千童镇": 1}))), tmp_path)
    assert "附件：2017年6月乡镇办件情况统计表" in text and "（见附件）" in text and "附件1" not in text


def test_a_month_without_a_row_has_no_annex(tmp_path: Path) -> None:
    text = papers.text(pdf_of(figures()), tmp_path)
    assert "附件" not in text and "没有收件" in text


def test_wide_annexes_lie_and_the_text_stands() -> None:
    with pikepdf.open(BytesIO(usual_pdf())) as document:
        turned = [int(page.get("/Rotate", 0)) for page in document.pages]
    assert turned.count(90) == 5 and turned[0] == turned[-1] == 0


def test_two_thousand_red_rows_are_all_found_under_repeated_heads(tmp_path: Path) -> None:
    red = [line(f"YS2017{n:07}", unit=f"第{n % 40:02}单位") for n in range(2_000)]
    pdf = pdf_of(figures(county({"千童镇": 3}), red=red))
    pages = papers.text(pdf, tmp_path).split("\f")
    listed = [page for page in pages if "YS2017" in page and "受理时间" in page]
    assert all("办件编号" in page for page in listed) and len(listed) > 50
    whole = "".join(pages)
    assert all(f"YS2017{n:07}" in whole for n in range(2_000))


def test_every_font_is_embedded_and_names_with_rare_characters_are_found(tmp_path: Path) -> None:
    red = [
        line("YS1", officer="𬭎某"),
        line("YS2", officer="䶮某", township="㛃庄镇"),
        line("YS3", unit="喆堃镇昇珺中心"),
    ]
    pdf = pdf_of(figures(county({"千童镇": 3}), red=red))
    assert all(font["embedded"] == font["unicode"] == "yes" for font in papers.fonts(pdf, tmp_path))
    text = papers.text(pdf, tmp_path)
    assert all(name in text for name in ("𬭎某", "䶮某", "㛃庄镇", "喆堃镇"))
    assert check_pdfa(pdf) == []


def test_the_same_input_gives_the_same_bytes() -> None:
    assert usual_pdf() == pdf_of(usual())


def test_the_file_names_its_title_author_language_and_parts() -> None:
    with pikepdf.open(BytesIO(usual_pdf())) as document:
        assert str(document.docinfo["/Title"]) == "盐山县行政审批局关于2017年6月份行政审批电子监察情况的通报"
        assert str(document.Root.Lang) == "zh-CN"
        with document.open_outline() as outline:
            parts = [item.title for item in outline.root]
    assert parts[:4] == ["一、总体情况", "二、乡镇排名", "三、存在的主要问题", "四、下步工作要求"]
    assert parts[4] == "附件1 2017年6月乡镇办件情况统计表"


def test_paper_says_what_the_officer_wrote(tmp_path: Path) -> None:
    typed = "关于六月的通报\n各乡镇：\n一、情况。六月平稳。\n特此通报。"
    text = papers.text(pdf_of(usual(), text=NoticeText.from_lines(typed)), tmp_path)
    assert "特此通报。" in text and "一、情况。六月平稳。" in text and "存在的主要问题" not in text


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Block(Kind.TITLE, ""), Block(Kind.PARAGRAPH, ""), Block(Kind.HEADING_1, "")),
        (Block(Kind.TITLE, "关于" * 40), Block(Kind.HEADING_1, "一、" + "很长的标题" * 60)),
        (Block(Kind.PARAGRAPH, "只有正文。"), Block(Kind.HEADING_2, "（一）标题在最后")),
        (Block(Kind.HEADING_4, "（1）没有上级标题。"), Block(Kind.ADDRESSEES, "各乡镇：")),
    ],
)
def test_whatever_an_officer_leaves_of_the_text_can_be_printed(blocks: tuple[Block, ...], tmp_path: Path) -> None:
    text = papers.text(pdf_of(usual(), text=NoticeText(blocks)), tmp_path)
    assert "盐审监〔2017〕7号" in text and "2017年7月5日" in text


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(MissingGlyph, match="U\\+E000"):
        pdf_of(usual(), text=NoticeText.from_lines("标题\n各乡镇：\n私有区\ue000字符。"))


@pytest.mark.parametrize("sealed", [True, False])
def test_a_digital_signature_has_its_place_on_name_and_date(sealed: bool, tmp_path: Path) -> None:
    head = replace(HEAD, sealed=sealed)
    of = usual()
    done = notice_of(of, head, write_notice(of, head), "盐审监〔2017〕7号", draft=False)
    day = next(word for word in papers.words(done.pdf, tmp_path) if word.text == "2017年7月5日" and word.left > 105)
    place = done.signature
    assert place.page == day.page
    assert place.x <= day.middle <= place.x + place.width
    assert place.y <= day.top + 1 and day.bottom - 1 <= place.y + place.height
