"""Small things that every widget needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Method = TypeVar("Method", bound=Callable[..., Any])


def override(method: Method) -> Method:
    """Marks a method that Qt calls by its own name (typing.override is there from Python 3.12 on)."""
    method.__override__ = True  # type: ignore[attr-defined]
    return method
