"""What a rule profile says, in sentences built from its values."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QObject

from desktop.settings import Settings
from desktop.settings.listing import FILE, hours_text, list_settings
from monitoring.codes import Light
from monitoring.rules import SHIPPED, RuleProfile, load_profile
from resources import Words

COMPARED = (
    *("day_rule", "yellow_working_days", "yellow_share_below", "yellow_share", "past_promised", "past_statutory"),
    *("accept_within", "supervise_immediate"),
)


class RuleTexts(QObject):
    """Says a RuleProfile in words."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def sentences(self, rules: RuleProfile) -> list[tuple[str, str]]:
        """(what it is about, what it says), in the order in which a reader asks."""
        return [
            (self.tr("How days are counted"), self._days(rules)),
            (self._words.light("yellow"), self._yellow(rules)),
            (self._words.light("red"), self._red(rules)),
            (self.tr("Acceptance"), self._acceptance(rules)),
            (self.tr("Cases done on the spot"), self._immediate(rules)),
            (self.tr("Stops"), self._stops(rules)),
        ]

    def _days(self, rules: RuleProfile) -> str:
        if rules.whole_days:
            return self.tr(
                "In whole working days, as the law counts: the day of acceptance does not count, the limit ends when "
                "business ends on its last working day. Rest days and holidays do not count, make-up workdays do."
            )
        return self.tr(
            "In office time, second by second from the moment of acceptance: a working day is as long as the office is "
            "open on a usual day. Nothing counts outside office hours."
        )

    def _yellow(self, rules: RuleProfile) -> str:
        days, below, share = rules.yellow_working_days, rules.yellow_share_below, rules.yellow_share
        by_days = self.tr("A case turns yellow when its limit has {days} working day(s) left at most.")
        by_share = self.tr("A case turns yellow when at most {share} % of its limit is left.")
        said = []
        if days > 0:
            said.append(by_days.format(days=_number(days)))
        if share > 0 and days > 0:
            short = self.tr("For limits shorter than {below} working days: when at most {share} % is left.")
            said.append(short.format(below=_number(below), share=_percent(share)) if below > 0 else "")
        elif share > 0:
            said.append(by_share.format(share=_percent(share)))
        if rules.past_promised is Light.YELLOW:
            said.append(self.tr("It is also yellow once the promised limit is passed."))
        return self._joined(said) or self.tr("There is no early warning.")

    def _red(self, rules: RuleProfile) -> str:
        if rules.past_promised is Light.RED:
            return self.tr(
                "A case turns red the second after its promised limit has passed. One that is past its statutory limit "
                "as well is marked so and gets a card of its own."
            )
        if rules.past_statutory is Light.RED:
            return self.tr("A case turns red only when its statutory limit has passed; past the promise it is yellow.")
        return self.tr("No case turns red: past both limits it is yellow.")

    def _acceptance(self, rules: RuleProfile) -> str:
        text = self.tr(
            "An application must be accepted within {days} working days: shortly before that is over it is yellow, "
            "afterwards red."
        )
        return text.format(days=_number(rules.accept_within))

    def _immediate(self, rules: RuleProfile) -> str:
        if rules.supervise_immediate:
            return self.tr("They are supervised: to be finished before business ends on the day of acceptance.")
        return self.tr("They are not supervised.")

    def _stops(self, rules: RuleProfile) -> str:
        return self.tr(
            "Suspensions and corrections stop the clock and move the due moment on. A stop that begins after the due "
            "moment changes nothing: red stays red."
        )

    def _joined(self, said: list[str]) -> str:
        return ("" if self._words.language == "zh_CN" else " ").join(part for part in said if part)

    def differences(self, settings: Settings) -> list[str]:
        """What the settings set differently from the shipped profile, each as 'key: theirs, here ours'."""
        rules = settings.rules.load()
        base = settings.rules.profile if settings.rules.profile in SHIPPED else "default"
        shipped = load_profile(base)
        text = self.tr("{key}: {here} here, {there} in the shipped profile “{profile}”")
        return [
            text.format(key=key, here=_said(getattr(rules, key)), there=_said(getattr(shipped, key)), profile=base)
            for key in COMPARED
            if getattr(rules, key) != getattr(shipped, key)
        ]

    def where(self, settings: Settings) -> str:
        """Where the rules are set."""
        rules = settings.rules.load()
        named = any(entry.table == "rules" and entry.source == FILE for entry in list_settings(settings))
        if not named:
            return self.tr("Profile “{title}”, by default: no settings file says otherwise.").format(title=rules.title)
        text = self.tr("Profile “{title}”, set in [rules] of {file}.")
        return text.format(title=rules.title, file=settings.file)

    def hours(self, settings: Settings) -> list[tuple[str, str]]:
        """Office hours: (from when, which)."""
        return [self._row(line) for line in hours_text(settings.office_hours).splitlines()]

    def _row(self, line: str) -> tuple[str, str]:
        first, _, rest = line.partition(" ")
        if ":" in first:
            return self.tr("Always"), line.replace(" ", "   ")
        every = self.tr("Every year from {day}").format(day=first)
        once = self.tr("From {day} on").format(day=first)
        return (once if first.count("-") == 2 else every), rest.replace(" ", "   ")


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _percent(share: Decimal) -> str:
    return _number(share * 100)


def _said(value: object) -> str:
    if isinstance(value, Light):
        return value.code
    if isinstance(value, bool):
        return "true" if value else "false"
    return _number(value) if isinstance(value, Decimal) else str(value)
