"""One case: headline, the strip of its nodes, and in tabs the proof, the stops, the cards, the warnings."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.window.one_case.case_sms import CaseSms
from desktop.window.one_case.case_texts import DetailTexts
from desktop.window.one_case.proof_texts import ProofTexts
from desktop.window.one_case.proof_view import ProofView, text_label
from desktop.window.page_tools import PageTools
from monitoring.detailing import CaseDetail
from monitoring.explaining import Explanation
from monitoring.watching.engine import Engine
from widgets.light_delegate import LightDelegate
from widgets.lights import LightMark
from widgets.node_strip import NodeStrip
from widgets.plain_table import PlainTable
from widgets.qt import override
from widgets.rows_model import LIGHT_ROLE
from widgets.tokens import SPACE_4, SPACE_8, SPACE_12, SPACE_16

WHY, STOPS, CARDS, SMS = 0, 1, 2, 3
STORES = ("case_store", "ledger")
OPEN = ("applied", "open")
"""States of a case that is not finished: its light is filled, else a ring."""


def ask_detail(engine: Engine, case_no: str, at: datetime) -> CaseDetail:
    """On the engine's thread. Raises StoreUnavailable or NothingToExplain."""
    from monitoring.watching.queries import case_detail  # the engine's thread has it loaded; the window need not

    return case_detail(engine, case_no, at)


def ask_proof(engine: Engine, case_no: str, at: datetime, node_seq: int) -> Explanation:
    """The proof of one node, on the engine's thread."""
    from monitoring.watching.watcher import explain_case

    return explain_case(engine, case_no, at, node_seq)


