"""Where a plain table paints a light: beside its text, never over it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line
from widgets.tokens import CELL_MARGIN, LIGHT_SIZE, SPACE_4

WIDTH = 160
WORDS = "超期办结"


def painted(qtbot: QtBot, cell: Cell, *, right: bool) -> QImage:
    """The first cell as it stands on the screen, one pixel a pixel."""
    table = PlainTable("", [Heading("Light", WIDTH, right=right)])
    qtbot.addWidget(table)
    table.resize(WIDTH * 2, 200)
    with qtbot.waitExposed(table):
        table.show()
    table.rows.show_lines([Line("1", (cell,))])
    table.setColumnWidth(0, WIDTH)
    rect = table.visualRect(table.rows.index(0, 0))
    return table.viewport().grab(rect).toImage().scaled(rect.size())


def ink(image: QImage) -> list[int]:
    """The columns of pixels in which anything is drawn."""
    middle = range(4, image.height() - 4)
    return [x for x in range(image.width()) if len({image.pixel(x, y) for y in middle}) > 1]


@pytest.mark.parametrize("right", [False, True])
def test_a_light_stands_before_its_text_and_not_over_it(qtbot: QtBot, right: bool) -> None:
    columns = ink(painted(qtbot, Cell(WORDS, light="red"), right=right))
    text = ink(painted(qtbot, Cell(WORDS), right=right))
    light = [x for x in columns if x <= columns[0] + LIGHT_SIZE]
    after = [x for x in columns if x > columns[0] + LIGHT_SIZE]
    assert after[0] - light[-1] > SPACE_4, "there is room between them"
    assert abs((after[-1] - after[0]) - (text[-1] - text[0])) <= 1, "the whole text is there"
    assert (columns[0] <= CELL_MARGIN + 1) is not right
