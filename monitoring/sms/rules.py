"""Who gets which warning and when, as data (resources/sms/rules.toml documents every key)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from monitoring.rules import RuleError
from monitoring.worktime.errors import CalendarUnknown, OfficeHoursUnknown

if TYPE_CHECKING:
    from monitoring.worktime import WorkingCalendar
from resources import folder

KINDS: Final = ("new_case", "yellow", "red", "statutory", "suspension_overdue")
URGENCY: Final = {"statutory": 5, "red": 4, "suspension_overdue": 3, "yellow": 2, "new_case": 1}
"""Of two warnings of one case for one person the more urgent one hides the other."""
ROLES: Final = ("officer", "unit_head", "leader", "inspector")
UNITS: Final = ("office_hour", "working_day")


@dataclass(frozen=True, slots=True)
class Delay:
    """How long a step of the ladder waits, in working time."""

    value: Decimal = Decimal(0)
    unit: str = "office_hour"

    def after(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The moment so much working time later; by the clock alone where the calendar does not know the days."""
        if not self.value:
            return moment
        try:
            if self.unit == "working_day":
                return datetime.combine(calendar.nth_workday(moment.date(), int(self.value)), moment.time())
            return calendar.due(moment, timedelta(hours=float(self.value)))
        except (CalendarUnknown, OfficeHoursUnknown):
            days = float(self.value) if self.unit == "working_day" else float(self.value) / 8
            return moment + timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of the ladder: everybody of a role, after a delay."""

    role: str
    delay: Delay


@dataclass(frozen=True, slots=True)
class KindRule:
    """One kind of warning."""

    kind: str
    enabled: bool
    any_hour: bool
    keep: timedelta | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class SmsRules:
    """All rules of a site."""

    kinds: Mapping[str, KindRule]
    per_number_per_day: int
    digest_from: int
    resend_after: timedelta
    resend: frozenset[str]
    old: timedelta

    def of(self, kind: str) -> KindRule | None:
        """The rule of a kind; None for one without (digests, reminders, tests)."""
        return self.kinds.get(kind)


def load_rules(file: str | None = None) -> SmsRules:
    """The carried rules, or the site's own file. Raises monitoring.rules.RuleError: which file, key, what is wrong."""
    name = file or "sms/rules.toml"
    return _rules(name, _read(name, file))


def _read(name: str, file: str | None) -> dict[str, Any]:
    try:
        text = Path(file).read_text("utf-8-sig") if file else folder("sms").joinpath("rules.toml").read_text("utf-8")
        return tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError("not_readable", file=name, why=error) from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError("not_toml", file=name, why=error) from None


def _rules(name: str, data: dict[str, Any]) -> SmsRules:
    limits = _Table(name, "limits", data.pop("limits", None))
    kinds = data.pop("kinds", None)
    if not isinstance(kinds, dict) or data or set(kinds) - set(KINDS):
        raise RuleError("kinds_wrong", "kinds", file=name, known=", ".join(KINDS))
    rules = SmsRules(
        kinds={kind: _kind(kind, _Table(name, f"kinds.{kind}", told)) for kind, told in kinds.items()},
        per_number_per_day=limits.whole("per_number_per_day", 1, 1000),
        digest_from=limits.whole("digest_from", 2, 1000),
        resend_after=timedelta(minutes=limits.whole("resend_after_minutes", 1, 1440)),
        resend=frozenset(limits.choices("resend", KINDS)),
        old=timedelta(hours=limits.whole("old_hours", 0, 100_000)),
    )
    limits.finish()
    return rules


def _kind(kind: str, table: _Table) -> KindRule:
    keep = table.whole("keep_hours", 0, 100_000)
    rule = KindRule(
        kind=kind,
        enabled=table.flag("enabled"),
        any_hour=table.flag("any_hour"),
        keep=timedelta(hours=keep) if keep else None,
        steps=tuple(_step(table, told) for told in table.rows("recipients")),
    )
    if rule.enabled and not rule.steps:
        raise table.wrong("nobody_told", "recipients")
    table.finish()
    return rule


def _step(table: _Table, told: Mapping[str, Any]) -> Step:
    role = told.get("role")
    if set(told) - {"role", "after"} or role not in ROLES:
        raise table.wrong("step_wrong", "recipients", known=", ".join(ROLES))
    return Step(str(role), _delay(table, str(told.get("after", "0"))))


def _delay(table: _Table, text: str) -> Delay:
    value, _, unit = text.strip().partition(" ")
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal(-1)
    unit = unit.strip() or "office_hour"
    in_range = number.is_finite() and 0 <= number <= 1000
    if not in_range or unit not in UNITS or (unit == "working_day" and number != number.to_integral_value()):
        raise table.wrong("delay_wrong", "recipients", value=text)
    return Delay(number, unit)


class _Table:
    """Typed values out of one table; a wrong one is named."""

    def __init__(self, file: str, name: str, told: object) -> None:
        self._file, self._name = file, name
        if not isinstance(told, dict):
            raise RuleError("table_missing", name, file=file)
        self._told: dict[str, Any] = dict(told)

    def wrong(self, code: str, key: str, **values: object) -> RuleError:
        return RuleError(code, key, file=self._file, section=self._name, **values)

    def flag(self, key: str) -> bool:
        value = self._told.pop(key, None)
        if not isinstance(value, bool):
            raise self.wrong("flag_wanted", key)
        return value

    def whole(self, key: str, lowest: int, highest: int) -> int:
        value = self._told.pop(key, None)
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise self.wrong("whole_wanted", key, lowest=lowest, highest=highest)
        return value

    def choices(self, key: str, known: tuple[str, ...]) -> list[str]:
        value = self._told.pop(key, None)
        if not isinstance(value, list) or any(one not in known for one in value):
            raise self.wrong("list_wanted", key, known=", ".join(known))
        return value

    def rows(self, key: str) -> list[Mapping[str, Any]]:
        value = self._told.pop(key, None)
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.wrong("rows_wanted", key)
        return value

    def finish(self) -> None:
        for key in self._told:
            raise self.wrong("no_such_key", key)
