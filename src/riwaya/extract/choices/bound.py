"""Roles that grammar alone settles between an event word and a party, whoever the party is: «على يد X»، «هجوما على X»، «قصفت X مواقع Y»، «بإسناد من X»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from riwaya import arabic
from riwaya.extract.context import Approach, Context
from riwaya.extract.parties import PartyMention
from riwaya.extract.ranges import between
from riwaya.extract.reading import Mention
from riwaya.extract.triggers import Trigger

Bound = Literal["agent", "patient", "side", "aside", "lost"]
_Rule = Callable[[Trigger, Approach, Context], Bound | None]
_THINGS = frozenset({"military", "civil", "link"})
_VERBS = frozenset({"past", "present"})
_UNARMED = frozenset({"civilians", "protesters"})  # kinds of parties that no words make a doer of violence for certain
_FOR, _AND = "ل", "و"
_OPEN = frozenset({"", "و", "ف"})  # proclitics of a subject, and of a verb that opens a clause
_SUBJECTLESS = frozenset({"either-voice", "subject-patient"})  # traits of verbs whose subject may be who was hit
_CLAUSE = frozenset({"و", "ف"})
_NOUNS = 2  # words that a thing may be told by
_OBJECTS = ("object", "placekind", "group")
_ADVERBIAL = "ا"  # ends adverbs, and nouns that no list has
_NO_OBJECTS = ("particle", "relation", "connective", "timeword", "weekday", "month", "speech", "light", "stance", "casualty", "event", "result", "damage")
_BREAKING = ("particle", "actor", "light", "connective")
_LINK = 1  # words between a verb's subject and what it leads to («من»)
_FRONTS = frozenset({"that", "was", "time"})  # values of particles after which a subject may stand


def bound(trigger: Trigger, party: PartyMention, way: Approach, context: Context) -> Bound | None:
    """Return the role that the words between an event word and a party leave no doubt of; None where they do.

    A "side" is one of a fight that sets nobody first, "lost" is whose people were lost, and who only backs another stands "aside".
    """
    if trigger.by == "loss" and way.loss is not None and way.loss is trigger.loss:
        return None if _is_nation(party) else "lost"
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
    return "patient" if any(_is_subject(start, end, way, context) or _manages(start, way, context) for start, end in foils) else None


def _repelled(trigger: Trigger, context: Context) -> list[Trigger]:
    """Return the words for beating off, in the clause of an event word up to it, or in the next one with no other event between: «حاول … فتصدى له X»."""
    here = context.in_segment[trigger.segment].triggers
    told = [one for one in context.in_sentence[trigger.sentence].triggers if one.by == "event" and one.start > trigger.start]
    return [one for one in [*(one for one in here if one.start <= trigger.start), *told[:1]] if "repelled" in one.traits]


def _manages(token: int, way: Approach, context: Context) -> bool:
    """Whether a party is the subject of a verb that leads to the word at a token: «تمكن X من صد»."""
    lights = context.in_segment[context.scene.segment_of[token]].of("light")
    verbs = [one for one in lights if one.tag in _VERBS and one.entry.value == "agent" and one.end <= token]
    return bool(verbs) and token - way.tail <= _LINK and _is_subject(verbs[-1].start, verbs[-1].end, way, context)


def _backing(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Who takes part beside another does it too («بإسناد من X»); who is named to say whose the other is does not («المدعومة من X»)."""
    led = _led_by(way, context)
    if led is None or led.entry.value != "back":
        return None
    if "joint" not in led.entry.traits and way.party.start > way.lead:  # of a list only the first is sure to back
        return None
    if "joint" not in led.entry.traits:
        return "aside"
    return "agent" if not between(context.sure, trigger, way.party) else None


