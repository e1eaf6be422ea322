"""Claims: their numbers, columns to filter by, records, and the counts kept of them.

A claim's number holds its day and a hash of its id: the order of numbers is the order of days, a span of days is a range of numbers, and the number does not
depend on what was stored before.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise, repeat
from math import nan
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, delete, select, update
from sqlalchemy.exc import IntegrityError

from riwaya.errors import BadInput
from riwaya.model import Claim, When
from riwaya.store import codes, columns, dialect, packing
from riwaya.store.columns import FACETS
from riwaya.store.pages import chunks
from riwaya.store.tables import claims, losses, retired, unlinked
from riwaya.store.values import Filed, Reading, column

_AT_ONCE = 10_000  # claims
_NOWHERE = None, None
BITS = 24  # of the hash: days of a million claims still find room
Placed = tuple[int, Filed, str | None]  # a claim's number, the claim, its page's outlet


def first_of(day: date | None) -> int:
    """Return the least number of a day; undated claims lie before all days."""
    return (day.toordinal() if day else 0) << BITS


def day_of(number: int) -> int:
    """Return the day of a number as an ordinal, 0 where the claim has none."""
    return number >> BITS


def add(connection: Connection, given: Sequence[Reading]) -> int:
    """Keep the claims of readings; return how many. Raises BadInput where an id stands for two claims.

    Claims are gone through page by page, as they lie in memory: by number that takes a quarter longer. Only rows are put in the order of numbers.
    """
    every = [(one, reading.document.outlet) for reading in given for one in reading.claims]
    ids = [one.id for one, _ in every]
    _refuse_doubles(one for one, times in Counter(ids).items() if times > 1)
    if not every:
        return 0
    if not dialect.goes_on(connection):
        _refuse_doubles(_held(connection, ids))
    numbers = free_numbers(connection, {one.id: number_of(one.id, one.claim.date) for one, _ in every}, claims.c.number, retired.c.number)
    placed = [(numbers[one.id], one, outlet) for one, outlet in every]
    try:
        _insert(connection, placed)
    except IntegrityError:  # to look beforehand for what is hardly ever there takes its time at every storing
        _refuse_doubles(one for one, number in _held(connection, ids).items() if number != numbers[one])
        raise
    lost = [(outcome, figure, number) for number, one, _ in placed for outcome, figure in one.losses]
    dialect.insert_rows(connection, losses, ("outcome", "figure", "claim"), sorted(lost))
    dialect.index_words(connection, [(number, one.words, one.terms) for number, one, _ in placed])
    relink(connection, sorted(numbers.values()))
    return len(placed)


def _insert(connection: Connection, placed: Sequence[Placed]) -> None:
    """Put claims into their rows and into the columns: slot by slot, which for tens of thousands takes half the time of claim by claim."""
    facets = _coded(connection, dict(zip(FACETS, zip(*[_facets(one, outlet) for _, one, outlet in placed], strict=True), strict=True)))
    numbers = [number for number, _, _ in placed]
    lat, lon = zip(*[one.point or _NOWHERE for _, one, _ in placed], strict=True)
    slots: dict[str, Iterable[Any]] = {
        "number": numbers, "id": [one.id for _, one, _ in placed], "document": [one.claim.document for _, one, _ in placed],
        "shown": repeat(1, len(placed)), **facets, "lat": lat, "lon": lon, "record": packing.packed_claims((one.claim, one.id) for _, one, _ in placed),
    }  # fmt: skip
    dialect.insert_rows(connection, claims, list(slots), sorted(zip(*slots.values(), strict=True), key=itemgetter(0)))
    columns.add(connection, "claims", _columns(numbers, facets, [_point(one.point or _NOWHERE, one.claim) for _, one, _ in placed]))


def _facets(one: Filed, outlet: str | None) -> tuple[str | None, ...]:
    """Return a claim's values in the order of FACETS."""
    claim = one.claim
    actor = next(filter(None, [party.actor for party in claim.actors]), None)
    speaker = claim.sources[-1].actor if claim.sources else None
    return claim.event_type, claim.sub_event_type, claim.stance, one.units[0], one.units[1], outlet, actor, speaker


def _coded(connection: Connection, facets: Mapping[str, Sequence[str | None]]) -> dict[str, list[int]]:
    """Return the codes of claims' values, facet by facet."""
    names = {(facet, value): column(value) for facet, some in facets.items() for value in set(some) if value}
    known = codes.codes(connection, {(facet, name) for (facet, _), name in names.items()})
    own: dict[str, dict[str | None, int]] = {facet: {None: codes.NONE, "": codes.NONE} for facet in facets}
    for (facet, value), name in names.items():
        own[facet][value] = known[facet, name]
    return {facet: list(map(own[facet].__getitem__, some)) for facet, some in facets.items()}


