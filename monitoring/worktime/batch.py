"""Batch forms (numpy arrays of many cases at once)."""

from __future__ import annotations

from monitoring.worktime.days import Days
from monitoring.worktime.refusals import Refusals
from monitoring.worktime.timeline import Timeline


class BatchForms:
    """The questions of a working calendar, asked for many cases at once."""

    _days: Days
    _refusals: Refusals
    _seconds: Timeline
