"""The parts that every official document has: red head, annex note, signature with seal, 版记 (GB/T 9704-2012, 7).

All measures come from reports.paper.standard. Where a distance must fall on the grid of 22 lines it is rounded up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from reports import saying
from reports.ink import HEADING_RED
from reports.letterhead import Letterhead
from reports.paper import Align, Role, Run, Text
from reports.paper.flow import HEADINGS, Paper
from reports.paper.lines import broken, styled
from reports.paper.press import Press, Style
from reports.paper.sheet import Sheet
from reports.paper.signing import SignaturePlace
from reports.paper.standard import (
    AREA_HEIGHT,
    AREA_WIDTH,
    BODY_SIZE,
    CHARACTERS,
    DATE_FROM_RIGHT_SEALED,
    FOUR,
    IMPRINT_INDENT,
    INDENT,
    LEADING,
    LEFT,
    LINES,
    LINES_TO_ADDRESSEE,
    LINES_TO_NUMBER,
    LINES_TO_TITLE,
    MARK_TOP,
    MM,
    NAME_FROM_RIGHT,
    NUMBER_TO_RULE,
    RED_RULE,
    RULE_INNER,
    RULE_OUTER,
    TOP,
    fitted_size,
)

LINE_MM: Final = LEADING / MM
TYPE_MM: Final = BODY_SIZE / MM
RIGHT: Final = LEFT + AREA_WIDTH
TITLE_ON: Final = 10
"""The line of the grid on which the title begins: at the wanted size of the mark just two lines below the red rule."""
MARK_SIZE: Final = (TITLE_ON * LINE_MM - MARK_TOP - (LINES_TO_NUMBER + LINES_TO_TITLE) * LINE_MM - TYPE_MM) * MM - (
    NUMBER_TO_RULE * MM
)
"""Wanted size of the 发文机关标志 in points, about 48: the standard leaves it open, the grid decides."""
UNNUMBERED: Final = "（未编号）"
SEALED_LINES: Final = 5
"""Lines that name, date and seal take below the text: the seal's upper edge is within one line of it (7.3.5.1)."""
SIGNED_LINES: Final = 3
SEAL_DROP: Final = 0.5
"""Lines between the text and the upper edge of the seal: so name and date stand a little below its middle."""
LINES_TO_SIGNATURE: Final = 2
IMPRINT_LEADING: Final = 1.6


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document, and where a digital signature has its place on it (reports.paper.signing)."""

    pdf: bytes
    signature: SignaturePlace


def red_head(paper: Paper, letterhead: Letterhead, number: str | None) -> None:
    """发文机关标志, 发文字号 and the red rule, at the head of the first page (7.2.4–7.2.7)."""
    mark = letterhead.red_heading
    size = fitted_size(MARK_SIZE, len(mark))
    middle, top = LEFT + AREA_WIDTH / 2, TOP + MARK_TOP
    number_top = top + size / MM + LINES_TO_NUMBER * LINE_MM
    rule = number_top + TYPE_MM + NUMBER_TO_RULE + RED_RULE / 2

    def draw(sheet: Sheet) -> None:
        sheet.text(mark, middle, top, Role.SONG_BOLD, size, Align.CENTRE, HEADING_RED, fit=AREA_WIDTH)
        sheet.text(number or UNNUMBERED, middle, number_top, Role.FANG, BODY_SIZE, Align.CENTRE)
        sheet.rule(LEFT, rule, RIGHT, rule, RED_RULE, HEADING_RED)

    paper.absolute(draw)
    paper.down_to(rule - TOP + LINES_TO_TITLE * LINE_MM)


def title(paper: Paper, text: str) -> None:
    """The title; line breaks that it brings are kept, else it is broken in balance (7.3.1)."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    paper.title(lines if len(lines) > 1 else text.strip())
    paper.skip(LINES_TO_ADDRESSEE)


def addressees(paper: Paper, text: str) -> None:
    """主送机关, flush left with a full-width colon (7.3.2)."""
    paper.line(text if text.endswith("：") else f"{text.rstrip(':')}：")


def led(text: str, level: int) -> Text:
    """A paragraph that begins with its heading: that sentence is in the heading's type, the rest is text."""
    head, stop, rest = text.partition("。")
    return [Run(head + stop, HEADINGS[level]), Run(rest, Role.FANG)] if rest else text


def line_count(press: Press, text: str, indent: float = INDENT) -> int:
    """Lines of the grid that a paragraph takes."""
    room = CHARACTERS * BODY_SIZE
    return len(broken(press, styled(text, Style(Role.FANG, BODY_SIZE)), room, room - indent * BODY_SIZE))


def annex_note(paper: Paper, titles: Sequence[str]) -> None:
    """附件说明 one line below the body: numbered where there are several, no mark at the end (7.3.4)."""
    if not titles:
        return
    paper.skip(1)
    if len(titles) == 1:
        paper.hanging("附件：", titles[0])
        return
    paper.hanging("附件：1.", titles[0])
    for number, name in enumerate(titles[1:], start=2):
        paper.hanging(f"{number}.", name, indent=INDENT + len("附件："))


def closing_lines(press: Press, letterhead: Letterhead, titles: Sequence[str]) -> int:
    """Lines that annex note and signature take."""
    note = sum(line_count(press, f"附件：1.{name}", 2 * INDENT) for name in titles) + bool(titles)
    return note + (SEALED_LINES if letterhead.sealed else SIGNED_LINES)


