"""The user guide: where it is, in a source tree and in an installed program."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import Final

NAME: Final = "user-guide.md"
INSTALLED: Final = "share/emonitor/guide"
"""Below the environment's root; pyproject.toml (data-files) puts it there."""


def guide_file() -> Path | None:
    """The guide's Markdown file, its pictures in a folder beside it; None where it was not installed."""
    of_source = Path(__file__).resolve().parents[1] / "docs" / NAME
    if of_source.is_file():
        return of_source
    try:
        files = metadata.files("emonitor") or []
    except metadata.PackageNotFoundError:
        return None
    wanted = (Path(str(file.locate())) for file in files if file.as_posix().endswith(f"{INSTALLED}/{NAME}"))
    return next((path.resolve() for path in wanted if path.is_file()), None)
