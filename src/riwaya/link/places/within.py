"""The wider place that a page names around a place."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya import arabic
from riwaya.gazetteer import Atlas, Entry, Found
from riwaya.gazetteer.record import UNITS
from riwaya.link.places.context import Context, Mention
from riwaya.link.places.phrase import Phrase
from riwaya.link.places.score import ranked, together
from riwaya.model import Place


def within(place: Place, page: Context, atlas: Atlas) -> list[Entry]:
    """Return what the page says holds a place: the likeliest place of that name, and the units and towns that share its name and ground."""
    if not place.within or arabic.key(place.within) == arabic.key(place.name):
        return []
    found = atlas.find(place.within)
    if not found:
        return []
    best = likeliest(found, page, place.within)
    return [best, *(one.entry for one in found if one.entry.id != best.id and together(one.entry, best))]


def likeliest(found: Sequence[Found], page: Context, name: str = "") -> Entry:
    """Return the place that fits a page best, told by nothing but its name."""
    return ranked(Mention(Place(name), Phrase(), tuple(found)), (), page)[0].entry


def widest(entries: Sequence[Entry]) -> Entry:
    """Return the governorate or district among places of one name: what lies «in Hama» without a town's word lies in the governorate."""
    return min(entries, key=lambda entry: UNITS.index(entry.kind) if entry.kind in UNITS else len(UNITS))
