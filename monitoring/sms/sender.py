"""The sender: one turn over the outbox after the other, on a thread of its own, never the engine's.

The order of a turn makes the promise: what is written before the call is that it may go out (claim, committed); what is
written after it is what the gateway proved. Whatever dies in between is unknown, and is asked about, never repeated
blindly.
"""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final, TypeVar

from monitoring.clock import Now, ticking
from monitoring.ports import StoreUnavailable
from monitoring.sms.desks import Desks, Looks
from monitoring.sms.gateway import CannotTell, Gateway, LookUp, NotAccepted, NotFound, Report, SendResult, Unknown
from monitoring.sms.outbox import Claim, Doubt, Draft, Outbox
from monitoring.sms.states import State
from monitoring.sms.texts import marked, signed, without_numbers

T = TypeVar("T")
log = logging.getLogger(__name__)

LEASE_SECONDS: Final = 120.0
"""Longer than any gateway's timeouts together: a sender that lives keeps what it claimed."""
ASK_AGAIN_SECONDS: Final = 60.0
GIVE_UP_SECONDS: Final = 86_400.0
"""A gateway that can be asked but has not answered for so long: a person must decide."""
BEAT_SECONDS: Final = 20.0
FINISH_AGAIN_SECONDS: Final = 0.5
HOLD_ON: Final = 0.75
"""The part of its lease for which a sender tries to write down the answer that it has."""
CLOCKS_AGREE: Final = timedelta(minutes=10)
"""Between claim and doubt by the site's clock and by the database's: more, and one of the clocks was wrong."""
PER_PERSON: Final = 10
"""At most so many SMS for one recipient in one turn, so that nobody holds up the others."""


@dataclass(slots=True)
class Turn:
    """What one turn did."""

    states: Counter[State] = field(default_factory=Counter)
    settled: Counter[State] = field(default_factory=Counter)
    reports: int = 0
    stopped: str | None = None
    """Why the channel is stopped."""
    away: StoreUnavailable | None = None
    """A store that could not be read or written; the rest waits for the next turn."""

    @property
    def sent(self) -> int:
        return sum(self.states.values())


