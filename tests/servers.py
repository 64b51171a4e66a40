"""A private PostgreSQL for tests: on loopback, in a folder of its own, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.gateway_server import free_port

REQUIRED = "EMONITOR_TEST_REQUIRE_SERVERS"
"""Set to 1: a missing server fails the tests instead of skipping them."""

_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}


class ServerAbsent(Exception):
    """Why there is no server on this machine."""


@dataclass(frozen=True, slots=True)
class Postgres:
    port: int
    folder: Path
    programs: Path
    account: tuple[int, int] | None

    def url(self, database: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def stop(self, mode: str = "fast") -> None:
        self._control("stop", "-m", mode)

    def start(self) -> None:
        settings = " ".join(f"-c {name}={value}" for name, value in _FAST.items())
        listen = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder}"
        self._control("start", "-l", str(self.folder / "log"), "-o", f"{listen} {settings}")

    def _control(self, *arguments: str) -> None:
        _run([self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-t", "60", *arguments], self.account)


@contextmanager
def private_postgres() -> Iterator[Postgres]:
    """A running cluster; raises ServerAbsent where PostgreSQL is not installed."""
    programs = _programs()
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="emonitor-pg-"))
    server = Postgres(free_port(), folder, programs, account)
    try:
        if account is not None:
            os.chown(folder, *account)
        data = folder / "data"
        _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"], account)
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def are_required() -> bool:
    return os.environ.get(REQUIRED) == "1"


def _programs() -> Path:
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True)
    for folder in found:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise ServerAbsent("PostgreSQL is not installed: no initdb on the path or under /usr/lib/postgresql")


def _number(name: str) -> int:
    return int(name) if name.isdigit() else 0


def _account() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root: then it runs as the user postgres."""
    if os.getuid() != 0:
        return None
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise ServerAbsent("the tests run as root and there is no user postgres to run the server as") from None
    return entry.pw_uid, entry.pw_gid


def _run(command: list[str | Path], account: tuple[int, int] | None) -> None:
    user = {} if account is None else {"user": account[0], "group": account[1], "extra_groups": []}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment["LC_ALL"] = "C.UTF-8"
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "start" not in command else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
        **user,  # type: ignore[arg-type]
    )
    if done.returncode != 0:
        output = (done.stdout or b"").decode("utf-8", "replace")[-2000:]
        raise RuntimeError(f"{command[0]} gave {done.returncode}: {output}")
