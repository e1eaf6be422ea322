"""Which events a search finds, how many of them have what, and where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from riwaya.contract.events import event_of
from riwaya.model import Event
from riwaya.store import columns, dialect, packing
from riwaya.store.columns import EVENT_FACETS, Cache, Rows
from riwaya.store.search import Wanted, at, by_day, facets
from riwaya.store.search import found as claims_found
from riwaya.store.tables import events


@dataclass(frozen=True, slots=True)
class EventHit:
    """One event found. `number` is its place in the order."""

    number: int
    event: Event


@dataclass(frozen=True, slots=True)
class EventCounts:
    """How many events there are in all, by value of each facet (most frequent first), and by day (ordinal, 0 for none).

    Facets: "grade", "event_type", "sub_event_type", "country", "admin1".
    """

    events: int
    facets: Mapping[str, Mapping[str, int]]
    days: Mapping[int, int]


def page(connection: Connection, wanted: Wanted, cache: Cache, limit: int, before: int | None = None) -> list[EventHit]:
    """Return the events that come after the number `before`, the latest day first, `limit` at most."""
    numbers = found(connection, wanted, cache)["number"]
    last = len(numbers) if before is None else int(np.searchsorted(numbers, before))
    some = numbers[max(0, last - limit) : last].tolist()
    rows = connection.execute(select(events.c.number, events.c.record).where(dialect.among(connection, events.c.number, some)).order_by(events.c.number.desc()))
    return [EventHit(row.number, event_of(packing.unpacked(row.record))) for row in rows]


def found(connection: Connection, wanted: Wanted, cache: Cache) -> Rows:
    """Return the columns of the events in which a claim stands that a search finds, in the order of numbers."""
    every = columns.whole(connection, "events", cache)
    if wanted.asks_nothing:
        return every
    links = columns.whole(connection, "links", cache)
    return at(every, np.unique(at(links, claims_found(connection, wanted, cache)["number"])["event"]))


def counts(connection: Connection, wanted: Wanted, cache: Cache) -> EventCounts:
    """Count the events that a search finds."""
    rows = found(connection, wanted, cache)
    return EventCounts(len(rows), facets(connection, rows, EVENT_FACETS), by_day(rows))
