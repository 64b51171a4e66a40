"""The notice's text as an officer edits it: stored, typed, numbered anew, compared; and how numbers are said."""

from __future__ import annotations

import pytest

from reports.notice.speech import chinese_number, counted_change, days_change, names, points_change
from reports.notice.text import Block, Edit, Kind, NotATextError, NoticeText

TEXT = NoticeText(
    (
        Block(Kind.TITLE, "盐山县行政审批局\n关于六月的通报"),
        Block(Kind.ADDRESSEES, "各乡镇人民政府："),
        Block(Kind.PARAGRAPH, "现将情况通报如下。"),
        Block(Kind.HEADING_1, "一、总体情况"),
        Block(Kind.HEADING_2, "（一）办理情况"),
        Block(Kind.PARAGRAPH, "办结1284件，1.5个工作日。"),
        Block(Kind.HEADING_3, "1.县民政局5件。"),
        Block(Kind.HEADING_4, "（1）高龄补贴。"),
        Block(Kind.HEADING_1, "二、要求"),
    )
)


def test_a_stored_text_comes_back_as_it_was() -> None:
    assert NoticeText.from_json(TEXT.to_json()) == TEXT


def test_typed_lines_are_known_by_their_numbers() -> None:
    typed = NoticeText.from_lines(TEXT.as_lines())
    assert [block.kind for block in typed.blocks] == [block.kind for block in TEXT.blocks]
    assert typed.title == TEXT.title == "盐山县行政审批局关于六月的通报"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("一、总体情况", Kind.HEADING_1),
        ("十二、要求", Kind.HEADING_1),
        ("（三）环节", Kind.HEADING_2),
        ("1.县民政局", Kind.HEADING_3),
        ("12．县民政局", Kind.HEADING_3),
        ("（2）其他", Kind.HEADING_4),
        ("1.5个工作日", Kind.PARAGRAPH),
        ("一是加强领导。", Kind.PARAGRAPH),
        ("2017年6月", Kind.PARAGRAPH),
        ("请注意：", Kind.PARAGRAPH),
    ],
)
def test_a_typed_line_has_the_level_that_its_number_says(line: str, kind: Kind) -> None:
    typed = NoticeText.from_lines(f"标题\n各乡镇：\n正文。\n\n  {line}  ")
    assert typed.blocks[-1] == Block(kind, line)


def test_headings_are_counted_anew_when_one_is_taken_out() -> None:
    shorter = NoticeText(tuple(block for block in TEXT.blocks if block.text != "一、总体情况"))
    assert [block.text for block in shorter.renumbered().blocks if block.kind is Kind.HEADING_1] == ["一、要求"]
    assert TEXT.renumbered() == TEXT


def test_what_was_edited_is_told_block_by_block() -> None:
    blocks = list(TEXT.blocks)
    old, blocks[5] = blocks[5], Block(Kind.PARAGRAPH, "办结1285件。")
    gone = blocks.pop(7)
    blocks.append(new := Block(Kind.PARAGRAPH, "特此通报。"))
    edits = NoticeText(tuple(blocks)).changed_from(TEXT)
    assert edits == (Edit(5, old, blocks[5]), Edit(7, gone, None), Edit(8, None, new))
    assert TEXT.changed_from(TEXT) == ()


@pytest.mark.parametrize(
    ("stored", "why"),
    [
        ("", "不是本程序存下的"),
        ("[]", "不是本程序存下的"),
        ('{"version": 1}', "不是本程序存下的"),
        ('{"version": 1, "blocks": [{"kind": "poem", "text": ""}]}', "不是本程序存下的"),
        ('{"version": 9, "blocks": []}', "版本是 9"),
    ],
)
def test_what_is_no_stored_text_is_refused_in_words(stored: str, why: str) -> None:
    with pytest.raises(NotATextError, match=why):
        NoticeText.from_json(stored)


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")]
)
def test_headings_count_in_chinese(number: int, said: str) -> None:
    assert chinese_number(number) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (120, 100, "比上月增加20件、增长20%"),
        (80, 120, "比上月减少40件、下降33.3%"),
        (100, 100, "与上月持平"),
        (5, 0, "比上月增加5件"),
        (0, 5, "比上月减少5件、下降100%"),
        (5, None, None),
        (None, 5, None),
    ],
)
def test_a_count_beside_the_last_one(now: int | None, before: int | None, said: str | None) -> None:
    assert counted_change(now, before, "上月", rate=True) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (0.982, 0.977, "比上月上升0.5个百分点"),
        (0.95, 1.0, "比上月下降5个百分点"),
        (0.9571, 0.9569, "与上月持平"),
        # as printed: 99.9 % and 100 %, for one late case in ten thousand is no full hundred
        (0.9999, 1.0, "比上月下降0.1个百分点"),
        (0.9, None, None),
    ],
)
def test_a_rate_is_compared_as_it_is_printed(now: float, before: float | None, said: str | None) -> None:
    assert points_change(now, before, "上月") == said


def test_a_mean_is_shorter_longer_or_the_same() -> None:
    assert days_change(3.2, 3.6, "上月") == "比上月缩短0.4个工作日"
    assert days_change(5.0, 3.0, "上月") == "比上月延长2个工作日"
    assert days_change(3.21, 3.19, "上月") == "与上月持平"
    assert days_change(None, 3.0, "上月") is None


def test_long_lists_end_with_how_many_there_are() -> None:
    assert names(["甲", "乙"], 3, "个单位") == "甲、乙"
    assert names(["甲", "乙", "丙", "丁"], 3, "个单位") == "甲、乙、丙等4个单位"
