"""The ledger: cards, sightings and the site's calendar in our own tables. The adapter behind ports.Ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Select,
    Table,
    Text,
    bindparam,
    case,
    cast,
    delete,
    func,
    insert,
    select,
    tuple_,
    update,
)

from monitoring.codes import CardLevel, Reason
from monitoring.ports import (
    CalendarDay,
    CalendarFile,
    Card,
    CardTally,
    IssuedCard,
    KnownSighting,
    Reign,
    TickWrite,
    WriteResult,
    chunks,
)
from monitoring.stores.errors import refuse_damaged
from monitoring.stores.ledger_connection import LedgerConnection
from monitoring.stores.ledger_schema import (
    CASE_ITSELF,
    calendar_days,
    calendar_years,
    cards,
    meta,
    rule_profiles,
    rule_reigns,
    sightings,
)
from monitoring.stores.ledger_writing import write_cards, write_sightings
from monitoring.stores.outbox.rows import called_off, known_keys, write_warnings
from monitoring.stores.outbox.starting import FIRST_LOOK, begin, started_at

KEYS_AT_ONCE: Final = 1000
PAGE: Final = 10_000
CALENDAR_VERSION: Final = "calendar_version"
REVISION: Final = "revision"
_WORST_FIRST: Final = case(
    {level.value: place for place, level in enumerate((CardLevel.STATUTORY, CardLevel.RED, CardLevel.YELLOW))},
    value=cards.c.level,
)


class NativeLedger:
    """ports.Ledger over SQLite or PostgreSQL. Every method raises StoreUnavailable while the database is away."""

    def __init__(self, url: str) -> None:
        self._connection = LedgerConnection(url)

    def check(self) -> None:
        """Reaches the ledger and brings its tables up to date; raises StoreUnavailable."""
        with self._connection.reading():
            pass

    def examine(self) -> None:
        with self._connection.reading() as connection:
            refuse_damaged(connection, self._connection.url)

    def write(self, tick: TickWrite) -> WriteResult:
        news = (tick.cards, tick.revocations, tick.sightings, tick.vanished, tick.returned, tick.warnings)
        if not any(news):
            return WriteResult()
        with self._connection.writing() as connection:
            revoked = _revoke(connection, tick)
            written = write_cards(connection, tick.cards, tick.noticed_at)
            write_sightings(connection, tick.sightings, tick.noticed_at)
            _set_vanished(connection, tick.vanished, tick.noticed_at)
            _set_vanished(connection, tick.returned, None)
            warned = write_warnings(connection, tick.warnings, tick.noticed_at)
            _grow(connection, REVISION)
        return WriteResult(len(written), revoked, tuple(written), warned)

    def cards(self, case_nos: Sequence[str] | None = None, *, state: str | None = None) -> Iterator[IssuedCard]:
        if case_nos is None:
            yield from self._all_cards(state)
            return
        found: list[IssuedCard] = []
        for part in chunks(sorted(set(case_nos)), KEYS_AT_ONCE):
            found.extend(map(_issued, self._read(_cards(state).where(cards.c.case_no.in_(part)))))
        yield from sorted(found, key=lambda issued: (issued.card.became_true_at, issued.card_id))

    def cards_since(
        self,
        since: datetime,
        newest: int | None = None,
        *,
        until: datetime | None = None,
        level: CardLevel | None = None,
    ) -> list[IssuedCard]:
        query = select(cards).where(cards.c.became_true_at >= since)
        if until is not None:
            query = query.where(cards.c.became_true_at < until)
        if level is not None:
            query = query.where(cards.c.level == level.value)
        query = query.order_by(cards.c.became_true_at.desc(), _WORST_FIRST, cards.c.card_id.desc())
        return list(map(_issued, self._read(query if newest is None else query.limit(newest))))

    def card_tally(self, since: datetime) -> list[CardTally]:
        day = func.substr(cast(cards.c.became_true_at, Text), 1, 10)
        parts = (cards.c.unit_id, day, cards.c.level)
        query = select(*parts, func.count()).where(cards.c.became_true_at >= since, cards.c.state == "issued")
        found = self._read(query.group_by(*parts))
        return [CardTally(unit, date.fromisoformat(day), CardLevel(level), count) for unit, day, level, count in found]

    def sightings(self, case_nos: Sequence[str] | None = None) -> Iterator[tuple[str, KnownSighting]]:
        query = select(sightings).order_by(sightings.c.case_no)
        if case_nos is not None:
            for part in chunks(sorted(set(case_nos)), KEYS_AT_ONCE):
                yield from map(_sighting, self._read(query.where(sightings.c.case_no.in_(part))))
            return
        last: str | None = None
        while True:
            page = self._read((query if last is None else query.where(sightings.c.case_no > last)).limit(PAGE))
            yield from map(_sighting, page)
            if len(page) < PAGE:
                return
            last = page[-1][0]

    def calendar_days(self) -> CalendarFile:
        with self._connection.reading() as connection:
            days = connection.execute(select(calendar_days).order_by(calendar_days.c.day)).all()
            years = connection.execute(select(calendar_years).order_by(calendar_years.c.year)).all()
        return CalendarFile(
            days=tuple(CalendarDay(row.day, bool(row.is_workday), row.name) for row in days),
            years=tuple(row.year for row in years),
            source="; ".join(dict.fromkeys(row.source for row in years if row.source)),
        )

    def import_calendar(self, file: CalendarFile, at: datetime) -> int:
        with self._connection.writing() as connection:
            changed = _write_days(connection, file.days)
            new_years = _write_years(connection, file, at)
            if changed or new_years:
                _grow(connection, CALENDAR_VERSION)
                _grow(connection, REVISION)
        return changed

    def drop_calendar_days(self, days: Sequence[date], years: Sequence[int] = ()) -> int:
        with self._connection.writing() as connection:
            dropped = connection.execute(delete(calendar_days).where(calendar_days.c.day.in_(days))).rowcount
            forgotten = connection.execute(delete(calendar_years).where(calendar_years.c.year.in_(years))).rowcount
            if dropped or forgotten:
                _grow(connection, CALENDAR_VERSION)
                _grow(connection, REVISION)
        return dropped

    def calendar_version(self) -> int:
        return self._number(CALENDAR_VERSION)

    def revision(self) -> int:
        """Grows with everything that any program writes: other programs need to look only when it moved."""
        return self._number(REVISION)

    def use_rules(self, version: str, profile: str, at: datetime, *, note: bool = True) -> list[Reign]:
        with self._connection.reading() as connection:
            begun = _reigns(connection)
            new = _begun(connection, begun, version, at)
        if new is not None and note:
            with self._connection.writing() as connection:
                begun = _reigns(connection)
                new = _begun(connection, begun, version, at)
                if new is not None:
                    _begin_reign(connection, new, profile)
        return _bounded(begun if new is None else [*begun, new])

    def warning_keys(self, case_nos: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for part in chunks(sorted(set(case_nos)), KEYS_AT_ONCE):
            with self._connection.reading() as connection:
                found |= known_keys(connection, part)
        return found

    def sms_start(self, at: datetime, *, note: bool = True, old: timedelta | None = None) -> datetime:
        with self._connection.reading() as connection:
            known = started_at(connection, FIRST_LOOK)
            # a row of looks at other moments is as good as one start, but only the present is written down
            first = connection.execute(select(func.min(rule_reigns.c.began_at))).scalar()
        if note and (known is None or known > at):
            with self._connection.writing() as connection:
                begin(connection, FIRST_LOOK, at, old)
                known = started_at(connection, FIRST_LOOK)
            return known or at
        return known or min(at, first or at)

    def called_off(self, since: float) -> tuple[dict[tuple[int, float], str], float]:
        with self._connection.reading() as connection:
            return called_off(connection, since)

    def past_profile(self, version: str) -> str | None:
        with self._connection.reading() as connection:
            return connection.execute(
                select(rule_profiles.c.profile).where(rule_profiles.c.version == version)
            ).scalar()

    def close(self) -> None:
        self._connection.close()

    def _all_cards(self, state: str | None) -> Iterator[IssuedCard]:
        last: IssuedCard | None = None
        while True:
            query = _cards(state)
            if last is not None:
                place = tuple_(cards.c.became_true_at, cards.c.card_id)
                query = query.where(place > tuple_(*_place(last)))
            page = self._read(query.limit(PAGE))
            for row in page:
                last = _issued(row)
                yield last
            if len(page) < PAGE:
                return

    def _read(self, query: Select[Any]) -> list[Any]:
        with self._connection.reading() as connection:
            return list(connection.execute(query).all())

    def _number(self, name: str) -> int:
        with self._connection.reading() as connection:
            return int(connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar() or 0)


def open_ledger(url: str) -> NativeLedger:
    """The ledger behind a SQLAlchemy URL (SQLite or PostgreSQL). Connects, and upgrades its tables, when first used.

    Raises StoreUnavailable ('broken') for a URL that names no such database.
    """
    return NativeLedger(url)


_Begun = tuple[str, datetime, bool]
"""The rules of a reign, the moment from which they were used, whether they are the ledger's first."""


