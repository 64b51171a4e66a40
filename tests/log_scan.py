"""Everything that is logged while the tests run, held against what no log may hold: numbers, passwords, secrets.

The loggers of all libraries are open down to DEBUG, as an administrator in search of a fault would set them. Each line
is read as it is written; what is wrong with it is kept without repeating it. EMONITOR_TEST_LOG=FILE keeps the log.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterable
from pathlib import Path

KEPT = "EMONITOR_TEST_LOG"
MOBILE = re.compile(r"(?:(?<!\d)|(?<=\D86)|(?<=^86))1[3-9]\d{9}(?!\d)")
SECRETS = (
    # those of the tests' settings and servers; "tester" and "kannel" are names, no secrets
    *(
        "foobar",
        "test-admin",
        "test-status",
        "hunter2",
        "secretpw",
        "s3cret",
        "s3cr3t-word",
        "geheim",
        "not-a-secret",
        "only for this test",
        "verysecret",
        "only for this test",
    ),
    # those of the published examples (tests/unit/test_gateway_signatures.py)
    *("123qwe", "testSecret", "Gu5t9x"),
)
_SECRET = re.compile("|".join(re.escape(secret) for secret in SECRETS))


def faults_of(line: str) -> list[str]:
    """What a line of a log holds that it may not: 'a number', 'a secret'."""
    found = ["a mobile number"] if MOBILE.search(line) else []
    return [*found, "a password or secret"] if _SECRET.search(line) else found


class LogScan(logging.Handler):
    """Reads what is logged. ``faults``: what was found, by which test and logger, without repeating it."""

    def __init__(self, keep: Path | None = None) -> None:
        super().__init__(logging.NOTSET)
        self.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        self.lines = 0
        self.faults: list[str] = []
        self._keep = keep

    def emit(self, record: logging.LogRecord) -> None:
        try:
            told = self.format(record)
        except Exception:
            # an argument that is over by now, such as a deleted object of Qt: its logger's matter
            return
        self._read(f"{record.name}", told)

    def read_files(self, files: Iterable[Path]) -> None:
        """Log files that the program wrote, in this process or in another."""
        for file in files:
            self._read(file.name, file.read_text(encoding="utf-8", errors="replace"))

    def _read(self, where: str, told: str) -> None:
        self.lines += told.count("\n") + 1
        self.faults += [f"{what} logged by {where} in {_test()}" for what in faults_of(told)]
        if self._keep is not None:
            with self._keep.open("a", encoding="utf-8") as log:
                log.write(told + "\n")


def opened() -> LogScan:
    """A scan of all that is logged from now on."""
    kept = os.environ.get(KEPT)
    scan = LogScan(Path(kept) if kept else None)
    root = logging.getLogger()
    root.addHandler(scan)
    root.setLevel(logging.DEBUG)
    return scan


def _test() -> str:
    return os.environ.get("PYTEST_CURRENT_TEST", "no test").partition(" ")[0]
