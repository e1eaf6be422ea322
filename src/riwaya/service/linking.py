"""Events of a store: formed anew from its current claims."""

from __future__ import annotations

from sqlalchemy import Connection

from riwaya import link
from riwaya.link import Knowledge
from riwaya.model import Event
from riwaya.store import Store, judgements


def relink(store: Store, known: Knowledge) -> int:
    """Link the current claims, as people judged pairs of them, and put the events in place, in one transaction; return how many events there are."""
    with store.writing() as connection:
        found = _formed(store, connection, known)
        store.replace_events(connection, found)
    return len(found)


def catch_up(store: Store, known: Knowledge) -> bool:
    """Link the claims that stand in no event: new ones, and those whose events a judgement or a withdrawal dissolved. Whether there were any."""
    behind = not store.linked()
    if behind:
        relink(store, known)
    return behind


def _formed(store: Store, connection: Connection, known: Knowledge) -> tuple[Event, ...]:
    return link.link(link.reports(store.answers(connection)), known, judgements.of_pairs(connection))


def out_of_step(store: Store, known: Knowledge) -> list[str]:
    """Return where the stored events are not what linking gives."""
    with store.reading() as connection:
        wanted = {event.id: event for event in _formed(store, connection, known)}
    held = {event.id for event in store.events()}
    lacking = [f"event {name}: is not stored; run riwaya db link" for name in sorted(wanted.keys() - held)]
    return lacking + [f"event {name}: is stored, but its claims do not make it; run riwaya db link" for name in sorted(held - wanted.keys())]
