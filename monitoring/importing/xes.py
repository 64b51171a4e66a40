"""Event logs into the case store: what of a log becomes what of a case.

A completion is a visit to a node. Where a log also tells starts, the visit begins with its start; else with the
completion before it, or with the case. An open log does not say where a case is now, and none is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from monitoring.importing.report import ImportReport, OnError, Progress, Refusal
from monitoring.importing.rows import stamp
from monitoring.importing.source_files import SourceFile, opened
from monitoring.importing.taking import Taking, take_in
from monitoring.importing.traces import TraceConverter, XesOptions
from monitoring.importing.xes_reader import NotReadable, Trace, XesReader

__all__ = ["XesOptions", "import_xes"]

_GIVEN = ("case_start", "case_end", "case_due", "statutory_due", "node_due", "region", "item")
_EVENT_OPTIONS = frozenset({"node_due"})


def import_xes(
    path: Path,
    engine: sa.Engine,
    options: XesOptions,
    *,
    zone: ZoneInfo,
    now: datetime,
    on_error: OnError = "skip",
    progress: Progress | None = None,
) -> ImportReport:
    """Brings the log's cases into the store, in one transaction.

    ``now``: naive wall clock of the site, ``updated_at`` of what is new or differs. A broken file is reported with
    its place: with 'skip' the cases before it go in, with 'stop' nothing of the file does (nor after a broken row).
    Raises ImportFailed if the file cannot be opened or the store not be written.
    """
    with opened(path) as source:
        log = _Log(source, path, options, zone)
        return take_in(engine, log.read, log.columns, stamp(now), on_error, progress)


@dataclass(slots=True)
class _Log:
    source: SourceFile
    path: Path
    options: XesOptions
    zone: ZoneInfo

    @property
    def columns(self) -> tuple[str, ...]:
        options = self.options
        given = {
            "promised_due": options.case_due,
            "statutory_due": options.statutory_due,
            "region_code": options.region,
        }
        always = ("item_code", "unit_id", "accepted_at", "state", "finished_at")
        return (*always, *(column for column, option in given.items() if option))

    def read(self, taking: Taking) -> None:
        reader = XesReader(self.source)
        try:
            for converter, trace in self._traces(reader, taking):
                case = converter.convert(trace)
                if case is not None:
                    taking.take(case, trace.line, share=self.source.share)
        except NotReadable as broken:
            taking.break_off(Refusal(broken.line, str(self.path.name), broken.code, broken.detail))
        for line in reader.stray_events:
            taking.refuse(Refusal(line, "log", "event_without_case", ""))

    def _traces(self, reader: XesReader, taking: Taking) -> Iterator[tuple[TraceConverter, Trace]]:
        converter: TraceConverter | None = None
        seen: set[str] = set()
        for trace in reader.traces():
            converter = converter or TraceConverter(self.options, self.zone, self._item_name(reader), taking)
            seen.update(self._options_seen(trace, seen))
            yield converter, trace
        if converter is not None:
            self._note_unseen(seen, taking.note)

    def _item_name(self, reader: XesReader) -> str:
        """All cases of a log without an item attribute are of one kind: the log's."""
        name = self.path.name.removesuffix(".gz").removesuffix(".xes")
        return reader.name or name

    def _options_seen(self, trace: Trace, seen: set[str]) -> Iterator[str]:
        for option in _GIVEN:
            key = getattr(self.options, option)
            if key is None or option in seen:
                continue
            elements = trace.events if option in _EVENT_OPTIONS else [trace]
            if any(key in element.attributes for element in elements):
                yield option

    def _note_unseen(self, seen: set[str], note: Callable[[Refusal], None]) -> None:
        for option in _GIVEN:
            key = getattr(self.options, option)
            if key is not None and option not in seen:
                where = f"--{option.replace('_', '-')}"
                note(Refusal(None, where, "attribute_never_seen", key))
