"""The only folder that knows SQL: one contract over a SQLite file or a PostgreSQL database (`docs/store.md`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from riwaya.errors import BadInput
from riwaya.model import Claim, Document, Event, Rejected
from riwaya.store import check, dialect, events, judgement_tables, migrate, pages, people_tables, search
from riwaya.store.check import Stats
from riwaya.store.intake import Intake, Run, Taken
from riwaya.store.search import Found, Query, Wanted

_TABLES = (judgement_tables, people_tables)  # known to `tables.METADATA` by being loaded
__all__ = ["Found", "Intake", "Query", "Run", "Stats", "Store", "Taken", "Wanted", "open_store"]


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. Every verb is one transaction: it is done whole, or not at all."""

    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that writes, after those of others."""
        with dialect.writing(self.engine) as connection:
            yield connection

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def begin_run(self, run: Run) -> int:
        """Write down who reads what follows; return the run's number."""
        with self.writing() as connection:
            return pages.begin_run(connection, run)

    def known(self, name: str, sha256: str | None, url: str | None = None, outlet: str | None = None) -> bool:
        """Whether a page is held: these bytes under this name, or of this address and outlet under another one."""
        with self.reading() as connection:
            return pages.known(connection, name, sha256, url, outlet)

    def put(self, run: int, given: Sequence[Intake]) -> Taken:
        """Store pages with their claims; what is held already is counted and left alone, a changed page becomes a new version."""
        with self.writing() as connection:
            return pages.put(connection, run, given)

    def page(self, identity: str) -> Document | Rejected | None:
        """Return a page's document, or why it was not read; None where there is none of that id."""
        with self.reading() as connection:
            return pages.one_page(connection, identity)

    def body(self, identity: str) -> bytes | None:
        """Return a page's bytes as they came; None where they are not held."""
        with self.reading() as connection:
            return pages.body(connection, identity)

    def claims_of(self, identity: str) -> dict[str, Claim]:
        """Return a page's claims by their ids, in page order; none of a withdrawn page."""
        with self.reading() as connection:
            return {} if isinstance(pages.one_page(connection, identity), Rejected) else pages.of_page(connection, identity)

    def read(self) -> list[tuple[Document, Mapping[str, Claim]]]:
        """Return every page that is current and was read, with its claims by their ids."""
        with self.reading() as connection:
            return list(pages.read(connection))

    def replace_events(self, found: Sequence[Event]) -> None:
        """Put events in place of all that are held."""
        with self.writing() as connection:
            events.replace(connection, found)

    def events(self) -> list[Event]:
        """Return all events, by id."""
        with self.reading() as connection:
            return list(events.read(connection))

    def find(self, query: Query, limit: int = 50, after: int | None = None) -> Found:
        """Return one page of the claims that a query asks for, latest stored first; `after` is where the page before ended."""
        with self.reading() as connection:
            return search.find(connection, query, limit, after)

    def facets(self, query: Query) -> dict[str, dict[str, int]]:
        """Return for each facet (kind, stance, place, speaker, outlet) how many claims have which value."""
        with self.reading() as connection:
            return search.facets(connection, query)

    def days(self, query: Query) -> dict[date, int]:
        """Return how many claims tell of which first day."""
        with self.reading() as connection:
            return search.days(connection, query)

    def stats(self) -> Stats:
        """Return what the store holds, in numbers; the same for the same content."""
        with self.reading() as connection:
            return check.stats(connection)

    def problems(self) -> list[str]:
        """Return what is wrong with the store; nothing where it is sound."""
        with self.reading() as connection:
            return list(check.problems(connection))

    def back_up(self, file: Path) -> None:
        """Write a whole copy of a SQLite store. Raises BadInput on PostgreSQL, or where the file exists."""
        with self.reading() as connection:
            dialect.back_up(connection, file)


def open_store(url: str) -> Store:
    """Open a store, made and brought up to this riwaya's schema where needed. Raises BadInput where it cannot be, MissingExtra without a driver."""
    made = dialect.engine(url)
    try:
        with dialect.writing(made) as connection:
            migrate.bring_up(connection)
    except DBAPIError as error:
        raise BadInput(f"{url}: cannot be opened as a store: {error.orig}") from error
    return Store(made)
