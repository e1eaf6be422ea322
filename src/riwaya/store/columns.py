"""Slots of all claims and events as columns of numbers, for counting over any number of them in one pass.

A table of columns is kept in parts. Writers only add parts, a newer one overruling older ones row by row, and put parts of like size together, so that
their number grows with the logarithm of the rows. A part never changes under its stamp: what a process holds of it stays right whatever others write.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, func, select

from riwaya.store import packing
from riwaya.store.tables import columns

Rows = NDArray[Any]  # structured, one of the types below

FACETS = ("event_type", "sub_event_type", "stance", "country", "admin1", "outlet", "actor", "speaker")
EVENT_FACETS = ("grade", "event_type", "sub_event_type", "country", "admin1")
_KEY = [("number", "i8"), ("live", "?")]  # a row that is not live takes older ones back
_POINT = [("lat", "f8"), ("lon", "f8"), ("radius", "f4")]  # degrees, km; NaN where unknown
TYPES: Mapping[str, np.dtype[Any]] = {
    "claims": np.dtype([*_KEY, *((facet, "i4") for facet in FACETS), *_POINT]),
    "events": np.dtype([*_KEY, *((facet, "i4") for facet in EVENT_FACETS), *_POINT]),
    "links": np.dtype([*_KEY, ("event", "i8")]),  # a claim's number, its event's number
}


@dataclass(slots=True, eq=False)
class Cache:
    """What one process has read of the columns: whole tables by the stamps of their parts."""

    held: dict[str, tuple[tuple[str, ...], Rows]] = field(default_factory=dict)


def rows_of(name: str, given: list[tuple[Any, ...]]) -> Rows:
    """Return rows of a table, in the order of its columns."""
    return np.array(given, TYPES[name])


def table(name: str, given: Mapping[str, Any]) -> Rows:
    """Return rows of a table, given column by column: of tens of thousands that takes a third of the time of `rows_of`."""
    found = np.empty(len(given["number"]), TYPES[name])
    for column, values in given.items():
        found[column] = values
    return found


def gone(name: str, numbers: list[int]) -> Rows:
    """Return rows that take older ones back."""
    found = np.zeros(len(numbers), TYPES[name])
    found["number"] = numbers
    return found


def add(connection: Connection, name: str, rows: Rows) -> None:
    """Add rows; parts that are no larger than what is new are put together with it."""
    if not len(rows):
        return
    rows = _newest([rows])
    held = connection.execute(select(columns.c.place, columns.c.rows).where(columns.c.name == name).order_by(columns.c.place.desc())).all()
    place = held[0].place + 1 if held else 1
    taken = 0
    for part in held:
        if part.rows > len(rows) + taken:
            break
        taken += part.rows
        place = part.place
    older = _read(connection, name, place) if taken else []
    connection.execute(delete(columns).where(columns.c.name == name, columns.c.place >= place))
    _put(connection, name, place, _newest([*older, rows]))


def replace(connection: Connection, name: str, rows: Rows) -> None:
    """Put rows in place of all that are kept."""
    connection.execute(delete(columns).where(columns.c.name == name))
    _put(connection, name, 1, _newest([rows]))


def _put(connection: Connection, name: str, place: int, rows: Rows) -> None:
    if place == 1:
        rows = rows[rows["live"]]  # nothing older is there to take back
    connection.execute(columns.insert().values(name=name, place=place, stamp=uuid.uuid4().hex, rows=len(rows), body=_packed(rows)))


def _packed(rows: Rows) -> bytes:
    """Return rows as bytes, column by column, compressed where that makes them fewer: codes of one column are much alike."""
    plain = b"".join(np.ascontiguousarray(rows[column]).tobytes() for column in rows.dtype.names or ())
    small = packing.squeezed(plain)
    return small if len(small) < len(plain) else plain


def _unpacked(name: str, count: int, body: bytes) -> Rows:
    kind = TYPES[name]
    if len(body) != count * kind.itemsize:
        body = packing.opened(body)
    found = np.empty(count, kind)
    start = 0
    for column in kind.names or ():
        found[column] = np.frombuffer(body, kind[column], count, start)
        start += count * kind[column].itemsize
    return found


def _read(connection: Connection, name: str, first: int = 0) -> list[Rows]:
    parts = select(columns.c.rows, columns.c.body).where(columns.c.name == name, columns.c.place >= first).order_by(columns.c.place)
    return [_unpacked(name, count, body) for count, body in connection.execute(parts)]


def _newest(parts: list[Rows]) -> Rows:
    """Return the last row of each number, in the order of numbers."""
    whole = np.concatenate(parts) if len(parts) > 1 else parts[0]
    whole = whole[np.argsort(whole["number"], kind="stable")]
    last = np.ones(len(whole), bool)
    last[:-1] = whole["number"][1:] != whole["number"][:-1]
    return whole if last.all() else whole[last]


def whole(connection: Connection, name: str, cache: Cache) -> Rows:
    """Return all live rows of a table, in the order of numbers; nobody may change them."""
    stamps = tuple(connection.scalars(select(columns.c.stamp).where(columns.c.name == name).order_by(columns.c.place)))
    held = cache.held.get(name)
    if held is None or held[0] != stamps:
        parts = _read(connection, name)
        rows = _newest(parts) if parts else np.empty(0, TYPES[name])
        held = cache.held[name] = stamps, rows[rows["live"]]
    return held[1]


def size(connection: Connection, name: str) -> int:
    """Return how many rows the parts of a table have together."""
    return connection.scalar(select(func.coalesce(func.sum(columns.c.rows), 0)).where(columns.c.name == name)) or 0
