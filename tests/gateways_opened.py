"""The gateways of the net as tests open them, each on a server of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from monitoring.ports import StoreUnavailable
from monitoring.sms.gateway import Batch, BatchKeeper, Gateway, OutgoingSms
from monitoring.sms.gateways.aliyun import AliyunGateway
from monitoring.sms.gateways.kannel import KannelGateway
from monitoring.sms.gateways.mas import MasGateway
from monitoring.sms.gateways.tencent import TencentGateway
from monitoring.sms.options import Aliyun, Kannel, Mas, Tencent

ZONE = ZoneInfo("Asia/Shanghai")
SECRET = "geheim-123"
MOBILE = "13800138000"
SMS = OutgoingSms("emtoken1", MOBILE, "【盐山县】办件超期", "red", "", {"name": "低保", "days": "2"})
NOW = datetime(2017, 7, 5, 2, 0)
SENT = datetime(2017, 7, 5, 10, 0)

Make = Callable[[str], Gateway]


def kannel(url: str) -> Gateway:
    options = Kannel(f"{url}/cgi-bin/sendsms", "tester", sender="12345", report_listen="", timeout_seconds=1)
    return KannelGateway(options, SECRET, ZONE)


def mas(url: str) -> Gateway:
    return MasGateway(Mas(url, "政企分公司测试", "demo0", sign="DWItALe3A", timeout_seconds=1), SECRET)


def aliyun(url: str) -> Gateway:
    options = Aliyun(f"{url}/", access_key_id="id", sign_name="盐山县", templates={"red": "SMS_1"}, timeout_seconds=1)
    return AliyunGateway(options, SECRET, ZONE, lambda: NOW)


def tencent(url: str, keep: BatchKeeper | None = None) -> Gateway:
    options = Tencent(
        f"{url}/", secret_id="id", app_id="14", sign_name="盐山县", templates={"red": "7"}, session_in_reports=True,
        pull_reports=True, timeout_seconds=1,
    )  # fmt: skip
    return TencentGateway(options, SECRET, ZONE, lambda: NOW, keep)


GATEWAYS: dict[str, Make] = {"kannel": kannel, "mas": mas, "aliyun": aliyun, "tencent": tencent}


class Kept:
    """A keeper in memory. ``away``: it cannot store just now."""

    def __init__(self, *, turn: bool = True) -> None:
        self.bodies: list[bytes] = []
        self.aside: list[int] = []
        self.tokens: list[str] = []
        self.turn = turn
        self.returned = 0
        self.away = False

    def my_turn(self, seconds: float) -> bool:
        return self.turn

    def give_turn_back(self) -> None:
        self.returned += 1

    def keep(self, body: bytes) -> None:
        if self.away:
            raise StoreUnavailable("unreachable", "the ledger is away")
        self.bodies.append(body)

    def stored(self) -> list[Batch]:
        return [Batch(number, body) for number, body in enumerate(self.bodies) if number not in self.aside]

    def open_tokens(self, newest: int) -> list[str]:
        return self.tokens[:newest]

    def set_aside(self, batch: Batch) -> None:
        self.aside.append(batch.number)
