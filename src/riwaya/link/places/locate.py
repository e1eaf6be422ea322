"""From a chosen place to a point that says how sure it is: UCDP `where_prec`, ACLED `geo_precision`, a radius in kilometres."""

from __future__ import annotations

from dataclasses import replace

from riwaya.gazetteer import Atlas, Entry, Part, earth
from riwaya.gazetteer.parts import SIDES, guessed
from riwaya.link.places.phrase import Phrase
from riwaya.model import Place

# UCDP GED codebook, where_prec: 1 exact place, 2 near it, 3 second-order unit, 4 first-order unit, 5 part of a region or a line, 6 country, 7 sea or air.
_PRECISION = {"country": 6, "governorate": 4, "district": 3, "subdistrict": 3, "region": 5, "mountain": 5, "water": 5, "road": 5}
# ACLED codebook, geo_precision: 1 a particular town, 2 a part of a region or near a town, 3 a larger region.
_ACLED = {1: 1, 2: 2, 3: 2}
_AROUND, _OUTSKIRTS = 5.0, 10.0  # km: «قرب», and the countryside or one side of a town
_DISTANCE_ERROR, _LEAST_ERROR = 0.2, 2.0  # of a distance told in words, and km
_SEA = ("البحر", "خليج", "مضيق", "بحر")


def geo_precision(where_prec: int) -> int:
    """Return ACLED's precision code for a UCDP one."""
    return _ACLED.get(where_prec, 3)


def located(place: Place, entry: Entry, phrase: Phrase, atlas: Atlas) -> Place:
    """Return the place with the point, radius and precision that its words allow; never finer than what they say."""
    part, precision = _where(place, entry, phrase, atlas)
    return replace(place, lat=round(part.lat, 4), lon=round(part.lon, 4), radius_km=round(part.radius_km, 1), where_prec=precision, id=entry.id)


def _where(place: Place, entry: Entry, phrase: Phrase, atlas: Atlas) -> tuple[Part, int]:
    precision = 7 if entry.kind == "water" and place.name.startswith(_SEA) else _PRECISION.get(entry.kind, 1)
    if phrase.distance_km is not None and precision <= 4:
        return _at_distance(entry, phrase, phrase.distance_km), 2
    if precision == 1:
        return _by_town(place, entry, phrase)
    if entry.kind in {"governorate", "district"} and (phrase.side or place.relation == "countryside"):
        return atlas.part(entry, phrase.side), (5 if phrase.side else 4) if entry.kind == "governorate" else 3
    if phrase.side and entry.kind in {"country", "region"}:
        return guessed((entry.lat, entry.lon), entry.radius_km, phrase.side), 5
    return Part(entry.lat, entry.lon, entry.radius_km), precision


def _at_distance(entry: Entry, phrase: Phrase, km: float) -> Part:
    """Return the point «60 كلم شرق حلب», or a circle where no side is told."""
    error = max(_LEAST_ERROR, _DISTANCE_ERROR * km)
    if phrase.side:
        return Part(*earth.moved((entry.lat, entry.lon), SIDES[phrase.side], km), error)
    return Part(entry.lat, entry.lon, km + error)


def _by_town(place: Place, entry: Entry, phrase: Phrase) -> tuple[Part, int]:
    """Return a town's point, or its surroundings where the words say so."""
    if place.relation == "countryside" and phrase.side:
        return guessed((entry.lat, entry.lon), entry.radius_km + 2 * _OUTSKIRTS, phrase.side), 2
    more = 0.0
    if place.relation == "countryside" or phrase.side:
        more = _OUTSKIRTS
    elif place.relation in {"near", "axis"}:
        more = _AROUND
    return Part(entry.lat, entry.lon, entry.radius_km + more), 2 if more else 1


def placed_at(place: Place, unit: Entry, atlas: Atlas) -> Place:
    """Return a place that no gazetteer holds, put at the unit that the page names; without an id, which marks it so."""
    part = atlas.part(unit, "") if unit.kind in {"governorate", "district"} else Part(unit.lat, unit.lon, unit.radius_km)
    precision = max(3, _PRECISION.get(unit.kind, 3))
    radius = part.radius_km if unit.kind not in {"city", "town", "village"} else part.radius_km + _OUTSKIRTS
    return replace(place, lat=round(part.lat, 4), lon=round(part.lon, 4), radius_km=round(radius, 1), where_prec=precision)


def between(place: Place, one: Entry, other: Entry) -> Place:
    """Return a place on the road between two others: their middle, with half the way as its radius."""
    ends = ((one.lat, one.lon), (other.lat, other.lon))
    lat, lon = earth.middle(ends)
    return replace(place, lat=round(lat, 4), lon=round(lon, 4), radius_km=round(max(2.0, earth.distance(*ends) / 2), 1), where_prec=5)
