"""The SMS gateway that the settings name."""

from __future__ import annotations

from collections.abc import Callable

from desktop.errors import SettingsError
from desktop.settings import secret
from desktop.settings_values import Settings
from monitoring.sms.gateway import Gateway, GatewayFault
from monitoring.sms.gateways.registry import open_gateway


def gateway_of(settings: Settings, keep: Callable[[bytes], None] | None = None) -> Gateway:
    """Opens nothing to the net yet; the caller closes it. ``keep``: see open_gateway. Raises SettingsError."""
    try:
        return open_gateway(settings.sms.gateway_options(), secret, settings.site.zone, keep)
    except GatewayFault as fault:
        where = f"{settings.file or '默认设置'}，键 sms.{settings.sms.gateway}.{fault.key}"
        raise SettingsError(fault.what, where, fault.todo) from None
