"""The overview: map, timeline, facets and list of what one address asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.responses import JSONResponse, Response

from riwaya.errors import BadInput
from riwaya.gazetteer import Entry
from riwaya.service import events, withholding
from riwaya.service.events import Box, Cell
from riwaya.surface.web import asking, timeline
from riwaya.surface.web.asking import Asked
from riwaya.surface.web.site import Visit

PAGE = 20  # events of one list
FACETS: Mapping[str, str] = {"grade": "grade", "event_type": "kind", "sub_event_type": "kind", "country": "place", "admin1": "place"}  # facet: its filter
_DEEPEST = 14  # zoom of the grid
_MOST = 600  # cells that are drawn


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its name in words, how many there are, whether it is asked for, and the address that turns it on or off."""

    name: str
    number: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is set, in words, and the address without it."""

    filter: str
    text: str
    address: str


def overview(visit: Visit) -> Response:
    """Show what an address asks for; to htmx only the parts that change with it. Raises BadInput."""
    asked = asking.asked(visit.request.query_params)
    query = visit.query(asked.query(visit.wording.say))
    found, counts = events.survey(visit.store, query, visit.desk.ground, PAGE, asked.after)
    whole = visit.request.headers.get("hx-request") != "true" or visit.request.headers.get("hx-history-restore-request") == "true"
    answer = visit.show(
        "overview.html" if whole else "results.html",
        asked=asked,
        found=visit.seen(found.events),
        further=found.next,
        total=counts.events,
        contested=counts.facets["grade"].get("contested", 0),
        facets=list(_facets(visit, asked, counts.facets)),
        chips=list(_chips(visit, asked)),
        drawn=timeline.timeline(counts.days, asked.step, mirrored=visit.wording.direction == "rtl"),
        steps=asking.STEPS,
        colours=asking.COLOURS,
        tiles=visit.desk.serving.tiles,
    )
    answer.headers["vary"] = "HX-Request"
    return answer


def points(visit: Visit) -> Response:
    """Return the cells of a part of the map as JSON. Raises BadInput for a box that is none."""
    asked = asking.asked(visit.request.query_params)
    query, box, zoom = asked.query(visit.wording.say), _box(visit.asked("box")), _zoom(visit.asked("zoom"))
    grid = withholding.cells(visit.store, query, visit.desk.ground, visit.seer.sight, box, zoom)
    cells = [_cell(cell, visit) for cell in grid.cells[:_MOST]]
    return JSONResponse({"cells": cells, "size": grid.size, "unplaced": grid.unplaced, "left": max(0, len(grid.cells) - _MOST)})


def _cell(cell: Cell, visit: Visit) -> dict[str, object]:
    """Say a cell for the map: its point, how many, and what most of them are."""
    kinds = sorted(cell.kinds.items(), key=lambda one: -one[1])
    label = visit.wording.number("web.events", cell.number)
    told = visit.wording.listed(visit.wording.kind(kind) for kind, _ in kinds[:3])
    types = visit.desk.ground.lexicon.event_types
    return {
        "lat": cell.lat, "lon": cell.lon, "number": cell.number, "km": cell.radius_km,
        "grade": max(cell.grades, key=lambda one: cell.grades[one], default="weak"),
        "kind": types.get(kinds[0][0], "") if kinds else "",
        "label": f"{label}: {told}", "url": visit.frame.to("events", cell.event) if cell.event else None,
    }  # fmt: skip


def _box(text: str) -> Box:
    try:
        south, west, north, east = map(float, text.split(","))
    except ValueError as error:
        raise BadInput(f"box={text[:100]}: not a part of the map; write SOUTH,WEST,NORTH,EAST in degrees") from error
    return Box(max(south, -90), max(west, -180), min(north, 90), min(east, 180))


def _zoom(text: str) -> int:
    return min(int(text), _DEEPEST) if text.isdecimal() and len(text) < 3 else 4


def _facets(visit: Visit, asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, list[Choice]]]:
    """Yield the facets that divide what is found."""
    for facet, name in FACETS.items():
        values = counts.get(facet, {})
        choices = [
            Choice(facet_name(visit, facet, value), number, asked[name] == value, asked.having(**{name: "" if asked[name] == value else value}).address())
            for value, number in values.items()
        ]
        if choices:
            yield facet, choices


def facet_name(visit: Visit, facet: str, value: str) -> str:
    """Say a value of a facet."""
    if facet == "grade":
        return visit.wording.say(f"scale.{value}")
    if facet in {"event_type", "sub_event_type"}:
        return visit.wording.kind(value)
    atlas = visit.desk.ground.atlas
    entry = atlas.country(value) if facet == "country" else atlas.get(value)
    return place_name(entry, visit.wording.lang) if entry else value


def place_name(entry: Entry, lang: str) -> str:
    """Return the name of a place in a language, in the other where it has none in this one."""
    own, other = (entry.arabic, entry.latin) if lang == "ar" else (entry.latin, entry.arabic)
    return (*own, *other, entry.id)[0]


def _chips(visit: Visit, asked: Asked) -> Iterator[Chip]:
    say = visit.wording.say
    for name, value in asked.filters.items():
        yield Chip(name, say(f"web.filter.{name}", value=_said(visit, name, value)), asked.having(**{name: ""}).address())


def _said(visit: Visit, name: str, value: str) -> str:
    """Say the value of a filter; what is no id that is known stays as it was typed."""
    say = visit.wording.say
    if name in {"grade", "stance"}:
        key = f"{'scale' if name == 'grade' else 'stance'}.{value}"
        return say(key) if key in say.texts else visit.wording.name(value)
    if name == "kind":
        known = value in visit.desk.ground.lexicon.event_types or value in visit.desk.ground.lexicon.event_types.values()
        return visit.wording.kind(value) if known else visit.wording.name(value)
    if name == "place":
        entry = visit.desk.ground.atlas.get(value) or (visit.desk.ground.atlas.country(value) if len(value) == 2 else None)
        return place_name(entry, visit.wording.lang) if entry else visit.wording.name(value)
    if name in {"party", "actor", "victim", "speaker"}:
        return visit.wording.words.actor(value) if value in visit.desk.reader.lexicon.actors else visit.wording.name(value)
    return visit.wording.name(value)
