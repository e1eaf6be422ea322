"""Reads a page that a request brings; nothing of it is stored."""

from __future__ import annotations

import hashlib
from typing import Annotated, Self

from fastapi import APIRouter, Depends
from pydantic import Base64Bytes, BaseModel, ConfigDict, Field, model_validator

from riwaya.acquire.files import page as taken
from riwaya.acquire.source import Known
from riwaya.link.reports import report_of
from riwaya.model import Page, Rejected
from riwaya.people import Person
from riwaya.surface.api import forms, records
from riwaya.surface.api.asking import Day
from riwaya.surface.api.envelope import Envelope, errors
from riwaya.surface.api.texts import Text
from riwaya.surface.serve.problems import Problem
from riwaya.surface.serve.who import SECURITY, DeskDep, needs

MOST = 5_000_000  # bytes of a page
router = APIRouter(tags=["reading"], dependencies=SECURITY)
Reads = Annotated[Person, Depends(needs("read"))]


class Given(BaseModel):
    """A page: HTML or plain text, as `content` or, where its encoding is to be found out, as bytes; and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    content: str | None = Field(default=None, max_length=MOST)
    base64: Base64Bytes | None = Field(default=None, max_length=MOST)
    url: Text | None = Field(default=None, max_length=2000)
    outlet: Text | None = Field(default=None, max_length=300)
    title: Text | None = Field(default=None, max_length=1000)
    published: Day | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.content is None) == (self.base64 is None):
            raise ValueError("give either content or base64")
        return self


@router.post("/read", responses=errors())
def read(given: Given, desk: DeskDep, _: Reads) -> Envelope[forms.Reading]:
    """Read a page and return what it claims; nothing is stored."""
    page = page_of(given)
    result = page if isinstance(page, Rejected) else desk.aside.read(page)
    if isinstance(result, Rejected):
        raise Problem("bad-input", f"the page cannot be read: {result.reason}: {result.detail}")
    reports = tuple(report_of(one.id, one, result.document) for one in result.claims)
    return Envelope(data=records.reading(result.document, reports))


def page_of(given: Given) -> Page | Rejected:
    """Return the page that a request brings, named by its bytes."""
    body = given.base64 if given.base64 is not None else (given.content or "").encode("utf-8", "surrogatepass")
    return taken(hashlib.sha256(body).hexdigest()[:16], body, Known(given.url, given.outlet, given.title, given.published))
