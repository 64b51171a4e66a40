"""One HTTP request to a gateway, and what its failing proves.

Only what fails before a connection stands (name, address, TLS handshake, certificate) proves that nothing was sent;
everything after that may have gone out. Exceptions of requests and debug lines of urllib3 hold URL, password and
number: no exception leaves this module, and urllib3 is kept from logging.
"""

from __future__ import annotations

import ipaddress
import logging
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

from monitoring import clock
from monitoring.sms.gateway import LONG_RETRY, SHORT_RETRY, GatewayFault, NotAccepted, Unknown

LONGEST_ANSWER: Final = 1_000_000
"""Bytes; no gateway answers a send with more (a batch of reports may be longer)."""

CONNECT_SECONDS: Final = 5.0

for _name in ("urllib3", "urllib3.connection", "urllib3.connectionpool", "urllib3.util.retry"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

_line = threading.local()


class _Http(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _stands(self.sock)


class _Https(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _stands(self.sock)


def _stands(line: socket.socket | None) -> None:
    _line.stands = True
    _line.watch.guards(line)


class _Watch:
    """Ends a connection whose answer drips: each byte of a header would give it the whole timeout again."""

    def __init__(self, seconds: float) -> None:
        self.rang = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> _Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()

    def guards(self, line: socket.socket | None) -> None:
        self._socket = line
        if not self._timer.is_alive():
            self._timer.start()

    def _ring(self) -> None:
        self.rang = True
        if self._socket is not None:
            with suppress(OSError):
                # past TLS, whose own state belongs to the thread that reads
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _Http


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _Https


class _Adapter(HTTPAdapter):
    """Notes when a connection stands: from then on nobody can say that nothing was sent."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gateway said. ``repr`` shows the status only."""

    status: int
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Way:
    """Where a gateway is and how it is reached. Raises GatewayFault where the settings do not allow it."""

    url: str
    own_network: bool = False
    ca_file: str = ""
    timeout: float = 10.0

    def __post_init__(self) -> None:
        parts = _split(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise GatewayFault("url", "不是网址", "写成 https://主机/路径。")
        if parts.username is not None or parts.query or parts.fragment:
            todo = "去掉 ? 之后的部分和“用户:密码@”；用户名另有一项，密码放进钥匙串或环境变量。"
            raise GatewayFault("url", "网址里不能有用户名、密码或参数", todo)
        if parts.scheme == "http" and not self.own_network and not is_loopback(parts.hostname):
            todo = "改用 https；网关在本单位内网时写 own_network = true。"
            raise GatewayFault("url", "明文 http 只能用于本机或内网的网关", todo)
        if self.ca_file and not Path(self.ca_file).is_file():
            raise GatewayFault("ca_file", "找不到证书文件", "检查路径；不用自己的证书就删去这一行。")

    @property
    def host(self) -> str:
        """'host' or 'host:port', as in the URL."""
        return _split(self.url).netloc

    def call(
        self,
        method: str,
        path: str = "",
        *,
        query: Mapping[str, str] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        longest: int = LONGEST_ANSWER,
    ) -> Answer | NotAccepted | Unknown:
        """One request on a connection of its own (an old one could be half closed: its failing would prove nothing)."""
        _line.stands = False
        with _Watch(self.timeout + CONNECT_SECONDS) as _line.watch:
            try:
                with requests.Session() as session:
                    answer = self._ask(session, method, self.url + path, query, body, headers, longest)
                return Unknown("read_timeout") if _line.watch.rang else answer
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                return Unknown("read_timeout") if _line.watch.rang else _failure(error, stands=_line.stands)

    def _ask(
        self,
        session: requests.Session,
        method: str,
        url: str,
        query: Mapping[str, str] | None,
        body: bytes | None,
        headers: Mapping[str, str] | None,
        longest: int,
    ) -> Answer | Unknown:
        # neither proxies nor .netrc of whoever runs this: the settings alone say where secrets go
        session.trust_env = False
        session.mount("http://", _Adapter())
        session.mount("https://", _Adapter())
        until = clock.ticking() + self.timeout + CONNECT_SECONDS
        with session.request(
            method,
            url,
            params=query,
            data=body,
            headers={"Connection": "close", "User-Agent": "emonitor", **(headers or {})},
            timeout=(min(CONNECT_SECONDS, self.timeout), self.timeout),
            allow_redirects=False,
            verify=self.ca_file or True,
            stream=True,
        ) as response:
            return _read(response, until, longest)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def is_loopback(host: str) -> bool:
    """This machine, by name or address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _read(response: requests.Response, until: float, longest: int) -> Answer | Unknown:
    body = b""
    for chunk in response.iter_content(8192):
        body += chunk
        if len(body) > longest:
            return Unknown("bad_answer")
        if clock.ticking() > until:
            return Unknown("read_timeout")
    return Answer(response.status_code, body)


def _failure(error: Exception, *, stands: bool) -> NotAccepted | Unknown:
    if stands:
        timed_out = isinstance(error, requests.Timeout) or "Read timed out" in str(error)
        return Unknown("read_timeout" if timed_out else "dropped")
    if isinstance(error, requests.exceptions.SSLError):
        return NotAccepted("tls_failed", LONG_RETRY, channel_stopped=True)
    return NotAccepted("connect_timeout" if isinstance(error, requests.Timeout) else "connect_failed", SHORT_RETRY)


def status_failure(answer: Answer) -> NotAccepted | Unknown | None:
    """What the HTTP status alone says; None: the body decides.

    A redirect or a 401, 404, 405, 407 says that nothing was taken over and that the address is wrong; 429 asks to
    wait. A 5xx may come from a machine in between after the SMS went out.
    """
    reason = f"http:{answer.status}"
    if answer.status >= 500 or answer.status < 200:
        return Unknown(reason)
    if 300 <= answer.status < 400 or answer.status in (401, 404, 405, 407):
        return NotAccepted(reason, LONG_RETRY, channel_stopped=True)
    return NotAccepted(reason, SHORT_RETRY) if answer.status == 429 else None
