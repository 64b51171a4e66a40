"""Reading all lights at one moment: comparing columns."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from monitoring.codes import Light
from monitoring.judging.columns import Numbers
from monitoring.judging.courses import PhaseTable

Array = npt.NDArray[Any]


def case_phases(near: Array, past: Array, law: Array, now: int) -> Numbers:
    """0 before, 1 near, 2 past due, 3 past law; as monitoring.judging.courses.phase_at."""
    phase = (now > near).astype(np.uint8)
    phase[now > past] = 2
    phase[now > law] = 3
    return phase


def node_phases(near: Array, past: Array, now: int) -> Numbers:
    phase = (now > near).astype(np.uint8)
    phase[now > past] = 2
    return phase


def read_lights(table: PhaseTable, family: Array, phase: Numbers) -> Numbers:
    """Light numbers."""
    return table.light[family, phase]


def count(lights: Numbers) -> dict[Light, int]:
    """How many of each light."""
    numbers = np.bincount(lights, minlength=len(Light))
    return {light: int(numbers[light]) for light in Light}
