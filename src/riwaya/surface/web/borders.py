"""A small map drawn by the server: borders of countries around a place, and the place no finer than its source tells it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files

from riwaya.model import Place

Point = tuple[float, float]
Ring = tuple[Point, ...]
WIDTH, HEIGHT = 360, 220  # units of the drawing
_LEAST = 110.0  # km from the middle to the upper edge, so that some border gives the place a surrounding
_KM = 111.2  # of a degree of latitude


@dataclass(frozen=True, slots=True)
class Disc:
    """A place on a small map: centre and radius in the drawing's units; `small` where the radius would not be seen; `label` tells which place."""

    x: float
    y: float
    radius: float
    small: bool
    label: str


@dataclass(frozen=True, slots=True)
class Inset:
    """A small map: land as SVG paths, discs over it, and the length of its scale in units and km."""

    land: tuple[str, ...]
    discs: tuple[Disc, ...]
    scale: float
    km: int


def load() -> tuple[tuple[Ring, ...], ...]:
    """Return the outlines of countries as (longitude, latitude), a tuple of rings a country."""
    told = json.loads((files("riwaya.surface.web") / "static" / "borders.json").read_text(encoding="utf-8"))
    countries = [feature["geometry"]["coordinates"] for feature in told["features"]]
    return tuple(tuple(tuple(map(tuple, ring)) for part in parts for ring in part) for parts in countries)


def inset(places: Iterable[Place], countries: Sequence[Sequence[Ring]]) -> Inset | None:
    """Return the map of places that have points, None where none has."""
    found = [place for place in places if place.lat is not None and place.lon is not None]
    if not found:
        return None
    lat, lon = (sum(_of(place)[axis] for place in found) / len(found) for axis in (0, 1))
    narrow = max(0.2, math.cos(math.radians(lat)))
    reach = max(_LEAST, *(_apart(_of(place), (lat, lon), narrow) + 2.2 * (place.radius_km or 0) for place in found))
    unit = HEIGHT / 2 / reach * _KM  # units a degree of latitude

    def at(one_lat: float, one_lon: float) -> Point:
        return WIDTH / 2 + (one_lon - lon) * narrow * unit, HEIGHT / 2 - (one_lat - lat) * unit

    discs = tuple(_disc(place, at(*_of(place)), unit) for place in found)
    km = next(size for size in (500, 200, 100, 50) if size / _KM * unit < WIDTH / 3)
    return Inset(tuple(_land(countries, at)), discs, round(km / _KM * unit, 1), km)


def _of(place: Place) -> Point:
    return place.lat or 0.0, place.lon or 0.0


def _apart(one: Point, other: Point, narrow: float) -> float:
    return _KM * math.hypot(one[0] - other[0], (one[1] - other[1]) * narrow)


def _disc(place: Place, point: Point, unit: float) -> Disc:
    radius = (place.radius_km or 0) / _KM * unit
    return Disc(round(point[0], 1), round(point[1], 1), round(max(radius, 4.0), 1), radius < 4, place.name)


def _land(countries: Sequence[Sequence[Ring]], at: Callable[[float, float], Point]) -> Iterator[str]:
    """Yield a path for each country that can be seen."""
    for rings in countries:
        drawn = [[at(lat, lon) for lon, lat in ring] for ring in rings]
        seen = [_path(ring) for ring in drawn if _seen(ring)]
        if seen:
            yield "".join(seen)


def _path(ring: Sequence[Point]) -> str:
    """Draw a ring; what lies far outside the drawing is pulled to its surroundings, where nobody sees it and it costs nothing."""
    near = (f"{min(max(x, -WIDTH), 2 * WIDTH):.0f},{min(max(y, -HEIGHT), 2 * HEIGHT):.0f}" for x, y in ring)
    return "M" + "L".join(dict.fromkeys(near)) + "Z"


def _seen(ring: Sequence[Point]) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) > 0 and min(xs) < WIDTH and max(ys) > 0 and min(ys) < HEIGHT
