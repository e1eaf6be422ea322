"""Events: found, counted, gathered for a map, and one in full."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from riwaya.service import events, search, shelf, withholding
from riwaya.store.search import Counts as Held
from riwaya.surface.api import forms, records
from riwaya.surface.api.asking import CountParam, Filters, Id, SearchParam
from riwaya.surface.api.claims import Bar, Counts
from riwaya.surface.api.envelope import Envelope, Meta, errors
from riwaya.surface.serve.problems import Problem
from riwaya.surface.serve.seer import SeerDep
from riwaya.surface.serve.who import SECURITY

router = APIRouter(tags=["events"], dependencies=SECURITY)


class Map(Filters):
    """A search, and the part of the map that is looked at."""

    south: float = Field(default=-90, ge=-90, le=90)
    west: float = Field(default=-180, ge=-180, le=180)
    north: float = Field(default=90, ge=-90, le=90)
    east: float = Field(default=180, ge=-180, le=180)
    zoom: int = Field(default=5, ge=0, le=events.DEEPEST, description="at zoom n the world is 2**n tiles wide, and a tile four cells")
    of: Literal["events", "claims"] = "events"


class Cell(BaseModel):
    """What lies in one cell: the mean of its points, and how many, by sub-event type and by grade."""

    lat: float
    lon: float
    number: int
    kinds: dict[str, int]
    grades: dict[str, int]
    radius_km: float | None
    event: str | None = Field(description="the event's id where the cell holds one only")


class Grid(BaseModel):
    """The cells of a box, their size in degrees, and how many of what was found have no point, or one outside of the box."""

    cells: list[Cell]
    size: float
    unplaced: int
    outside: int


@router.get("/events", responses=errors())
def find(asked: SearchParam, seer: SeerDep) -> Envelope[list[forms.Event]]:
    """Find events, the latest day first."""
    found = events.find(seer.desk.store, seer.query(asked.query()), seer.desk.ground, asked.limit, asked.after)
    data = [records.event(seen) for one in found.events if (seen := seer.event(one))]
    return Envelope(data=data, meta=Meta(next=found.next, limit=asked.limit, withheld=seer.withheld))


@router.get("/counts/events", responses=errors())
def count(asked: CountParam, seer: SeerDep) -> Envelope[Counts]:
    """Count events by facet and by day, week or month."""
    counts = events.count(seer.desk.store, seer.query(asked.query()), seer.desk.ground)
    days = search.histogram(Held(counts.events, counts.facets, counts.days), asked.step)
    bars = [Bar(start=start, number=number) for start, number in days.items()]
    return Envelope(data=Counts(number=counts.events, facets={facet: dict(held) for facet, held in counts.facets.items()}, histogram=bars))


@router.get("/map", responses=errors())
def gather(asked: Annotated[Map, Query()], seer: SeerDep) -> Envelope[Grid]:
    """Gather events, or claims, to the cells of a grid, for a map."""
    if seer.hides("points") and asked.zoom > withholding.COARSEST:
        raise Problem("forbidden", f"exact points are withheld from you: ask for zoom {withholding.COARSEST} or less")
    box = events.Box(asked.south, asked.west, asked.north, asked.east)
    grid = withholding.cells(seer.desk.store, asked.query(), seer.desk.ground, seer.sight, box, asked.zoom, asked.of)
    names = ("lat", "lon", "number", "radius_km", "event")
    cells = [Cell(**{name: getattr(one, name) for name in names}, kinds=dict(one.kinds), grades=dict(one.grades)) for one in grid.cells]
    return Envelope(data=Grid(cells=cells, size=grid.size, unplaced=grid.unplaced, outside=grid.outside))


@router.get("/events/{name}", responses=errors("not-found"))
def show(name: Id, seer: SeerDep) -> Envelope[forms.EventInFull]:
    """Return an event with its competing accounts, slot by slot, and the claims themselves."""
    held = shelf.event(seer.desk.store, name)
    seen = seer.event(held) if held else None
    if seen is None:
        raise Problem("not-found", f"{name}: no event of this id; events are formed anew when claims come, so look for one of its claims")
    return Envelope(data=records.event_in_full(seen, seer.texts(seen)), meta=Meta(withheld=seer.withheld))
