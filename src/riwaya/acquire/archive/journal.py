"""The journal of an archive: one line of JSON an entry, each bound to all before it by a hash.

`hash` = SHA-256 of the text `prev` + `digest`, where `prev` is the hash of the line before (64 zeros for the first) and `digest` the SHA-256 of
the entry's own JSON without `prev` and `hash` (UTF-8, keys sorted, no blanks). So a line can be proved to stand before another
without showing what stands between them: `digest` is enough of a line.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

NAME = "journal.jsonl"
BEGINNING = "0" * 64
_NUMBERS = ("n", "status", "offset", "length")
Kind = Literal["file", "response", "unchanged", "failure", "stamp", "recovered"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened, and for what was kept where it lies: `file` in the archive's folder, `offset` and `length` of the record in bytes.

    `sha256` is of the record as it lies there, `raw` of the answer as it came over the wire, `payload` of its unpacked body.
    """

    n: int
    at: str
    kind: Kind
    url: str = ""
    role: str = ""
    source: str = ""
    via: tuple[str, ...] = ()
    status: int = 0
    media: str = ""
    file: str = ""
    offset: int = 0
    length: int = 0
    sha256: str = ""
    raw: str = ""
    payload: str = ""
    etag: str = ""
    modified: str = ""
    title: str = ""
    reason: str = ""
    detail: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the entry's own JSON; parts that are empty are left out of it."""
        told = {name: value for name, value in asdict(self).items() if value or name == "n"}
        return _sha256(json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")))

    @property
    def end(self) -> int:
        """Where the record ends in its file."""
        return self.offset + self.length


@dataclass(frozen=True, slots=True)
class Line:
    """An entry in its place of the chain; `start` and `end` are where its line begins and ends in the journal, in bytes."""

    entry: Entry
    prev: str
    hash: str
    start: int = 0
    end: int = 0

    @property
    def holds(self) -> bool:
        """Whether the line's hash is that of its content."""
        return self.hash == chained(self.prev, self.entry)

    def written(self) -> bytes:
        """Return the line as it stands in the journal."""
        told: dict[str, Any] = {name: value for name, value in asdict(self.entry).items() if value or name == "n"}
        return json.dumps({**told, "prev": self.prev, "hash": self.hash}, ensure_ascii=False).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that cannot be read: `number` counts from 1, `whole` says whether it ends with a line end."""

    number: int
    start: int
    whole: bool
    why: str


def chained(prev: str, entry: Entry) -> str:
    """Return the hash that binds an entry to the line before."""
    return _sha256(prev + entry.digest)


def bound(prev: str, entry: Entry) -> Line:
    """Return the line of an entry that follows the line whose hash is `prev`."""
    return Line(entry, prev, chained(prev, entry))


def lines(folder: Path, start: int = 0) -> Iterator[Line | Broken]:
    """Yield the lines of an archive's journal, from the byte `start` at which one begins; nothing where there is none yet."""
    path = folder / NAME
    if not path.exists():
        return
    with path.open("rb") as stream:
        stream.seek(start)
        for number, text in enumerate(stream, 1):
            yield _line(text, number, start)
            start += len(text)


def _line(text: bytes, number: int, start: int) -> Line | Broken:
    if not text.endswith(b"\n"):
        return Broken(number, start, whole=False, why="cut off")
    try:
        told: Mapping[str, Any] = json.loads(text)
        return Line(_entry(told), str(told["prev"]), str(told["hash"]), start, start + len(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        return Broken(number, start, whole=True, why=f"no entry ({type(error).__name__}: {error})")


def _entry(told: Mapping[str, Any]) -> Entry:
    """Build an entry from the JSON of its line. Raises ValueError for a part that is unknown or of another type than it should be."""
    kinds: Mapping[str, type] = {field.name: int if field.name in _NUMBERS else list if field.name == "via" else str for field in fields(Entry)}
    parts: dict[str, Any] = {name: value for name, value in told.items() if name not in {"prev", "hash"}}
    wrong = [name for name, value in parts.items() if type(value) is not kinds.get(name)]
    wrong += [name for name in _NUMBERS if name not in wrong and parts.get(name, 0) < 0]
    if wrong:
        raise ValueError(f"not what they should be: {', '.join(wrong)}")
    return Entry(**{**parts, "via": tuple(parts.get("via", ()))})


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
