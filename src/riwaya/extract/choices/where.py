"""Where it happened: the place that grammar and closeness give to an event word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.extract.choices.clear import follows, undergoes
from riwaya.extract.context import Context
from riwaya.extract.places import PlaceMention
from riwaya.extract.ranges import between, bucket, gap
from riwaya.extract.sense import sensed
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign

_COUNTRY = "country"  # may stand for its state too


def options(trigger: Trigger, context: Context) -> Sequence[PlaceMention]:
    """Return the places of the same sentence, after those of a heading on its line («بلدة X.. مقتل ثلاثة»)."""
    return (*_heading(trigger.sentence, context), *context.in_sentence[trigger.sentence].places)


def _heading(number: int, context: Context) -> Sequence[PlaceMention]:
    """Return the places of the sentence before, where that is nothing but places and ends on the same line."""
    sentences = context.scene.reading.sentences
    before, words = number - 1, context.scene.reading.tokens
    while before >= 0 and not any(words[token].is_word for token in range(sentences[before].start, sentences[before].end)):
        before -= 1  # the second dot of «..»
    if before < 0 or sentences[before].paragraph != sentences[number].paragraph:
        return ()
    found = context.in_sentence[before].places
    inside = {token for place in found for token in range(place.start, place.end)}
    whole = all(token in inside or not words[token].is_word for token in range(sentences[before].start, sentences[before].end))
    return found if whole else ()


def signs(trigger: Trigger, place: PlaceMention, context: Context) -> Iterator[Sign]:
    """Yield how the place stands to the event word."""
    side = "after" if place.start >= trigger.start else "before"
    distance = bucket(gap(place, trigger), 0, 1, 2, 4, 8, 16, 30)
    apart = bucket(abs(context.scene.segment_of[place.start] - trigger.segment), 0, 1, 2)
    yield _stand, side, distance, apart, place.after
    yield _place, place.specific, place.kind, place.known, place.place.relation, side
    yield _lead, context.words[place.start - 1], side
    yield f"next={context.words[place.end]}"
    yield _default, trigger.kind, place.after
    yield from _company(trigger, place, context, side)
    if follows(trigger, place, context) or undergoes(trigger, place, context):
        yield "clear=country" if place.kind == _COUNTRY else "clear=place"
    if context.sense:
        yield sensed("sense", context.sense.between("place", trigger, place.start))


def _stand(side: str, distance: str, apart: str, cue: str) -> Iterator[str]:
    yield f"{side},gap={distance}"
    yield f"{side},apart={apart}"
    yield f"cue={cue},{side}"
    yield f"cue={cue},apart={apart}"


def _place(specific: int, kind: str, known: bool, relation: str, side: str) -> Iterator[str]:
    yield f"specific={specific}"
    yield f"kind={kind}"
    yield f"known={known},kind={kind}"
    yield f"relation={relation},{side}"


def _lead(word: str, side: str) -> Iterator[str]:
    yield f"lead={word},{side}"


def _default(default: str | None, cue: str) -> Iterator[str]:
    yield f"default={default},cue={cue}"


def _company(trigger: Trigger, place: PlaceMention, context: Context, side: str) -> Iterator[Sign]:
    here = options(trigger, context)
    finer = bucket(sum(one.specific > place.specific for one in here), 0, 1)
    far = gap(place, trigger)
    nearer = bucket(sum(gap(one, trigger) < far for one in here), 0, 1, 2)
    holds = any(one.place.within == place.place.name for one in here)
    cue = any(utterance.cue[0] <= place.start < utterance.cue[1] for utterance in context.spoken(place.start))
    inside = any(one.start <= place.start < one.end for one in context.in_sentence[trigger.sentence].parties)
    yield _around, finer, nearer, side, holds, bucket(between(context.triggers, trigger, place), 0, 1, 2), cue, inside


def _around(finer: str, nearer: str, side: str, holds: bool, triggers: str, cue: bool, inside: bool) -> Iterator[str]:
    yield f"finer={finer},nearer={nearer},{side}"
    yield f"holds={holds}"
    yield f"triggers-between={triggers},{side}"
    yield f"in-cue={cue}"
    yield f"in-party={inside}"
