"""The program's front door. Imports next to nothing, so that Ctrl-C finds words from its first moment on."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit status."""
    try:
        from desktop.front_door import enter

        return enter(argv)
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
