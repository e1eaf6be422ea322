"""The web face: pages in Arabic and in English, drawn by the server, the same values as every other face shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from riwaya.errors import BadInput
from riwaya.people import Denied
from riwaya.surface.strings import LANGUAGES
from riwaya.surface.web import assets, events, language, pages
from riwaya.surface.web.site import Missing, Site, View, site

__all__ = ["Site", "routes", "site"]

VIEWS: Mapping[str, View] = {
    "/events/{event}": events.event,
    "/pages/{document:path}": pages.page,
    "/claims/{claim}": pages.claim,
}


def routes(here: Site) -> APIRouter:
    """Return the routes of the web face, each view in each language."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/", _front)
    router.add_api_route("/static/{digest}/{name}", _files(here))
    for lang in LANGUAGES:
        for path, view in VIEWS.items():
            router.add_api_route(f"/{lang}{path}", _endpoint(here, view), name=f"{lang}{path}")
    return router


def _front(request: Request) -> Response:
    return RedirectResponse(f"/{language.preferred(request.headers.get('accept-language'))}/", 307, {"vary": "accept-language"})


def _files(here: Site) -> Callable[[Request], Response]:
    def file(request: Request) -> Response:
        found = here.assets.get(request.path_params["name"])
        return assets.answer(found, request) if found else Response(status_code=404)

    return file


def _endpoint(here: Site, view: View) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        try:
            return view(here, request)
        except Missing as error:
            return _failed(here, request, 404, "missing", str(error))
        except Denied as error:
            return _failed(here, request, 403, "denied", str(error))
        except BadInput as error:
            return _failed(here, request, 400, "bad", str(error))

    return answer


def _failed(here: Site, request: Request, status: int, key: str, detail: str) -> Response:
    return here.show(request, "error.html", status, key=key, detail=detail)

