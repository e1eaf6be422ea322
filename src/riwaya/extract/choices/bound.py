"""Roles that grammar alone settles between an event word and a party, whoever the party is: «على يد X»، «هجوما على X»، «قصفت X مواقع Y»، «بإسناد من X»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from riwaya.extract.context import Approach, Context
from riwaya.extract.parties import PartyMention
from riwaya.extract.ranges import between
from riwaya.extract.reading import Mention
from riwaya.extract.triggers import Trigger

Bound = Literal["agent", "patient", "aside", "lost"]
_Rule = Callable[[Trigger, PartyMention, Approach, Context], Bound | None]
_THINGS = frozenset({"military", "civil", "link"})
_VERBS = frozenset({"past", "present"})
_UNARMED = frozenset({"civilians", "protesters"})  # kinds of parties that no words make a doer of violence for certain
_FOR = "ل"
_OPEN = frozenset({"", "و", "ف"})  # proclitics of a subject, and of a verb that opens a clause
_SUBJECTLESS = frozenset({"either-voice", "subject-patient"})  # traits of verbs whose subject may be who was hit
_NO_AIM = frozenset({"mutual", "thing", "of-patient"})  # traits of words for what those lost in it were not the aim of
_CLAUSE = frozenset({"و", "ف"})
_FRONTS = frozenset({"that", "was", "time"})  # values of particles after which a subject may stand


def bound(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Return the role that the words between an event word and a party leave no doubt of; None where they do. Who only backs another stands aside."""
    if trigger.by == "loss" and way.loss is not None and way.loss is trigger.loss:
        return "lost"
    if trigger.by == "damage" or party.start <= trigger.start < party.end:
        return None
    rules = _OF_LOSSES if trigger.by == "loss" else _OF_EVENTS
    role = next((role for rule in rules if (role := rule(trigger, party, way, context))), None)
    return None if role == "agent" and party.kind in _UNARMED else role


