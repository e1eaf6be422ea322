"""Is it an event in scope? The word alone rarely says: an attack may be one on goal, a battle one of words."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.choices.kind import bare
from riwaya.extract.context import Context, bucket, within
from riwaya.extract.triggers import Trigger

_AROUND = 3  # words on either side that are looked at


def features(trigger: Trigger, context: Context) -> Iterator[str]:
    """Yield what speaks for or against `trigger` telling of an event in scope."""
    yield f"by={trigger.by}"
    yield f"entry={trigger.entry}"
    yield f"default={trigger.kind}"
    for trait in sorted(trigger.traits):
        yield f"trait={trait}"
    yield from _form(trigger, context)
    yield from _place_on_page(trigger, context)
    yield from _company(trigger, context)
    yield from _cues(trigger, context)


def _form(trigger: Trigger, context: Context) -> Iterator[str]:
    definite = context.norm(trigger.start).lstrip("وفبك").startswith(("ال", "لل"))
    yield f"tag={trigger.tag},definite={definite}"
    yield f"before={context.norm(trigger.start - 1)}"
    yield f"after={context.norm(trigger.end)}"
    for index in (*range(trigger.start - _AROUND, trigger.start), *range(trigger.end, trigger.end + _AROUND)):
        yield f"near={bare(context.norm(index))}"
    if trigger.mention:
        yield f"prefix={trigger.mention.prefix}"
        yield f"suffix={bool(trigger.mention.suffix)}"
    if trigger.loss:
        yield f"counted={trigger.loss.counted}"
        yield f"loss={trigger.loss.outcome},{trigger.loss.figure.low is not None},{trigger.loss.group}"


def _place_on_page(trigger: Trigger, context: Context) -> Iterator[str]:
    sentence = context.scene.reading.sentences[trigger.sentence]
    yield f"title={sentence.title}"
    yield f"sentence={bucket(trigger.sentence, 0, 1, 2, 4, 8, 16)}"
    yield f"others={bucket(len(context.triggers), 0, 1, 2, 4, 8, 16)}"


def _company(trigger: Trigger, context: Context) -> Iterator[str]:
    scene = context.scene
    segment = context.segments[trigger.segment]
    sentence = context.sentence(trigger.sentence)
    for name, items in (("party", scene.parties), ("place", scene.places), ("date", scene.dates), ("loss", scene.losses)):
        near, wide = bool(within(items, *segment)), bool(within(items, *sentence))
        yield f"{name}={'segment' if near else 'sentence' if wide else 'none'}"
        if "weak" in trigger.traits:
            yield f"weak,{name}={'segment' if near else 'sentence' if wide else 'none'}"
    nearby = sum(1 for one in within(context.triggers, *sentence) if one is not trigger)
    yield f"companions={bucket(nearby, 0, 1, 3)}"


def _cues(trigger: Trigger, context: Context) -> Iterator[str]:
    sentence = context.sentence(trigger.sentence)
    segment = context.segments[trigger.segment]
    for mention in context.inside("noevent", *sentence):
        yield f"noevent={mention.entry.value}"
    page = len(context.scene.reading.mentions.get("noevent", ()))
    yield f"noevent-page={bucket(page, 0, 2, 5, 10)}"
    for mention in context.inside("stance", *segment):
        side = "before" if mention.start < trigger.start else "after"
        yield f"stance={mention.entry.value},{side}"
    for mention in context.inside("light", *segment):
        if mention.start < trigger.start:
            yield f"light={mention.entry.value},{bucket(trigger.start - mention.end, 0, 2, 6)}"
    for mention in context.inside("connective", *segment):
        if mention.start <= trigger.start:
            yield f"connective={mention.entry.value}"
    yield f"result={bool(context.inside('result', *segment))}"
    spoken = next(context.spoken(trigger.start), None)
    yield f"spoken={spoken.manner if spoken else None}"
