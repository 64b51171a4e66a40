"""What the program carries as data: words for people, fonts, icons, translations. Nothing here knows the engine."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources as packaged
from importlib.resources.abc import Traversable
from typing import Final

LANGUAGES: Final = ("zh_CN", "en")


def folder(name: str) -> Traversable:
    """A folder of carried data: 'words', 'fonts', 'icons', 'translations'."""
    return packaged.files(__name__).joinpath(name)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language for the engine's codes. A code without words is answered by itself.

    Codes may carry a value behind a colon ('nth:3'): it takes the place of ``{value}`` in the phrase, or of ``{hours}``
    where the value is seconds and people want hours.
    """

    language: str
    tables: Mapping[str, Mapping[str, str]]

    def phrase(self, table: str, code: str) -> str:
        """The phrase of a code in a table of the words file."""
        known = self.tables.get(table, {})
        if code in known:
            return known[code].replace("{value}", "").strip() if "{value}" in known[code] else known[code]
        name, colon, value = code.partition(":")
        return _filled(known[name], value) if colon and name in known else code

    def light(self, code: str) -> str:
        """'red' → 超期."""
        return self.phrase("lights", code)

    def reason(self, code: str) -> str:
        return self.phrase("reasons", code)

    def problem(self, code: str) -> str:
        """What is wrong with data: a problem of its own or the reason why something is unjudged."""
        own = self.phrase("problems", code)
        return self.reason(code) if own == code else own

    def advice(self, code: str) -> str:
        """What to do about a problem; '' where nothing is known."""
        return self.tables.get("advice", {}).get(code, "")

    def card_level(self, code: str) -> str:
        return self.phrase("card_levels", code)

    def card_state(self, code: str) -> str:
        """'issued' | 'revoked'."""
        return self.phrase("card_states", code)

    def revocation(self, code: str) -> str:
        return self.phrase("revocations", code)

    def day_kind(self, code: str) -> str:
        return self.phrase("day_kinds", code)

    def store(self, code: str) -> str:
        """'case_store' | 'ledger'."""
        return self.phrase("stores", code)

    def trouble(self, code: str) -> str:
        """The code of a StoreUnavailable."""
        return self.phrase("troubles", code)

    def store_detail(self, detail: str) -> str:
        """Where a store is and what is wrong with it (the detail of a StoreUnavailable); a driver's own words stay."""
        where, _, what = detail.rpartition(": ")
        said = self.phrase("store_details", what)
        known = where and said != what
        return f"{where}{self.phrase('store_details', 'colon')}{said}" if known else detail if where else said

    def state(self, code: str) -> str:
        """The state of a case in the case store."""
        return self.phrase("states", code)

    def outcome(self, code: str) -> str:
        return self.phrase("outcomes", code)

    def stop_kind(self, code: str) -> str:
        return self.phrase("stop_kinds", code)

    def note(self, code: str) -> str:
        """One code of a day's note in a proof ('nth:3' → 第 3 天)."""
        return self.phrase("notes", code)

    def basis(self, code: str) -> str:
        """One code of what a proof rests on ('stop_moves_due:3')."""
        return self.phrase("basis", code)

    def limit(self, limit: str) -> str:
        """'5 working_day' → 5 个工作日; 'explicit' → its phrase; '' stays ''."""
        value, space, unit = limit.partition(" ")
        return self.phrase("limit_units", f"{unit}:{value}" if space else value)


def _filled(phrase: str, value: str) -> str:
    if "{hours}" in phrase and value.isdecimal():
        return phrase.replace("{hours}", f"{int(value) / 3_600:.1f}".removesuffix(".0"))
    return phrase.replace("{value}", value)


@cache
def words(language: str = "zh_CN") -> Words:
    """The words of a language ('zh_CN' or 'en'). Raises ValueError for one that is not carried."""
    if language not in LANGUAGES:
        raise ValueError(f"no words for language {language!r}; there are: {', '.join(LANGUAGES)}")
    text = folder("words").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Words(language, tomllib.loads(text))
