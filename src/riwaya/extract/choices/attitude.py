"""How it is told: asserted, denied, hedged or planned; and whether as news or as background."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import Context, bucket
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.model import When

_MEANS = frozenset({"aerial", "thing"})


def features(trigger: Trigger, utterance: Utterance | None, when: When | None, context: Context) -> Iterator[str]:
    """Yield the signs of stance and background; the same features serve each stance."""
    sentence = context.sentence(trigger.sentence)
    yield f"manner={utterance.manner if utterance else None}"
    yield f"default={trigger.kind}"
    if utterance and "fault" in trigger.traits:
        yield "fault-told"  # who lays a loss to a fault says that nobody caused it
    yield f"tag={trigger.tag}"
    yield f"title={context.scene.reading.sentences[trigger.sentence].title}"
    yield f"sentence={bucket(trigger.sentence, 0, 1, 2, 4, 8, 16)}"
    yield f"before={context.norm(trigger.start - 1)}"
    yield f"opens={context.norm(sentence[0])}"
    yield from _cues(trigger, context, sentence)
    yield from _age(when, context)


def _cues(trigger: Trigger, context: Context, sentence: tuple[int, int]) -> Iterator[str]:
    segment = context.segments[trigger.segment]
    for kind in ("stance", "light", "speech", "connective"):
        for mention in context.inside(kind, *sentence):
            side = "before" if mention.start <= trigger.start else "after"
            here = segment[0] <= mention.start < segment[1]
            yield f"{kind}={mention.entry.value},{side},{'segment' if here else 'sentence'}"
            if kind == "stance":
                yield f"{mention.entry.id},{side},{bucket(abs(mention.start - trigger.start), 1, 3, 6, 12)}"
                yield f"{kind}={mention.entry.value},{side},gap={bucket(abs(mention.start - trigger.start), 1, 3, 6)}"
                if mention.entry.value == "negated" and mention.start == trigger.end and trigger.traits & _MEANS:
                    yield "means-negated"  # «طائراته لم تحلق»: the means is the subject of a negated verb
    if trigger.mention and "س" in trigger.mention.prefix:
        yield "future"


def _age(when: When | None, context: Context) -> Iterator[str]:
    published = context.scene.reading.document.published
    if when is None or published is None:
        yield f"age=none,{published is not None}"
        return
    days = (published - when.end).days
    yield f"age={bucket(days, -1, 0, 1, 2, 4, 8, 16, 40)}"
    yield f"precision={when.precision}"
    yield f"basis={when.basis}"
