"""The whole site: every face of the server in one app."""

from __future__ import annotations

from fastapi import FastAPI

from riwaya.surface import api, web
from riwaya.surface.serve.app import create_app
from riwaya.surface.serve.serving import Serving


def site(serving: Serving) -> FastAPI:
    """Open the store and return the app with all faces. Raises BadInput, MissingExtra before anything is served."""
    return create_app(serving, (api.face(), web.face()))
