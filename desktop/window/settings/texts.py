"""The settings in words: headings, names, how each is edited, and what is only shown.

To add a setting: give it a name below, and an editor where it may be changed in the window; a test asks for the name.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject

from desktop.settings.listing import COMMAND_LINE, DEFAULT, ENVIRONMENT, FILE, Entry
from desktop.settings.times import WEEKDAYS
from desktop.window.settings import form
from desktop.window.settings.form import CHOICE, CLOCK, FLAG, FOLDER, HOURS, LIST, MOMENT, NUMBER, TEXT, Editable
from desktop.window.shell.main_menu import LANGUAGES
from monitoring.rules import SHIPPED, load_profile
from resources import Words


class SettingsTexts(QObject):
    """Says the settings in the window's language."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def titles(self) -> Mapping[str, str]:
        """Headings of the groups."""
        return {
            "site": self.tr("Site"),
            "stores": self.tr("Databases"),
            "office_hours": self.tr("Office hours"),
            "poll": self.tr("Reading the case store"),
            "rules": self.tr("Rules"),
            "sms": self.tr("SMS"),
            "reports": self.tr("Reports"),
        }

    def sources(self) -> Mapping[str, str]:
        """Where a value comes from."""
        return {
            FILE: self.tr("settings file"),
            ENVIRONMENT: self.tr("environment"),
            COMMAND_LINE: self.tr("command line"),
            DEFAULT: self.tr("default"),
        }

    def names(self) -> Mapping[str, str]:
        """Settings by 'table.key'."""
        return {**self._site_names(), **self._rule_names(), **self._sms_names(), **self._report_names()}

    def _site_names(self) -> Mapping[str, str]:
        return {
            "site.name": self.tr("Name of the place"),
            "site.bureau": self.tr("Bureau"),
            "site.language": self.tr("Language"),
            "site.time_zone": self.tr("Time zone"),
            "stores.case": self.tr("Case store"),
            "stores.ledger": self.tr("Supervision ledger"),
            "stores.due_includes_stops": self.tr("Platform moves dues itself"),
            "office_hours": self.tr("Hours of a working day"),
            "poll.seconds": self.tr("Read every … seconds"),
            "poll.overlap_seconds": self.tr("Look back … seconds"),
            "poll.age_limit_seconds": self.tr("Data is old after … seconds"),
        }

    def _rule_names(self) -> Mapping[str, str]:
        return {
            "rules.profile": self.tr("Rule profile"),
            "rules.day_rule": self.tr("Days are counted"),
            "rules.yellow_working_days": self.tr("Yellow when … working days are left"),
            "rules.yellow_share_below": self.tr("Yellow by share for limits below … working days"),
            "rules.yellow_share": self.tr("Yellow when this share of the limit is left"),
            "rules.past_promised": self.tr("Past the promised limit"),
            "rules.past_statutory": self.tr("Past the statutory limit"),
            "rules.accept_within": self.tr("Accept within … working days"),
            "rules.supervise_immediate": self.tr("Supervise cases done on the spot"),
        }

    def _sms_names(self) -> Mapping[str, str]:
        names = {
            "sms.gateway": self.tr("Gateway"),
            "sms.signature": self.tr("Signature before the text"),
            "sms.rules": self.tr("Own rules of warnings"),
            "sms.hours.from": self.tr("Send from"),
            "sms.hours.to": self.tr("Send until"),
            "sms.hours.days": self.tr("Send on"),
        }
        for gateway, title in self.gateways().items():
            for key, said in self._gateway_names().items():
                names[f"sms.{gateway}.{key}"] = self.tr("{gateway}: {what}").format(gateway=title, what=said)
        return names

    def gateways(self) -> Mapping[str, str]:
        """The ways by which SMS are sent."""
        return {
            "kannel": "Kannel",
            "mas": self.tr("China Mobile MAS"),
            "aliyun": self.tr("Aliyun"),
            "tencent": self.tr("Tencent Cloud"),
            "gammu": self.tr("GSM modem"),
        }

    def _gateway_names(self) -> Mapping[str, str]:
        return {
            "url": self.tr("address"),
            "username": self.tr("user"),
            "password_env": self.tr("password is in"),
            "secret_env": self.tr("secret is in"),
            "sender": self.tr("sender"),
            "report_listen": self.tr("receipts at"),
            "report_url": self.tr("receipts are called for at"),
            "own_network": self.tr("in the bureau's own network"),
            "ca_file": self.tr("certificate of the authority"),
            "timeout_seconds": self.tr("wait … seconds for an answer"),
            "ec_name": self.tr("company"),
            "ap_id": self.tr("account"),
            "sign": self.tr("code of the signature"),
            "add_serial": self.tr("extension number"),
            "templates": self.tr("approved templates"),
            "pull_reports": self.tr("fetch the receipts"),
            "region": self.tr("region"),
            "access_key_id": self.tr("access key"),
            "secret_id": self.tr("access key"),
            "sign_name": self.tr("registered signature"),
            "signature": self.tr("way of signing requests"),
            "app_id": self.tr("application"),
            "session_in_reports": self.tr("receipts carry our numbers"),
            "queue": self.tr("database of smsd"),
            "country_code": self.tr("country code"),
        }

    def _report_names(self) -> Mapping[str, str]:
        return {
            "reports.folder": self.tr("Folder"),
            "reports.weekly": self.tr("Weekly statistics"),
            "reports.monthly": self.tr("Monthly notice"),
            "reports.scheduled": self.tr("Drafts at these times"),
            "reports.number_prefix": self.tr("Document number begins with"),
            "reports.supervision_prefix": self.tr("Supervision sheet's number begins with"),
            "reports.heading": self.tr("Red heading"),
            "reports.addressees": self.tr("Addressees"),
            "reports.copies_to": self.tr("Copies to"),
            "reports.printer": self.tr("Printed by"),
            "reports.contact": self.tr("Contact"),
            "reports.reply_days": self.tr("Reply within … working days"),
            "reports.sealed": self.tr("Room for a seal"),
            "reports.seal_image": self.tr("Picture of the seal"),
            "reports.seal_mm": self.tr("Width of the seal (mm)"),
            "reports.fonts": self.tr("Fonts of documents"),
            "reports.fonts_folder": self.tr("Folder of own fonts"),
            "reports.sign_p12": self.tr("Certificate that signs PDFs"),
            "reports.sign_password_env": self.tr("Its password is in"),
        }

    # editors

    def editables(self) -> Mapping[str, Editable]:
        """The settings that may be changed in the window: no address, no time zone, nothing that holds a secret."""
        return {**self._site_editables(), **self._sms_editables(), **self._report_editables()}

    def _site_editables(self) -> Mapping[str, Editable]:
        chinese = self._words.language == "zh_CN"
        profiles = [(name, load_profile(name).title if chinese else name) for name in SHIPPED]
        days = [
            ("", self.tr("as the profile says")),
            ("whole_days", self.tr("in whole working days")),
            ("office_seconds", self.tr("in office time, by the second")),
        ]
        return {
            "site.name": Editable(TEXT),
            "site.bureau": Editable(TEXT),
            "site.language": Editable(CHOICE, LANGUAGES),
            "office_hours": Editable(HOURS),
            "poll.seconds": Editable(NUMBER),
            "poll.age_limit_seconds": Editable(NUMBER),
            "rules.profile": Editable(CHOICE, profiles),
            "rules.day_rule": Editable(CHOICE, days),
        }

    def _sms_editables(self) -> Mapping[str, Editable]:
        return {
            "sms.signature": Editable(TEXT, empty=self.tr("the bureau's name")),
            "sms.hours.from": Editable(CLOCK),
            "sms.hours.to": Editable(CLOCK),
            "sms.hours.days": Editable(CHOICE, list(self._sending_days().items())),
        }

    def _report_editables(self) -> Mapping[str, Editable]:
        clock, choose, pictures = self.tr("time of day"), self.tr("Choose…"), self.tr("Pictures (*.png)")
        fonts = [
            ("carried", self.tr("the program's own, the same everywhere")),
            ("system", self.tr("the system's, where it has them")),
        ]
        yes_no = [("true", self.tr("yes")), ("false", self.tr("no"))]
        folder = Editable(FOLDER, button=choose)
        certificates = self.tr("Certificates (*.p12 *.pfx)")
        return {
            "reports.folder": folder,
            "reports.weekly": Editable(MOMENT, [(day, self._weekday(day)) for day in WEEKDAYS], clock),
            "reports.monthly": Editable(MOMENT, [(str(day), self._month_day(day)) for day in range(1, 29)], clock),
            "reports.scheduled": Editable(FLAG, yes_no),
            "reports.number_prefix": Editable(TEXT),
            "reports.supervision_prefix": Editable(TEXT),
            "reports.heading": Editable(TEXT, empty=self.tr("the bureau's name and “文件”")),
            "reports.addressees": Editable(TEXT, empty=self.tr("no addressees"), kept=True),
            "reports.copies_to": Editable(LIST, empty=self.tr("no copies; several with ； between them")),
            "reports.printer": Editable(TEXT, empty=self.tr("the bureau's name")),
            "reports.contact": Editable(TEXT, empty=self.tr("no such line")),
            "reports.reply_days": Editable(NUMBER),
            "reports.sealed": Editable(FLAG, yes_no),
            "reports.seal_image": Editable(form.FILE, empty=self.tr("none"), button=choose, files=pictures),
            "reports.seal_mm": Editable(NUMBER),
            "reports.fonts": Editable(CHOICE, fonts),
            "reports.fonts_folder": Editable(FOLDER, empty=self.tr("none"), button=choose),
            "reports.sign_p12": Editable(form.FILE, empty=self.tr("not signed"), button=choose, files=certificates),
            "reports.sign_password_env": Editable(TEXT),
        }

    def _weekday(self, day: str) -> str:
        return self._words.phrase("dates", f"weekday_{WEEKDAYS.index(day)}")

    def _month_day(self, day: int) -> str:
        return self.tr("day {day} of the month").format(day=day)

    def _sending_days(self) -> Mapping[str, str]:
        return {"working": self.tr("working days"), "all": self.tr("every day")}

    # what is only shown

    def said(self, entry: Entry) -> str:
        """A value that is not changed here."""
        if entry.name == "sms.gateway":
            return {"none": self.tr("none: no SMS is sent"), **self.gateways()}.get(entry.value, entry.value)
        if entry.name in ("rules.past_promised", "rules.past_statutory"):
            return self._words.light(entry.value)
        words = {"true": self.tr("yes"), "false": self.tr("no"), "": self.tr("(empty)")}
        return words.get(entry.value, entry.value)

    def language_now(self) -> str:
        """Where the window speaks another language than the site's settings."""
        spoken = dict(LANGUAGES)[self._words.language]
        return self.tr("This window speaks {language} now, as chosen in its menu.").format(language=spoken)

    def hint(self, group: str) -> str:
        """What a reader should know below a group; '' for most."""
        return {
            "office_hours": self.tr(
                "A row a line: 08:30-12:00 14:00-17:30. With a day in front they hold from then on: 2017-01-01 once, "
                "06-01 every year."
            ),
            "sms": self.tr(
                "The gateway is set up in the settings file; its password never stands there. emonitor sms test NUMBER "
                "sends one test message."
            ),
        }.get(group, "")
