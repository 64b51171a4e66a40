"""What goes to the log: where something failed, never on whose data."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import failures, paths


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    file = tmp_path / "logs" / "emonitor.log"
    monkeypatch.setattr(paths, "log_file", lambda: file)
    logger = logging.getLogger("desktop")
    handlers, propagate = list(logger.handlers), logger.propagate
    failures.keep_log()
    yield file
    logger.handlers[:], logger.propagate = handlers, propagate


def test_a_fault_of_the_window_is_logged_with_its_place_and_without_its_data(log: Path) -> None:
    value = "138" + "00138000"
    try:
        raise ValueError(value)
    except ValueError:
        logging.getLogger("desktop.window").exception("the engine stopped")
    written = log.read_text(encoding="utf-8")
    assert "the engine stopped" in written
    assert "ValueError" in written
    assert "test_log_file.py" in written
    assert "13800138000" not in written


def test_keeping_a_log_twice_writes_each_line_once(log: Path) -> None:
    failures.keep_log()
    logging.getLogger("desktop.window").warning("once")
    assert log.read_text(encoding="utf-8").count("once") == 1
