"""Settles each slot of a telling: what its own sentences give and what the rest of the page names are weighed against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.extract.choices import join
from riwaya.extract.choices.slot import NEVER, Key, Offer, Own, Slot, features
from riwaya.extract.context import Context
from riwaya.extract.filled import Filled, acting, lost, without
from riwaya.extract.keys import Value, key_of, value_of
from riwaya.extract.telling import Telling
from riwaya.extract.weigh import Model
from riwaya.lexicon import Lexicon
from riwaya.model import Party, Place, When

SLOTS = ("places", "date", "actors", "targets")
_MOST = 4  # offers of the page looked at for each slot: the most told of; those of the telling's own sentences come on top; more change nothing (measured)
_CROWDS = frozenset({"protesters", "rioters", "civilians"})
_FINE = 3  # a place of this rank (town) or finer stands beside finer ones; wider ones give way


@dataclass(frozen=True, slots=True)
class Page:
    """What the page names for each slot: offers by key, and where it names which filler by that key, in page order."""

    offers: Mapping[str, Mapping[str, Offer]]
    named: Mapping[tuple[str, str], Sequence[tuple[int, Value]]]
    tellings: Sequence[Filled]
    echoes: Mapping[frozenset[Key], float]

    def values(self, slot: str, key: str) -> Iterator[Value]:
        """Yield every filler that goes by a key."""
        yield from (value for _, value in self.named[slot, key])

    def value(self, slot: str, key: str, telling: Telling) -> Value:
        """Return the filler as the telling's own sentences name it, else as the page last named it before, else as it first does."""
        named = self.named[slot, key]
        own = next((value for sentence, value in named if sentence in telling.sentences), None)
        before = [value for sentence, value in named if sentence < telling.first.trigger.sentence]
        return own or (before[-1] if before else named[0][1])


def offered(tellings: Sequence[Filled], context: Context, model: Model, event_types: Mapping[str, str]) -> Page:
    """Collect what the page names for each slot, the most named first, and which tellings tell of one event."""
    values: dict[tuple[str, str], list[tuple[int, Value]]] = {}
    sorts: dict[str, dict[str, list[tuple[int, str]]]] = {slot: {} for slot in SLOTS}
    for slot, value, sentence, sort in (*_mentions(context), *_lost(tellings)):
        values.setdefault((slot, key_of(value)), []).append((sentence, value))
        sorts[slot].setdefault(key_of(value), []).append((sentence, sort))
    return Page({slot: dict(_offers(slot, sorts[slot], tellings)) for slot in SLOTS}, values, tellings, echoes(tellings, context, model, event_types))


def echoes(tellings: Sequence[Filled], context: Context, model: Model, event_types: Mapping[str, str]) -> dict[frozenset[Key], float]:
    """Return the log-odds, for each two tellings, that they tell of one event, by whomever."""
    weights = model["echo"]
    crowd = join.crowd([one.telling for one in tellings])
    return {
        frozenset((first.telling.first.trigger.key, second.telling.first.trigger.key)): weights.score(
            join.features(first.telling, second.telling, crowd, context, event_types)
        )
        for number, second in enumerate(tellings)
        for first in tellings[:number]
    }


def _lost(tellings: Sequence[Filled]) -> Iterator[tuple[str, Value, int, str]]:
    for one in tellings:
        for party in lost(one.telling):
            yield "targets", party, one.telling.first.trigger.sentence, "lost"


def _mentions(context: Context) -> Iterator[tuple[str, Value, int, str]]:
    scene = context.scene
    sentence_of = scene.reading.sentence_of
    for place in scene.places:
        yield "places", place.place, sentence_of[place.start], f"{place.kind},{place.specific}"
    for date in scene.dates:
        if date.when:
            yield "date", date.when, sentence_of[date.start], f"{date.when.precision},{date.role}"
    for party in scene.parties:
        for slot in ("actors", "targets"):
            yield slot, party.party, sentence_of[party.start], f"{party.kind},{party.plain}"


def _offers(slot: str, named: Mapping[str, Sequence[tuple[int, str]]], tellings: Sequence[Filled]) -> Iterator[tuple[str, Offer]]:
    ranked = sorted(named.items(), key=lambda one: (-len(one[1]), one[1][0][0]))
    for rank, (key, mentions) in enumerate(ranked):
        givers = tuple(one for one in tellings if key in one.keys(slot))
        yield key, Offer(key, mentions[0][1], tuple(sentence for sentence, _ in mentions), givers, rank)


