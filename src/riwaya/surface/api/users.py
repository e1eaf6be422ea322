"""Accounts, tokens and the audit trail."""

from __future__ import annotations

from typing import Annotated, Self

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator

from riwaya import people
from riwaya.people import Role
from riwaya.service.accounts import LONGEST, TOKEN_DAYS
from riwaya.surface.api.envelope import Envelope, Meta, errors
from riwaya.surface.api.texts import Text
from riwaya.surface.serve.who import SECURITY, ActorDep, DeskDep

router = APIRouter(tags=["people"], dependencies=SECURITY)
Name = Annotated[Text, Field(max_length=64)]
NamePath = Annotated[Text, Path(max_length=64)]
Password = Annotated[Text, Field(max_length=LONGEST)]


class User(BaseModel):
    """An account."""

    name: str
    role: Role
    disabled: bool
    made: str


class NewUser(BaseModel):
    """An account to be made."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    role: Role
    password: Password


class Change(BaseModel):
    """What is to change of an account: one of the three."""

    model_config = ConfigDict(extra="forbid")

    role: Role | None = None
    disabled: bool | None = None
    password: Password | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(one is not None for one in (self.role, self.disabled, self.password)) != 1:
            raise ValueError("give one of role, disabled, password")
        return self


class Token(BaseModel):
    """An API token; its secret is shown once, when it is made."""

    name: str
    role: Role
    made: str
    ends: str
    revoked: str | None


class NewToken(BaseModel):
    """A token to be made."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    role: Role
    days: int = Field(default=TOKEN_DAYS, ge=1, le=3650)


class Secret(BaseModel):
    """A token's secret: keep it, it is not shown again."""

    token: str


class Deed(BaseModel):
    """One line of the audit trail."""

    at: str
    who: str
    action: str
    target: str
    detail: str


@router.get("/users", responses=errors())
def users(desk: DeskDep, person: ActorDep) -> Envelope[list[User]]:
    """List the accounts."""
    return Envelope(data=[User(name=one.name, role=one.role, disabled=one.disabled, made=one.made) for one in desk.accounts.users(person)])


@router.post("/users", status_code=201, responses=errors())
def add_user(desk: DeskDep, person: ActorDep, given: NewUser) -> Envelope[User]:
    """Make an account. The first turns accounts on: from then on everybody must log in."""
    people.check(person, "users")
    with desk.hashing:
        one = desk.accounts.add(person, given.name, given.role, given.password)
    return Envelope(data=User(name=one.name, role=one.role, disabled=one.disabled, made=one.made))


@router.patch("/users/{name}", status_code=204, responses=errors(), response_class=Response)
def change_user(desk: DeskDep, person: ActorDep, name: NamePath, given: Change) -> None:
    """Change an account's role or password, shut it out or let it in. One's own password needs no right."""
    if given.role is not None:
        desk.accounts.set_role(person, name, given.role)
    elif given.disabled is not None:
        desk.accounts.disable(person, name, enable=not given.disabled)
    else:
        with desk.hashing:
            desk.accounts.set_password(person, name, given.password or "")


@router.get("/users/{name}/tokens", responses=errors())
def tokens(desk: DeskDep, person: ActorDep, name: NamePath) -> Envelope[list[Token]]:
    """List an account's tokens."""
    found = desk.accounts.tokens(person, name)
    return Envelope(data=[Token(name=one.name, role=one.role, made=one.made, ends=one.ends, revoked=one.revoked) for one in found])


@router.post("/users/{name}/tokens", status_code=201, responses=errors())
def add_token(desk: DeskDep, person: ActorDep, name: NamePath, given: NewToken) -> Envelope[Secret]:
    """Make a token for an account; its role is never above the account's."""
    return Envelope(data=Secret(token=desk.accounts.new_token(person, name, given.name, given.role, given.days)))


@router.delete("/users/{name}/tokens/{token}", status_code=204, responses=errors(), response_class=Response)
def revoke(desk: DeskDep, person: ActorDep, name: NamePath, token: NamePath) -> None:
    """Revoke a token, for good."""
    desk.accounts.revoke(person, name, token)


@router.get("/audit", responses=errors())
def audit(
    desk: DeskDep,
    person: ActorDep,
    who: Annotated[Text, Query(max_length=64)] = "",
    target: Annotated[Text, Query(max_length=2000)] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Envelope[list[Deed]]:
    """Return the latest lines of the audit trail, all, or a person's, or those about a target."""
    found = desk.accounts.trail(person, who, target, limit)
    data = [Deed(at=one.at, who=one.who, action=one.action, target=one.target, detail=one.detail) for one in found]
    return Envelope(data=data, meta=Meta(limit=limit))
