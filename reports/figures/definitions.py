"""What each figure means: ``resources/figures/definitions.toml`` as values. Code, footnotes and user guide share it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from resources import folder


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure. ``base``: its time base, ``unit``: 'cases' | 'cards' | 'share' | 'days'."""

    key: str
    name: str
    base: str
    unit: str
    says: str
    of: tuple[str, ...] = ()
    """Of a share: numerator and denominator."""
    name_en: str = ""
    says_en: str = ""

    def named(self, language: str) -> str:
        """The name on the screen; documents are Chinese and take ``name``."""
        return self.name if language == "zh_CN" else self.name_en

    def said(self, language: str) -> str:
        """The definition on the screen."""
        return self.says if language == "zh_CN" else self.says_en


def _measure(key: str, row: Mapping[str, Any]) -> Measure:
    of = tuple(row.get("of", ()))
    return Measure(key, row["name"], row["base"], row["unit"], row["says"], of, row["name_en"], row["says_en"])


def _read() -> Mapping[str, Measure]:
    text = folder("figures").joinpath("definitions.toml").read_text(encoding="utf-8")
    return MappingProxyType({key: _measure(key, row) for key, row in tomllib.loads(text).items()})


MEASURES: Final = _read()
"""By key, in the order of the table."""
