"""Python's garbage collector kept in hand while very much is loaded that stays.

Every few thousand new objects it looks through all there are: a third of a second with the cards of a million cases,
in which no other thread runs and the window stands still. Nothing of a load is garbage of the kind it looks for.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def collector_in_hand() -> Iterator[Callable[[], None]]:
    """No collection of its own inside. What is given is to be called now and then: it looks through what is new only.

    What is there by then is not looked through again, ever; it still goes as usual when nobody holds it any more.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield _set_aside
    finally:
        if was_on:
            gc.enable()


def _set_aside() -> None:
    gc.collect(0)
    gc.freeze()
