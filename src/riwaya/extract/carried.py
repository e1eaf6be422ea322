"""Fills what a telling leaves open from the rest of the page, where the page allows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from riwaya.extract.choices.carry import Offer, features
from riwaya.extract.context import Context
from riwaya.extract.filled import Filled, acting, day_key, who, without
from riwaya.extract.weigh import Model
from riwaya.lexicon import Lexicon
from riwaya.model import Party, Place, When

SLOTS = ("places", "date", "actors", "targets")
_MOST = 12  # offers looked at for each slot: the most told of


@dataclass(frozen=True, slots=True)
class Page:
    """The fillers that the page offers, by slot; `values` gives them by slot and key."""

    offers: Mapping[str, tuple[Offer, ...]]
    values: Mapping[tuple[str, str], Place | When | Party]


def open_slots(one: Filled) -> Iterator[str]:
    """Yield the slots that a telling may take over."""
    for slot in SLOTS:
        if not getattr(one, slot) and not (slot == "date" and one.vague):
            yield slot


def offered(page: Sequence[Filled], context: Context) -> Page:
    """Collect what the page names for each slot."""
    scene = context.scene
    sentence_of = scene.reading.sentence_of
    values: dict[tuple[str, str], Place | When | Party] = {}
    named: dict[str, dict[str, list[tuple[int, str]]]] = {slot: {} for slot in SLOTS}
    for place in scene.places:
        values.setdefault(("places", place.place.name), place.place)
        named["places"].setdefault(place.place.name, []).append((sentence_of[place.start], f"{place.kind},{place.specific}"))
    for date in scene.dates:
        if date.when:
            values.setdefault(("date", day_key(date.when)), date.when)
            named["date"].setdefault(day_key(date.when), []).append((sentence_of[date.start], f"{date.when.precision},{date.role}"))
    for party in scene.parties:
        for slot in ("actors", "targets"):
            values.setdefault((slot, who(party.party)), party.party)
            named[slot].setdefault(who(party.party), []).append((sentence_of[party.start], f"{party.kind},{party.plain}"))
    return Page({slot: tuple(_offers(slot, named[slot], page)) for slot in SLOTS}, values)


def _offers(slot: str, named: Mapping[str, Sequence[tuple[int, str]]], page: Sequence[Filled]) -> Iterator[Offer]:
    ranked = sorted(named.items(), key=lambda one: (-len(one[1]), one[1][0][0]))[:_MOST]
    for rank, (key, mentions) in enumerate(ranked):
        givers = tuple(one for one in page if key in one.keys(slot))
        yield Offer(key, mentions[0][1], tuple(sentence for sentence, _ in mentions), givers, rank)


def complete(page: Sequence[Filled], context: Context, model: Model, lexicon: Lexicon) -> tuple[Filled, ...]:
    """Return the tellings with their open slots filled by the likeliest offers, if any is likely."""
    offers = offered(page, context)
    return tuple(_complete(one, page, offers, context, model, lexicon) for one in page)


def _complete(one: Filled, page: Sequence[Filled], offers: Page, context: Context, model: Model, lexicon: Lexicon) -> Filled:
    done = one
    for slot in open_slots(one):
        best = _best(slot, one, page, offers, context, model, lexicon)
        if best is None:
            continue
        value = offers.values[slot, best]
        if isinstance(value, When):
            done = replace(done, date=value)
        elif isinstance(value, Place):
            done = replace(done, places=tuple(_listed(best, one, offers, value)))
        else:
            done = _with_party(done, slot, acting(value, one.telling.kind, lexicon))
    return done


def _with_party(one: Filled, slot: str, party: Party) -> Filled:
    if slot == "actors":
        return replace(one, actors=without((party,), one.targets))
    return replace(one, targets=without((party,), one.actors))


def _listed(key: str, taker: Filled, offers: Page, value: Place) -> Iterable[Place]:
    """Return the place with those that its nearest giver lists beside it."""
    givers = next(offer.givers for offer in offers.offers["places"] if offer.key == key)
    if not givers:
        return (value,)
    near = min(givers, key=lambda one: abs(one.telling.first.trigger.sentence - taker.telling.first.trigger.sentence))
    return near.places


def _best(slot: str, one: Filled, page: Sequence[Filled], offers: Page, context: Context, model: Model, lexicon: Lexicon) -> str | None:
    weights = model[f"carry:{slot}"]
    best, chosen = 0.0, None
    for offer in offers.offers[slot]:
        score = weights.score(features(slot, one, offer, page, context, lexicon.event_types))
        if score > best:
            best, chosen = score, offer.key
    return chosen
