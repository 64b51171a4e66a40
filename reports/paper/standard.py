"""What the standard says of an official document on paper: GB/T 9704-2012 《党政机关公文格式》, one table.

Lengths in millimetres (``MM`` turns them to points), type in points. Rows marked * were not checked against the
printed standard: to correct one, change its line here and nothing else.
"""

from __future__ import annotations

from typing import Final

MM: Final = 72 / 25.4
"""Points in a millimetre."""

# paper (5.1, 5.2.1)
PAPER_WIDTH: Final = 210.0
PAPER_HEIGHT: Final = 297.0
TOP: Final = 37.0
"""天头, ± 1 mm."""
LEFT: Final = 28.0
"""订口, ± 1 mm; the standard's own drawing has it on the left of odd and even pages alike*."""
AREA_WIDTH: Final = 156.0
AREA_HEIGHT: Final = 225.0
"""版心; 26 mm stay on the right, 35 mm below."""

# the grid (5.2.3): 22 lines of 28 characters
BODY_SIZE: Final = 15.79
"""3号; 16 pt would leave room for 27 characters only."""
LEADING: Final = 28.99
LINES: Final = 22
CHARACTERS: Final = 28
INDENT: Final = 2
"""Characters that a paragraph's first line is indented by (7.3.3)."""

# sizes of type
TITLE_SIZE: Final = 22.0
"""2号: the title (7.3.1), and that of an annex."""
FOUR: Final = 14.0
"""4号: page number, 抄送, 印发."""
SMALL_FOUR: Final = 12.0
FIVE: Final = 10.5
"""5号: cells of tables, as is usual; the standard leaves them open."""
SMALL_FIVE: Final = 9.0

# the head (7.2)
MARK_TOP: Final = 35.0
"""From the top of the type area to the top of the red 发文机关标志."""
LINES_TO_NUMBER: Final = 2
NUMBER_TO_RULE: Final = 4.0
"""From 发文字号 to the red rule."""
LINES_TO_TITLE: Final = 2
LINES_TO_ADDRESSEE: Final = 1

# the end (7.3.5, 7.4)
DATE_FROM_RIGHT_SEALED: Final = 4
"""Characters between the date and the right edge where there is a seal."""
NAME_FROM_RIGHT: Final = 2
"""Characters between an unsealed document's signature and the right edge*."""
RULE_OUTER: Final = 0.35
"""First and last rule of 版记*."""
RULE_INNER: Final = 0.25
"""Rules between*."""
IMPRINT_INDENT: Final = 1
"""Characters left free on both sides of 抄送 and 印发."""
RED_RULE: Final = 0.7
"""Thickness of the red rule: the standard leaves it open*."""

# the page number (7.5)
NUMBER_DROP: Final = 7.0
"""From the lower edge of the type area down to the dashes beside the number."""
NUMBER_INDENT: Final = 1
"""Characters (of 4号) between the number and the edge: right on odd pages, left on even ones."""

# seals (county 4.5 cm, township 4.2 cm across)
SEAL_COUNTY: Final = 45.0
SEAL_TOWNSHIP: Final = 42.0


def fitted_size(wanted: float, characters: int) -> float:
    """The size in points at which that many characters fit the type area's width, at most the wanted one."""
    return min(wanted, AREA_WIDTH * MM / max(characters, 1))
