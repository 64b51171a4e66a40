"""Arrays as callers have them (int64 seconds, datetime64, lists of datetimes) and as the batch forms need them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from monitoring.worktime.spans import Ints


def seconds_of(moments: Sequence[datetime]) -> Ints:
    """int64 wall-clock seconds since 1970 of naive datetimes; a fraction of a second is dropped."""
    return np.array(moments, dtype="datetime64[us]").astype("datetime64[s]").astype(np.int64)
