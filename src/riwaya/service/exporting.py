"""Claims and events for export: any search, in batches, so that memory stays the same however many there are, each as the reader may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from riwaya.link.reports import report_of
from riwaya.model import Document, Event, Report
from riwaya.people import Person
from riwaya.policy import Withheld
from riwaya.service import events as happenings
from riwaya.service import search as searching
from riwaya.service import withholding
from riwaya.service.query import Query
from riwaya.service.terms import Ground
from riwaya.service.withholding import Sight
from riwaya.store import Store, pages
from riwaya.store import events as kept
from riwaya.store.search import Hit

BATCH = searching.MOST
Value = TypeVar("Value", Report, Event)


def claims(store: Store, query: Query, ground: Ground, seen: Sequence[Sight]) -> Iterator[Withheld[Report]]:
    """Yield the claims that a search finds, the latest day first, as all of several sights let them through. Raises BadInput and Denied for the query."""
    asked = _asked(query, seen)
    for hits in _hits(store, asked, ground) if asked else ():
        with store.reading() as connection:
            read = pages.several(connection, {hit.claim.document for hit in hits})
        yield from (
            _shown(report_of(hit.id, hit.claim, read.get(hit.claim.document) or Document(hit.claim.document, "")), [sight.claim for sight in seen])
            for hit in hits
        )


def events(store: Store, query: Query, ground: Ground, seen: Sequence[Sight]) -> Iterator[Withheld[Event]]:
    """Yield the events that a search finds, the latest day first; all events, by their ids, for a search that asks for nothing."""
    if query == Query():
        found = _every(store)
    else:
        asked = _asked(query, seen)
        found = happenings.every(store, asked, ground) if asked else iter(())
    return (_shown(event, [sight.event for sight in seen]) for event in found)


def sights(store: Store, person: Person, ground: Ground) -> tuple[Sight, Sight]:
    """Return what bounds an export: what the person may see, and what may leave the house."""
    return withholding.sight(store, person.role, lambda: ground), withholding.sight(store, "export", lambda: ground)


def _asked(query: Query, seen: Sequence[Sight]) -> Query | None:
    """Return the search as every sight lets it be asked, None where one does not."""
    asked: Query | None = query
    for sight in seen:
        asked = sight.query(asked) if asked else None
    return asked


def _shown(value: Value, shows: Sequence[Callable[[Value], Withheld[Value]]]) -> Withheld[Value]:
    """Return a value as all sights let it through, and how much they withheld together."""
    counts: Counter[str] = Counter()
    for show in shows:
        told = show(value)
        counts.update(told.counts)
        if told.value is None:
            return Withheld(None, counts)
        value = told.value
    return Withheld(value, counts)


def _hits(store: Store, query: Query, ground: Ground) -> Iterator[tuple[Hit, ...]]:
    after: str | None = None
    while True:
        found = searching.find(store, query, ground, BATCH, after)
        if found.hits:
            yield found.hits
        if (after := found.next) is None:
            return


def _every(store: Store) -> Iterator[Event]:
    last = ""
    while True:
        with store.reading() as connection:
            found = kept.page(connection, last, BATCH)
        yield from found
        if len(found) < BATCH:
            return
        last = found[-1].id
