"""Big outputs are accepted by diff: a person reads the git diff of tests/golden/accepted.

``ACCEPT_GOLDEN=1 pytest tests/golden`` writes what is put out now in place of what was accepted.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "accepted"


def assert_accepted(name: str, text: str) -> None:
    """Whether the text is the accepted one, word for word."""
    file = FOLDER / name
    if os.environ.get("ACCEPT_GOLDEN") == "1":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.is_file(), f"{name} was never accepted: run with ACCEPT_GOLDEN=1 and read the file"
    assert text == file.read_text(encoding="utf-8")
