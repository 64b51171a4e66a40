"""Reports from the stores to the archive: drafts, text, number, signature, issued file.

``works`` reads the stores and puts a ``Reporter`` together; ``makers`` and ``supervision`` turn figures into documents,
with the ``letterhead``; ``reporter`` numbers, signs (``signing``), archives and puts down (``files``); ``times`` says
which scheduled draft is due, ``schedule`` rings and has it made.
"""

from __future__ import annotations

from desktop.reporting.reporter import Issued, Made, Make, Prepared, Reporter, name_of

__all__ = ["Issued", "Made", "Make", "Prepared", "Reporter", "name_of"]
