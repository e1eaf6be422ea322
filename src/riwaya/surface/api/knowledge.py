"""What riwaya knows: places, actors, types of events; and the outlets and speakers that the store has seen."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from riwaya import arabic, lexicon
from riwaya.gazetteer import Entry
from riwaya.gazetteer.atlas import Match
from riwaya.people import Person
from riwaya.surface.api.asking import Id, Listing, Name
from riwaya.surface.api.envelope import Envelope, Meta, errors
from riwaya.surface.api.texts import Text
from riwaya.surface.serve.problems import Problem
from riwaya.surface.serve.seer import SeerDep
from riwaya.surface.serve.who import SECURITY, DeskDep, needs

router = APIRouter(tags=["knowledge"], dependencies=SECURITY)
Reads = Annotated[Person, Depends(needs("read"))]
_MOST_ACTORS = 1000


class Place(BaseModel):
    """A place of the gazetteer."""

    id: str
    kind: str
    country: str
    lat: float
    lon: float
    radius_km: float
    arabic: list[str]
    latin: list[str]
    ids: list[str]
    admin1: str
    admin2: str
    population: int
    sources: list[str]


class FoundPlace(Place):
    """A place, and how its name was found: the nearer ways come first."""

    match: Literal["exact", "loose", "sound", "slip"]


class Actor(BaseModel):
    """A party to a conflict."""

    id: str
    name_en: str
    name_ar: str
    kind: str
    country: str
    side: str
    parent: str


class ActorInFull(Actor):
    """A party with those that it belongs to, nearest first, and those that belong to it."""

    parents: list[Actor]
    children: list[Actor]


class Type(BaseModel):
    """A sub-event type, in the words of ACLED's code book."""

    sub_event_type: str
    event_type: str
    name_en: str
    name_ar: str


class Named(Listing):
    """Which names are asked for."""

    after: None = None
    kind: Literal["outlet", "speaker"] = "outlet"
    name: Text = Field(default="", max_length=300, description="part of the name, in any spelling")


@router.get("/places", responses=errors())
def places(desk: DeskDep, _: Reads, name: Annotated[Name, Query()]) -> Envelope[list[FoundPlace]]:
    """Find places by a name in any spelling, in either script."""
    found = [FoundPlace.model_validate({**_place(one.entry), "match": Match(one.match).name.lower()}) for one in desk.ground.atlas.find(name)]
    return Envelope(data=found)


@router.get("/places/{name:path}", responses=errors("not-found"))
def place(desk: DeskDep, _: Reads, name: Id) -> Envelope[Place]:
    """Return a place by its id."""
    entry = desk.ground.atlas.get(name)
    if entry is None:
        raise Problem("not-found", f"{name}: no place of this id; GET /api/v1/places?name=… finds places")
    return Envelope(data=Place.model_validate(_place(entry)))


def _place(one: Entry) -> dict[str, object]:
    return {name: list(value) if isinstance(value := getattr(one, name), tuple) else value for name in Place.model_fields}


@router.get("/actors", responses=errors())
def actors(desk: DeskDep, _: Reads, name: Annotated[Text, Query(max_length=300)] = "") -> Envelope[list[Actor]]:
    """List the parties, or those whose name or id holds some words, in any spelling."""
    key = arabic.key(name)
    found = [one for one in desk.ground.lexicon.actors.values() if any(key in arabic.key(held) for held in (one.id, one.name_ar, one.name_en))]
    return Envelope(data=[_actor(one) for one in found[:_MOST_ACTORS]], meta=Meta(limit=_MOST_ACTORS))


@router.get("/actors/{name:path}", responses=errors("not-found"))
def actor(desk: DeskDep, _: Reads, name: Id) -> Envelope[ActorInFull]:
    """Return a party by its id, with its kin."""
    known = desk.ground.lexicon.actors
    held = known.get(name)
    if held is None:
        raise Problem("not-found", f"{name}: no actor of this id; GET /api/v1/actors?name=… finds actors")
    above: list[lexicon.Actor] = []
    step = held
    while (step := known.get(step.parent, step)) not in (held, *above):
        above.append(step)
    children = [_actor(one) for one in known.values() if one.parent == name]
    return Envelope(data=ActorInFull(**_actor(held).model_dump(), parents=[_actor(one) for one in above], children=children))


def _actor(one: lexicon.Actor) -> Actor:
    return Actor(**{name: getattr(one, name) for name in Actor.model_fields})


@router.get("/types", responses=errors())
def types(desk: DeskDep, _: Reads) -> Envelope[list[Type]]:
    """List the types of events, with their names in both languages."""
    english, arab = desk.texts["en"], desk.texts["ar"]
    found = desk.ground.lexicon.event_types.items()
    return Envelope(data=[Type(sub_event_type=sub, event_type=kind, name_en=english(f"type.{sub}"), name_ar=arab(f"type.{sub}")) for sub, kind in found])


@router.get("/sources", responses=errors())
def sources(seer: SeerDep, asked: Annotated[Named, Query()]) -> Envelope[list[str]]:
    """List the outlets, or the speakers, that claims of the store name."""
    if asked.kind == "speaker" and seer.hides("names"):
        raise Problem("forbidden", "names are withheld from you, and speakers may be witnesses")
    key = arabic.key(asked.name)
    found = [one for one in seer.desk.store.seen(asked.kind) if key in arabic.key(one)]
    return Envelope(data=found[: asked.limit], meta=Meta(limit=asked.limit))
