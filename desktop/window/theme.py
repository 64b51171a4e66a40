"""Fonts, colours, icon and language of the whole program."""

from __future__ import annotations

import logging
from importlib.resources import as_file

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from resources import folder
from widgets.sheet import style_sheet
from widgets.tokens import BODY, font, palette, qt_palette

log = logging.getLogger(__name__)

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf")


class Theme(QObject):
    """Follows the system's light or dark scheme."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        load_fonts()
        app.setStyle("Fusion")
        app.setFont(font(BODY))
        app.setWindowIcon(app_icon())
        self.dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.dress)

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


def app_icon() -> QIcon:
    """The program's icon."""
    picture = QPixmap()
    picture.loadFromData(folder("icons").joinpath("emonitor.svg").read_bytes(), "SVG")
    return QIcon(picture)


def translate(app: QApplication, language: str) -> None:
    """Loads the window's labels and Qt's own in a language; English needs none."""
    QLocale.setDefault(QLocale(language))
    if language == "en":
        return
    qt = QTranslator(app)
    if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    own = QTranslator(app)
    with as_file(folder("translations").joinpath(f"emonitor_{language}.qm")) as path:
        if own.load(str(path)):
            app.installTranslator(own)
        else:
            log.warning("no translation of the window into %s", language)