def keep_with_signature(paper: Paper, tail: Sequence[str], closing: int) -> None:
    """Goes to the next page before the last paragraph (with its headings) where else the signature stood alone."""
    wanted = sum(line_count(paper.press, text) for text in tail)
    left = paper.lines_left
    after = left - wanted if wanted <= left else LINES - (wanted - left) % LINES
    if after < closing and wanted + closing <= LINES:
        paper.page_break()


def signature(paper: Paper, letterhead: Letterhead, signed_on: date, *, draft: bool) -> SignaturePlace:
    """署名 and 成文日期, with room for a seal or with its picture, which a draft never carries (7.3.5).

    Answers where a digital signature has its place: there where the seal is, or on name and date without one.
    """
    paper.reserve(SEALED_LINES if letterhead.sealed else SIGNED_LINES)
    text_end = paper.place.y
    paper.skip(LINES_TO_SIGNATURE if letterhead.sealed else 1)
    top = paper.place.y + (LINE_MM - TYPE_MM) / 2
    name, day = letterhead.bureau, saying.day(signed_on)
    widths = tuple(paper.press.width(text, Role.FANG, BODY_SIZE) / MM for text in (name, day))
    name_left, day_left = _sealed(*widths) if letterhead.sealed else _unsealed(*widths)
    across = letterhead.seal_mm
    seal = SignaturePlace(
        paper.place.page, day_left + widths[1] / 2 - across / 2, text_end + SEAL_DROP * LINE_MM, across, across
    )

    def draw(sheet: Sheet) -> None:
        sheet.text(name, name_left, top)
        sheet.text(day, day_left, top + LINE_MM)
        if letterhead.sealed and letterhead.seal_image is not None and not draft:
            sheet.picture(letterhead.seal_image, seal.x, seal.y, seal.width, seal.height)

    paper.absolute(draw)
    paper.skip(2)
    if letterhead.sealed:
        return seal
    left, right = min(name_left, day_left), max(name_left + widths[0], day_left + widths[1])
    return SignaturePlace(seal.page, left, top, right - left, LINE_MM + TYPE_MM)


def _sealed(name: float, day: float) -> tuple[float, float]:
    """Left ends of name and date in mm: the date 4 characters from the right, the name centred over it."""
    middle = RIGHT - DATE_FROM_RIGHT_SEALED * TYPE_MM - day / 2
    middle = min(middle, RIGHT - name / 2)
    return middle - name / 2, middle - day / 2


def _unsealed(name: float, day: float) -> tuple[float, float]:
    """The name 2 characters from the right, the date beginning 2 characters after it; a long date goes first."""
    name_left = RIGHT - NAME_FROM_RIGHT * TYPE_MM - name
    day_left = min(name_left + INDENT * TYPE_MM, RIGHT - NAME_FROM_RIGHT * TYPE_MM - day)
    return min(name_left, day_left - INDENT * TYPE_MM), day_left


def imprint(paper: Paper, letterhead: Letterhead, printed_on: date) -> None:
    """版记 at the foot of the last page, on an upright one: 抄送, 印发机关 and 印发日期 between rules (7.4)."""
    if paper.pages.lying:
        paper.page_break(landscape=False)
    copies = _copies(paper.press, letterhead.copies_to)
    line = IMPRINT_LEADING * FOUR / MM
    height = (len(copies) + 1) * line

    def draw(sheet: Sheet, top: float) -> None:
        left, right = LEFT + IMPRINT_INDENT * FOUR / MM, RIGHT - IMPRINT_INDENT * FOUR / MM
        inset = (line - FOUR / MM) / 2
        sheet.rule(LEFT, top, RIGHT, top, RULE_OUTER)
        for at, text in enumerate(copies):
            hang = sheet.width("抄送：", Role.FANG, FOUR) if at else 0.0
            sheet.text(text, left + hang, top + at * line + inset, Role.FANG, FOUR)
        last = top + len(copies) * line
        if copies:
            sheet.rule(LEFT, last, RIGHT, last, RULE_INNER)
        day = f"{saying.day(printed_on)}印发"
        room = right - left - sheet.width(day, Role.FANG, FOUR) - TYPE_MM
        sheet.text(letterhead.printed_by, left, last + inset, Role.FANG, FOUR, fit=room)
        sheet.text(day, right, last + inset, Role.FANG, FOUR, Align.RIGHT)
        foot = TOP + AREA_HEIGHT
        sheet.rule(LEFT, foot, RIGHT, foot, RULE_OUTER)

    paper.at_bottom(height, draw)


def _copies(press: Press, copies_to: Sequence[str]) -> list[str]:
    """抄送 in lines: further lines stand under the first name, a full stop at the end."""
    if not copies_to:
        return []
    room = (AREA_WIDTH * MM) - 2 * IMPRINT_INDENT * FOUR
    text = f"抄送：{'，'.join(copies_to).rstrip('。')}。"
    hang = press.width("抄送：", Role.FANG, FOUR)
    lines = broken(press, [(Style(Role.FANG, FOUR), text)], room - hang, room)
    return ["".join(part for _, part in line.pieces) for line in lines]
