"""Which telling another resumes: «القصف» is the last shelling told, «الهجوم» the last deed of violence, «وأصيب عشرة آخرون» those of the sentence before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from riwaya.extract.choices.apart import another, earlier
from riwaya.extract.choices.settle import VIOLENT, allows
from riwaya.extract.context import Context, is_definite
from riwaya.extract.keys import agree
from riwaya.extract.sense import Key
from riwaya.extract.telling import Telling
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import FINITE

_REACH = 2  # sentences over which a noun points back
_OPEN = frozenset({"open-means", "weak"})  # nouns that may stand for any deed of violence


def resumed(parts: Sequence[Telling], context: Context, event_types: Mapping[str, str]) -> dict[Key, Key]:
    """Return for each telling that resumes another its first candidate's key and that of the other; tellings stand in page order."""
    found = {}
    for number, second in enumerate(parts):
        first = _antecedent(second, parts[:number], context, event_types) if not second.keys["places"] else None
        if first:
            found[second.first.trigger.key] = first.first.trigger.key
    return found


def _antecedent(second: Telling, before: Sequence[Telling], context: Context, event_types: Mapping[str, str]) -> Telling | None:
    """Return the telling that a definite noun of the second points back to; losses alone go on with the sentence before."""
    start = second.first.trigger.sentence
    near = [one for one in before if 0 < start - one.drafts[-1].trigger.sentence <= _REACH and one.words]
    last = sorted(near, key=lambda one: one.drafts[-1].trigger.start, reverse=True)
    noun = next(_pointing(second, context), None)
    if noun:
        return next(_meant(noun, last, context, event_types), None)
    close = (
        one
        for one in last
        if start - one.drafts[-1].trigger.sentence == 1 and event_types[one.kind] in VIOLENT and agree(one.keys["days"], second.keys["days"]) != "other"
    )
    return None if second.words or _opens_anew(second, context) else next(close, None)


def _pointing(second: Telling, context: Context) -> Iterator[Trigger]:
    """Yield the definite event nouns of its first clause, in scope or not («وأصيب عشرة في القصف»); one that is called another points to nothing.

    In what tells of a deed of its own («تظاهر المئات احتجاجا على القصف») the noun is that of what it answers.
    """
    kind = second.word.trigger.kind if second.words else None
    for word in context.in_segment[second.first.trigger.segment].triggers:
        definite = word.by == "event" and word.tag not in FINITE and is_definite(context.words[word.start])
        if definite and kind in {None, word.kind} and not another(word, context):
            yield word


def _opens_anew(second: Telling, context: Context) -> bool:
    """Whether another event word stands in its clause, nobody is lost in it, or its toll is that of an earlier account."""
    told_before = any(earlier(one.trigger, context) for one in second.drafts)
    return told_before or any(one.by == "event" for one in context.in_segment[second.first.trigger.segment].triggers) or not second.cost


def _meant(noun: Trigger, last: Sequence[Telling], context: Context, event_types: Mapping[str, str]) -> Iterator[Telling]:
    """Yield the tellings that a noun may mean, likeliest first: those with a word for the same, of a type that it allows, then any violence for «الهجوم»."""
    yield from (one for one in last if any(other.kind == noun.kind for other in one.words))
    allowed = allows(noun, context.scene.lexicon)
    yield from (one for one in last if one.kind in allowed or (not noun.traits.isdisjoint(_OPEN) and event_types[one.kind] in VIOLENT))
