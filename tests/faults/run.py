"""What one fault run is: its size, its order, its folder, and what all its processes share."""

from __future__ import annotations

import mmap
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from monitoring.clock import running_clock
from monitoring.sms.hours import SendingHours
from tests import building as make

OUTBOX: Final = "outbox"
_CLAIM_TO_FINISH: Final = (
    *("claim:before", "claim:uncommitted", "claim:committed", "gateway:before", "gateway:after", "sent"),
    *("finish:uncommitted", "finish:committed"),
)
_SETTLING: Final = ("settle:before", "settle:asked", "settle:uncommitted", "settle:committed")
_STEPS: Final = {
    "mark_then_send": ("claim:committed", "gateway:before", "gateway:after", "sent"),
    "send_then_mark": ("gateway:before", "gateway:after", "sent"),
}
ORDERS: Final = (OUTBOX, *_STEPS)
SENDERS: Final = 3
LEASE_SECONDS: Final = 3.0
SETTLE_SECONDS: Final = 0.5
LOOK_AGAIN_SECONDS: Final = 2.0
HOURS: Final = SendingHours()
"""Working days 08:00 to 18:00: a clock that jumps leaves them again and again."""
RED: Final = make.at("2017-07-05 17:30:01")
MORNING: Final = make.at("2017-07-06 09:30")
"""A Thursday, the day after all cases turned red: the true time when the run begins."""


class Shared:
    """Two numbers in memory that all processes of a run see: how wrong the site's clock is, how slow the gateway."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 16)

    @property
    def clock_is_off(self) -> float:
        """Seconds by which the site's clock is ahead."""
        return float(struct.unpack_from("d", self._memory, 0)[0])

    @clock_is_off.setter
    def clock_is_off(self, seconds: float) -> None:
        struct.pack_into("d", self._memory, 0, seconds)

    @property
    def pace(self) -> float:
        """Seconds that the gateway takes for one SMS."""
        return float(struct.unpack_from("d", self._memory, 8)[0])

    @pace.setter
    def pace(self, seconds: float) -> None:
        struct.pack_into("d", self._memory, 8, seconds)


@dataclass(frozen=True, slots=True)
class Run:
    """``ledger``: its URL. ``kills``: how many processes must die at least; ``turns``: how often each fault comes."""

    folder: Path
    ledger: str
    warnings: int
    kills: int
    order: str = OUTBOX
    can_look_up: bool = True
    seed: int = 1
    turns: int = 4
    shared: Shared = field(default_factory=Shared)

    @property
    def steps(self) -> tuple[str, ...]:
        """The numbered steps at which senders of this order can die."""
        if self.order != OUTBOX:
            return _STEPS[self.order]
        return _CLAIM_TO_FINISH + (_SETTLING if self.can_look_up else ())

    @property
    def away(self) -> Path:
        """While this file is there, nobody can connect to the gateway."""
        return self.folder / "away"

    @property
    def gateway(self) -> Path:
        return self.folder / "gateway.db"

    def died_at(self) -> list[str]:
        """The steps at which senders killed themselves."""
        return [file.read_text(encoding="utf-8") for file in self.folder.glob("died-*")]

    def note_away(self, code: str) -> None:
        """A sender's turn ended because it could not read or write the ledger."""
        with (self.folder / "felt").open("a", encoding="utf-8") as file:
            file.write(f"{code}\n")

    def felt(self) -> list[str]:
        """The codes of all turns that ended because the ledger was away."""
        file = self.folder / "felt"
        return file.read_text(encoding="utf-8").split() if file.exists() else []

    def rows(self, query: str) -> Sequence[Any]:
        """What the ledger holds, read by somebody who is no part of the program."""
        engine = create_engine(self.ledger, poolclass=NullPool)
        try:
            with engine.connect() as connection:
                return connection.execute(text(query)).all()
        finally:
            engine.dispose()


class SiteClock:
    """The wall clock of the site as every process reads it: right, or as far off as the weather makes it."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._true = running_clock(MORNING, 1.0)

    def __call__(self) -> datetime:
        return self._true() + timedelta(seconds=self._shared.clock_is_off)
