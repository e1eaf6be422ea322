"""From an event to the pages that tell of it, as they were read: what an archive is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya.errors import BadInput
from riwaya.model import Event
from riwaya.store import Store, pages


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page of an event: its document's id, address, and the SHA-256 of the bytes that its claims were read from; None where they are not known."""

    document: str
    url: str | None
    sha256: str | None

    def kept_as(self, urls: frozenset[str], payload: str) -> bool:
        """Whether an answer that was kept, by its addresses and the SHA-256 of its body, is this page in this version."""
        return self.sha256 == payload and self.url in urls


def event_of(store: Store, name: str) -> Event:
    """Return the event whose id begins so, or that holds the claim of this id. Raises BadInput where there is none, or several."""
    found = store.events_named(name)
    if len(found) != 1:
        several = f": {', '.join(event.id for event in found[:5])}; give more of the id" if found else "; `riwaya events` lists them"
        raise BadInput(f"{name}: {'several events' if found else 'no such event'}{several}")
    return found[0]


def evidence(store: Store, event: Event) -> tuple[Evidence, ...]:
    """Return the pages of an event, in the order of their documents' ids."""
    with store.reading() as connection:
        found = pages.origins_of(connection, event.docs)
    return tuple(Evidence(name, *found.get(name, (None, None))) for name in event.docs)
