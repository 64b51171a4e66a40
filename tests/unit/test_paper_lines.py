"""Lines of Chinese: what may not begin or end one, what may not be torn, how the rest is spread; titles in balance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper.fonts import FontSet, MissingGlyph
from reports.paper.lines import CLOSING, OPENING, Line, broken, clusters, styled, tidy
from reports.paper.press import Press, Style
from reports.paper.titles import balanced
from reports.paper.values import Role, Run

SIZE = 10.0
STYLE = Style(Role.FANG, SIZE)


PRESS = Press(FontSet.carried())


@pytest.fixture
def press() -> Press:
    return PRESS


def lines(press: Press, text: str, characters: float, first: float | None = None) -> list[str]:
    room = characters * SIZE
    found = broken(press, [(STYLE, text)], room, room if first is None else first * SIZE)
    return ["".join(part for _, part in line.pieces) for line in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("甲乙丙丁戊己", ["甲乙丙丁", "戊己"]),
        ("甲乙丙丁", ["甲乙丙丁"]),
        ("甲乙丙丁，戊", ["甲乙丙", "丁，戊"]),  # a comma never begins a line
        ("甲乙丙丁”。戊", ["甲乙丙", "丁”。戊"]),
        ("甲乙丙（丁戊）", ["甲乙丙", "（丁戊）"]),  # an opening bracket never ends one
        ("甲乙丙《“丁", ["甲乙丙", "《“丁"]),
        ("甲乙丙12.5%丁", ["甲乙丙", "12.5%丁"]),  # a number keeps its point and its sign
        ("甲乙2017年7月5日", ["甲乙2017", "年7月5日"]),
        ("甲乙丙丁——戊", ["甲乙丙丁", "——戊"]),
        ("甲乙丙丁……戊", ["甲乙丙丁", "……戊"]),
        ("甲乙\n丙", ["甲乙", "丙"]),
        ("甲\n\n乙", ["甲", "", "乙"]),
        ("abc defgh ij", ["abc", "defgh ij"]),
    ],
)
def test_lines_break_where_they_may(press: Press, text: str, wanted: list[str]) -> None:
    assert lines(press, text, 4) == wanted


def test_what_is_longer_than_a_line_is_torn_at_any_character(press: Press) -> None:
    assert lines(press, "1234567890123", 3) == ["123456", "789012", "3"]
    assert "".join(lines(press, "（" * 9 + "甲", 4)) == "（" * 9 + "甲"


def test_the_first_line_has_less_room_where_it_is_indented(press: Press) -> None:
    assert lines(press, "甲乙丙丁戊己", 4, first=2) == ["甲乙", "丙丁戊己"]


def test_nothing_is_lost_or_changed_by_breaking(press: Press) -> None:
    text = "截至2017年6月30日24时，全县在办365件（其中“挂起”12件），按时办结率98.75%；千童镇、韩集镇并列第一。"
    for room in range(2, 30):
        assert "".join(lines(press, text, room)) == text


@given(st.text("甲乙，。（）“”、—…1.5%a- ", max_size=60), st.integers(2, 12), st.integers(2, 12))
def test_whatever_is_broken_fits_and_keeps_its_characters(text: str, room: int, first: int) -> None:
    found = broken(PRESS, [(STYLE, text)], room * SIZE, first * SIZE)
    rooms = [first, *[room] * len(found)]
    for line, fitting in zip(found, rooms, strict=False):
        shown = "".join(part for _, part in line.pieces)
        assert PRESS.width(shown.rstrip(" "), Role.FANG, SIZE) <= fitting * SIZE + 0.02
    joined = "".join(part for line in found for _, part in line.pieces)
    assert joined.replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.sampled_from(["甲", "乙，", "丙。”", "12.5%、", "（丁）", "——", "《戊》"]), max_size=30))
def test_no_closing_mark_begins_a_line_and_no_opening_one_ends_it(words: list[str]) -> None:
    for line in lines(PRESS, "".join(words), 6):
        assert line[:1] not in tuple(CLOSING)
        assert line[-1:] not in tuple(OPENING)


def test_runs_keep_their_typefaces_across_lines(press: Press) -> None:
    pieces = styled([Run("甲乙丙", Role.KAI), Run("丁戊", size=20.0)], STYLE)
    found = broken(press, pieces, 50.0, 50.0)
    assert [[(style.role, style.size, text) for style, text in line.pieces] for line in found] == [
        [(Role.KAI, 10.0, "甲乙丙"), (Role.FANG, 20.0, "丁")],
        [(Role.FANG, 20.0, "戊")],
    ]


def test_the_rest_of_a_line_is_spread_over_its_gaps() -> None:
    line = Line(((STYLE, "甲乙丙丁戊"),), 50.0, last=False)
    assert line.spread(54.0) == pytest.approx(1.0)
    assert line.spread(50.0) == 0


def test_a_last_line_and_one_that_would_gape_stay_ragged() -> None:
    assert Line(((STYLE, "甲乙丙丁戊"),), 50.0, last=True).spread(54.0) == 0
    assert Line(((STYLE, "甲乙"),), 20.0, last=False).spread(60.0) == 0
    assert Line(((STYLE, "甲"),), 10.0, last=False).spread(11.0) == 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("李\u200b某\ufeff某", "李某某"),
        ("李\t某\r", "李 某 "),
        ("李\u3000某", "李\u3000某"),
        ("喆\ufe00堃\U000e0100", "喆堃"),
        ("a\x00b", "ab"),
    ],
)
def test_what_cannot_be_seen_is_left_out(text: str, wanted: str) -> None:
    assert tidy(text) == wanted


def test_a_private_character_is_missed_by_name_not_dropped(press: Press) -> None:
    with pytest.raises(MissingGlyph, match=r"U\+E001"):
        lines(press, tidy("李\ue001"), 4)


def test_clusters_hold_together_what_belongs_together() -> None:
    assert clusters("“甲”，12,345件（130925-2017-0001）") == ["“甲”，", "12,345", "件", "（130925-2017-0001）"]
    assert clusters("（见附件3）见附件12。附件") == ["（见", "附件3）", "见", "附件12。", "附", "件"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("短标题", ["短标题"]),
        ("关于2017年6月份全县行政审批电子监察情况的通报", ["关于2017年6月份全县", "行政审批电子监察情况的通报"]),
        ("盐山县行政审批局关于2017年6月份全县行政审批电子监察情况的通报", None),
        ("盐山县行政审批局关于进一步加强和规范乡镇便民服务中心及村级代办点行政审批电子监察工作情况的督办通知", None),
    ],
)
def test_a_title_is_broken_in_balance(text: str, wanted: list[str] | None) -> None:
    found = balanced(text, 20)
    assert "".join(found) == text
    assert max(map(len, found)) <= 20
    assert len(found) == -(-len(text) // 20)
    if wanted is not None:
        assert found == wanted
    else:
        assert max(map(len, found)) - min(map(len, found)) <= 6


def test_a_title_without_any_word_end_is_broken_all_the_same() -> None:
    assert balanced("甲" * 45, 20) == ["甲" * 15] * 3


def test_a_date_in_a_title_is_not_torn() -> None:
    assert balanced("盐山县行政审批局关于2017年6月份情况的通报", 14) == [
        "盐山县行政审批局关于",
        "2017年6月份情况的通报",
    ]


def test_a_title_is_not_broken_within_quotation_marks() -> None:
    found = balanced("关于城乡居民最低生活保障待遇核定“县级审核审批确认”环节超时的督办通知", 20)
    assert any("“县级审核审批确认”" in line for line in found)
    assert all(len(line) <= 20 for line in found)
    assert len(balanced(f"关于“{'甲' * 30}”环节超时的督办通知", 20)) > 1, "what no line can hold is broken all the same"
