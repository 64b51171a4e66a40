"""Numbers as PDF writes them."""

from __future__ import annotations

from collections.abc import Sequence


def number(value: float) -> str:
    """A number as PDF writes it: at most three decimals, no exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def numbers(values: Sequence[float]) -> str:
    return " ".join(number(value) for value in values)
