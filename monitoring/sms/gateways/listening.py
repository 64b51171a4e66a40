"""A small HTTP listener for delivery reports: takes GET requests on one path into a queue, and nothing else.

Another program of this machine may hold the port already (the window and ``emonitor watch``): then that one takes the
reports, and this one tries again at each ``start``.
"""

from __future__ import annotations

import os
import socket
import threading
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from monitoring.sms.gateway import GatewayFault

Received = dict[str, str]
"""The variables of one request."""

MOST_WAITING: Final = 10_000
"""Beyond this many reports that nobody fetched, the sender is asked to come again (503)."""

STALLED_SECONDS: Final = 10.0


def listen_address(text: str) -> tuple[str, int]:
    """'127.0.0.1:18080' as host and port. Raises GatewayFault."""
    host, _, port = text.rpartition(":")
    if not host or not (port.isascii() and port.isdigit()) or not 0 < int(port) < 65_536:
        raise GatewayFault("report_listen", f"“{text}”不是监听地址", "写成“127.0.0.1:18080”；不要送达回执就写空文字。")
    return host.strip("[]"), int(port)


class Listener:
    def __init__(
        self,
        address: tuple[str, int],
        path: str,
        is_ours: Callable[[Received], bool],
        keep: Callable[[Received], bool] | None = None,
    ) -> None:
        """``keep`` stores a row, or says that it cannot, before the sender is answered; None: rows wait in memory."""
        self._address = address
        self._path = path
        self._is_ours = is_ours
        self._keep = keep or self._wait
        self._waiting: deque[Received] = deque()
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> bool:
        """Listens from now on; False where the address is taken (or not this machine's)."""
        with self._lock:
            if self._server is None:
                try:
                    self._server = _Server(self._address, self._handler())
                except OSError:
                    return False
                self._thread = threading.Thread(
                    target=self._server.serve_forever, args=(0.1,), name="sms-reports", daemon=True
                )
                self._thread.start()
            return True

    def take(self) -> list[Received]:
        """All that came in and was not taken yet."""
        rows = []
        while self._waiting:
            rows.append(self._waiting.popleft())
        return rows

    def close(self) -> None:
        """Takes no more; returns when the thread has ended."""
        with self._lock:
            server, thread = self._server, self._thread
            self._server = self._thread = None
        if server is not None and thread is not None:
            server.shutdown()
            thread.join()
            server.server_close()

    def _receive(self, target: str) -> int:
        """The HTTP status to answer with."""
        parts = urlsplit(target)
        if parts.path != self._path:
            return 404
        row = dict(parse_qsl(parts.query, keep_blank_values=True, errors="replace"))
        if not self._is_ours(row):
            return 403
        return 200 if self._keep(row) else 503

    def _wait(self, row: Received) -> bool:
        if len(self._waiting) >= MOST_WAITING:
            return False
        self._waiting.append(row)
        return True

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receive = self._receive

        class Handler(BaseHTTPRequestHandler):
            timeout = STALLED_SECONDS
            server_version = "emonitor"
            sys_version = ""

            def do_GET(self) -> None:
                self.send_response(receive(self.path))
                self.send_header("Content-Length", "0")
                self.send_header("Connection", "close")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                """Request lines hold tokens and keys: nothing is logged."""

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True
    # elsewhere: a port in TIME_WAIT may be used again; on Windows it would take a port from another program
    allow_reuse_address = os.name != "nt"

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, handler)

    def server_bind(self) -> None:
        """Without HTTPServer's look-up of this machine's name, which may take seconds."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(self.allow_reuse_address))
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "emonitor", self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is no fault of ours, and its address is nothing for a log."""
