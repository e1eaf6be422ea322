"""A telling with its slots filled from its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from riwaya.extract.drafts import Draft, Weighed
from riwaya.extract.keys import key_of
from riwaya.extract.parties import PartyMention, fighter_of, speaker_of
from riwaya.extract.places import PlaceMention
from riwaya.extract.ranges import gap
from riwaya.extract.telling import Telling
from riwaya.extract.when import DateMention
from riwaya.lexicon import Lexicon
from riwaya.model import Party, Place, When

_VIOLENT = frozenset({"battles", "explosions-remote-violence", "violence-against-civilians"})
_BESIDE = 6  # words that may part an event word from its day
_FORCED = frozenset({"excessive-force-against-protesters", "protest-with-intervention"})  # protests against which a state's forces act
_FINE = 3  # a place of this rank (town) or finer stands beside finer ones; wider ones give way


@dataclass(frozen=True, slots=True)
class Filled:
    """A telling with its own fillers; `vague` where it names a day that cannot be resolved."""

    telling: Telling
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[Place, ...]
    date: When | None
    vague: bool

    own: Mapping[str, frozenset[str]]

    def keys(self, slot: str) -> frozenset[str]:
        """Return what the fillers that its own words give to a slot are compared by."""
        return self.own[slot]


def fill(telling: Telling, lexicon: Lexicon) -> Filled:
    """Fill the slots of a telling from its own words."""
    dates = [draft.date for draft in telling.drafts if draft.date]
    resolved = [date.when for date in dates if date.when]
    acted = _parties(telling, lambda draft: draft.actors, lexicon)
    suffered = _parties(telling, lambda draft: draft.targets, lexicon)
    actors = tuple(party for key, (score, party) in acted.items() if score >= suffered.get(key, (score, party))[0])
    targets = tuple(party for key, (score, party) in suffered.items() if score > acted.get(key, (score - 1, party))[0])
    targets = without((*targets, *_victims(telling, targets)), actors)
    places = _places(telling)
    date = resolved[0] if resolved else None
    own = {
        "actors": frozenset(map(key_of, actors)),
        "targets": frozenset(map(key_of, targets)),
        "places": frozenset(map(key_of, places)),
        "date": frozenset({key_of(date)}) if date else frozenset(),
    }
    return Filled(telling, actors, targets, places, date, vague=not resolved and (bool(dates) or _undated(telling)), own=own)


def _undated(telling: Telling) -> bool:
    """Whether a day that cannot be reckoned («قبل أسبوعين») stands beside its first word, and no day that can be reckoned is told in its sentence."""
    first = telling.first
    told = [one.option for one in first.options.get("date", ()) if isinstance(one.option, DateMention)]
    unsettled = [one for one in told if one.when is None and one.role == "at"]
    return len(unsettled) == len(told) and any(gap(one, first.trigger) <= _BESIDE for one in unsettled)


def without(parties: Iterable[Party], others: Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties that are none of the others: nobody stands on both sides of one event."""
    taken = {key_of(one) for one in others}
    return tuple(one for one in parties if key_of(one) not in taken)


def acting(party: Party, kind: str, lexicon: Lexicon) -> Party:
    """Return the party as it takes part in an event: a state's forces fight, its government signs."""
    if party.actor is None:
        return party
    if lexicon.event_types[kind] in _VIOLENT or kind in _FORCED:
        return replace(party, actor=fighter_of(party.actor, lexicon))
    return replace(party, actor=speaker_of(party.actor, lexicon)) if kind == "agreement" else party


def _parties(telling: Telling, role: Callable[[Draft], Iterable[Weighed[PartyMention]]], lexicon: Lexicon) -> dict[str, tuple[float, Party]]:
    """Return the parties of a role with their best scores, likeliest first."""
    best: dict[str, tuple[float, Party]] = {}
    for draft in telling.drafts:
        for weighed in role(draft):
            party = acting(weighed.option.party, telling.kind, lexicon)
            if key_of(party) not in best or weighed.score > best[key_of(party)][0]:
                best[key_of(party)] = (weighed.score, party)
    return dict(sorted(best.items(), key=lambda one: -one[1][0]))


def _victims(telling: Telling, targets: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return those whom the losses name as hit: dead civilians were the target, whatever was aimed at."""
    known = {key_of(party) for party in targets}
    return tuple(party for party in lost(telling) if key_of(party) not in known)


def lost(telling: Telling) -> tuple[Party, ...]:
    """Return the groups that the losses name, each once."""
    groups = dict.fromkeys(loss.group for loss in telling.losses if loss.group)
    return tuple(Party(group, None, next(loss.figure.span for loss in telling.losses if loss.group == group)) for group in groups)


def _places(telling: Telling) -> tuple[Place, ...]:
    """Return the likeliest place and those listed with it; a place that holds another chosen one is left out."""
    best: dict[str, tuple[float, PlaceMention]] = {}
    for draft in telling.drafts:
        for weighed in draft.places:
            name = weighed.option.place.name
            if name not in best or weighed.score > best[name][0]:
                best[name] = (weighed.score, weighed.option)
    if not best:
        return ()
    finest = max(mention.specific for _, mention in best.values())
    chosen = [mention.place for _, mention in sorted(best.values(), key=lambda one: -one[0]) if mention.specific >= min(finest, _FINE)]
    holders = {place.within for place in chosen}
    return tuple(place for place in chosen if place.name not in holders)
