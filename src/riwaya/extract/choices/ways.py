"""What leads from an event word to a party: the things of the party, the verb whose subject it is, the words in between."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya import arabic
from riwaya.extract.context import Approach, Context
from riwaya.extract.parties import PartyMention
from riwaya.extract.ranges import between
from riwaya.extract.reading import Mention
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import FINITE

FOR, AND = "ل", "و"
OPEN = frozenset({"", "و", "ف"})  # proclitics of a subject, and of a verb that opens a clause
_THINGS = frozenset({"military", "civil", "link"})
_SUBJECTLESS = frozenset({"either-voice", "subject-patient"})  # traits of verbs whose subject may be who was hit
_NOUNS = 2  # words that a thing may be told by
_OBJECTS = ("object", "placekind", "group")
_ADVERBIAL = "ا"  # ends adverbs, and nouns that no list has
_NO_OBJECTS = ("particle", "relation", "connective", "timeword", "weekday", "month", "speech", "light", "stance", "casualty", "event", "result", "damage")
_BREAKING = ("particle", "actor", "light", "connective")
_FRONTS = frozenset({"that", "was", "time"})  # values of particles after which a subject may stand


def is_nation(party: PartyMention) -> bool:
    """Whether a party is told by a bare word of nationality, which may only say whose a person or thing is: «مواطن سوري»، «صاروخ روسي»."""
    return party.plain and party.kind in {"military", "government"}


def is_noun_at(token: int, context: Context) -> bool:
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


def is_active(trigger: Trigger) -> bool:
    """Whether a word is a verb whose subject does it."""
    return trigger.tag in FINITE and trigger.traits.isdisjoint(_SUBJECTLESS)


def is_noun(trigger: Trigger) -> bool:
    """Whether a word is a noun of a deed, neither verb nor weapon."""
    return trigger.tag not in FINITE and "thing" not in trigger.traits


def next_to(trigger: Trigger, party: PartyMention, context: Context) -> bool:
    """Whether a party stands after an event word, with no other between."""
    return party.start > trigger.start and not between(context.triggers, trigger, party)


def led_by(way: Approach, context: Context) -> Mention | None:
    """Return the last word of a part on the way to a party, if it leads to the party itself."""
    return ending_at(way.lead, context)


def ending_at(token: int, context: Context) -> Mention | None:
    """Return the word of a part («مواقع»، «على يد») that ends right before a token."""
    parts: Sequence[Mention] = context.scene.reading.of("object", max(token - 3, 0), token)
    return parts[-1] if parts and parts[-1].end == token else None


def things(way: Approach, context: Context) -> int:
    """Return where the things of a party begin («مواقع عسكرية تابعة لـX»، «دورية من X»); the party's own start where it has none."""
    first = before_from(way.lead, context)
    while (before := ending_at(first, context) or adjective(first, context)) and before.entry.value in {*_THINGS, "modifier"}:
        first = before.start
    return first


def before_from(token: int, context: Context) -> int:
    """Return where «من» begins that stands between a thing and what it is of; the token itself where none does."""
    joint = context.scene.reading.starts("particle").get(token - 1)
    of_thing = joint is not None and "from" in joint.entry.traits and (thing := ending_at(joint.start, context)) and thing.entry.value in _THINGS
    return token - 1 if of_thing else token


def adjective(token: int, context: Context) -> Mention | None:
    """Return the word in a party's phrase («حربية») that ends right before a token."""
    found = context.scene.reading.starts("partyword").get(token - 1)
    return found if found and found.end == token else None


def is_subject(start: int, end: int, way: Approach, context: Context) -> bool:
    """Whether the list of a party stands right after a verb on tokens `[start, end)`, before it where a clause begins, or is who speaks: «أعلنت X أنها صدت»."""
    if way.opening not in OPEN:
        return False
    before = context.scene.reading.starts("particle").get(start - 1)
    speaks = before is not None and "resumes" in before.entry.traits and way.tail == before.start
    return way.lead == end or speaks or (way.tail == start and fronted(way.lead, context))


def fronted(token: int, context: Context) -> bool:
    """Whether a clause begins at a token: first in its sentence, after a mark, or after «إن»."""
    reading = context.scene.reading
    first = token == reading.sentences[reading.sentence_of[token]].start
    return first or not reading.tokens[token - 1].is_word or ending("particle", token, context, *_FRONTS)


def ending(kind: str, token: int, context: Context, *values: str) -> bool:
    """Whether a word of a kind ends right before a token, with one of the values."""
    before = context.scene.reading.starts(kind).get(token - 1)
    return before is not None and before.end == token and before.entry.value in values


def has_subject(trigger: Trigger, context: Context) -> bool:
    """Whether a party that opens a clause stands right before a verb."""
    ways = (context.approaches.get(one.start) for one in context.in_sentence[trigger.sentence].parties if one.end == trigger.start)
    return any(fronted(way.lead, context) for way in ways if way)


def reaches(token: int, first: int, context: Context) -> bool:
    """Whether nothing but a noun or two stands between two tokens: «مستودع ذخيرة تابع لـX»."""
    reading = context.scene.reading
    gap = range(token, first)
    return 0 <= first - token <= _NOUNS and all(reading.tokens[one].is_word and not any(one in reading.starts(kind) for kind in _BREAKING) for one in gap)


def past_subject(trigger: Trigger, context: Context) -> int:
    """Return the token after the list of parties that stands right after an event word; the word's own end where none does."""
    way = context.approaches.get(trigger.end)
    return way.tail if way else trigger.end
