"""Event logs (XES, IEEE 1849) as a stream of traces.

Written on expat itself: it tells the line of everything it meets and lets a document type declaration be refused
before any entity is expanded. Memory holds one trace at a time.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from monitoring.importing.source_files import BrokenFile, SourceFile

_DECLARED: Final = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""")
_BY_ITSELF: Final = ("utf-8", "utf-16", "iso8859-1", "ascii")
"""What expat decodes; of any other encoding it knows single bytes at most."""
_CHINESE: Final = ("gb2312", "gbk")
"""Read as GB 18030, of which they are parts: who writes them often means more."""

ATTRIBUTES = frozenset({"string", "date", "int", "float", "boolean", "id"})


@dataclass(slots=True)
class Element:
    """A trace or an event: its line and its own attributes (nested ones are left out), later ones winning."""

    line: int
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Trace(Element):
    events: list[Element] = field(default_factory=list)


class NotReadable(Exception):
    """The log cannot be read further.

    ``code``: 'truncated' | 'malformed' | 'not_a_log' | 'has_dtd' | 'unreadable' | 'unknown_encoding' | 'not_text'.
    """

    def __init__(self, line: int | None, code: str, detail: str) -> None:
        super().__init__(detail)
        self.line = line
        self.code = code
        self.detail = detail


class XesReader:
    """Reads one log. ``name`` is the log's own concept:name as far as it is known yet."""

    def __init__(self, source: SourceFile) -> None:
        self.name: str | None = None
        self.stray_events: list[int] = []
        """Lines of events that stand in the log without a trace."""
        self._source = source
        self._path: list[str] = []
        self._done: list[Trace] = []
        self._trace: Trace | None = None
        self._owner: Element | None = None
        self._parser = self._make_parser(None)

    def _make_parser(self, encoding: str | None) -> expat.XMLParserType:
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._doctype
        return parser

    def traces(self) -> Iterator[Trace]:
        """All whole traces in the order of the file. Raises NotReadable after the last whole one."""
        try:
            for piece in self._pieces():
                yield from self._feed(piece, last=False)
            yield from self._feed(b"", last=True)
        except BrokenFile as error:
            raise NotReadable(self._parser.CurrentLineNumber, error.code, error.detail) from error

    def _pieces(self) -> Iterator[bytes]:
        """The content in an encoding that the parser reads."""
        pieces = self._source.chunks()
        first = next(pieces, b"")
        found = _DECLARED.match(first)
        declared = found[1].decode("ascii", "replace") if found is not None else "utf-8"
        encoding = _known(declared)
        if encoding in _BY_ITSELF:
            yield first
            yield from pieces
            return
        self._parser = self._make_parser("utf-8")  # whatever the declaration says
        try:
            yield from _recoded(first, pieces, "gb18030" if encoding in _CHINESE else encoding)
        except UnicodeError as error:
            raise NotReadable(self._line, "not_text", declared) from error

    def _feed(self, piece: bytes, *, last: bool) -> Iterator[Trace]:
        broken: NotReadable | None = None
        try:
            self._parser.Parse(piece, last)
        except expat.ExpatError as error:
            code = "truncated" if last else "malformed"
            broken = NotReadable(error.lineno, code, f"{expat.ErrorString(error.code)}")
        except NotReadable as error:
            broken = error
        done, self._done = self._done, []
        yield from done
        if broken is not None:
            raise broken

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        parent = self._path[-1] if self._path else ""
        if not self._path and name != "log":
            raise NotReadable(self._line, "not_a_log", f"<{name}>")
        self._path.append(name)
        if name in ATTRIBUTES:
            self._attribute(parent, given)
        elif name == "event":
            self._event(parent)
        elif name == "trace" and parent == "log":
            self._owner = self._trace = Trace(self._line)

    def _attribute(self, parent: str, given: dict[str, str]) -> None:
        key, value = given.get("key"), given.get("value")
        if key is None or value is None:
            return
        if self._owner is not None and parent in ("event", "trace"):
            self._owner.attributes[key] = value
        elif parent == "log" and key == "concept:name":
            self.name = value.strip() or None

    def _event(self, parent: str) -> None:
        if parent == "trace" and self._trace is not None:
            self._owner = Element(self._line)
            self._trace.events.append(self._owner)
        elif parent == "log":
            self.stray_events.append(self._line)

    def _end(self, _tag: str) -> None:
        name = self._path.pop()
        if name == "event":
            self._owner = self._trace
        elif name == "trace" and self._trace is not None and self._path == ["log"]:
            self._done.append(self._trace)
            self._owner = self._trace = None

    def _doctype(self, *_: object) -> None:
        raise NotReadable(self._line, "has_dtd", "<!DOCTYPE>")

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber


def _known(declared: str) -> str:
    try:
        b"a".decode(declared, "replace")  # refuses codecs that make no text
        return codecs.lookup(declared).name
    except (LookupError, UnicodeError) as error:
        raise NotReadable(1, "unknown_encoding", declared) from error


def _recoded(first: bytes, rest: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    yield decoder.decode(first).encode()
    for piece in rest:
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", True).encode()