class CaseView(QWidget):
    """Asks for what it shows; an answer that nobody waits for any more is dropped."""

    closed = Signal()
    opened = Signal(str)
    """The case is wanted in a window of its own."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None, *, own_window: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tools = tools
        self._texts = DetailTexts(tools.words, self)
        self._proof_texts = ProofTexts(tools.words, self)
        self.case_no = ""
        self.detail: CaseDetail | None = None
        self.node: int | None = None
        """The node whose proof is shown; None: the case's."""
        self.away = ""
        """The store without which the case could not be read the last time: 'case_store' | 'ledger' | ''."""
        self._listed = ""
        """The light that the list has for the case; '' where it has none."""
        self._now: datetime | None = None
        self._day_seconds = 0
        self._waiting = self._again = False
        self._make_head(own_window=own_window)
        self._make_tabs()
        self._lay_out()
        self._clear()

    # how it is made

    def _make_head(self, *, own_window: bool) -> None:
        self._light = LightMark(self, 18)
        self._headline, self._subtitle = text_label("title"), text_label("muted")
        self._note = text_label()
        self._note.hide()
        self.print_button = QPushButton(self.tr("Print the proof"), self)
        self.print_button.setToolTip(self.tr("Print the proof sheet or save it as PDF (Ctrl+P)"))
        self.print_button.setAccessibleName(self.print_button.text())
        self.print_button.clicked.connect(self.print_sheet)
        self._window = self._tool("↗", self.tr("Open in a window of its own"))
        self._window.clicked.connect(self._open_window)
        self._close = self._tool("✕", self.tr("Close the case"))
        self._close.clicked.connect(self.closed)
        self._window.setVisible(not own_window)
        self._close.setVisible(not own_window)

    def _tool(self, sign: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _make_tabs(self) -> None:
        self.strip = NodeStrip(self)
        self.strip.chosen.connect(self._choose_node)
        self.proof = ProofView(self._tools.words, self)
        self._subject = text_label("heading")
        self._whole = QPushButton(self.tr("Back to the whole case"), self)
        self._whole.setAccessibleName(self._whole.text())
        self._whole.clicked.connect(partial(self._choose_node, None))
        self.stops = PlainTable(self.tr("Suspensions and corrections"), self._texts.stop_headings())
        self.cards = PlainTable(self.tr("Cards"), self._texts.card_headings())
        self._card_delegate = LightDelegate(LIGHT_ROLE, None, self)
        self.cards.setItemDelegateForColumn(0, self._card_delegate)
        self._no_stops, self._no_cards = text_label("muted"), text_label("muted")
        self._no_stops.setText(self.tr("The clock was never stopped."))
        self._no_cards.setText(self.tr("No card was issued."))
        self.tabs = _Tabs(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Details of the case"))
        self.tabs.addTab(self._why_tab(), "")
        self.tabs.addTab(_either(self.stops, self._no_stops), "")
        self.tabs.addTab(_either(self.cards, self._no_cards), "")
        self.sms = CaseSms(self._tools, self)
        self.sms.counted.connect(self._name_sms)
        self.tabs.addTab(self.sms, "")
        self._name_sms(0)

    def _why_tab(self) -> QWidget:
        tab = QWidget(self)
        line = QHBoxLayout()
        line.setContentsMargins(SPACE_16, SPACE_8, SPACE_12, 0)
        line.addWidget(self._subject, 1)
        line.addWidget(self._whole)
        column = QVBoxLayout(tab)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(self.proof, 1)
        return tab

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE_8)
        head.addWidget(self._light, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._headline, 1)
        head.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._window, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        head.setContentsMargins(SPACE_16, SPACE_12, SPACE_12, SPACE_8)
        upper = QVBoxLayout()
        upper.setContentsMargins(SPACE_16, 0, SPACE_12, SPACE_4)
        upper.setSpacing(SPACE_8)
        upper.addWidget(self._subtitle)
        upper.addWidget(self._note)
        upper.addWidget(self.strip)
        self._ground = QWidget()
        self._ground.setProperty("plain", "surface")
        lower = QVBoxLayout(self._ground)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addLayout(upper)
        lower.addWidget(self.tabs, 1_000)
        lower.addStretch(1)  # all the room while the tabs are hidden, next to none beside them
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._scrolled(self._ground), 1)

    def _scrolled(self, ground: QWidget) -> QScrollArea:
        """On a low screen the case scrolls under its headline: nothing of it is painted over another."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("The case"))
        area.setWidget(ground)
        return area

    # what it is asked

    def show_case(self, case_no: str, now: datetime, day_seconds: int, light: str = "") -> None:
        """Shows a case; ``light``: as the list has it, until the answer is there."""
        if case_no != self.case_no:
            self.case_no, self.node, self.detail, self._listed = case_no, None, None, light
            self._show_head(light, self.tr("Working out the proof…"), case_no)
            self._clear()
        self.refresh(now, day_seconds)

    def refresh(self, now: datetime, day_seconds: int) -> None:
        """Asks anew: something changed. What is shown stays until the answer is there."""
        self._now, self._day_seconds = now, day_seconds
        if self._waiting:
            self._again = True
            return
        self._waiting, self._again = True, False
        question = partial(ask_detail, case_no=self.case_no, at=now)
        self._tools.ask(question, partial(self._take, self.case_no), partial(self._refuse, self.case_no))

    def headline(self) -> str:
        """What the headline says now."""
        return self._headline.text()

    def _done_waiting(self, case_no: str) -> bool:
        """Whether the answer is still wanted; asks once more where something changed meanwhile."""
        self._waiting = False
        if (self._again or case_no != self.case_no) and self._now is not None:
            self.refresh(self._now, self._day_seconds)
        return case_no == self.case_no

    def _take(self, case_no: str, detail: CaseDetail) -> None:
        if not self._done_waiting(case_no):
            return
        self.detail, self.away = detail, ""
        self._note.hide()
        proof = detail.proof
        headline, closed = self._proof_texts.headline(proof, self._day_seconds), detail.state not in OPEN
        self._show_head(proof.light, headline, self._texts.subtitle(detail), closed=closed)
        self._show_parts(detail)
        if self.node is None:
            self._show_proof(proof)
        else:
            self._ask_node(self.node)

    def _show_parts(self, detail: CaseDetail) -> None:
        stops, cards = self._texts.stop_lines(detail.proof), self._texts.card_lines(detail)
        self.strip.show_marks(self._texts.marks(detail, self._day_seconds), self.node)
        self.strip.setVisible(bool(detail.steps))
        self.stops.show_lines(stops)
        self.cards.show_lines(cards)
        for table, note, lines in ((self.stops, self._no_stops, stops), (self.cards, self._no_cards, cards)):
            table.setVisible(bool(lines))
            note.setVisible(not lines)
        self._name_tabs(len(stops), len(cards))
        self.sms.show_case(detail.case_no, detail.proof.at, open_case=detail.state in OPEN)
        self.tabs.show()
        self.print_button.setEnabled(True)

    def _name_tabs(self, stops: int, cards: int) -> None:
        self.tabs.setTabText(WHY, self.tr("Why"))
        self.tabs.setTabText(STOPS, _counted(self.tr("Suspensions, corrections"), stops))
        self.tabs.setTabText(CARDS, _counted(self.tr("Cards"), cards))

    @Slot(int)
    def _name_sms(self, count: int) -> None:
        self.tabs.setTabText(SMS, _counted(self.tr("SMS"), count))

    def _refuse(self, case_no: str, why: str) -> None:
        if not self._done_waiting(case_no):
            return
        self.away = why if why in STORES else ""
        if self.away:
            self._show_away(self._tools.words.store(self.away))
            return
        said = {
            "no_engine": self.tr("The supervision is not running yet: no proof can be made."),
            "gone": self.tr("There is no case of this number in the case store."),
            "failed": self.tr("No proof could be made: an internal fault. The details are in the log."),
        }
        self.detail = None
        self._note.hide()
        self._show_head("", said.get(why, why), case_no)
        self._clear()

    def _show_away(self, store: str) -> None:
        """What was read before stays; else the light is the one of the list. Whoever owns this view asks again."""
        if self.detail is None:
            said = self.tr("The {store} is away: this case cannot be opened now. It appears as soon as it is back.")
            self._show_head(self._listed, said.format(store=store), self.case_no, hatched=True)
            self._clear()
            return
        said = self.tr("The {store} is away: this is what was read at {time}. It goes on as soon as it is back.")
        at = self._texts.moment(self.detail.proof.at, self._now or self.detail.proof.at)
        self._note.setText(said.format(store=store, time=at))
        self._note.show()
        self._light.show_light(self.detail.proof.light, hatched=True)

    def _show_head(self, light: str, headline: str, case: str, *, hatched: bool = False, closed: bool = False) -> None:
        self._light.setVisible(bool(light))
        if light:
            self._light.show_light(light, hatched=hatched, closed=closed)
            self._light.setAccessibleName(self._tools.words.light(light))
        self._headline.setText(headline)
        self._subtitle.setText(case)
        self.setAccessibleName(self.tr("Case {case}").format(case=case))
        self.setAccessibleDescription(headline)

    def _clear(self) -> None:
        self.strip.show_marks([], None)
        self.strip.hide()
        self.proof.clear()
        self.tabs.hide()
        self.print_button.setEnabled(False)
        self._name_tabs(0, 0)

    # the proof of one node

    @Slot(object)
    def _choose_node(self, seq: int | None) -> None:
        self.node = seq
        self.tabs.setCurrentIndex(WHY)
        for cell in self.strip.cells():
            cell.setChecked(cell.mark.key == seq)
        if seq is not None:
            self._ask_node(seq)
        elif self.detail is not None:
            self._show_proof(self.detail.proof)

    def _ask_node(self, seq: int) -> None:
        if self._now is not None:
            question = partial(ask_proof, case_no=self.case_no, at=self._now, node_seq=seq)
            waiting = (self.case_no, seq)
            self._tools.ask(question, partial(self._take_node, waiting), partial(self._refuse_node, waiting))

    def _take_node(self, waiting: tuple[str, int], proof: Explanation) -> None:
        if waiting == (self.case_no, self.node):
            self._show_proof(proof)

    def _refuse_node(self, waiting: tuple[str, int], why: str) -> None:
        """The node is gone or the store is away: the case's own proof is shown again."""
        if waiting == (self.case_no, self.node):
            self._choose_node(None)

    def _show_proof(self, proof: Explanation) -> None:
        node = proof.node_seq is not None
        headline = self._proof_texts.headline(proof, self._day_seconds)
        self._subject.setText(
            self.tr("Node {name}: {headline}").format(name=proof.name, headline=headline)
            if node
            else self.tr("The case as a whole")
        )
        self._whole.setVisible(node)
        self.proof.show_proof(proof)

    # what it hands on

    @Slot()
    def _open_window(self) -> None:
        if self.case_no:
            self.opened.emit(self.case_no)

    @Slot()
    def print_sheet(self) -> None:
        """The proof sheet in a preview."""
        if self.detail is not None:
            from desktop.window.one_case.printing import preview  # Qt's printing is loaded when it is first needed

            preview(self.detail, self._day_seconds, self._tools, self)


class _Tabs(QTabWidget):
    """Asks for no more than it needs: the room that is left comes to it anyway, and nothing scrolls before it must."""

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    @override
    def hasHeightForWidth(self) -> bool:
        return False


def _either(table: PlainTable, note: QLabel) -> QWidget:
    """A tab with a table, or a sentence where there is nothing."""
    tab = QWidget()
    column = QVBoxLayout(tab)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    note.setContentsMargins(SPACE_16, SPACE_12, SPACE_12, SPACE_12)
    column.addWidget(table, 1_000)
    column.addWidget(note)
    column.addStretch(1)
    return tab


def _counted(title: str, count: int) -> str:
    return f"{title} {count}" if count else title
