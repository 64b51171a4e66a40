"""China Mobile's 云MAS as far as the program speaks to it: takes SMS over, and hands each delivery report out once."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from monitoring.sms.desks import Desks
from monitoring.sms.gateways.following import Pace
from monitoring.sms.gateways.mas import MasGateway
from monitoring.sms.options import Mas
from monitoring.sms.sender import Sender
from monitoring.stores.outbox.sql_outbox import SqlOutbox
from tests.gateway_server import Given, Request, fake_gateway
from tests.sms_house import House

SECRET = "geheim-123"
KEPT = 300.0


class Platform:
    """``taken``: what went out. ``answers``: faults of the next answers ('drop': it went out, nobody was told)."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.taken: list[dict[str, str]] = []
        self.faults: list[str] = []
        self.queue: list[dict[str, str]] = []
        self.pulls = 0

    def submit(self, request: Request) -> Given:
        told: dict[str, str] = json.loads(base64.b64decode(request.body))
        group = f"07{len(self.taken):06d}"
        self.taken.append({**told, "group": group})
        fault = self.faults.pop(0) if self.faults else ""
        body = json.dumps({"rspcod": "success", "msgGroup": group, "success": True})
        return Given(200, body.encode(), fault)

    def report(self, request: Request) -> Given:
        assert json.loads(base64.b64decode(request.body))["secretKey"] == SECRET
        self.pulls += 1
        rows, self.queue = self.queue, []
        return Given(200, json.dumps(rows).encode())

    def delivers(self, place: int, at: datetime, state: str = "DELIVRD", **more: str) -> None:
        """The report of an SMS, submitted at this moment, is ready."""
        sms = self.taken[place]
        row = {"reportStatus": state, "mobile": sms["mobiles"], "msgGroup": sms["group"], "errorCode": ""}
        when = f"{at:%Y%m%d%H%M%S}"
        self.queue.append({**row, "submitDate": when, "receiveDate": when, **more})

    def mobiles(self) -> list[str]:
        return [sms["mobiles"] for sms in self.taken]


@contextmanager
def mas_platform() -> Iterator[Platform]:
    with fake_gateway() as server:
        platform = Platform(server.url)
        server.by_path["/sms/norsubmit"] = platform.submit
        server.by_path["/sms/report"] = platform.report
        yield platform


def mas_sender(house: House, platform: Platform, **options: Any) -> Sender:
    """A sender through the platform, on the house's ledger."""
    outbox = SqlOutbox(house.url, gateway="mas", one_per_number=KEPT)
    settings = Mas(platform.url, "某局", "demo0", sign="S", timeout_seconds=2)
    gateway = MasGateway(settings, SECRET, outbox.batches(), pace=Pace(0.0))
    desks = Desks(house.store, lambda: house.book, house.planner)
    return Sender(outbox, gateway, desks, now=lambda: house.moment, marks_text=True, **options)
