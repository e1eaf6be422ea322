"""A face of the server: its routes, and how it says that something is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response
from starlette.types import ASGIApp

from riwaya.surface.serve.problems import Problem

Refuse = Callable[[Request, Problem], Response]


@dataclass(frozen=True, slots=True)
class Face:
    """Routes whose paths begin with `prefix` ("" for all that no other face has); `mounts` are files by path."""

    prefix: str
    routes: APIRouter
    refuse: Refuse
    mounts: Sequence[tuple[str, ASGIApp]] = ()


def refuser(faces: Sequence[Face]) -> Refuse:
    """Return what refuses a request in the manner of the face that its path belongs to."""
    ordered = sorted(faces, key=lambda face: -len(face.prefix))

    def refuse(request: Request, problem: Problem) -> Response:
        path = request.scope["path"]
        face = next((face for face in ordered if path == face.prefix or path.startswith(f"{face.prefix}/")), ordered[-1])
        return face.refuse(request, problem)

    return refuse