class Sender:
    """Sends what is due. Not for several threads at once."""

    def __init__(
        self,
        outbox: Outbox,
        gateway: Gateway,
        desks: Desks,
        *,
        now: Now,
        signature: str = "",
        marks_text: bool = False,
        lease_seconds: float = LEASE_SECONDS,
        at_step: Callable[[str], None] = lambda name: None,
        also_close: Callable[[], None] = lambda: None,
    ) -> None:
        self.outbox = outbox
        self.gateway = gateway
        self._desks = desks
        self._now = now
        self._signature = "" if gateway.adds_signature else signature
        self._marks_text = marks_text
        self._lease_seconds = lease_seconds
        self._at_step = at_step
        self._also_close = also_close
        self._begun = False
        self._reports_odd = False
        """Told once, not at every turn."""
        self._beaten: float | None = None
        self._pause: Callable[[float], object] = threading.Event().wait

    def turn(
        self,
        stopped: Callable[[], bool] = lambda: False,
        only: Collection[str] | None = None,
        news: Callable[[], bool] = lambda: False,
        anyway: bool = False,
    ) -> Turn:
        """Reports, doubts, then everything that is due. Never raises for a store or a gateway that is away.

        ``stopped``: asked between two SMS. ``only``: nothing but these recipients. ``news``: asked between two
        recipients; the rest is then left to the next turn, which begins with what is most urgent. ``anyway``: also
        where the channel is stopped, as a test whether it still is.
        """
        done = Turn()
        try:
            self._beat()
            self.outbox.expire_leases()
            done.reports = self.outbox.take_reports(self._reports(), self._now())
            self._settle(done)
            done.stopped = self.outbox.channel_stopped()
            if done.stopped is None or anyway:
                done.stopped = None
                self._send(done, stopped, only, news)
        except StoreUnavailable as away:
            done.away = away
        return done

    def _reports(self) -> list[Report]:
        """None where they cannot be read: whatever a gateway tells, what is due goes out."""
        try:
            found = self.gateway.reports()
            self._reports_odd = False
            return found
        except StoreUnavailable:
            raise
        except Exception as fault:
            if not self._reports_odd:
                log.error("reports of the gateway %s cannot be read: %s", self.gateway.name, type(fault).__name__)
            self._reports_odd = True
            return []

    def preview(self) -> list[Draft]:
        """What would go out at this moment, first things first; nothing is claimed. Raises StoreUnavailable."""
        looks = self._desks.open(self._now())
        due = self.outbox.recipients_due(looks.now)
        found = (self.outbox.preview(recipient, looks.now, looks.desk.decide) for recipient in due)
        return [draft for draft in found if draft is not None]

    def close(self) -> None:
        """Gives gateway, outbox and case store back: each, whatever becomes of the others."""
        with ExitStack() as closing:
            closing.callback(self._also_close)
            closing.callback(self._desks.store.close)
            closing.callback(self.outbox.close)
            closing.callback(self.gateway.close)

    def _beat(self) -> None:
        if self._beaten is None or ticking() - self._beaten >= BEAT_SECONDS:
            self.outbox.beat()
            self._beaten = ticking()

    def _send(
        self, done: Turn, stopped: Callable[[], bool], only: Collection[str] | None, news: Callable[[], bool]
    ) -> None:
        looks = self._desks.open(self._now())
        self._begin(looks)
        self._reopen(looks)
        for recipient in self.outbox.recipients_due(looks.now):
            if only is not None and recipient not in only:
                continue
            for _ in range(PER_PERSON):
                if stopped() or not self._send_one(recipient, done, stopped):
                    break
            if stopped() or done.stopped is not None or news():
                return

    def _begin(self, looks: Looks) -> None:
        if not self._begun:
            self.outbox.begin(looks.now, self._desks.planner.held_back)
            self._begun = True

    def _reopen(self, looks: Looks) -> None:
        self.outbox.reopen(looks.numbers)

    def _send_one(self, recipient: str, done: Turn, stopped: Callable[[], bool]) -> bool:
        """Whether the gateway took one, so that it is worth while to go on with this recipient."""
        looks, began = self._desks.open(self._now()), ticking()
        self._beat()
        self._at_step("claim:before")
        claim = self.outbox.claim(recipient, looks.now, self._lease_seconds, looks.desk.decide)
        if claim is None:
            return False
        result = self._hand_over(claim, began)
        self._at_step("sent")
        if isinstance(result, NotAccepted) and result.channel_stopped:
            self._stop_channel(result)
            done.stopped = result.reason
        state = self._finish(claim, result, began, stopped)
        if state is not None:
            done.states[state] += 1
        return state is State.ACCEPTED

    def _stop_channel(self, result: NotAccepted) -> None:
        """Where the ledger does not take it, the next try is refused just the same."""
        try:
            self.outbox.stop_channel(result.reason, result.retry_after, self._now())
        except StoreUnavailable as away:
            log.warning("that the gateway is stopped could not be noted: %s", away.code)

    def _finish(self, claim: Claim, result: SendResult, began: float, stopped: Callable[[], bool]) -> State | None:
        """The answer is known here and nowhere else: while the lease runs, a ledger that is away is waited for."""
        while True:
            try:
                return self.outbox.finish(claim, result, self._now())
            except StoreUnavailable:
                if stopped() or ticking() - began > self._lease_seconds * HOLD_ON:
                    raise
            self._pause(FINISH_AGAIN_SECONDS)

    def _hand_over(self, claim: Claim, began: float) -> SendResult:
        if ticking() - began > self._lease_seconds / 2:
            # this process was held up: another one may soon take the message for unknown and ask about it
            return NotAccepted("held_up", retry_after=0.0)
        try:
            text = marked(claim.sms.text, claim.message_id) if self._marks_text else claim.sms.text
            return self.gateway.send(replace(claim.sms, text=signed(text, self._signature)))
        except Exception as fault:  # a gateway must not raise; if it does, nobody knows what it had done by then
            log.error("the gateway %s failed: %s", self.gateway.name, type(fault).__name__)
            return Unknown(f"fault: {type(fault).__name__}")

    def _settle(self, done: Turn) -> None:
        for doubt in self.outbox.doubts():
            asks = self.gateway.can_look_up and doubt.can_be_asked
            state = self._ask(doubt) if asks else self._wait_out(doubt)
            if state is not None:
                done.settled[state] += 1

    def _ask(self, doubt: Doubt) -> State | None:
        if doubt.age_seconds < self.gateway.settle_seconds:
            return None
        self._at_step("settle:before")
        found = self._looked_up(doubt)
        self._at_step("settle:asked")
        if isinstance(found, CannotTell) and doubt.age_seconds > GIVE_UP_SECONDS:
            return self.outbox.give_up(doubt, (), self._now())
        return self.outbox.settle(doubt, found, self._now(), ASK_AGAIN_SECONDS)

    def _looked_up(self, doubt: Doubt) -> LookUp:
        """Some gateways are asked by date: where the clock was wrong then, "not found" is no proof under its date."""
        token, noted = str(doubt.message.token), doubt.sent_at
        found = self.gateway.look_up(token, doubt.mobile, noted)
        by_database = self._now() - timedelta(seconds=doubt.age_seconds)
        if isinstance(found, NotFound) and abs(by_database - noted) > CLOCKS_AGREE:
            return self.gateway.look_up(token, doubt.mobile, by_database)
        return found

    def _wait_out(self, doubt: Doubt) -> State | None:
        rules = self._desks.planner.rules
        if doubt.age_seconds < rules.resend_after.total_seconds():
            return None
        return self.outbox.give_up(doubt, rules.resend, self._now())


