"""Sources, places and actors: a list of each, and a page for every one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from starlette.responses import Response

from riwaya import arabic
from riwaya.gazetteer import Entry
from riwaya.lexicon import Actor, outlets
from riwaya.lexicon.outlets import Outlet
from riwaya.model import Place
from riwaya.service import events, search
from riwaya.service.query import Query
from riwaya.service.standing import Standings, Tie, standings
from riwaya.surface.web import borders, timeline
from riwaya.surface.web.asking import Asked
from riwaya.surface.web.overview import place_name
from riwaya.surface.web.site import Visit, missing

RECKONED = 1000  # latest events over which outlets are compared
_LISTED = 12  # events on a page of one thing
_KNOTS = 18  # outlets in the drawing of ties
_NEAREST = 40  # places that one name may mean
_SIDE, _ROUND = 100.0, 36.0  # of the drawing, and of the circle in it


@dataclass(frozen=True, slots=True)
class Knot:
    """An outlet in the drawing of ties: where it stands, and where its name begins."""

    name: str
    x: float
    y: float
    start: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A tie in the drawing: from whom to whom (the later one to the earlier one, where days tell), how thick, in which direction."""

    path: str
    width: float
    told: str
    directed: bool


@dataclass(frozen=True, slots=True)
class Registered:
    """An outlet of the register: what it and its country are called, and under which names the store has how many claims of it."""

    outlet: Outlet
    name: str
    country: str
    told: tuple[str, ...]
    claims: int


def sources(visit: Visit) -> Response:
    """List outlets and speakers, how they stand, and who carries whose accounts."""
    counts = search.count(visit.store, visit.query(Query()), visit.desk.ground)
    reckoned = _standings(visit, Query())
    by_outlet = {one.outlet: one for one in reckoned.outlets}
    known, told = outlets.by_name(visit.desk.register), counts.facets["outlet"]
    rows = [(name, number, by_outlet.get(name), known.get(arabic.key(name))) for name, number in told.items()]
    return visit.show(
        "sources.html", rows=rows, register=list(_register(visit, told)), speakers=counts.facets["speaker"], reckoned=reckoned.events,
        drawing=_drawing(reckoned, visit), side=_SIDE, share=_share,
    )  # fmt: skip


def source(visit: Visit) -> Response:
    """Show one outlet. Raises Problem `not-found`."""
    name = visit.part("source")
    asked = Query(outlet=name)
    counts = search.count(visit.store, visit.query(asked), visit.desk.ground)
    if name not in counts.facets["outlet"]:
        raise missing(name)
    reckoned = _standings(visit, asked)
    own, known = next((one for one in reckoned.outlets if one.outlet == name), None), outlets.by_name(visit.desk.register)
    ties = [one for one in reckoned.ties if name in {one.left, one.right}]
    held = {"name": name, "counts": counts, "outlet": known.get(arabic.key(name)), "standing": own, "ties": ties, "share": _share}
    return _thing(visit, "source.html", asked, {"outlet": name}, **held)


def places(visit: Visit) -> Response:
    """List where events lie, and what a typed name may mean."""
    counts = events.count(visit.store, visit.query(Query()), visit.desk.ground)
    atlas, typed = visit.desk.ground.atlas, visit.asked("q").strip()[:200]
    found = [one.entry for one in atlas.find(typed)[:_NEAREST]] if typed else []
    countries = [(entry, number) for code, number in counts.facets["country"].items() if (entry := atlas.country(code))]
    units = [(entry, number) for name, number in counts.facets["admin1"].items() if (entry := atlas.get(name))]
    return visit.show("places.html", typed=typed, found=found, countries=countries, units=units, atlas=atlas, named=place_name)


def place(visit: Visit) -> Response:
    """Show one place with what happened in it. Raises Problem `not-found`."""
    name = visit.part("place")
    entry = visit.desk.ground.atlas.get(name)
    if entry is None:
        raise missing(name)
    drawn = Place(place_name(entry, visit.wording.lang), lat=entry.lat, lon=entry.lon, radius_km=entry.radius_km)
    wanted = entry.country if entry.kind == "country" else entry.id
    inset = borders.inset((drawn,), visit.site.countries)
    return _thing(visit, "place.html", Query(place=wanted), {"place": wanted}, entry=entry, holders=_holders(visit, entry), inset=inset, named=place_name)


def actors(visit: Visit) -> Response:
    """List parties by how often they are named as doers, and those that a typed name may mean."""
    counts = search.count(visit.store, visit.query(Query()), visit.desk.ground)
    known = visit.desk.reader.lexicon.actors
    typed = visit.asked("q").strip()[:200]
    key = arabic.key(typed)
    found = [one for one in known.values() if typed and any(key in arabic.key(name) for name in (one.id, one.name_ar, one.name_en))][:_NEAREST]
    doers = [(known[name], number) for name, number in counts.facets["actor"].items() if name in known]
    return visit.show("actors.html", typed=typed, found=found, doers=doers, actor_name=_actor_name)


