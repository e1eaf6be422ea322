"""Writes the events that linking gives, and reads them back; they are derived, so they are replaced, never edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select

from riwaya.contract.events import event_of, event_record
from riwaya.model import Event
from riwaya.store.packing import pack, unpack
from riwaya.store.tables import claims, event_claims, events, pages


def replace(connection: Connection, found: Sequence[Event]) -> None:
    """Put events in place of all that are held."""
    connection.execute(delete(event_claims))
    connection.execute(delete(events))
    if found:
        connection.execute(insert(events), list(map(_row, found)))
        connection.execute(insert(event_claims), [{"claim": report.id, "event": event.id} for event in found for report in event.reports])


def _row(event: Event) -> dict[str, object]:
    return {
        "id": event.id,
        "sub_event_type": event.sub_event_type,
        "grade": event.grade.scale,
        "accounts": len(event.accounts),
        "first_day": event.date.start if event.date else None,
        "last_day": event.date.end if event.date else None,
        "record": pack(event_record(event)),
    }


def read(connection: Connection) -> Iterator[Event]:
    """Yield all events, by id."""
    yield from (event_of(unpack(row.record)) for row in connection.execute(select(events.c.record).order_by(events.c.id)))


def of_claim(connection: Connection, claim: str) -> str | None:
    """Return the id of the event that a claim tells of."""
    return connection.scalar(select(event_claims.c.event).where(event_claims.c.claim == claim))


def one_event(connection: Connection, identity: str) -> Event | None:
    """Return an event by its id; None where there is none."""
    record = connection.scalar(select(events.c.record).where(events.c.id == identity))
    return event_of(unpack(record)) if record else None


def drop_of_page(connection: Connection, name: str) -> None:
    """Delete the events that a page (all its versions) tells of; linking forms those anew of which others tell too."""
    told = select(event_claims.c.event).join(claims, claims.c.id == event_claims.c.claim).join(pages, pages.c.id == claims.c.page).where(pages.c.name == name)
    gone = list(connection.scalars(told.distinct()))
    for one in gone:
        connection.execute(delete(event_claims).where(event_claims.c.event == one))
        connection.execute(delete(events).where(events.c.id == one))
