"""Reads the cases once and works out figures from them, off the window's thread."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from desktop.errors import CommandError
from desktop.settings import Settings
from desktop.window.figures.bench import Cancelled, Progress
from monitoring.clock import ticking
from monitoring.ports import StoreUnavailable
from reports.figures.periods import Period
from reports.figures.values import Figures, Grouping
from reports.figures.working import PeriodNotBegun, usual_cutoff, work_out

if TYPE_CHECKING:
    from reports.figures.history import History

KEEP_SECONDS: Final = 600.0
"""Cases that were read are used again for so long: another grouping or period then takes a moment only."""
KEEP_CASES: Final = 200_000
"""Of more cases nothing is kept: they would take the memory that the board needs."""
NOT_BEGUN: Final = "not_begun"

Wanted = dict[Grouping, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Figures and what there is to choose from, or why there are none (a sentence, or NOT_BEGUN)."""

    figures: Figures | None
    choices: dict[Grouping, list[tuple[str, str, int]]] = field(default_factory=dict)
    """For each grouping that can be narrowed: key, name and number of cases."""
    why_not: str = ""


class Reading:
    """Used by one job at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._history: History | None = None
        self._read_at = float("-inf")

    def forget(self) -> None:
        """The next answer reads the store anew."""
        self._history = None

    def answer(self, period: Period, wanted: Wanted, now: datetime, progress: Progress) -> Answer:
        """The figures of a period as of its end, or of ``now`` while it lasts. Raises Cancelled."""
        from reports.figures.narrowing import narrowed

        if now <= period.start:
            return Answer(None, why_not=NOT_BEGUN)
        try:
            history = self._cases(now, progress)
            cutoff = usual_cutoff(period, min(now, history.cutoff))
            figures = work_out(narrowed(history, wanted), period, cutoff)
            return Answer(figures, choices_of(history))
        except PeriodNotBegun:
            return Answer(None, why_not=NOT_BEGUN)
        except StoreUnavailable as error:
            return Answer(None, why_not=error.detail)
        except CommandError as error:
            return Answer(None, why_not=str(error))

    def _cases(self, now: datetime, progress: Progress) -> History:
        from desktop.reporting.works import read_history

        kept = self._history
        if kept is not None and ticking() - self._read_at < KEEP_SECONDS and kept.cutoff <= now:
            return kept
        self._history = None
        history = read_history(self._settings, now, lambda cases: _told(progress, cases))
        if len(history.cases) <= KEEP_CASES:
            self._history, self._read_at = history, ticking()
        return history


def _told(progress: Progress, cases: int) -> None:
    """Nobody knows how many cases there are until all are read: the bar comes ever closer to its end."""
    if not progress(cases / (cases + 20_000)):
        raise Cancelled


def choices_of(history: History) -> dict[Grouping, list[tuple[str, str, int]]]:
    """Rows by grouping with the number of their cases, the fullest first."""
    import numpy as np

    from reports.figures.groups import Groups
    from reports.figures.narrowing import codes_of

    groups = Groups(history.catalogue, history.keys)
    found = {}
    for grouping in (Grouping.TOWNSHIP, Grouping.ITEM, Grouping.UNIT, Grouping.LEVEL):
        group = groups.of(grouping)
        counts = np.bincount(group.rows(codes_of(history, grouping)[0]), minlength=len(group.names)).tolist()
        rows = [(name.key, name.name, count) for name, count in zip(group.names, counts, strict=True) if count]
        found[grouping] = sorted(rows, key=lambda row: -row[2])
    return found
