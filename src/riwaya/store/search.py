"""Which claims a search finds, page by page in a stable order, and how many of them have what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Select, select

from riwaya.model import Claim
from riwaya.store import codes, columns, decided, dialect, packing
from riwaya.store.claims import BITS, columns_of
from riwaya.store.columns import FACETS, Cache, Rows
from riwaya.store.decided import Decided
from riwaya.store.match import Match
from riwaya.store.tables import claims, event_claims, events, losses

MOST_VALUES = 50  # of a facet
_DEGREE = 111.0  # km of latitude, a little less than it is: the box around a circle must not be too small


@dataclass(frozen=True, slots=True)
class Near:
    """A circle: centre in degrees, radius in km."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What claims must have; None and () ask for nothing. `first` and `last` are ordinals of days; a claim without a day is in no span of days."""

    match: Match | None = None
    first: int | None = None
    last: int | None = None
    near: Near | None = None
    losses: tuple[tuple[str, int], ...] = ()
    grade: str | None = None
    state: Decided | None = None

    @property
    def days_only(self) -> bool:
        """Whether nothing but days is asked for."""
        return self.match is None and self.near is None and not self.losses and self.grade is None and self.state is None

    @property
    def asks_nothing(self) -> bool:
        """Whether everything is wanted."""
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Hit:
    """One claim found. `number` is its place in the order."""

    number: int
    id: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Counts:
    """How many claims there are in all, by value of each facet (most frequent first, MOST_VALUES at most), and by day (ordinal, 0 for none)."""

    claims: int
    facets: Mapping[str, Mapping[str, int]]
    days: Mapping[int, int]


def page(connection: Connection, wanted: Wanted, cache: Cache, limit: int, before: int | None = None) -> list[Hit]:
    """Return the claims that come after the number `before`, the latest day first, `limit` at most."""
    held = claims.c.number, claims.c.id, claims.c.document, claims.c.record
    if _by_columns(wanted):
        some = turn(found(connection, wanted, cache), limit, before)
        asked = select(*held).where(dialect.among(claims.c.number, some)).order_by(claims.c.number.desc())
    else:
        asked = _wanted(connection, wanted, *held, before=before).limit(limit)
    rows = connection.execute(asked)
    return [Hit(row.number, row.id, packing.unpacked_claim(row.record, row.document)[1]) for row in rows]


def turn(rows: Rows, limit: int, before: int | None) -> list[int]:
    """Return the numbers of those rows that come after the number `before`, the latest day first, `limit` at most; in the order of numbers."""
    numbers = rows["number"]
    last = len(numbers) if before is None else int(np.searchsorted(numbers, before))
    some: list[int] = numbers[max(0, last - limit) : last].tolist()
    return some


def _by_columns(wanted: Wanted) -> bool:
    """Whether points decide, which no index of the database holds but the columns do; rejected claims are in no column."""
    return wanted.near is not None and wanted.state != "rejected"


def _wanted(connection: Connection, wanted: Wanted, *columns: ColumnElement[Any], before: int | None = None) -> Select[Any]:
    """Return the query for claims: by the search index where words or terms are asked for, else by number."""
    name = connection.dialect.name
    if wanted.match is not None:
        source, number = dialect.index_of(name)
        found = select(*columns).select_from(source.join(claims, claims.c.number == number)).where(dialect.matches(name, wanted.match))
    else:
        found, number = select(*columns), claims.c.number
    shown = claims.c.shown == 1 if wanted.state is None else decided.having(wanted.state)
    return found.where(shown, *_range(number, wanted, before), *_more(name, wanted)).order_by(number.desc())  # the index's own order: it need not be sorted


def _range(number: ColumnElement[int], wanted: Wanted, before: int | None) -> list[ColumnElement[bool]]:
    found = []
    if wanted.first is not None or wanted.last is not None:
        found.append(number >= _first(wanted))
    if wanted.last is not None:
        found.append(number < (wanted.last + 1) << BITS)
    return [*found, number < before] if before is not None else found


def _first(wanted: Wanted) -> int:
    """Return the least number in the days wanted; undated claims are in no span of days."""
    return 0 if wanted.first is None and wanted.last is None else max(wanted.first or 1, 1) << BITS


def _more(name: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        claims.c.number.in_(select(losses.c.claim).where(losses.c.outcome == outcome, losses.c.figure >= least)) for outcome, least in wanted.losses
    ]
    if wanted.grade is not None:
        graded = select(event_claims.c.claim).join(events, events.c.id == event_claims.c.event).where(events.c.grade == wanted.grade)
        found.append(claims.c.id.in_(graded))
    if wanted.near is not None:
        found.append(dialect.distance(name, wanted.near.lat, wanted.near.lon) <= wanted.near.km)
    return found


