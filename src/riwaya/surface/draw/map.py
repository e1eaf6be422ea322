"""A map of what is told: a disc as wide as its source leaves the place open, never a pin."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import cos, log10, radians

from riwaya.surface.draw.svg import INK, MUTED, Anchor, Drawing, Label, number, tag

_AROUND: tuple[tuple[int, int, Anchor], ...] = (
    (1, 0, "start"), (-1, 0, "end"), (0, -1, "middle"), (0, 1, "middle"), (1, -1, "start"), (-1, 1, "end"),
)  # fmt: skip  # where a number may stand beside its disc, the best first
Point = tuple[float, float]  # longitude, latitude in degrees
KM = 111.2  # kilometres of a degree of latitude
_PAD, _LEAST = 0.18, 1.6  # share of the extent that is left free around the discs; least extent, degrees
_SMALLEST = 3.2  # radius of a disc that would not be seen
_SEA, _LAND, _BORDER = "#eef2f4", "#fbfaf6", "#aab3b9"


@dataclass(frozen=True, slots=True)
class Disc:
    """Where something is told to have been: `radius_km` is how far it may lie from the point."""

    lat: float
    lon: float
    radius_km: float
    text: str
    kind: str = "event"
    tone: str = "#a4343a"


@dataclass(frozen=True, slots=True)
class Named:
    """The name of a country, at its middle."""

    lat: float
    lon: float
    name: str


@dataclass(frozen=True, slots=True)
class _View:
    """Degrees to units of the drawing: west and north edge, units of a degree of longitude and of latitude."""

    west: float
    north: float
    across: float
    down: float

    def at(self, lon: float, lat: float) -> Point:
        return (lon - self.west) * self.across, (self.north - lat) * self.down

    def length(self, km: float) -> float:
        return km / KM * self.down


def borders() -> tuple[tuple[Point, ...], ...]:
    """Return the rings of all countries, from Natural Earth (public domain)."""
    table = json.loads((files("riwaya.surface") / "web" / "static" / "borders.json").read_text(encoding="utf-8"))
    shapes = (part for one in table["features"] for part in one["geometry"]["coordinates"])
    return tuple(tuple((lon, lat) for lon, lat in ring) for part in shapes for ring in part[:1])


def chart(discs: Sequence[Disc], rings: Iterable[Sequence[Point]], names: Iterable[Named], title: str, scale: str, width: float = 680) -> Drawing:
    """Draw discs over the countries around them; `scale` says "km" in the reader's language."""
    view, height = _view(discs, width)
    land = [_land(ring, view) for ring in rings if _seen(ring, view, width, height)]
    wide_first = sorted(discs, key=lambda one: -one.radius_km)
    shapes = (tag("rect", width=width, height=height, fill=_SEA, class_="sea"), *land, *(_disc(one, view) for one in wide_first), *_bar(view, width, height))
    told = [*_numbers(discs, view, width, height), *_scale(view, width, height, scale)]
    return Drawing(width, height, shapes, (*_countries(names, view, width, height, told), *told), title)


def _view(discs: Sequence[Disc], width: float) -> tuple[_View, float]:
    """Return a view that holds every disc whole, and the height of the drawing."""
    spread = [(one.radius_km / KM, one) for one in discs]
    south, north = min(one.lat - by for by, one in spread), max(one.lat + by for by, one in spread)
    squeeze = max(0.2, cos(radians((south + north) / 2)))
    west, east = min(one.lon - by / squeeze for by, one in spread), max(one.lon + by / squeeze for by, one in spread)
    high, wide = max(_LEAST, north - south) * (1 + 2 * _PAD), max(_LEAST, east - west) * squeeze * (1 + 2 * _PAD)
    ratio = min(0.62, max(0.42, high / wide))
    down = min(width / wide, width * ratio / high)
    across = down * squeeze
    view = _View((west + east) / 2 - width / across / 2, (south + north) / 2 + width * ratio / down / 2, across, down)
    return view, width * ratio


