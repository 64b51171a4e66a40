"""A walk through every page of the real window, as it comes: every control has a name, every text its place and its
language, every light its word. In Chinese and English, at every scale that a screen may have."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QTableView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import walking
from tests.gui.real_window import make_stores, settings_of, stores
from tests.gui.report_scenes import fill_archive, with_folder
from widgets.lights import LightMark
from widgets.rows_model import Cell, Heading, Line, RowsModel

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ROOT = Path(__file__).resolve().parents[2]
CASES = "1500"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county and a store with nothing in it."""
    folder = tmp_path_factory.mktemp("walk")
    until = walking.AT.isoformat()
    make_stores(folder / "county", "demo", "--cases", CASES, "--until", until)
    make_stores(folder / "empty", "demo", "--cases", "1", "--until", until)
    with closing(sqlite3.connect(folder / "empty" / "cases.sqlite")) as store:
        for table in ("case_nodes", "suspensions", "corrections", "cases"):
            store.execute(f"DELETE FROM {table}")
        store.commit()
    fill_archive(with_folder(settings_of(*stores(folder / "county")), folder / "reports"), walking.AT)
    return folder


def screen(folder: Path, scale: float) -> str:
    """A platform whose one screen shows 1366 x 768 logical pixels at this scale."""
    file = folder / f"screen-{scale}.json"
    about = {"name": "screen", "x": 0, "y": 0, "width": round(1366 * scale), "height": round(768 * scale),
             "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1.0}  # fmt: skip
    file.write_text(json.dumps({"screens": [about]}), encoding="utf-8")
    return f"offscreen:configfile={file}"


def walked(folder: Path, language: str, scale: float) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.walking", str(folder), language],
        cwd=ROOT, capture_output=True, text=True, timeout=240,
        env={**os.environ, "QT_QPA_PLATFORM": screen(folder, scale), "QT_SCALE_FACTOR": str(scale)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [f"{one['kind']} on {one['page']}: {one['what']}" for one in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("language", "scale"), [("zh_CN", 1), ("zh_CN", 1.25), ("zh_CN", 1.5), ("zh_CN", 2), ("en", 1), ("en", 2)]
)
def test_every_page_can_be_read_reached_and_heard(made: Path, language: str, scale: float) -> None:
    assert sorted(set(walked(made, language, scale))) == []


# the walk itself notices what is wrong


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    QVBoxLayout(widget)
    yield widget


def seen(room: QWidget, *inside: QWidget) -> list[str]:
    for widget in inside:
        layout = room.layout()
        assert layout is not None
        layout.addWidget(widget)
    room.resize(400, 300)
    room.show()
    return [one.kind for one in walking.defects(room, "here", "zh_CN")]


def test_the_walk_notices_a_button_without_a_name(room: QWidget) -> None:
    assert seen(room, QPushButton()) == ["unnamed"]


def test_the_walk_is_content_with_a_button_that_says_what_it_does(room: QWidget) -> None:
    assert seen(room, QPushButton("导出")) == []


def test_the_walk_notices_a_text_that_does_not_fit(room: QWidget) -> None:
    label = QLabel("办件库断开，最后读到的是十三分钟以前的数据")
    label.setFixedWidth(80)
    assert seen(room, label) == ["clipped"]


def test_a_text_that_does_not_fit_may_stand_in_a_tip(room: QWidget) -> None:
    label = QLabel("办件库断开，最后读到的是十三分钟以前的数据")
    label.setFixedWidth(80)
    label.setToolTip(label.text())
    assert seen(room, label) == []


def test_the_walk_notices_lines_that_are_cut_below(room: QWidget) -> None:
    label = QLabel("办件库断开，最后读到的是十三分钟以前的数据，恢复以后会自己再读")
    label.setWordWrap(True)
    label.setFixedSize(80, 20)
    assert seen(room, label) == ["clipped"]


def test_a_text_that_has_just_changed_is_laid_out_before_it_is_judged(room: QWidget) -> None:
    label = QLabel("无")
    label.setWordWrap(True)
    inside, part = QWidget(), QScrollArea()
    QVBoxLayout(inside).addWidget(label)
    part.setWidgetResizable(True)
    part.setWidget(inside)
    assert seen(room, part) == []
    label.setText("办件库断开，最后读到的是十三分钟以前的数据，恢复以后会自己再读。" * 20)
    assert list(walking.clipped(label)) != []
    assert list(walking.defects(room, "here", "zh_CN")) == []


def test_the_walk_notices_a_button_that_lies_outside(room: QWidget) -> None:
    box = QWidget()
    box.setFixedSize(50, 30)
    button = QPushButton("导出", box)
    button.setGeometry(30, 0, 60, 30)
    assert seen(room, box) == ["cut off"]


def test_the_walk_notices_a_part_of_which_hardly_a_line_is_in_sight(room: QWidget) -> None:
    inside = QLabel("起算\n到期\n时限\n依据")
    inside.setFixedHeight(200)
    part = QScrollArea()
    part.setWidget(inside)
    part.setFixedHeight(24)
    assert seen(room, part) == ["squeezed"]


def test_the_walk_notices_english_in_the_chinese_window(room: QWidget) -> None:
    assert seen(room, QLabel("Open cases")) == ["untranslated"]


@pytest.mark.parametrize("text", ["emonitor import csv FILE", "postgresql+psycopg://reader@host/base", "Noto"])
def test_commands_and_addresses_are_the_same_in_every_language(room: QWidget, text: str) -> None:
    assert seen(room, QLabel(text)) == []


def test_the_walk_notices_a_light_without_a_word(room: QWidget) -> None:
    assert seen(room, LightMark()) == ["wordless"]


def test_the_walk_notices_a_light_without_a_word_in_a_table(room: QWidget) -> None:
    view = QTableView()
    view.setAccessibleName("环节")
    model = RowsModel([Heading("灯", 40)], view)
    model.show_lines([Line("a", (Cell("", light="red"),))])
    view.setModel(model)
    assert seen(room, view) == ["wordless"]
