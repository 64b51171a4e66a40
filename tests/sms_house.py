"""A small office with a ledger, a case store and a sender: everything a test of warnings needs, put together once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from monitoring.records import CaseRecord, Catalogue, Officer
from monitoring.sms.desks import Desks
from monitoring.sms.due import Planner
from monitoring.sms.hours import SendingHours
from monitoring.sms.rules import SmsRules, load_rules
from monitoring.sms.sender import Sender, Turn
from monitoring.stores.ledger import open_ledger
from monitoring.stores.outbox.sql_outbox import SqlOutbox
from monitoring.watching.engine import Engine
from resources import folder
from tests import building as make
from tests.fakes import FakeCaseStore, FakeGateway

NUMBERS = {
    "O1": "13800000001",
    "O2": "13800000002",
    "H1": "13800000011",
    "H2": "13800000012",
    "L1": "13800000021",
    "S1": "13800000031",
}
YELLOW = make.at("2017-07-04 17:30:01")
RED = make.at("2017-07-05 17:30:01")
START = make.at("2017-06-29 10:00")


def office() -> Catalogue:
    """U1 and U2 with their officer and head, a leader of U1, and an inspector for all."""
    plain = make.catalogue()
    more = [
        Officer("H1", "赵某某", "U1", "unit_head"),
        Officer("H2", "钱某某", "U2", "unit_head"),
        Officer("L1", "孙某某", "U1", "leader"),
        Officer("S1", "周某某", "U9", "inspector"),
    ]
    return replace(plain, officers={**plain.officers, **{one.officer_id: one for one in more}})


class House:
    """``moment`` is what every clock of the site says."""

    def __init__(
        self,
        url: str,
        *cases: CaseRecord,
        gateway: FakeGateway | None = None,
        rules: SmsRules | None = None,
        hours: SendingHours | None = None,
        send_old: bool = False,
    ) -> None:
        self.url = url
        self.moment = START
        self.gateway = gateway or FakeGateway()
        self.store = FakeCaseStore(*cases, catalogue=office())
        self.store.numbers = dict(NUMBERS)
        self.book = make.book()
        self.planner = Planner(rules or load_rules(), hours or SendingHours(), self.store.contacts, send_old=send_old)
        self.ledger = open_ledger(url)
        self.engine = Engine(self.store, self.ledger, self.book, planner=self.planner)
        self.sender = self.another_sender()

    def another_sender(self, **options: Any) -> Sender:
        outbox = SqlOutbox(self.url, gateway=self.gateway.name)
        desks = Desks(self.store, lambda: self.book, self.planner)
        return Sender(outbox, self.gateway, desks, now=lambda: self.moment, **options)

    def look(self, moment: datetime) -> None:
        """The engine looks at this moment."""
        self.moment = moment
        if self.engine.read_at is None:
            self.engine.load(moment)
        else:
            self.engine.tick(moment)

    def send(self, moment: datetime | None = None) -> Turn:
        self.moment = moment or self.moment
        done = self.sender.turn()
        assert done.away is None, done.away
        return done

    def run(self, moment: datetime) -> Turn:
        self.look(moment)
        return self.send()

    def rows(self, where: str = "1 = 1") -> list[Any]:
        return self.sql(f"SELECT * FROM sms_messages WHERE {where} ORDER BY message_id")

    def states(self) -> dict[str, str]:
        """State by kind and recipient."""
        return {f"{row.kind} {row.recipient}": row.state for row in self.rows()}

    def sql(self, statement: str) -> list[Any]:
        engine = create_engine(self.url, poolclass=NullPool)
        with engine.begin() as connection:
            done = connection.execute(text(statement))
            found = list(done.all()) if done.returns_rows else []
        engine.dispose()
        return found

    def age(self, seconds: float) -> None:
        """Makes everything that the database's clock measures so much older."""
        self.sql(
            f"UPDATE sms_messages SET changed_at = changed_at - {seconds}, lease_until = lease_until - {seconds},"
            f" ask_after = ask_after - {seconds}"
        )
        self.sql(f"UPDATE sms_channels SET retry_at = retry_at - {seconds}")
        self.sql(f"UPDATE sms_pullers SET lease_until = lease_until - {seconds}")

    def texts(self) -> list[str]:
        return [sms.text for sms in self.gateway.taken]

    def receivers(self) -> list[str]:
        return sorted(sms.mobile for sms in self.gateway.taken)

    def close(self) -> None:
        self.sender.close()
        self.ledger.close()


def turned_red(house: House) -> House:
    """Everything earlier is sent and forgotten; the red warnings wait."""
    house.run(START)
    house.run(YELLOW)
    house.gateway.taken.clear()
    house.look(RED)
    return house


def overdue(*numbers: int) -> list[CaseRecord]:
    """Cases of U1, at a node of U2, that turn red at RED."""
    return [make.case(no=f"C{n}", nodes=(make.visit(1, "2017-06-28 15:20"),)) for n in numbers]


def changed_rules(tmp_path: Path, *changes: tuple[str, str]) -> SmsRules:
    """The carried rules with pieces of their text replaced, read from a file."""
    text = folder("sms").joinpath("rules.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    file = tmp_path / "rules.toml"
    file.write_text(text, encoding="utf-8")
    return load_rules(str(file))


__all__ = ["NUMBERS", "RED", "START", "YELLOW", "House", "changed_rules", "office", "overdue", "turned_red"]


MakeHouse = Callable[..., House]
"""Makes a house of some cases: ``House`` without the address of its ledger."""
