"""Settles each slot of a telling: what its own sentences give and what the rest of the page names are weighed against each other."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from riwaya.extract.choices.bound import Bound
from riwaya.extract.choices.clear import Stead
from riwaya.extract.choices.slot import NEVER, SLOTS, Look, Offer, Own, Slot, Stands, signs
from riwaya.extract.context import Context, is_definite
from riwaya.extract.conventions import crowded, populace
from riwaya.extract.echoes import Echoes
from riwaya.extract.filled import Filled, acting, lost, without
from riwaya.extract.keys import Value, key_of, value_of
from riwaya.extract.ranges import bucket
from riwaya.extract.sense import Sense
from riwaya.extract.telling import Telling
from riwaya.extract.weigh import Model
from riwaya.lexicon import Camps, Lexicon
from riwaya.lexicon.camps import Relation
from riwaya.model import Party, Place, Span, When

_MOST = 4  # offers of the page looked at for each slot: the most told of; those of the telling's own sentences come on top; more change nothing (measured)
_MOST_PLACES = 8  # the place of the event told last may be named but once
_CHOICES = {"places": "place", "date": "date", "actors": "actor", "targets": "target"}  # of the network, by slot
_WEAKER = frozenset({"lost", "side"})  # roles that give way to who attacked and who was attacked
_OPPOSITE = {"actors": "targets", "targets": "actors"}
_ROLES = frozenset(_OPPOSITE)
_ANOTHER_CLOCK = dt.timedelta(days=1)  # a page may carry the day of another time zone
_PERSON = "person."  # begins the ids of entries that name a party by a person
_FINE = 3  # a place of this rank (town) or finer stands beside finer ones; wider ones give way


@dataclass(frozen=True, slots=True)
class Page:
    """What the page names for each slot: offers by key, and where it names which filler by that key, in page order.

    `looks` are the tellings as slots look at them, `echoes` the log-odds for each two of them, in both directions; `ranks` says how fine each place is;
    `columns` are the numbers of the mentions that name each filler, for the network's `sense`; `lists` are the keys of places told in one breath, by sentence.
    """

    offers: Mapping[str, Mapping[str, Offer]]
    named: Mapping[tuple[str, str], Sequence[tuple[int, Value]]]
    looks: Sequence[Look]
    echoes: Echoes
    ranks: Mapping[str, int]
    sense: Sense | None
    columns: Mapping[tuple[str, str], Sequence[int]]
    lists: Sequence[tuple[int, Sequence[str]]]
    camps: Camps

    def values(self, slot: str, key: str) -> Iterator[Value]:
        """Yield every filler that goes by a key."""
        yield from (value for _, value in self.named[slot, key])

    def value(self, slot: str, key: str, telling: Telling) -> Value:
        """Return the filler as the telling's own sentences name it, else as the page last named it before, else as it first does."""
        named = self.named[slot, key]
        own = next((value for sentence, value in named if sentence in telling.sentences), None)
        before = [value for sentence, value in named if sentence < telling.first.trigger.sentence]
        return own or (before[-1] if before else named[0][1])


def offered(tellings: Sequence[Filled], heard: Echoes, context: Context, event_types: Mapping[str, str]) -> Page:
    """Collect what the page names for each slot, the most named first; `heard` says which tellings tell of one event."""
    values: dict[tuple[str, str], list[tuple[int, Value]]] = {}
    sorts: dict[str, dict[str, list[tuple[int, str]]]] = {slot: {} for slot in SLOTS}
    for slots, value, sentence, sort in (*_mentions(context), *_lost(tellings)):
        key = key_of(value)
        for slot in slots:
            values.setdefault((slot, key), []).append((sentence, value))
            sorts[slot].setdefault(key, []).append((sentence, sort))
    looks = [look(one, context, event_types) for one in tellings]
    titles = frozenset(number for number, one in enumerate(context.scene.reading.sentences) if one.title)
    roles = [Counter(key for one in looks for key in one.keys[role]) for role in ("actors", "targets")]
    offers = {slot: dict(_offers(slot, sorts[slot], looks, titles, roles)) for slot in SLOTS}
    spoken = [voice.span for one in context.scene.utterances for voice in one.chain if voice.span]
    leaders = [one.party.span for one in context.scene.parties if one.entry.startswith(_PERSON) and one.party.span]
    named = {name: _unspoken(mentions, [*spoken, *leaders]) for name, mentions in values.items()}
    lists = _lists(context)
    return Page(offers, named, looks, heard, _ranks(context, lists), context.sense, _columns(context), lists, context.scene.lexicon.camps)


