"""What a user chose for the window alone: language, colours, whether to stay in the tray."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from desktop.settings import Settings
from desktop.window.memory import Memory
from resources import LANGUAGES

LANGUAGE_KEY: Final = "window/language"
SCHEME_KEY: Final = "window/scheme"
KEEP_KEY: Final = "window/keep_in_tray"
SCHEMES: Final = ("", "light", "dark")


class Choices(QObject):
    """Kept in the window's memory; the site's settings stay as they are."""

    language_chosen = Signal(str)
    scheme_chosen = Signal(str)

    def __init__(self, memory: Memory, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._site_language = settings.site.language

    @property
    def language(self) -> str:
        """The language of the window. A choice holds until the site's own language is set anew."""
        chosen, _, instead_of = self._memory.text(LANGUAGE_KEY).partition(" ")
        holds = chosen in LANGUAGES and instead_of == self._site_language
        return chosen if holds else self._site_language

    @property
    def scheme(self) -> str:
        """'' (as the system's), 'light' or 'dark'."""
        kept = self._memory.text(SCHEME_KEY)
        return kept if kept in SCHEMES else ""

    @property
    def keep_in_tray(self) -> bool:
        """Whether the close button leaves the program in the tray."""
        return self._memory.flag(KEEP_KEY)

    @Slot(str)
    def choose_language(self, language: str) -> None:
        self._memory.keep_text(LANGUAGE_KEY, f"{language} {self._site_language}")
        self.language_chosen.emit(language)

    @Slot(str)
    def choose_scheme(self, scheme: str) -> None:
        self._memory.keep_text(SCHEME_KEY, scheme)
        self.scheme_chosen.emit(scheme)

    @Slot(bool)
    def choose_keep(self, keep: bool) -> None:
        self._memory.keep_flag(KEEP_KEY, keep)
