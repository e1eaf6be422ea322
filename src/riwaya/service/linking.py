"""Events of a store: formed anew from its current claims."""

from __future__ import annotations

from riwaya import link
from riwaya.link import Knowledge
from riwaya.store import Store


def relink(store: Store, known: Knowledge) -> int:
    """Link the current claims and put the events in place, in one transaction; return how many events there are."""
    with store.writing() as connection:
        found = link.link(link.reports(store.answers(connection)), known)
        store.replace_events(connection, found)
    return len(found)


def out_of_step(store: Store, known: Knowledge) -> list[str]:
    """Return where the stored events are not what linking gives."""
    with store.reading() as connection:
        wanted = {event.id: event for event in link.link(link.reports(store.answers(connection)), known)}
    held = {event.id for event in store.events()}
    lacking = [f"event {name}: is not stored; run riwaya db link" for name in sorted(wanted.keys() - held)]
    return lacking + [f"event {name}: is stored, but its claims do not make it; run riwaya db link" for name in sorted(held - wanted.keys())]
