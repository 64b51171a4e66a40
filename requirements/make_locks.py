"""Makes the lock files of this folder from pyproject.toml; needs uv.

    python requirements/make_locks.py [--upgrade]

Every file holds one version of each package for every platform, with hashes, and names no registry. setuptools is
among the runtime packages because the project itself is installed with --no-build-isolation.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
COMPILE = ["uv", "pip", "compile", "--quiet", "--no-config", "--universal", "--python-version", "3.11"]
FORM = ["--generate-hashes", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]


def compile_locks(*words: str) -> None:
    """Locks everything afresh; versions already locked stay unless ``--upgrade`` is given."""
    run("pyproject.toml", "-", output="runtime.txt", words=words, given=build_requirements())
    for group in ("dev", "peers"):
        run("--group", group, "--constraint", "requirements/runtime.txt", output=f"{group}.txt", words=words)


def run(*arguments: str, output: str, words: tuple[str, ...], given: str | None = None) -> None:
    command = [*COMPILE, *FORM, *arguments, "--output-file", f"requirements/{output}", *words]
    subprocess.run(command, cwd=FOLDER.parent, input=given, text=True, check=True)


def build_requirements() -> str:
    """What [build-system] asks for."""
    import tomllib

    project = tomllib.loads((FOLDER.parent / "pyproject.toml").read_text(encoding="utf-8"))
    return "\n".join(project["build-system"]["requires"])


if __name__ == "__main__":
    compile_locks(*sys.argv[1:])
