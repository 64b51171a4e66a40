"""A gateway whose answer drips may not hold a sender longer than its timeouts together."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from monitoring.clock import ticking
from monitoring.sms.gateway import Unknown
from monitoring.sms.gateways import http


@pytest.mark.parametrize("beginning", [b"HTTP/1.1 202 OK\r\nX: ", b"HTTP/1.1 202 OK\r\n\r\n"], ids=["header", "body"])
def test_an_answer_that_drips_ends_with_the_timeout(monkeypatch: pytest.MonkeyPatch, beginning: bytes) -> None:
    monkeypatch.setattr(http, "CONNECT_SECONDS", 0.5)
    listening = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        line, _ = listening.accept()
        with line:
            line.recv(4096)
            line.sendall(beginning)
            try:
                for _ in range(100):
                    time.sleep(0.1)
                    line.sendall(b"a")
            except OSError:
                return

    thread = threading.Thread(target=drip)
    thread.start()
    began = ticking()
    answer = http.Way(f"http://127.0.0.1:{listening.getsockname()[1]}/x", timeout=0.5).call("GET")
    assert ticking() - began < 4
    assert answer == Unknown("read_timeout")
    thread.join()
    listening.close()
