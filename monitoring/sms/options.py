"""The settings of each gateway as values. None holds a secret: ``…_env`` names where the secret is.

``templates`` maps the name of a template of ours (resources/sms/templates.toml) to the gateway's approved one;
``own_network`` allows plain http to another machine; ``ca_file``: a PEM file of the authority that signed the gateway's
certificate (empty: the public ones).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kannel:
    url: str = "http://127.0.0.1:13013/cgi-bin/sendsms"
    username: str = ""
    password_env: str = "EMONITOR_KANNEL_PASSWORD"
    sender: str = ""
    report_listen: str = "127.0.0.1:18080"
    """Where delivery reports are listened for; empty: none are asked for."""
    report_url: str = ""
    """How Kannel reaches that listener; empty: http:// and ``report_listen``."""
    own_network: bool = False
    ca_file: str = ""
    timeout_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Mas:
    """China Mobile 云MAS. ``sign`` is the code of the signature, not its text. ``url`` ends before /sms."""

    url: str = ""
    ec_name: str = ""
    ap_id: str = ""
    secret_env: str = "EMONITOR_MAS_SECRET"
    sign: str = ""
    add_serial: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    pull_reports: bool = True
    own_network: bool = False
    ca_file: str = ""
    timeout_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Aliyun:
    """``signature``: 'acs3' (ACS3-HMAC-SHA256) or 'v1' (HMAC-SHA1)."""

    url: str = "https://dysmsapi.aliyuncs.com/"
    region: str = "cn-hangzhou"
    access_key_id: str = ""
    secret_env: str = "EMONITOR_ALIYUN_SECRET"
    sign_name: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    signature: str = "acs3"
    own_network: bool = False
    ca_file: str = ""
    timeout_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Tencent:
    """``session_in_reports``: Tencent has opened SessionContext in the reports for this account (on request only)."""

    url: str = "https://sms.tencentcloudapi.com/"
    region: str = "ap-guangzhou"
    secret_id: str = ""
    secret_env: str = "EMONITOR_TENCENT_SECRET"
    app_id: str = ""
    sign_name: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    session_in_reports: bool = False
    pull_reports: bool = False
    own_network: bool = False
    ca_file: str = ""
    timeout_seconds: float = 10.0


@dataclass(frozen=True, slots=True)
class Gammu:
    """``queue``: SQLAlchemy URL of gammu-smsd's database; its password comes from ``password_env``."""

    queue: str = ""
    password_env: str = "EMONITOR_GAMMU_PASSWORD"
    sender: str = ""
    """smsd's PhoneID of the modem; empty: any."""
    country_code: str = "86"


GatewayOptions = Kannel | Mas | Aliyun | Tencent | Gammu
