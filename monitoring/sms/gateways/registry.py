"""Which class carries which gateway of the settings. To add one, see monitoring/sms/gateway.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from monitoring.clock import site_clock
from monitoring.sms.gateway import BatchKeeper, Gateway, GatewayFault
from monitoring.sms.options import Aliyun, Gammu, GatewayOptions, Kannel, Mas, Tencent

Secret = Callable[[str], str | None]
"""A secret by the name of its environment variable, None where there is none."""

REQUIRED: Final[dict[type, tuple[str, ...]]] = {
    Kannel: ("url", "username"),
    Mas: ("url", "ec_name", "ap_id", "sign"),
    Aliyun: ("url", "access_key_id", "sign_name"),
    Tencent: ("url", "secret_id", "app_id", "sign_name"),
    Gammu: ("queue",),
}
"""Keys that a gateway cannot do without."""
REPORT_SECONDS: Final = 300.0
"""Most reports of 云MAS are there within a minute or two; a phone that is off may not hold up its owner's warnings."""


@dataclass(frozen=True, slots=True)
class Habits:
    """What a sender must mind with a gateway, apart from how it is spoken to."""

    one_per_number: float | None = None
    """Only one SMS at a time to a number: so many seconds at most is an accepted one's report waited for."""
    marks_text: bool = False
    """A short number at the end of each text names the message, for people and for the gateway's own lists."""


def habits(options: GatewayOptions | None) -> Habits:
    """云MAS knows no name of ours: its reports are matched by number and moment. All others are asked by name."""
    if not isinstance(options, Mas):
        return Habits()
    return Habits(REPORT_SECONDS if options.pull_reports else 0.0, marks_text=True)


def open_gateway(
    options: GatewayOptions | None, secret: Secret, zone: ZoneInfo, keep: BatchKeeper | None = None
) -> Gateway:
    """The gateway of these settings; None: the one that sends nothing. Sends and listens nothing yet.

    ``zone``: the site's, for reports' moments. ``keep`` stores reports that are handed out only once (Kannel, 云MAS,
    Tencent); without it Kannel's wait in memory and none of the others are fetched. Raises GatewayFault: which key of
    the gateway's table, what, what to do.
    """
    if options is None:
        from monitoring.sms.gateways.none import NoGateway

        return NoGateway()
    for key in REQUIRED[type(options)]:
        if not getattr(options, key):
            raise GatewayFault(key, "还没有填", "填上网关一方给出的值。")
    return _open(options, secret, zone, keep)


def _open(options: GatewayOptions, secret: Secret, zone: ZoneInfo, keep: BatchKeeper | None) -> Gateway:
    """Imports only what is used: requests and the databases are slow to import."""
    if isinstance(options, Gammu):
        from monitoring.sms.gateways.gammu import GammuGateway

        return GammuGateway(options, secret(options.password_env), keep)
    if isinstance(options, Kannel):
        from monitoring.sms.gateways.kannel import KannelGateway

        return KannelGateway(options, _secret(secret, "password_env", options.password_env), zone, keep)
    key = _secret(secret, "secret_env", options.secret_env)
    if isinstance(options, Mas):
        from monitoring.sms.gateways.mas import MasGateway

        return MasGateway(options, key, keep, zone)
    utc_now = site_clock(ZoneInfo("UTC"))
    if isinstance(options, Aliyun):
        from monitoring.sms.gateways.aliyun import AliyunGateway

        return AliyunGateway(options, key, zone, utc_now)
    from monitoring.sms.gateways.tencent import TencentGateway

    return TencentGateway(options, key, zone, utc_now, keep)


def _secret(secret: Secret, key: str, variable: str) -> str:
    value = secret(variable)
    if not value:
        todo = f"把它放进环境变量 {variable}，或放进系统钥匙串里服务 emonitor 的同名一项。"
        raise GatewayFault(key, "找不到网关的密码", todo)
    return value
