"""The settings in force as a list, in the sample file's order: each with its value and where it comes from."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from desktop.settings import Settings, SettingsError, load
from desktop.settings.times import WEEKDAYS
from desktop.settings.values import Reports, Sms
from monitoring.office_hours import OfficeHours

FILE, ENVIRONMENT, COMMAND_LINE, DEFAULT = "file", "environment", "command_line", "default"
STORE_VARIABLES: Final = {"case": "EMONITOR_CASE_STORE", "ledger": "EMONITOR_LEDGER"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One setting. ``value`` is as it would stand in the file, without quotes; never a secret."""

    table: str
    key: str
    value: str
    source: str
    """FILE, ENVIRONMENT, COMMAND_LINE or DEFAULT."""

    @property
    def name(self) -> str:
        """'site.name'."""
        return f"{self.table}.{self.key}" if self.table else self.key


def list_settings(settings: Settings, environ: Mapping[str, str] | None = None) -> tuple[Entry, ...]:
    """Every setting in force."""
    written = _written(settings.file)
    environ = os.environ if environ is None else environ
    over = _over_all(settings, environ)
    return tuple(
        Entry(table, key, value, over.get((table, key)) or _source(written, table, key))
        for table, key, value in _values(settings)
    )


def hours_text(rows: tuple[OfficeHours, ...]) -> str:
    """Office hours for people to read and change: a row a line, '06-01 08:30-12:00 15:00-18:00'."""
    return "\n".join(" ".join([*filter(None, [start_text(row)]), *map(_span, row.hours)]) for row in rows)


def start_text(row: OfficeHours) -> str:
    """'2017-01-01', '06-01' for hours of every year, '' for hours that always hold."""
    if row.from_month_day is not None:
        month, day = row.from_month_day
        return f"{month:02d}-{day:02d}"
    return row.from_day.isoformat() if row.from_day is not None else ""


def _values(settings: Settings) -> list[tuple[str, str, str]]:
    site, poll, rules, sms, reports = settings.site, settings.poll, settings.rules, settings.sms, settings.reports
    return [
        ("site", "name", site.name),
        ("site", "bureau", site.bureau),
        ("site", "language", site.language),
        ("site", "time_zone", site.zone.key),
        ("stores", "case", _masked(settings.stores.case)),
        ("stores", "ledger", _masked(settings.stores.ledger)),
        ("stores", "due_includes_stops", _flag(settings.stores.due_includes_stops)),
        ("", "office_hours", hours_text(settings.office_hours)),
        ("poll", "seconds", f"{poll.seconds:g}"),
        ("poll", "overlap_seconds", str(poll.overlap_seconds)),
        ("poll", "age_limit_seconds", f"{poll.age_limit_seconds:g}"),
        ("rules", "profile", rules.profile),
        ("rules", "day_rule", str(rules.overrides.get("day_rule", ""))),
        *(("rules", key, _said(value)) for key, value in rules.overrides.items() if key != "day_rule"),
        ("sms", "gateway", sms.gateway),
        ("sms", "signature", sms.signature),
        ("sms", "rules", sms.rules),
        *_gateway_values(sms),
        ("sms.hours", "from", _clock(sms.hours.opens)),
        ("sms.hours", "to", _clock(sms.hours.closes)),
        ("sms.hours", "days", sms.hours.days),
        *_report_values(reports),
    ]


def _report_values(reports: Reports) -> Iterator[tuple[str, str, str]]:
    yield "reports", "folder", str(reports.folder)
    yield "reports", "weekly", f"{WEEKDAYS[reports.weekly.weekday]} {_clock(reports.weekly.second)}"
    yield "reports", "monthly", f"{reports.monthly.day} {_clock(reports.monthly.second)}"
    for field in fields(reports):
        value = getattr(reports, field.name)
        value = "" if value is None else value
        if field.name in ("folder", "weekly", "monthly"):
            continue
        yield "reports", field.name, "；".join(value) if isinstance(value, tuple) else _option(field.name, value)


def _over_all(settings: Settings, environ: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """Stores that the environment or the command line names: they stand over the file."""
    try:
        usual = load(settings.file, environ).stores
    except SettingsError:
        return {}
    found = {}
    for key, variable in STORE_VARIABLES.items():
        if getattr(settings.stores, key) != getattr(usual, key):
            found["stores", key] = COMMAND_LINE
        elif environ.get(variable):
            found["stores", key] = ENVIRONMENT
    return found


def _gateway_values(sms: Sms) -> Iterator[tuple[str, str, str]]:
    """The tables of all gateways; their templates as 'red=SMS_1 yellow=SMS_2'."""
    for name in ("kannel", "mas", "aliyun", "tencent", "gammu"):
        options = getattr(sms, name)
        for field in fields(options):
            yield f"sms.{name}", field.name, _option(field.name, getattr(options, field.name))


def _option(key: str, value: object) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{kind}={template}" for kind, template in value.items())
    if key in ("url", "report_url"):
        return _without_query(str(value))
    if key == "queue":
        return _masked(str(value)) if value else ""
    return f"{value:g}" if isinstance(value, float) else _said(value)


def _source(written: Mapping[str, object], table: str, key: str) -> str:
    values: object = written
    for name in [part for part in table.split(".") if part]:
        values = values.get(name, {}) if isinstance(values, dict) else {}
    return FILE if isinstance(values, dict) and key in values else DEFAULT


def _written(file: Path | None) -> Mapping[str, object]:
    """The file's own keys; what cannot be read says nothing of where a value comes from."""
    try:
        return {} if file is None else tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def _masked(url: str) -> str:
    from monitoring.stores.errors import masked, parsed_url

    return masked(parsed_url(url))


def _without_query(url: str) -> str:
    """A gateway's address may carry a password in its query or before its host."""
    scheme, mark, rest = url.partition("?")[0].partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}" if mark else scheme


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _said(value: object) -> str:
    return _flag(value) if isinstance(value, bool) else str(value)


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"


def _span(span: tuple[int, int]) -> str:
    return f"{_clock(span[0])}-{_clock(span[1])}"
