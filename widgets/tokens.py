"""Colours, spaces and type by meaning. Pages name a meaning, never a literal.

Red, amber, green (and the blue of the diamond) belong to the lights alone: nothing else may use them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

FAMILY: Final = "Noto Sans SC"
RARE_FAMILY: Final = "Emonitor Rare"
"""Shows characters of names that the other lacks."""

# pixels
SPACE_4, SPACE_8, SPACE_12, SPACE_16, SPACE_24 = 4, 8, 12, 16, 24
ROW_HEIGHT: Final = 32
LIGHT_SIZE: Final = 14
CELL_MARGIN: Final = 11
"""Where the text of a table cell begins: the padding of 8 and the 3 that the style keeps for focus."""

# type sizes in pixels: notes, body and tables, headings, figures, figures on a wall
NOTE, BODY, HEADING, FIGURE, WALL = 12, 13, 15, 24, 56


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme."""

    page: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    selection: str
    hover: str
    green: str
    yellow: str
    red: str
    paused: str

    def color(self, name: str) -> QColor:
        """A colour by its meaning; 'unjudged' has none of its own and takes the surface's."""
        return QColor(self.surface if name == "unjudged" else getattr(self, name))


LIGHT: Final = Palette(
    page="#f3f5f7",
    surface="#ffffff",
    raised="#fafbfc",
    line="#d9dde2",
    text="#1b2026",
    muted="#58626d",
    accent="#2b66a8",
    selection="#dce8f5",
    hover="#eff4fa",
    green="#2f9e50",
    yellow="#eba500",
    red="#d42d25",
    paused="#3f7fdb",
)
DARK: Final = Palette(
    page="#14171a",
    surface="#1b1f23",
    raised="#20252a",
    line="#343b43",
    text="#e7eaed",
    muted="#a0aab4",
    accent="#74abe6",
    selection="#23405f",
    hover="#242b32",
    green="#47b866",
    yellow="#f0b22b",
    red="#f0564b",
    paused="#6aa3f0",
)


_chosen: list[Palette] = []


def choose(colours: Palette | None) -> None:
    """Colours that hold whatever the system's scheme is; None: follow the system."""
    _chosen[:] = [] if colours is None else [colours]


def palette() -> Palette:
    """The colours of the system's scheme as it is now, or those that were chosen."""
    if _chosen:
        return _chosen[0]
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def font(size: int = BODY, *, medium: bool = False) -> QFont:
    """The program's type in one of the five sizes."""
    made = QFont(FAMILY)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.Medium if medium else QFont.Weight.Normal)
    return made


def qt_palette(colours: Palette) -> QPalette:
    """The same colours as Qt's own roles, so that plain widgets match."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.page,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.raised,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.BrightText: colours.text,
        QPalette.ColorRole.Highlight: colours.selection,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.raised,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Mid: colours.line,
        QPalette.ColorRole.Accent: colours.accent,
    }
    for role, value in roles.items():
        made.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made
