"""Review: the queue, every judgement a person can make, what was judged, and how far reviewers agree."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from riwaya.errors import BadInput
from riwaya.link.reports import report_of
from riwaya.model import Judgement as Made
from riwaya.people import Person
from riwaya.service import rereading, withdrawal
from riwaya.service.review import Case as Held
from riwaya.store import Withdrawal as Grave
from riwaya.surface.api import forms, records
from riwaya.surface.api.asking import Id, Listing, ListingParam
from riwaya.surface.api.envelope import Envelope, Meta, errors
from riwaya.surface.api.texts import Text, whole
from riwaya.surface.serve.desk import Desk
from riwaya.surface.serve.seer import Seer, SeerDep
from riwaya.surface.serve.who import SECURITY, ActorDep, DeskDep, needs

router = APIRouter(tags=["review"], dependencies=SECURITY)
Why = Annotated[Text, Field(max_length=10_000)]
Target = Annotated[Text, Field(min_length=1, max_length=2000)]


class Judgement(BaseModel):
    """What a person decided: added once, never changed. `value` and `read` are JSON of the contract, as text (docs/review.md)."""

    id: str
    verdict: str
    targets: list[str]
    by: str
    at: str
    why: str
    slot: str
    value: str
    read: str


class Decision(BaseModel):
    """A judgement to be made of a claim, or for `same` and `different` of two."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["accept", "reject", "same", "different", "note", "assign"]
    targets: list[Target] = Field(min_length=1, max_length=2)
    why: Why = ""
    assignee: Text = Field(default="", max_length=64, description="for `assign`: whom, or nobody")


class Correction(BaseModel):
    """A slot of a claim as a person has it, in the contract's form."""

    model_config = ConfigDict(extra="forbid")

    claim: Target
    slot: Literal["type", "stance", "background", "sources", "actors", "targets", "places", "date", "casualties", "equipment"]
    value: JsonValue
    why: Why = ""


class Undo(BaseModel):
    """Why a judgement is taken back."""

    model_config = ConfigDict(extra="forbid")

    why: Why = ""


class Doubt(BaseModel):
    """A reason to doubt a claim."""

    key: str
    parts: dict[str, str]
    points: float


class Case(BaseModel):
    """A claim with all that a reviewer needs. `gone`: today's reading of the page has it no more."""

    claim: forms.Claim
    event: str | None
    decision: str
    assignee: str
    disputed: bool
    corrected: list[str]
    gone: bool
    points: float
    doubts: list[Doubt]
    judgements: list[Judgement]


class Agreement(BaseModel):
    """Of the claims that both people judged, how many they judged alike in a slot; `kappa` is null where nothing can be told."""

    left: str
    right: str
    slot: str
    claims: int
    alike: int
    percent: float
    kappa: float | None


class Difference(BaseModel):
    """A slot of a claim in which a person's word and today's reading differ; `slot` is "claim" where the reading has the claim no more."""

    claim: str
    page: str
    slot: str
    judged: str
    now: str


class Withdraw(BaseModel):
    """A page to be taken down, and why."""

    model_config = ConfigDict(extra="forbid")

    page: Target
    why: Annotated[Text, Field(min_length=1, max_length=10_000)]


class Withdrawal(BaseModel):
    """A page that is withdrawn."""

    page: str
    by: str
    at: str
    why: str


