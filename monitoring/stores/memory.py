"""What a poll remembers of every case it handed over: 16 bytes and the letters of its number.

Two structures for two questions. ``PrintIndex`` answers 'is this case still as I know it' by the hash of its number
(64 bits: among a million cases two meet with a chance of 1 in 40 million). ``Page`` answers 'which numbers did I know
between these two', in the store's own order, so that those that vanished are found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.int64]
Prints = npt.NDArray[np.uint64]

UNKNOWN: Final = np.uint64(0)
_SEPARATOR: Final = "\x00"
_NEW_ONES_KEPT_ASIDE: Final = 20_000


def hashes_of(case_nos: Sequence[str]) -> Hashes:
    return np.fromiter(map(hash, case_nos), np.int64, len(case_nos))


class PrintIndex:
    """Fingerprints by the hash of the case's number: two sorted columns, new ones aside until there are many."""

    def __init__(self) -> None:
        self._hashes: Hashes = np.empty(0, np.int64)
        self._prints: Prints = np.empty(0, np.uint64)
        self._aside: dict[int, int] = {}
        self._loaded: list[tuple[Hashes, Prints]] = []

    def load(self, hashes: Hashes, prints: Prints) -> None:
        """Many new ones, as they are read for the first time."""
        self._loaded.append((hashes, prints))

    def known(self, hashes: Hashes) -> Prints:
        """The fingerprints, UNKNOWN where there is none."""
        self._settle()
        at, there = self._find(hashes)
        found = np.full(len(hashes), UNKNOWN)
        found[there] = self._prints[at[there]]
        if self._aside:
            for row in np.flatnonzero(~there):
                found[row] = self._aside.get(int(hashes[row]), 0)
        return found

    def learn(self, hashes: Hashes, prints: Prints) -> None:
        """From now on these are the fingerprints; UNKNOWN forgets the case."""
        self._settle()
        at, there = self._find(hashes)
        self._prints[at[there]] = prints[there]
        for row in np.flatnonzero(~there):
            self._aside[int(hashes[row])] = int(prints[row])
        if len(self._aside) > max(_NEW_ONES_KEPT_ASIDE, len(self._hashes) // 8):
            self._merge([])

    def _find(self, hashes: Hashes) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        if not len(self._hashes):
            return np.zeros(len(hashes), np.intp), np.zeros(len(hashes), np.bool_)
        at = np.minimum(np.searchsorted(self._hashes, hashes), len(self._hashes) - 1)
        return at, self._hashes[at] == hashes

    def _settle(self) -> None:
        if self._loaded:
            loaded, self._loaded = self._loaded, []
            self._merge(loaded)

    def _merge(self, loaded: Iterable[tuple[Hashes, Prints]]) -> None:
        aside = (
            np.fromiter(self._aside.keys(), np.int64, len(self._aside)),
            np.fromiter(self._aside.values(), np.uint64, len(self._aside)),
        )
        parts = [(self._hashes, self._prints), *loaded, aside]
        hashes = np.concatenate([part[0] for part in parts])
        prints = np.concatenate([part[1] for part in parts])
        order = np.argsort(hashes, kind="stable")
        hashes, prints = hashes[order], prints[order]
        kept = np.append(hashes[1:] != hashes[:-1], True) if len(hashes) else np.empty(0, np.bool_)
        kept &= prints != UNKNOWN
        self._hashes, self._prints, self._aside = hashes[kept], prints[kept], {}


@dataclass(slots=True)
class Page:
    """The numbers known between the last page's bound and this one's."""

    bound: Any = None
    """The store's own value of the last key; None: the last page, which is open."""
    packed: str = ""
    without_key: int = 0
    """Rows in this range whose number cannot be read."""

    @property
    def case_nos(self) -> list[str]:
        return self.packed.split(_SEPARATOR) if self.packed else []

    @classmethod
    def of(cls, bound: Any, case_nos: Sequence[str], without_key: int = 0) -> Page:
        return cls(bound, _SEPARATOR.join(case_nos), without_key)


class Memory:
    """All that is known. ``pages`` always ends with an open one."""

    def __init__(self) -> None:
        self.index = PrintIndex()
        self.pages: list[Page] = [Page()]
        self.loose: dict[str, int] = {}
        """Numbers found outside a page's turn, with the round of turns in which that was."""
        self.count = 0

    def add_loaded(self, case_nos: Sequence[str], prints: Prints) -> None:
        """Cases read for the first time."""
        self.index.load(hashes_of(case_nos), prints)
        self.count += len(case_nos)

    def add_page(self, page: Page) -> None:
        """The next page in the store's order."""
        self.pages.insert(len(self.pages) - 1, page)
