"""Reads single records of an archive: as they lie there, as pages, as bodies."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

from riwaya.acquire import http
from riwaya.acquire.archive.journal import Line
from riwaya.acquire.records import Record, records
from riwaya.acquire.source import LIMIT, Source
from riwaya.acquire.warc import pages_of_warc
from riwaya.errors import ArchiveError
from riwaya.model import Page, Rejected


def stored(folder: Path, line: Line) -> bytes:
    """Return a record as it lies in the archive. Raises ArchiveError where it is not what was kept."""
    entry = line.entry
    try:
        with (folder / entry.file).open("rb") as stream:
            stream.seek(entry.offset)
            record = stream.read(entry.length)
    except OSError as error:
        raise ArchiveError(f"{folder / entry.file}: cannot be read: {error.strerror}") from error
    if hashlib.sha256(record).hexdigest() != entry.sha256 or not line.holds:
        raise ArchiveError(f"{folder / entry.file} bytes {entry.offset}-{entry.end - 1}: changed since it was kept ({entry.url}); run: riwaya archive verify")
    return record


def page(folder: Path, line: Line) -> Page | Rejected | None:
    """Return the page that a line tells of, None where its record holds none. Raises ArchiveError where it is not what was kept."""
    return next(pages_of_warc(_source(folder, line)), None)


def body(folder: Path, line: Line) -> bytes | None:
    """Return the unpacked body of an answer, None where the record holds none. Raises ArchiveError where it is not what was kept."""
    for record in records(_source(folder, line)):
        answer = http.parse(record.block, LIMIT) if isinstance(record, Record) else None
        return answer.body if answer else None
    return None


def _source(folder: Path, line: Line) -> Source:
    return Source(line.entry.file, io.BytesIO(stored(folder, line)))
