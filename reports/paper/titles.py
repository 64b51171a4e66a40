"""A title broken in balance: centred lines in a trapezium or a rhombus, no word torn (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reports.paper.lines import clusters

AFTER: Final = ("关于", "和", "与", "暨", "的", "月份", "情况", "工作", "年", "市", "县", "局", *"、，）》 ")
"""Ends of words after which a title is gladly broken, as well as before the words below."""
BEFORE: Final = ("关于", "的通", "通报", "通知", "行政", "审批", "电子监察", "办理", "实施", "（", "《")
QUOTED: Final = re.compile(r"(“[^“”]*”)")
"""What stands in quotation marks is kept on one line, where a line is long enough for it."""
DATE: Final = re.compile(r"(\d+年(?:\d+月份?)?(?:\d+日)?|第?\d+[季期周号]度?)")
"""Kept on one line."""
TORN: Final = 4.0
"""How much a break inside a word costs, in characters of unevenness."""
HOURGLASS: Final = 3.0
"""How much it costs that a middle line is shorter than both its neighbours."""


def balanced(text: str, fitting: int) -> list[str]:
    """Lines of at most ``fitting`` characters: as few as will do, near one length, broken between words."""
    parts = _words(text.strip(), fitting)
    length = sum(len(part) for part in parts)
    if length <= fitting:
        return [text.strip()]
    for count in range(-(-length // fitting), len(parts) + 1):
        found = _best(parts, count, fitting)
        if found:
            return found
    return [text.strip()]


def _words(text: str, fitting: int) -> list[str]:
    """Clusters, with each date and each quotation in one."""
    found: list[str] = []
    for at, part in enumerate(QUOTED.split(text)):
        found += [part] if at % 2 and len(part) <= fitting else _dated(part)
    return found


def _dated(text: str) -> list[str]:
    found: list[str] = []
    for at, part in enumerate(DATE.split(text)):
        found += [part] if at % 2 else clusters(part)
    return found


def _best(parts: Sequence[str], count: int, fitting: int) -> list[str]:
    """The cheapest way to break into ``count`` lines; empty where none fits."""
    choices = [way for way in _ways(parts, count, fitting) if len(way) == count]
    return min(choices, key=_cost, default=[])


def _ways(parts: Sequence[str], count: int, fitting: int) -> list[list[str]]:
    """The promising ways: every first line that leaves the rest a fair chance."""
    whole = "".join(parts)
    if count == 1:
        return [[whole.strip()]] if len(whole.strip()) <= fitting else []
    found, first = [], ""
    for at, part in enumerate(parts[:-1]):
        first += part
        rest = len(whole) - len(first)
        if len(first) > fitting:
            break
        if rest <= (count - 1) * fitting and len(first) * count * 2 >= len(whole):
            found += [[first.strip(), *way] for way in _ways(parts[at + 1 :], count - 1, fitting)]
    return found


def _cost(lines: Sequence[str]) -> float:
    lengths = [len(line) for line in lines]
    uneven = max(lengths) - min(lengths)
    torn = sum(TORN for line, after in zip(lines, lines[1:], strict=False) if not _between_words(line, after))
    waist = sum(HOURGLASS for a, b, c in zip(lengths, lengths[1:], lengths[2:], strict=False) if b < a and b < c)
    return uneven + torn + waist + (0.5 if len(set(lengths)) == 1 else 0.0)


def _between_words(line: str, after: str) -> bool:
    return line.endswith(AFTER) or after.startswith(BEFORE)
