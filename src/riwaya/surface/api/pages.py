"""Pages: listed, one with its claims, its bytes as they came, what was not read, and new ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from riwaya.people import Person
from riwaya.service import ingest, shelf
from riwaya.surface.api import forms, records
from riwaya.surface.api.asking import Id, ListingParam
from riwaya.surface.api.envelope import Envelope, Meta, errors
from riwaya.surface.api.reading import Given, page_of
from riwaya.surface.serve.problems import Problem
from riwaya.surface.serve.seer import Seer, SeerDep
from riwaya.surface.serve.who import SECURITY, DeskDep, needs

router = APIRouter(tags=["pages"], dependencies=SECURITY)
_KEPT = {"Content-Disposition": 'attachment; filename="page.bin"', "Content-Security-Policy": "default-src 'none'; sandbox"}
_BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}, "description": "the page's bytes"}


@router.get("/pages", responses=errors())
def listed(asked: ListingParam, seer: SeerDep) -> Envelope[list[forms.PageEntry]]:
    """List the current pages, by id."""
    found = shelf.pages(seer.desk.store, asked.limit, asked.after)
    data = [records.entry(replace(one, title=None) if seer.hides("names") else one) for one in found.entries]
    return Envelope(data=data, meta=Meta(next=found.next, limit=asked.limit))


@router.get("/pages/{name:path}", responses=errors("not-found", "gone"))
def show(name: Id, seer: SeerDep) -> Envelope[forms.Page]:
    """Return a page's text, and what it claims."""
    held = shelf.page(seer.desk.store, name)
    if held is None:
        raise gone(seer, name)
    document, reports = seer.page(held)
    return Envelope(data=records.page(held, document, reports), meta=Meta(withheld=seer.withheld))


@router.get("/originals/{name:path}", responses={**errors("not-found", "gone"), 200: _BYTES}, response_class=Response)
def original(name: Id, seer: SeerDep) -> Response:
    """Return a page's bytes as they came, as a file to keep: they are never shown by a browser."""
    if seer.hides("names"):
        raise Problem("forbidden", "names are withheld from you, and the page as it came holds them")
    body = seer.desk.store.body(name)
    if body is None:
        raise gone(seer, name)
    return Response(body, media_type="application/octet-stream", headers=_KEPT)


@router.get("/rejections", responses=errors())
def rejections(asked: ListingParam, seer: SeerDep) -> Envelope[list[forms.Unread]]:
    """List the pages that were not read, and why."""
    found = shelf.unread(seer.desk.store, asked.limit, asked.after)
    return Envelope(data=[records.unread(one) for one in found.rejected], meta=Meta(next=found.next, limit=asked.limit))


@router.post("/pages", responses=errors())
def add(given: Given, desk: DeskDep, person: Annotated[Person, Depends(needs("ingest"))]) -> Envelope[forms.Added]:
    """Read a page, store it where it is new, and link what it claims."""
    page = page_of(given)
    desk.accounts.note(person, "ingest", page.id, given.url or "")
    added = ingest.take_in(desk.store, page, desk.aside.read, desk.ground, desk.ground.lexicon.version)
    return Envelope(data=forms.Added(page=page.id, new=not added.known, claims=added.claims, rejected=next(iter(added.reasons), None)))


def gone(seer: Seer, name: str) -> Problem:
    """Return why there is no page of a name."""
    grave = seer.desk.store.tombstone(name)
    return Problem("gone", f"{name}: was withdrawn: {grave.why}") if grave else Problem("not-found", f"{name}: no page of this id")
