"""Figures with what they are counted in, where no column of like figures tells it."""

from __future__ import annotations

from reports import saying
from reports.figures.definitions import Measure
from reports.figures.values import Number
from resources import Words


def with_unit(words: Words, measure: Measure, value: Number) -> str:
    """'8.0 个工作日'; counts and shares say themselves what they are."""
    said = saying.figure(measure, value)
    return words.phrase("amounts", "days").format(days=said) if measure.unit == "days" and value is not None else said


def titled(words: Words, measure: Measure) -> str:
    """'平均办理时长（工作日）': the name above or before plain figures."""
    name = measure.named(words.language)
    return f"{name}{words.phrase('amounts', 'in_days')}" if measure.unit == "days" else name
