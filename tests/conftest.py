"""What holds for every test: a user without files or settings of their own, nothing left running, a clean log."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.log_scan import LogScan, opened

# A machine under load is no failure: nothing here is judged by how long it took
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

USER_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "LOCALAPPDATA", "APPDATA")
KEPT = "EMONITOR_TEST_"
GRACE_SECONDS = 5.0
"""A thread that was told to stop may take a moment over its last step."""


SCAN = pytest.StashKey[LogScan]()
LOG = "log"
"""What a worker of xdist tells the one who sent it: how many lines were logged, what was wrong with them."""


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SCAN] = opened()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """A worker of xdist is done."""
    lines, faults = getattr(node, "workeroutput", {}).get(LOG, (0, []))
    scan = node.config.stash[SCAN]
    scan.lines += lines
    scan.faults += faults


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A log that holds a number, a password or a secret fails the whole run."""
    scan = session.config.stash[SCAN]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[LOG] = (scan.lines, scan.faults)
    elif scan.faults and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    scan = config.stash[SCAN]
    if scan.faults:
        terminalreporter.section("the log holds what no log may hold", red=True)
        for fault in sorted(set(scan.faults)):
            terminalreporter.write_line(f"{fault} ({scan.faults.count(fault)} times)")
    else:
        terminalreporter.write_line(f"log: {scan.lines} lines without a number, a password or a secret")


@pytest.fixture(autouse=True)
def _fresh_user(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """No test reads the settings, the stores or the keyring of whoever runs it; what it logged is read."""
    for name in list(os.environ):
        if name.startswith("EMONITOR_") and not name.startswith(KEPT):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("user")
    for name in USER_FOLDERS:
        monkeypatch.setenv(name, str(home / name.lower()))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    yield
    request.config.stash[SCAN].read_files(home.rglob("*.log"))


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """A test that leaves a thread running fails: the program must end when its window is closed."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and _is_ours(thread)]
    for thread in left:
        thread.join(GRACE_SECONDS)
    running = [thread.name for thread in left if thread.is_alive()]
    assert not running, f"threads left running: {', '.join(running)}"


def _is_ours(thread: threading.Thread) -> bool:
    """Not a stand-in for a thread that Python did not start: those stay listed after their end."""
    return not isinstance(thread, threading._DummyThread)


@pytest.fixture
def shared_data() -> Path:
    """The folder of real data beside the repository; a test that needs it is skipped where it is absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder shared/data is not beside the repository")
    return folder
