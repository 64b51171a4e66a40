"""Who sits at this computer, for what is written down about deeds done by hand."""

from __future__ import annotations

import getpass


def user_name() -> str:
    """The name of the user of the operating system; '?' where it tells none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without an entry, or a machine without users
        return "?"
