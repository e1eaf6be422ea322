"""Which events a search finds, how many of them have what, and where they lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from riwaya.model import Event
from riwaya.store import codes, columns, dialect, packing
from riwaya.store.columns import EVENT_FACETS, Cache, Rows
from riwaya.store.search import Wanted, among, by_day, facets, places, turn
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


def page(connection: Connection, rows: Rows, limit: int, before: int | None = None) -> list[EventHit]:
    """Return those of the events found that come after the number `before`, the latest day first, `limit` at most."""
    some = turn(rows, limit, before)
    held = connection.execute(select(events.c.number, events.c.record).where(dialect.among(events.c.number, some)).order_by(events.c.number.desc()))
    return [EventHit(row.number, packing.unpacked_event(row.record)) for row in held]


def found(connection: Connection, wanted: Wanted, cache: Cache) -> Rows:
    """Return the columns of the events in which a claim stands that a search finds, in the order of numbers."""
    every = columns.whole(connection, "events", cache)
    if wanted.asks_nothing:
        return every
    rest = replace(wanted, grade=None)  # all claims of an event have its grade
    chosen = np.ones(len(every), bool) if rest.asks_nothing else _holding(connection, rest, cache)
    if wanted.grade is not None:
        chosen &= every["grade"] == codes.code(connection, ("grade", wanted.grade))
    rows: Rows = every[chosen]
    return rows


def _holding(connection: Connection, wanted: Wanted, cache: Cache) -> NDArray[np.bool_]:
    """Say of each event whether a claim stands in it that a search finds."""
    told, links, every = (columns.whole(connection, name, cache) for name in ("claims", "links", "events"))
    numbers = told["number"][places(connection, wanted, cache)]
    chosen = np.zeros(len(every), bool)
    chosen[np.searchsorted(every["number"], links["event"][among(links["number"], numbers)])] = True
    return chosen


def counts(connection: Connection, rows: Rows) -> EventCounts:
    """Count the events found."""
    return EventCounts(len(rows), facets(connection, rows, EVENT_FACETS), by_day(rows))
