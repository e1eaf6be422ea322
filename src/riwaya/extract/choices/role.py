"""Who did it, and to whom: the grammar between an event word and a party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from riwaya.extract.choices.bound import Bound, bound
from riwaya.extract.context import Approach, Context
from riwaya.extract.parties import PartyMention
from riwaya.extract.ranges import between, bucket, gap
from riwaya.extract.sense import Sense, sensed
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign
from riwaya.lexicon import FINITE

_REACH = 45


def options(trigger: Trigger, context: Context) -> dict[PartyMention, Bound | None]:
    """Return the parties that may take a role (those of the same sentence, within reach), with the role that grammar alone settles."""
    here = (party for party in context.in_sentence[trigger.sentence].parties if gap(party, trigger) <= _REACH)
    return {party: bound(trigger, party, context.approaches[party.start], context) for party in here}


def signs(trigger: Trigger, party: PartyMention, here: Mapping[PartyMention, Bound | None], context: Context) -> list[Sign]:
    """Return the signs of grammar between the two, and what kinds they are; `here` are all parties that may take a role."""
    side = "after" if party.start >= trigger.start else "before"
    distance = bucket(gap(party, trigger), 0, 1, 2, 4, 8, 16)
    apart = bucket(abs(context.scene.segment_of[party.start] - trigger.segment), 0, 1, 2)
    voice = _voice(trigger.tag, trigger.traits)
    way, actor, by = context.approaches[party.start], party.party.actor, trigger.by
    return [
        (_stand, side, distance, apart, voice),
        (_entry, trigger.entry, side, apart),
        (_kind, party.kind, trigger.kind, side, by, party.plain, distance),
        (_traits, trigger.traits, side, distance, apart),
        *_approach(trigger, way, side, voice),
        *_company(trigger, party, context, side),
        *_camps(trigger, party, here, context),
        *_senses(trigger, party, context.sense),
        (_nearest, way.nearest is trigger),
        (_bound, here[party]),
        (_lost, way.loss and way.loss.outcome, by, way.loss is not None and trigger.loss is way.loss),
        (_known, actor, trigger.kind, by),
        (_beside, party.kind, frozenset([one.kind for one in here if one.party.actor != actor]), by),
    ]


def _senses(trigger: Trigger, party: PartyMention, sense: Sense | None) -> list[Sign]:
    return [sensed(f"sense-{choice}", sense.between(choice, trigger, party.start)) for choice in ("actor", "target")] if sense else []


def _stand(side: str, distance: str, apart: str, voice: str) -> Iterator[str]:
    yield f"{side},gap={distance}"
    yield f"{side},apart={apart}"
    yield f"{side},{voice},gap={distance}"


def _entry(entry: str, side: str, apart: str) -> Iterator[str]:
    yield f"entry={entry},{side},apart={apart}"


def _kind(kind: str, default: str | None, side: str, by: str, plain: bool, distance: str) -> Iterator[str]:
    yield f"kind={kind}"
    yield f"kind={kind},default={default}"
    yield f"kind={kind},{side},by={by}"
    yield f"plain={plain},gap={distance},{side}"


def _traits(traits: Iterable[str], side: str, distance: str, apart: str) -> Iterator[str]:
    for trait in sorted(traits):
        yield f"trait={trait},{side},gap={distance}"
        yield f"trait={trait},{side},apart={apart}"


@lru_cache(maxsize=1024)
def _voice(tag: str, traits: frozenset[str]) -> str:
    if tag in FINITE:
        return "either" if "either-voice" in traits else "patient" if "subject-patient" in traits else "active"
    return "noun"


def _approach(trigger: Trigger, way: Approach, side: str, voice: str) -> list[Sign]:
    """Return the words that lead to the party: its preposition («على يد»، «ضد»، «بين»), its things («مواقع لـ»), its part («على يد»)."""
    found: list[Sign] = [
        (_lead, way.words[-1], side),
        f"lead2={way.pair}",
        (_led, way.words[-1], side, voice),
        (_form, way.prefix, side, voice, way.listed),
        (_next, way.following, side),
        (_path, way.path, side, voice),
    ]
    if way.part is not None:
        found.append((_part, way.part, way.part_gap, side, trigger.by))
    found += [(_window, word, side) for word in way.window]
    if trigger.end <= way.lead <= trigger.end + 4:
        found += (f"way={' '.join(way.words[len(way.words) - (way.lead - trigger.end) :])}", (_way, way.parts, way.path, voice))
    return found


def _lead(word: str, side: str) -> Iterator[str]:
    yield f"lead={word},{side}"


def _led(word: str, side: str, voice: str) -> Iterator[str]:
    yield f"lead={word},{side},{voice}"


def _form(prefix: str, side: str, voice: str, listed: bool) -> Iterator[str]:
    yield f"prefix={prefix},{side},{voice}"
    yield f"listed={listed}"


def _next(word: str, side: str) -> Iterator[str]:
    yield f"next={word},{side}"


def _path(path: str, side: str, voice: str) -> Iterator[str]:
    yield f"path={path},{side}"
    yield f"path={path},{voice}"


def _part(part: str, distance: str, side: str, by: str) -> Iterator[str]:
    yield f"part={part},gap={distance}"
    yield f"part={part},{side},{by}"


def _window(word: str, side: str) -> Iterator[str]:
    yield f"window={word},{side}"


def _way(parts: int, path: str, voice: str) -> Iterator[str]:
    yield f"way={parts},{path},{voice}"


def _company(trigger: Trigger, party: PartyMention, context: Context, side: str) -> Iterator[Sign]:
    low, high = (trigger.start, party.start) if trigger.start < party.start else (party.start, trigger.start)
    actor = party.party.actor
    others = sum([low < one.start < high and one.party.actor != actor for one in context.in_sentence[trigger.sentence].parties])
    yield _between, bucket(between(context.triggers, trigger, party), 0, 1, 2), bucket(others, 0, 1, 2), side
    for one in context.in_segment[trigger.segment].of("light"):
        where = "light-first" if one.end <= party.start else "party-first"
        yield _light, one.entry.value, where, bucket(gap(one, party), 0, 1, 3)
    for utterance in context.spoken(trigger.start)[:1]:
        inside = utterance.cue[0] <= party.start < utterance.cue[1]
        spoken = any(voice.actor == party.party.actor and voice.actor for voice in utterance.chain)
        yield _speaks, inside, spoken, utterance.accused, utterance.manner


def _camps(trigger: Trigger, party: PartyMention, here: Mapping[PartyMention, Bound | None], context: Context) -> Iterator[Sign]:
    """Yield how the party stands to the others of its sentence, by the role that grammar settles for them, and to who speaks."""
    actor, relation = party.party.actor, context.scene.lexicon.camps.relation
    if actor is None:
        return
    others = [(other, role, relation(actor, other.party.actor)) for other, role in here.items() if other.party.actor is not None]
    known = [(other, role, stand) for other, role, stand in others if stand not in {None, "own"}]
    yield from sorted({f"{stand},{'after' if other.start > party.start else 'before'}" for other, _, stand in known})  # each once, however many allies
    yield from sorted({f"{stand},bound={role}" for _, role, stand in known})
    for utterance in context.spoken(trigger.start)[:1]:
        if utterance.chain and (speaker := utterance.chain[-1].actor) is not None:
            yield _spoken, relation(actor, speaker), trigger.kind


def _spoken(stand: str | None, default: str | None) -> Iterator[str]:
    yield f"speaker={stand}"
    yield f"speaker={stand},default={default}"


def _between(triggers: str, parties: str, side: str) -> Iterator[str]:
    yield f"triggers-between={triggers},{side}"
    yield f"parties-between={parties},{side}"


def _light(value: str, where: str, distance: str) -> Iterator[str]:
    yield f"light={value},{where},gap={distance}"


def _speaks(inside: bool, spoken: bool, accused: bool, manner: str) -> Iterator[str]:
    yield f"speaks={inside},{spoken},accused={accused},{manner}"


def _nearest(nearest: bool) -> Iterator[str]:
    yield f"nearest-trigger={nearest}"


def _bound(role: Bound | None) -> Iterator[str]:
    if role is not None:
        yield f"bound={role}"


def _lost(outcome: str | None, by: str, own: bool) -> Iterator[str]:
    if outcome is None:
        yield f"not-lost,by={by}"
    else:
        yield f"lost,{outcome}"
        yield f"lost,by={by},own={own}"


def _known(actor: str | None, default: str | None, by: str) -> Iterator[str]:
    """Yield who the party is: what the page and the world say of it elsewhere."""
    yield f"id={actor},default={default}"
    yield f"id={actor},by={by}"


def _beside(kind: str, others: frozenset[str], by: str) -> Iterator[str]:
    """Yield beside whom the party stands."""
    yield from (f"kind={kind},beside={other}" for other in sorted(others) or ["none"])
    yield f"kind={kind},alone={not others},by={by}"
