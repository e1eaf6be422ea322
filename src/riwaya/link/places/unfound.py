"""Places that no gazetteer holds: they keep their name, and are put where the page says, marked by having no id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from riwaya import arabic
from riwaya.gazetteer import Atlas
from riwaya.link.places.candidates import base
from riwaya.link.places.context import Context, Mention
from riwaya.link.places.locate import placed_at
from riwaya.link.places.within import likeliest, widest, within
from riwaya.model import Place

_NEAR = 60  # characters between a place and the words that say where it lies
_WIDE = frozenset({"region", "mountain", "road", "island"})
_RURAL = frozenset({"village", "town", "mountain", "base", "camp", "district", ""})  # of a site or quarter «in Hama» the town is meant


def put_at_unit(mention: Mention, found: Mapping[Place, Place], atlas: Atlas, page: Context) -> Place:
    """Return the place at the countryside, unit or town that the page names around it, or as it is where the page names none."""
    place = mention.place
    phrase = _phrase_beside(mention, found)
    if phrase is not None:
        return replace(place, lat=phrase.lat, lon=phrase.lon, radius_km=phrase.radius_km, where_prec=max(3, phrase.where_prec or 3))
    wide = within(place, page, atlas)
    if mention.phrase.kept and mention.phrase.kind not in _WIDE:  # «مطار كذا» lies near the town that it is named after
        near = [one for one in base(atlas, place.name) if not wide or one.entry.country == wide[0].country]
        if near:
            return placed_at(place, likeliest(near, page), atlas)
    if not wide:
        return place
    return placed_at(place, widest(wide) if mention.phrase.kind in _RURAL else wide[0], atlas)


def _phrase_beside(mention: Mention, found: Mapping[Place, Place]) -> Place | None:
    """Return the resolved «بريف حماة الشمالي» that follows «بلدة كذا»."""
    place = mention.place
    if not place.within or not place.span:
        return None
    for other, resolved in found.items():
        follows = other.span and 0 <= other.span.start - place.span.end <= _NEAR
        if follows and resolved.id and other.relation == "countryside" and arabic.key(other.name) == arabic.key(place.within):
            return resolved
    return None
