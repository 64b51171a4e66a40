"""Which typeface shows which character: by role, by where fonts may come from, and glyph by glyph.

Order of choice for a role: a folder that the user names, the system's own (only where the settings say "system"), the
carried ones. Whatever is chosen, a character that it lacks falls back to the carried fonts, and at last to any other
font of the user's folder; one that no font has is a MissingGlyph, never a blank box.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from reports.paper.truetype import Face, FontError
from reports.paper.values import Role
from resources import folder as carried_folder

LOG = logging.getLogger(__name__)

SYSTEM: Final = "system"
"""The settings' word for trying the system's own fonts first; anything else is "carried"."""

CARRIED: Final[Mapping[Role, str]] = {
    Role.SONG: "NotoSerifSC-Regular.ttf",
    Role.SONG_BOLD: "NotoSerifSC-Bold.ttf",
    Role.HEI: "NotoSansSC-Regular.ttf",
    Role.KAI: "EmonitorKai-Regular.ttf",
    Role.FANG: "FandolFang-Regular.ttf",
}
KNOWN_FILES: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.SONG: ("simsun.ttc", "simsun.ttf"),
    Role.SONG_BOLD: ("FZXBSJW.TTF", "方正小标宋简体.TTF", "方正小标宋_GBK.TTF"),
    Role.HEI: ("simhei.ttf",),
    Role.KAI: ("simkai.ttf", "楷体_GB2312.ttf"),
    Role.FANG: ("simfang.ttf", "仿宋_GB2312.ttf"),
}
"""Files by which Windows and Chinese offices have these faces; letter case does not matter."""

RARE_FILES: Final = ("simsunb.ttf",)
"""System fonts that are nothing but rare characters."""
FONT_FILES: Final = (".ttf", ".ttc")

FALLBACK: Final[Mapping[Role, tuple[Role, ...]]] = {
    Role.SONG: (Role.HEI, Role.KAI),
    Role.SONG_BOLD: (Role.SONG, Role.HEI, Role.KAI),
    Role.HEI: (Role.SONG, Role.KAI),
    Role.KAI: (Role.SONG, Role.HEI),
    Role.FANG: (Role.SONG, Role.HEI, Role.KAI),
}
"""Where to look, after the role's own carried font, for a character it lacks."""


class MissingGlyph(Exception):
    """A character that no font has: ``character`` and its ``codepoint`` ('U+2CB4E')."""

    def __init__(self, character: str) -> None:
        self.character = character
        self.codepoint = f"U+{ord(character):04X}"
        super().__init__(f"“{character}”（{self.codepoint}）")


class FontSet:
    """The faces of one document. Faces are read when first needed; ``names`` says which files they are."""

    def __init__(self, files: Mapping[Role, tuple[Path, ...]], others: tuple[Path, ...] = ()) -> None:
        self._files = files
        self._others = others
        self._found: dict[tuple[Role, str], Face] = {}

    @classmethod
    def carried(cls) -> FontSet:
        """Only what the program brings along: the same document everywhere."""
        return cls.choose("carried")

    @classmethod
    def choose(cls, source: str = "carried", folder: Path | None = None) -> FontSet:
        """By the settings: ``folder`` first, then the system's if ``source`` says so, then the carried ones."""
        system = _system_folders() if source == SYSTEM else []
        places = [folder, *system] if folder is not None else system
        others = [*(_fonts_in(folder) if folder is not None else []), *_usable(system, RARE_FILES)]
        return cls({role: (*_usable(places, KNOWN_FILES[role]), carried_file(role)) for role in Role}, tuple(others))

    def names(self) -> dict[Role, str]:
        """The file that each role is taken from, for the doctor."""
        return {role: files[0].name for role, files in self._files.items()}

    def face(self, role: Role, character: str) -> Face:
        """The face that shows this character in this role. Raises MissingGlyph."""
        key = (role, character)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._search(role, character)
        return found

    def width(self, role: Role, character: str) -> float:
        """The character's advance in 1/1000 em. Raises MissingGlyph."""
        face = self.face(role, character)
        return face.advance(face.glyph(character))

    def main(self, role: Role) -> Face:
        """The face of the role itself."""
        return face_of(self._files[role][0])

    def _search(self, role: Role, character: str) -> Face:
        for file in self._order(role):
            face = face_of(file)
            if face.glyph(character):
                return face
        raise MissingGlyph(character)

    def _order(self, role: Role) -> Iterator[Path]:
        yield from self._files[role]
        for other in FALLBACK[role]:
            yield carried_file(other)
        yield from self._others


@cache
def face_of(file: Path) -> Face:
    """The face of a file, read once. Raises FontError."""
    return Face.read(file)


def carried_file(role: Role) -> Path:
    return Path(str(carried_folder("fonts").joinpath(CARRIED[role])))


def missing_files() -> list[str]:
    """Carried fonts that are not there or cannot be read, for the doctor."""
    return [CARRIED[role] for role in Role if not _readable(carried_file(role))]


def _usable(places: list[Path], names: tuple[str, ...]) -> Iterator[Path]:
    """The first file of these names in the first of these folders that can be used."""
    for place in places:
        for file in _by_name(place, names):
            if _readable(file):
                yield file
                return


def _fonts_in(place: Path) -> list[Path]:
    """Every font of a folder that can be used, by name."""
    try:
        files = sorted(file for file in place.iterdir() if file.suffix.lower() in FONT_FILES)
    except OSError:
        return []
    return [file for file in files if _readable(file)]


def _by_name(place: Path, names: tuple[str, ...]) -> list[Path]:
    wanted = [name.lower() for name in names]
    try:
        there = {file.name.lower(): file for file in sorted(place.iterdir())}
    except OSError:
        return []
    return [there[name] for name in wanted if name in there]


def _readable(file: Path) -> bool:
    try:
        face_of(file)
    except FontError as error:
        LOG.warning("font left out: %s", error)
        return False
    return True


def _system_folders() -> list[Path]:
    """Where Windows keeps its fonts; other systems have none of these faces of their own."""
    windows, local = os.environ.get("WINDIR"), os.environ.get("LOCALAPPDATA")
    places = [Path(windows) / "Fonts"] if windows else []
    return [*places, Path(local) / "Microsoft/Windows/Fonts"] if local else places
