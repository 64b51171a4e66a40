"""The icon in the system's tray: the worst light and its number; a word when a light turns red."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon, QWidget

from monitoring.codes import CardLevel, Light
from resources import Words
from widgets.lights import paint_light
from widgets.tokens import FAMILY

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot
    from monitoring.ports import Card

ICON_SIZE: Final = 64
MOST: Final = 99
GATHER_MILLISECONDS: Final = 1_500
"""Reds that turn within this time are one notice."""
NAMED: Final = 3
LOUD: Final = (Light.RED, Light.YELLOW, Light.UNJUDGED)
ON_LIGHT: Final = {Light.RED: "#ffffff", Light.YELLOW: "#1b2026", Light.UNJUDGED: "#1b2026"}


def worst(snapshot: BoardSnapshot) -> tuple[Light, int]:
    """The worst light of the open cases and how many have it; green and all of them where none is loud."""
    for light in LOUD:
        if snapshot.counts.get(light, 0):
            return light, snapshot.counts[light]
    return Light.GREEN, snapshot.counts.get(Light.GREEN, 0)


def light_icon(light: Light, count: int, *, stale: bool = False) -> QIcon:
    """A light's shape with its number; quiet lights have none."""
    picture = QPixmap(ICON_SIZE, ICON_SIZE)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    box = QRectF(1, 1, ICON_SIZE - 2, ICON_SIZE - 2)
    paint_light(painter, box, light.code, hatched=stale)
    if light in ON_LIGHT and count and not stale:
        text = str(count) if count <= MOST else f"{MOST}+"
        type_ = QFont(FAMILY)
        type_.setPixelSize(40 if len(text) == 1 else 34 if len(text) == 2 else 24)
        type_.setWeight(QFont.Weight.Medium)
        painter.setFont(type_)
        painter.setPen(QColor(ON_LIGHT[light]))
        low = 16 if light is Light.YELLOW else 0
        painter.drawText(box.adjusted(0, low, 0, 0), Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return QIcon(picture)


class Tray(QObject):
    """Where the desktop has no tray, a new red makes the window's entry in the task bar call."""

    open_asked = Signal()
    wall_asked = Signal()
    quit_asked = Signal()
    cases_asked = Signal(object)
    """The numbers of the cases that the last notice was about."""

    def __init__(self, words: Words, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._title = title
        self._window = parent
        self._loaded = False
        self._shown: tuple[Light, int, bool] | None = None
        self._new: list[Card] = []
        self._told: tuple[str, ...] = ()
        self.there = QSystemTrayIcon.isSystemTrayAvailable()
        self._icon = QSystemTrayIcon(self)
        self._menu = self._made_menu(parent)
        self._icon.setContextMenu(self._menu)
        self._icon.setToolTip(title)
        self._icon.activated.connect(self._activate)
        self._icon.messageClicked.connect(self._click_notice)
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(GATHER_MILLISECONDS)
        self._gather.timeout.connect(self._tell)

    def _made_menu(self, parent: QWidget) -> QMenu:
        menu = QMenu(parent)
        menu.addAction(self.tr("Open"), self.open_asked.emit)
        menu.addAction(self.tr("Wall mode"), self.wall_asked.emit)
        menu.addSeparator()
        menu.addAction(self.tr("Quit"), self.quit_asked.emit)
        return menu

    def show_snapshot(self, snapshot: BoardSnapshot, *, stale: bool) -> None:
        """The worst light as the icon; new reds as one notice, but not those of the first load."""
        if not self._loaded:
            self._loaded = snapshot.loading is None and snapshot.read_at is not None
        else:
            self._take(snapshot)
        if self.there:
            self._show(*worst(snapshot), stale)

    def hide(self) -> None:
        """Takes the icon away."""
        self._gather.stop()
        self._icon.hide()

    def tool_tip(self) -> str:
        """What the icon says."""
        return self._icon.toolTip()

    def _show(self, light: Light, count: int, stale: bool) -> None:
        if (light, count, stale) != self._shown:
            self._shown = (light, count, stale)
            self._icon.setIcon(light_icon(light, count, stale=stale))
            said = f"{self._title}\n{self._words.light(light.code)} {count:,}"
            self._icon.setToolTip(self.tr("{said} · data out of date").format(said=said) if stale else said)
            self._icon.show()

    def _take(self, snapshot: BoardSnapshot) -> None:
        self._new += [card for card in snapshot.new_cards if card.level is not CardLevel.YELLOW]
        if self._new and not self._gather.isActive():
            self._gather.start()

    @Slot()
    def _tell(self) -> None:
        cards, self._new = self._new, []
        self._told = tuple(dict.fromkeys(card.case_no for card in cards))
        title, text = self.notice(cards)
        if self.there:
            self._icon.showMessage(title, text, light_icon(Light.RED, len(self._told)))
        else:
            QApplication.alert(self._window)

    def notice(self, cards: list[Card]) -> tuple[str, str]:
        """Title and text of the notice about these new red cards."""
        numbers = list(dict.fromkeys(card.case_no for card in cards))
        if len(numbers) == 1:
            card = cards[0]
            parts = (card.unit, card.officer, self._words.reason(card.reason.value))
            return self.tr("Turned red: {case_no}").format(case_no=card.case_no), " · ".join(filter(None, parts))
        named = "\n".join(numbers[:NAMED])
        more = "\n…" if len(numbers) > NAMED else ""
        return self.tr("{count} cases turned red").format(count=f"{len(numbers):,}"), f"{named}{more}"

    @Slot()
    def _click_notice(self) -> None:
        self.open_asked.emit()
        if self._told:
            self.cases_asked.emit(self._told)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _activate(self, how: QSystemTrayIcon.ActivationReason) -> None:
        if how in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_asked.emit()
