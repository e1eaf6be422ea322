"""Proves that an archive is what was written, byte for byte, and tells where it is not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from riwaya.acquire.archive.journal import BEGINNING, NAME, Broken, Line, lines
from riwaya.errors import ArchiveError


@dataclass(frozen=True, slots=True)
class Finding:
    """What is not as it was written: `place` is file and line, or file and byte."""

    place: str
    what: str
    url: str = ""


@dataclass(slots=True)
class _Walk:
    """Where the chain stands while it is walked."""

    head: str = BEGINNING
    number: int = 0


def verify(folder: Path, head: str | None = None) -> Iterator[Finding]:
    """Yield what is not whole: nothing is the proof that everything is as it was written.

    `head` is the hash of a line that was noted down elsewhere (printed by an earlier check, time-stamped, sent to somebody): that it still stands in the
    journal proves that the journal was not written anew as a whole. Raises ArchiveError where there is no archive.
    """
    if not (folder / NAME).is_file():
        raise ArchiveError(f"{folder}: no archive is here (no {NAME}); name its folder with --archive")
    walk, ends, seen = _Walk(), dict[str, int](), set[str]()
    for line in lines(folder):
        if isinstance(line, Broken):
            yield Finding(f"{NAME}:{line.number}", line.why)
            continue
        yield from _of_line(line, walk)
        seen.add(line.hash)
        if line.entry.kind in {"file", "response"}:
            yield from _of_record(folder, line, ends)
        elif line.entry.kind == "stamp":
            yield from _of_stamp(folder, line, seen)
    yield from _untold(folder, ends)
    if head and head not in seen:
        yield Finding(NAME, f"the line with hash {head} is gone: the journal was cut off or written anew")


def tip(folder: Path) -> Line | None:
    """Return the last line that can be read."""
    last = None
    for line in lines(folder):
        last = line if isinstance(line, Line) else last
    return last


def _of_line(line: Line, walk: _Walk) -> Iterator[Finding]:
    place = f"{NAME}:{line.entry.n}"
    if not line.holds:
        yield Finding(place, "its hash is not that of its content: the line was changed", line.entry.url)
    elif line.prev != walk.head or line.entry.n != walk.number + 1:
        yield Finding(place, "does not follow the line before: lines were changed, taken out or put in", line.entry.url)
    walk.head, walk.number = line.hash, line.entry.n


def _of_record(folder: Path, line: Line, ends: dict[str, int]) -> Iterator[Finding]:
    entry = line.entry
    place = f"{entry.file} bytes {entry.offset}-{entry.end - 1}"
    if entry.offset != ends.get(entry.file, 0):
        yield Finding(f"{entry.file} byte {ends.get(entry.file, 0)}", "the journal tells of no record here, or of two")
    ends[entry.file] = entry.end
    try:
        with (folder / entry.file).open("rb") as stream:
            stream.seek(entry.offset)
            stored = stream.read(entry.length)
    except OSError as error:
        yield Finding(place, f"cannot be read: {error.strerror}", entry.url)
        return
    if len(stored) < entry.length:
        yield Finding(place, f"{entry.length - len(stored)} bytes are missing", entry.url)
    elif hashlib.sha256(stored).hexdigest() != entry.sha256:
        yield Finding(place, "the record was changed: its SHA-256 is another", entry.url)


def _of_stamp(folder: Path, line: Line, seen: set[str]) -> Iterator[Finding]:
    """Check that a stamp is the one that came, and of a line that stands before it. Whether its signature holds needs the authority's certificates."""
    entry = line.entry
    try:
        stored = (folder / entry.file).read_bytes()
    except OSError as error:
        yield Finding(entry.file, f"cannot be read: {error.strerror}", entry.url)
        return
    if hashlib.sha256(stored).hexdigest() != entry.sha256:
        yield Finding(entry.file, "the time stamp was changed: its SHA-256 is another", entry.url)
    elif entry.detail not in seen or bytes.fromhex(entry.detail) not in stored:
        yield Finding(entry.file, "the time stamp is of no line that stands before it", entry.url)


def _untold(folder: Path, ends: dict[str, int]) -> Iterator[Finding]:
    """Yield bytes of the archive's files that the journal does not tell of."""
    for path in sorted((folder / "warc").glob("*")):
        name, size = f"warc/{path.name}", path.stat().st_size
        if size > ends.get(name, 0):
            yield Finding(
                f"{name} byte {ends.get(name, 0)}",
                f"{size - ends.get(name, 0)} bytes that the journal does not tell of (a write that was broken off, or put in)",
            )