def _reigns(connection: Connection) -> list[_Begun]:
    rows = connection.execute(select(rule_reigns).order_by(rule_reigns.c.reign_id))
    return [(row.version, row.began_at, bool(row.from_start)) for row in rows]


def _begun(connection: Connection, known: Sequence[_Begun], version: str, at: datetime) -> _Begun | None:
    """The reign that begins with these rules; None while they are in force already."""
    if known and known[-1][0] == version:
        return None
    if not known:
        return version, at.replace(microsecond=0), _none_before(connection, version)
    _, last, from_start = known[-1]
    # a look at the past must not put a reign in front of the one that it follows
    return version, at.replace(microsecond=0) if from_start else max(at.replace(microsecond=0), last), False


def _none_before(connection: Connection, version: str) -> bool:
    """Whether no other rules ever wrote into this ledger."""
    return connection.execute(select(cards.c.card_id).where(cards.c.rule_version != version).limit(1)).first() is None


def _begin_reign(connection: Connection, begun: _Begun, profile: str) -> None:
    version, at, from_start = begun
    connection.execute(insert(rule_reigns).values(version=version, began_at=at, from_start=int(from_start)))
    kept = select(rule_profiles.c.version).where(rule_profiles.c.version == version)
    if connection.execute(kept).first() is None:
        connection.execute(insert(rule_profiles).values(version=version, profile=profile))


