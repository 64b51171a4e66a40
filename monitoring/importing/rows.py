"""Rows of the native case store as a writer hands them over. Moments are text ``YYYY-MM-DD HH:MM:SS``, which SQLite
stores as it is and every other database reads as a timestamp.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class CaseRow(NamedTuple):
    case_no: str
    item_code: str | None = None
    region_code: str | None = None
    unit_id: str | None = None
    title: str | None = None
    applicant_name: str | None = None
    applicant_mobile: str | None = None
    channel_code: str | None = None
    applied_at: str | None = None
    accepted_at: str | None = None
    promised_due: str | None = None
    statutory_due: str | None = None
    state: str | None = None
    finished_at: str | None = None
    result_code: str | None = None
    result_reason: str | None = None
    updated_at: str | None = None


class NodeRow(NamedTuple):
    case_no: str
    seq: int
    node_seq: int | None = None
    name: str | None = None
    unit_id: str | None = None
    officer_id: str | None = None
    entered_at: str | None = None
    left_at: str | None = None
    due_at: str | None = None
    action: str | None = None
    opinion: str | None = None
    updated_at: str | None = None


class SuspensionRow(NamedTuple):
    case_no: str
    seq: int
    kind: str | None = None
    basis: str | None = None
    approver: str | None = None
    reason: str | None = None
    started_at: str | None = None
    limit_value: float | None = None
    limit_unit: str | None = None
    ended_at: str | None = None
    updated_at: str | None = None


class CorrectionRow(NamedTuple):
    case_no: str
    seq: int
    notified_at: str | None = None
    reason: str | None = None
    received_at: str | None = None
    updated_at: str | None = None


class WholeCase(NamedTuple):
    """A case with its rows. None for a table: the source says nothing about it, what is there stays."""

    case: CaseRow
    nodes: tuple[NodeRow, ...] | None = None
    suspensions: tuple[SuspensionRow, ...] | None = None
    corrections: tuple[CorrectionRow, ...] | None = None


def stamp(moment: datetime) -> str:
    """A naive moment of whole seconds as the store's text."""
    return moment.isoformat(" ", "seconds")
