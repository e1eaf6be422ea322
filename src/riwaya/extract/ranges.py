"""Ranges of tokens: what stands inside one, between two, and how far apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Protocol, TypeVar


class Ranged(Protocol):
    """Anything that stands on tokens `[start, end)`."""

    @property
    def start(self) -> int:
        """First token."""

    @property
    def end(self) -> int:
        """Token after the last."""


T = TypeVar("T", bound=Ranged)
_REMEMBERED = 10_000  # distances
_START = attrgetter("start")


@lru_cache(maxsize=_REMEMBERED)
def bucket(number: int, *edges: int) -> str:
    """Return the coarse size of a distance: the first edge that it does not exceed."""
    for edge in edges:
        if number <= edge:
            return str(edge)
    return "far"


def within(items: Sequence[T], start: int, end: int) -> list[T]:
    """Return the items (sorted by start) that begin inside tokens `[start, end)`."""
    found = []
    for item in items[bisect_left(items, start, key=_START) :]:
        if item.start >= end:
            break
        found.append(item)
    return found


def first_after(items: Sequence[T], token: int) -> T | None:
    """Return the first of the items (sorted by start) that begins after a token."""
    number = bisect_right(items, token, key=_START)
    return items[number] if number < len(items) else None


def last_before(items: Sequence[T], token: int) -> T | None:
    """Return the last of the items (sorted by start) that begins before a token."""
    number = bisect_left(items, token, key=_START)
    return items[number - 1] if number else None


def between(items: Sequence[T], one: Ranged, other: Ranged) -> int:
    """Return how many of the items (sorted by start) begin between the first tokens of two ranges."""
    low, high = (one.start, other.start) if one.start < other.start else (other.start, one.start)
    return max(0, bisect_left(items, high, key=_START) - bisect_right(items, low, key=_START))


def gap(one: Ranged, other: Ranged) -> int:
    """Return how many tokens lie between two ranges, 0 where they touch or overlap."""
    return max(0, other.start - one.end, one.start - other.end)


def closest(items: Iterable[T], to: Ranged) -> T | None:
    """Return the item with the fewest tokens between."""
    return min(items, key=lambda one: gap(one, to), default=None)
