"""Is it an event in scope? The word alone rarely says: an attack may be one on goal, a battle one of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from riwaya.extract.choices.kind import bare
from riwaya.extract.choices.unreal import unreal
from riwaya.extract.context import Context, Stretch, is_definite
from riwaya.extract.ranges import bucket
from riwaya.extract.sense import UNDECIDED, sensed
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign

_AROUND = 3  # words on either side that are looked at


def signs(trigger: Trigger, context: Context) -> Iterator[Sign]:
    """Yield what speaks for or against `trigger` telling of an event in scope."""
    yield _word, trigger.by, trigger.entry, trigger.kind, trigger.traits
    yield from _form(trigger, context)
    title = context.scene.reading.sentences[trigger.sentence].title
    yield _place_on_page, title, bucket(trigger.sentence, 0, 1, 2, 4, 8, 16), bucket(len(context.triggers), 0, 1, 2, 4, 8, 16)
    yield from _company(trigger, context)
    yield from _cues(trigger, context)
    if _only_backs(trigger, context):
        yield "backs"
    never = unreal(trigger, context)
    if never:
        yield f"unreal={never}"
    yield sensed("sense", context.sense.of("scope", trigger) if context.sense else UNDECIDED)


def _only_backs(trigger: Trigger, context: Context) -> bool:
    """Whether aircraft are named as what backs a fight on the ground («بإسناد من الطيران»): no strike of their own is told."""
    backing = (one for one in context.scene.reading.of("object", trigger.start - _AROUND, trigger.start) if one.entry.value == "back")
    return "aerial" in trigger.traits and any(one.end == trigger.start for one in backing)


def _word(by: str, entry: str, default: str | None, traits: Iterable[str]) -> Iterator[str]:
    yield f"by={by}"
    yield f"entry={entry}"
    yield f"default={default}"
    for trait in sorted(traits):
        yield f"trait={trait}"


def _form(trigger: Trigger, context: Context) -> Iterator[Sign]:
    yield _tag, trigger.tag, is_definite(context.words[trigger.start], "وفبك")
    yield f"before={context.words[trigger.start - 1]}"
    yield f"after={context.words[trigger.end]}"
    for index in (*range(trigger.start - _AROUND, trigger.start), *range(trigger.end, trigger.end + _AROUND)):
        yield f"near={bare(context.words[index])}"
    if trigger.mention:
        yield _clitics, trigger.mention.prefix, bool(trigger.mention.suffix)
    if trigger.loss:
        yield _loss, trigger.loss.counted, trigger.loss.outcome, trigger.loss.figure.low is not None, trigger.loss.group


def _tag(tag: str, definite: bool) -> Iterator[str]:
    yield f"tag={tag},definite={definite}"


def _clitics(prefix: str, suffix: bool) -> Iterator[str]:
    yield f"prefix={prefix}"
    yield f"suffix={suffix}"


def _loss(counted: bool, outcome: str, exact: bool, group: str | None) -> Iterator[str]:
    yield f"counted={counted}"
    yield f"loss={outcome},{exact},{group}"


def _place_on_page(title: bool, sentence: str, others: str) -> Iterator[str]:
    yield f"title={title}"
    yield f"sentence={sentence}"
    yield f"others={others}"


def _company(trigger: Trigger, context: Context) -> Iterator[Sign]:
    near, wide = _kept(context.in_segment[trigger.segment]), _kept(context.in_sentence[trigger.sentence])
    yield _named, near, wide, "weak" in trigger.traits
    yield _companions, bucket(len(context.in_sentence[trigger.sentence].triggers) - 1, 0, 1, 3)


def _kept(stretch: Stretch) -> tuple[bool, bool, bool, bool]:
    return bool(stretch.parties), bool(stretch.places), bool(stretch.dates), bool(stretch.losses)


def _named(segment: Iterable[bool], sentence: Iterable[bool], weak: bool) -> Iterator[str]:
    for name, near, wide in zip(("party", "place", "date", "loss"), segment, sentence, strict=True):
        yield f"{name}={'segment' if near else 'sentence' if wide else 'none'}"
        if weak:
            yield f"weak,{name}={'segment' if near else 'sentence' if wide else 'none'}"


def _companions(number: str) -> Iterator[str]:
    yield f"companions={number}"


def _cues(trigger: Trigger, context: Context) -> Iterator[Sign]:
    segment = context.in_segment[trigger.segment]
    for mention in context.in_sentence[trigger.sentence].of("noevent"):
        yield f"noevent={mention.entry.value}"
    page = len(context.scene.reading.mentions.get("noevent", ()))
    yield f"noevent-page={bucket(page, 0, 2, 5, 10)}"
    for mention in segment.of("stance"):
        yield f"stance={mention.entry.value},{'before' if mention.start < trigger.start else 'after'}"
    for mention in segment.of("light"):
        if mention.start < trigger.start:
            yield f"light={mention.entry.value},{bucket(trigger.start - mention.end, 0, 2, 6)}"
    for mention in segment.of("connective"):
        if mention.start <= trigger.start:
            yield f"connective={mention.entry.value}"
    spoken = context.spoken(trigger.start)
    yield _told, bool(segment.of("result")), spoken[0].manner if spoken else None


def _told(result: bool, manner: str | None) -> Iterator[str]:
    yield f"result={result}"
    yield f"spoken={manner}"
