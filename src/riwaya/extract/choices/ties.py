"""What the grammar of a page says for certain of two drafts or tellings: one claim, two, or nothing, so that their weights decide.

Each rule holds for about nine in ten of the annotated pairs that it speaks of; where the weights say otherwise on pages that they do not know, they are
mostly wrong. A rule answers True (one claim), False (two) or None.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from riwaya.extract.context import Context, is_definite
from riwaya.extract.drafts import Draft
from riwaya.extract.keys import key_of
from riwaya.extract.ranges import within
from riwaya.extract.reading import Mention
from riwaya.extract.telling import Telling


def in_sentence(first: Draft, second: Draft, context: Context) -> bool | None:
    """Whether two words of one sentence, `first` before `second`, surely tell of one event or of two."""
    one, two = first.trigger, second.trigger
    if one.segment == two.segment:
        return None
    between = [*_connectives(first, second, context)]
    events = one.by == two.by == "event"
    if any(_turns(mention) for mention in between) and (_elsewhere(first, second, context) or (events and not is_definite(context.words[two.start]))):
        return False
    if between and _elsewhere(first, second, context) and _places(first, context):
        return False
    if events and first.keys["days"] and second.keys["days"] and first.keys["days"].isdisjoint(second.keys["days"]):
        return False
    return True if one.by == "event" != two.by and _results(between, second, context) else None


def apart(first: Telling, second: Telling, context: Context) -> bool:
    """Whether a sentence that both are told in surely tells of two events."""
    pairs = (sorted(pair, key=lambda draft: draft.trigger.start) for pair in product(first.drafts, second.drafts))
    return any(one.trigger.sentence == two.trigger.sentence and in_sentence(one, two, context) is False for one, two in pairs)


def _connectives(first: Draft, second: Draft, context: Context) -> Iterator[Mention]:
    """Yield what opens a new part of the sentence between two words."""
    found = within(context.in_sentence[first.trigger.sentence].of("connective"), first.trigger.end, second.trigger.start + 1)
    return (one for one in found if "never" not in one.entry.traits)


def _turns(connective: Mention) -> bool:
    """Whether a connective turns to something else («كما»، «فيما»، «من جهة أخرى»)."""
    return "turn" in connective.entry.traits


def _elsewhere(first: Draft, second: Draft, context: Context) -> bool:
    """Whether the part of the sentence that the second word stands in names places, and none of those of the first word's part."""
    there = _places(second, context)
    return bool(there) and there.isdisjoint(_places(first, context))


def _places(draft: Draft, context: Context) -> frozenset[str]:
    return frozenset(key_of(one.place) for one in context.in_segment[draft.trigger.segment].places)


def _results(between: Sequence[Mention], second: Draft, context: Context) -> bool:
    """Whether a loss stands in a part opened by «ما أدى إلى», with no turn to something else on the way."""
    opened = [one for one in between if one.entry.value == "result" and one.start >= context.in_segment[second.trigger.segment].start]
    return bool(opened) and not any(_turns(one) for one in between)


def headlines(parts: Sequence[Telling], context: Context, event_types: Mapping[str, str]) -> frozenset[tuple[int, int]]:
    """Return the numbers of headline and lead that tell of one event.

    The lead is the body's first telling of the headline's type; it stands in the body's first sentence, and the headline has its source or none.
    """
    sentences = context.scene.reading.sentences
    opening = next((number for number, one in enumerate(sentences) if not one.title), None)
    titled = [sentences[one.first.trigger.sentence].title for one in parts]
    found = set()
    for number, head in enumerate(parts):
        told = (other for other, one in enumerate(parts) if not titled[other] and event_types[one.kind] == event_types[head.kind])
        lead = next(told, None) if titled[number] else None
        if lead is not None and parts[lead].first.trigger.sentence == opening and head.source in {"outlet", parts[lead].source}:
            found.add((number, lead))
    return frozenset(found)
