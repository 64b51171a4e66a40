"""Which row holds a case, for a million cases."""

from __future__ import annotations

from typing import Final

PARTS: Final = 256
_HIGH_BITS: Final = 48
"""A dictionary places its keys by the low bits of their hashes: those of one part must differ there."""


class Places:
    """Case number to row, in many small dictionaries.

    A large one would be copied as a whole whenever it is full, and no other thread would run meanwhile: the window
    would stand still.
    """

    def __init__(self) -> None:
        self._parts: list[dict[str, int]] = [{} for _ in range(PARTS)]

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def __setitem__(self, case_no: str, row: int) -> None:
        self._parts[(hash(case_no) >> _HIGH_BITS) % PARTS][case_no] = row

    def get(self, case_no: str, default: int) -> int:
        return self._parts[(hash(case_no) >> _HIGH_BITS) % PARTS].get(case_no, default)

    def pop(self, case_no: str) -> int | None:
        """The row that the case had; None where it had none."""
        return self._parts[(hash(case_no) >> _HIGH_BITS) % PARTS].pop(case_no, None)
