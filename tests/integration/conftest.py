"""The same tests on SQLite and on PostgreSQL: fixtures that give an empty database of either kind."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from desktop import main
from monitoring.stores.outbox.desk import OutboxDesk
from monitoring.stores.schema import create_case_store
from tests.servers import Postgres, ServerAbsent, are_required, private_postgres
from tests.sms_house import House, MakeHouse

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    try:
        with private_postgres() as server:
            yield server
    except ServerAbsent as absent:
        if are_required():
            pytest.fail(str(absent))
        pytest.skip(str(absent))


def _new_database(server: Postgres) -> str:
    name = f"test_{next(_numbers)}"
    engine = create_engine(server.url(), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.url(name)


def _empty_url(kind: str, request: pytest.FixtureRequest, folder: Path, name: str) -> str:
    if kind == "sqlite":
        return f"sqlite:///{folder / name}"
    return _new_database(request.getfixturevalue("postgres"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table (for SQLite: no file yet)."""
    return _empty_url(request.param, request, tmp_path, "empty.db")


@pytest.fixture
def case_store_url(empty_url: str) -> str:
    """A native case store without rows."""
    engine = create_engine(empty_url, poolclass=NullPool)
    create_case_store(engine)
    engine.dispose()
    return empty_url


@pytest.fixture
def ledger_url(empty_url: str) -> str:
    return empty_url


@pytest.fixture
def house(ledger_url: str) -> Iterator[MakeHouse]:
    """Makes houses of warnings (tests.sms_house) on the ledger, and closes them."""
    made: list[House] = []

    def build(*cases: Any, **options: Any) -> House:
        made.append(House(ledger_url, *cases, **options))
        return made[-1]

    yield build
    for one in made:
        one.close()


@pytest.fixture
def desk(house: MakeHouse, ledger_url: str) -> Iterator[OutboxDesk]:
    """The outbox as a person deals with it, on the ledger of the house."""
    opened = OutboxDesk(ledger_url)
    yield opened
    opened.close()


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs `emonitor` with some words in this process: its status, what it printed, what it complained of."""

    def called(*words: str) -> tuple[int, str, str]:
        status = main.main(words)
        out, err = capsys.readouterr()
        return status, out, err

    return called
