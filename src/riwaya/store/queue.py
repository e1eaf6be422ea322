"""The queue of review: how doubtful claims are, and which wait for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, func, insert, or_, select

from riwaya.model import Event
from riwaya.review import states
from riwaya.store import dialect, events, judgements
from riwaya.store.judgement_tables import claim_states, doubts
from riwaya.store.pages import chunks
from riwaya.store.tables import claims, event_claims

_POINTS = select(doubts.c.claim, doubts.c.points).where(dialect.among(doubts.c.claim))


def undoubted(connection: Connection) -> list[str]:
    """Return the claims in events whose doubt is not reckoned yet; it is forgotten by itself when the event is deleted."""
    linked, reckoned = (connection.scalar(select(func.count()).select_from(table)) for table in (event_claims, doubts))
    if linked == reckoned:
        return []  # every doubt belongs to a claim in an event: counting is far quicker than comparing
    missing = event_claims.c.claim.not_in(select(doubts.c.claim))
    return list(connection.scalars(select(event_claims.c.claim).where(missing).order_by(event_claims.c.event)))  # so that each event is loaded once


def events_of(connection: Connection, names: list[str]) -> Iterator[list[Event]]:
    """Yield the events that claims stand in, some at a time."""
    for some in chunks(names):
        yield events.of_claims(connection, some)


def renew_doubts(connection: Connection, points: Mapping[str, float]) -> None:
    """Keep how doubtful claims are now that stand in events."""
    held = {row.claim: row.points for row in connection.execute(_POINTS, {"among": sorted(points)})}
    dialect.put_many(connection, doubts, [{"claim": claim, "points": one} for claim, one in points.items() if held.get(claim) != one])


def put_doubts(connection: Connection, points: Mapping[str, float]) -> None:
    """Keep how doubtful claims are that stand in events; those that stand in none meanwhile, or are reckoned, stay as they are."""
    for some in chunks(list(points)):
        fresh = select(event_claims.c.claim).where(event_claims.c.claim.in_(some), event_claims.c.claim.not_in(select(doubts.c.claim)))
        rows = [{"claim": claim, "points": points[claim]} for claim in connection.scalars(fresh)]
        if rows:
            connection.execute(insert(doubts), rows)


def waiting(connection: Connection, who: str, limit: int) -> list[str]:
    """Return the claims that wait for a person: those given to the person that he or she has not decided, then the most doubtful that nobody decided.

    Claims given to others, and claims that searches do not have, do not wait.
    """
    first = _given(connection, who)[:limit]
    joined = doubts.join(claims, claims.c.id == doubts.c.claim).outerjoin(claim_states, claim_states.c.claim == doubts.c.claim)
    free = or_(claim_states.c.claim.is_(None), (claim_states.c.decision == "open") & (claim_states.c.assignee == ""))
    rest = select(doubts.c.claim).select_from(joined).where(claims.c.shown == 1, free).order_by(doubts.c.points.desc(), doubts.c.claim.desc())
    return first + list(connection.scalars(rest.limit(limit - len(first))))


def _given(connection: Connection, who: str) -> list[str]:
    """Return the claims that are given to a person and that the person has not decided, the most doubtful first."""
    joined = claim_states.join(claims, claims.c.id == claim_states.c.claim).outerjoin(doubts, doubts.c.claim == claim_states.c.claim)
    given = select(claims.c.id).select_from(joined).where(claims.c.shown == 1, claim_states.c.assignee == who)
    found = list(connection.scalars(given.order_by(func.coalesce(doubts.c.points, 0).desc(), claims.c.id.desc())))
    decided = {claim for claim, state in states(judgements.of_claims(connection, found)).items() if any(one.by == who for one in state.opinions)}
    return [one for one in found if one not in decided]