def _held(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Return the numbers of those claims that are stored."""
    rows = connection.execute(select(claims.c.id, claims.c.number).where(dialect.among(claims.c.id, sorted(ids))))
    return {row.id: row.number for row in rows}


def _refuse_doubles(doubles: Iterable[str]) -> None:
    for one in doubles:
        raise BadInput(f"claim id {one}: stands for two claims; give every claim an id of its own, or none")


def free_numbers(connection: Connection, wanted: Mapping[str, int], *tables: Column[int]) -> dict[str, int]:
    """Return for each id a number that stands in none of the columns: the next free one where the one wanted is taken."""
    among = sorted(wanted.values())
    filled = [column for column in tables if connection.scalar(select(column).limit(1)) is not None]  # hardly ever is a number retired
    held = {number for column in filled for number in connection.scalars(select(column).where(dialect.among(column, among)))}
    twice = held.union(number for number, after in pairwise(among) if number == after)
    if not twice:
        return dict(wanted)
    found = {name: number for name, number in wanted.items() if number not in twice}
    taken = held.union(found.values())
    for name, number in sorted((name, number) for name, number in wanted.items() if number in twice):
        free = number
        while free in taken or (free != number and any(connection.scalar(select(column).where(column == free)) is not None for column in tables)):
            free = _after(free)
        taken.add(free)
        found[name] = free
    return found


def number_of(name: str, when: When | None) -> int:
    """Return the number that a claim or an event of this id and day has where nothing else has it."""
    return first_of(when.start if when else None) | zlib.crc32(name.encode()) & ((1 << BITS) - 1)


def _after(number: int) -> int:
    """Return the next number of the same day, the first after the last."""
    return day_of(number) << BITS | (number + 1) & ((1 << BITS) - 1)


def _columns(numbers: Sequence[int], facets: Mapping[str, Sequence[int]], points: Sequence[tuple[float, float, float]]) -> columns.Rows:
    """Return claims as columns hold them."""
    lat, lon, radius = zip(*points, strict=True) if points else ((), (), ())
    return columns.table("claims", {"number": numbers, "live": True, **facets, "lat": lat, "lon": lon, "radius": radius})


def codes_of(row: Mapping[str, Any], facets: Sequence[str], known: Mapping[tuple[str, str], int]) -> list[int]:
    """Return the codes of a row's facets."""
    return [known[facet, row[facet]] if row[facet] else codes.NONE for facet in facets]


def _point(point: tuple[float | None, float | None], claim: Claim) -> tuple[float, float, float]:
    """Return a claim's point and how far it may be off; NaN where that is unknown."""
    lat, lon = point
    if lat is None or lon is None:
        return nan, nan, nan
    for one in claim.places:
        if one.radius_km is not None and (one.lat, one.lon) == point:
            return lat, lon, one.radius_km
    return lat, lon, nan


def relink(connection: Connection, numbers: Sequence[int]) -> None:
    """Let the events of claims be formed anew, with all claims that hang together with them."""
    dialect.insert_numbers(connection, unlinked.c.claim, numbers)


def hide(connection: Connection, names: Sequence[str], by: Column[str] = claims.c.document) -> None:
    """Take the claims of documents, or those of these ids, out of every search and count; they stay stored."""
    _show(connection, names, by, shown=0)


def restore(connection: Connection, names: Sequence[str], by: Column[str] = claims.c.document) -> None:
    """Put the claims of documents, or those of these ids, back into searches and counts."""
    _show(connection, names, by, shown=1)


def _show(connection: Connection, names: Sequence[str], by: Column[str], *, shown: int) -> None:
    for some in chunks(names):
        turned = by.in_(some) & (claims.c.shown != shown)
        rows = _rows(connection, turned)
        connection.execute(update(claims).where(turned).values(shown=shown))
        _count(connection, rows, shown=shown)
        relink(connection, [row["number"] for row in rows])


def _rows(connection: Connection, condition: ColumnElement[bool], most: int | None = None) -> Sequence[Mapping[str, Any]]:
    held = (claims.c.number, claims.c.document, claims.c.lat, claims.c.lon, claims.c.record, *(claims.c[facet] for facet in FACETS))
    found: Sequence[Any] = connection.execute(select(*held).where(condition).order_by(claims.c.number).limit(most)).mappings().all()
    return found


def columns_of(connection: Connection, numbers: Sequence[int]) -> columns.Rows:
    """Return claims, be they shown or not, as columns hold them."""
    rows = _rows(connection, dialect.among(claims.c.number, numbers))
    points = [_point((row["lat"], row["lon"]), packing.unpacked_claim(row["record"], row["document"])[1]) for row in rows]
    return _columns([row["number"] for row in rows], {facet: [row[facet] for row in rows] for facet in FACETS}, points)


def _count(connection: Connection, rows: Sequence[Mapping[str, Any]], *, shown: int) -> None:
    """Put rows into the columns that are counted, or take them out."""
    numbers = [row["number"] for row in rows]
    columns.add(connection, "claims", columns_of(connection, numbers) if shown else columns.gone("claims", numbers))


def rebuild(connection: Connection) -> None:
    """Make the columns of claims anew from their rows, and let all events be formed anew."""
    columns.replace(connection, "claims", columns.rows_of("claims", []))
    last = -1
    while rows := _rows(connection, (claims.c.shown == 1) & (claims.c.number > last), _AT_ONCE):
        _count(connection, rows, shown=1)
        relink(connection, [row["number"] for row in rows])
        last = rows[-1]["number"]


def remove(connection: Connection, name: str) -> None:
    """Take a claim out of the store, to be added again otherwise. Its number is retired: SQLite's index cannot forget words that it was not told in full."""
    hide(connection, [name], claims.c.id)
    number = connection.execute(select(claims.c.number).where(claims.c.id == name)).scalar_one()
    connection.execute(delete(losses).where(losses.c.claim == number))
    dialect.unindex(connection, [number])
    connection.execute(delete(claims).where(claims.c.id == name))
    dialect.insert_new(connection, retired, [{"number": number}])


def claim(connection: Connection, name: str) -> Claim | None:
    """Return a claim by its id, None where there is none."""
    row = connection.execute(select(claims.c.document, claims.c.record).where(claims.c.id == name)).first()
    return packing.unpacked_claim(row.record, row.document)[1] if row else None
