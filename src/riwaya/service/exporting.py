"""Claims and events for export: any search, in batches, so that memory stays the same however many there are, each as the reader may see it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from riwaya.link.reports import words
from riwaya.model import Document, Event, Report
from riwaya.policy import Withheld
from riwaya.service import search as searching
from riwaya.service.query import Query
from riwaya.service.terms import Ground
from riwaya.store import Store, pages
from riwaya.store import events as kept
from riwaya.store.search import Hit

BATCH = searching.MOST


class Sight(Protocol):
    """What a reader may see of a claim and of an event."""

    def claim(self, report: Report) -> Withheld[Report]:
        """Return a claim as the reader may see it."""

    def event(self, event: Event) -> Withheld[Event]:
        """Return an event as the reader may see it."""


class Everything:
    """The sight of a reader from whom nothing is withheld."""

    def claim(self, report: Report) -> Withheld[Report]:
        """Return the claim as it is."""
        return Withheld(report, {})

    def event(self, event: Event) -> Withheld[Event]:
        """Return the event as it is."""
        return Withheld(event, {})


def claims(store: Store, query: Query, ground: Ground, sight: Sight) -> Iterator[Withheld[Report]]:
    """Yield the claims that a search finds, the latest day first. Raises BadInput for a query that is none."""
    for hits in _hits(store, query, ground):
        with store.reading() as connection:
            read = pages.several(connection, {hit.claim.document for hit in hits})
        yield from (sight.claim(_report(hit, read.get(hit.claim.document))) for hit in hits)


def events(store: Store, query: Query, ground: Ground, sight: Sight) -> Iterator[Withheld[Event]]:
    """Yield the events that the claims which a search finds stand in, each once; all events, by their ids, for a search that asks for nothing."""
    found = _every(store) if query == Query() else _of_claims(store, query, ground)
    return map(sight.event, found)


def _hits(store: Store, query: Query, ground: Ground) -> Iterator[tuple[Hit, ...]]:
    after: str | None = None
    while True:
        found = searching.find(store, query, ground, BATCH, after)
        if found.hits:
            yield found.hits
        if (after := found.next) is None:
            return


def _report(hit: Hit, page: Document | None) -> Report:
    page = page or Document(hit.claim.document, "")
    return Report(hit.id, hit.claim, page.outlet, page.published, page.title, words(hit.claim, page.text), url=page.url)


def _every(store: Store) -> Iterator[Event]:
    last = ""
    while True:
        with store.reading() as connection:
            found = kept.page(connection, last, BATCH)
        yield from found
        if len(found) < BATCH:
            return
        last = found[-1].id


def _of_claims(store: Store, query: Query, ground: Ground) -> Iterator[Event]:
    told: set[str] = set()
    for hits in _hits(store, query, ground):
        with store.reading() as connection:
            found = kept.of_claims(connection, [hit.id for hit in hits])
        yield from (event for event in found if event.id not in told)
        told.update(event.id for event in found)
