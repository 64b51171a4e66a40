"""Bringing cases of other systems into the native case store: event logs (XES) and tables (CSV).

``import_xes`` (xes.py) and ``import_csv`` (tables.py) read a file as a stream and hand whole cases to one writer
(writing.py), which compares before it writes: bringing the same file in twice changes nothing.
"""

from __future__ import annotations

from monitoring.importing.report import ImportFailed, ImportReport, Refusal
from monitoring.importing.tables import import_csv
from monitoring.importing.xes import XesOptions, import_xes

__all__ = ["ImportFailed", "ImportReport", "Refusal", "XesOptions", "import_csv", "import_xes"]
