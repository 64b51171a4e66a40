"""Keys and names as small integers, so that a million rows hold each only once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class Interner:
    """Gives each text a number, in the order of first sight. None and '' are -1."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.texts: list[str] = []

    def number(self, text: str | None) -> int:
        if not text:
            return -1
        found = self._numbers.get(text)
        if found is None:
            found = self._numbers[text] = len(self.texts)
            self.texts.append(text)
        return found

    def numbers(self, texts: Sequence[str | None]) -> npt.NDArray[np.int32]:
        return np.fromiter((self.number(text) for text in texts), np.int32, len(texts))

    def text(self, number: int) -> str | None:
        return None if number < 0 else self.texts[number]
