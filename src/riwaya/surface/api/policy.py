"""What is withheld, from whom: the policy, the names that are masked, and what that means for who asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field

from riwaya.model import Span
from riwaya.service import withholding
from riwaya.surface.api.envelope import Envelope, errors
from riwaya.surface.api.texts import Text
from riwaya.surface.serve.seer import SeerDep
from riwaya.surface.serve.who import SECURITY, ActorDep, DeskDep

router = APIRouter(tags=["policy"], dependencies=SECURITY)


class Withheld(BaseModel):
    """Which kinds of things are withheld from who asks, of some claims at least."""

    names: bool
    points: bool
    unpublished: bool


class Policy(BaseModel):
    """The policy: rules in TOML (docs/people.md)."""

    model_config = ConfigDict(extra="forbid")

    text: Text = Field(max_length=100_000)


class Names(BaseModel):
    """Names to be masked, or to be masked no more."""

    model_config = ConfigDict(extra="forbid")

    names: list[Annotated[Text, Field(max_length=200)]] = Field(min_length=1, max_length=1000)
    remove: bool = False


class Mark(BaseModel):
    """`[start, end)` of a page's text, in code points, that is a name to be masked."""

    model_config = ConfigDict(extra="forbid")

    page: Text = Field(max_length=2000)
    start: int = Field(ge=0, le=100_000_000)
    end: int = Field(ge=1, le=100_000_000)
    remove: bool = False


@router.get("/withheld", responses=errors())
def withheld(seer: SeerDep) -> Envelope[Withheld]:
    """Return what is withheld from who asks."""
    return Envelope(data=Withheld(names=seer.hides("names"), points=seer.hides("points"), unpublished=seer.hides("unpublished")))


@router.get("/policy", responses=errors())
def show(desk: DeskDep, person: ActorDep) -> Envelope[Policy]:
    """Return the policy."""
    return Envelope(data=Policy(text=withholding.shown_policy(desk.store, person)))


@router.put("/policy", status_code=204, responses=errors(), response_class=Response)
def change(desk: DeskDep, person: ActorDep, given: Policy) -> None:
    """Let a policy hold from now on; earlier ones are kept."""
    withholding.set_policy(desk.store, person, given.text, desk.ground.lexicon)


@router.get("/policy/names", responses=errors())
def names(desk: DeskDep, person: ActorDep) -> Envelope[list[str]]:
    """List the names that are masked."""
    return Envelope(data=withholding.listed_names(desk.store, person))


@router.post("/policy/names", status_code=204, responses=errors(), response_class=Response)
def list_names(desk: DeskDep, person: ActorDep, given: Names) -> None:
    """Mask names, or mask them no more."""
    withholding.list_names(desk.store, person, given.names, remove=given.remove)


@router.post("/policy/marks", status_code=204, responses=errors(), response_class=Response)
def mark(desk: DeskDep, person: ActorDep, given: Mark) -> None:
    """Mark a range of a page's text as a name to be masked, or take the mark back."""
    withholding.mark_name(desk.store, person, given.page, Span(given.start, given.end), remove=given.remove)
