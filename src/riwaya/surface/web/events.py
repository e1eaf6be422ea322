"""The view of one event: its accounts side by side."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from riwaya.model import Event
from riwaya.surface.web import borders, picture, ranges
from riwaya.surface.web.site import Missing, Site, frame


def event(site: Site, request: Request) -> Response:
    """Show an event; a beginning of its id that is no other's leads to its permanent address. Raises Missing."""
    name = request.path_params["event"]
    found = one(site, name)
    if found.id != name:
        return RedirectResponse(frame(request).to("events", found.id), 307)
    wording = site.wording(request)
    documents = {doc: site.store.document(doc) for doc in found.docs}
    return site.show(
        request,
        "event.html",
        event=found,
        rows=picture.rows(found, wording.value),
        quotes=[picture.quotes(account, documents) for account in found.accounts],
        summary=picture.summary(found),
        charts=ranges.charts(found, site.ground.known.amounts),
        inset=borders.inset(found.places, site.countries),
        documents=documents,
    )


def one(site: Site, name: str) -> Event:
    """Return the event of an id, of its beginning, or of a claim. Raises Missing."""
    found = site.store.events_named(name) if name.isprintable() else []
    if len(found) != 1:
        raise Missing(name)
    return found[0]
