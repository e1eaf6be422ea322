"""Puts the app together: the faces given, behind the shield."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import Response

import riwaya
from riwaya.errors import RiwayaError
from riwaya.surface.serve.desk import open_desk
from riwaya.surface.serve.face import Face, Refuse, refuser
from riwaya.surface.serve.problems import problem_of
from riwaya.surface.serve.serving import Serving
from riwaya.surface.serve.shield import Shield, Tagged


def create_app(serving: Serving, faces: Sequence[Face]) -> FastAPI:
    """Open the store and return the app; the store is closed when the app ends. Raises BadInput, MissingExtra before anything is served."""
    refuse = refuser(faces)
    desk = open_desk(serving)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="riwaya", version=riwaya.__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=life,
        middleware=[Middleware(Shield, serving=serving, refuse=refuse), Middleware(Tagged)], redirect_slashes=False,
    )  # fmt: skip
    app.state.desk = desk
    for error in (RiwayaError, RequestValidationError, HTTPException):
        app.add_exception_handler(error, _handler(refuse))
    for face in faces:
        app.include_router(face.routes, max_body_size=serving.largest)
        for path, files in face.mounts:
            app.mount(path, files)
    return app


def _handler(refuse: Refuse) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        return refuse(request, problem_of(error))

    return handle
