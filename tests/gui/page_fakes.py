"""What the shell lends to a page, written down instead of done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from desktop.settings import Settings, load
from desktop.site_calendar_edits import read_site_days
from desktop.window.memory import Memory
from desktop.window.page_tools import CaseFilter, PageTools
from monitoring.judging.targets import Rulebook
from monitoring.ports import Ledger, StoreUnavailable
from resources import words


@dataclass
class FakeShell:
    """``engine`` is whatever the page's questions look at. ``away``: the stores cannot be asked."""

    settings: Settings
    engine: Any = None
    desk: Any = None
    """An OutboxBrowser that questions to the outbox are put to."""
    archive: Any = None
    """A ReportArchive that questions to the archive are put to."""
    away: bool = False
    language: str = "zh_CN"
    cases: list[CaseFilter] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asked: int = 0
    reloads: int = 0

    @property
    def tools(self) -> PageTools:
        return PageTools(
            words=words(self.language),
            memory=Memory(),
            settings=self.settings,
            ask=self._ask,  # type: ignore[arg-type]
            run=self._run,  # type: ignore[arg-type]
            show_cases=self.cases.append,
            show_case=self.opened.append,
            say=self.said.append,
            show_help=lambda anchor: None,
            reload=self._reload,
            outbox=self._outbox,  # type: ignore[arg-type]
            archive=self._archive,  # type: ignore[arg-type]
        )

    def _ask(
        self,
        question: Callable[[Any], Any],
        answered: Callable[[Any], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        self.asked += 1
        try:
            if self.away:
                raise StoreUnavailable("unreachable", "ledger")
            answer = question(self.engine)
        except StoreUnavailable as error:
            if failed is not None:
                failed(error.detail)
            return
        answered(answer)

    def _outbox(
        self,
        question: Callable[[Any], Any],
        answered: Callable[[Any], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        self._put(self.desk, question, answered, failed)

    def _archive(
        self,
        question: Callable[[Any], Any],
        answered: Callable[[Any], None],
        failed: Callable[[str], None] | None = None,
    ) -> None:
        self._put(self.archive, question, answered, failed)

    def _put(
        self,
        desk: Any,
        question: Callable[[Any], Any],
        answered: Callable[[Any], None],
        failed: Callable[[str], None] | None,
    ) -> None:
        try:
            if self.away or desk is None:
                raise StoreUnavailable("unreachable", "台账所在的机器没有应答")
            answer = question(desk)
        except StoreUnavailable as error:
            if failed is not None:
                failed(error.detail)
            return
        answered(answer)

    @staticmethod
    def _run(
        title: str, work: Callable[[Callable[[float], bool]], Any], done: Callable[[Any], None] | None = None
    ) -> None:
        result = work(lambda share: True)
        if done is not None:
            done(result)

    def _reload(self) -> None:
        self.reloads += 1


def shell(folder: Path, text: str = "", **others: Any) -> FakeShell:
    """A shell on a settings file of its own."""
    file = folder / "emonitor.toml"
    file.write_text(text, encoding="utf-8")
    return FakeShell(load(file, {}), **others)


def engine_on(ledger: Ledger, settings: Settings) -> Any:
    """As much of an engine as questions about calendar and rules look at."""
    calendar = read_site_days(ledger, settings.office_hours).calendar
    return SimpleNamespace(ledger=ledger, book=Rulebook(settings.rules.load(), calendar))
