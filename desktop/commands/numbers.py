"""Whole numbers on the command line, within what a database can hold."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

LARGEST: Final = 2**63 - 1
"""Of a database's whole numbers (SQLite, PostgreSQL's bigint)."""


def whole(lowest: int = -LARGEST, highest: int = LARGEST) -> Callable[[str], int]:
    """For add_argument(type=…): a whole number between two bounds, both allowed; anything else is wrong use."""

    def read(text: str) -> int:
        try:
            number = int(text) if len(text) <= len(str(-LARGEST)) else highest + 1
        except ValueError:
            raise argparse.ArgumentTypeError(f"“{text}”不是整数") from None
        if not lowest <= number <= highest:
            raise argparse.ArgumentTypeError(f"“{text}”不在 {lowest} 到 {highest} 之间")
        return number

    return read


numbered = whole(1)
"""The number of a row of ours: 1 or more."""
