"""Claims: their numbers, columns to filter by, records, and the counts kept of them.

A claim's number holds its day and a hash of its id: the order of numbers is the order of days, a span of days is a range of numbers, and the number does not
depend on what was stored before.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, delete, select, update

from riwaya.contract.read import claim_of
from riwaya.contract.write import claim_record
from riwaya.errors import BadInput
from riwaya.model import Claim
from riwaya.store import dialect, packing
from riwaya.store.pages import chunks
from riwaya.store.tables import claims, day_counts, losses, retired, sources
from riwaya.store.values import Filed, Reading, column

BITS = 24  # of the hash: days of a million claims still find room
FACETS = ("event_type", "sub_event_type", "stance", "country", "admin1", "outlet", "actor", "speaker")
ALL = "all"  # the facet that counts every claim


def first_of(day: date | None) -> int:
    """Return the least number of a day; undated claims lie before all days."""
    return (day.toordinal() if day else 0) << BITS


def day_of(number: int) -> int:
    """Return the day of a number as an ordinal, 0 where the claim has none."""
    return number >> BITS


def add(connection: Connection, given: Sequence[Reading]) -> int:
    """Keep the claims of readings; return how many. Raises BadInput where an id stands for two claims."""
    every = [(one, reading) for reading in given for one in reading.claims]
    _refuse_doubles(connection, [one.id for one, _ in every])
    numbers = _numbers(connection, [one for one, _ in every])
    rows = sorted((_row(one, reading, numbers[one.id]) for one, reading in every), key=lambda row: row["number"])
    if not rows:
        return 0
    dialect.insert_many(connection, claims, rows)
    lost = [{"outcome": outcome, "figure": figure, "claim": numbers[one.id]} for one, _ in every for outcome, figure in one.losses]
    dialect.insert_new(connection, losses, sorted(lost, key=lambda row: tuple(row.values())))
    dialect.index_words(connection, sorted((numbers[one.id], one.words, one.terms) for one, _ in every))
    _add_sources(connection, rows)
    _count(connection, rows, 1)
    return len(rows)


def _refuse_doubles(connection: Connection, ids: Sequence[str]) -> None:
    twice = [one for one, times in Counter(ids).items() if times > 1]
    for some in chunks(ids):
        twice += connection.scalars(select(claims.c.id).where(claims.c.id.in_(some)))
    if twice:
        raise BadInput(f"claim id {twice[0]}: stands for two claims; give every claim an id of its own, or none")


def _numbers(connection: Connection, given: Sequence[Filed]) -> dict[str, int]:
    """Return a free number for each claim: the next free one where the claim's own is taken."""
    wanted = {one.id: first_of(one.claim.date.start if one.claim.date else None) | zlib.crc32(one.id.encode()) & ((1 << BITS) - 1) for one in given}
    taken: set[int] = set()
    for some in chunks(list(wanted.values())):
        taken.update(connection.scalars(select(claims.c.number).where(claims.c.number.in_(some))))
        taken.update(connection.scalars(select(retired.c.number).where(retired.c.number.in_(some))))
    found = {}
    for name, number in sorted(wanted.items(), key=lambda one: one[0]):
        free = number
        while free in taken or (free != number and _is_taken(connection, free)):
            free = day_of(free) << BITS | (free + 1) & ((1 << BITS) - 1)
        taken.add(free)
        found[name] = free
    return found


def _is_taken(connection: Connection, number: int) -> bool:
    return any(connection.scalar(select(table.c.number).where(table.c.number == number)) is not None for table in (claims, retired))


def _row(one: Filed, reading: Reading, number: int) -> dict[str, Any]:
    claim = one.claim
    country, admin1, admin2 = one.units
    lat, lon = one.point or (None, None)
    speaker = claim.sources[-1].actor if claim.sources else None
    return {
        "number": number, "id": one.id, "document": claim.document, "shown": 1, "event_type": column(claim.event_type),
        "sub_event_type": column(claim.sub_event_type), "stance": column(claim.stance), "country": country, "admin1": admin1, "admin2": admin2,
        "outlet": reading.document.outlet, "actor": next((column(party.actor) for party in claim.actors if party.actor), None),
        "speaker": column(speaker) if speaker else None,
        "lat": lat, "lon": lon, "record": packing.packed_claim({**claim_record(claim), "id": one.id}),
    }  # fmt: skip


def _add_sources(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    found = {(kind, row[kind]) for row in rows for kind in ("outlet", "speaker") if row[kind]}
    dialect.insert_new(connection, sources, [{"kind": kind, "value": value} for kind, value in sorted(found)])


def _count(connection: Connection, rows: Iterable[Any], sign: int) -> None:
    """Add claims to the counts by day, or take them out."""
    counted: Counter[tuple[str, str, int]] = Counter()
    for row in rows:
        day = day_of(row["number"])
        counted[ALL, "", day] += sign
        counted.update(dict.fromkeys(((facet, row[facet], day) for facet in FACETS if row[facet]), sign))
    found = [{"facet": facet, "value": value, "day": day, "claims": number} for (facet, value, day), number in sorted(counted.items())]
    dialect.add_counts(connection, day_counts, found)


def hide(connection: Connection, names: Sequence[str], by: Column[str] = claims.c.document) -> None:
    """Take the claims of documents, or those of these ids, out of every search and count; they stay stored."""
    _show(connection, names, by, shown=0)


def restore(connection: Connection, names: Sequence[str], by: Column[str] = claims.c.document) -> None:
    """Put the claims of documents, or those of these ids, back into searches and counts."""
    _show(connection, names, by, shown=1)


def _show(connection: Connection, names: Sequence[str], by: Column[str], *, shown: int) -> None:
    for some in chunks(names):
        turned = by.in_(some) & (claims.c.shown != shown)
        rows = connection.execute(select(claims.c.number, *(claims.c[facet] for facet in FACETS)).where(turned)).mappings().all()
        connection.execute(update(claims).where(turned).values(shown=shown))
        _count(connection, rows, 1 if shown else -1)


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
    return claim_of(packing.unpacked_claim(row.record), row.document) if row else None
