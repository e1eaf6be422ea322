"""Finds claims, and counts them by facet and by day, week or month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from riwaya.errors import BadInput
from riwaya.service import query as queries
from riwaya.service.query import Query
from riwaya.service.terms import Ground
from riwaya.store import Store
from riwaya.store.search import Counts, Hit, Wanted

Step = Literal["day", "week", "month"]
MOST = 500  # claims on one page


@dataclass(frozen=True, slots=True)
class Found:
    """One page of claims, the latest first; `next` is the mark of the following page, None on the last."""

    hits: tuple[Hit, ...]
    next: str | None


def find(store: Store, query: Query, ground: Ground, limit: int = 20, after: str | None = None) -> Found:
    """Return a page of claims. Raises BadInput for a query, a mark or a size that is none."""
    if not 1 <= limit <= MOST:
        raise BadInput(f"{limit}: a page has 1 to {MOST} claims")
    before = queries.number_of(after) if after else None
    hits = store.search(wanted_of(store, query, ground), limit + 1, before)
    return Found(tuple(hits[:limit]), queries.cursor(hits[limit - 1].number) if len(hits) > limit else None)


def count(store: Store, query: Query, ground: Ground) -> Counts:
    """Return how many claims there are, by facet and by day. Raises BadInput."""
    return store.counts(wanted_of(store, query, ground))


def wanted_of(store: Store, query: Query, ground: Ground) -> Wanted:
    """Return what a store looks for. Raises BadInput."""
    return queries.wanted(query, ground, store.seen("outlet") if query.outlet else [])


def histogram(counts: Counts, step: Step = "day") -> Mapping[date, int]:
    """Return the number of claims by the first day of each day, week (from Monday) or month that has any; claims without a day are left out."""
    found: Counter[date] = Counter()
    for ordinal, number in counts.days.items():
        if ordinal:
            found[_start(date.fromordinal(ordinal), step)] += number
    return dict(sorted(found.items()))


def _start(day: date, step: Step) -> date:
    if step == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if step == "week" else day
