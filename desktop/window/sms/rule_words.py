"""The rules of warnings in plain words: who is told what and when, from the rules in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from desktop.settings import Settings
from monitoring.sms.hours import SendingHours
from monitoring.sms.rules import KINDS, Delay, KindRule, SmsRules
from resources import Words

MINUTES_OF_HOUR = 60


class SmsRuleWords(QObject):
    """Says SmsRules as an officer would."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def kinds(self, rules: SmsRules) -> list[tuple[str, str]]:
        """A sentence or two for each kind of warning."""
        found = ((kind, rules.of(kind)) for kind in KINDS)
        return [(self._kind(kind), self._told(rule)) for kind, rule in found if rule is not None]

    def _kind(self, kind: str) -> str:
        return self._words.phrase("sms_kinds", kind)

    def _told(self, rule: KindRule) -> str:
        if not rule.enabled or not rule.steps:
            return self.tr("Nobody is told.")
        said = [self._steps(rule)]
        if rule.any_hour:
            said.append(self.tr("At any hour, also at night and on rest days."))
        if rule.keep is not None:
            hours = int(rule.keep.total_seconds() // 3600)
            said.append(self.tr("Not sent within {hours} hours: it lapses.").format(hours=hours))
        return self._joined(said)

    def _steps(self, rule: KindRule) -> str:
        """'立即发给经办人、单位负责人；1 个工作日后发给分管领导。'"""
        delays = dict.fromkeys(step.delay for step in rule.steps)
        parts = []
        for delay in delays:
            who = self.listed(self._words.phrase("sms_roles", one.role) for one in rule.steps if one.delay == delay)
            text = self.tr("{after} to {who}") if delay.value else self.tr("at once to {who}")
            parts.append(text.format(after=self._after(delay), who=who))
        semicolon, stop = ("；", "。") if self._words.language == "zh_CN" else ("; ", ".")
        return semicolon.join(parts) + stop

    def _after(self, delay: Delay) -> str:
        value = f"{delay.value.normalize():f}"
        text = (
            self.tr("after {value} working days")
            if delay.unit == "working_day"
            else self.tr("after {value} office hours")
        )
        return text.format(value=value)

    def listed(self, words: Iterable[str]) -> str:
        return ("、" if self._words.language == "zh_CN" else ", ").join(words)

    def _joined(self, said: Sequence[str]) -> str:
        return ("" if self._words.language == "zh_CN" else " ").join(said)

    def general(self, rules: SmsRules, hours: SendingHours) -> list[tuple[str, str]]:
        """What holds for all kinds."""
        return [
            (self.tr("Sending hours"), self._hours(hours)),
            (self.tr("Which one counts"), self._hiding()),
            (self.tr("Digest"), self._digest(rules)),
            (self.tr("Limit"), self._limit(rules)),
            (self.tr("Ladder"), self._ladder()),
            (self.tr("Unknown"), self._unknown(rules)),
            (self.tr("First use"), self._first(rules)),
            (self.tr("In the text"), self._text()),
        ]

    def _hours(self, hours: SendingHours) -> str:
        days = self.tr("On working days") if hours.working_days else self.tr("On all days")
        span = f"{_clock(hours.opens)}–{_clock(hours.closes)}"
        rest = self.tr("What falls outside waits for the next opening, and is looked at again before it goes.")
        comma = "" if self._words.language == "zh_CN" else " "
        stop = "。" if self._words.language == "zh_CN" else ". "
        return f"{days}{comma} {span}{stop}{rest}"

    def _hiding(self) -> str:
        return self.tr(
            "When several are due for the same person about one case, only the most urgent goes: red hides yellow, the "
            "case hides its node. A case that is finished, suspended or stands otherwise by then is not told any more."
        )

    def _digest(self, rules: SmsRules) -> str:
        text = self.tr("{count} or more for one person at the same time become one SMS that names how many of each.")
        return text.format(count=rules.digest_from)

    def _limit(self, rules: SmsRules) -> str:
        text = self.tr("At most {count} SMS a day to one number; what is beyond waits for the next day.")
        return text.format(count=rules.per_number_per_day)

    def _ladder(self) -> str:
        return self.tr(
            "As soon as somebody acknowledges a case, later steps of its ladder are not told. "
            "A silence holds warnings back for a while."
        )

    def _unknown(self, rules: SmsRules) -> str:
        asked = self.tr("A gateway that can be asked is asked.")
        minutes = int(rules.resend_after.total_seconds() // MINUTES_OF_HOUR)
        again = self.listed(self._kind(kind) for kind in KINDS if kind in rules.resend)
        if not again:
            return self._joined((asked, self.tr("What nobody can settle is left to people.")))
        text = self.tr(
            "What nobody can settle is sent once more after {minutes} minutes, marked as such, for these kinds: "
            "{kinds}. The others are left to people."
        )
        return self._joined((asked, text.format(minutes=minutes, kinds=again)))

    def _first(self, rules: SmsRules) -> str:
        hours = int(rules.old.total_seconds() // 3600)
        text = self.tr(
            "What became true more than {hours} hours before the first use is held back until somebody decides."
        )
        return text.format(hours=hours)

    def _text(self) -> str:
        return self.tr("Fixed templates without the applicant's name or identity number.")

    def where(self, settings: Settings) -> list[tuple[str, str]]:
        """Which gateway is in use, which rules, and where they are set."""
        gateway = settings.sms.gateway
        none = self.tr("None is set: warnings are listed and nothing is sent. Set [sms] gateway in the settings file.")
        carried = self.tr("As carried. For rules of your own: copy resources/sms/rules.toml, name it in [sms] rules.")
        return [
            (self.tr("Gateway"), none if gateway == "none" else gateway),
            (self.tr("Rules"), settings.sms.rules or carried),
        ]


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"
