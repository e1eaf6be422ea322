"""A telling with its slots filled from its own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from riwaya.extract.drafts import Draft, Weighed
from riwaya.extract.parties import PartyMention, fighter_of, speaker_of
from riwaya.extract.places import PlaceMention
from riwaya.extract.telling import Telling
from riwaya.lexicon import Lexicon
from riwaya.model import Party, Place, When

_VIOLENT = frozenset({"battles", "explosions-remote-violence", "violence-against-civilians"})
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

    def keys(self, slot: str) -> frozenset[str]:
        """Return what the fillers of a slot are compared by."""
        if slot == "places":
            return frozenset(place.name for place in self.places)
        if slot == "date":
            return frozenset({day_key(self.date)}) if self.date else frozenset()
        return frozenset(who(party) for party in (self.actors if slot == "actors" else self.targets))


def who(party: Party) -> str:
    """Return what two mentions of one party share."""
    return party.actor or f"name:{party.name}"


def day_key(when: When) -> str:
    """Return what two tellings of one day or range share."""
    return f"{when.start}..{when.end}"


def fill(telling: Telling, lexicon: Lexicon) -> Filled:
    """Fill the slots of a telling from its own words."""
    dates = [draft.date for draft in telling.drafts if draft.date]
    resolved = [date.when for date in dates if date.when]
    actors = _parties(telling, lambda draft: draft.actors, lexicon)
    targets = _parties(telling, lambda draft: draft.targets, lexicon)
    return Filled(
        telling=telling,
        actors=actors,
        targets=without((*targets, *_victims(telling, targets)), actors),
        places=_places(telling),
        date=resolved[0] if resolved else None,
        vague=bool(dates) and not resolved,
    )


def without(parties: Iterable[Party], others: Iterable[Party]) -> tuple[Party, ...]:
    """Return the parties that are none of the others: nobody stands on both sides of one event."""
    taken = {who(one) for one in others}
    return tuple(one for one in parties if who(one) not in taken)


def acting(party: Party, kind: str, lexicon: Lexicon) -> Party:
    """Return the party as it takes part in an event: a state's forces fight, its government signs."""
    if party.actor is None:
        return party
    if lexicon.event_types[kind] in _VIOLENT:
        return replace(party, actor=fighter_of(party.actor, lexicon))
    return replace(party, actor=speaker_of(party.actor, lexicon)) if kind == "agreement" else party


def _parties(telling: Telling, role: Callable[[Draft], Iterable[Weighed[PartyMention]]], lexicon: Lexicon) -> tuple[Party, ...]:
    best: dict[str, tuple[float, Party]] = {}
    for draft in telling.drafts:
        for weighed in role(draft):
            party = acting(weighed.option.party, telling.kind, lexicon)
            if who(party) not in best or weighed.score > best[who(party)][0]:
                best[who(party)] = (weighed.score, party)
    return tuple(party for _, party in sorted(best.values(), key=lambda one: -one[0]))


def _victims(telling: Telling, targets: tuple[Party, ...]) -> tuple[Party, ...]:
    """Return those whom the losses name as hit: dead civilians were the target, whatever was aimed at."""
    known = {who(party) for party in targets}
    groups = dict.fromkeys(loss.group for loss in telling.losses if loss.group and loss.group not in known)
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
