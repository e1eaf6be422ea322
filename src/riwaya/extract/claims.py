"""From tellings to claims: the slots, filled from the telling's own words or taken over where the page allows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from riwaya.extract.choices import carry
from riwaya.extract.context import Context
from riwaya.extract.drafts import Draft, Weighed
from riwaya.extract.losses import Loss
from riwaya.extract.places import PlaceMention
from riwaya.extract.telling import Telling
from riwaya.extract.weigh import Model
from riwaya.model import Casualty, Claim, Equipment, Party, Place, Span, Stance, When

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Filled:
    """A telling with its own fillers; `vague` where it names a day that cannot be resolved."""

    telling: Telling
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    places: tuple[Place, ...]
    date: When | None
    vague: bool


def fill(telling: Telling) -> Filled:
    """Fill the slots of a telling from its own words."""
    dates = [draft.date for draft in telling.drafts if draft.date]
    resolved = [date.when for date in dates if date.when]
    targets = _parties(telling, lambda draft: draft.targets)
    actors = _parties(telling, lambda draft: draft.actors)
    return Filled(
        telling=telling,
        actors=actors,
        targets=tuple(one for one in targets if one.actor is None or one.actor not in {actor.actor for actor in actors}),
        places=_places(telling),
        date=resolved[0] if resolved else None,
        vague=bool(dates) and not resolved,
    )


def who(party: Party) -> str:
    """Return what two mentions of one party share."""
    return party.actor or f"name:{party.name}"


def _parties(telling: Telling, role: Callable[[Draft], Iterable[Weighed[T]]]) -> tuple[Party, ...]:
    best: dict[str, tuple[float, Party]] = {}
    for draft in telling.drafts:
        for weighed in role(draft):
            party: Party = weighed.option.party  # type: ignore[attr-defined]
            if who(party) not in best or weighed.score > best[who(party)][0]:
                best[who(party)] = (weighed.score, party)
    return tuple(party for _, party in sorted(best.values(), key=lambda one: -one[0]))


def _places(telling: Telling) -> tuple[Place, ...]:
    """The likeliest place and those listed with it; a place that holds another chosen one is left out."""
    best: dict[str, tuple[float, PlaceMention]] = {}
    for draft in telling.drafts:
        for weighed in draft.places:
            name = weighed.option.place.name
            if name not in best or weighed.score > best[name][0]:
                best[name] = (weighed.score, weighed.option)
    if not best:
        return ()
    finest = max(mention.specific for _, mention in best.values())
    chosen = [mention.place for _, mention in sorted(best.values(), key=lambda one: -one[0]) if mention.specific >= min(finest, 3)]
    holders = {place.within for place in chosen}
    return tuple(place for place in chosen if place.name not in holders)


def complete(filled: Sequence[Filled], context: Context, model: Model, event_types: Mapping[str, str]) -> tuple[Filled, ...]:
    """Take over places, days and parties that a telling leaves out, from the telling that fits best."""
    done = []
    for taker in filled:
        givers = [giver for giver in filled if giver is not taker]
        new = taker
        if not taker.places:
            new = replace(new, places=_take("places", taker, givers, context, model, event_types) or ())
        if not taker.date and not taker.vague:
            new = replace(new, date=_take("date", taker, givers, context, model, event_types))
        if not taker.actors:
            new = replace(new, actors=_without(_take("actors", taker, givers, context, model, event_types), taker.targets))
        if not taker.targets:
            new = replace(new, targets=_without(_take("targets", taker, givers, context, model, event_types), new.actors))
        done.append(new)
    return tuple(done)


def _without(parties: tuple[Party, ...] | None, others: tuple[Party, ...]) -> tuple[Party, ...]:
    taken = {who(one) for one in others}
    return tuple(one for one in parties or () if who(one) not in taken)


def _take(slot: str, taker: Filled, givers: Sequence[Filled], context: Context, model: Model, event_types: Mapping[str, str]) -> T | None:
    weights = model[f"carry:{slot}"]
    best, value = 0.0, None
    for giver in givers:
        offered = getattr(giver, slot)
        if not offered:
            continue
        score = weights.score(carry.features(taker.telling, giver.telling, agreement(taker, giver), context, event_types))
        if score > best:
            best, value = score, offered
    return cast("T | None", value)


def agreement(one: Filled, two: Filled) -> dict[str, str]:
    """Return for each slot whether both tellings fill it, and alike."""
    return {
        "places": _agree({place.name for place in one.places}, {place.name for place in two.places}),
        "date": _agree({str(one.date.start)} if one.date else set(), {str(two.date.start)} if two.date else set()),
        "actors": _agree({who(party) for party in one.actors}, {who(party) for party in two.actors}),
        "targets": _agree({who(party) for party in one.targets}, {who(party) for party in two.targets}),
    }


def _agree(one: set[str], two: set[str]) -> str:
    if not one or not two:
        return "one" if one or two else "none"
    return "same" if one & two else "other"


def claim(filled: Filled, context: Context, event_types: Mapping[str, str]) -> Claim:
    """Write a filled telling down as a claim."""
    telling = filled.telling
    voice = telling.voice
    return Claim(
        document=context.scene.reading.document.id,
        evidence=evidence(telling, context),
        event_type=event_types[telling.kind],
        sub_event_type=telling.kind,
        stance=cast("Stance", telling.stance),
        background=telling.background > 0,
        sources=voice.chain if voice else (),
        actors=filled.actors,
        targets=filled.targets,
        places=filled.places,
        date=filled.date,
        casualties=casualties(telling, filled.targets),
        equipment=equipment(telling),
        rules=_rules(telling),
    )


def evidence(telling: Telling, context: Context) -> tuple[Span, ...]:
    """Return, sentence by sentence, the segments from the first to the last word that tells of the event."""
    by_sentence: dict[int, list[int]] = {}
    for draft in telling.drafts:
        by_sentence.setdefault(draft.trigger.sentence, []).append(draft.trigger.segment)
    spans = []
    for numbers in by_sentence.values():
        start, end = context.segments[min(numbers)][0], context.segments[max(numbers)][1]
        spans.append(context.scene.reading.span(start, end))
    return tuple(sorted(spans))


def casualties(telling: Telling, targets: Sequence[Party]) -> tuple[Casualty, ...]:
    """Return the telling's losses, each outcome and group once: a bounded or later figure refines a headline's."""
    found: dict[tuple[str, str | None], Loss] = {}
    for draft in telling.drafts:
        loss = draft.trigger.loss
        if loss is None or not loss.counted:
            continue
        key = (loss.outcome, loss.group)
        if key not in found or _finer(loss, found[key]):
            found[key] = loss
    only = targets[0].actor if len(targets) == 1 else None
    return tuple(Casualty(loss.outcome, loss.group or only, loss.figure) for loss in found.values())


def _finer(loss: Loss, other: Loss) -> bool:
    return other.figure.low is None and loss.figure.low is not None


def equipment(telling: Telling) -> tuple[Equipment, ...]:
    """Return the telling's losses of things, each item and outcome once."""
    found = {}
    for draft in telling.drafts:
        damage = draft.trigger.damage
        if damage:
            found.setdefault((damage.item, damage.outcome), Equipment(damage.item, damage.outcome, damage.figure))
    return tuple(found.values())


def _rules(telling: Telling) -> tuple[str, ...]:
    rules = [draft.trigger.entry for draft in telling.drafts]
    rules += [rule for draft in telling.drafts if draft.voice for rule in draft.voice.rules]
    for draft in telling.drafts:
        for name, options in (("actor", draft.actors), ("target", draft.targets), ("where", draft.places), ("day", draft.dates)):
            rules += [f"{name}:{reason}" for weighed in options[:1] for reason in weighed.reasons]
    return tuple(dict.fromkeys(rules))