def _unspoken(named: Sequence[tuple[int, Value]], spoken: Sequence[Span]) -> Sequence[tuple[int, Value]]:
    """Leave out those that stand in the words for who speaks, where others name the filler too: «مصدر عسكري» is of the army, but says, and is not attacked.

    So too those that name a body by its leader («الملا منصور», where «طالبان» is named elsewhere).
    """
    if len(named) == 1:
        return named
    return [one for one in named if not any(_within(one[1], span) for span in spoken)] or named


def _within(value: Value, span: Span) -> bool:
    return isinstance(value, Party) and value.span is not None and value.span.overlaps(span)


def look(one: Filled, context: Context, event_types: Mapping[str, str]) -> Look:
    """Return a telling as its slots look at it."""
    telling, background = one.telling, one.telling.background > 0
    title = context.scene.reading.sentences[telling.first.trigger.sentence].title
    definite = is_definite(context.words[telling.word.trigger.start])
    return Look(
        triggers=tuple([draft.trigger for draft in telling.drafts]),
        kind=telling.kind,
        type=event_types[telling.kind],
        sentence=telling.first.trigger.sentence,
        source=telling.source,
        background=background,
        form=(definite, background, title, one.vague, bucket(len(telling.drafts), 1, 2, 4)),
        own={name: owned(name, telling) for name in SLOTS},
        keys=one.own,
        filled=tuple(bool(one.own[name]) for name in SLOTS),
        lost=frozenset(map(key_of, lost(telling))),
    )


def _columns(context: Context) -> dict[tuple[str, str], list[int]]:
    """Return which of the page's mentions name each filler, by slot and key, as numbers of what the network pairs candidates with."""
    scene = context.scene
    keyed = [[(("date", key_of(one.when)), number) for number, one in enumerate(scene.dates) if one.when]]
    keyed += [[(("places", key_of(one.place)), number) for number, one in enumerate(scene.places)]]
    keyed += [[((slot, key_of(one.party)), number) for number, one in enumerate(scene.parties)] for slot in ("actors", "targets")]
    found: dict[tuple[str, str], list[int]] = {}
    for name, number in chain.from_iterable(keyed):
        found.setdefault(name, []).append(number)
    return found


def _lists(context: Context) -> list[tuple[int, list[str]]]:
    """Return the places told in one breath («الوادي والتل»), with their sentences."""
    found: list[tuple[int, list[str]]] = []
    for one in context.scene.places:
        sentence, key = context.scene.reading.sentence_of[one.start], key_of(one.place)
        if one.listed and found and found[-1][0] == sentence:
            found[-1][1].append(key)
        else:
            found.append((sentence, [key]))
    return [one for one in found if len(one[1]) > 1]


def _ranks(context: Context, lists: Sequence[tuple[int, Sequence[str]]]) -> dict[str, int]:
    """Return how fine the finest mention of each place is; one told with a finer one counts as that («محافظتي حماة وحلب», Hama being a city too)."""
    rank: dict[str, int] = {}
    for mention in context.scene.places:
        key = key_of(mention.place)
        rank[key] = max(mention.specific, rank.get(key, 0))
    for _, keys in lists:
        rank |= dict.fromkeys(keys, max(rank[key] for key in keys))
    return rank


def _lost(tellings: Sequence[Filled]) -> Iterator[tuple[Sequence[str], Value, int, str]]:
    for one in tellings:
        for party in lost(one.telling):
            yield ("targets",), party, one.telling.first.trigger.sentence, "lost"


def _mentions(context: Context) -> Iterator[tuple[Sequence[str], Value, int, str]]:
    """Yield the fillers that the page names: the slots that each may fill, its sentence, and a coarse kind of it."""
    scene = context.scene
    sentence_of = scene.reading.sentence_of
    for place in scene.places:
        yield ("places",), place.place, sentence_of[place.start], f"{place.kind},{place.specific}"
    for date in scene.dates:
        if date.when:
            yield ("date",), date.when, sentence_of[date.start], f"{date.when.precision},{date.role}"
    for party in scene.parties:
        yield ("actors", "targets"), party.party, sentence_of[party.start], f"{party.kind},{party.plain}"


