"""Puts the sender together: which gateway, which rules, which hours, whose outbox."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from desktop.errors import CommandError
from desktop.settings import Settings, secret
from monitoring.clock import Now, site_clock
from monitoring.sms.due import Planner
from monitoring.sms.gateway import BatchKeeper, Gateway, GatewayFault
from monitoring.sms.hours import SendingHours
from monitoring.sms.rules import load_rules
from monitoring.sms.sender import Sender, SendingLoop
from monitoring.sms.texts import marked, signed

if TYPE_CHECKING:
    from monitoring.judging.targets import Rulebook
    from monitoring.stores.outbox.browsing import OutboxBrowser
    from monitoring.stores.outbox.sql_outbox import SqlOutbox


def planner(settings: Settings, contacts: Callable[[], Mapping[str, str]], *, send_old: bool = False) -> Planner:
    """Which warnings should exist, by the site's rules and sending hours."""
    hours = settings.sms.hours
    span = SendingHours(hours.opens, hours.closes, hours.days == "working")
    return Planner(load_rules(settings.sms.rules or None), span, contacts, send_old=send_old)


def signature(settings: Settings) -> str:
    """What stands in 【…】 in front of every SMS."""
    return settings.sms.signature or settings.site.bureau


def as_sent(settings: Settings, text: str, number: int | None = None) -> str:
    """A text as it arrives: with its signature and, where the gateway calls for it, the message's number."""
    from monitoring.sms.gateways.registry import habits

    if number is not None and habits(settings.sms.gateway_options()).marks_text:
        text = marked(text, number)
    return signed(text, signature(settings))


def gateway(settings: Settings, keep: BatchKeeper | None = None) -> Gateway:
    """The gateway of the settings. Raises CommandError for one that cannot be used as it is set.

    ``keep``: where reports are stored that it hands out once; without it none of those are fetched.
    """
    from monitoring.sms.gateways.registry import open_gateway

    try:
        return open_gateway(settings.sms.gateway_options(), secret, settings.site.zone, keep)
    except GatewayFault as fault:
        where = f"[sms.{settings.sms.gateway}] {fault.key}"
        raise CommandError(f"短信网关用不了：{fault.what}", where, fault.todo) from None


def outbox(settings: Settings) -> SqlOutbox:
    """The outbox for a sender of the settings' gateway."""
    from desktop import wiring
    from monitoring.sms.gateways.registry import habits
    from monitoring.stores.outbox.sql_outbox import SqlOutbox

    kept = habits(settings.sms.gateway_options()).one_per_number
    name, way = settings.sms.gateway, fingerprint(settings)
    return SqlOutbox(wiring.ready_ledger(settings), gateway=name, one_per_number=kept, fingerprint=way)


def fingerprint(settings: Settings) -> str:
    """Differs (nearly always) when the gateway's settings or its secret do; too short to try secrets by."""
    options = settings.sms.gateway_options()
    variable = getattr(options, "password_env", "") or getattr(options, "secret_env", "")
    told = f"{options!r}|{(secret(variable) or '') if variable else ''}"
    return hashlib.sha256(told.encode()).hexdigest()[:4]


def desk(settings: Settings) -> OutboxBrowser:
    """The outbox for people."""
    from desktop import wiring
    from monitoring.stores.outbox.browsing import OutboxBrowser

    return OutboxBrowser(wiring.ready_ledger(settings))


def sender(settings: Settings, now: Now | None = None, *, live: bool = True) -> Sender:
    """A sender on stores and a gateway of its own. Raises StoreUnavailable and CommandError."""
    from desktop import wiring
    from monitoring.sms.desks import Desks
    from monitoring.sms.gateways.registry import habits

    box = outbox(settings)
    way = gateway(settings, box.batches())
    store = wiring.open_case_store(settings)
    book = Book(settings)
    desks = Desks(store, book.current, planner(settings, store.contacts), live=live)
    clock = now or site_clock(settings.site.zone)
    marks = habits(settings.sms.gateway_options()).marks_text
    return Sender(box, way, desks, now=clock, signature=signature(settings), marks_text=marks, also_close=book.close)


def sending_loop(settings: Settings) -> SendingLoop | None:
    """The sender that runs beside a watch; None where no gateway is set."""
    if settings.sms.gateway == "none":
        return None
    return SendingLoop(lambda: sender(settings))


class Book:
    """The rules and the calendar in force, read again when the ledger's calendar has changed."""

    def __init__(self, settings: Settings) -> None:
        from desktop import wiring

        self._settings = settings
        self._ledger = wiring.open_ledger(settings)
        self._known: tuple[int, Rulebook] | None = None

    def current(self) -> Rulebook:
        """Raises StoreUnavailable."""
        from desktop import wiring

        version = self._ledger.calendar_version()
        if self._known is None or self._known[0] != version:
            self._known = (version, wiring.rulebook(self._settings, self._ledger))
        return self._known[1]

    def close(self) -> None:
        self._ledger.close()
