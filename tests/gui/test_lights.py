"""Lights: every one has a shape, a colour, a word and a place; old data looks old."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from monitoring.codes import WORST_FIRST, Light
from widgets.lights import OUTLINES, paint_light
from widgets.tokens import DARK, LIGHT, Palette, choose

SIZE = 40


def painted(code: str, *, hatched: bool = False, ring: float = 0.0) -> QImage:
    image = QImage(SIZE, SIZE, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    paint_light(painter, QRectF(6, 6, SIZE - 12, SIZE - 12), code, hatched=hatched, ring=ring)
    painter.end()
    return image


def share(image: QImage, colour: QColor) -> float:
    hits = sum(image.pixelColor(x, y) == colour for x in range(SIZE) for y in range(SIZE))
    return hits / SIZE**2


def test_every_light_has_a_shape_and_a_place() -> None:
    assert set(OUTLINES) == {light.code for light in Light}
    assert set(WORST_FIRST) == set(Light)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_light_has_its_own_colour_that_nothing_else_uses(colours: Palette) -> None:
    lights = {code: colours.color(code).name() for code in ("green", "yellow", "red", "paused")}
    assert len(set(lights.values())) == 4
    others = {colours.color(name).name() for name in Palette.__slots__ if name not in lights}
    assert not others & set(lights.values())


def luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
             for part in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
@pytest.mark.parametrize("ink", ["text", "muted"])
@pytest.mark.parametrize("ground", ["surface", "page", "raised", "selection"])
def test_text_can_be_read_on_every_ground(colours: Palette, ink: str, ground: str) -> None:
    bright, dark = sorted((luminance(colours.color(ink)), luminance(colours.color(ground))), reverse=True)
    assert (bright + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("code", ["green", "yellow", "red", "paused"])
def test_a_light_is_filled_with_its_colour_and_hatched_when_old(code: str) -> None:
    choose(LIGHT)
    colour = LIGHT.color(code)
    fresh, old = share(painted(code), colour), share(painted(code, hatched=True), colour)
    choose(None)
    assert fresh > 0.15
    assert 0 < old < fresh / 2


def test_an_unjudged_light_is_an_outline() -> None:
    choose(LIGHT)
    image = painted("unjudged")
    choose(None)
    assert image.pixelColor(SIZE // 2, SIZE // 2) == QColor(LIGHT.surface)


def test_shapes_differ_without_their_colours() -> None:
    choose(LIGHT)
    corners = {code: painted(code).pixelColor(9, 9) == QColor(LIGHT.surface) for code in OUTLINES}
    tops = {code: painted(code).pixelColor(SIZE // 2, 9) == QColor(LIGHT.surface) for code in OUTLINES}
    choose(None)
    assert not corners["red"]
    assert all(corners[code] for code in ("green", "yellow", "paused"))
    assert not any(tops[code] for code in ("green", "red"))
