"""What the shell lends to its pages. A page knows these and its words, and nothing of the other pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktop.settings import Settings
from desktop.window.memory import Memory
from monitoring.codes import Light
from resources import Words

if TYPE_CHECKING:
    from monitoring.archiving import ReportArchive
    from monitoring.stores.outbox.browsing import OutboxBrowser
    from monitoring.watching.engine import Engine

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases the case list is to show; an empty part does not narrow. Keys are the store's own."""

    text: str = ""
    lights: frozenset[Light] = frozenset()
    regions: frozenset[str] = frozenset()
    """A township stands for its villages too."""
    items: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    officers: frozenset[str] = frozenset()
    node_names: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    """'county' | 'township' | 'village': of the case's region."""
    case_nos: frozenset[str] = frozenset()
    """Only these cases (what another page counted)."""
    title: str = ""
    """What the list says it shows, in the words of the page it came from."""


class Ask(Protocol):
    """Puts a question to the engine on its thread; the answer comes back on the window's thread.

    ``failed`` gets a code: 'no_engine', 'gone', 'failed', or the store that is away ('case_store', 'ledger'). A page
    that is gone by then is not called.
    """

    def __call__(
        self,
        question: Callable[[Engine], T],
        answered: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None: ...


class Run(Protocol):
    """Long work off the window's thread (export, print, import), with a title, progress and cancel.

    ``work`` gets ``progress(share 0..1)`` that returns False once the user cancelled. Errors become a message bar.
    """

    def __call__(
        self, title: str, work: Callable[[Callable[[float], bool]], T], done: Callable[[T], None] | None = None
    ) -> None: ...


class AskOutbox(Protocol):
    """Puts a question to the outbox on a thread of its own; the answer comes back on the window's thread.

    ``failed`` gets a code or a sentence ('no_outbox', 'failed', or the detail of a ledger that is away). A page that is
    gone by then is not called.
    """

    def __call__(
        self,
        question: Callable[[OutboxBrowser], T],
        answered: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None: ...


def no_outbox(
    question: Callable[[OutboxBrowser], T],
    answered: Callable[[T], None],
    failed: Callable[[str], None] | None = None,
) -> None:
    """Where there is no outbox every question fails."""
    if failed is not None:
        failed("no_outbox")


class AskArchive(Protocol):
    """Puts a question to the archive of reports on a thread of its own; else as AskOutbox ('no_archive')."""

    def __call__(
        self,
        question: Callable[[ReportArchive], T],
        answered: Callable[[T], None],
        failed: Callable[[str], None] | None = None,
    ) -> None: ...


def no_archive(
    question: Callable[[ReportArchive], T],
    answered: Callable[[T], None],
    failed: Callable[[str], None] | None = None,
) -> None:
    """Where there is no archive every question fails."""
    if failed is not None:
        failed("no_archive")


@dataclass(frozen=True, slots=True)
class PageTools:
    """Handed to every page's constructor."""

    words: Words
    memory: Memory
    settings: Settings
    ask: Ask
    run: Run
    show_cases: Callable[[CaseFilter], None]
    """Opens the case list narrowed to a filter."""
    show_case: Callable[[str], None]
    """Opens one case beside the list."""
    say: Callable[[str], None]
    """One line in the status bar for some seconds."""
    show_help: Callable[[str], None]
    """Opens the user guide at an anchor."""
    reload: Callable[[], None] = field(default=lambda: None)
    """Polls at once; after the site's calendar changed, the board is judged anew."""
    outbox: AskOutbox = no_outbox
    """The outbox of warnings by SMS."""
    archive: AskArchive = no_archive
    """The archive of reports."""
    show_messages: Callable[[str], None] = field(default=lambda group: None)
    """Opens the page of warnings narrowed to a group of states (desktop.window.sms.groups)."""
    left_over: dict[str, object] = field(default_factory=dict)
    """What a page leaves for the one that takes its place when the window is made anew."""
    apply: Callable[[Settings], None] | None = None
    """Lets saved settings hold at once, in a window made anew; None: they hold from the next start on."""
