"""gammu-smsd's own database, from the schema of its package, and a real gammu-smsd with gammu's dummy modem."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from tests.servers import ServerAbsent

SCHEMAS = Path("/usr/share/doc/gammu-smsd/examples")

CONFIGURATION = """
[gammu]
device = {folder}/modem
connection = none
model = dummy

[smsd]
service = sql
driver = native_pgsql
host = 127.0.0.1:{port}
user = postgres
password = none
database = {database}
phoneid = modem1
logfile = {folder}/smsd.log
debuglevel = 255
commtimeout = 1
sendtimeout = 5
checksecurity = 0
checkbattery = 0
checksignal = 0
loopsleep = 1
"""


def make_queue(url: str) -> None:
    """The tables as the package makes them. Raises ServerAbsent where gammu-smsd is not installed."""
    place = make_url(url)
    file = SCHEMAS / ("sqlite.sql" if place.get_backend_name() == "sqlite" else "pgsql.sql")
    if not file.exists():
        raise ServerAbsent("gammu-smsd is not installed: no schema of its queue")
    script = file.read_text(encoding="utf-8")
    if place.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(place.database))) as connection:
            connection.executescript(script)
        return
    with psycopg.connect(host=place.host, port=place.port, user=place.username, dbname=place.database) as postgres:
        # the language is there already since PostgreSQL 9
        postgres.execute(script.replace("CREATE LANGUAGE", "CREATE OR REPLACE LANGUAGE").encode())


@contextmanager
def running_smsd(url: str, folder: Path) -> Iterator[Path]:
    """gammu-smsd on a PostgreSQL queue with a modem that is a folder; gives that folder."""
    program = shutil.which("gammu-smsd")
    if program is None:
        raise ServerAbsent("gammu-smsd is not installed")
    place = make_url(url)
    modem = folder / "modem"
    for name in ("", "sms", *(f"sms/{number}" for number in range(1, 6))):
        (modem / name).mkdir(exist_ok=True)
    file = folder / "smsdrc"
    text = CONFIGURATION.format(folder=folder, port=place.port, database=place.database)
    file.write_text(text, encoding="utf-8")
    smsd = subprocess.Popen(
        [program, "-c", str(file)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield modem
    finally:
        smsd.kill()
        smsd.wait()
