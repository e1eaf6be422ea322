"""What riwaya keeps: pages, documents, claims, events. The only folder that knows SQL.

`Store` has the verbs that every other part calls. Parts that keep something of their own (judgements, people) are modules beside this one: functions that take
the `Connection` of `Store.reading()` or `Store.writing()`, with tables in `tables.metadata` and a migration of their own.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from riwaya.contract import Answer
from riwaya.errors import BadInput
from riwaya.model import Claim, Document, Event, Rejected
from riwaya.store import check, claims, codes, dialect, engine, events, grid, happenings, pages, search, withdrawn
from riwaya.store.columns import Cache
from riwaya.store.grid import Box, Grid
from riwaya.store.happenings import EventCounts, EventHit
from riwaya.store.search import Counts, Hit, Wanted
from riwaya.store.values import Filed, Reading, Refusal, Run
from riwaya.store.withdrawn import Withdrawal

__all__ = ["Added", "Filed", "Reading", "Refusal", "Run", "Store", "Withdrawal", "open_store", "uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python's search for cycles wait: storing and linking make none, and looking through 20,000 claims for them takes a seventh of the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Added:
    """What came of one `Store.add`: how many of each were new, how many pages were known, and why pages were refused."""

    documents: int = 0
    claims: int = 0
    known: int = 0
    reasons: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        """How many pages this tells of."""
        return self.documents + self.known + len(self.reasons)

    def __add__(self, other: Added) -> Added:
        return Added(self.documents + other.documents, self.claims + other.claims, self.known + other.known, self.reasons + other.reasons)


@dataclass(frozen=True, slots=True)
class Store:
    """One database, open."""

    engine: Engine
    _cache: Cache = field(default_factory=Cache)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading one state of the store."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together when the block ends, or not at all; one writer at a time."""
        with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            dialect.lock(connection)
            yield connection

    def add(self, given: Iterable[Reading | Refusal], run: Run) -> Added:
        """Keep pages in one transaction; what is stored already stays as it is. Raises BadInput where an id stands for two claims."""
        with uncollected(), self.writing() as connection:
            pages.add_run(connection, run)
            every = [one.storable() for one in given]
            known = pages.known(connection, {one.key for one in every})
            fresh = list({one.key: one for one in every if one.key not in known}.values())
            refusals = [one for one in fresh if isinstance(one, Refusal)]
            pages.add_refusals(connection, refusals, run)
            placed, hidden = pages.add_documents(connection, [one for one in fresh if isinstance(one, Reading)], run)
            number = claims.add(connection, placed)
            claims.hide(connection, hidden)
            return Added(len(placed), number, len(every) - len(fresh), tuple(str(one.rejected.reason) for one in refusals))

    def known(self, keys: Sequence[str]) -> set[str]:
        """Return those of the keys that are stored."""
        with self.reading() as connection:
            return pages.known(connection, keys)

    def document(self, name: str) -> Document | None:
        """Return a document, None where there is none of that id or it is withdrawn."""
        with self.reading() as connection:
            return None if withdrawn.tombstone(connection, name) else pages.document(connection, name)

    def tombstone(self, name: str) -> Withdrawal | None:
        """Return why a page is withdrawn, by the id of any of its versions; None where it is not."""
        with self.reading() as connection:
            return withdrawn.tombstone(connection, name)

    def body(self, name: str) -> bytes | None:
        """Return the bytes of a document's page, None where they were not given or it is withdrawn."""
        with self.reading() as connection:
            return None if withdrawn.tombstone(connection, name) else pages.body_of(connection, name)

    def claim(self, name: str) -> Claim | None:
        """Return a claim, None where there is none of that id or its page is withdrawn."""
        with self.reading() as connection:
            found = claims.claim(connection, name)
            return None if found and withdrawn.tombstone(connection, found.document) else found

    def claims_of(self, name: str) -> list[str]:
        """Return the ids of a document's claims; none where it is withdrawn."""
        with self.reading() as connection:
            return [] if withdrawn.tombstone(connection, name) else pages.claim_ids(connection, name)

    def rejected(self) -> list[Rejected]:
        """Return the pages that were not read."""
        with self.reading() as connection:
            return pages.rejected(connection)

    def search(self, wanted: Wanted, limit: int, before: int | None = None) -> list[Hit]:
        """Return the claims wanted that come after the number `before`, the latest day first."""
        with self.reading() as connection:
            return search.page(connection, wanted, self._cache, limit, before)

    def counts(self, wanted: Wanted) -> Counts:
        """Return how many claims are wanted, by facet and by day."""
        with self.reading() as connection:
            return search.counts(connection, wanted, self._cache)

    def find_events(self, wanted: Wanted, limit: int, before: int | None = None) -> list[EventHit]:
        """Return the events wanted that come after the number `before`, the latest day first."""
        with self.reading() as connection:
            return happenings.page(connection, happenings.found(connection, wanted, self._cache), limit, before)

    def count_events(self, wanted: Wanted) -> EventCounts:
        """Return how many events are wanted, by facet and by day."""
        with self.reading() as connection:
            return happenings.counts(connection, happenings.found(connection, wanted, self._cache))

    def survey_events(self, wanted: Wanted, limit: int, before: int | None = None) -> tuple[list[EventHit], EventCounts]:
        """Return what `find_events` and `count_events` do, looked for once."""
        with self.reading() as connection:
            rows = happenings.found(connection, wanted, self._cache)
            return happenings.page(connection, rows, limit, before), happenings.counts(connection, rows)

    def cells(self, wanted: Wanted, box: Box, size: float, of: Literal["events", "claims"]) -> Grid:
        """Gather the points of the events or claims wanted to cells of `size` degrees."""
        with self.reading() as connection:
            found = happenings.found if of == "events" else search.found
            return grid.grid(connection, found(connection, wanted, self._cache), box, size)

    def seen(self, kind: str) -> list[str]:
        """Return the names of sources ("outlet", "speaker") that claims have."""
        with self.reading() as connection:
            return codes.seen(connection, kind)

    def answers(self, connection: Connection) -> Iterator[Answer]:
        """Yield the current documents with their claims, as linking takes them."""
        return events.answers(connection)

    def linked(self) -> bool:
        """Whether every current claim stands in an event, and no other does."""
        with self.reading() as connection:
            return events.complete(connection)

    def events(self) -> list[Event]:
        """Return all events."""
        with self.reading() as connection:
            return list(events.every(connection))

    def events_named(self, name: str) -> list[Event]:
        """Return the events whose id begins so, or that hold the claim of this id."""
        with self.reading() as connection:
            return events.named(connection, name)

    def stats(self) -> dict[str, int]:
        """Return how much of everything there is."""
        with self.reading() as connection:
            return check.stats(connection)

    def faults(self) -> list[str]:
        """Return what is wrong with the store."""
        with self.reading() as connection:
            return list(check.faults(connection))

    def version(self) -> tuple[str | None, str | None]:
        """Return the version of the tables and the newest that riwaya knows."""
        return engine.version(self.engine)

    def backup(self, target: Path) -> None:
        """Copy a store in SQLite to a file while others use it. Raises BadInput for PostgreSQL."""
        if self.engine.dialect.name != "sqlite":
            raise BadInput(f"{self.engine.url}: back up PostgreSQL with its own pg_dump")
        with closing(sqlite3.connect(target)) as copy, self.engine.connect() as connection:
            source = connection.connection.driver_connection
            source.backup(copy)  # type: ignore[union-attr]  # the driver's connection is sqlite3's

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def open_store(url: str) -> Store:
    """Open a store, made or brought up to date where that is needed. Raises BadInput, MissingExtra."""
    store = Store(engine.connect(url))
    try:
        current, newest = (None, "") if url.startswith("sqlite") and _absent(url) else engine.version(store.engine)
        if current != newest:
            engine.upgrade(store.engine)
    except (DBAPIError, OSError) as error:
        store.close()
        why = error.orig if isinstance(error, DBAPIError) else error
        raise BadInput(f"{url}: cannot be opened: {why}; see that the address is right, holds a store or nothing, and may be written to") from error
    return store


def _absent(url: str) -> bool:
    """Whether a SQLite file is not there yet; its folder is made."""
    name = url.removeprefix("sqlite:///")
    if name in {"", ":memory:", url}:
        return True
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    return not Path(name).exists()
