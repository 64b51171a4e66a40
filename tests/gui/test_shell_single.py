"""One window for one user and one ledger; languages and colours are changed while it runs."""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.settings import Settings, load
from desktop.window import pages
from desktop.window.shell.session import Run, Session
from desktop.window.shell.single import SingleInstance
from desktop.window.theme import translate
from tests.gui.boards import FakeWatcher, Row, board, site_settings
from widgets.tokens import DARK, choose, palette

ROOT = Path(__file__).resolve().parents[2]
SECOND = """
import sys
from PySide6.QtCore import QCoreApplication
from desktop.window.shell.single import SingleInstance
app = QCoreApplication([])
print(SingleInstance(sys.argv[1]).first())
"""


@pytest.fixture
def ledger() -> str:
    return f"sqlite:///{uuid.uuid4()}.sqlite"


def test_a_second_start_calls_the_first_window_and_goes(qtbot: QtBot, ledger: str) -> None:
    first = SingleInstance(ledger)
    assert first.first()
    second = subprocess.Popen([sys.executable, "-c", SECOND, ledger], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with qtbot.waitSignal(first.called, timeout=20_000):
        pass
    out, _ = second.communicate(timeout=20)
    assert out.strip() == "False"
    first.close()


def test_another_ledger_has_its_own_window(qtbot: QtBot, ledger: str) -> None:
    first, other = SingleInstance(ledger), SingleInstance(ledger + "2")
    assert first.first() and other.first()
    first.close()
    other.close()


def test_a_window_that_was_killed_makes_room(qtbot: QtBot, ledger: str) -> None:
    killed = SECOND + "import os; os._exit(1)\n"
    done = subprocess.run([sys.executable, "-c", killed, ledger], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() in ("True", "")
    first = SingleInstance(ledger)
    assert first.first()
    first.close()


def test_after_it_was_closed_the_next_is_first(qtbot: QtBot, ledger: str) -> None:
    first = SingleInstance(ledger)
    assert first.first()
    first.close()
    again = SingleInstance(ledger)
    assert again.first()
    again.close()


@pytest.fixture
def session(qtbot: QtBot, qapp: QApplication) -> Iterator[Session]:
    made = Session(qapp, Run(lambda publish: FakeWatcher(publish, [board([Row("A1")])]), site_settings()))
    yield made
    made.window.leave()
    assert made.bridge.stop()
    made.window.deleteLater()
    made._theme.choose("")
    choose(None)
    translate(qapp, "zh_CN")


def test_the_window_shows_before_its_first_page_and_its_engine(session: Session, qtbot: QtBot) -> None:
    assert session.window.stack.number == -1
    session.begin()
    qtbot.waitUntil(lambda: session.bridge.latest is not None)
    assert session.window.stack.number == 0


def test_a_language_is_spoken_at_once_and_the_choice_is_kept(session: Session, qtbot: QtBot) -> None:
    session.begin()
    qtbot.waitUntil(lambda: session.bridge.latest is not None)
    session.window.choices.choose_language("en")
    assert session.window.side.items[0].text() == "Overview"
    assert session.window.windowTitle() == "盐山县 · supervision of approvals"
    assert session.window.bottom.text().startswith("Data ")
    assert session._choices.language == "en"


def test_a_choice_of_language_gives_way_to_a_new_one_of_the_site(session: Session) -> None:
    session.window.choices.choose_language("en")
    settings = site_settings()
    settings = replace(settings, site=replace(settings.site, language="en"))
    from desktop.window.memory import Memory
    from desktop.window.shell.choices import Choices

    assert Choices(Memory(), site_settings()).language == "en"
    session.window.choices.choose_language("zh_CN")
    assert Choices(Memory(), settings).language == "en"


def test_settings_that_are_saved_hold_at_once_in_a_window_made_anew(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    made: list[Settings] = []

    def run_of(settings: Settings) -> Run:
        def make(publish: Any) -> FakeWatcher:
            made.append(settings)
            return FakeWatcher(publish, [board([Row("A1")])])

        return Run(make, settings, anew=run_of)

    file = tmp_path / "emonitor.toml"
    file.write_text('[site]\nname = "甲县"\n', encoding="utf-8")
    session = Session(qapp, run_of(load(file, {})))
    session.begin()
    qtbot.waitUntil(lambda: session.bridge.latest is not None)
    page = session.window.open_page("settings")
    page.fields["site", "name"].set_text("乙县")
    page.fields["poll", "seconds"].set_text("9")
    page.save.click()
    qtbot.waitUntil(lambda: len(made) == 2 and session.bridge.latest is not None)
    assert session.window.windowTitle().startswith("乙县")
    assert (made[1].poll.seconds, made[1].site.name) == (9, "乙县")
    again = session.window.page
    assert again is not page
    assert again.fields["site", "name"].text() == "乙县"
    assert again.message.text().endswith("已生效。")
    again.undo.click()
    qtbot.waitUntil(lambda: len(made) == 3)
    assert session.window.windowTitle().startswith("甲县")
    assert not session.window.page.undo.isVisible()
    session.window.leave()
    assert session.bridge.stop()


def test_dark_is_worn_at_once_and_remembered(session: Session) -> None:
    session.window.choices.choose_scheme("dark")
    assert palette() is DARK
    assert session.window.choices.scheme == "dark"


def test_leaving_the_window_ends_the_session(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.left):
        session.window.leave()


@pytest.mark.qt_log_ignore("does not support")
def test_the_open_case_and_unsaved_settings_stay_when_the_language_changes(session: Session, qtbot: QtBot) -> None:
    session.begin()
    qtbot.waitUntil(lambda: session.bridge.latest is not None)
    session.window.open_page(pages.SETTINGS).fields["site", "bureau"].set_text("别的局")
    session.window.show_case("A1")
    qtbot.waitUntil(lambda: session.window.page.model.rowCount() == 1)
    session.window.page.open_window("A1")
    session.window.choices.choose_language("en")
    page = session.window.page
    qtbot.waitUntil(lambda: page._case_is_open)
    assert page.case.case_no == "A1"
    assert list(page.windows.there) == ["A1"]
    qtbot.waitUntil(lambda: page.table.selected_rows() == [(0, 0)])
    assert session.window.open_page(pages.SETTINGS).fields["site", "bureau"].text() == "别的局"
