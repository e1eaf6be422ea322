"""Finds events by what their claims say, counts them, and gathers them to a grid for a map.

An event is found where one of its claims is: every filter of `Query` asks of claims what it asks in `service.search`. The event that is counted has its own
day, kind, grade and point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from riwaya.errors import BadInput
from riwaya.model import Event
from riwaya.service import query as queries
from riwaya.service.query import Query
from riwaya.service.search import MOST, wanted_of
from riwaya.service.terms import Ground
from riwaya.store import Store
from riwaya.store.grid import Box, Cell, Grid
from riwaya.store.happenings import EventCounts, EventHit

__all__ = ["Box", "Cell", "EventCounts", "Found", "Grid", "cell_size", "cells", "count", "every", "find", "survey"]

DEEPEST = 20  # zoom


@dataclass(frozen=True, slots=True)
class Found:
    """One page of events, the latest day first; `next` is the mark of the following page, None on the last."""

    events: tuple[Event, ...]
    next: str | None


def find(store: Store, query: Query, ground: Ground, limit: int = 20, after: str | None = None) -> Found:
    """Return a page of events; those without a day come last. Raises BadInput for a query, a mark or a size that is none."""
    return _found(store.find_events(wanted_of(store, query, ground), _size(limit) + 1, queries.number_of(after) if after else None), limit)


def survey(store: Store, query: Query, ground: Ground, limit: int = 20, after: str | None = None) -> tuple[Found, EventCounts]:
    """Return what `find` and `count` do, looked for once. Raises what they raise."""
    hits, counts = store.survey_events(wanted_of(store, query, ground), _size(limit) + 1, queries.number_of(after) if after else None)
    return _found(hits, limit), counts


def _size(limit: int) -> int:
    if not 1 <= limit <= MOST:
        raise BadInput(f"{limit}: a page has 1 to {MOST} events")
    return limit


def _found(hits: Sequence[EventHit], limit: int) -> Found:
    return Found(tuple(hit.event for hit in hits[:limit]), queries.cursor(hits[limit - 1].number) if len(hits) > limit else None)


def every(store: Store, query: Query, ground: Ground) -> Iterator[Event]:
    """Yield all events of a search, the latest day first, holding a page of them at a time."""
    mark, more = None, True
    while more:
        found = find(store, query, ground, MOST, mark)
        yield from found.events
        mark, more = found.next, found.next is not None


def count(store: Store, query: Query, ground: Ground) -> EventCounts:
    """Return how many events there are, by grade, kind, country, governorate and day. Raises BadInput."""
    return store.count_events(wanted_of(store, query, ground))


def cells(store: Store, query: Query, ground: Ground, box: Box, zoom: int, of: Literal["events", "claims"] = "events") -> Grid:  # what a map asks for
    """Gather the points of what a search finds within `box` to a grid; at `zoom` n the world is 2**n tiles wide and a tile 4 cells.

    Raises BadInput for a box or a zoom that is none.
    """
    if not (-90 <= box.south <= box.north <= 90 and -180 <= box.west <= box.east <= 180):
        raise BadInput(f"{box.south}, {box.west}, {box.north}, {box.east}: not a box; give south, west, north, east in degrees")
    if not 0 <= zoom <= DEEPEST:
        raise BadInput(f"{zoom}: not a zoom; give 0 to {DEEPEST}")
    return store.cells(wanted_of(store, query, ground), box, cell_size(zoom), of)


def cell_size(zoom: int) -> float:
    """Return how wide a cell is at a zoom, in degrees."""
    return float(90 / 2**zoom)
