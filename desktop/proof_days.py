"""What a day of a proof counts, in words: office hours, or for a limit in natural days whole days of any kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from monitoring.explaining import DayLine, Explanation
from resources import Words

NATURAL_DAYS: Final = "whole_calendar_days"
"""The basis of a limit that counts rest days and holidays too."""
OPEN_KINDS: Final = ("workday", "makeup_workday")
STOPPED: Final = frozenset({"suspended", "correction", "off_clock"})
"""Notes of a day that a stop took away."""


def counts_every_day(proof: Explanation) -> bool:
    """Whether rest days count as any other."""
    return NATURAL_DAYS in proof.basis


def can_count(proof: Explanation, line: DayLine) -> bool:
    """Whether days of this kind count at all under this limit."""
    return counts_every_day(proof) or line.kind in OPEN_KINDS


def sums(words: Words, proof: Explanation, line: DayLine, said: Callable[[int], str]) -> tuple[str, str]:
    """What counted of a day and what stops took of it; '' for nothing. ``said`` puts office seconds into words."""
    if not counts_every_day(proof):
        counted, cut = (said(seconds) if seconds else "" for seconds in (line.counted_seconds, line.suspended_seconds))
        return counted, cut
    if not _ran(proof, line):
        return "", ""
    one_day = words.phrase("amounts", "one_day")
    return ("", one_day) if STOPPED & set(line.note.split()) else (one_day, "")


def _ran(proof: Explanation, line: DayLine) -> bool:
    """Whether the clock of natural days had this day behind or under it: not the first one, none to come."""
    if proof.started_at is None or line.date <= proof.started_at.date():
        return False
    return line.date <= min(proof.at, proof.ended_at or proof.at).date()
