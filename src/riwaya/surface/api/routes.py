"""All routes of the API in one face."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from riwaya.surface.api import changes, claims, events, exports, knowledge, pages, policy, reading, review, session, users
from riwaya.surface.api.envelope import errors, refuse
from riwaya.surface.serve.face import Face

PREFIX = "/api/v1"
_PARTS = (session, claims, events, pages, reading, knowledge, review, policy, users, exports, changes)


def face() -> Face:
    """Return the API's face; `/healthz` belongs to it too."""
    routes = APIRouter()
    routes.include_router(session.health)
    for part in _PARTS:
        routes.include_router(part.router, prefix=PREFIX)
    routes.include_router(about, prefix=PREFIX)
    return Face("/api", routes, refuse)


about = APIRouter(tags=["about"])


@about.get("/openapi.json", responses=errors())
def openapi(request: Request) -> dict[str, Any]:
    """Return the description of this API, OpenAPI 3.1."""
    described: dict[str, Any] = request.app.openapi()
    return described
