"""Roles that grammar alone settles between an event word and a party, whoever the party is: «على يد X»، «هجوما على X»، «قصفت X مواقع Y»، «بإسناد من X»."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from riwaya.extract.choices import patients
from riwaya.extract.choices.ways import (
    AND,
    FOR,
    OPEN,
    ending,
    ending_at,
    fronted,
    has_subject,
    is_active,
    is_nation,
    is_noun,
    is_noun_at,
    is_subject,
    led_by,
    next_to,
    things,
)
from riwaya.extract.context import Approach, Context
from riwaya.extract.parties import PartyMention
from riwaya.extract.ranges import between
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import FINITE

Bound = Literal["agent", "patient", "side", "aside", "lost"]
_Rule = Callable[[Trigger, Approach, Context], Bound | None]
_UNARMED = frozenset({"civilians", "protesters"})  # kinds of parties that no words make a doer of violence for certain
_CLAUSE = frozenset({"و", "ف"})
_LINK = 1  # words between a verb's subject and what it leads to («من»)


def bound(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Return the role that the words between an event word and a party leave no doubt of; None where they do.

    A "side" is one of a fight that sets nobody first, "lost" is whose people were lost, and who only backs another stands "aside".
    """
    if trigger.by == "loss" and way.loss is not None and way.loss is trigger.loss:
        return None if is_nation(party) else "lost"
    if trigger.by == "damage" or party.start <= trigger.start < party.end:
        return None
    rules = _OF_LOSSES if trigger.by == "loss" else _OF_EVENTS
    role = next((role for rule in rules if (role := rule(trigger, way, context))), None)
    return None if role == "agent" and party.kind in _UNARMED else role


