"""From the archive into the store: pages that were kept since the last time are read, stored and linked, and alerts put into the outbox.

A cursor says how far the journal is read. It moves in the transaction that reserves the alerts, after the pages are stored and linked: an end at any
moment before costs reading the same lines once more, and storing what is stored already changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from riwaya.acquire.archive import read
from riwaya.acquire.archive.journal import Broken, Line, lines
from riwaya.config import Config
from riwaya.errors import ArchiveError
from riwaya.model import Page, Reason, Rejected
from riwaya.pipeline import Reader
from riwaya.service import ingest
from riwaya.service.linking import catch_up
from riwaya.service.terms import Ground
from riwaya.service.watch import alerts
from riwaya.service.watch.rules import Prepared
from riwaya.service.withholding import sight
from riwaya.store import Added, Store, watching
from riwaya.store import pages as stored_pages
from riwaya.store.watching import Cursor


@dataclass(frozen=True, slots=True)
class Desk:
    """What taking pages in needs: the store, what reads pages, and the rules of alerts."""

    store: Store
    reader: Reader
    ground: Ground
    rules: tuple[Prepared, ...]
    config: Config


@dataclass(frozen=True, slots=True)
class Taken:
    """What one step took in: how far it came, what was stored, and which alerts were put into the outbox ("rule event")."""

    cursor: Cursor
    added: Added = field(default_factory=Added)
    alerts: tuple[str, ...] = ()


def begin(folder: Path, store: Store) -> Cursor:
    """Return how far an archive is read into the store: to its beginning where the journal is not the one that was read."""
    first = next(lines(folder), None)
    if not isinstance(first, Line):
        return Cursor("")
    with store.reading() as connection:
        held = watching.cursor(connection, first.hash)
    following = next(lines(folder, held.start), None)
    fits = following is None or (isinstance(following, Line) and following.prev == held.head)
    return held if held.number and fits else Cursor(first.hash)


def step(folder: Path, upto: int, since: Cursor, desk: Desk, now: datetime) -> Taken:
    """Take in the next pages of an archive, at most `ingest.BATCH`, up to the line of number `upto`."""
    if not since.archive:
        since = begin(folder, desk.store)
    some = _next(folder, since, upto)
    if not some:
        return Taken(since)
    pages = [page for line in some if (page := _page(folder, line)) is not None]
    added = _stored(pages, desk, str(folder))
    last = some[-1]
    cursor = Cursor(since.archive, last.entry.n, last.end, last.hash)
    keys = [ingest.page_key(page) for page in pages]
    seen = sight(desk.store, "export", lambda: desk.ground)
    with desk.store.writing() as connection:
        found = stored_pages.claims_of_pages(connection, keys)
        told = alerts.reserve(connection, found, desk.rules, seen, desk.ground.atlas, now)
        watching.keep_cursor(connection, cursor)
    return Taken(cursor, added, tuple(told))


def _stored(pages: Sequence[Page | Rejected], desk: Desk, inputs: str) -> Added:
    """Store and link pages; where there are none, the store is not asked at all."""
    if not pages:
        return Added()
    added = ingest.ingest(desk.store, pages, desk.reader, desk.config, inputs=inputs)
    catch_up(desk.store, desk.ground.known)
    return added


def _next(folder: Path, since: Cursor, upto: int) -> Sequence[Line]:
    """Return the lines that one step looks at."""
    found: list[Line] = []
    pages = 0
    for line in _whole(folder, since, upto):
        found.append(line)
        pages += _tells_of_page(line)
        if pages >= ingest.BATCH:
            break
    return found


def _whole(folder: Path, since: Cursor, upto: int) -> Iterator[Line]:
    for line in lines(folder, since.start):
        if isinstance(line, Broken) or line.entry.n > upto:  # not acknowledged yet: it may still be taken back
            return
        yield line


def _tells_of_page(line: Line) -> bool:
    return line.entry.kind == "response" and line.entry.role == "page"


def _page(folder: Path, line: Line) -> Page | Rejected | None:
    if not _tells_of_page(line):
        return None
    try:
        return read.page(folder, line)
    except ArchiveError as error:
        return Rejected(line.entry.url, Reason.DAMAGED, str(error), line.entry.url)
