"""The records of a WARC file, plain or packed with gzip; what is damaged is told with its place, and reading goes on behind it.

Readers for general use stop at the first damaged record or pass over it in silence (docs/decisions/0029), so the
walk from record to record is done here. A record counts as whole when its length fits and its block digest, if it has one, holds.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO, cast

from riwaya.acquire.source import Source

_GZIP = b"\x1f\x8b\x08"
_START = re.compile(rb"WARC/\d\.\d\r?\n")
_BEGINNING = re.compile(rb"WARC/\d\.\d\r?\n[A-Za-z-]+:")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_HEADERS = 1 << 16  # bytes: the longest headers of a record
_CHUNK = 1 << 16
_BLOWN_UP = 8  # times the limit: a packed record that grows larger is no record
_IN_MEMORY = 1 << 26


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record: header names in lower case; `block` is what stands behind the headers; `offset` and `length` are those in the file."""

    offset: int
    length: int
    headers: Mapping[str, str]
    block: bytes


@dataclass(frozen=True, slots=True)
class Damage:
    """A stretch `[offset, offset + length)` of the file that could not be read as records, and why."""

    offset: int
    length: int
    why: str
    too_large: bool = False
    headers: Mapping[str, str] | None = None


def records(source: Source) -> Iterator[Record | Damage]:
    """Yield the records of a WARC file in order. Memory is bounded by `source.limit`, the size of the largest record that is read."""
    if source.at(0, 2) != _GZIP[:2]:
        yield from _plain(source, 0)
    elif _packed_as_a_whole(source):
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as opened:
            _unpack(source, cast("BinaryIO", opened))
            yield from _plain(replace(source, stream=cast("BinaryIO", opened)), 0)
    else:
        yield from _members(source)


def _members(source: Source) -> Iterator[Record | Damage]:
    """Walk over a file in which every record is a gzip member of its own, as the standard has it."""
    offset, size = 0, source.size
    while offset < size:
        found, end = _member(source, offset)
        if isinstance(found, str):
            end = _next_member(source, offset + 1, size)
            yield Damage(offset, end - offset, found, too_large=found.startswith("larger"))
        else:
            inner = Source(source.name, io.BytesIO(found), source.known, source.limit)
            for one in _plain(inner, 0):
                yield replace(one, offset=offset, length=end - offset)
        offset = end


def _member(source: Source, offset: int) -> tuple[bytes | str, int]:
    """Unpack the gzip member at `offset`: its content and where it ends, or why it cannot be unpacked."""
    engine, content, position = zlib.decompressobj(31), bytearray(), offset
    while not engine.eof:
        chunk = engine.unconsumed_tail or source.at(position, _CHUNK)
        if not chunk:
            return "the file ends in the middle of a record", position
        position += 0 if engine.unconsumed_tail else len(chunk)
        try:
            content += engine.decompress(chunk, _CHUNK * 16)
        except zlib.error as error:
            return f"cannot be unpacked ({error})", position
        if len(content) > source.limit * _BLOWN_UP:
            return f"larger than {source.limit * _BLOWN_UP:,} bytes when unpacked", position
    return bytes(content), position - len(engine.unused_data)


def _next_member(source: Source, start: int, size: int) -> int:
    """Return where the next gzip member begins that holds a record; the end of the file where there is none."""
    while (start := source.find(_GZIP, start)) >= 0:
        try:
            if zlib.decompressobj(31).decompress(source.at(start, _CHUNK), 5) == b"WARC/":
                return start
        except zlib.error:
            pass
        start += 1
    return size


def _packed_as_a_whole(source: Source) -> bool:
    """Whether the first gzip member holds more than one record, as `gzip file.warc` makes it."""
    try:
        head = zlib.decompressobj(31).decompress(source.at(0, 1 << 24), source.limit)
    except zlib.error:
        return False
    first = _record(Source(source.name, io.BytesIO(head), limit=source.limit), 0)
    return isinstance(first, Record) and _START.match(head, first.length) is not None


