"""A gateway on loopback that gives the answers a test lays out, and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit


@dataclass
class Request:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


@dataclass
class Given:
    """One answer. ``fault``: 'silent' (none until the test ends), 'drop' (hangs up), 'short' (half a body)."""

    status: int = 200
    body: bytes = b""
    fault: str = ""


@dataclass
class FakeGateway:
    url: str
    asked: list[Request] = field(default_factory=list)
    answers: list[Given] = field(default_factory=list)
    by_path: dict[str, Callable[[Request], Given]] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)

    def gives(self, status: int = 200, body: object = b"", fault: str = "") -> None:
        """The next answer; the last one laid out is given again and again."""
        raw = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.answers.append(Given(status, raw, fault))

    def next(self, request: Request) -> Given:
        """The answer to a request: what its path calls for, else the next one laid out."""
        if request.path in self.by_path:
            return self.by_path[request.path](request)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def fake_gateway(tls: ssl.SSLContext | None = None) -> Iterator[FakeGateway]:
    fake = FakeGateway("")

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            headers = {name.lower(): value for name, value in self.headers.items()}
            fake.asked.append(Request(self.command, parts.path, query, headers, body))
            given = fake.next(fake.asked[-1])
            if given.fault == "silent":
                fake.over.wait(30)
            if given.fault in ("silent", "drop"):
                self.close_connection = True
                return
            self.send_response(given.status)
            self.send_header("Content-Length", str(len(given.body) * (2 if given.fault == "short" else 1)))
            self.end_headers()
            self.wfile.write(given.body)

        do_GET = do_POST = handle_any

        def log_message(self, format: str, *args: Any) -> None: ...

    server = _Server(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    fake.url = f"http{'s' if tls else ''}://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield fake
    finally:
        fake.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is a part of the tests."""


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
