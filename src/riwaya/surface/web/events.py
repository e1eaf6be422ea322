"""The view of one event: its accounts side by side."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from riwaya.model import Event
from riwaya.surface.web import borders, picture, ranges
from riwaya.surface.web.site import Visit, missing


def event(visit: Visit) -> Response:
    """Show an event; a beginning of its id that is no other's leads to its permanent address. Raises Problem `not-found`."""
    name = visit.part("event")
    found = one(visit, name)
    if found.id != name:
        return RedirectResponse(visit.frame.to("events", found.id), 307)
    documents = {doc: visit.store.document(doc) for doc in found.docs}
    return visit.show(
        "event.html",
        event=found,
        rows=picture.rows(found, visit.wording.value),
        quotes=[picture.quotes(account, documents) for account in found.accounts],
        summary=picture.summary(found),
        charts=ranges.charts(found, visit.desk.ground.known.amounts),
        inset=borders.inset(found.places, visit.site.countries),
        documents=documents,
    )


def one(visit: Visit, name: str) -> Event:
    """Return the event of an id, of its beginning, or of a claim. Raises Problem `not-found`."""
    found = visit.store.events_named(name)
    if len(found) != 1:
        raise missing(name)
    return found[0]
