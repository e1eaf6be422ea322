"""Which claims a search finds, page by page in a stable order, and how many of them have what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, String, cast, func, literal, literal_column, select, union_all

from riwaya.contract.read import claim_of
from riwaya.model import Claim
from riwaya.store import decided, dialect, packing
from riwaya.store.claims import ALL, BITS, FACETS
from riwaya.store.decided import Decided
from riwaya.store.match import Match
from riwaya.store.tables import claims, day_counts, event_claims, events, losses, sources

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
        """Whether the counts kept by day can answer."""
        return self.match is None and self.near is None and not self.losses and self.grade is None and self.state is None


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


def page(connection: Connection, wanted: Wanted, limit: int, before: int | None = None) -> list[Hit]:
    """Return the claims that come after the number `before`, the latest day first, `limit` at most."""
    found = _wanted(connection, wanted, claims.c.number, claims.c.id, claims.c.document, claims.c.record, before=before)
    rows = connection.execute(found.limit(limit))
    return [Hit(row.number, row.id, claim_of(packing.unpacked_claim(row.record), row.document)) for row in rows]


def _wanted(connection: Connection, wanted: Wanted, *columns: ColumnElement[Any], before: int | None = None, ordered: bool = True) -> Select[Any]:
    """Return the query for claims: by the search index where words or terms are asked for, else by number or point."""
    name = connection.dialect.name
    if wanted.match is not None:
        source, number = dialect.index_of(name)
        found = select(*columns).select_from(source.join(claims, claims.c.number == number)).where(dialect.matches(name, wanted.match))
    else:
        found, number = select(*columns), claims.c.number
    shown = claims.c.shown == 1 if wanted.state is None else decided.having(wanted.state)
    found = found.where(shown, *_range(number, wanted, before), *_more(name, wanted))
    return found.order_by(number.desc()) if ordered else found


def _range(number: ColumnElement[int], wanted: Wanted, before: int | None) -> list[ColumnElement[bool]]:
    found = []
    if wanted.first is not None or wanted.last is not None:
        found.append(number >= max(wanted.first or 1, 1) << BITS)
    if wanted.last is not None:
        found.append(number < (wanted.last + 1) << BITS)
    return [*found, number < before] if before is not None else found


def _more(name: str, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        claims.c.number.in_(select(losses.c.claim).where(losses.c.outcome == outcome, losses.c.figure >= least)) for outcome, least in wanted.losses
    ]
    if wanted.grade is not None:
        graded = select(event_claims.c.claim).join(events, events.c.id == event_claims.c.event).where(events.c.grade == wanted.grade)
        found.append(claims.c.id.in_(graded))
    if wanted.near is not None:
        high = wanted.near.km / _DEGREE
        found.append(claims.c.lat.between(wanted.near.lat - high, wanted.near.lat + high))
        found.append(dialect.distance(name, wanted.near.lat, wanted.near.lon) <= wanted.near.km)
    return found


def counts(connection: Connection, wanted: Wanted) -> Counts:
    """Count what a search finds."""
    return _kept(connection, wanted) if wanted.days_only else _counted(connection, wanted)


def _kept(connection: Connection, wanted: Wanted) -> Counts:
    """Count by the counts kept by day."""
    spans = []
    if wanted.first is not None or wanted.last is not None:
        spans.append(day_counts.c.day >= max(wanted.first or 1, 1))
    if wanted.last is not None:
        spans.append(day_counts.c.day <= wanted.last)
    number = func.sum(day_counts.c.claims)
    by_value = select(day_counts.c.facet, day_counts.c.value, number).where(day_counts.c.facet != ALL, *spans)
    by_day = select(day_counts.c.day, day_counts.c.claims).where(day_counts.c.facet == ALL, day_counts.c.claims > 0, *spans)
    days = {day: int(held) for day, held in connection.execute(by_day.order_by(day_counts.c.day))}
    values = connection.execute(by_value.group_by(day_counts.c.facet, day_counts.c.value)).all()
    return Counts(sum(days.values()), _facets([tuple(row) for row in values]), days)


def _counted(connection: Connection, wanted: Wanted) -> Counts:
    """Count claim by claim."""
    columns = [claims.c.number, *(claims.c[facet] for facet in FACETS)]
    hits = _wanted(connection, wanted, *columns, ordered=False).cte("hits")
    day = hits.c.number.op(">>")(literal_column(str(BITS)))
    every = [select(literal(facet), hits.c[facet], func.count()).group_by(hits.c[facet]) for facet in FACETS]
    whole = select(literal(ALL), cast(day, String), func.count()).group_by(day)
    rows = [tuple(row) for row in connection.execute(union_all(*every, whole))]
    days = {int(value): number for facet, value, number in rows if facet == ALL}
    return Counts(sum(days.values()), _facets([row for row in rows if row[0] != ALL]), dict(sorted(days.items())))


def _facets(rows: Sequence[tuple[Any, ...]]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for facet, value, number in sorted(rows, key=lambda row: (-row[2], str(row[1]))):
        if value and number > 0 and len(found[facet]) < MOST_VALUES:
            found[facet][value] = int(number)
    return found


def seen(connection: Connection, kind: str) -> list[str]:
    """Return the names of sources of a kind ("outlet", "speaker") that claims have."""
    return list(connection.scalars(select(sources.c.value).where(sources.c.kind == kind).order_by(sources.c.value)))
