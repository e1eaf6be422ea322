"""The view of one event: its accounts side by side."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from riwaya.surface.web import borders, picture, ranges
from riwaya.surface.web.site import Visit


def event(visit: Visit) -> Response:
    """Show an event; a beginning of its id that is no other's leads to its permanent address. Raises Problem `not-found`."""
    name = visit.part("event")
    found = visit.event(name)
    if found.id != name:
        return RedirectResponse(visit.frame.to("events", found.id), 307)
    documents = visit.documents(found.docs)
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
