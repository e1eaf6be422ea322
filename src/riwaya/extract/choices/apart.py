"""What shows that an event is another one than an event told before, or that it needs one told before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.extract.context import Context, Stretch, is_definite
from riwaya.extract.keys import key_of
from riwaya.extract.ranges import within
from riwaya.extract.reading import Mention
from riwaya.extract.telling import Telling
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import FINITE

_PHRASE = 3  # words between an event noun and the word that calls it another («انفجار سيارة مفخخة أخرى»)
_ENDING = ("placekind", "timeword", "light", "result", "speech")  # kinds of words that begin something else
_TURNS = frozenset({"addition", "contrast"})


def another(word: Trigger, context: Context) -> bool:
    """Whether an indefinite event noun is called another («هجوم آخر»), with nothing but its own phrase between."""
    if word.by != "event" or is_definite(context.words[word.start]):
        return False
    found = _of("another", within(context.in_segment[word.segment].of("another"), word.end, word.end + _PHRASE + 1))
    return bool(found) and not any(_leaves(word.end, found[0].start, context))


def _of(value: str, mentions: Sequence[Mention]) -> list[Mention]:
    return [one for one in mentions if one.entry.value == value]


def aside(word: Trigger, context: Context) -> bool:
    """Whether the sentence of a word opens by turning to something else («وعلى صعيد آخر»)."""
    sentence = context.in_sentence[word.sentence]
    return any(one.start == sentence.start for one in _of("aside", sentence.of("another")))


def earlier(word: Trigger, context: Context) -> bool:
    """Whether a loss is that of a toll told before («وكانت حصيلة سابقة أشارت إلى»)."""
    return bool(word.loss) and any(one.start < word.start for one in _of("earlier", context.in_segment[word.segment].of("another")))


def beside(first: Trigger, second: Trigger, context: Context) -> bool:
    """Whether an event noun goes with the event of a word before it («تزامنت المعارك مع قصف»، «تلاه انفجار»)."""
    if second.by != "event" or second.tag in FINITE or is_definite(context.words[second.start]):
        return False
    tied = (one for one in _of("beside", context.in_sentence[second.sentence].of("another")) if one.start < second.start)
    return any(first.start < lead <= second.start <= lead + 1 for lead in (_lead(one, second, context) for one in tied))


def taken_after(first: Trigger, second: Trigger, context: Context) -> bool:
    """Whether a place is taken «بعد معارك عنيفة», fights that have no place and no day of their own: the taking is what the claim is about."""
    words = context.words
    after = any(one.entry.value == "after" and one.end == second.start for one in context.in_sentence[second.sentence].of("connective"))
    own = context.in_segment[second.segment]
    mutual = second.by == "event" and "mutual" in second.traits and not is_definite(words[second.start])
    return after and mutual and "territory" in first.traits and first.start < second.start and not own.places and not own.dates


def _lead(tie: Mention, second: Trigger, context: Context) -> int:
    """Return the token after which the event beside is told: the tie itself, or the last «مع» after it."""
    if "with" not in tie.entry.traits:
        return tie.end
    joints = context.scene.reading.starts("tally")
    return max((token + 1 for token in range(tie.end, second.start) if token in joints and joints[token].entry.value == "companion"), default=0)


def _leaves(start: int, end: int, context: Context) -> Iterator[bool]:
    """Yield for each word on the way whether the phrase of the event noun ends before it: with a figure, a place, a party, another word for a deed."""
    reading = context.scene.reading
    others = {one.start for one in context.triggers} | {token for kind in _ENDING for token in reading.starts(kind)}
    prepositions = {token for token, one in reading.starts("particle").items() if one.entry.value == "preposition"}
    taken = others | prepositions | {one.start for one in context.scene.places} | {one.start for one in context.scene.parties}
    lost = {token for one in context.scene.losses if one.people for token in range(*one.people)}
    return (token in taken or token in lost for token in range(start, end))


def clauses(first: Trigger, second: Trigger, context: Context) -> str:
    """Return how the places that the clauses of two words of a sentence name stand to each other."""
    one, two = (frozenset(key_of(place.place) for place in context.in_segment[word.segment].places) for word in (first, second))
    if not one or not two:
        return "first" if one else "second" if two else "none"
    return "other" if one.isdisjoint(two) else "same"


def own_causes(first: Trigger, second: Trigger, context: Context) -> bool:
    """Whether each of two clauses has losses and an event of its own («قتل اثنان في غارة على … وأصيب ثلاثة في انفجار …»)."""
    return first.segment != second.segment and all(_has_cause(context.in_segment[word.segment], context) for word in (first, second))


def _has_cause(clause: Stretch, context: Context) -> bool:
    lost = any(one.loss and one.loss.counted for one in clause.triggers)
    return lost and any(one.by == "event" and not is_definite(context.words[one.start]) for one in clause.triggers)


def set_apart(first: Trigger, second: Trigger, context: Context) -> str | None:
    """Return how far two clauses of one sentence are set apart, by places and by a turn on the way; None for words of one clause."""
    if first.segment == second.segment:
        return None
    return f"clauses={clauses(first, second, context)},turn={turns(first, second, context)}"


def turns(first: Trigger, second: Trigger, context: Context) -> bool:
    """Whether a word that turns to something else stands between two words of a sentence («كما»، «فيما»)."""
    found = within(context.in_sentence[first.sentence].of("connective"), first.end, second.start + 1)
    return any(one.entry.value in _TURNS and "never" not in one.entry.traits for one in found)


def needs_antecedent(telling: Telling, context: Context) -> bool:
    """Whether a telling names no place of its own and tells of a definite event («وأسفر القصف عن …») or of losses alone («وقتل خمسة أشخاص»)."""
    word = telling.word.trigger
    return (word.by != "event" or is_definite(context.words[word.start])) and not telling.keys["places"]
