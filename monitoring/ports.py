"""What the engine asks of the world around it. Adapters (monitoring.stores) and the tests' fakes answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from monitoring.codes import CardLevel, Reason
from monitoring.records import Catalogue

if TYPE_CHECKING:
    from monitoring.blocks import CaseBlock

T = TypeVar("T")


TROUBLES: Final = (
    "unreachable",
    "denied",
    "read_only",
    "locked",
    "timeout",
    "missing",  # file or table
    "missing_column",
    "full",  # the disk
    "disk_fault",
    "broken",  # damaged, or no database at all
    "bad_url",
    "no_driver",
    "newer",  # tables of a newer program
    "wrong_kind",  # neither SQLite nor PostgreSQL
    "in_memory",
    "other",
)


class StoreUnavailable(Exception):
    """The case store or the ledger cannot be read just now. Trying again may help unless ``permanent``.

    ``code``: one of TROUBLES, each with its words and advice in resources/words. ``detail`` says where and, after
    ': ', what: a code of the words' [store_details] or a driver's own line. It never holds a password. ``store``:
    'case_store' | 'ledger'; '' where nobody said.
    """

    def __init__(self, code: str, detail: str, *, permanent: bool = False) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.permanent = permanent
        self.store = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What one poll found: whole cases whose rows are new or differ, and keys of cases that are gone.

    Blocks come in the order in which they were read (a later one wins); ``vanished`` applies after them.
    """

    blocks: tuple[CaseBlock, ...] = ()
    vanished: tuple[str, ...] = ()
    catalogue: Catalogue | None = None
    """The small tables, if they changed since the last poll."""
    problems: tuple[tuple[str, str, str], ...] = ()
    """What is wrong with the store as a whole just now: (case_no or '', code, detail)."""


class CaseStore(Protocol):
    """The approval platform's database, read only."""

    def catalogue(self) -> Catalogue:
        """The small tables: items with nodes, units, officers, regions."""

    def load(self, case_nos: Sequence[str] | None = None) -> Iterator[CaseBlock]:
        """All cases (or those named), a few thousand a block, in the order of their keys. Resets the poll's memory."""

    def fetch(self, case_nos: Sequence[str]) -> CaseBlock:
        """The named cases as they are now; those that are gone are left out. Leaves the poll's memory alone."""

    @property
    def problems(self) -> tuple[tuple[str, str, str], ...]:
        """What is wrong with the store as a whole, as in ``Changes.problems``; complete after ``load``."""

    def poll(self) -> Changes:
        """What changed since ``load`` or the last poll."""

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Card:
    """A dated record that a light turned. Moments are naive wall clock of the site.

    The key (case_no, node_seq, level, reason, deadline) cannot be issued twice: a deadline that really moved is a
    new ``deadline``, a card that was revoked and became true again gets a new issue number.
    """

    case_no: str
    node_seq: int | None
    level: CardLevel
    reason: Reason
    deadline: datetime
    """The due moment this card belongs to: its deadline version."""
    became_true_at: datetime
    """The boundary itself: the due, or due minus margin."""
    unit_id: str | None
    unit: str
    officer_id: str | None
    officer: str
    limit: str
    """The limit it was judged by, as 'value unit' ('5 working_day') or 'explicit'."""
    calendar_version: str
    rule_version: str

    @property
    def key(self) -> CardKey:
        return (self.case_no, self.node_seq, self.level, self.reason, self.deadline, self.became_true_at)


CardKey = tuple[str, int | None, CardLevel, Reason, datetime, datetime]
"""became_true_at is a part of what makes an issued card right, not of the database's unique key."""


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A card as the ledger holds it."""

    card_id: int
    card: Card
    noticed_at: datetime
    state: str
    """'issued' or 'revoked'."""
    revoked_at: datetime | None = None
    revoked_reason: str | None = None


@dataclass(frozen=True, slots=True)
class CardTally:
    """So many standing cards of one unit, day and level."""

    unit_id: str | None
    day: date
    level: CardLevel
    count: int


@dataclass(frozen=True, slots=True)
class Revocation:
    """An issued card that corrected data or a corrected calendar proved wrong."""

    card_id: int
    reason: str
    """'data_corrected' | 'calendar_corrected'."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What our polls saw of a case: when first, and what it then said, in one number."""

    case_no: str
    fingerprint: int
    """Of what may not change once a case is finished (acceptance, finish, dues, state); 0 while it is open."""


@dataclass(frozen=True, slots=True)
class SmsWarning:
    """An SMS that should exist. The ledger keeps one for each ``key``, whoever writes it and however often.

    ``key``: kind | case | node occurrence | threshold | deadline version | recipient. Moments are naive wall clock of
    the site. ``repr`` shows neither number nor text.
    """

    key: str
    kind: str
    """'new_case' | 'yellow' | 'red' | 'statutory' | 'suspension_overdue' | 'reminder' | 'test'."""
    case_no: str
    node_seq: int | None
    threshold: str
    """The Reason for which it goes out."""
    became_true_at: datetime
    deadline: datetime | None
    unit_id: str | None
    recipient: str
    """officer_id."""
    recipient_name: str
    role: str
    step: int
    """0: at once; later steps of the ladder are numbered on and can be stopped by an acknowledgement."""
    mobile: str = field(repr=False)
    text: str = field(repr=False)
    template: str
    params: Mapping[str, str] = field(repr=False)
    not_before: datetime
    state: str = "pending"
    """'pending' or 'suppressed'."""
    state_reason: str | None = None


