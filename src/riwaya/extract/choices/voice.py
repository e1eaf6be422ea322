"""Who says it: the utterance that an event word belongs to, or the outlet's own voice."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import Context, bucket
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger


def options(trigger: Trigger, context: Context) -> Iterator[Utterance]:
    """Yield the utterances whose words or cue reach the event word, tightest first."""
    yield from context.spoken(trigger.start)


def features(trigger: Trigger, utterance: Utterance, context: Context) -> Iterator[str]:
    """Yield how the attribution stands to the event word."""
    sentences = context.scene.reading.sentence_of
    covers = utterance.start <= trigger.start < utterance.end
    order = "cue-first" if utterance.cue[0] <= trigger.start else "cue-last"
    rank = list(options(trigger, context)).index(utterance)
    last = utterance.chain[-1]
    yield f"covers={covers},{order}"
    yield f"rank={bucket(rank, 0, 1, 2)},of={bucket(len(context.voices[trigger.start]), 1, 2, 3)}"
    yield f"sentences={bucket(abs(sentences[utterance.cue[0]] - trigger.sentence), 0, 1, 2)},{order}"
    yield f"apart={bucket(abs(context.scene.segment_of[utterance.cue[0]] - trigger.segment), 0, 1, 2, 4)},{order}"
    yield f"manner={utterance.manner}"
    yield f"channel={last.channel}"
    yield f"length={len(utterance.chain)}"
    yield from (f"rule={rule}" for rule in utterance.rules)
    yield f"lead={context.norm(trigger.start - 1)},{order}"
    for mention in context.inside("connective", *context.segments[trigger.segment]):
        yield f"connective={mention.entry.value},{order}"
    for mention in context.inside("stance", *context.sentence(trigger.sentence)):
        yield f"stance={mention.entry.value}"
    yield f"accused={utterance.accused}"