def _close(sender: Sender) -> None:
    try:
        sender.close()
    except Exception as fault:  # nothing of it is used any more
        log.error("the sender could not be closed: %s", without_numbers(type(fault).__name__))


class SendingLoop:
    """Turns of one sender until it is told to stop. ``make`` is called on the loop's own thread."""

    def __init__(self, make: Callable[[], Sender], *, seconds: float = 2.0) -> None:
        self._make = make
        self._seconds = seconds
        self._bell = threading.Event()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None
        self.last: Turn | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self.run, name="sms", daemon=True)
        self._thread.start()

    def after(self, publish: Callable[[T], None]) -> Callable[[T], None]:
        """``publish``, and then a look at the outbox: what a tick has written goes out at once."""

        def told(value: T) -> None:
            publish(value)
            self.wake()

        return told

    def wake(self) -> None:
        """Looks at the outbox at once. From any thread."""
        self._bell.set()

    def stop(self, seconds: float = 10.0) -> bool:
        """Ends after the SMS in hand; whether it ended in time."""
        self._stopped.set()
        self._bell.set()
        if self._thread is not None:
            self._thread.join(seconds)
            return not self._thread.is_alive()
        return True

    def run(self) -> None:
        """Blocks until ``stop``; whatever goes wrong is tried again."""
        while not self._stopped.is_set():
            sender: Sender | None = None
            try:
                sender = self._make()
                self._turns(sender)
            except StoreUnavailable as away:
                log.warning("no SMS can be sent: %s", away.code)
            except Exception as fault:  # the sender must not end while the program runs
                log.error("the sender stopped and is started again: %s", without_numbers(type(fault).__name__))
            finally:
                if sender is not None:
                    _close(sender)
            self._rest(self._seconds * 5)

    def _turns(self, sender: Sender) -> None:
        while not self._stopped.is_set():
            self._bell.clear()
            # rung while many wait: what turned red just now goes before the rest of them
            self.last = sender.turn(self._stopped.is_set, news=self._bell.is_set)
            self._rest(self._seconds)

    def _rest(self, seconds: float) -> None:
        if not self._stopped.is_set():
            self._bell.wait(seconds)
