"""The native case store (design contract, section 3), read only: the adapter behind ports.CaseStore."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from monitoring.blocks import CaseBlock
from monitoring.clock import Now
from monitoring.ports import Changes
from monitoring.records import Catalogue
from monitoring.stores.catalogue import Raw, catalogue_of, raw_catalogue
from monitoring.stores.connecting import ReadOnlyConnection
from monitoring.stores.parsing import text
from monitoring.stores.polling import Poller, PollSettings
from monitoring.stores.reading import Reader


class NativeCaseStore:
    """ports.CaseStore over any database of SQLAlchemy's; SQLite and PostgreSQL are tested.

    Every method raises StoreUnavailable when the store is away, and works again when it is back.
    """

    def __init__(self, url: str, settings: PollSettings, now: Now | None) -> None:
        self._connection = ReadOnlyConnection(url)
        self._reader = Reader(self._connection)
        self._poller = Poller(self._reader, settings, now)
        self._catalogue: Raw | None = None
        self._lock = threading.RLock()

    @property
    def problems(self) -> tuple[tuple[str, str, str], ...]:
        """What is wrong with the store as a whole, as in ``Changes.problems``; complete after ``load``."""
        return self._poller.problems

    def check(self) -> None:
        """Reaches the store and looks for its tables and columns; StoreUnavailable names what is missing."""
        with self._connection.reading():
            pass

    def catalogue(self) -> Catalogue:
        with self._lock:
            self._catalogue = self._reader.run(lambda connection: raw_catalogue(self._reader, connection))
            return catalogue_of(self._catalogue)

    def contacts(self) -> dict[str, str]:
        """Mobile numbers by officer_id, as the store has them: for the sender alone, and kept nowhere here."""
        raw = self._reader.run(self._reader.contacts_in)
        pairs = ((text(officer), text(number)) for officer, number in raw)
        return {officer: number for officer, number in pairs if officer is not None and number is not None}

    def load(self, case_nos: Sequence[str] | None = None) -> Iterator[CaseBlock]:
        blocks = self._poller.load() if case_nos is None else self._poller.load_named(list(case_nos))
        while True:
            with self._lock:
                block = next(blocks, None)
            if block is None:
                return
            yield block

    def fetch(self, case_nos: Sequence[str]) -> CaseBlock:
        return self._reader.named(case_nos).block

    def poll(self) -> Changes:
        with self._lock:
            catalogue = self._reader.run(self._poll)
            changes = self._poller.handed_over()
        return Changes(changes.blocks, changes.vanished, catalogue, changes.problems)

    def close(self) -> None:
        self._connection.close()

    def _poll(self, connection: Connection) -> Catalogue | None:
        version = self._reader.version_in(connection)
        if self._poller.is_unchanged(version):
            return None
        self._poller.poll(connection, version)
        raw = raw_catalogue(self._reader, connection)
        if raw == self._catalogue:
            return None
        self._catalogue = raw
        return catalogue_of(raw)


def open_case_store(
    url: str,
    *,
    overlap_seconds: int = 300,
    slice: int = 2000,
    whole_below: int = 50_000,
    now: Now | None = None,
) -> NativeCaseStore:
    """The case store behind a SQLAlchemy URL. Does not connect yet: ``check`` or the first use does.

    ``overlap_seconds``: how far before the latest change rows are read again; longer than the writers' longest
    transaction. ``slice``: cases that each poll compares besides. ``whole_below``: smaller stores are
    compared as a whole. ``now``: the site's clock; moments of change a day after it are ignored as nonsense.
    Raises StoreUnavailable ('broken') for a URL that names no database.
    """
    return NativeCaseStore(url, PollSettings(overlap_seconds, slice, whole_below), now)
