"""Events: derived from claims, so they may be thrown away and made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, select

from riwaya.contract.events import event_of, event_record
from riwaya.contract.read import Answer, claim_of
from riwaya.model import Event
from riwaya.store import packing
from riwaya.store.pages import chunks
from riwaya.store.tables import claims, documents, event_claims, events


def replace(connection: Connection, found: Sequence[Event]) -> None:
    """Put events in place of all that are stored."""
    connection.execute(delete(event_claims))
    connection.execute(delete(events))
    add(connection, found)


def add(connection: Connection, found: Iterable[Event]) -> None:
    """Store events; their claims must stand in no other event."""
    every = list(found)
    rows = [
        {
            "id": one.id, "day": one.date.start.toordinal() if one.date else 0, "grade": one.grade.scale, "accounts": len(one.accounts),
            "record": packing.packed(event_record(one)),
        }
        for one in every
    ]  # fmt: skip
    if rows:
        connection.execute(events.insert(), rows)
        connection.execute(event_claims.insert(), [{"claim": report.id, "event": one.id} for one in every for report in one.reports])


def unlink(connection: Connection, names: Sequence[str]) -> None:
    """Delete the events that claims stand in: they no longer hold, and linking forms them anew from the claims that are left without one."""
    for some in chunks(names):
        gone = connection.scalars(select(event_claims.c.event).where(event_claims.c.claim.in_(some)).distinct()).all()
        connection.execute(delete(event_claims).where(event_claims.c.event.in_(gone)))
        connection.execute(delete(events).where(events.c.id.in_(gone)))


def complete(connection: Connection) -> bool:
    """Whether every current claim stands in an event, and no other does."""
    linked = select(event_claims.c.claim)
    left_out = select(claims.c.id).where(claims.c.shown == 1, claims.c.id.not_in(linked)).limit(1)
    too_many = select(claims.c.id).where(claims.c.shown == 0, claims.c.id.in_(linked)).limit(1)
    return connection.scalar(left_out) is None and connection.scalar(too_many) is None


def every(connection: Connection) -> Iterator[Event]:
    """Yield all events, in the order of their ids."""
    for body in connection.scalars(select(events.c.record).order_by(events.c.id)):
        yield event_of(packing.unpacked(body))


def page(connection: Connection, after: str, limit: int) -> list[Event]:
    """Return the events whose ids come after one, in the order of their ids, `limit` at most."""
    wanted = select(events.c.record).where(events.c.id > after).order_by(events.c.id).limit(limit)
    return [event_of(packing.unpacked(body)) for body in connection.scalars(wanted)]


def of_claims(connection: Connection, names: Sequence[str]) -> list[Event]:
    """Return the events that claims stand in, in the order of their ids."""
    found: dict[str, Event] = {}
    for some in chunks(names):
        wanted = select(events.c.id, events.c.record).join(event_claims, event_claims.c.event == events.c.id).where(event_claims.c.claim.in_(some))
        found |= {row.id: event_of(packing.unpacked(row.record)) for row in connection.execute(wanted)}
    return [found[name] for name in sorted(found)]


def named(connection: Connection, name: str) -> list[Event]:
    """Return the events whose id begins so, or that hold the claim of this id."""
    begun = connection.scalars(select(events.c.record).where(events.c.id.startswith(name, autoescape=True)).order_by(events.c.id).limit(6)).all()
    return [event_of(packing.unpacked(one)) for one in begun] or of_claims(connection, [name])


def answers(connection: Connection) -> Iterator[Answer]:
    """Yield the current documents with their claims, as linking takes them, in the order of ids."""
    for row in connection.execute(select(documents).where(documents.c.shown == 1).order_by(documents.c.id)).all():
        held = connection.execute(select(claims.c.id, claims.c.record).where(claims.c.document == row.id, claims.c.shown == 1).order_by(claims.c.id)).all()
        if held:
            found = packing.document_of(row)
            told = tuple(claim_of(packing.unpacked_claim(one.record), row.id) for one in held)
            yield Answer(row.id, found.text or None, told, tuple(one.id for one in held), found.outlet, found.published, found.title, found.url)
