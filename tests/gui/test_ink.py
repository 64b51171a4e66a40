"""The lights have the same colours on paper as on the screen."""

from reports.ink import LIGHTS, ink
from widgets.tokens import LIGHT


def test_paper_and_screen_share_the_colours_of_the_lights() -> None:
    on_screen = {name: ink(getattr(LIGHT, name)) for name in ("green", "yellow", "red", "paused")}
    assert {name: LIGHTS[name] for name in on_screen} == on_screen
