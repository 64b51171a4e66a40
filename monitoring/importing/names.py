"""Names of units, officers, regions and items, and the keys they have in the store.

A value that is a known key is that key, one that is a known name is that name's key; anything else becomes a new row
whose key is made of the name alone, so that it is the same in every import.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

KINDS: Final = ("items", "units", "officers", "regions")
EMPTY_WORDS: Final = frozenset({"", "EMPTY", "UNKNOWN"})
"""What event logs write where there is nothing (OpenXES)."""
_LONGEST_KEY: Final = 64


class AmbiguousName(Exception):
    """Several rows of the store bear this name."""

    def __init__(self, kind: str, keys: tuple[str, ...]) -> None:
        super().__init__(kind)
        self.detail = f"{kind}: {', '.join(sorted(keys))}"


class NameBook:
    """Names and keys of one small table, the store's and the new ones."""

    def __init__(self, kind: str, known: Iterable[tuple[str, str | None]] = ()) -> None:
        self.kind = kind
        self.made: dict[str, str] = {}
        """New rows: key → name."""
        self._keys: set[str] = set()
        self._by_name: dict[str, tuple[str, ...]] = {}
        for key, name in known:
            self._keys.add(key)
            if name:
                self._by_name[name] = (*self._by_name.get(name, ()), key)

    def key(self, value: str | None) -> str | None:
        """The key of a key or name; None for an empty one. Raises AmbiguousName."""
        name = (value or "").strip()
        if name in EMPTY_WORDS:
            return None
        if name in self._keys:
            return name
        bearers = self._by_name.get(name)
        if bearers is None:
            return self._make(name)
        if len(bearers) > 1:
            raise AmbiguousName(self.kind, bearers)
        return bearers[0]

    def _make(self, name: str) -> str:
        key = key_of(name)
        self._by_name[name] = (key,)
        if key not in self._keys:
            self._keys.add(key)
            self.made[key] = name
        return key


def key_of(name: str) -> str:
    """The name itself; of a long one its beginning and a short hash of the whole."""
    if len(name) <= _LONGEST_KEY:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{name[: _LONGEST_KEY - 13]}~{digest}"
