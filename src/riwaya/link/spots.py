"""Places as linking compares them: by point where they are resolved, else by folded name and what they lie in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any

from riwaya import arabic
from riwaya.lexicon.gazetteer import Gazetteer
from riwaya.model import Place

_VOWELS = re.compile("[اوي]")
BONES = 3  # letters that have to be left
WIDE = {"country", "governorate", "region"}
EARTH_KM = 6371.0
POINT_KM, FAR_KM = 5.0, 50.0


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A place to compare, known by identity: what is worked out of two of them can be kept.

    `holders` are the folded names of what it lies in; a `wide` spot is a province, a countryside, a country.
    """

    key: str
    words: frozenset[str]
    bones: str
    holders: frozenset[str]
    countries: frozenset[str]
    wide: bool
    point: tuple[float, float] | None = None


def plain(name: str) -> str:
    """Fold a place name: spelling, the article of each word."""
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in arabic.key(name).split())


@dataclass(frozen=True, slots=True)
class Spotter:
    """Makes places ready to compare; one place is one spot."""

    gazetteer: Gazetteer
    made: dict[tuple[Any, ...], Spot] = field(default_factory=dict)

    @staticmethod
    def key(place: Place) -> tuple[Any, ...]:
        """Return what of a place makes its spot."""
        return (place.name, place.within, place.relation, place.lat, place.lon, place.where_prec)

    def spot(self, place: Place) -> Spot:
        """Return a claim's place ready to compare."""
        return self.spot_of(self.key(place))

    def spot_of(self, key: tuple[Any, ...]) -> Spot:
        """Return a place ready to compare, by its `key`."""
        if key not in self.made:
            name, within, relation, lat, lon, where_prec = key
            self.made[key] = spot(Place(name, within, relation, lat=lat, lon=lon, where_prec=where_prec), self.gazetteer)
        return self.made[key]


def spot(place: Place, gazetteer: Gazetteer) -> Spot:
    """Return a place ready to compare, under its usual name; what the built-in names know of it is added."""
    known = gazetteer.find(place.name)[:4]
    holders = {plain(one.parent) for one in known if one.parent} | {
        plain(gazetteer.countries[one.country]) for one in known if one.country in gazetteer.countries
    }
    countries = {one.country for one in known if one.country}
    within = gazetteer.find(place.within)[:2] if place.within else ()
    if place.within:
        holders.add(plain(within[0].name if within else place.within))
        holders |= {plain(one.parent) for one in within if one.parent}
        named = {one.country for one in within if one.country}
        countries = countries & named or named or countries
    key = plain(known[0].name if known else place.name)
    wide = place.relation == "countryside" or (bool(known) and known[0].kind in WIDE)
    sharp = place.lat is not None and place.lon is not None and (place.where_prec or 9) <= 2
    point = (place.lat, place.lon) if sharp and place.lat is not None and place.lon is not None else None
    return Spot(key, frozenset(key.split()), bones(key), frozenset(holders - {key}), frozenset(countries) if len(countries) == 1 else frozenset(), wide, point)


def bones(name: str) -> str:
    """Return a name without its long vowels, by which spellings of a foreign name agree («كابل», «كابول»); "" where too little is left."""
    left = _VOWELS.sub("", name)
    return left if len(left) >= BONES else ""


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres (haversine)."""
    (lat1, lon1), (lat2, lon2) = ((radians(a), radians(b)) for a, b in (one, other))
    return 2 * EARTH_KM * asin(sqrt(sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2))


@lru_cache(maxsize=1 << 18)
def relation(one: Spot, other: Spot) -> str:
    """Say how two places lie to each other, as a sign of `weights.toml` [where]."""
    if one.point and other.point:
        apart = distance(one.point, other.point)
        if not POINT_KM < apart <= FAR_KM:
            return "same-point" if apart <= POINT_KM else "far-point"
    if one.countries and other.countries and one.countries != other.countries:
        return "other-country"
    return _same_name(one, other) if one.key == other.key else _other_name(one, other)


def _other_name(one: Spot, other: Spot) -> str:
    if one.key in other.holders or other.key in one.holders:
        return "inside"
    if one.words <= other.words or other.words <= one.words or (one.bones and one.bones == other.bones):
        return "inside" if one.wide or other.wide else "alike"
    return "other-place"


def _same_name(one: Spot, other: Spot) -> str:
    if one.wide and other.wide:
        return "same-wide"
    return "inside" if one.wide or other.wide else "same-place"
