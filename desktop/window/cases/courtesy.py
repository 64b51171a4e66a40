"""Work beside the screen that gives way to it.

Python runs one thread at a time: while another thread is in Python code, each of the thousands of questions that one
paint asks may wait for it. So long Python loops off the screen's thread call ``breathe`` every few milliseconds, and
whoever paints holds them at that place.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, TypeVar

T = TypeVar("T")

PART: Final = 2_000
"""So many small steps between two breaths: about a millisecond."""
LONGEST_WAIT: Final = 0.2
_free: Final = threading.Event()
_free.set()
_nothing: Final = threading.Event()


@contextmanager
def screen_first() -> Iterator[None]:
    """While it lasts, whoever breathes waits."""
    _free.clear()
    try:
        yield
    finally:
        _free.set()


def breathe() -> None:
    """Lets the screen have its turn; on the screen's own thread it does nothing."""
    if threading.current_thread() is not threading.main_thread():
        _nothing.wait(0.0002)
        _free.wait(LONGEST_WAIT)


def in_parts(values: Sequence[T], size: int = PART) -> Iterator[Sequence[T]]:
    """The values in parts, with a breath after each."""
    for first in range(0, len(values), size):
        yield values[first : first + size]
        breathe()