@dataclass(frozen=True, slots=True)
class TickWrite:
    """All that one tick writes, in one transaction."""

    noticed_at: datetime
    cards: Sequence[Card] = ()
    revocations: Sequence[Revocation] = ()
    sightings: Sequence[Sighting] = ()
    """New or changed ones only."""
    vanished: Sequence[str] = ()
    returned: Sequence[str] = ()
    warnings: Sequence[SmsWarning] = ()


@dataclass(frozen=True, slots=True)
class KnownSighting:
    first_seen_at: datetime
    fingerprint: int
    vanished_at: datetime | None
    changed_after_finish_at: datetime | None


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day the site itself says something about: overrides the carried calendar."""

    day: date
    is_workday: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a calendar file says: some days, and the years that it makes known as a whole."""

    days: tuple[CalendarDay, ...]
    years: tuple[int, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class WriteResult:
    cards_written: int = 0
    cards_revoked: int = 0
    new_cards: tuple[Card, ...] = field(default=())
    """Those that this transaction wrote; a card another program wrote first is not among them."""
    warnings_written: int = 0


@dataclass(frozen=True, slots=True)
class Reign:
    """A time in which one version of the rules was in force: from ``since`` (None: the beginning) to before ``until``
    (None: still). Rules that were returned to have several.
    """

    version: str
    since: datetime | None
    until: datetime | None

    def __contains__(self, moment: datetime) -> bool:
        return (self.since is None or self.since <= moment) and (self.until is None or moment < self.until)


class Ledger(Protocol):
    """Our own tables: cards, warnings, sightings, calendar of the site. Later: reports, orders, audit."""

    def write(self, tick: TickWrite) -> WriteResult:
        """One transaction. A card that is there already (issued by anybody) is left as it is and not counted."""

    def examine(self) -> None:
        """Looks for damage; takes a while. Raises StoreUnavailable."""

    def cards(self, case_nos: Sequence[str] | None = None, *, state: str | None = None) -> Iterator[IssuedCard]:
        """Cards in the order they became true; of the named cases only, where named."""

    def cards_since(
        self,
        since: datetime,
        newest: int | None = None,
        *,
        until: datetime | None = None,
        level: CardLevel | None = None,
    ) -> list[IssuedCard]:
        """Cards that became true at ``since`` or later, at most ``newest``: the newest first, of one moment the worst.

        ``until``: only those before it; ``level``: only such ones.
        """

    def card_tally(self, since: datetime) -> list[CardTally]:
        """How many standing cards became true at ``since`` or later, by unit, day and level."""

    def sightings(self, case_nos: Sequence[str] | None = None) -> Iterator[tuple[str, KnownSighting]]: ...

    def calendar_days(self) -> CalendarFile:
        """The site's own days and years, all imports together."""

    def import_calendar(self, file: CalendarFile, at: datetime) -> int:
        """Writes days and years; returns how many days changed. Raises the calendar version when any did."""

    def drop_calendar_days(self, days: Sequence[date], years: Sequence[int] = ()) -> int:
        """The site says nothing of these days and years any more: the carried calendar holds again.

        Returns how many days were dropped; raises the calendar version when anything was. Undoes an import.
        """

    def calendar_version(self) -> int:
        """Grows by one with each import that changed something: other programs watch it."""

    def use_rules(self, version: str, profile: str, at: datetime, *, note: bool = True) -> list[Reign]:
        """All reigns of this ledger, the oldest first; the last is that of these rules.

        Where other rules reigned until now, theirs begins at ``at`` (``note``: written down, with the profile's own
        text): no rules accuse anybody of a time in which others were in force.
        """

    def warning_keys(self, case_nos: Sequence[str]) -> set[str]:
        """The keys of the warnings that the ledger holds for these cases."""

    def sms_start(self, at: datetime, *, note: bool = True, old: timedelta | None = None) -> datetime:
        """When warnings were first worked out on this ledger; ``at`` where they never were.

        ``note``: ``at`` is the present; it is written down, and what is older than ``old`` by then is held (None:
        nothing is).
        """

    def called_off(self, since: float) -> tuple[dict[tuple[int, float], str], float]:
        """Warnings that were called off after ``since`` and may come back; and what the database's clock says.

        The cases by number and moment of each; moments in seconds since 1970 by that clock.
        """

    def past_profile(self, version: str) -> str | None:
        """The text of the profile that cards of this ledger were issued by, if it knows them."""

    def close(self) -> None: ...


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size`` values, for statements with a bounded number of parameters."""
    part: list[T] = []
    for value in values:
        part.append(value)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
