"""Which reports are compared at all: those that share a block of day and place, day and party, day and figure, day and name, or a page.

A block has two sides. Reports in its `open` side lack a place of their own (or name a wide one) and are compared with everybody in the
block; those in its `closed` side have one, so they meet each other in the block of that place and not here.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

from riwaya.link.score import SPAN
from riwaya.link.signs import NAMELESS, Signs
from riwaya.link.spots import Spot

NAMES = 3  # so many of them a report
FIGURE = 4  # the least figure that opens a block
BEFORE = 3  # an undated report may tell of a day so long before its page's
CELL = 0.5  # degrees
REACH = 0.05  # degrees: half of 5 km and more, at latitudes under 60
PAGE = "page"  # the kind of the block that all reports of a page share
Block = tuple[str, int, str]


def blocks(signs: Signs) -> Iterator[tuple[Block, bool]]:
    """Yield the blocks of a report and whether it stands in their open side."""
    yield (PAGE, 0, signs.doc), True
    held = list(topics(signs))
    for day in days(signs):
        for (kind, value), is_open in held:
            yield (kind, day, value), is_open


def days(signs: Signs) -> range:
    """Return the days under which a report is filed: its own and the next; for a long period its month, as a negative number."""
    if not signs.first:
        return range(signs.published - BEFORE, signs.published + 1) if signs.published else range(0)
    if signs.last - signs.first >= SPAN:
        month = -(signs.first // 30)
        return range(month - 1, month + 1)
    return range(signs.first, signs.last + 2)


def topics(signs: Signs) -> Iterator[tuple[tuple[str, str], bool]]:
    """Yield what with each of its days makes a report's blocks, and whether it stands in their open side."""
    for spot in signs.spots:
        yield from _place_topics(spot)
    for party in (signs.doers.ids | signs.victims.ids) - NAMELESS:
        yield ("party", party), not signs.spots
    for word in _names(signs):
        yield ("name", word), True
    for _, low, high, vague in signs.losses:
        figure = low if low is not None else high
        if figure and figure >= FIGURE and not vague:
            yield ("figure", str(figure)), True


def _place_topics(spot: Spot) -> Iterator[tuple[tuple[str, str], bool]]:
    """Yield a place's name, its parts and its bones; what it lies in is a block only to meet those who name no nearer place."""
    yield ("place", spot.key), True
    for holder in spot.holders:
        yield ("place", holder), False
    if not spot.wide:
        if len(spot.words) > 1:
            yield from ((("place", word), True) for word in spot.words)
        if spot.bones:
            yield ("bones", spot.bones), True
    if spot.point:
        yield from ((("cell", cell), True) for cell in _cells(*spot.point))


def _cells(lat: float, lon: float) -> set[str]:
    """Return the cells of a grid in which a point or one near it lies, so that two points that count as one always share a cell."""
    return {f"{floor((lat + north) / CELL)} {floor((lon + east) / CELL)}" for north in (-REACH, REACH) for east in (-REACH, REACH)}


def _names(signs: Signs) -> list[str]:
    return [word for _, word in sorted((-signs.words[word], word) for word in signs.names)[:NAMES]]
