"""An outbox with messages in every state, made by the program's own engine and sender with a made-up gateway."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from desktop import wiring
from desktop.settings import Settings
from monitoring.sms.desks import Desks
from monitoring.sms.due import Planner
from monitoring.sms.gateway import Accepted, Rejected, Report, ReportState, SendResult, Unknown
from monitoring.sms.hours import SendingHours
from monitoring.sms.rules import load_rules
from monitoring.sms.sender import Sender
from monitoring.stores.outbox.sql_outbox import SqlOutbox
from tests.fakes import FakeGateway

LOST, REFUSED = 6, 9
"""Of so many messages one gets no answer, and one is refused."""


class PatchyGateway(FakeGateway):
    """Takes most messages, answers some of them not at all and refuses others; reports two of three as delivered."""

    name = "kannel"

    def __init__(self) -> None:
        super().__init__()
        self._numbers = count(1)

    def send(self, sms: Any) -> SendResult:
        self.answers = [self._answer(next(self._numbers), sms.token)]
        return super().send(sms)

    @staticmethod
    def _answer(number: int, token: str) -> SendResult:
        if number % LOST == 0:
            return Unknown("read_timeout")
        if number % REFUSED == 0:
            return Rejected("http:400")
        return Accepted(f"g-{token}")

    def tell(self, at: datetime) -> None:
        """Reports of what was taken."""
        self.told = list(self._told(at))

    def _told(self, at: datetime) -> Iterator[Report]:
        for number, sms in enumerate(self.taken):
            if number % 3 != 2 and (number + 1) % LOST:
                state: ReportState = "undelivered" if number % 7 == 6 else "delivered"
                yield Report(sms.token, f"g-{sms.token}", sms.mobile, state, at)


def fill_outbox(settings: Settings, at: datetime) -> None:
    """Warnings of the cases at ``at``: those of half an hour before were handed over, of the newest every other
    person's still wait."""
    engine = wiring.make_engine(settings)
    gateway, moment = PatchyGateway(), [at - timedelta(minutes=34)]
    try:
        engine.load(moment[0])
        planner = Planner(load_rules(), SendingHours(), engine.store.contacts)  # type: ignore[attr-defined]
        outbox = SqlOutbox(settings.stores.ledger, gateway=gateway.name)
        desks = Desks(engine.store, lambda: engine.book, planner)
        sender = Sender(outbox, gateway, desks, now=lambda: moment[0], signature=settings.site.bureau)
        sender.turn()
        gateway.tell(moment[0])
        moment[0] += timedelta(minutes=2)
        sender.turn()
        moment[0] = at - timedelta(minutes=2)
        engine.tick(moment[0])
        sender.turn(only=outbox.recipients_due(moment[0])[::2])
        outbox.close()
    finally:
        engine.ledger.close()
        engine.store.close()
