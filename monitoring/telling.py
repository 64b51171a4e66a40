"""Exceptions that say what is wrong as a code and its values; the words stand in resources/words."""

from __future__ import annotations

from typing import ClassVar

from resources import Words, words


class Told(Exception):
    """``code`` is one of the table ``table`` of the words; ``values`` take their places in its phrase.

    A value named ``place`` is itself a code of the table places ('line:3').
    """

    table: ClassVar[str] = ""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def said(self, say: Words) -> str:
        """The sentence in the words handed in."""
        values = {
            name: say.phrase("places", str(value)) if name == "place" else value for name, value in self.values.items()
        }
        return say.phrase(self.table, self.code).format(**values)

    def __str__(self) -> str:
        return self.said(words("en"))