def _foiling(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Who beats off what the event word tells of was attacked: «صد X هجوما»، «تصدى X لمحاولة»."""
    if context.scene.lexicon.event_types[trigger.kind or ""] != "battles":
        return None
    here = context.in_segment[trigger.segment]
    foils = [one.end for one in here.of("light") if one.entry.value == "foil" and one.end <= trigger.start]
    foils += [one.end for one in here.triggers if "repelled" in one.traits and one.tag in _VERBS and one.start <= trigger.start]
    return "patient" if party.start in foils else None


def _backing(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Who takes part beside another does it too («بإسناد من X»); who is named to say whose the other is does not («المدعومة من X»)."""
    led = _led_by(way, context)
    if led is None or led.entry.value != "back":
        return None
    if "joint" not in led.entry.traits:
        return "aside"
    return "agent" if not between(context.sure, trigger, party) else None


def _accused(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Who is accused did it: «اتهمت الوزارة X بقصف»."""
    accused = any(one.accused and one.cue[1] == way.lead for one in context.scene.utterances)
    return "agent" if accused and way.opening in _OPEN else None


def _marked(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Words that lead to nothing but who did it: «على يد X»، «شنته X»."""
    led = _led_by(way, context) if _next(trigger, party, context) else None
    return "agent" if led and "bound" in led.entry.traits else None


def _launching(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """The subject of a verb that means little by itself: «شنت X هجوما»، «X تشن هجوما»، «تعرضت مواقع X لقصف»."""
    lights = [one for one in context.in_segment[trigger.segment].of("light") if one.tag in _VERBS and one.end <= trigger.start]
    verb = lights[-1] if lights else None
    if verb is None or between(context.sure, verb, trigger):
        return None
    if verb.entry.value == "patient":
        return "patient" if _things(way, context) == verb.end and way.opening in {"", _FOR} else None
    deeds = verb.entry.value in {"agent", "attempt"} and way.opening in _OPEN
    return "agent" if deeds and _is_subject(verb.start, verb.end, way, context) else None


def _subject(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """The subject of a verb in the active («قصفت X»، «X تقصف»، «قصفتها X»), and the object of one whose subject stands before («X تقصف Y»، «التي تقصف Y»)."""
    if not _is_active(trigger) or way.opening not in _OPEN:
        return None
    if way.tail == trigger.start:
        return "agent" if _fronted(way.lead, context) else None
    if way.lead != trigger.end or way.opening:
        return None
    verb = trigger.mention
    if verb and (verb.suffix or verb.prefix in _CLAUSE or _fronted(trigger.start, context)):
        return "agent"
    return "patient" if _ending("particle", trigger.start, context, "relative") or _has_subject(trigger, context) else None


def _is_active(trigger: Trigger) -> bool:
    return trigger.tag in _VERBS and trigger.traits.isdisjoint(_SUBJECTLESS)


def _object(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """The object of such a verb, by its things: «قصفت Y مواقع لـX»، «Y تقصف مواقع X»."""
    if not _is_active(trigger) or not _next(trigger, party, context):
        return None
    first = _things(way, context)
    return "patient" if first < way.lead and first in {trigger.end, _past_subject(trigger, context)} else None


def _of_noun(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """What hangs on an event noun: «هجوم لـX»، «قصف من X»، «هجوم لـY على مواقع X»."""
    if trigger.tag in _VERBS or "thing" in trigger.traits or not _next(trigger, party, context):
        return None
    first = _things(way, context)
    led = _ending_at(first, context)
    if led and led.entry.value == "against":
        return "patient" if led.start <= trigger.end or led.start == _past_subject(trigger, context) else None
    if "of-patient" in trigger.traits:
        return None
    source = context.scene.reading.starts("particle").get(trigger.end)
    if source and "from" in source.entry.traits and source.end == first:
        return "agent"
    return "agent" if way.lead == trigger.end and way.opening == _FOR else None


def _lost(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Who was lost in what is no fight of two sides was mostly its aim: «قتل ثلاثة من X بقصف»."""
    loss = way.loss
    if loss is None or trigger.start < loss.trigger or not trigger.traits.isdisjoint(_NO_AIM):
        return None
    told = [one for one in context.in_sentence[trigger.sentence].triggers if one.by == "event" and loss.trigger <= one.start < trigger.start]
    tried = any(one.entry.value == "attempt" and loss.trigger < one.start < trigger.start for one in context.in_sentence[trigger.sentence].of("light"))
    return "lost" if not told and not tried else None


_OF_EVENTS: tuple[_Rule, ...] = (_foiling, _backing, _accused, _marked, _launching, _subject, _object, _of_noun)
_OF_LOSSES: tuple[_Rule, ...] = (_backing, _accused, _marked)


def _next(trigger: Trigger, party: PartyMention, context: Context) -> bool:
    """Whether a party stands after an event word, with no other between."""
    return party.start > trigger.start and not between(context.triggers, trigger, party)


def _led_by(way: Approach, context: Context) -> Mention | None:
    """Return the last word of a part on the way to a party, if it leads to the party itself."""
    return _ending_at(way.lead, context)


def _ending_at(token: int, context: Context) -> Mention | None:
    parts: Sequence[Mention] = context.scene.reading.of("object", max(token - 3, 0), token)
    return parts[-1] if parts and parts[-1].end == token else None


def _things(way: Approach, context: Context) -> int:
    """Return where the things of a party begin: «مواقع عسكرية تابعة لـX»; the party's own start where it has none."""
    first = way.lead
    while (before := _ending_at(first, context) or _adjective(first, context)) and before.entry.value in {*_THINGS, "modifier"}:
        first = before.start
    return first


def _adjective(token: int, context: Context) -> Mention | None:
    found = context.scene.reading.starts("partyword").get(token - 1)
    return found if found and found.end == token else None


def _is_subject(start: int, end: int, way: Approach, context: Context) -> bool:
    """Whether the list of a party stands right after a verb on tokens `[start, end)`, or right before it where a clause begins."""
    return way.lead == end or (way.tail == start and _fronted(way.lead, context))


def _fronted(token: int, context: Context) -> bool:
    """Whether a clause begins at a token: first in its sentence, after a mark, or after «إن»."""
    reading = context.scene.reading
    first = token == reading.sentences[reading.sentence_of[token]].start
    return first or not reading.tokens[token - 1].is_word or _ending("particle", token, context, *_FRONTS)


def _ending(kind: str, token: int, context: Context, *values: str) -> bool:
    """Whether a word of a kind ends right before a token, with one of the values."""
    before = context.scene.reading.starts(kind).get(token - 1)
    return before is not None and before.end == token and before.entry.value in values


def _has_subject(trigger: Trigger, context: Context) -> bool:
    """Whether a party that opens a clause stands right before a verb."""
    ways = (context.approaches.get(one.start) for one in context.in_sentence[trigger.sentence].parties if one.end == trigger.start)
    return any(_fronted(way.lead, context) for way in ways if way)


def _past_subject(trigger: Trigger, context: Context) -> int:
    """Return the token after the list of parties that stands right after an event word; the word's own end where none does."""
    way = context.approaches.get(trigger.end)
    return way.tail if way else trigger.end
