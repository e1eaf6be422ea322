"""Names of places to points: the page is read as a whole, then each name gets the place that fits it best, or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya import arabic
from riwaya.gazetteer import Atlas, Entry, Found
from riwaya.gazetteer.earth import near_distance
from riwaya.lexicon import Lexicon
from riwaya.lexicon.forms import forms
from riwaya.lexicon.outlets import load_outlets
from riwaya.link.places import candidates
from riwaya.link.places.context import Anchor, Context, Mention, context, holders
from riwaya.link.places.locate import between, geo_precision, located, placed_at
from riwaya.link.places.phrase import Phrase, phrases
from riwaya.link.places.score import LEAST, Scored, ranked
from riwaya.link.places.words import Words, words_of
from riwaya.model import Claim, Document, Place

__all__ = ["Ground", "Settled", "geo_precision", "ground", "resolve", "settle"]

_SURE = 1.0  # points ahead of the next place elsewhere that let a place support its neighbours
_ELSEWHERE = 30.0  # km: nearer candidates of one name (a town, its district, its governorate) are one answer to "where"


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
    mentions = [
        Mention(place, phrase, candidates.candidates(known.atlas, place.name, phrase, place.relation)) for place, phrase in zip(ordered, phrases(ordered, words), strict=True)
    ]
    page = context(mentions, _demonyms(words, known), known.outlets.get(arabic.key(document.outlet or ""), ""))
    first = [ranked(mention, _within(mention, page, known), page) for mention in mentions]
    page = replace(page, anchors=tuple(_anchors(mentions, first)))
    second = [ranked(mention, _within(mention, page, known), page) for mention in mentions]
    return {mention.place: Settled(_placed(mention, one, mentions, second, page, known), tuple(one)) for mention, one in zip(mentions, second, strict=True)}


def _demonyms(words: Words, known: Ground) -> Counter[str]:
    told = (known.demonyms.get(word) or known.demonyms.get(word.removeprefix("و")) for word in words.norms)
    return Counter(code for code in told if code)


def _within(mention: Mention, page: Context, known: Ground) -> list[Entry]:
    """Return what the page says holds a place: the likeliest place of that name, and the units that share its name and ground."""
    name = mention.place.within
    found = holders(known.atlas, name) if name and arabic.key(name) != arabic.key(mention.place.name) else ()
    if not found or name is None:
        return []
    best = ranked(Mention(Place(name, span=mention.place.span), Phrase(), found), (), page)[0].entry
    return [best, *(one.entry for one in found if one.entry.id != best.id and _together(one.entry, best))]


def _together(one: Entry, other: Entry) -> bool:
    return one.country == other.country and near_distance((one.lat, one.lon), (other.lat, other.lon)) <= _ELSEWHERE


def _anchors(mentions: Sequence[Mention], scored: Sequence[Sequence[Scored]]) -> Iterable[Anchor]:
    for mention, options in zip(mentions, scored, strict=True):
        if options and options[0].entry.kind != "country" and options[0].score > LEAST and _sure(options):
            entry = options[0].entry
            yield Anchor(entry.lat, entry.lon, mention.at, mention.place.name)


def _sure(options: Sequence[Scored]) -> bool:
    best = options[0]
    other = next((one for one in options[1:] if not _together(one.entry, best.entry)), None)
    return other is None or best.score - other.score >= _SURE


def _placed(mention: Mention, options: Sequence[Scored], mentions: Sequence[Mention], scored: Sequence[Sequence[Scored]], page: Context, known: Ground) -> Place:  # noqa: PLR0913, PLR0917  # a page at a glance
    place, phrase = mention.place, mention.phrase
    if phrase.road:
        ends = _road(mention, mentions, scored, options)
        if ends:
            return replace(between(place, *ends), id=None)
    if options and options[0].score > LEAST:
        return located(place, options[0].entry, phrase, known.atlas)
    return _unfound(mention, page, known)


def _road(mention: Mention, mentions: Sequence[Mention], scored: Sequence[Sequence[Scored]], own: Sequence[Scored]) -> tuple[Entry, Entry] | None:
    """Return the two ends of «الطريق بين حمص والسلمية», for either of them."""
    at = mentions.index(mention)
    for other in (at - 1, at + 1):
        if 0 <= other < len(mentions) and mentions[other].phrase.road and own and scored[other]:
            return own[0].entry, scored[other][0].entry
    return None


def _unfound(mention: Mention, page: Context, known: Ground) -> Place:
    """Put a place that the gazetteer lacks where its own name («طريق حلب - دمشق»، «مطار حماة») or the page says."""
    place = mention.place
    if mention.phrase.kind == "road" and mention.phrase.kept:
        ends = candidates.ends(known.atlas, place.name)
        if ends:
            return between(place, _best(ends[0], page), _best(ends[1], page))
    within = _within(mention, page, known)
    if mention.phrase.kept:
        near = candidates.base(known.atlas, place.name)
        inside = [one for one in near if not within or any(one.entry.lies_in(wide.id) or one.entry.country == wide.country for wide in within)]
        if inside:
            return placed_at(place, _best(inside, page), known.atlas)
    return placed_at(place, within[0], known.atlas) if within else place


def _best(found: Sequence[Found], page: Context) -> Entry:
    return ranked(Mention(Place(""), Phrase(), tuple(found)), (), page)[0].entry
