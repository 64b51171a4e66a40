"""The lights have the same colours on paper as on the screen, and paper has no colours but those of its table."""

import re
from pathlib import Path

from reports.ink import LIGHTS, ink
from widgets.tokens import LIGHT


def test_paper_and_screen_share_the_colours_of_the_lights() -> None:
    on_screen = {name: ink(getattr(LIGHT, name)) for name in ("green", "yellow", "red", "paused")}
    assert {name: LIGHTS[name] for name in on_screen} == on_screen


def test_no_page_and_no_chart_has_a_colour_of_its_own() -> None:
    folder = Path(__file__).parents[2] / "reports"
    own = re.compile(r"\((?:[01]?\.\d+|[01]), ?(?:[01]?\.\d+|[01]), ?[01]?\.\d+\)|\"#[0-9a-fA-F]{6}\"")
    found = [module for module in folder.rglob("*.py") if own.search(module.read_text(encoding="utf-8"))]
    assert found == [folder / "ink.py"]
