"""What goes wrong around the senders while they run: each fault comes, lasts a while, and passes."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Protocol, TypeVar

from tests.faults.run import Run
from tests.servers import Postgres, ServerAbsent

T = TypeVar("T")
DISK_BYTES = 48 << 20
"""Of the small disk that can be filled: much more than a ledger needs, quick to fill."""
OWN_MOUNTS = "EMONITOR_TEST_OWN_MOUNTS"
JUMPS = (
    timedelta(hours=3),  # 12:30 of the same day: nobody should notice
    timedelta(hours=10),  # 19:30: SMS wait for a morning
    timedelta(days=1),  # a Friday: what goes out is dated wrongly
    timedelta(days=4),  # a Monday
    timedelta(days=2),  # a Saturday
    timedelta(days=40),  # a month that has not come
    timedelta(days=-1),  # before the cases were overdue: their warnings are called off
    timedelta(days=-30),  # before they came
    timedelta(days=3650),
)


class Fault(Protocol):
    """One thing that can go wrong."""

    name: str

    def begin(self) -> None: ...

    def end(self) -> None: ...


class GatewayAway:
    name = "gateway"

    def __init__(self, run: Run) -> None:
        self._away = run.away

    def begin(self) -> None:
        self._away.touch()

    def end(self) -> None:
        self._away.unlink(missing_ok=True)


class ClockJumps:
    """The site's clock is set wrong, forward or back, and later right again."""

    name = "clock"

    def __init__(self, run: Run, chance: random.Random) -> None:
        self._shared = run.shared
        self._jumps = _in_turns(chance.sample(JUMPS, len(JUMPS)))

    def begin(self) -> None:
        self._shared.clock_is_off = next(self._jumps).total_seconds()

    def end(self) -> None:
        self._shared.clock_is_off = 0.0


class DatabaseRestarts:
    """PostgreSQL is stopped under its clients, in order or by the plug, and started again."""

    name = "database"

    def __init__(self, server: Postgres) -> None:
        self._server = server
        self._modes = _in_turns(["immediate", "fast"])

    def begin(self) -> None:
        self._server.stop(next(self._modes))

    def end(self) -> None:
        self._server.start()


class DiskFull:
    """The disk with the ledger has no byte left. A real one: a file system of its own in memory."""

    name = "disk"

    def __init__(self, run: Run) -> None:
        self._ledger = Path(run.ledger.removeprefix("sqlite:///"))
        self._ballast = self._ledger.with_name("ballast")

    def begin(self) -> None:
        with closing(sqlite3.connect(self._ledger, timeout=5)) as connection:
            # a journal that has grown already would hold many more changes
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        # two times: what was freed while the first one was written
        for _ in range(2):
            self._fill()

    def end(self) -> None:
        self._ballast.unlink(missing_ok=True)

    def _fill(self) -> None:
        with self._ballast.open("ab", buffering=0) as file:
            for size in (1 << 20, 4096):
                try:
                    while True:
                        file.write(b"\0" * size)
                except OSError as error:
                    if error.errno != errno.ENOSPC:
                        raise


def small_disk(folder: Path) -> None:
    """Mounts it at ``folder``; only in a process that ``with_own_mounts`` has started."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "none", str(folder)], check=True)


def with_own_mounts(command: list[str]) -> None:
    """Becomes ``command`` with mounts that nobody else sees and that end with it. Raises ServerAbsent."""
    if os.environ.get(OWN_MOUNTS) == "1":
        return
    unshare = shutil.which("unshare")
    if unshare is None or subprocess.run([unshare, "-rm", "true"], capture_output=True, check=False).returncode:
        raise ServerAbsent("no disk can be filled here: unshare -rm (util-linux, Linux) does not work")
    os.environ[OWN_MOUNTS] = "1"
    os.execv(unshare, [unshare, "-rm", *command])


def _in_turns(things: list[T]) -> Iterator[T]:
    while True:
        yield from things
