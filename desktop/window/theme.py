"""Fonts, colours, icon and language of the whole program."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Slot
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from resources import folder
from widgets.sheet import style_sheet
from widgets.tokens import BODY, DARK, FAMILY, LIGHT, RARE_FAMILY, choose, font, palette, qt_palette

log = logging.getLogger(__name__)

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf", "EmonitorRare-Regular.ttf")


SCHEMES: Final = {
    "": (None, Qt.ColorScheme.Unknown),
    "light": (LIGHT, Qt.ColorScheme.Light),
    "dark": (DARK, Qt.ColorScheme.Dark),
}


class Theme(QObject):
    """Follows the system's light or dark scheme, or the one that was chosen."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(font(BODY))
        app.setWindowIcon(app_icon())
        self.dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.dress)

    @Slot(str)
    def choose(self, scheme: str) -> None:
        """'light', 'dark', or '' for the system's own."""
        colours, qt_scheme = SCHEMES[scheme]
        choose(colours)
        QGuiApplication.styleHints().setColorScheme(qt_scheme)
        self.dress()

    @Slot()
    def dress(self) -> None:
        """Puts the colours on that hold now."""
        colours = palette()
        self._app.setPalette(qt_palette(colours))
        self._app.setStyleSheet(style_sheet(colours))


def load_fonts() -> None:
    """Makes the carried fonts known to Qt; without them Chinese text depends on the machine's own fonts."""
    for name in FONTS:
        if QFontDatabase.addApplicationFontFromData(folder("fonts").joinpath(name).read_bytes()) < 0:
            log.warning("font %s cannot be loaded", name)
    QFont.insertSubstitution(FAMILY, RARE_FAMILY)


def app_icon() -> QIcon:
    """The program's icon."""
    picture = QPixmap()
    picture.loadFromData(folder("icons").joinpath("emonitor.svg").read_bytes(), "SVG")
    return QIcon(picture)


class Tongue(QObject):
    """The window's labels and Qt's own in one language at a time; English needs no translation."""

    NAME: Final = "tongue"

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName(self.NAME)
        self._app = app
        self._installed: list[QTranslator] = []
        self._words = b""
        """Qt reads from here as long as the translator is installed."""

    def speak(self, language: str) -> None:
        """From now on; what is on the screen already keeps its words."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []
        QLocale.setDefault(QLocale(language))
        if language != "en":
            self._install_qt(language)
            self._install_own(language)

    def _install_qt(self, language: str) -> None:
        translator = QTranslator(self)
        if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._take(translator)

    def _install_own(self, language: str) -> None:
        """From memory: a file that Qt maps must not be exchanged under a running window, as an update does."""
        translator = QTranslator(self)
        file = folder("translations").joinpath(f"emonitor_{language}.qm")
        self._words = file.read_bytes() if file.is_file() else b""
        if self._words and translator.load(self._words):
            self._take(translator)
        else:
            log.warning("no translation of the window into %s", language)

    def _take(self, translator: QTranslator) -> None:
        self._app.installTranslator(translator)
        self._installed.append(translator)


def translate(app: QApplication, language: str) -> Tongue:
    """Loads the window's labels and Qt's own in a language; an application has one tongue."""
    known = app.findChild(QObject, Tongue.NAME)
    tongue = known if isinstance(known, Tongue) else Tongue(app)
    tongue.speak(language)
    return tongue
