"""Which class carries which gateway of the settings. To add one, see monitoring/sms/gateway.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from zoneinfo import ZoneInfo

from monitoring.clock import site_clock
from monitoring.sms.gateway import Gateway, GatewayFault
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


def open_gateway(
    options: GatewayOptions | None, secret: Secret, zone: ZoneInfo, keep: Callable[[bytes], None] | None = None
) -> Gateway:
    """The gateway of these settings; None: the one that sends nothing. Sends and listens nothing yet.

    ``zone``: the site's, for reports' moments. ``keep`` gets each raw batch of reports that is fetched only once
    (云MAS), before it is read. Raises GatewayFault: which key of the gateway's table, what, what to do.
    """
    if options is None:
        from monitoring.sms.gateways.none import NoGateway

        return NoGateway()
    for key in REQUIRED[type(options)]:
        if not getattr(options, key):
            raise GatewayFault(key, "还没有填", "填上网关一方给出的值。")
    return _open(options, secret, zone, keep)


def _open(options: GatewayOptions, secret: Secret, zone: ZoneInfo, keep: Callable[[bytes], None] | None) -> Gateway:
    """Imports only what is used: requests and the databases are slow to import."""
    if isinstance(options, Gammu):
        from monitoring.sms.gateways.gammu import GammuGateway

        return GammuGateway(options, secret(options.password_env))
    if isinstance(options, Kannel):
        from monitoring.sms.gateways.kannel import KannelGateway

        return KannelGateway(options, _secret(secret, "password_env", options.password_env), zone)
    key = _secret(secret, "secret_env", options.secret_env)
    if isinstance(options, Mas):
        from monitoring.sms.gateways.mas import MasGateway

        return MasGateway(options, key, keep)
    utc_now = site_clock(ZoneInfo("UTC"))
    if isinstance(options, Aliyun):
        from monitoring.sms.gateways.aliyun import AliyunGateway

        return AliyunGateway(options, key, zone, utc_now)
    from monitoring.sms.gateways.tencent import TencentGateway

    return TencentGateway(options, key, zone, utc_now)


def _secret(secret: Secret, key: str, variable: str) -> str:
    value = secret(variable)
    if not value:
        todo = f"把它放进环境变量 {variable}，或放进系统钥匙串里服务 emonitor 的同名一项。"
        raise GatewayFault(key, "找不到网关的密码", todo)
    return value
