"""The window's menu: what concerns the window as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

LANGUAGES: Final = (("zh_CN", "中文"), ("en", "English"))


class MainMenu(QObject):
    """Fills a menu; every choice is a signal."""

    wall_asked = Signal()
    help_asked = Signal()
    poll_asked = Signal()
    simulation_asked = Signal()
    quit_asked = Signal()
    language_chosen = Signal(str)
    scheme_chosen = Signal(str)
    """'' (as the system's), 'light' or 'dark'."""
    keep_chosen = Signal(bool)
    """Whether the close button leaves the program in the tray."""

    def __init__(self, menu: QMenu, *, language: str, scheme: str, keep: bool, tray: bool, demo: bool) -> None:
        super().__init__(menu)
        self._menu = menu
        self._add(self.tr("Wall mode"), "F11", self.wall_asked)
        self._add(self.tr("User guide of this page"), "F1", self.help_asked)
        self._add(self.tr("Read the case store now"), "F5", self.poll_asked)
        if demo:
            self._add(self.tr("Let the demonstration county run"), "", self.simulation_asked)
        menu.addSeparator()
        self._choice(self.tr("Language"), LANGUAGES, language, self.language_chosen)
        schemes = (("", self.tr("As the system's")), ("light", self.tr("Light")), ("dark", self.tr("Dark")))
        self._choice(self.tr("Colours"), schemes, scheme, self.scheme_chosen)
        if tray:
            stay = menu.addAction(self.tr("Stay in the tray when closed"))
            stay.setCheckable(True)
            stay.setChecked(keep)
            stay.toggled.connect(self.keep_chosen)
        menu.addSeparator()
        self._add(self.tr("Quit"), "Ctrl+Q", self.quit_asked)

    def _add(self, text: str, keys: str, signal: SignalInstance) -> None:
        action = self._menu.addAction(text)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda _=False: signal.emit())  # the signal takes no 'checked'

    def _choice(self, title: str, choices: Sequence[tuple[str, str]], now: str, signal: SignalInstance) -> None:
        menu = self._menu.addMenu(title)
        group = QActionGroup(menu)
        for key, text in choices:
            action: QAction = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == now)
            group.addAction(action)
            action.triggered.connect(lambda _=False, key=key: signal.emit(key))