def _marked(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Read words that lead to nothing but who did it: «على يد X»، «شنته X»، «اتهمت الوزارة X بقصف»; or to who was hit: «في صفوف X»."""
    if way.opening in _OPEN and any(one.accused and one.cue[1] == way.lead for one in context.scene.utterances):
        return "agent"
    led = _led_by(way, context)
    if _in_ranks(way, context):
        return "lost" if not between(context.sure, trigger, way.party) else None
    if led and "onward" in led.entry.traits:
        return "agent" if way.party.end <= trigger.start and not between(context.sure, trigger, way.party) else None
    source = _ending_at(_things(way, context), context)
    if not _next(trigger, way.party, context) or way.opening:
        return None
    verb = context.scene.reading.starts("light").get(way.lead - 1)
    relative = verb is not None and verb.tag in _VERBS and bool(verb.suffix) and verb.entry.value == "agent" and not (led and led.entry.value == "link")
    return "agent" if relative or any(one and one.entry.value == "agent" and "bound" in one.entry.traits for one in (led, source)) else None


def _in_ranks(way: Approach, context: Context) -> bool:
    """Whether words that say whose people were lost lead to a party: «في صفوف X»."""
    led = _led_by(way, context)
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
    led = _ending_at(way.lead, context) or _ending_at(way.lead - 1, context)
    if way.party.start > trigger.start and not between(context.sure, trigger, way.party) and ((led and led.entry.value == "side") or _opposed(way, context)):
        return "side"
    losers = {one.party.actor or one.party.name for one in context.in_sentence[trigger.sentence].parties if _loses(one, trigger, context)}
    return "side" if _loses(way.party, trigger, context) and len(losers) > 1 else None


def _opposed(way: Approach, context: Context) -> bool:
    """Whether a party stands with «و» against one after «بين», past what is told of that one: «بين X من طرف وY»، «بين X التي … وY»."""
    if not way.party.prefix.startswith(_AND):
        return False
    reading = context.scene.reading
    before = [one for one in context.in_sentence[reading.sentence_of[way.lead]].parties if one.end <= way.lead]
    first = context.approaches[before[-1].start] if before else None
    led = first and _ending_at(first.lead, context)
    told = first and reading.starts("particle").get(first.tail)
    return bool(led and led.entry.value == "side" and told and (told.entry.value == "relative" or "from" in told.entry.traits))


def _loses(party: PartyMention, trigger: Trigger, context: Context) -> bool:
    """Whether the words for a loss that an event word follows name an armed party."""
    way = context.approaches[party.start]
    lost = (way.loss is not None and way.loss.trigger < trigger.start) or (_in_ranks(way, context) and party.start < trigger.start)
    return lost and party.kind not in _UNARMED


def _launching(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the subject of a verb that means little by itself: «شنت X هجوما»، «X تشن هجوما»، «تعرضت مواقع X لقصف»."""
    lights = [one for one in context.in_segment[trigger.segment].of("light") if one.tag in _VERBS and one.end <= trigger.start]
    verb = lights[-1] if lights else None
    if verb is None or between(context.sure, verb, trigger) or any(one.accused and one.cue[0] <= verb.start < one.cue[1] for one in context.scene.utterances):
        return None
    if verb.entry.value == "patient":
        return "patient" if _things(way, context) == verb.end and way.opening in {"", _FOR} else None
    deeds = verb.entry.value in {"agent", "attempt"}
    return "agent" if deeds and _is_subject(verb.start, verb.end, way, context) else None


def _subject(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the subject of an active verb («قصفت X»، «X تقصف»، «قصفتها X»), and the object of one whose subject stands before («X تقصف Y»، «التي تقصف Y»)."""
    if way.loss is not None:
        return None
    if not _is_active(trigger):
        return _subject_with_object(trigger, way, context)
    if way.lead < trigger.start:
        return "agent" if _is_subject(trigger.start, trigger.end, way, context) else None
    if way.lead != trigger.end or way.opening:
        return None
    verb = trigger.mention
    if verb and (verb.suffix or verb.prefix in _CLAUSE or _fronted(trigger.start, context)):
        return "agent"
    return "patient" if _ending("particle", trigger.start, context, "relative") or _has_subject(trigger, context) else None


def _subject_with_object(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the subject of a verb that would read as passive but for its object: «قصفت X قرية»، «X تقصف قرية»."""
    if trigger.tag not in _VERBS or "either-voice" not in trigger.traits or not _is_subject(trigger.start, trigger.end, way, context):
        return None
    return "agent" if _is_noun_at(max(way.tail, trigger.end), context) and not _is_nation(way.party) else None


def _is_nation(party: PartyMention) -> bool:
    """Whether a party is told by a bare word of nationality, which may only say whose a person or thing is: «مواطن سوري»، «صاروخ روسي»."""
    return party.plain and party.kind in {"military", "government"}


def _is_noun_at(token: int, context: Context) -> bool:
    """Whether a word that is no particle, day or verb of speech stands at a token of a sentence: the object of a verb before it."""
    reading = context.scene.reading
    if token >= len(reading.tokens) or reading.sentence_of[token] != reading.sentence_of[token - 1] or not reading.tokens[token].is_word:
        return False
    named = next((found for kind in _OBJECTS if (found := reading.starts(kind).get(token))), None)
    if named is not None:
        return not named.prefix
    word = reading.words[token]
    hangs = word.endswith(_ADVERBIAL) or any(cut.prefix for cut in arabic.cuts(word))  # «قصفت قسد مجددا»، «بكثافة»، «وقتل»
    return not hangs and not any(token in reading.starts(kind) for kind in _NO_OBJECTS)


def _is_active(trigger: Trigger) -> bool:
    return trigger.tag in _VERBS and trigger.traits.isdisjoint(_SUBJECTLESS)


def _object(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the object of such a verb by its things: «قصفت Y مواقع لـX»، «Y تقصف مواقع X»."""
    first, subject = _things(way, context), _past_subject(trigger, context)
    if trigger.tag not in _VERBS or first == way.lead or way.opening not in {"", _FOR} or not _next(trigger, way.party, context):
        return None
    after = (trigger.end, subject) if _is_active(trigger) else (subject,) if subject > trigger.end else ()
    return "patient" if any(_reaches(token, first, context) for token in after) else None


def _against(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find whom an event noun is aimed at: «هجوم لـY على مواقع X»، «كمين لدورية من X»."""
    if not _is_noun(trigger) or not _next(trigger, way.party, context):
        return None
    first = _things(way, context)
    thing, led = context.scene.reading.starts("object").get(trigger.end), _ending_at(first, context)
    if thing and thing.start == first < way.lead and thing.prefix == _FOR:
        return "patient"
    inside = way.lead < trigger.end and led is not None and led.start == trigger.start  # «استهدفت مدفعية X»
    near = led is not None and led.entry.value == "against" and (led.start <= trigger.end or led.start == _past_subject(trigger, context))
    return "patient" if near and not inside else None


def _of_noun(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find the doer that hangs on an event noun («هجوم لـX»، «قصف من X»), or stands in a set phrase («استهدفت مدفعية X»)."""
    if not _is_noun(trigger) or "of-patient" in trigger.traits or not _next(trigger, way.party, context):
        return None
    if way.lead < trigger.end:
        return "agent" if way.party.end > trigger.end and "of-agent" in trigger.traits else None
    source = context.scene.reading.starts("particle").get(trigger.end)
    given = source is not None and "from" in source.entry.traits and source.end == _things(way, context)
    return "agent" if given or (way.lead == trigger.end and way.opening == _FOR) else None


def _is_noun(trigger: Trigger) -> bool:
    return trigger.tag not in _VERBS and "thing" not in trigger.traits


def _shooting(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find whose arms were used: «بقذائف X»; «صواريخ روسية» may be of a make."""
    shot = "thing" in trigger.traits and context.scene.lexicon.event_types[trigger.kind or ""] == "explosions-remote-violence"
    return "agent" if shot and way.lead == trigger.end and not way.opening and not _is_nation(way.party) else None


def _losing(trigger: Trigger, way: Approach, context: Context) -> Bound | None:
    """Find who was lost in what is told next, which is no fight of two sides: «مقتل ثلاثة من X بقصف»."""
    if not _loses(way.party, trigger, context) or not _is_noun(trigger) or not trigger.traits.isdisjoint({"mutual", "of-patient"}):
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
    _object,
    _against,
    _of_noun,
    _shooting,
    _trying,
    _losing,
)
_OF_LOSSES: tuple[_Rule, ...] = (_backing, _marked, _owning)


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
    """Return where the things of a party begin («مواقع عسكرية تابعة لـX»، «دورية من X»); the party's own start where it has none."""
    first = _before_from(way.lead, context)
    while (before := _ending_at(first, context) or _adjective(first, context)) and before.entry.value in {*_THINGS, "modifier"}:
        first = before.start
    return first


def _before_from(token: int, context: Context) -> int:
    """Return where «من» begins that stands between a thing and what it is of; the token itself where none does."""
    joint = context.scene.reading.starts("particle").get(token - 1)
    of_thing = joint is not None and "from" in joint.entry.traits and (thing := _ending_at(joint.start, context)) and thing.entry.value in _THINGS
    return token - 1 if of_thing else token


def _adjective(token: int, context: Context) -> Mention | None:
    found = context.scene.reading.starts("partyword").get(token - 1)
    return found if found and found.end == token else None


def _is_subject(start: int, end: int, way: Approach, context: Context) -> bool:
    """Whether the list of a party stands right after a verb on tokens `[start, end)`, before it where a clause begins, or is who speaks: «أعلنت X أنها صدت»."""
    if way.opening not in _OPEN:
        return False
    before = context.scene.reading.starts("particle").get(start - 1)
    speaks = before is not None and "resumes" in before.entry.traits and way.tail == before.start
    return way.lead == end or speaks or (way.tail == start and _fronted(way.lead, context))


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


def _reaches(token: int, first: int, context: Context) -> bool:
    """Whether nothing but a noun or two stands between two tokens: «مستودع ذخيرة تابع لـX»."""
    reading = context.scene.reading
    gap = range(token, first)
    return 0 <= first - token <= _NOUNS and all(reading.tokens[one].is_word and not any(one in reading.starts(kind) for kind in _BREAKING) for one in gap)


def _past_subject(trigger: Trigger, context: Context) -> int:
    """Return the token after the list of parties that stands right after an event word; the word's own end where none does."""
    way = context.approaches.get(trigger.end)
    return way.tail if way else trigger.end
