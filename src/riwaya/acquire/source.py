"""What readers of files are given: a seekable stream of bytes, its name, and what the caller knows of the pages in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from riwaya.model import Page, Rejected

LIMIT = 20_000_000  # bytes of one page
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of the pages that he hands in."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A file or the bytes of standard input: `name` stands in ids and messages, `limit` is the size of the largest page, in bytes."""

    name: str
    stream: BinaryIO
    known: Known = Known()
    limit: int = LIMIT

    @property
    def size(self) -> int:
        """Length of the stream in bytes."""
        return self.stream.seek(0, 2)

    def at(self, offset: int, size: int) -> bytes:
        """Return up to `size` bytes from `offset`."""
        self.stream.seek(offset)
        return self.stream.read(size)

    def find(self, pattern: bytes, start: int) -> int:
        """Return the offset of the next `pattern` at or after `start`, -1 where there is none."""
        overlap = len(pattern) - 1
        while chunk := self.at(start, _CHUNK + overlap):
            if (found := chunk.find(pattern)) >= 0:
                return start + found
            start += _CHUNK
        return -1


Reader = Callable[[Source], Iterator[Page | Rejected]]
