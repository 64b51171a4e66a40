"""Small things that every widget needs."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final, TypeVar, cast

from PySide6.QtWidgets import QAbstractSpinBox

SPIN_MARGIN: Final = 7
"""Pixels before the number of a spin box: with its frame as much as a line edit has. A style sheet's padding does not
reach the field inside."""

Method = TypeVar("Method", bound=Callable[..., Any])


def override(method: Method) -> Method:
    """Marks a method that Qt calls by its own name (typing.override is there from Python 3.12 on), and lets a fault in
    it reach ``sys.excepthook``.

    Before Python 3.12 a fault that C code raised (``len(5)``, ``[][3]``) is not whole until somebody catches
    it; PySide, which wants to add the name of the overridden method, takes it for one, and the process dies
    (SIGSEGV in PepException_GetArgs; PySide6 6.11). To catch it and raise it again makes it whole.
    """

    @wraps(method)
    def whole(*arguments: Any, **named: Any) -> Any:
        try:
            return method(*arguments, **named)
        except BaseException:
            raise

    whole.__override__ = True  # type: ignore[attr-defined]
    return cast(Method, whole)


def with_margin(field: QAbstractSpinBox) -> None:
    """Room at the left of the field."""
    field.lineEdit().setTextMargins(SPIN_MARGIN, 0, 0, 0)
