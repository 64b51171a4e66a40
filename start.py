#!/usr/bin/env python3
"""Starts emonitor from a fresh copy of its source: one command, nothing to prepare but Python 3.11 or newer.

    python3 start.py            makes .venv if need be, a demonstration county if there are no data, opens the window
    python3 start.py setup      only makes .venv
    python3 start.py test ...   runs all that the project checks of itself; more words go to pytest
    python3 start.py WORDS...   the same as `emonitor WORDS...`, for example: python3 start.py check

Only the standard library is used here, and no syntax newer than Python 3.6: an older Python must get as far as
saying so.
"""

import ctypes
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import List

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)

PIP = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""What Qt's window needs of a Linux system, and the Debian package that brings it."""

CHECKS = {
    "ruff check": [str(PYTHON), "-m", "ruff", "check", "."],
    "ruff format": [str(PYTHON), "-m", "ruff", "format", "--check", "."],
    "mypy --strict": [str(PYTHON), "-m", "mypy"],
    "import-linter": [str(BIN / "lint-imports")],
    "pytest": [str(PYTHON), "-m", "pytest", "-n", "2"],
}


class StartError(Exception):
    """Something that only the user can mend; the text says what to do."""


def main(words: List[str]) -> int:
    """Does what the words say; returns the exit status."""
    speak_utf8()
    if sys.version_info < OLDEST:
        found = sys.version.split()[0]
        raise StartError(f"需要 Python 3.11 或更新的版本，现在是 {found}。(Python 3.11 or newer is needed.)")
    if words[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    if words[:1] == ["test"]:
        return run_tests(words[1:])
    make_ready(["runtime.txt"])
    if words[:1] == ["setup"]:
        return 0
    return emonitor(words) if words else first_start()


def first_start() -> int:
    """The demonstration county if there are no data, then the window; without a display, one check."""
    if subprocess.run([str(PYTHON), "-m", "desktop.first_start"], cwd=str(ROOT), check=False).returncode != 0:
        return 1
    if not has_display():
        say("没有显示器（DISPLAY 和 WAYLAND_DISPLAY 都没有设置），打不开窗口；改为查一遍办件：")
        return emonitor(["check"])
    need_qt_libraries()
    say("正在打开窗口…")
    return emonitor([])


def emonitor(words: List[str]) -> int:
    """The program itself takes this process's place (on Windows: runs as its child)."""
    script = str(BIN / ("emonitor.exe" if os.name == "nt" else "emonitor"))
    if os.name == "nt":
        return subprocess.call([script, *words])
    sys.stdout.flush()
    return os.execv(script, [script, *words])


def run_tests(words: List[str]) -> int:
    """All checks one after the other; pytest comes last, so that its closing line does too."""
    make_ready(["runtime.txt", "dev.txt"])
    need_qt_libraries()
    failed: List[str] = []
    for name, arguments in CHECKS.items():
        more = words if name == "pytest" else []
        say(f"== {name}")
        if failed and name == "pytest":
            say(f"failed so far: {', '.join(failed)}")
        if subprocess.call([*arguments, *more], cwd=str(ROOT)) != 0:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def make_ready(locks: List[str]) -> None:
    """A .venv with these lock files and the project installed; what is there already is left alone."""
    waiting = [lock for lock in locks if stamp(lock) != wanted_stamp(lock)]
    if PYTHON.exists() and not waiting:
        return
    usable = works()
    half_made = usable and not stamp("runtime.txt")
    if not usable:
        make_venv()
        waiting = locks
    try:
        install(waiting)
    except subprocess.CalledProcessError as error:
        if not half_made:
            raise not_installed(error) from None
        say("这个 .venv 没有做完，重做一次…")
        make_venv()
        install_again(locks)


def install_again(locks: List[str]) -> None:
    try:
        install(locks)
    except subprocess.CalledProcessError as error:
        raise not_installed(error) from None


def not_installed(error: subprocess.CalledProcessError) -> StartError:
    command = " ".join(shlex.quote(word) for word in error.cmd)
    return StartError(f"依赖没有装上（上面是 pip 的话）。请检查网络后再运行。命令：{command}")


def install(locks: List[str]) -> None:
    """Packages first, then the project itself; a stamp is set only when all of it is done.

    A lock file names every package that is needed, and pip looks for no others: older ones want to find what
    `coverage[toml]` asks for anew, and give up as soon as there is a newer coverage than the one that is locked.
    """
    for lock in locks:
        say(f"正在安装 requirements/{lock}（第一次要几分钟）…")
        stamp_file(lock).unlink(missing_ok=True)
        pip("--require-hashes", "--no-deps", "-r", str(ROOT / "requirements" / lock))
        if lock == "runtime.txt":
            pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        stamp_file(lock).write_text(wanted_stamp(lock), encoding="ascii")
    say("安装完成。")


def pip(*arguments: str) -> None:
    """Runs pip install; on a terminal one line shows the package at hand, a failure shows pip's last words."""
    command = [*PIP, *arguments]
    said = []
    with subprocess.Popen(
        command, cwd=str(ROOT), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            said.append(line)
            show_package(line)
    show_package("")
    if process.returncode != 0:
        print("".join(said[-15:]), file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, command)


def show_package(line: str) -> None:
    words = line.split()
    if sys.stdout.isatty() and (not line or words[:1] in (["Collecting"], ["Installing"])):
        text = f"  {words[1].split('==')[0]}" if words[:1] == ["Collecting"] else "  写入文件…" if words else ""
        print(f"\r{text:<40}", end="" if line else "\r", flush=True)


def make_venv() -> None:
    need_venv_module()
    say("正在建立 .venv…")
    try:
        venv.EnvBuilder(clear=True, with_pip=True).create(str(VENV))
    except (OSError, subprocess.CalledProcessError) as error:
        raise StartError(f"建立 .venv 失败：{error}。请检查 {ROOT} 能否写入、磁盘是否已满。") from None


def works() -> bool:
    """Whether .venv belongs to this Python and its pip answers: a half-made one is made anew."""
    ask = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    try:
        return subprocess.run([str(PYTHON), "-c", ask], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def stamp_file(lock: str) -> Path:
    return VENV / f"emonitor-{lock}.stamp"


def stamp(lock: str) -> str:
    try:
        return stamp_file(lock).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return ""


def wanted_stamp(lock: str) -> str:
    """Changes with the lock file, the project's own metadata, the Python and the folder."""
    told = f"{sys.version_info[:2]} {ROOT}".encode()
    for file in (ROOT / "requirements" / lock, ROOT / "pyproject.toml"):
        told += file.read_bytes()
    return hashlib.sha256(told).hexdigest()


def has_display() -> bool:
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def need_qt_libraries() -> None:
    """Qt's system libraries on Linux: installed where that is possible, else the command that does it is told."""
    if not sys.platform.startswith("linux"):
        return
    missing = [library for library in QT_LIBRARIES if not loads(library)]
    if missing:
        say(f"缺少窗口要用的系统库：{' '.join(missing)}")
        install_system(missing, [QT_LIBRARIES[library] for library in missing])


def loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def need_venv_module() -> None:
    """Debian's Python comes without ensurepip."""
    if importlib.util.find_spec("ensurepip") is None:
        say("这个 Python 缺少 ensurepip")
        name = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        install_system([name], [name])


def install_system(capabilities: List[str], packages: List[str]) -> None:
    """With apt as root; everybody else is told the command."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        apt_install(packages)
        return
    raise StartError(f"请先运行：{system_command(capabilities, packages)}")


def system_command(capabilities: List[str], packages: List[str]) -> str:
    """The command for this system's own package manager."""
    if shutil.which("apt-get"):
        return f"sudo apt-get install -y {' '.join(packages)}"
    wanted = " ".join(shlex.quote(f"{name}()(64bit)") for name in capabilities)
    for manager in ("dnf", "zypper"):
        if shutil.which(manager):
            return f"sudo {manager} install {wanted}"
    return f"用本系统的软件包管理器安装含有这些库的软件包：{' '.join(capabilities)}"


def apt_install(packages: List[str]) -> None:
    say(f"正在安装系统软件包：{' '.join(packages)}…")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run(
            ["apt-get", "-qq", *command],
            check=False,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if done.returncode != 0:
            print(done.stdout.decode(errors="replace")[-3000:], file=sys.stderr)
            raise StartError(f"apt-get {command[0]} 失败（上面是它的话）。请检查网络后再运行。")


def say(text: str) -> None:
    print(text, flush=True)


def speak_utf8() -> None:
    """Chinese lines must come out on a Windows console and under LANG=C too."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StartError as problem:
        print(f"错误：{problem}", file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        sys.exit(1)
