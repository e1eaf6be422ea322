"""What a request asks for: the filters of every search, and pages of lists."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from riwaya.service import query
from riwaya.service.query import LONGEST
from riwaya.service.search import MOST, Step
from riwaya.store.decided import Decided
from riwaya.surface.api.texts import Text

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = 300  # characters of a name or id
Name = Annotated[Text, Field(min_length=1, max_length=_NAME)]


def _day(given: object) -> object:
    if isinstance(given, str) and not _DAY.fullmatch(given):
        raise ValueError("a day is written YYYY-MM-DD")  # pydantic would take a number for seconds since 1970
    return given


Day = Annotated[date, BeforeValidator(_day)]
Id = Annotated[Text, Path(max_length=2000)]
Limit = Annotated[int, Field(ge=1, le=MOST)]


class Listing(BaseModel):
    """Which part of a list."""

    model_config = ConfigDict(extra="forbid")

    limit: Limit = 20
    after: Text | None = Field(default=None, max_length=6000, description="the mark `next` of the page before")


class Filters(BaseModel):
    """What claims must have. Names are taken in any spelling, in Arabic or English, or as ids."""

    model_config = ConfigDict(extra="forbid")

    words: Text = Field(default="", max_length=LONGEST, description='as typed: "quoted words" follow one another, -word must not stand there, OR joins two')
    since: Day | None = Field(default=None, description="first day, YYYY-MM-DD")
    until: Day | None = Field(default=None, description="last day, YYYY-MM-DD")
    place: Name | None = Field(default=None, description="with all that lies in it")
    near: str | None = Field(default=None, pattern=r"^-?\d{1,3}(\.\d{1,9})?,-?\d{1,3}(\.\d{1,9})?,\d{1,5}(\.\d{1,3})?$", description="latitude,longitude,km")
    type: Name | None = Field(default=None, description="event type or sub-event type")
    actor: Name | None = Field(default=None, description="who did it, by name, id or side")
    victim: Name | None = None
    party: Name | None = Field(default=None, description="either of the two")
    speaker: Name | None = None
    outlet: Name | None = None
    stance: Literal["asserted", "denied", "possible", "planned"] | None = None
    background: bool | None = None
    losses: list[Annotated[str, Field(pattern=r"^[a-z-]{1,40}:\d{1,12}$")]] = Field(default=[], max_length=10, description="outcome:least figure, as killed:3")
    grade: Literal["confirmed", "fair", "weak", "contested", "discounted"] | None = None
    state: Decided | None = Field(default=None, description="what people decided; rejected claims are found only by asking for them")

    def query(self) -> query.Query:
        """Return what the service is asked."""
        near = tuple(map(float, self.near.split(","))) if self.near else None
        losses = tuple((outcome, int(least)) for outcome, _, least in (one.partition(":") for one in self.losses))
        names = ("words", "since", "until", "place", "actor", "victim", "party", "speaker", "outlet", "stance", "background", "grade", "state")
        given = {name: getattr(self, name) for name in names}
        return query.Query(**given, kind=self.type, near=near, losses=losses)  # type: ignore[arg-type]  # three numbers, by the pattern


class Search(Filters):
    """A search, and which part of what it finds."""

    limit: Limit = 20
    after: Text | None = Field(default=None, max_length=100, description="the mark `next` of the page before")


class Count(Filters):
    """A search that is counted."""

    step: Step = Field(default="day", description="how wide the histogram's bars are")


FiltersParam = Annotated[Filters, Query()]
SearchParam = Annotated[Search, Query()]
CountParam = Annotated[Count, Query()]
ListingParam = Annotated[Listing, Query()]
