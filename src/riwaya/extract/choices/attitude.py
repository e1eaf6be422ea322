"""How it is told: asserted, denied, hedged or planned; and whether as news or as background."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.choices.government import governed
from riwaya.extract.context import Context
from riwaya.extract.ranges import bucket
from riwaya.extract.sense import sensed
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign
from riwaya.model import When

_MEANS = frozenset({"aerial", "thing"})


def signs(trigger: Trigger, utterance: Utterance | None, when: When | None, context: Context) -> Iterator[Sign]:
    """Yield the signs of stance and background; the same signs serve each stance."""
    sentence = context.in_sentence[trigger.sentence]
    yield _told, utterance.manner if utterance else None, trigger.kind, bool(utterance and "fault" in trigger.traits), trigger.tag
    yield _place_on_page, context.scene.reading.sentences[trigger.sentence].title, bucket(trigger.sentence, 0, 1, 2, 4, 8, 16)
    yield f"before={context.words[trigger.start - 1]}"
    yield f"opens={context.words[sentence.start]}"
    yield f"governed={governed(trigger, context)}"
    yield from _cues(trigger, context)
    if trigger.mention and "س" in trigger.mention.prefix:
        yield "future"
    if context.sense:
        yield sensed("sense", context.sense.of("background", trigger))
    published = context.scene.reading.document.published
    if when is None or published is None:
        yield f"age=none,{published is not None}"
    else:
        yield _age, bucket((published - when.end).days, -1, 0, 1, 2, 4, 8, 16, 40), when.precision, when.basis


def _told(manner: str | None, default: str | None, fault: bool, tag: str) -> Iterator[str]:
    yield f"manner={manner}"
    yield f"default={default}"
    if fault:
        yield "fault-told"  # who lays a loss to a fault says that nobody caused it
    yield f"tag={tag}"


def _place_on_page(title: bool, sentence: str) -> Iterator[str]:
    yield f"title={title}"
    yield f"sentence={sentence}"


def _cues(trigger: Trigger, context: Context) -> Iterator[Sign]:
    sentence, segment = context.in_sentence[trigger.sentence], context.segments[trigger.segment]
    for kind in ("stance", "light", "speech", "connective"):
        for mention in sentence.of(kind):
            side = "before" if mention.start <= trigger.start else "after"
            yield _cue, kind, mention.entry.value, side, segment[0] <= mention.start < segment[1]
            if kind == "stance":
                apart = abs(mention.start - trigger.start)
                yield _stance, mention.entry.id, mention.entry.value, side, bucket(apart, 1, 3, 6, 12), bucket(apart, 1, 3, 6)
                if mention.entry.value == "negated" and mention.start == trigger.end and trigger.traits & _MEANS:
                    yield "means-negated"  # «طائراته لم تحلق»: the means is the subject of a negated verb


def _cue(kind: str, value: str, side: str, here: bool) -> Iterator[str]:
    yield f"{kind}={value},{side},{'segment' if here else 'sentence'}"


def _stance(entry: str, value: str, side: str, apart: str, gap: str) -> Iterator[str]:
    yield f"{entry},{side},{apart}"
    yield f"stance={value},{side},gap={gap}"


def _age(days: str, precision: str, basis: str) -> Iterator[str]:
    yield f"age={days}"
    yield f"precision={precision}"
    yield f"basis={basis}"
