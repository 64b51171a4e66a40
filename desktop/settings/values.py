"""The settings as values: what each key means once it is read. The defaults stand here and in settings_sample.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from desktop.settings.times import Monthly, SendingHours, Weekly
from monitoring.office_hours import OfficeHours
from monitoring.rules import RuleProfile, load_profile
from monitoring.sms.options import Aliyun, Gammu, GatewayOptions, Kannel, Mas, Tencent

GATEWAYS = ("none", "kannel", "mas", "aliyun", "tencent", "gammu")
LANGUAGES = ("zh_CN", "en")
FONT_SOURCES = ("carried", "system")


@dataclass(frozen=True, slots=True)
class Site:
    name: str = "盐山县"
    bureau: str = "盐山县行政审批局"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class Stores:
    """SQLAlchemy URLs. ``due_includes_stops``: the platform moves its explicit dues by itself when a clock stops."""

    case: str
    ledger: str
    due_includes_stops: bool = False
    ledger_named: bool = False
    """Whether the ledger was named for this run, by an option or the environment."""


@dataclass(frozen=True, slots=True)
class Poll:
    """All in seconds. ``age_limit_seconds``: data older than this are shown as old."""

    seconds: float = 5.0
    overlap_seconds: int = 300
    age_limit_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """A profile carried (or the path of the user's own file), and the single keys set over it."""

    profile: str = "default"
    overrides: Mapping[str, object] = field(default_factory=dict)

    def load(self) -> RuleProfile:
        """The thresholds. Raises monitoring.rules.RuleError."""
        return load_profile(self.profile, self.overrides)


@dataclass(frozen=True, slots=True)
class Sms:
    """``gateway``: which of the tables below is in use; 'none': none."""

    gateway: str = "none"
    kannel: Kannel = Kannel()
    mas: Mas = Mas()
    aliyun: Aliyun = Aliyun()
    tencent: Tencent = Tencent()
    gammu: Gammu = Gammu()
    hours: SendingHours = SendingHours()
    signature: str = ""
    """Without brackets; '': the site's bureau."""
    rules: str = ""
    """The path of the site's own rules of warnings; '': those carried."""

    def gateway_options(self) -> GatewayOptions | None:
        """The settings of the gateway in use; None: no SMS is sent."""
        tables: dict[str, GatewayOptions] = {
            "kannel": self.kannel,
            "mas": self.mas,
            "aliyun": self.aliyun,
            "tencent": self.tencent,
            "gammu": self.gammu,
        }
        return tables.get(self.gateway)


@dataclass(frozen=True, slots=True)
class Reports:
    """When reports are drafted, what stands in their heads and feet, where issued ones go."""

    folder: Path
    weekly: Weekly = Weekly()
    monthly: Monthly = Monthly()
    scheduled: bool = True
    """Whether drafts are made by themselves at these times."""
    number_prefix: str = "盐审监"
    supervision_prefix: str = "盐审监督"
    """Supervision sheets are counted by themselves."""
    heading: str = ""
    """The red heading; '': the bureau's name with 文件."""
    addressees: str = "各乡镇人民政府，县直各部门"
    copies_to: tuple[str, ...] = ()
    printer: str = ""
    """'': the bureau."""
    contact: str = ""
    reply_days: int = 5
    """Working days in which units put things right and reply."""
    sealed: bool = True
    """Room for a seal on name and date."""
    seal_image: Path | None = None
    seal_mm: float = 45.0
    fonts: str = "carried"
    """'carried' or 'system'."""
    fonts_folder: Path | None = None
    sign_p12: Path | None = None
    """PKCS#12; None: issued documents carry no digital signature."""
    sign_password_env: str = "EMONITOR_SIGN_PASSWORD"


@dataclass(frozen=True, slots=True)
class Settings:
    site: Site
    stores: Stores
    office_hours: tuple[OfficeHours, ...]
    poll: Poll
    rules: Rules
    sms: Sms
    reports: Reports
    file: Path | None = None
    """The file that was read; None: all defaults."""
