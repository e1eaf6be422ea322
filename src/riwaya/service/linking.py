"""Events of a store: formed anew from its current claims."""

from __future__ import annotations

from sqlalchemy import Connection

from riwaya import link
from riwaya.link import Knowledge
from riwaya.model import Event
from riwaya.store import Store, events, judgements


def relink(store: Store, known: Knowledge) -> int:
    """Link the current claims, as people judged pairs of them, and put the events in place, in one transaction; return how many events there are."""
    with store.writing() as connection:
        found = _formed(store, connection, known)
        events.clear(connection)
        events.add(connection, found, {report.id: 0 for event in found for report in event.reports})
    return len(found)


def _formed(store: Store, connection: Connection, known: Knowledge) -> tuple[Event, ...]:
    return link.link(link.reports(store.answers(connection)), known, judgements.of_pairs(connection))


def out_of_step(store: Store, known: Knowledge) -> list[str]:
    """Return where the stored events are not what linking gives."""
    with store.reading() as connection:
        wanted = {event.id: event for event in _formed(store, connection, known)}
    held = {event.id for event in store.events()}
    lacking = [f"event {name}: is not stored; run riwaya db link" for name in sorted(wanted.keys() - held)]
    return lacking + [f"event {name}: is stored, but its claims do not make it; run riwaya db link" for name in sorted(held - wanted.keys())]
