"""Names of places to points: the page is read as a whole, then each name gets the place that fits it best, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya import arabic
from riwaya.gazetteer import Atlas, Entry
from riwaya.lexicon import Lexicon
from riwaya.lexicon.forms import forms
from riwaya.lexicon.outlets import load_outlets
from riwaya.link.places.candidates import candidates
from riwaya.link.places.context import Anchor, Context, Mention, context
from riwaya.link.places.locate import geo_precision, located
from riwaya.link.places.phrase import phrases
from riwaya.link.places.roads import on_road
from riwaya.link.places.score import LEAST, Scored, ranked, sure
from riwaya.link.places.unfound import put_at_unit
from riwaya.link.places.within import within
from riwaya.link.places.words import Words, words_of
from riwaya.model import Claim, Document, Place

__all__ = ["Ground", "Settled", "geo_precision", "ground", "resolve", "settle"]


@dataclass(frozen=True, slots=True)
class Ground:
    """What resolution knows: the gazetteer, words of place grammar, countries of outlets and of adjectives of nationality."""

    atlas: Atlas
    lexicon: Lexicon
    outlets: Mapping[str, str]
    demonyms: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settled:
    """A place of a page as resolved, and the candidates it was chosen from, the likeliest first."""

    place: Place
    candidates: tuple[Scored, ...]


def ground(atlas: Atlas, lexicon: Lexicon) -> Ground:
    """Join a gazetteer with the knowledge of the lexicon."""
    demonyms = {form.words[0]: entry.value for entry in lexicon.of_kind("demonym") for form in forms(entry) if len(form.words) == 1}
    return Ground(atlas, lexicon, load_outlets(), demonyms)


def resolve(document: Document, claims: Sequence[Claim], mentioned: Sequence[Place], known: Ground) -> tuple[Claim, ...]:
    """Return the claims with their places resolved; `mentioned` are all places of the page, which help to tell them apart.

    What is not found keeps its name: it is put at the unit that the page names, without an id, or stays without a point.
    """
    every = [*mentioned, *(place for claim in claims for place in claim.places)]
    settled = settle(document, every, known)
    return tuple(replace(claim, places=tuple(settled[place].place for place in claim.places)) for claim in claims)


def settle(document: Document, places: Iterable[Place], known: Ground) -> dict[Place, Settled]:
    """Return each place of a page as resolved, with its candidates."""
    ordered = sorted(dict.fromkeys(places), key=lambda place: place.span.start if place.span else -1)
    if not ordered:
        return {}
    words = words_of(document, known.lexicon)
    mentions = _mentions(ordered, words, known.atlas)
    page = context(mentions, _demonyms(words, known), known.outlets.get(arabic.key(document.outlet or ""), ""))
    first = _ranked(mentions, page, known.atlas)
    page = replace(page, anchors=tuple(_anchors(mentions, first)))
    second = _ranked(mentions, page, known.atlas)
    found = {mention.place: _located(mention, options, known.atlas) for mention, options in zip(mentions, second, strict=True)}
    best = {mention.place: options[0].entry for mention, options in zip(mentions, second, strict=True) if options and options[0].score > LEAST}
    for mention in mentions:
        found[mention.place] = on_road(mention, words, best, known.atlas, page) or found[mention.place]
    for mention in mentions:
        if found[mention.place].lat is None:
            found[mention.place] = put_at_unit(mention, found, known.atlas, page)
    return {mention.place: Settled(found[mention.place], tuple(options)) for mention, options in zip(mentions, second, strict=True)}


def _mentions(places: Sequence[Place], words: Words, atlas: Atlas) -> list[Mention]:
    told = zip(places, phrases(places, words), strict=True)
    return [Mention(place, phrase, candidates(atlas, place.name, phrase, place.relation)) for place, phrase in told]


def _ranked(mentions: Sequence[Mention], page: Context, atlas: Atlas) -> list[list[Scored]]:
    holders: dict[tuple[str | None, str], list[Entry]] = {}
    for place in (mention.place for mention in mentions):
        if (place.within, place.name) not in holders:
            holders[place.within, place.name] = within(place, page, atlas)
    return [ranked(mention, holders[mention.place.within, mention.place.name], page) for mention in mentions]


def _located(mention: Mention, options: Sequence[Scored], atlas: Atlas) -> Place:
    if options and options[0].score > LEAST:
        return located(mention.place, options[0].entry, mention.phrase, atlas)
    return mention.place


def _demonyms(words: Words, known: Ground) -> Counter[str]:
    told = (known.demonyms.get(word) or known.demonyms.get(word.removeprefix("و")) for word in words.norms)
    return Counter(code for code in told if code)


def _anchors(mentions: Sequence[Mention], scored: Sequence[Sequence[Scored]]) -> Iterable[Anchor]:
    """Yield the places that are sure enough to support their neighbours."""
    for mention, options in zip(mentions, scored, strict=True):
        if options and options[0].entry.kind != "country" and options[0].score > LEAST and sure(options):
            entry = options[0].entry
            yield Anchor(entry.lat, entry.lon, mention.at, mention.place.name)
