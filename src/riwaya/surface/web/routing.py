"""The routes of the web face: which view answers which address, in each language, and who may ask for it."""

# Without postponed annotations: FastAPI reads those of the endpoints below, which name what their makers were given.

from collections.abc import Callable, Sequence
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from riwaya.errors import RiwayaError
from riwaya.people import Person
from riwaya.people.roles import Verb
from riwaya.surface.retold import retold
from riwaya.surface.serve.desk import desk_of
from riwaya.surface.serve.face import Face
from riwaya.surface.serve.problems import Problem
from riwaya.surface.serve.who import DeskDep, needs, who
from riwaya.surface.strings import LANGUAGES
from riwaya.surface.web import assets, entering, events, language, overview, pages, reviewing, things, trying
from riwaya.surface.web.site import Site, Visit, frame, site

View = Callable[[Visit], Response]
LARGEST_FIELD = 12_000_000  # bytes of one field of a form: a whole report may be pasted


class Route(NamedTuple):
    """An address, the right that it needs (None: open to all), and its view; `sends` where it is sent a form."""

    path: str
    verb: Verb | None
    view: View
    sends: bool = False


ROUTES: Sequence[Route] = (
    Route("/", "search", overview.overview),
    Route("/map", "search", overview.points),
    Route("/events/{event}", "read", events.event),
    Route("/pages/{document:path}", "read", pages.page),
    Route("/claims/{claim}", "read", pages.claim),
    Route("/sources", "read", things.sources),
    Route("/sources/{source:path}", "read", things.source),
    Route("/places", "read", things.places),
    Route("/places/{place:path}", "read", things.place),
    Route("/actors", "read", things.actors),
    Route("/actors/{actor:path}", "read", things.actor),
    Route("/try", "read", trying.ask),
    Route("/try", "read", trying.read, sends=True),
    Route("/review", "queue", reviewing.desk),
    Route("/review/{claim}", "queue", reviewing.judge, sends=True),
    Route("/review/{claim}/correct", "correct", reviewing.correct, sends=True),
    Route("/review/{claim}/undo", "undo-own", reviewing.undo, sends=True),
    Route("/agreement", "agreement", reviewing.agreement),
    Route("/pick", "queue", reviewing.places),
    Route("/login", None, entering.ask),
    Route("/login", None, entering.enter, sends=True),
    Route("/logout", "read", entering.leave, sends=True),
)


def face() -> Face:
    """Return the web face. Raises MissingExtra."""
    here = site()
    return Face("", routes(here), _refuser(here))


def routes(here: Site) -> APIRouter:
    """Return the routes: every view in every language, the front door, and the files that pages are drawn with."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/", _front)
    router.add_api_route("/static/{digest}/{name}", _files(here))
    for lang in LANGUAGES:
        for route in ROUTES:
            endpoint = _sent(here, route) if route.sends else _asked(here, route)
            router.add_api_route(f"/{lang}{route.path}", endpoint, methods=["POST" if route.sends else "GET"], name=f"{lang}{route.path}")
    return router


def _front(request: Request) -> Response:
    return RedirectResponse(f"/{language.preferred(request.headers.get('accept-language'))}/", 307, {"vary": "accept-language"})


def _files(here: Site) -> Callable[[Request], Response]:
    def file(request: Request) -> Response:
        found = here.assets.get(request.path_params["name"])
        if found is None:
            raise Problem("not-found", request.url.path)
        return assets.answer(found, request)

    return file


def _allowed(verb: Verb | None) -> Callable[..., Person | None]:
    return needs(verb) if verb else lambda: None


def _asked(here: Site, route: Route) -> Callable[..., Response]:
    def answer(request: Request, desk: DeskDep, person: Annotated[Person | None, Depends(_allowed(route.verb))]) -> Response:
        return route.view(Visit(here, request, desk, person))

    return answer


def _sent(here: Site, route: Route) -> Callable[..., object]:
    async def answer(request: Request, desk: DeskDep, person: Annotated[Person | None, Depends(_allowed(route.verb))]) -> Response:
        form = await request.form(max_files=20, max_fields=200, max_part_size=LARGEST_FIELD)
        try:
            return await run_in_threadpool(route.view, Visit(here, request, desk, person, form))
        finally:
            await form.close()

    return answer


def _known(request: Request) -> Person | None:
    """Return who asks, None where that cannot be told: a page that refuses is shown all the same."""
    try:
        return who(request)
    except RiwayaError:
        return None


def _refuser(here: Site) -> Callable[[Request, Problem], Response]:
    def refuse(request: Request, problem: Problem) -> Response:
        around = frame(request)
        if problem.code == "not-known" and request.method == "GET" and request.headers.get("hx-request") != "true":
            return RedirectResponse(around.to("login", next=request.url.path + (f"?{request.url.query}" if request.url.query else "")), 303)
        visit = Visit(here, request, desk_of(request), _known(request))
        answer = visit.show("error.html", problem.status, problem=problem, detail=retold(problem.detail, visit.wording.say))
        answer.headers.update({**problem.headers, "Cache-Control": "no-store"})
        return answer

    return refuse
