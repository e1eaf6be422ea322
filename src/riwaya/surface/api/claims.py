"""Claims: found, counted, and one in full."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel

from riwaya.service import search, shelf
from riwaya.service.explain import explain
from riwaya.surface.api import forms, records
from riwaya.surface.api.asking import CountParam, Id, SearchParam
from riwaya.surface.api.envelope import Envelope, Meta, errors
from riwaya.surface.serve.problems import Problem
from riwaya.surface.serve.seer import SeerDep
from riwaya.surface.serve.who import SECURITY

router = APIRouter(tags=["claims"], dependencies=SECURITY)


class Bar(BaseModel):
    """A bar of a histogram: its first day, and how many."""

    start: date
    number: int


class Counts(BaseModel):
    """How many there are: in all, by value of each facet (most frequent first), and by day, week or month; without a day there is no bar."""

    number: int
    facets: dict[str, dict[str, int]]
    histogram: list[Bar]


@router.get("/claims", responses=errors())
def find(asked: SearchParam, seer: SeerDep) -> Envelope[list[forms.Claim]]:
    """Find claims, the latest day first."""
    desk = seer.desk
    found = search.find(desk.store, seer.query(asked.query()), desk.ground, asked.limit, asked.after)
    told = shelf.told(desk.store, ((hit.id, hit.claim) for hit in found.hits))
    data = [records.claim(report, text) for report, text in seer.claims(told)]
    return Envelope(data=data, meta=Meta(next=found.next, limit=asked.limit, withheld=seer.withheld))


@router.get("/counts/claims", responses=errors())
def count(asked: CountParam, seer: SeerDep) -> Envelope[Counts]:
    """Count claims by facet and by day, week or month."""
    counts = search.count(seer.desk.store, seer.query(asked.query()), seer.desk.ground)
    bars = [Bar(start=start, number=number) for start, number in search.histogram(counts, asked.step).items()]
    return Envelope(data=Counts(number=counts.claims, facets={facet: dict(held) for facet, held in counts.facets.items()}, histogram=bars))


@router.get("/claims/{name:path}", responses=errors("not-found", "gone"))
def show(name: Id, seer: SeerDep) -> Envelope[forms.ClaimInFull]:
    """Return a claim with its event and with what led to it."""
    desk = seer.desk
    told = shelf.claim(desk.store, name)
    seen = seer.report(told.report) if told else None
    if told is None or seen is None:
        raise gone(seer, name)
    rules = explain(told.report.claim, told.document, desk.ground.lexicon)
    return Envelope(data=records.claim_in_full(seen, seer.text(told.document), told, rules), meta=Meta(withheld=seer.withheld))


def gone(seer: SeerDep, name: str) -> Problem:
    """Return why there is no claim of a name."""
    grave = shelf.grave_of_claim(seer.desk.store, name)
    return Problem("gone", f"its page was withdrawn: {grave.why}") if grave else Problem("not-found", f"{name}: no claim of this id")
