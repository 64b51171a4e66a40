"""Source files, packed or not, read as a stream. A break in the middle loses nothing of what was before it."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from monitoring.importing.report import ImportFailed

CHUNK = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"


class BrokenFile(Exception):
    """The file cannot be read further. ``code``: 'truncated' | 'unreadable'."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class SourceFile:
    """Chunks of a file's content, unpacked where it is packed."""

    def __init__(self, raw: BufferedReader, size: int, packed: bool) -> None:
        self._raw = raw
        self._size = size
        self._stream: gzip.GzipFile | BufferedReader = gzip.GzipFile(fileobj=raw) if packed else raw

    @property
    def share(self) -> float:
        """How much of the file has been read, 0…1."""
        return min(1.0, self._raw.tell() / self._size) if self._size else 1.0

    def chunks(self) -> Iterator[bytes]:
        """The content piece by piece. Raises BrokenFile after the last piece that could be read."""
        while piece := self._read():
            yield piece

    def lines(self, encoding: str) -> Iterator[str]:
        """The content line by line, line ends included; a last line that is cut off by a break is dropped.

        Bytes that are no text of the encoding become lone surrogates: the row can be told and refused.
        """
        decoder = codecs.getincrementaldecoder(encoding)("surrogateescape")
        rest = ""
        for piece in self.chunks():
            *whole, rest = (rest + decoder.decode(piece)).split("\n")
            yield from (line + "\n" for line in whole)
        rest += decoder.decode(b"", True)
        if rest:
            yield rest

    def _read(self) -> bytes:
        try:
            # read1: a packed stream that breaks off still gives what was unpacked before
            return self._stream.read1(CHUNK)
        except EOFError as error:
            raise BrokenFile("truncated", "gzip") from error
        except (OSError, zlib.error) as error:
            raise BrokenFile("unreadable", str(error)) from error


@contextmanager
def opened(path: Path) -> Iterator[SourceFile]:
    """The file for reading. Raises ImportFailed if it is not there or may not be read."""
    try:
        size = path.stat().st_size
        raw = path.open("rb")
    except FileNotFoundError as error:
        raise ImportFailed("no_file", f"{path}: there is no such file") from error
    except OSError as error:
        raise ImportFailed("unreadable_file", f"{path}: {error.strerror or error}") from error
    with raw:
        packed = raw.peek(2)[:2] == GZIP_MAGIC or path.name.lower().endswith(".gz")
        yield SourceFile(raw, size, packed)
