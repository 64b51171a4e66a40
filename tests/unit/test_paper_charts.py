"""matplotlib figures on paper: shapes and real text, in the document's fonts, leaving the figure as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from reports.paper import MissingGlyph, Role, check_pdfa
from reports.paper.charts import role_of
from tests.papers import DOTS, fonts, paper, printed, text, words


def bars(title: str = "各乡镇亮灯") -> Figure:
    figure = Figure(figsize=(4, 3), layout="constrained")
    axes = figure.subplots()
    axes.bar(["盐山镇", "李𬭎村"], [12, 30], label="正常", color="#2e8b3d")
    axes.bar(["盐山镇", "李𬭎村"], [2, 3], bottom=[12, 30], label="超期", color="#cc1a1f", alpha=0.5, hatch="//")
    axes.plot([0, 1], [5, 20], "o--", clip_on=True)
    axes.set_title(title)
    axes.set_ylabel("办件数")
    axes.legend()
    return figure


def built(*figures: Figure, captions: tuple[str, ...] = ()) -> bytes:
    document = paper()
    document.figures(figures, 80, captions=captions)
    return document.build(check=False)


def test_the_words_of_a_chart_are_text_that_can_be_found(tmp_path: Path) -> None:
    found = text(built(bars(), captions=("图1 亮灯",)), tmp_path)
    assert all(word in found for word in ("各乡镇亮灯", "盐山镇", "李𬭎村", "超期", "图1 亮灯"))


def test_a_chart_brings_no_font_of_its_own_and_keeps_to_pdf_a(tmp_path: Path) -> None:
    pdf = built(bars())
    assert check_pdfa(pdf) == []
    assert {font["name"].split("+")[1] for font in fonts(pdf, tmp_path)} <= {
        "NotoSansSC-Regular",
        "NotoSerifSC-Regular",
    }


def test_a_chart_stays_in_its_place(tmp_path: Path) -> None:
    found = [word for word in words(built(bars()), tmp_path) if word.top < 200]
    assert min(word.left for word in found) >= 28
    assert max(word.right for word in found) <= 184
    assert min(word.top for word in found) >= 36.5
    assert max(word.bottom for word in found) <= 37 + 80


def test_charts_side_by_side_share_the_width(tmp_path: Path) -> None:
    titles = [word for word in words(built(bars("左图"), bars("右图")), tmp_path) if word.text in ("左图", "右图")]
    assert [(word.text, word.left < 106) for word in titles] == [("左图", True), ("右图", False)]


def test_the_figure_is_as_before_when_it_has_been_printed() -> None:
    figure = bars()
    before = (*figure.get_size_inches(), figure.dpi, figure.canvas)
    built(figure)
    assert (*figure.get_size_inches(), figure.dpi, figure.canvas) == before


def test_the_same_figure_gives_the_same_bytes() -> None:
    assert built(bars()) == built(bars())


def test_a_character_that_no_font_has_stops_the_chart_too() -> None:
    with pytest.raises(MissingGlyph, match=r"U\+2F800"):
        built(bars("\U0002f800"))


def test_chinese_between_dollar_signs_is_text_and_a_formula_is_drawn(tmp_path: Path) -> None:
    assert "$甲$" in text(built(bars("$甲$")), tmp_path)
    assert check_pdfa(built(bars("$x^2$"))) == []


@pytest.mark.parametrize(
    ("family", "weight", "role"),
    [
        ("sans-serif", "bold", Role.HEI),
        ("serif", "normal", Role.SONG),
        ("serif", "bold", Role.SONG_BOLD),
        ("serif", 400, Role.SONG),
        ("serif", 700, Role.SONG_BOLD),
    ],
)
def test_families_stand_for_typefaces(family: str, weight: str | int, role: Role) -> None:
    assert role_of(FontProperties(family=family, weight=weight)) is role


def test_a_picture_in_a_chart_stands_upright(tmp_path: Path) -> None:
    figure = Figure()
    axes = figure.add_axes((0, 0, 1, 1))
    axes.axis("off")
    axes.imshow([[0.0, 0.0], [1.0, 1.0]], cmap="gray", aspect="auto")
    image = printed(built(figure), tmp_path)
    upper, lower = (image.getpixel((106 * DOTS, (37 + depth) * DOTS)) for depth in (15, 65))
    assert (upper, lower) == (0, 255)
