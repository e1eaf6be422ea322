"""Writes the events that linking gives, and reads them back; they are derived, so they are replaced, never edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select

from riwaya.contract.events import event_of, event_record
from riwaya.model import Event
from riwaya.store.packing import pack, unpack
from riwaya.store.tables import event_claims, events


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