def _unpack(source: Source, target: BinaryIO) -> None:
    """Unpack all that can be unpacked of a file packed as a whole; behind damage nothing of it is left to find."""
    engine, position = zlib.decompressobj(31), 0
    while chunk := source.at(position, _CHUNK):
        position += len(chunk)
        while chunk:
            try:
                target.write(engine.decompress(chunk))
            except zlib.error:
                return
            chunk, engine = (engine.unused_data, zlib.decompressobj(31)) if engine.eof else (b"", engine)


def _plain(source: Source, offset: int) -> Iterator[Record | Damage]:
    size = source.size
    while (offset := _past_blank(source, offset)) < size:
        found = _record(source, offset)
        if isinstance(found, Damage) and not found.length:
            found = replace(found, length=_next_record(source, offset + 1, size) - offset)
        yield found
        offset = found.offset + found.length


def _next_record(source: Source, start: int, size: int) -> int:
    """Return where the next record seems to begin; the end of the file where none does."""
    while (start := source.find(b"WARC/", start)) >= 0:
        if _BEGINNING.match(source.at(start, _CHUNK)):
            return start
        start += 1
    return size


def _past_blank(source: Source, offset: int) -> int:
    while (blank := source.at(offset, 4)) and (count := len(blank) - len(blank.lstrip(b"\r\n"))):
        offset += count
    return offset


def _record(source: Source, offset: int) -> Record | Damage:
    """Read the record at `offset`. Damage without a length is damage whose end is not known yet."""
    headers, start = _beginning(source.at(offset, _HEADERS))
    length = headers.get("content-length", "")
    if not start or not (length.isascii() and length.isdigit()):
        return Damage(offset, 0, f"its Content-Length is {length!r}" if start else "no beginning of a record", headers=headers)
    wanted, start = int(length), offset + start
    if start + wanted > source.size:
        return Damage(offset, 0, f"cut off: {wanted:,} bytes were to come", headers=headers)
    if (behind := source.at(start + wanted, 4)).strip(b"\r\n"):
        return Damage(offset, 0, "its length does not fit", headers=headers)
    return _whole(source, Record(offset, start + wanted + len(behind) - offset, headers, b""), start, wanted)


def _whole(source: Source, record: Record, start: int, wanted: int) -> Record | Damage:
    """Read the block of a record whose length fits, unless it is too large or not what its digest says."""
    if wanted > source.limit:
        return Damage(record.offset, record.length, f"larger than {source.limit:,} bytes", too_large=True, headers=record.headers)
    block = source.at(start, wanted)
    if not _digest_holds(record.headers.get("warc-block-digest", ""), block):
        return Damage(record.offset, record.length, "its digest does not hold: bytes were changed", headers=record.headers)
    return replace(record, block=block)


def _beginning(head: bytes) -> tuple[Mapping[str, str], int]:
    """Return the headers of a record and how long they are; 0 where none begins, or another one begins within its headers."""
    end = _END_OF_HEADERS.search(head)
    if not _START.match(head) or end is None or _START.search(head, 5, end.end()):
        return {}, 0
    return _headers(head[: end.start()]), end.end()


def _headers(head: bytes) -> dict[str, str]:
    lines = head.decode("utf-8", "replace").splitlines()[1:]
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, colon, value in pairs if colon}


def _digest_holds(digest: str, block: bytes) -> bool:
    """Whether a block digest ("sha1:BASE32", "sha256:hex") fits; one of an unknown form proves nothing and counts as none."""
    name, _, value = digest.partition(":")
    if name not in {"sha1", "sha256"} or not value:
        return True
    real = hashlib.new(name, block, usedforsecurity=False)
    return value.lower() in {real.hexdigest(), base64.b32encode(real.digest()).decode().lower(), base64.b32encode(real.digest()).decode().rstrip("=").lower()}
