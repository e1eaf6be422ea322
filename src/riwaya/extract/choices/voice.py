"""Who says it: the utterance that an event word belongs to, or the outlet's own voice."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import Context, bucket
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger

_NEAR = 2  # sentences; a voice farther back has been taken over by the outlet


def options(trigger: Trigger, context: Context) -> Iterator[Utterance]:
    """Yield the utterances whose words or cue reach the event word, tightest first; then the last one before it and the next after it."""
    over = list(context.spoken(trigger.start))
    yield from over
    sentence_of = context.scene.reading.sentence_of
    before: Utterance | None = None
    after: Utterance | None = None
    for one in context.scene.utterances:
        if one in over:
            continue
        apart = trigger.sentence - sentence_of[one.cue[0]]
        if one.cue[0] < trigger.start and apart <= _NEAR:
            before = one
        elif after is None and one.cue[0] > trigger.start and -apart <= (_NEAR if _title(trigger, context) else 1):
            after = one
    yield from (one for one in (before, after) if one)


def _title(trigger: Trigger, context: Context) -> bool:
    return context.scene.reading.sentences[trigger.sentence].title


def features(trigger: Trigger, utterance: Utterance, context: Context) -> Iterator[str]:
    """Yield how the attribution stands to the event word."""
    scene = context.scene
    sentence_of = scene.reading.sentence_of
    reach = "covers" if utterance.start <= trigger.start < utterance.end else "cue" if utterance.cue[0] <= trigger.start < utterance.cue[1] else "beyond"
    order = "cue-first" if utterance.cue[0] <= trigger.start else "cue-last"
    where = f"{reach},{order}"
    over = [one for one in context.spoken(trigger.start) if one is not utterance]
    sentences = bucket(abs(sentence_of[utterance.cue[0]] - trigger.sentence), 0, 1, 2)
    last = utterance.chain[-1]
    yield where
    yield f"{where},others={bucket(len(over), 0, 1)},sentences={sentences}"
    yield f"{where},tighter={bucket(sum(1 for one in over if one.end - one.start < utterance.end - utterance.start), 0, 1)}"
    yield f"{where},title={_title(trigger, context)},sentences={sentences}"
    yield f"{where},apart={bucket(abs(scene.segment_of[utterance.cue[0]] - trigger.segment), 0, 1, 2, 4)}"
    same_line = scene.reading.sentences[sentence_of[utterance.cue[0]]].paragraph == scene.reading.sentences[trigger.sentence].paragraph
    yield f"{where},line={same_line}"
    yield f"{where},manner={utterance.manner}"
    yield f"{where},channel={last.channel}"
    yield f"{where},known={last.actor is not None}"
    yield f"length={len(utterance.chain)}"
    yield from (f"{where},rule={rule}" for rule in utterance.rules)
    yield f"lead={context.norm(trigger.start - 1)},{where}"
    yield f"opens={context.norm(context.sentence(trigger.sentence)[0])},{where}"
    for mention in context.inside("connective", *context.segments[trigger.segment]):
        yield f"connective={mention.entry.value},{where}"
    for mention in context.inside("stance", *context.sentence(trigger.sentence)):
        yield f"stance={mention.entry.value},{reach}"
    yield f"accused={utterance.accused},{where}"
    yield f"by={trigger.by},{where}"
    yield f"default={trigger.kind},{reach}"
