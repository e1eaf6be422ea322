"""Who did it, and to whom: the grammar between an event word and a party."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import Context, bucket, gap
from riwaya.extract.parties import PartyMention
from riwaya.extract.triggers import Trigger

_REACH = 45


def options(trigger: Trigger, context: Context) -> Iterator[PartyMention]:
    """Yield the parties that may take a role: those of the same sentence, within reach."""
    start, end = context.sentence(trigger.sentence)
    for party in context.scene.parties:
        if start <= party.start < end and gap(party, trigger) <= _REACH:
            yield party


def features(trigger: Trigger, party: PartyMention, context: Context) -> Iterator[str]:
    """Yield the signs of grammar between the two, and what kinds they are."""
    scene = context.scene
    after = party.start >= trigger.start
    side = "after" if after else "before"
    distance = bucket(gap(party, trigger), 0, 1, 2, 4, 8, 16)
    apart = bucket(abs(scene.segment_of[party.start] - trigger.segment), 0, 1, 2)
    voice = _voice(trigger)
    yield f"{side},gap={distance}"
    yield f"{side},apart={apart}"
    yield f"{side},{voice},gap={distance}"
    yield f"entry={trigger.entry},{side},apart={apart}"
    yield f"kind={party.kind}"
    yield f"kind={party.kind},default={trigger.kind}"
    yield f"kind={party.kind},{side},by={trigger.by}"
    yield f"plain={party.plain},gap={distance},{side}"
    for trait in sorted(trigger.traits):
        yield f"trait={trait},{side},gap={distance}"
        yield f"trait={trait},{side},apart={apart}"
    yield from _lead(trigger, party, context, side)
    yield from _before(trigger, party, context, side)
    yield from _company(trigger, party, context, side)
    yield from _loss(trigger, party, context)
    yield from _known(trigger, party, context)


def _known(trigger: Trigger, party: PartyMention, context: Context) -> Iterator[str]:
    """Yield who the party is, beside whom it stands here, and what the page says of it elsewhere."""
    yield f"id={party.party.actor},default={trigger.kind}"
    yield f"id={party.party.actor},by={trigger.by}"
    others = {one.kind for one in options(trigger, context) if one.party.actor != party.party.actor}
    yield from (f"kind={party.kind},beside={kind}" for kind in sorted(others) or ["none"])
    yield f"kind={party.kind},alone={not others},by={trigger.by}"


def _voice(trigger: Trigger) -> str:
    if trigger.tag in {"past", "present"}:
        return "either" if "either-voice" in trigger.traits else "patient" if "subject-patient" in trigger.traits else "active"
    return "noun"


def _lead(trigger: Trigger, party: PartyMention, context: Context, side: str) -> Iterator[str]:
    """Yield the word that leads to the party («على يد»، «ضد»، «بين»), taken over along a list («بين X وY»)."""
    lead = lead_of(party, context)
    before = " ".join(context.norm(index) for index in range(lead - 2, lead))
    prefix = _prefix(context.norm(party.start))
    yield f"lead={context.norm(lead - 1)},{side}"
    yield f"lead2={before}"
    yield f"lead={context.norm(lead - 1)},{side},{_voice(trigger)}"
    yield f"prefix={prefix},{side},{_voice(trigger)}"
    yield f"listed={lead != party.start}"
    yield f"next={context.norm(party.end)},{side}"


def _before(trigger: Trigger, party: PartyMention, context: Context, side: str) -> Iterator[str]:
    """Yield the words on the way to the party: its things («مواقع لـ»), its part («على يد»), and the verbs and prepositions nearby."""
    lead = lead_of(party, context)
    floor = max(lead - 6, context.sentence(trigger.sentence)[0])
    parts = [one for one in context.inside("object", floor, lead + 1) if one.end <= lead + 1 and one.start <= lead]
    path = "+".join(one.entry.value for one in parts[-3:])
    yield f"path={path},{side}"
    yield f"path={path},{_voice(trigger)}"
    if parts:
        nearest = parts[-1]
        yield f"part={nearest.entry.value},gap={bucket(lead - nearest.end, 0, 1, 2, 4)}"
        yield f"part={nearest.entry.value},{side},{trigger.by}"
    for index in range(max(lead - 3, floor), lead):
        yield f"window={context.norm(index)},{side}"
    if trigger.end <= lead <= trigger.end + 4:
        yield f"way={' '.join(context.norm(index) for index in range(trigger.end, lead))}"
        yield f"way={len(parts)},{path},{_voice(trigger)}"


def lead_of(party: PartyMention, context: Context) -> int:
    """Return the first token of the list of parties that `party` stands in."""
    earlier = [one for one in context.scene.parties if one.end <= party.start and party.start - one.end <= 1]
    first = party.start
    for one in reversed(earlier):
        if one.end == first and context.norm(first).startswith("و"):
            first = one.start
    return first


def _prefix(word: str) -> str:
    for prefix in ("ولل", "لل", "وال", "بال", "ال", "و", "ل", "ب"):
        if word.startswith(prefix):
            return prefix
    return ""


def _company(trigger: Trigger, party: PartyMention, context: Context, side: str) -> Iterator[str]:
    scene = context.scene
    low, high = sorted((trigger.start, party.start))
    between = [one for one in context.triggers if low < one.start < high]
    yield f"triggers-between={bucket(len(between), 0, 1, 2)},{side}"
    others = [one for one in scene.parties if low < one.start < high and one.party.actor != party.party.actor]
    yield f"parties-between={bucket(len(others), 0, 1, 2)},{side}"
    for one in context.inside("light", *context.segments[trigger.segment]):
        where = "light-first" if one.end <= party.start else "party-first"
        yield f"light={one.entry.value},{where},gap={bucket(gap(one, party), 0, 1, 3)}"
    for utterance in context.spoken(trigger.start):
        inside = utterance.cue[0] <= party.start < utterance.cue[1]
        spoken = any(voice.actor == party.party.actor and voice.actor for voice in utterance.chain)
        yield f"speaks={inside},{spoken},accused={utterance.accused},{utterance.manner}"
        break
    nearest = min((one for one in context.triggers if one.sentence == trigger.sentence), key=lambda one: gap(one, party))
    yield f"nearest-trigger={nearest is trigger}"


def _loss(trigger: Trigger, party: PartyMention, context: Context) -> Iterator[str]:
    for loss in context.scene.losses:
        if loss.people and loss.people[0] <= party.start < loss.people[1]:
            yield f"lost,{loss.outcome}"
            yield f"lost,by={trigger.by},own={trigger.loss is loss}"
            return
    yield f"not-lost,by={trigger.by}"
