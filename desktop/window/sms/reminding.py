"""A reminder by hand: whom it may go to, what it says, and how it is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, cast

from desktop.person import user_name
from monitoring.sms.people import People, usable
from monitoring.sms.rules import ROLES
from monitoring.sms.wording import Wording, worded

if TYPE_CHECKING:
    from monitoring.judging.judgement import CaseJudgement
    from monitoring.records import Catalogue
    from monitoring.stores.outbox.browsing import OutboxBrowser
    from monitoring.watching.engine import Engine


class HasContacts(Protocol):
    """The case stores that the program opens know numbers; the engine itself never needs them."""

    def contacts(self) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who answers for a case. No number leaves the engine's thread."""

    officer_id: str
    name: str
    role: str
    unit: str
    reachable: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What a reminder rests on. ``open``: a case that is over is not reminded of."""

    case_no: str
    open: bool
    node_seq: int | None
    unit_id: str | None
    values: Mapping[str, str]
    recipients: tuple[Recipient, ...]

    def wording(self, reason: str) -> Wording:
        """The text for this reason."""
        return worded("reminder", {**self.values, "reason": reason})


def ask_ground(engine: Engine, case_no: str, at: datetime) -> Ground:
    """Who answers for a case now, on the engine's thread. Raises StoreUnavailable or NothingToExplain."""
    from monitoring.explain import NothingToExplain
    from monitoring.judging.judge import judge

    block = engine.store.fetch([case_no])
    record = block.record(0) if len(block) else None
    found = judge(engine.book, engine.catalogue, record, at, live=engine.options.live) if record is not None else None
    if record is None or found is None:
        raise NothingToExplain(case_no)
    unit = found.holder_id or found.unit_id
    numbers = cast("HasContacts", engine.store).contacts()
    return Ground(
        case_no=case_no,
        open=found.open,
        node_seq=max((node.seq for node in found.nodes if node.open), default=None),
        unit_id=unit,
        values={
            "case_no": case_no,
            "item": engine.catalogue.item_name(record.item_code),
            "unit": engine.catalogue.unit_name(unit),
        },
        recipients=tuple(_recipients(engine.catalogue, found, numbers)),
    )


def _recipients(catalogue: Catalogue, found: CaseJudgement, numbers: Mapping[str, str]) -> list[Recipient]:
    """The officer first, then up the ladder; each person once."""
    people = People(catalogue)
    told: dict[str, Recipient] = {}
    for role in ROLES:
        for unit in dict.fromkeys((found.holder_id, found.unit_id)):
            for one in people.of(role, unit, found.officer_id):
                reachable = usable(numbers.get(one.officer_id)) is not None
                place = catalogue.unit_name(one.unit_id)
                told.setdefault(one.officer_id, Recipient(one.officer_id, one.name, role, place, reachable))
    return list(told.values())


def write_reminder(desk: OutboxBrowser, ground: Ground, whom: Recipient, reason: str, now: datetime) -> int:
    """Puts the reminder into the outbox, on the clerk's thread. Raises StoreUnavailable."""
    from monitoring.stores.outbox.desk import by_hand

    wording = ground.wording(reason)
    message = by_hand(
        "reminder",
        (wording.template, wording.text, wording.params),
        (whom.officer_id, whom.name, ""),
        now,
        case_no=ground.case_no,
        node_seq=ground.node_seq,
        unit_id=ground.unit_id,
    )
    return desk.add(message, user_name(), reason, now)
