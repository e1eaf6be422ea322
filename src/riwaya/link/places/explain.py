"""Why a name is taken for one place and not another: for people who ask, outside a run."""

from __future__ import annotations

from dataclasses import dataclass

from riwaya import arabic
from riwaya.link.places import Ground, settle
from riwaya.link.places.context import Anchor, Context, Mention
from riwaya.link.places.phrase import Phrase
from riwaya.link.places.score import Scored, ranked
from riwaya.link.places.within import likeliest
from riwaya.model import Document, Place


@dataclass(frozen=True, slots=True)
class Around:
    """What is known beside the name: the ISO code of a country, and a place nearby, by name or as `lat,lon`."""

    country: str = ""
    near: str = ""


def alone(name: str, around: Around, known: Ground) -> list[Scored]:
    """Return the candidates of a name without a page, the likeliest first."""
    page = Context({around.country: 1.0} if around.country else {})
    anchor = _anchor(around.near, page, known)
    page = Context(page.countries, page.alone, anchors=(anchor,) if anchor else ())
    return ranked(Mention(Place(name), Phrase(), known.atlas.find(name)), (), page)


def on_page(name: str, document: Document, places: tuple[Place, ...], known: Ground) -> list[Scored]:
    """Return the candidates of a name as a page tells of it: where it stands there, else beside all that is named there."""
    told = next((place for place in places if arabic.key(place.name) == arabic.key(name)), Place(name))
    return list(settle(document, [*places, told], known)[told].candidates)


def _anchor(near: str, page: Context, known: Ground) -> Anchor | None:
    if not near:
        return None
    try:
        lat, lon = (float(part) for part in near.split(","))
    except ValueError:
        found = known.atlas.find(near)
        entry = likeliest(found, page, near) if found else None
        return Anchor(entry.lat, entry.lon, 0, near) if entry else None
    return Anchor(lat, lon, 0, near)
