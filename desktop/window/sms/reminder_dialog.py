"""Asks whom a reminder by hand goes to and why, and shows how it will arrive."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.window.page_parts import label
from desktop.window.sms.asking import ReasonDialog
from desktop.window.sms.reminding import Ground, Recipient
from desktop.window.sms.texts import SmsTexts
from monitoring.sms.wording import LONGEST_CASE_NO


class ReminderDialog(ReasonDialog):
    """The reason goes into the text: it is cut where a template's variable ends."""

    def __init__(self, ground: Ground, texts: SmsTexts, *, sent: bool, parent: QWidget | None = None) -> None:
        """``sent``: a gateway is set."""
        self._ground = ground
        self._texts = texts
        title = QCoreApplication.translate("ReminderDialog", "Send a reminder about {case}")
        goes = QCoreApplication.translate(
            "ReminderDialog",
            "It goes out at once, also outside the sending hours. It is written down with your name and the reason.",
        )
        none = QCoreApplication.translate(
            "ReminderDialog", "No gateway is set: the reminder is written down and not sent until there is one."
        )
        does = QCoreApplication.translate("ReminderDialog", "Send")
        super().__init__(title.format(case=ground.case_no), goes if sent else none, does, parent)
        self.reason.setMaxLength(LONGEST_CASE_NO)
        self.reason.setPlaceholderText(self.tr("Reason: it stands in the message and in the ledger"))
        self.whom = QComboBox(self)
        self.whom.setAccessibleName(self.tr("To whom"))
        for one in ground.recipients:
            self.whom.addItem(self._said(one), one)
        self.whom.currentIndexChanged.connect(self.look)
        self.insert(self.whom)
        self.preview = label(self, wrap=True)
        self.length = label(self, kind="note")
        for part in (self.preview, self.length):
            self.column.insertWidget(self.column.indexOf(self.buttons), part)
        self.look()

    def _said(self, one: Recipient) -> str:
        said = f"{one.name} · {self._texts.role(one.role)} · {one.unit}"
        return said if one.reachable else self.tr("{who} (no mobile number)").format(who=said)

    def recipient(self) -> Recipient | None:
        """Who is chosen."""
        one = self.whom.currentData()
        return one if isinstance(one, Recipient) else None

    def ready(self) -> bool:
        """A reason, and somebody who can be reached."""
        one = self.recipient() if hasattr(self, "whom") else None
        return super().ready() and one is not None and one.reachable

    @Slot()
    def look(self) -> None:
        """Something was written: the text is shown as it will arrive."""
        super().look()
        if hasattr(self, "preview"):
            text = self._texts.arrives(self._ground.wording(self.told()).text, None)
            self.preview.setText(text)
            self.length.setText(self._texts.length(text))


def ask_reminder(parent: QWidget, ground: Ground, texts: SmsTexts, *, sent: bool) -> tuple[Recipient, str] | None:
    """Whom and why; None where somebody thought better of it."""
    dialog = ReminderDialog(ground, texts, sent=sent, parent=parent)
    try:
        one = dialog.recipient() if dialog.exec() == ReminderDialog.DialogCode.Accepted else None
        return (one, dialog.told()) if one is not None else None
    finally:
        dialog.deleteLater()