def slot_of(name: str, taker: Filled, page: Page) -> Slot:
    """Return one slot of a telling: what its own sentences say for each filler, and every filler that may stand there."""
    own = owned(name, taker.telling)
    other = owned({"actors": "targets", "targets": "actors"}.get(name, ""), taker.telling)
    mine = {key for key in own if key in page.offers[name]}
    if name == "targets":
        mine |= {key_of(party) for party in lost(taker.telling)}
    offers = [offer for key, offer in page.offers[name].items() if offer.rank < _MOST or key in mine]
    here = taker.telling.first.trigger.key
    echo = {one.telling.first.trigger.key: page.echoes[frozenset((one.telling.first.trigger.key, here))] for one in page.tellings if one is not taker}
    top = max((echo[one.telling.first.trigger.key] for one in page.tellings if one is not taker and one.keys(name)), default=NEVER)
    return Slot(name, offers, own, other, frozenset(map(key_of, lost(taker.telling))) if name == "targets" else frozenset(), echo, top)


def owned(name: str, telling: Telling) -> dict[str, Own]:
    """Return what a telling's own words say for each filler of a slot: the best score, and in how many of its drafts it is likely."""
    found: dict[str, Own] = {}
    for draft in telling.drafts:
        for weighed in draft.options.get(name, ()):
            value = value_of(weighed.option)
            if value is not None:
                before = found.get(key_of(value), Own(weighed.score, 0))
                found[key_of(value)] = Own(max(before.score, weighed.score), before.votes + (weighed.score > 0))
    return found


def settle(tellings: Sequence[Filled], context: Context, model: Model, lexicon: Lexicon) -> tuple[Filled, ...]:
    """Return the tellings with every slot settled."""
    page = offered(tellings, context, model, lexicon.event_types)
    return tuple(_settled(one, page, context, model, lexicon) for one in tellings)


def _settled(one: Filled, page: Page, context: Context, model: Model, lexicon: Lexicon) -> Filled:
    chosen = {name: _chosen(name, one, page, context, model, lexicon) for name in SLOTS}
    values = {name: [page.value(name, key, one.telling) for key in chosen[name]] for name in SLOTS}
    acted, suffered = chosen["actors"], chosen["targets"]
    kind = one.telling.kind
    doers = [value for value in values["actors"] if acted[key_of(value)] >= suffered.get(key_of(value), 0.0)]
    actors = [acting(value, kind, lexicon) for value in doers if isinstance(value, Party)]
    targets = [acting(value, kind, lexicon) for value in values["targets"] if isinstance(value, Party)]
    actors, targets = crowded(actors, targets, one.telling, context, lexicon)
    dates = [value for value in values["date"] if isinstance(value, When)]
    return replace(
        one,
        actors=_distinct(actors),
        targets=without(_distinct(targets), _distinct(actors)),
        places=tuple(narrowed([value for value in values["places"] if isinstance(value, Place)], context)),
        date=None if one.vague else next(iter(dates), None),
    )


def crowded(actors: list[Party], targets: list[Party], telling: Telling, context: Context, lexicon: Lexicon) -> tuple[list[Party], list[Party]]:
    """Give a protest or riot the crowd that its type names (ACLED's codebook), under the page's word for it: the people named, else the event word."""
    crowd = lexicon.crowds.get(telling.kind)
    if crowd is None:
        return actors, targets
    people = next((party for party in (*actors, *targets) if party.actor in _CROWDS), None)
    word = telling.word.trigger
    named = people or Party(None, context.scene.reading.quote(word.start, word.end), context.scene.reading.span(word.start, word.end))
    rest = [party for party in targets if party.actor not in _CROWDS]
    mob = replace(named, actor=crowd.actor)
    if crowd.role == "target":
        return [party for party in actors if party.actor not in _CROWDS], [mob, *rest]
    return [mob], [] if crowd.role == "only-actor" else rest


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({key_of(party): party for party in reversed([*parties])}.values())[::-1]


def narrowed(places: Sequence[Place], context: Context) -> Iterator[Place]:
    """Yield the places without those that hold another chosen one, and without wide ones beside finer ones."""
    rank: dict[str, int] = {}
    for mention in context.scene.places:
        rank[key_of(mention.place)] = max(mention.specific, rank.get(key_of(mention.place), 0))
    finest = max((rank[key_of(place)] for place in places), default=0)
    holders = {key_of(Place(place.within)) for place in places if place.within}
    for place in places:
        if rank[key_of(place)] >= min(finest, _FINE) and key_of(place) not in holders:
            yield place


def _chosen(name: str, one: Filled, page: Page, context: Context, model: Model, lexicon: Lexicon) -> dict[str, float]:
    """Return the likely fillers' keys with their scores, likeliest first."""
    slot = slot_of(name, one, page)
    weights = model[f"slot:{name}"]
    scored = [(offer.key, weights.score(features(slot, offer, one, page.tellings, context, lexicon.event_types))) for offer in slot.offers]
    return dict(sorted(((key, score) for key, score in scored if score > 0), key=lambda pair: -pair[1]))
