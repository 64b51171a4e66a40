"""What our own polls saw of each case: when first, whether it vanished, whether it changed after it was over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from monitoring.blocks import NONE, CaseBlock
from monitoring.codes import ProblemCode
from monitoring.ports import KnownSighting, Sighting

LATE_ENTRY: Final = timedelta(days=1)
"""A case first seen so long after its finish was typed in after the fact (体外循环)."""


def sightings_of(block: CaseBlock) -> list[Sighting]:
    """One sighting a case; only what is over has a fingerprint."""
    over = (np.asarray(block.finished_at) != NONE).tolist()
    return [
        Sighting(case_no, _fingerprint(block, row) if over[row] else 0) for row, case_no in enumerate(block.case_no)
    ]


def _fingerprint(block: CaseBlock, row: int) -> int:
    """Of what may not change any more once a case is over. Never 0."""
    told = (
        f"{block.accepted_at[row]}|{block.finished_at[row]}|{block.promised_due[row]}|{block.statutory_due[row]}"
        f"|{block.state[row]}|{block.item_code[row]}"
    )
    return int.from_bytes(hashlib.blake2b(told.encode(errors="replace"), digest_size=7).digest(), "big") | 1


def news(seen: Iterable[Sighting], known: Mapping[str, KnownSighting]) -> list[Sighting]:
    """Those that the ledger does not know yet, or knows otherwise."""
    return [one for one in seen if one.case_no not in known or known[one.case_no].fingerprint != one.fingerprint]


def seen_now(known: KnownSighting | None, now: Sighting, at: datetime) -> KnownSighting:
    """What the ledger will know once this sighting is written."""
    if known is None:
        return KnownSighting(at, now.fingerprint, None, None)
    changed = at if known.fingerprint and now.fingerprint else known.changed_after_finish_at
    return KnownSighting(known.first_seen_at, now.fingerprint, None, changed)


def returned(seen: Iterable[Sighting], known: Mapping[str, KnownSighting]) -> list[str]:
    """Cases that had vanished and are there again."""
    return [one.case_no for one in seen if one.case_no in known and known[one.case_no].vanished_at is not None]


def seen_problems(
    block: CaseBlock, known: Mapping[str, KnownSighting], first_look: datetime | None
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Problems that only repeated looks can tell. What the very first look found proves nothing about late entry."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row, case_no in enumerate(block.case_no):
        sighting = known.get(case_no)
        if sighting is None:
            continue
        problems: list[tuple[str, str]] = []
        if sighting.changed_after_finish_at is not None:
            problems.append((ProblemCode.CHANGED_AFTER_FINISH, f"{sighting.changed_after_finish_at}"))
        if first_look is not None and sighting.first_seen_at > first_look and _late(block, row, sighting):
            problems.append((ProblemCode.TYPED_IN_LATE, f"first_seen_at {sighting.first_seen_at}"))
        if problems:
            found[case_no] = tuple(problems)
    return found


def _late(block: CaseBlock, row: int, sighting: KnownSighting) -> bool:
    finished = int(block.finished_at[row])
    if finished < 0:
        return False
    since = sighting.first_seen_at - timedelta(seconds=finished) - LATE_ENTRY
    return since > datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock of the site