def _foiling(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Who beats off what the event word tells of was attacked: «صد X هجوما»، «تصدى X لمحاولة»، «تمكن X من صد هجوم»."""
    if context.scene.lexicon.event_types[trigger.kind or ""] != "battles":
        return None
    here = context.in_segment[trigger.segment]
    foils = [(one.start, one.end) for one in here.of("light") if one.entry.value == "foil" and one.end <= trigger.start]
    foils += [(one.start, one.end) for one in _repelled(trigger, context)]
    return "patient" if any(is_subject(start, end, way, context) or _manages(start, way, context) for start, end in foils) else None


def _repelled(trigger: Trigger, context: Context) -> list[Trigger]:
    """Return the words for beating off, in the clause of an event word up to it, or in the next one with no other event between: «حاول … فتصدى له X»."""
    here = context.in_segment[trigger.segment].triggers
    told = [one for one in context.in_sentence[trigger.sentence].triggers if one.by == "event" and one.start > trigger.start]
    return [one for one in [*(one for one in here if one.start <= trigger.start), *told[:1]] if "repelled" in one.traits]


def _manages(token: int, way: Approach, context: Context) -> bool:
    """Whether a party is the subject of a verb that leads to the word at a token: «تمكن X من صد»."""
    lights = context.in_segment[context.scene.segment_of[token]].of("light")
    verbs = [one for one in lights if one.tag in FINITE and one.entry.value == "agent" and one.end <= token]
    return bool(verbs) and token - way.tail <= _LINK and is_subject(verbs[-1].start, verbs[-1].end, way, context)


def _backing(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Who takes part beside another does it too («بإسناد من X»); who is named to say whose the other is does not («المدعومة من X»)."""
    led = led_by(way, context)
    if led is None or led.entry.value != "back":
        return None
    if "joint" not in led.entry.traits and way.party.start > way.lead:  # of a list only the first is sure to back
        return None
    if "joint" not in led.entry.traits:
        return "aside"
    return "agent" if not between(context.sure, trigger, way.party) else None


def _marked(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Read words that lead to nothing but who did it: «على يد X»، «شنته X»، «اتهمت الوزارة X بقصف»; or to who was hit: «في صفوف X»."""
    if way.opening in OPEN and any(one.accused and one.cue[1] == way.lead for one in context.scene.utterances):
        return "agent"
    led = led_by(way, context)
    if _in_ranks(way, context):
        return "lost" if not between(context.sure, trigger, way.party) else None
    if led and "onward" in led.entry.traits:
        return "agent" if way.party.end <= trigger.start and not between(context.sure, trigger, way.party) else None
    source = ending_at(things(way, context), context)
    if not next_to(trigger, way.party, context) or way.opening:
        return None
    verb = context.scene.reading.starts("light").get(way.lead - 1)
    relative = verb is not None and verb.tag in FINITE and bool(verb.suffix) and verb.entry.value == "agent" and not (led and led.entry.value == "link")
    return "agent" if relative or any(one and one.entry.value == "agent" and "bound" in one.entry.traits for one in (led, source)) else None


def _in_ranks(way: Approach, context: Context) -> bool:
    """Whether words that say whose people were lost lead to a party: «في صفوف X»."""
    led = led_by(way, context)
    return led is not None and led.entry.value == "against" and "bound" in led.entry.traits


def _vowing(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Who says of an act that it is theirs or is not: «نفت X شن هجوم»، «هددت X بشن غارات»، «نفت X ضلوعها»; no verb stands right after the speaker."""
    cues = [
        one.cue
        for one in context.spoken(trigger.start)
        if not one.accused and one.manner in {"denied", "planned"} and one.cue[0] <= way.party.start < one.cue[1] <= trigger.start
    ]
    deeds = [
        one
        for one in context.in_sentence[trigger.sentence].of("light")
        if one.tag != "present" and not (one.tag == "past" and one.suffix) and one.entry.value == "agent"
    ]
    own = (cue for cue in cues for one in deeds if one.start == cue[1] and one.end <= trigger.start and not between(context.triggers, one, trigger))
    parties = context.in_sentence[trigger.sentence].parties
    return "agent" if any(not any(cue[1] <= one.start < trigger.start for one in parties) for cue in own) else None


def _between_sides(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the sides of a fight that sets nobody first: «اشتباكات بين X من جهة وY من جهة أخرى»، «قتل ثلاثة من X وأربعة من Y في معارك»."""
    if "mutual" not in trigger.traits:
        return None
    led = ending_at(way.lead, context) or ending_at(way.lead - 1, context)
    if way.party.start > trigger.start and not between(context.sure, trigger, way.party) and ((led and led.entry.value == "side") or _opposed(way, context)):
        return "side"
    losers = {one.party.actor or one.party.name for one in context.in_sentence[trigger.sentence].parties if _loses(one, trigger, context)}
    return "side" if _loses(way.party, trigger, context) and len(losers) > 1 else None


def _opposed(way: Approach, context: Context) -> bool:
    """Whether a party stands with «و» against one after «بين», past what is told of that one: «بين X من طرف وY»، «بين X التي … وY»."""
    if not way.party.prefix.startswith(AND):
        return False
    reading = context.scene.reading
    before = [one for one in context.in_sentence[reading.sentence_of[way.lead]].parties if one.end <= way.lead]
    first = context.approaches[before[-1].start] if before else None
    led = first and ending_at(first.lead, context)
    told = first and reading.starts("particle").get(first.tail)
    return bool(led and led.entry.value == "side" and told and (told.entry.value == "relative" or "from" in told.entry.traits))


def _loses(party: PartyMention, trigger: Trigger, context: Context) -> bool:
    """Whether the words for a loss that an event word follows name an armed party."""
    way = context.approaches[party.start]
    lost = (way.loss is not None and way.loss.trigger < trigger.start) or (_in_ranks(way, context) and party.start < trigger.start)
    return lost and party.kind not in _UNARMED


def _launching(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the subject of a verb that means little by itself: «شنت X هجوما»، «X تشن هجوما»، «تعرضت مواقع X لقصف»."""
    here = context.in_segment[trigger.segment]
    lights = [one for one in here.of("light") if one.tag in FINITE and one.end <= trigger.start and not _belongs(one.start, context)]
    verb = lights[-1] if lights else None
    if verb is None or between(context.sure, verb, trigger) or any(one.accused and one.cue[0] <= verb.start < one.cue[1] for one in context.scene.utterances):
        return None
    if verb.entry.value == "patient":
        return "patient" if things(way, context) == verb.end and way.opening in {"", FOR} else None
    deeds = verb.entry.value in {"agent", "attempt"}
    return "agent" if deeds and is_subject(verb.start, verb.end, way, context) else None


def _belongs(token: int, context: Context) -> bool:
    """Whether a word that may be a verb says whose a thing is: «حاجز تابع للجيش», not «تابع الجيش القصف»."""
    link = context.scene.reading.starts("object").get(token)
    return link is not None and link.entry.value == "link" and context.words[link.end].startswith(FOR)


def _subject(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the subject of an active verb («قصفت X»، «X تقصف»، «قصفتها X»), and the object of one whose subject stands before («X تقصف Y»، «التي تقصف Y»)."""
    if way.loss is not None:
        return None
    if not is_active(trigger):
        return _subject_with_object(trigger, way, context)
    if way.lead < trigger.start:
        return "agent" if is_subject(trigger.start, trigger.end, way, context) else None
    if way.lead != trigger.end or way.opening:
        return None
    verb = trigger.mention
    if verb and (verb.suffix or verb.prefix in _CLAUSE or fronted(trigger.start, context)):
        return "agent"
    return "patient" if ending("particle", trigger.start, context, "relative") or has_subject(trigger, context) else None


def _subject_with_object(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the subject of a verb that would read as passive but for its object: «قصفت X قرية»، «X تقصف قرية»."""
    if trigger.tag not in FINITE or "either-voice" not in trigger.traits or not is_subject(trigger.start, trigger.end, way, context):
        return None
    return "agent" if is_noun_at(max(way.tail, trigger.end), context) and not is_nation(way.party) else None


def _of_noun(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the doer that hangs on an event noun («هجوم لـX»، «قصف من X»), or stands in a set phrase («استهدفت مدفعية X»)."""
    if not is_noun(trigger) or "of-patient" in trigger.traits or not next_to(trigger, way.party, context):
        return None
    if way.lead < trigger.end:
        return "agent" if way.party.end > trigger.end and "of-agent" in trigger.traits else None
    source = context.scene.reading.starts("particle").get(trigger.end)
    given = source is not None and "from" in source.entry.traits and source.end == things(way, context)
    return "agent" if given or (way.lead == trigger.end and (way.opening == FOR or _with_object(way, context))) else None


def _with_object(way: Approach, context: Context) -> bool:
    """Whether what a deed hits follows who does it, with «ل»: «قصف X للمطار»."""
    starts = context.scene.reading.starts
    hit = next((one for kind in ("object", "placekind", "actor") if (one := starts(kind).get(way.tail))), None)
    return not way.opening and hit is not None and hit.prefix == FOR


def _shooting(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find whose arms were used: «بقذائف X»; «صواريخ روسية» may be of a make."""
    shot = "thing" in trigger.traits and context.scene.lexicon.event_types[trigger.kind or ""] == "explosions-remote-violence"
    return "agent" if shot and way.lead == trigger.end and not way.opening and not is_nation(way.party) else None


def _losing(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find who was lost in what is told next, which is no fight of two sides: «مقتل ثلاثة من X بقصف»."""
    if not _loses(way.party, trigger, context) or not is_noun(trigger) or not trigger.traits.isdisjoint({"mutual", "of-patient"}):
        return None
    loss = way.loss.trigger if way.loss else trigger.start
    here = context.in_sentence[trigger.sentence]
    told = any(one.by == "event" and loss < one.start < trigger.start for one in here.triggers)
    tried = any(one.entry.value == "attempt" and loss < one.start < trigger.start for one in here.of("light"))
    return None if told or tried else "lost"


def _trying(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Who was lost in an attempt of their own: «قتل ثلاثة من X أثناء محاولتهم التسلل»."""
    tries = [one for one in context.in_sentence[trigger.sentence].of("light") if one.entry.value == "attempt" and one.suffix and one.end == trigger.start]
    return "agent" if tries and way.loss and way.loss.trigger < tries[0].start else None


def _owning(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Who tells of losses of their own: «أقرت X بمقتل ثلاثة من عناصرها»."""
    start, end = (trigger.loss.people if trigger.loss else None) or (0, 0)
    own = any(one.suffix for one in context.scene.reading.of("group", start, end))
    before = [one for one in context.in_sentence[trigger.sentence].parties if one.start < trigger.start]
    told = any(one.cue[0] < way.party.start and way.party.end == one.cue[1] for one in context.spoken(trigger.start))
    return "lost" if own and told and before[-1:] == [way.party] else None


_OF_EVENTS: tuple[_Rule, ...] = (
    _foiling,
    _backing,
    _between_sides,
    _marked,
    _vowing,
    _launching,
    _subject,
    *patients.RULES,
    _of_noun,
    _shooting,
    _trying,
    _losing,
)
_OF_LOSSES: tuple[_Rule, ...] = (_backing, _marked, _owning)
