"""Who asks: logging in and out, and whether the server is well."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

import riwaya
from riwaya.people import Person, Role
from riwaya.service.accounts import LONGEST
from riwaya.surface.api.envelope import Envelope, errors
from riwaya.surface.api.texts import Text
from riwaya.surface.serve import who
from riwaya.surface.serve.who import DeskDep, WhoDep

router = APIRouter(tags=["session"])


class LogIn(BaseModel):
    """A name and its password."""

    name: Text = Field(max_length=64)
    password: Text = Field(max_length=LONGEST)


class Session(BaseModel):
    """Who asks, and the token that changes by cookie must carry."""

    name: str
    role: Role
    local: bool = Field(description="whether accounts are off and there is one user")
    csrf: str = Field(description=f"to be sent as {who.CSRF_HEADER} with every change that is authorised by the cookie")


class Health(BaseModel):
    """That the server answers."""

    status: str
    version: str


@router.post("/session", responses=errors("slow-down"))
def log_in(request: Request, response: Response, given: LogIn) -> Envelope[Session]:
    """Log in: sets the session's cookie."""
    person, csrf = who.log_in(request, response, given.name, given.password)
    return Envelope(data=_session(person, csrf))


@router.get("/session", responses=errors(), dependencies=who.SECURITY)
def show(request: Request, person: WhoDep) -> Envelope[Session]:
    """Return who asks."""
    return Envelope(data=_session(person, who.csrf_token(request)))


@router.delete("/session", responses=errors(), dependencies=who.SECURITY, status_code=204)
def log_out(request: Request, response: Response, _: Annotated[None, Depends(who.genuine)]) -> None:
    """Log out: ends the session of the cookie."""
    who.log_out(request, response)


def _session(person: Person, csrf: str) -> Session:
    return Session(name=person.name, role=person.role, local=person.local, csrf=csrf)


health = APIRouter(tags=["health"])


@health.get("/healthz", responses=errors())
def check(desk: DeskDep) -> Envelope[Health]:
    """Say that the server and its store answer; needs no right."""
    desk.accounts.on()
    return Envelope(data=Health(status="ok", version=riwaya.__version__))
