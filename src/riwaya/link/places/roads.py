"""Places on a road: between its two ends."""

from __future__ import annotations

from collections.abc import Mapping

from riwaya import arabic
from riwaya.gazetteer import Atlas, Entry
from riwaya.link.places.context import Context, Mention
from riwaya.link.places.locate import between
from riwaya.link.places.within import likeliest
from riwaya.link.places.words import Words
from riwaya.model import Place

_BESIDE = frozenset({"-", "الدولي", "السريع"})


def on_road(mention: Mention, words: Words, best: Mapping[Place, Entry], atlas: Atlas, page: Context) -> Place | None:
    """Return the middle of «الطريق بين حمص والسلمية», for either end, or of «طريق حلب - دمشق»; None for what is no road."""
    place = mention.place
    if mention.phrase.road and place in best and place.span:
        other = _next(words, place, best, atlas, page) or _previous(place, best)
        return between(place, best[place], other) if other else None
    if mention.phrase.kind == "road" and mention.phrase.kept and place not in best:
        return _named(place, atlas, page)
    return None


def _next(words: Words, place: Place, best: Mapping[Place, Entry], atlas: Atlas, page: Context) -> Entry | None:
    """Return the other end that follows the name after «و», whether extraction took it for a place or not."""
    start, end = words.at(place.span) if place.span else (0, 0)
    if end >= len(words.norms) or not words.norms[end].startswith("و") or words.norms[start].startswith("و"):
        return None
    told = [entry for other, entry in best.items() if other.span and words.at(other.span)[0] == end]
    if told:
        return told[0]
    rest = words.norms[end].removeprefix("و")
    found = atlas.find(" ".join((rest, *words.norms[end + 1 : end + 2]))) or atlas.find(rest)
    return likeliest(found, page, rest) if found else None


def _previous(place: Place, best: Mapping[Place, Entry]) -> Entry | None:
    """Return the end that stands before «والسلمية»."""
    before = [(other.span.end, entry) for other, entry in best.items() if other.span and place.span and other.span.end <= place.span.start]
    return max(before, key=lambda one: one[0])[1] if before else None


def _named(place: Place, atlas: Atlas, page: Context) -> Place | None:
    names = [word for word in arabic.key(place.name).split() if word not in _BESIDE][1:]
    for cut in range(1, len(names)):
        one, other = atlas.find(" ".join(names[:cut])), atlas.find(" ".join(names[cut:]).removeprefix("و"))
        if one and other:
            return between(place, likeliest(one, page), likeliest(other, page))
    return None
