"""A question put to the engine again and again: never twice at a time, never more often than allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from desktop.window.page_tools import Ask
from monitoring.clock import ticking

if TYPE_CHECKING:
    from monitoring.watching.engine import Engine

T = TypeVar("T")
Question = Callable[["Engine"], T]
RETRY_SECONDS: Final = 5.0
BREATH: Final = 20
"""A question rests so many times longer than its answer took: a large store is not asked all the time."""


class Recurring(Generic[T]):
    """Asks again when its key (what the answer depends on) is another than that of the last answer."""

    def __init__(
        self,
        ask: Ask,
        answered: Callable[[T], None],
        failed: Callable[[str], None],
        *,
        every: float,
        ticks: Callable[[], float] = ticking,
    ) -> None:
        self._ask = ask
        self._answered = answered
        self._failed = failed
        self._every = every
        self._ticks = ticks
        self._not_before = float("-inf")
        self._busy = False
        self._known: object = None
        self._wanted: tuple[object, Question[T]] | None = None

    def want(self, key: object, question: Question[T], *, at_once: bool = False) -> None:
        """The answer for ``key`` is wanted; ``at_once``: somebody waits for it, so no pause."""
        self._wanted = (key, question)
        if at_once:
            self._not_before = float("-inf")
        self.go_on()

    def go_on(self) -> None:
        """Asks if there is something to ask and it may."""
        if self._wanted is None or self._busy or self._ticks() < self._not_before:
            return
        key, question = self._wanted
        if key == self._known:
            return
        self._busy, started = True, self._ticks()
        self._not_before = started + self._every

        def timed(engine: Engine) -> tuple[T, float]:
            begun = self._ticks()
            return question(engine), self._ticks() - begun

        def answered(answer: tuple[T, float]) -> None:
            self._busy, self._known = False, key
            self._not_before = max(self._not_before, started + answer[1] * BREATH)
            self._answered(answer[0])

        self._ask(timed, answered, self._fail)

    def _fail(self, why: str) -> None:
        self._busy = False
        self._not_before = max(self._not_before, self._ticks() + RETRY_SECONDS)
        self._failed(why)
