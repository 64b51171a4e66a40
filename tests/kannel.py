"""A real Kannel with its fake SMS centre on loopback (Debian packages kannel, kannel-extras), gone afterwards."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes
from urllib.request import urlopen

from tests.gateway_server import free_port
from tests.servers import ServerAbsent

FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
PATIENCE = 30.0
"""Seconds until a step of Kannel counts as failed: only a broken one takes this long."""

USER, PASSWORD = "tester", "foobar"

# without the two http-* lines a delivery report is lost while its listener is down
CONFIGURATION = """
group = core
admin-port = {admin}
admin-interface = "127.0.0.1"
admin-password = test-admin
status-password = test-status
smsbox-port = {box}
smsbox-interface = "127.0.0.1"
box-deny-ip = "*.*.*.*"
box-allow-ip = "127.0.0.1"
log-file = "bearerbox.log"
access-log = "access.log"
store-type = spool
store-location = "spool"
dlr-storage = internal

group = smsc
smsc = fake
smsc-id = fake1
our-host = "127.0.0.1"
port = {centre}
connect-allow-ip = "127.0.0.1"

group = smsbox
log-file = "smsbox.log"
bearerbox-host = 127.0.0.1
bearerbox-port = {box}
sendsms-interface = "127.0.0.1"
sendsms-port = {send}
http-request-retry = 20
http-queue-delay = 2

group = sendsms-user
username = {user}
password = {password}
user-deny-ip = "*.*.*.*"
user-allow-ip = "127.0.0.1"
default-sender = "12345"
max-messages = 10
concatenation = true
"""


@dataclass
class Kannel:
    """``url`` is that of sendsms. The centre's texts are in ``arrived``, part by part."""

    folder: Path
    ports: dict[str, int] = field(default_factory=dict)
    _running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _lines: list[bytes] = field(default_factory=list)
    _reader: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports['send']}/cgi-bin/sendsms"

    def start(self) -> None:
        self._launch("bearerbox", _program("bearerbox"), "-v", "4", "kannel.conf")
        self._until_open("box")
        self.start_smsbox()
        self._launch_centre()
        wait_until(lambda: "online" in self.status(), "fakesmsc")

    def start_smsbox(self) -> None:
        self._launch("smsbox", _program("smsbox"), "-v", "4", "kannel.conf")
        self._until_open("send")

    def signal(self, box: str, which: signal.Signals) -> None:
        self._running[box].send_signal(which)

    def kill(self, box: str) -> None:
        process = self._running.pop(box)
        process.kill()
        process.wait()

    def stop(self) -> None:
        for process in self._running.values():
            process.send_signal(signal.SIGCONT)
            process.kill()
        for process in self._running.values():
            process.wait()
            if process.stdin is not None:
                process.stdin.close()
        if self._reader is not None:
            self._reader.join()

    def arrived(self) -> list[str]:
        """The text of each part that the centre got, without the header that joins parts."""
        return [text for line in list(self._lines) if (text := _text(line)) is not None]

    def has_taken(self, text: str) -> bool:
        """smsbox has read the request of this SMS and given it to bearerbox."""
        return f"msg:<{text}>" in self._log("smsbox.log") and "wait for bearerbox" in self._log("smsbox.log")

    def has_failed_to_report(self) -> bool:
        """smsbox has called a report's address in vain at least once."""
        return "Couldn't fetch" in self._log("smsbox.log")

    def _log(self, name: str) -> str:
        file = self.folder / name
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""

    def status(self) -> str:
        url = f"http://127.0.0.1:{self.ports['admin']}/status.txt?password=test-status"
        try:
            with urlopen(url, timeout=5) as answer:
                return str(answer.read().decode("utf-8", "replace"))
        except OSError:
            return ""

    def _launch_centre(self) -> None:
        # it ends with its standard input: that is kept open; -m 0: it sends nothing by itself
        centre = self._launch(
            "fakesmsc", str(FAKESMSC), "-H", "127.0.0.1", "-r", str(self.ports["centre"]), "-m", "0", piped=True
        )
        self._reader = threading.Thread(target=self._read, args=(centre,), name="fakesmsc", daemon=True)
        self._reader.start()

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                self._lines.append(line)

    def _launch(self, name: str, *command: str, piped: bool = False) -> subprocess.Popen[bytes]:
        out = subprocess.PIPE if piped else subprocess.DEVNULL
        self._running[name] = subprocess.Popen(
            command,
            cwd=self.folder,
            stdin=subprocess.PIPE if piped else subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT if piped else subprocess.DEVNULL,
        )
        return self._running[name]

    def _until_open(self, port: str) -> None:
        wait_until(lambda: _is_open(self.ports[port]), f"port of {port}")


@contextmanager
def private_kannel() -> Iterator[Kannel]:
    """Running, with its centre online. Raises ServerAbsent where Kannel is not installed."""
    if not FAKESMSC.exists():
        raise ServerAbsent("Kannel is not installed: no fakesmsc (Debian packages kannel and kannel-extras)")
    _program("bearerbox")
    folder = Path(tempfile.mkdtemp(prefix="emonitor-kannel-"))
    kannel = Kannel(folder, {name: free_port() for name in ("admin", "box", "centre", "send")})
    (folder / "spool").mkdir()
    text = CONFIGURATION.format(**kannel.ports, user=USER, password=PASSWORD)
    (folder / "kannel.conf").write_text(text, encoding="utf-8")
    try:
        kannel.start()
        yield kannel
    finally:
        kannel.stop()
        shutil.rmtree(folder, ignore_errors=True)


def wait_until(holds: Callable[[], bool], what: str) -> None:
    """Looks again and again; fails by name when it never comes true."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(f"never came: {what}")
        time.sleep(0.02)


def _program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise ServerAbsent(f"Kannel is not installed: no {name}")
    return found


def _is_open(port: int) -> bool:
    with closing(socket.socket()) as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _text(line: bytes) -> str | None:
    """fakesmsc prints 'Got message 2: <12345 13800138000 udh %05… data %8D…>' or '… ucs-2 …>', a blank as '+'."""
    found = re.search(rb"<\S+ \S+ (?:udh \S+ data|ucs-2) (\S*)>", line)
    return unquote_to_bytes(found[1].replace(b"+", b" ")).decode("utf-16-be") if found is not None else None
