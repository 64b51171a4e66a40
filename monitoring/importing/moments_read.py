"""Moments of other systems as the site's wall clock in whole seconds.

The store has whole seconds. What *happened* (a start, an end, an event) is rounded up, a *due* is rounded down: then
late by a fraction of a second still is late. A due that was kept within its own second is rounded up instead, so that
on time stays on time.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from monitoring.moments import SECOND, to_local

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""What lies outside is a typing error, and the engine would not read it."""


def happened(exact: datetime) -> datetime:
    """Rounded up to the next whole second."""
    whole = exact.replace(microsecond=0)
    return whole + SECOND if exact.microsecond else whole


def due(exact: datetime, ended: datetime | None) -> datetime:
    """Rounded so that ``happened(ended) > due`` exactly where ``ended > exact``; down where nothing has ended."""
    return happened(exact) if ended is not None and ended <= exact else exact.replace(microsecond=0)


def exact_moment(text: str, zone: ZoneInfo, formats: tuple[str, ...] = ()) -> datetime:
    """The site's wall clock of a moment by the first format that fits, without formats ISO 8601; fractions are kept.

    Raises ValueError for what is no moment, or lies in a year that cannot be meant.
    """
    try:
        local = to_local(_formatted(text.strip(), formats), zone)
    except OverflowError as error:
        raise ValueError(text) from error
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise ValueError(text)
    return local


def _formatted(text: str, formats: tuple[str, ...]) -> datetime:
    if not formats:
        return datetime.fromisoformat(text)
    for pattern in formats:
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007 - naive means the site's wall clock
        except ValueError:
            continue
    raise ValueError(text)
