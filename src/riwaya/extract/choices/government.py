"""Under which denial, doubt or plan a word stands by grammar alone: what governs it, negates it or puts it into the future."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import Context, Stretch
from riwaya.extract.reading import Mention
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import FINITE

_STRENGTH = ("denied", "possible", "planned")  # «نفى نيته قصف …» is a denial, «قد يشن هجوما» a doubt
COMMAS = frozenset({"،", ",", "؛", ";"})
_TURNS = frozenset({"contrast", "after", "result"})  # connectives behind which something else is told
_SPEAKS = frozenset({"say", "confirm", "claim", "accuse", "continue", "show", "according"})
_DOES = frozenset({"agent", "patient", "occur", "attempt"})
_ADJECTIVE = 3  # words after a noun among which an adjective of it stands
_PLAN = 10  # words after a cue among which the thing planned stands
_BRINGER = 4  # words between a verb of speech and the news that its subject brings
_OPENS = "وف"
_PREPOSITIONS = ("ب", "ل", "ك")


def governed(trigger: Trigger, context: Context) -> str | None:
    """Return the stance under which a word stands by grammar, None where grammar does not tell."""
    sentence = context.in_sentence[trigger.sentence]
    found = {*_told(trigger, sentence, context), *_verbal(trigger, sentence, context)}
    return next((one for one in _STRENGTH if one in found), None)


def _told(trigger: Trigger, sentence: Stretch, context: Context) -> Iterator[str]:
    """Yield the stances of the cues that a word stands under."""
    for cue in sentence.of("stance"):
        traits = cue.entry.traits
        if (
            ("governs" in traits and _governs(cue, trigger, sentence, context))
            or ("predicate" in traits and _said_of(cue, trigger, sentence, context))
            or ("adverb" in traits and cue.start in range(*context.segments[trigger.segment]))
            or ("tail" in traits and _tail(cue, trigger, context))
            or ("adjective" in traits and _describes(cue, trigger, context))
        ):
            yield cue.entry.value or ""


def _governs(cue: Mention, trigger: Trigger, sentence: Stretch, context: Context) -> bool:
    """Whether a word stands in what follows a cue, with no new statement between; of a deed in the past there is no plan."""
    if cue.end > trigger.start or breaks(cue.end, trigger, sentence, context):
        return False
    if any(cue.end <= one.start <= cue.end + 1 for one in _moods(sentence, "aside")) or ("unsaid" in cue.entry.traits and _brought(cue, sentence)):
        return False
    return cue.entry.value != "planned" or _planned(cue, trigger, context)


def _brought(cue: Mention, sentence: Stretch) -> bool:
    """Whether a verb of speech before a cue says who brings the news: «أورد التلفزيون أنباء عن»."""
    return any(one.tag in FINITE and 0 <= cue.start - one.end < _BRINGER for one in sentence.of("speech"))


def _planned(cue: Mention, trigger: Trigger, context: Context) -> bool:
    """Whether a word is the very thing that is planned: no other preposition leads away from the plan («هدد بالرد على قصف …»)."""
    verb = _verb(trigger, context.in_sentence[trigger.sentence], context)
    done = _tag(trigger, context) == "past" or (verb is not None and verb.tag == "past" and verb.start >= cue.end)
    if done or trigger.start - cue.end > _PLAN:
        return False
    starts = context.scene.reading.starts("particle")
    between = (starts[token] for token in range(cue.end, trigger.start) if token in starts)
    return not any(one.entry.value == "preposition" and not one.entry.traits & {"inside", "about"} for one in between)


def breaks(start: int, trigger: Trigger, sentence: Stretch, context: Context) -> bool:
    """Whether a new statement begins between a cue and a word behind it: speech, a connective, a comma behind the first deed."""
    words = context.words
    first = next((one.end for one in sentence.triggers if one.start >= start), trigger.start)
    if any(words[token] in COMMAS for token in range(first, trigger.start)):
        return True
    told = {one.end for one in _moods(sentence, "told")}
    relative = context.scene.reading.starts("particle")
    for one in sentence.of("speech"):
        if start <= one.start < trigger.start and one.entry.value in _SPEAKS:
            carried = (
                one.start in told or (one.start - 1 in relative and relative[one.start - 1].entry.value == "relative") or one.start - 1 in _papers(context)
            )
            if not carried and (one.prefix[:1] in {*_OPENS} or words[one.start - 1] in COMMAS or one.tag in FINITE or "participle" in one.entry.traits):
                return True
    if any(start <= one.start < trigger.start and one.entry.value in _TURNS and "never" not in one.entry.traits for one in sentence.of("connective")):
        return True
    return words[trigger.start - 1] in COMMAS and _tag(trigger, context) == "past" and words[trigger.start].startswith("و")


def _papers(context: Context) -> frozenset[int]:
    """Return the tokens of reports and information, which relay and do not speak."""
    return frozenset(one.end - 1 for one in context.scene.reading.of("source") if "paper" in one.entry.traits)


def _said_of(cue: Mention, trigger: Trigger, sentence: Stretch, context: Context) -> bool:
    """Whether a predicate is said of what tells of a word: «الأنباء عن قصف البلدة غير صحيحة»."""
    if cue.start < trigger.end or any(context.words[token] in COMMAS for token in range(trigger.end, cue.start)):
        return False
    told = [one for one in _moods(sentence, "told") if one.start < trigger.start]
    return bool(told) and not breaks(told[-1].end, trigger, sentence, context)


def _tail(cue: Mention, trigger: Trigger, context: Context) -> bool:
    """Whether a cue closes the clause of a word: «انسحب المسلحون، بحسب أنباء غير مؤكدة»."""
    _, last = context.segments[trigger.segment]
    return trigger.end <= cue.start and (cue.start < last or (cue.start == last and context.words[last - 1] in COMMAS))


def _describes(cue: Mention, trigger: Trigger, context: Context) -> bool:
    """Whether an adjective is that of a noun before it."""
    return trigger.by == "event" and _tag(trigger, context) not in FINITE and trigger.end <= cue.start < trigger.end + _ADJECTIVE


def _verbal(trigger: Trigger, sentence: Stretch, context: Context) -> Iterator[str]:
    """Yield what a negation, «سوف» or «قد» makes of the verb that tells of the word."""
    verb = _verb(trigger, sentence, context)
    start = verb.start if verb else trigger.start
    tag, prefix = (verb.tag, verb.prefix) if verb else (_tag(trigger, context), _prefix(trigger, context))
    before = {one.entry.value for one in sentence.of("mood") if one.end == start}
    if tag == "present" and ("س" in prefix or "will" in before):
        yield "planned"
    if tag == "present" and "may" in before:
        yield "possible"
    direct = (one for one in sentence.of("stance") if ("direct" in one.entry.traits and one.start + 1 == one.end) or one.entry.value == "denied")
    for cue in direct:
        if "direct" in cue.entry.traits and _touches(cue, start, tag) and not _only(start, sentence):
            yield "denied"


def _touches(cue: Mention, start: int, tag: str) -> bool:
    """Whether a negation negates the word at `start`: a verb at once, a noun at once or behind «أي»."""
    if tag in FINITE:
        return tag == "present" and cue.start + 1 == cue.end == start  # «انسحب دون أن يقصف» denies nothing
    return cue.entry.value == "denied" and cue.end <= start <= cue.end + 1


def _only(start: int, sentence: Stretch) -> bool:
    """Whether a negation affirms what «سوى» excepts."""
    return any(one.start > start for one in _moods(sentence, "only"))


def _verb(trigger: Trigger, sentence: Stretch, context: Context) -> Mention | None:
    """Return the verb of little meaning whose noun a word is («لم تشن الطائرات غارات»): the last before it, with no other deed between."""
    if _tag(trigger, context) in FINITE:
        return None
    spoken = {one.start for one in sentence.of("speech")}
    verbs = [one for one in sentence.of("light") if one.end <= trigger.start and one.entry.value in _DOES and one.tag in FINITE]
    if not verbs or any(verbs[-1].start <= one < trigger.start for one in spoken) or breaks(verbs[-1].end, trigger, sentence, context):
        return None
    nouns = (one for one in sentence.triggers if verbs[-1].end <= one.start < trigger.start)
    return None if any(one.by == "event" for one in nouns) else verbs[-1]


def _tag(trigger: Trigger, context: Context) -> str:
    """Return the form of a word; of a loss that of the event word on it, else of the word for it. No verb stands behind a preposition («بخطف»)."""
    if trigger.by == "event":
        return trigger.tag
    starts = context.scene.reading.starts
    found = [one for kind in ("event", "casualty", "damage") if (one := starts(kind).get(trigger.start)) is not None]
    if not found:
        return trigger.tag
    return "noun" if found[0].tag == "past" and found[0].prefix.endswith(_PREPOSITIONS) else found[0].tag


def _prefix(trigger: Trigger, context: Context) -> str:
    """Return the clitics before a word."""
    kinds = ("event", "casualty", "damage")
    return next((one.prefix for kind in kinds if (one := context.scene.reading.starts(kind).get(trigger.start)) is not None), "")


def _moods(sentence: Stretch, value: str) -> list[Mention]:
    return [one for one in sentence.of("mood") if one.entry.value == value]