def _offers(
    slot: str, named: Mapping[str, Sequence[tuple[int, str]]], looks: Sequence[Look], titles: frozenset[int], roles: Sequence[Mapping[str, int]]
) -> Iterator[tuple[str, Offer]]:
    """Yield the offers of a slot by key, the most named first; `titles` are the sentences of the headline, `roles` in how many tellings each key has a role."""
    ranked = sorted(named.items(), key=lambda one: (-len(one[1]), one[1][0][0]))
    for rank, (key, mentions) in enumerate(ranked):
        sentences = tuple(sorted(sentence for sentence, _ in mentions))
        yield (
            key,
            Offer(
                key=key,
                sort=mentions[0][1],
                sentences=sentences,
                times=bucket(len(sentences), 1, 2, 4),
                givers=tuple([one for one in looks if key in one.keys[slot]]),
                rank=rank,
                title=not titles.isdisjoint(sentences),
                lead=sentences[0] <= 1,
                acts=roles[0].get(key, 0),
                suffers=roles[1].get(key, 0),
            ),
        )


def slot_of(name: str, number: int, page: Page) -> Slot:
    """Return one slot of a telling, given by its number on the page: what its own sentences say for each filler, and every filler that may stand there."""
    taker = page.looks[number]
    mine = taker.own[name].keys() | (taker.lost if name == "targets" else frozenset())
    echo = page.echoes[taker.key]
    offers = [offer for key, offer in page.offers[name].items() if offer.rank < (_MOST_PLACES if name == "places" else _MOST) or key in mine]
    return Slot(
        name=name,
        taker=taker,
        offers=offers,
        own=taker.own[name],
        scores=sorted((one.score for one in taker.own[name].values()), reverse=True),
        likely=sum(one.score > 0 for one in taker.own[name].values()),
        other=taker.own.get(_OPPOSITE.get(name, ""), {}),
        lost=taker.lost if name == "targets" else frozenset(),
        echo=echo,
        sensed=_sensed(name, taker, offers, page),
        stands={one.key: _stands(name, one.key, taker, page.camps) for one in offers} if name in _ROLES else {},
        top=max((echo[one.key] for one in page.looks if one is not taker and one.keys[name]), default=NEVER),
        before=page.looks[number - 1].keys[name] if number else None,
        after=page.looks[number + 1].keys[name] if number + 1 < len(page.looks) else None,
    )


def _stands(name: str, key: str, taker: Look, camps: Camps) -> Stands:
    """Return how a party stands to the others of a telling."""

    def to(others: Iterable[str]) -> frozenset[Relation | None]:
        return frozenset([camps.relation(key, other) for other in others if other != key])

    return Stands(to(taker.keys[_OPPOSITE[name]]), to(taker.keys[name]), to(taker.lost), camps.relation(key, taker.source))


def _sensed(name: str, taker: Look, offers: Sequence[Offer], page: Page) -> dict[str, float]:
    """Return what the network thinks of each offer, from the words of the telling that it thinks so of most."""
    numbers = {one.key: page.columns[name, one.key] for one in offers if (name, one.key) in page.columns} if page.sense else {}
    return {key: page.sense.best(_CHOICES[name], taker.triggers, several) for key, several in numbers.items() if page.sense}


def owned(name: str, telling: Telling) -> dict[str, Own]:
    """Return what a telling's own words say for each filler of a slot: the best score, and in how many of its drafts it is likely."""
    found: dict[str, Own] = {}
    settled: Mapping[str, Bound | Stead | None] = _settled_roles(telling) if name in _ROLES else _clear_places(telling) if name == "places" else {}
    for draft in telling.drafts:
        for weighed in draft.options.get(name, ()):
            value = value_of(weighed.option)
            if value is not None:
                key = key_of(value)
                before = found.get(key)
                best = weighed.score if before is None else max(before.score, weighed.score)
                found[key] = Own(best, (before.votes if before else 0) + (weighed.score > 0), settled.get(key))
    return found


def _settled_roles(telling: Telling) -> dict[str, Bound | None]:
    """Return the roles that grammar alone settles for a telling, by who has them: who did it before who stood on a side and who was lost; None at odds."""
    roles: dict[str, set[Bound]] = {}
    for draft in telling.drafts:
        for key, settled in draft.bound.items():
            roles.setdefault(key, set()).update(settled)
    return {key: _plainest(several) for key, several in roles.items()}


