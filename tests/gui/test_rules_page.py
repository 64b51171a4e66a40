"""The rules in plain words: every sentence follows from the profile, the example from the engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.window.rules.example import example
from desktop.window.rules.page import RulesPage
from desktop.window.rules.texts import RuleTexts
from monitoring.ports import Ledger
from monitoring.rules import SHIPPED, load_profile
from monitoring.stores.ledger import open_ledger
from resources import words
from tests.gui.boards import NOW, board
from tests.gui.page_fakes import engine_on, shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")) as made:
        yield made


@pytest.mark.parametrize("profile", SHIPPED)
def test_every_profile_is_said_whole(profile: str) -> None:
    told = RuleTexts(words()).sentences(load_profile(profile))
    assert len(told) == 6
    assert all(text.strip() and "{" not in text for _, text in told)


def test_two_thresholds_make_two_different_sentences() -> None:
    texts = RuleTexts(words())
    one, other = (load_profile("default", {"yellow_working_days": days}) for days in (1, 2))
    assert texts.sentences(one) != texts.sentences(other)


def test_what_the_settings_change_is_named(tmp_path: Path) -> None:
    made = shell(tmp_path, "[rules]\nyellow_working_days = 2\n")
    (line,) = RuleTexts(words()).differences(made.settings)
    assert "yellow_working_days" in line
    assert "2" in line


def test_it_is_said_where_the_rules_are_set(tmp_path: Path) -> None:
    texts = RuleTexts(words())
    by_default = texts.where(shell(tmp_path, '[site]\nname = "示例县"\n').settings)
    by_file = texts.where(shell(tmp_path, '[rules]\nprofile = "hunan"\n').settings)
    assert "emonitor.toml" not in by_default
    assert "emonitor.toml" in by_file


def test_shipped_rules_differ_in_nothing(tmp_path: Path) -> None:
    assert RuleTexts(words()).differences(shell(tmp_path).settings) == []


def test_hours_say_from_when_they_hold(tmp_path: Path) -> None:
    text = '[[office_hours]]\nhours = ["08:30-12:00"]\n[[office_hours]]\nfrom = "06-01"\nhours = ["09:00-12:00"]\n'
    first, second = RuleTexts(words()).hours(shell(tmp_path, text).settings)
    assert first[1] == "08:30-12:00"
    assert "06-01" in second[0]


def test_the_example_is_judged_by_the_engine(tmp_path: Path, ledger: Ledger) -> None:
    engine = engine_on(ledger, shell(tmp_path).settings)
    found = example(engine.book, NOW, 5, 10)
    assert found.accepted_at == datetime(2017, 7, 5, 10)
    assert found.proof.yellow_from == datetime(2017, 7, 11, 17, 30)
    assert found.red_from == datetime(2017, 7, 12, 17, 30)
    assert found.proof.statutory_due_at == datetime(2017, 7, 19, 17, 30)


def test_on_a_rest_day_the_example_begins_on_the_last_working_day(tmp_path: Path, ledger: Ledger) -> None:
    engine = engine_on(ledger, shell(tmp_path).settings)
    assert example(engine.book, datetime(2017, 7, 9, 9), 5, 10).accepted_at == datetime(2017, 7, 7, 10)


def test_the_page_tells_the_example_and_follows_its_limits(tmp_path: Path, ledger: Ledger, qtbot: QtBot) -> None:
    made = shell(tmp_path)
    made.engine = engine_on(ledger, made.settings)
    page = RulesPage(made.tools)
    qtbot.addWidget(page)
    page.show()
    page.show_snapshot(board([]), NOW, stale=False)
    before = page.told.text()
    assert "7月12日 17:30" in before
    page.promised.setValue(3)
    assert page.told.text() != before
    assert page.line.accessibleDescription() == page.told.text()


def test_a_year_without_a_calendar_is_told_and_not_guessed(tmp_path: Path, ledger: Ledger, qtbot: QtBot) -> None:
    made = shell(tmp_path)
    made.engine = engine_on(ledger, made.settings)
    page = RulesPage(made.tools)
    qtbot.addWidget(page)
    page.show_snapshot(board([]), datetime(2026, 12, 30, 9), stale=False)
    assert "工作日历缺少该年度" in page.told.text()


def test_stores_that_are_away_leave_the_rest_readable(tmp_path: Path, qtbot: QtBot) -> None:
    page = RulesPage(shell(tmp_path, away=True).tools)
    qtbot.addWidget(page)
    page.show_snapshot(board([]), NOW, stale=True)
    assert page.told.text()
