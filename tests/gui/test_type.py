"""The screen's type shows every character that the carried fonts have, whatever fonts the machine has."""

from __future__ import annotations

from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import QApplication

from desktop.window.theme import load_fonts
from resources import folder
from widgets.tokens import font


def test_names_with_characters_beyond_the_table_are_no_empty_boxes_on_screen(qapp: QApplication) -> None:
    load_fonts()
    names = "".join(folder("fonts").joinpath("rare_names.txt").read_text(encoding="utf-8").split())
    layout = QTextLayout(names, font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    drawn = [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]
    assert len(drawn) == len(names)
    assert 0 not in drawn
