"""Finds claims by words and slots, in a stable order, page by page, and counts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, not_, or_, select

from riwaya.contract.read import claim_of
from riwaya.model import Claim
from riwaya.store import dialect
from riwaya.store.judgement_tables import claim_states
from riwaya.store.packing import unpack
from riwaya.store.tables import claims, event_claims, events, pages
from riwaya.store.words import phrases

_FACETS: Mapping[str, ColumnElement[str]] = {
    "kind": claims.c.sub_event_type,
    "stance": claims.c.stance,
    "place": claims.c.place,
    "speaker": claims.c.speaker,
    "outlet": pages.c.outlet,
}
_MOST = 20  # values of a facet that are counted by name


@dataclass(frozen=True, slots=True)
class Wanted:
    """A phrase that must stand in a claim's words, or one of several, or must not."""

    any_of: tuple[str, ...]
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What claims must have; None and () ask for nothing. A claim without a day is outside every span of days."""

    words: tuple[Wanted, ...] = ()
    since: date | None = None
    until: date | None = None
    kind: str | None = None
    stance: str | None = None
    speaker: str | None = None
    place: str | None = None
    outlet: str | None = None
    grade: str | None = None
    decision: str | None = None  # what people decided: open, accepted, rejected; None for all but rejected ones


@dataclass(frozen=True, slots=True)
class Found:
    """One page of claims with their pages' ids, and where the next one begins: the number of the last claim, None at the end."""

    claims: tuple[tuple[str, str, Claim], ...]
    after: int | None


def find(connection: Connection, query: Query, limit: int = 50, after: int | None = None) -> Found:
    """Return the claims that a query asks for, latest stored first."""
    wanted = _filtered(select(claims.c.number, claims.c.id, claims.c.page, claims.c.record), query, connection)
    if after is not None:
        wanted = wanted.where(claims.c.number < after)
    rows = connection.execute(wanted.order_by(claims.c.number.desc()).limit(limit + 1)).all()
    shown = tuple((row.id, row.page, claim_of(unpack(row.record), row.page)) for row in rows[:limit])
    return Found(shown, rows[limit - 1].number if len(rows) > limit else None)


def facets(connection: Connection, query: Query) -> dict[str, dict[str, int]]:
    """Return for each facet how many claims have which value, the most frequent first."""
    found: dict[str, dict[str, int]] = {}
    for name, column in _FACETS.items():
        counted = _filtered(select(column, func.count()), query, connection).where(column.is_not(None)).group_by(column)
        found[name] = {row[0]: row[1] for row in connection.execute(counted.order_by(func.count().desc(), column).limit(_MOST))}
    return found


def days(connection: Connection, query: Query) -> dict[date, int]:
    """Return how many claims tell of which first day, in order."""
    day = claims.c.first_day
    counted = _filtered(select(day, func.count()), query, connection).where(day.is_not(None)).group_by(day).order_by(day)
    return {row[0]: row[1] for row in connection.execute(counted)}


def _filtered(base: Select[*tuple[Any, ...]], query: Query, connection: Connection) -> Select[*tuple[Any, ...]]:
    joined = base.select_from(claims.join(pages, claims.c.page == pages.c.id)).where(pages.c.current)
    return joined.where(and_(True, *_conditions(query, connection)))  # noqa: FBT003  # SQL's TRUE, for a query without conditions


def _conditions(query: Query, connection: Connection) -> Iterator[ColumnElement[bool]]:
    for column, value in (
        (claims.c.sub_event_type, query.kind),
        (claims.c.stance, query.stance),
        (claims.c.speaker, query.speaker),
        (claims.c.place, query.place),
        (pages.c.outlet, query.outlet),
    ):
        if value is not None:
            yield column == value
    if query.since:
        yield claims.c.last_day >= query.since
    if query.until:
        yield claims.c.first_day <= query.until
    if query.grade:
        graded = select(event_claims.c.claim).join(events, event_claims.c.event == events.c.id).where(events.c.grade == query.grade)
        yield claims.c.id.in_(graded)
    yield from (_words(one, connection) for one in query.words)
    decided = select(claim_states.c.claim)
    if query.decision in {None, "open"}:
        gone = {"rejected"} if query.decision is None else {"accepted", "rejected"}
        yield claims.c.id.not_in(decided.where(claim_states.c.decision.in_(gone)))
    else:
        yield claims.c.id.in_(decided.where(claim_states.c.decision == query.decision))


def _words(wanted: Wanted, connection: Connection) -> ColumnElement[bool]:
    forms = [form for phrase in wanted.any_of for form in phrases(phrase)]
    matched = or_(dialect.matching(connection, forms)) if forms else claims.c.number.is_not(None)
    return not_(matched) if wanted.refused else matched