def actor(visit: Visit) -> Response:
    """Show one party: what it is, what it did and suffered by whose word. Raises Problem `not-found`."""
    name = visit.part("actor")
    known = visit.desk.reader.lexicon.actors
    own = known.get(name)
    if own is None:
        raise missing(name)
    asked = {"actor": Query(actor=name), "victim": Query(victim=name), "speaker": Query(speaker=name)}
    roles = {role: events.count(visit.store, visit.query(one), visit.desk.ground) for role, one in asked.items()}
    subs = [one for one in known.values() if one.parent == name]
    held = known.get(own.parent)
    return _thing(visit, "actor.html", Query(party=name), {"party": name}, actor=own, roles=roles, subs=subs, parent=held, actor_name=_actor_name)


def _thing(visit: Visit, template: str, query: Query, filters: Mapping[str, str], **values: object) -> Response:
    """Show a page of one thing with its events, over time and by kind."""
    found, counted = events.survey(visit.store, visit.query(query), visit.desk.ground, _LISTED)
    drawn = timeline.timeline(counted.days, mirrored=visit.wording.direction == "rtl")
    asked = Asked(filters)
    return visit.show(template, counted=counted, found=visit.seen(found.events), drawn=drawn, asked=asked, **values)


def _standings(visit: Visit, query: Query) -> Standings:
    """Reckon over the latest events of a query."""
    return standings(visit.seen(islice(events.every(visit.store, visit.query(query), visit.desk.ground), RECKONED)))


def _register(visit: Visit, told: Mapping[str, int]) -> Iterator[Registered]:
    """Yield the outlets of the register, country by country; `told` are those that the store has claims of."""
    atlas, lang = visit.desk.ground.atlas, visit.wording.lang
    by_key = {arabic.key(name): name for name in told}
    for one in sorted(visit.desk.register, key=lambda one: (one.country, one.id)):
        country = atlas.country(one.country) if one.country else None
        names = [by_key[key] for key in dict.fromkeys(map(arabic.key, one.names)) if key in by_key]
        name = one.name_ar if lang == "ar" else one.name_en
        yield Registered(one, name or one.names[0], place_name(country, lang) if country else one.country, tuple(names), sum(map(told.__getitem__, names)))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else "–"


def _actor_name(actor: Actor, lang: str) -> str:
    return actor.name_ar if lang == "ar" else actor.name_en


def _holders(visit: Visit, entry: Entry) -> list[Entry]:
    """Return the units that hold a place, the widest first."""
    atlas = visit.desk.ground.atlas
    country = atlas.country(entry.country) if entry.country and entry.kind != "country" else None
    return [one for one in (country, *(atlas.get(name) for name in (entry.admin1, entry.admin2) if name and name != entry.id)) if one]


def _drawing(reckoned: Standings, visit: Visit) -> tuple[Sequence[Knot], Sequence[Thread]]:
    """Draw outlets in a circle, with a thread between each two that carried the same accounts."""
    ties = [one for one in reckoned.ties if one.shared][: 3 * _KNOTS]
    tied = {name for one in ties for name in (one.left, one.right)}
    names = [one.outlet for one in reckoned.outlets if one.outlet in tied][:_KNOTS]
    knots = {name: _knot(name, number, len(names)) for number, name in enumerate(names)}
    most = max((one.shared for one in ties), default=1)
    threads = [_thread(one, knots, most, visit) for one in ties if one.left in knots and one.right in knots]
    return list(knots.values()), threads


def _knot(name: str, number: int, of: int) -> Knot:
    angle = 2 * math.pi * number / of - math.pi / 2
    x, y = _SIDE / 2 + _ROUND * math.cos(angle), _SIDE / 2 + _ROUND * math.sin(angle)
    return Knot(name, round(x, 2), round(y, 2), x >= _SIDE / 2)


def _thread(one: Tie, knots: Mapping[str, Knot], most: int, visit: Visit) -> Thread:
    later, earlier = (one.right, one.left) if one.before >= one.after else (one.left, one.right)
    start, end = knots[later], knots[earlier]
    path = f"M{start.x},{start.y}Q{_SIDE / 2},{_SIDE / 2} {end.x},{end.y}"
    key = "web.sources.follows" if one.before != one.after else "web.sources.shares"
    name = visit.wording.name
    return Thread(
        path,
        round(0.4 + 1.6 * one.shared / most, 2),
        visit.wording.say(key, later=name(later), earlier=name(earlier), number=one.shared),
        one.before != one.after,
    )