@router.get("/review/queue", responses=errors())
def queue(seer: SeerDep, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Envelope[list[Case]]:
    """List the claims that wait: those given to you first, then the most doubtful."""
    view = seer.reviewing()
    data = [_case(one, view) for one in seer.desk.review.waiting(seer.person, limit)]
    return Envelope(data=data, meta=Meta(limit=limit, withheld=view.withheld))


@router.get("/review/claims/{name:path}", responses=errors())
def case(seer: SeerDep, name: Id) -> Envelope[Case]:
    """Return what is held of a claim."""
    view = seer.reviewing()
    return Envelope(data=_case(seer.desk.review.show(seer.person, name), view), meta=Meta(withheld=view.withheld))


@router.post("/review/judgements", status_code=201, responses=errors())
def judge(desk: DeskDep, person: ActorDep, given: Decision) -> Envelope[Judgement]:
    """Judge: accept or reject a claim, call two claims one event or two, leave a note, ask somebody to look."""
    return _made(desk, desk.review.judge(person, given.verdict, given.targets, why=given.why, value=given.assignee))


@router.post("/review/corrections", status_code=201, responses=errors())
def correct(desk: DeskDep, person: ActorDep, given: Correction) -> Envelope[Judgement]:
    """Correct a slot of a claim."""
    if json.dumps(given.value) != json.dumps(whole(given.value)):
        raise BadInput(f"{given.slot}: holds half of a surrogate pair, which is no text")
    return _made(desk, desk.review.correct(person, given.claim, given.slot, given.value, why=given.why))


@router.post("/review/judgements/{name}/undo", status_code=201, responses=errors())
def undo(desk: DeskDep, person: Annotated[Person, Depends(needs("undo-own"))], name: Id, given: Undo) -> Envelope[Judgement]:
    """Take a judgement back, an undo too: one's own, or with the right to it another's."""
    return _made(desk, desk.review.undo(person, name, why=given.why))


@router.get("/review/judgements", responses=errors())
def judgements(seer: SeerDep, asked: ListingParam) -> Envelope[list[Judgement]]:
    """List all judgements, in the order in which they were made."""
    found = seer.desk.review.judgements(seer.person)
    first = _number(asked)
    more = str(first + asked.limit) if first + asked.limit < len(found) else None
    return Envelope(data=[_seen(one, seer) for one in found[first : first + asked.limit]], meta=Meta(next=more, limit=asked.limit))


@router.get("/review/agreement", responses=errors())
def agreement(desk: DeskDep, person: ActorDep) -> Envelope[list[Agreement]]:
    """Return how far each two people who decided the same claims agree."""
    names = tuple(Agreement.model_fields)
    return Envelope(data=[Agreement(**{name: getattr(one, name) for name in names}) for one in desk.review.agreements(person)])


@router.get("/review/differences", responses=errors())
def differences(desk: DeskDep, person: ActorDep) -> Envelope[list[Difference]]:
    """List where today's readings differ from what people judged."""
    found = rereading.differences(desk.store, person)
    return Envelope(data=[Difference(claim=one.claim, page=one.document, slot=one.slot, judged=one.judged, now=one.now) for one in found])


@router.get("/withdrawals", responses=errors())
def withdrawn(desk: DeskDep, person: ActorDep) -> Envelope[list[Withdrawal]]:
    """List the pages that are withdrawn."""
    return Envelope(data=[_grave(one) for one in withdrawal.withdrawals(desk.store, person)])


@router.post("/withdrawals", status_code=201, responses=errors())
def withdraw(desk: DeskDep, person: ActorDep, given: Withdraw) -> Envelope[Withdrawal]:
    """Take a page down: nothing finds it any more, its id answers with the reason."""
    return _grave_made(desk, withdrawal.withdraw(desk.store, person, given.page, given.why))


@router.delete("/withdrawals/{name:path}", responses=errors())
def restore(desk: DeskDep, person: ActorDep, name: Id, why: Annotated[Text, Query(max_length=10_000)] = "") -> Envelope[Withdrawal]:
    """Show a withdrawn page again, with all that was judged of it."""
    return _grave_made(desk, withdrawal.restore(desk.store, person, name, why))


def _number(asked: Listing) -> int:
    if asked.after is not None and not (asked.after.isascii() and asked.after.isdecimal() and len(asked.after) < 10):
        raise BadInput(f"{asked.after}: not a mark of a next page; take it from the page before, or leave it out")
    return int(asked.after or 0)


def _made(desk: Desk, one: Made) -> Envelope[Judgement]:
    desk.catch_up()
    return Envelope(data=_judgement(one))


def _grave_made(desk: Desk, one: Grave) -> Envelope[Withdrawal]:
    desk.catch_up()
    return Envelope(data=_grave(one))


def _grave(one: Grave) -> Withdrawal:
    return Withdrawal(page=one.page, by=one.by, at=one.at, why=one.why)


def _judgement(one: Made) -> Judgement:
    told = {name: getattr(one, name) for name in ("id", "verdict", "by", "at", "why", "slot", "value", "read")}
    return Judgement.model_validate(whole({**told, "targets": list(one.targets)}))


def _seen(one: Made, seer: Seer) -> Judgement:
    """Return a judgement without the claim that it holds where that may tell a withheld name."""
    return _judgement(replace(one, read="", value="", why="") if seer.hides("names") else one)


def _case(one: Held, seer: Seer) -> Case:
    state, doubt = one.state, one.doubt
    report = report_of(one.held.id, one.held.claim, one.page)
    return Case(
        claim=records.claim(seer.report(report) or report, seer.text(one.page)),
        event=one.event.id if one.event else None,
        decision=state.decision,
        assignee=state.assignee,
        disputed=state.disputed,
        corrected=sorted(state.corrected),
        gone=one.held.gone,
        points=doubt.points,
        doubts=[Doubt(key=reason.key, parts={} if seer.hides("names") else whole(dict(reason.parts)), points=points) for reason, points in doubt.reasons],
        judgements=[_seen(made, seer) for made in one.judgements],
    )