def counts(connection: Connection, wanted: Wanted, cache: Cache) -> Counts:
    """Count what a search finds."""
    rows = found(connection, wanted, cache)
    return Counts(len(rows), facets(connection, rows, FACETS), by_day(rows))


def found(connection: Connection, wanted: Wanted, cache: Cache) -> Rows:
    """Return the columns of all claims that a search finds, in the order of numbers."""
    if wanted.state == "rejected":  # these claims are hidden, so no column has them
        return columns_of(connection, _numbers(connection, wanted).tolist())
    rows: Rows = columns.whole(connection, "claims", cache)[places(connection, wanted, cache)]
    return rows


def places(connection: Connection, wanted: Wanted, cache: Cache) -> slice | NDArray[np.intp]:
    """Return where in the columns the claims stand that a search finds, rejected ones not among them.

    Circle and grade are looked at in the columns: the database would have to look at every claim's row.
    """
    rows = columns.whole(connection, "claims", cache)
    rest = replace(wanted, grade=None, near=None)
    if rest.days_only:
        last = np.searchsorted(rows["number"], (rest.last + 1) << BITS) if rest.last is not None else len(rows)
        found: slice | NDArray[np.intp] = slice(int(np.searchsorted(rows["number"], _first(rest))), int(last))
    else:
        found = among(rows["number"], np.sort(_numbers(connection, rest)))
    if rest == wanted:
        return found
    chosen = np.zeros(len(rows), bool)
    chosen[found] = True
    if wanted.grade is not None:
        chosen &= np.isin(rows["number"], _graded(connection, wanted.grade, cache), assume_unique=True)
    return np.flatnonzero(chosen if wanted.near is None else chosen & _within(rows, wanted.near))


def _within(rows: Rows, near: Near) -> NDArray[np.bool_]:
    """Say of each row whether its point lies in a circle; a box about it leaves few to measure."""
    found: NDArray[np.bool_] = np.abs(rows["lat"] - near.lat) <= near.km / _DEGREE
    found[found] = dialect.km(rows["lat"][found], rows["lon"][found], near.lat, near.lon) <= near.km
    return found


def among(held: NDArray[np.int64], wanted: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return where in `held` those of `wanted` stand that are there; both in order."""
    found = np.searchsorted(held, wanted)
    found = found[: np.searchsorted(found, len(held))]
    there: NDArray[np.intp] = found[held[found] == wanted[: len(found)]]
    return there


def _graded(connection: Connection, grade: str, cache: Cache) -> NDArray[np.int64]:
    """Return the numbers of the claims that stand in events of a grade."""
    links, every = (columns.whole(connection, name, cache) for name in ("links", "events"))
    wanted = every["number"][every["grade"] == codes.code(connection, ("grade", grade))]
    found: NDArray[np.int64] = links["number"][np.isin(links["event"], wanted)]
    return found


def _numbers(connection: Connection, wanted: Wanted) -> NDArray[np.int64]:
    """Return the numbers of what a search finds; hidden claims may be among them where the search index alone answers."""
    name = connection.dialect.name
    if wanted.match is not None and wanted.state is None and not _more(name, wanted):
        source, number = dialect.index_of(name)
        asked = select(number).select_from(source).where(dialect.matches(name, wanted.match), *_range(number, wanted, None))
        return dialect.numbers(connection, asked)
    return dialect.numbers(connection, _wanted(connection, wanted, claims.c.number))


def facets(connection: Connection, rows: Rows, wanted: Sequence[str]) -> dict[str, dict[str, int]]:
    """Count rows by value of each facet: the most frequent first, values of one number by name, MOST_VALUES at most."""
    counted = {facet: np.bincount(rows[facet]) for facet in wanted}
    told = {facet: _frequent(numbers) for facet, numbers in counted.items()}
    names = codes.names(connection, {code for some in told.values() for code in some})
    return {facet: _ordered({names[code]: int(counted[facet][code]) for code in some}) for facet, some in told.items()}


def _frequent(counted: NDArray[np.intp]) -> list[int]:
    """Return the codes that are counted as often as the MOST_VALUES-th of them, or more often."""
    counted = counted.copy()
    counted[: codes.NONE + 1] = 0
    least = max(1, int(np.sort(counted)[-MOST_VALUES])) if len(counted) > MOST_VALUES else 1
    places: list[int] = np.flatnonzero(counted >= least).tolist()
    return places


def _ordered(counted: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:MOST_VALUES])


def by_day(rows: Rows) -> dict[int, int]:
    """Count rows by day (ordinal, 0 for none)."""
    days = rows["number"] >> BITS
    starts = np.flatnonzero(np.diff(days, prepend=-1))  # rows are in order: each begins another day
    return dict(zip(days[starts].tolist(), np.diff(starts, append=len(days)).tolist(), strict=True))
