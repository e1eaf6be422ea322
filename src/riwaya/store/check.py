"""What a store holds, in numbers that are the same for the same content, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, func, select, text

from riwaya.contract.read import claim_of
from riwaya.review import OPEN, judged_claim, states
from riwaya.store import dialect
from riwaya.store import judgements as judging
from riwaya.store.judgement_tables import claim_states, judgements, readings, unlinked
from riwaya.store.packing import unpack, unsqueeze
from riwaya.store.tables import bodies, claims, event_claims, events, pages

Stats = dict[str, int | str]


def stats(connection: Connection) -> Stats:
    """Return counts by name, and a digest of all pages and claims."""

    def count(*conditions: object, of: object = pages.c.id) -> int:
        return connection.scalar(select(func.count(of)).where(*conditions)) or 0  # type: ignore[arg-type]  # columns and conditions of tables

    found: Stats = {
        "pages": count(pages.c.rejected.is_(None)),
        "rejected": count(pages.c.rejected.is_not(None)),
        "versions": count(pages.c.version > 1),
        "bytes": connection.scalar(select(func.coalesce(func.sum(bodies.c.size), 0))) or 0,
        "claims": count(of=claims.c.number),
        "events": count(of=events.c.id),
    }
    reasons = select(pages.c.rejected, func.count()).where(pages.c.rejected.is_not(None)).group_by(pages.c.rejected).order_by(pages.c.rejected)
    kinds = select(claims.c.sub_event_type, func.count()).group_by(claims.c.sub_event_type).order_by(claims.c.sub_event_type)
    found |= {f"rejected.{reason}": number for reason, number in connection.execute(reasons)}
    found |= {f"claims.{kind}": number for kind, number in connection.execute(kinds)}
    return {**found, "content": _digest(connection)}


def _digest(connection: Connection) -> str:
    """Return a hash over the ids of all pages and claims, whatever the order in which they came."""
    seen = hashlib.sha256()
    for query in (select(pages.c.id, pages.c.sha256), select(claims.c.id, claims.c.page)):
        for row in sorted(connection.execute(query).all(), key=str):
            seen.update(f"{row[0]}\x1f{row[1]}\x1e".encode("utf-8", "surrogatepass"))
    return seen.hexdigest()[:16]


def problems(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, one line each; nothing where the store is sound."""
    yield from dialect.faults(connection)
    yield from _bodies(connection)
    yield from _claims(connection)
    yield from _versions(connection)
    yield from _judgements(connection)
    yield from _events(connection)


def _bodies(connection: Connection) -> Iterator[str]:
    for row in connection.execute(select(bodies.c.sha256, bodies.c.body)):
        if hashlib.sha256(unsqueeze(row.body)).hexdigest() != row.sha256:
            yield f"body {row.sha256}: its bytes are not what its digest says"


def _claims(connection: Connection) -> Iterator[str]:
    joined = claims.join(pages, claims.c.page == pages.c.id).outerjoin(readings, readings.c.claim == claims.c.id)
    columns = (claims.c.id, claims.c.page, claims.c.record, readings.c.record.label("read"), pages.c.name)
    for row in connection.execute(select(*columns).select_from(joined)):
        if row.id.partition("~")[0] != claim_of(unpack(row.read or row.record), row.name).id:
            yield f"claim {row.id} on {row.page}: its id is not that of what it says"
    held = connection.scalar(select(func.count(claims.c.number))) or 0
    words = connection.scalar(text("SELECT count(*) FROM claim_words")) or 0
    if held != words:
        yield f"index of words: holds {words} claims, the store {held}"


def _versions(connection: Connection) -> Iterator[str]:
    current = select(pages.c.name, func.count()).where(pages.c.current).group_by(pages.c.name).having(func.count() != 1)
    yield from (f"page {name}: {number} current versions" for name, number in connection.execute(current))


def _events(connection: Connection) -> Iterator[str]:
    if not connection.scalar(select(func.count(events.c.id))) or connection.scalar(select(func.count(unlinked.c.number))):
        return  # nothing is linked, or judgements wait to be worked in
    linked = select(event_claims.c.claim)
    rejected = select(claim_states.c.claim).where(claim_states.c.decision == "rejected")
    current = select(claims.c.id).join(pages, claims.c.page == pages.c.id).where(pages.c.current)
    for identity in connection.scalars(current.where(claims.c.id.not_in(linked), claims.c.id.not_in(rejected)).limit(20)):
        yield f"claim {identity}: is in no event"
    empty = select(events.c.id).where(events.c.id.not_in(select(event_claims.c.event))).limit(20)
    yield from (f"event {identity}: has no claim" for identity in connection.scalars(empty))


def _judgements(connection: Connection) -> Iterator[str]:
    """Yield where what is kept of claims is not what follows from their judgements."""
    every = list(judging.every(connection))
    known = set(connection.scalars(select(judgements.c.id)))
    yield from (f"judgement {one}: its id is not that of what it says" for one in sorted(known ^ {one.id for one in every}))
    kept = {row.claim: row for row in connection.execute(select(claim_states))}
    told = states(every)
    yield from (f"claim {claim}: is judged, but nothing is kept of it" for claim in sorted(told.keys() - kept.keys()))
    for claim, held in judging.held(connection, sorted(kept)).items():
        state = told.get(claim, OPEN)
        row = (kept[claim].decision, kept[claim].corrected, kept[claim].disputed, kept[claim].assignee)
        if row != (state.decision, bool(state.corrections), state.disputed, state.assignee) or judged_claim(held.read, state) != held.claim:
            yield f"claim {claim}: what is kept of it is not what its judgements say"