def _clear_places(telling: Telling) -> dict[str, Stead]:
    """Return the places that grammar alone gives a telling; wide ones only where it gives no finer."""
    found = {key: stead for draft in telling.drafts for key, stead in draft.clear.items()}
    return {key: stead for key, stead in found.items() if stead == "here"} or found


def _plainest(several: set[Bound]) -> Bound | None:
    best = several - _WEAKER or several - {"lost"} or several
    return next(iter(best)) if len(best) == 1 else None


def settle(tellings: Sequence[Filled], heard: Echoes, context: Context, model: Model, lexicon: Lexicon) -> tuple[Filled, ...]:
    """Return the tellings with every slot settled."""
    page = offered(tellings, heard, context, lexicon.event_types)
    return tuple(_settled(one, number, page, context, model, lexicon) for number, one in enumerate(tellings))


def _settled(one: Filled, number: int, page: Page, context: Context, model: Model, lexicon: Lexicon) -> Filled:
    chosen = {name: _chosen(slot_of(name, number, page), model) for name in SLOTS}
    chosen["places"] = _with_listed(chosen["places"], one.telling, page, number)
    values = {name: [page.value(name, key, one.telling) for key in chosen[name]] for name in SLOTS}
    acted, suffered = chosen["actors"], chosen["targets"]
    kind = one.telling.kind
    doers = [value for value in values["actors"] if acted[key_of(value)] >= suffered.get(key_of(value), 0.0)]
    actors = [acting(value, kind, lexicon) for value in doers if isinstance(value, Party)]
    targets = [acting(value, kind, lexicon) for value in values["targets"] if isinstance(value, Party)]
    actors, targets = crowded(actors, targets, one.telling, context, lexicon)
    targets = populace(targets, one.telling, context)
    published = context.scene.reading.document.published
    dates = [value for value in values["date"] if isinstance(value, When) and not (one.telling.over and _ahead(value, published))]
    return replace(
        one,
        actors=_distinct(actors),
        targets=without(_distinct(targets), _distinct(actors)),
        places=tuple(narrowed([value for value in values["places"] if isinstance(value, Place)], page.ranks)),
        date=None if one.vague else next(iter(dates), None),
    )


def _ahead(day: When, published: dt.date | None) -> bool:
    """Whether a day has yet to come for the page: «الأحد المقبل»; a stated one may be so because the page's own day is wrong."""
    return published is not None and day.basis == "relative" and day.start > published + _ANOTHER_CLOCK


def _with_listed(chosen: Mapping[str, float], telling: Telling, page: Page, number: int) -> dict[str, float]:
    """Add to the places chosen those that a sentence of the telling names with them: one deed in several places is one claim (the contract's rule).

    Not those of another telling of that sentence («غارة على س، وأخرى على ص»).
    """
    found = dict(chosen)
    others = [look for look in page.looks if look is not page.looks[number] and look.sentence == page.looks[number].sentence]
    taken = {key for look in others for key in look.keys["places"]} - page.looks[number].keys["places"]
    for sentence, keys in page.lists:
        held = [chosen[key] for key in keys if key in chosen]
        if held and sentence in telling.sentences:
            found |= {key: min(held) for key in keys if key not in found and key not in taken}
    return found


def _distinct(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple({key_of(party): party for party in reversed([*parties])}.values())[::-1]


def narrowed(places: Sequence[Place], ranks: Mapping[str, int]) -> Iterator[Place]:
    """Yield the places without those that hold another chosen one, and without wide ones beside finer ones."""
    finest = max((ranks[key_of(place)] for place in places), default=0)
    holders = {key_of(Place(place.within)) for place in places if place.within}
    for place in places:
        if ranks[key_of(place)] >= min(finest, _FINE) and key_of(place) not in holders:
            yield place


def _chosen(slot: Slot, model: Model) -> dict[str, float]:
    """Return the likely fillers' keys with their scores, likeliest first."""
    weights = model[f"slot:{slot.name}"]
    scored = [(offer.key, weights.score(signs(slot, offer))) for offer in slot.offers]
    return dict(sorted(((key, score) for key, score in scored if score > 0), key=lambda pair: -pair[1]))