def _bounded(begun: Sequence[_Begun]) -> list[Reign]:
    """Each ends where the next begins."""
    ends: list[datetime | None] = [*(at for _, at, _ in begun[1:]), None]
    return [
        Reign(version, None if first else at, until) for (version, at, first), until in zip(begun, ends, strict=True)
    ]


def _cards(state: str | None) -> Select[Any]:
    query = select(cards).order_by(cards.c.became_true_at, cards.c.card_id)
    return query if state is None else query.where(cards.c.state == state)


def _place(issued: IssuedCard) -> tuple[Any, Any]:
    moment = bindparam(None, issued.card.became_true_at, type_=cards.c.became_true_at.type)
    return moment, bindparam(None, issued.card_id)


def _issued(row: Any) -> IssuedCard:
    card = Card(
        case_no=row.case_no,
        node_seq=None if row.node_key == CASE_ITSELF else row.node_key,
        level=CardLevel(row.level),
        reason=Reason(row.reason),
        deadline=row.deadline,
        became_true_at=row.became_true_at,
        unit_id=row.unit_id,
        unit=row.unit,
        officer_id=row.officer_id,
        officer=row.officer,
        limit=row.limit_text,
        calendar_version=row.calendar_version,
        rule_version=row.rule_version,
    )
    return IssuedCard(row.card_id, card, row.noticed_at, row.state, row.revoked_at, row.revoked_reason)


def _sighting(row: Any) -> tuple[str, KnownSighting]:
    return row.case_no, KnownSighting(row.first_seen_at, row.fingerprint, row.vanished_at, row.changed_after_finish_at)


def _revoke(connection: Connection, tick: TickWrite) -> int:
    """Cards are revoked once: another program's reason stays."""
    revoked = 0
    statement = update(cards).where(cards.c.card_id == bindparam("card"), cards.c.state == "issued")
    for revocation in tick.revocations:
        result = connection.execute(
            statement.values(state="revoked", revoked_at=tick.noticed_at, revoked_reason=revocation.reason),
            {"card": revocation.card_id},
        )
        revoked += result.rowcount
    return revoked


def _set_vanished(connection: Connection, case_nos: Sequence[str], at: datetime | None) -> None:
    for part in chunks(case_nos, KEYS_AT_ONCE):
        statement = update(sightings).where(sightings.c.case_no.in_(part)).values(vanished_at=at)
        if at is not None:
            statement = statement.where(sightings.c.vanished_at.is_(None))
        connection.execute(statement)


def _write_days(connection: Connection, days: Sequence[CalendarDay]) -> int:
    known = {row.day: (bool(row.is_workday), row.name) for row in connection.execute(select(calendar_days))}
    wanted: dict[date, tuple[bool, str]] = {day.day: (day.is_workday, day.name) for day in days}
    changed = {day: says for day, says in wanted.items() if known.get(day) != says}
    values = [{"day": day, "is_workday": int(says[0]), "name": says[1]} for day, says in changed.items()]
    _replace(connection, calendar_days, "day", values, set(known))
    return len(changed)


def _write_years(connection: Connection, file: CalendarFile, at: datetime) -> bool:
    known = set(connection.execute(select(calendar_years.c.year)).scalars())
    values = [{"year": year, "source": file.source, "imported_at": at} for year in dict.fromkeys(file.years)]
    _replace(connection, calendar_years, "year", values, known)
    return not known.issuperset(file.years)


def _replace(connection: Connection, table: Table, key: str, values: list[dict[str, Any]], known: set[Any]) -> None:
    for row in values:
        if row[key] in known:
            connection.execute(update(table).where(table.c[key] == row[key]).values(row))
        else:
            connection.execute(insert(table).values(row))


def _grow(connection: Connection, name: str) -> None:
    grown = connection.execute(update(meta).where(meta.c.name == name).values(value=meta.c.value + 1))
    if grown.rowcount == 0:
        connection.execute(insert(meta).values(name=name, value=1))