def _seen(ring: Sequence[Point], view: _View, width: float, height: float) -> bool:
    left, bottom = view.at(min(lon for lon, _ in ring), min(lat for _, lat in ring))
    right, top = view.at(max(lon for lon, _ in ring), max(lat for _, lat in ring))
    return right >= 0 and left <= width and bottom >= 0 and top <= height


def _land(ring: Sequence[Point], view: _View) -> str:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in (view.at(lon, lat) for lon, lat in ring))
    return tag("polygon", points=points, fill=_LAND, stroke=_BORDER, stroke_width=0.7, class_="land")


def _disc(one: Disc, view: _View) -> str:
    x, y = view.at(one.lon, one.lat)
    radius = max(_SMALLEST, view.length(one.radius_km))
    return tag("circle", cx=x, cy=y, r=radius, fill=one.tone, fill_opacity=0.22, stroke=one.tone, stroke_width=0.9, class_=f"disc {one.kind}")


def _numbers(discs: Sequence[Disc], view: _View, width: float, height: float) -> list[Label]:
    """Label the discs, each where it covers least of what is labelled already."""
    placed: list[Label] = []
    for one in sorted(discs, key=lambda one: one.radius_km):
        x, y = view.at(one.lon, one.lat)
        out = min(max(_SMALLEST, view.length(one.radius_km)), 14) + 3
        tries = [Label(x + right * out, y + down * out + 3 * (down + 1), one.text, anchor) for right, down, anchor in _AROUND]
        best = min(tries, key=lambda label: sum(_overlap(label, other) for other in placed) + _outside(label, width, height))
        placed.append(Label(best.x, best.y, one.text, best.anchor, "disc-label", 9, INK, bold=True))
    return placed


def _countries(names: Iterable[Named], view: _View, width: float, height: float, told: Sequence[Label]) -> Iterator[Label]:
    """Yield the names of countries that stand in the drawing and over no other label; of two that would cover each other neither is preferred."""
    every = [Label(*view.at(one.lon, one.lat), one.name, "middle", "country", 9.5, MUTED) for one in names]
    inside = [label for label in every if _outside(label, width, height) == 0]
    for label in inside:
        if not any(_overlap(label, other) for other in (*told, *inside) if other is not label):
            yield label


def _scale(view: _View, width: float, height: float, words: str) -> Iterator[Label]:
    km = _round(view, width)
    yield Label(width - 14, height - 14, f"{km} {words}", "end", "tick", 8)


def _bar(view: _View, width: float, height: float) -> tuple[str, ...]:
    long = view.length(_round(view, width))
    return (tag("line", x1=width - 14 - long, x2=width - 14, y1=height - 9, y2=height - 9, stroke=MUTED, stroke_width=1.2, class_="scale"),)


def _round(view: _View, width: float) -> int:
    """Return a round number of kilometres, about a sixth of the width."""
    wanted = width / 6 / view.down * KM
    power = 10 ** int(log10(max(wanted, 1)))
    return next(int(size * power) for size in (5, 2, 1) if size * power <= max(wanted, 1))


def _box(one: Label) -> tuple[float, float, float, float]:
    wide = len(one.text) * one.size * 0.56
    left = {"start": one.x, "middle": one.x - wide / 2, "end": one.x - wide}[one.anchor]
    return left, one.y - one.size, left + wide, one.y + 2


def _overlap(one: Label, other: Label) -> float:
    (left, top, right, bottom), (west, north, east, south) = _box(one), _box(other)
    return max(0.0, min(right, east) - max(left, west)) * max(0.0, min(bottom, south) - max(top, north))


def _outside(one: Label, width: float, height: float) -> float:
    left, top, right, bottom = _box(one)
    return max(0.0, 2 - left) + max(0.0, right - width + 2) + max(0.0, 2 - top) + max(0.0, bottom - height + 2)
