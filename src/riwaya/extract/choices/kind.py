"""Which of the 25 sub-event types: the word's own type, turned by what stands around it (ACLED's rules as features)."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import Context, within
from riwaya.extract.triggers import Trigger


def features(trigger: Trigger, context: Context) -> Iterator[str]:
    """Yield what speaks for one type or another; the same features serve every type."""
    yield f"default={trigger.kind}"
    yield f"entry={trigger.entry}"
    yield f"by={trigger.by}"
    if trigger.loss:
        yield f"outcome={trigger.loss.outcome},{trigger.loss.group}"
    if trigger.damage:
        yield f"damage={trigger.damage.outcome},{trigger.damage.item}"
    segment = context.segments[trigger.segment]
    sentence = context.sentence(trigger.sentence)
    for where, (start, end) in (("segment", segment), ("sentence", sentence)):
        others = {one.kind for one in within(context.triggers, start, end) if one.kind and one is not trigger}
        yield from (f"{where}-kind={kind}" for kind in sorted(others))
        yield from (f"{where}-sure={one.kind},default={trigger.kind}" for one in within(context.sure, start, end) if one is not trigger)
        if not others:
            yield f"{where}-kind=none,default={trigger.kind}"
    yield from _people(trigger, context, sentence)
    yield from _page(trigger, context)
    yield from _words(trigger, context)


def _people(trigger: Trigger, context: Context, sentence: tuple[int, int]) -> Iterator[str]:
    here = within(context.scene.parties, *sentence)
    for kind in sorted({one.kind for one in here}):
        yield f"party={kind}"
        yield f"party={kind},default={trigger.kind}"
    for actor in sorted({str(one.party.actor) for one in here}):
        yield f"actor={actor}"
    for group in sorted({str(one.group) for one in within(context.scene.losses, *sentence)}):
        yield f"lost={group},default={trigger.kind}"


def _page(trigger: Trigger, context: Context) -> Iterator[str]:
    for topic in context.topics:
        yield topic
        if not topic.startswith("page-actor"):
            yield f"{topic},default={trigger.kind}"
    before = [one for one in context.sure if one.start < trigger.start]
    after = [one for one in context.sure if one.start > trigger.start]
    yield f"previous={before[-1].kind if before else None},default={trigger.kind}"
    yield f"next={after[0].kind if after else None},default={trigger.kind}"
    country = context.scene.countries[trigger.sentence]
    yield f"country={country}"
    yield f"country={country},default={trigger.kind}"


def _words(trigger: Trigger, context: Context) -> Iterator[str]:
    for index in range(trigger.start - 3, trigger.end + 4):
        yield f"near={bare(context.norm(index))}"
    for party in within(context.scene.parties, trigger.end, trigger.end + 4)[:1]:
        yield f"next-party={party.kind},default={trigger.kind}"
        yield f"next-party={party.party.actor},default={trigger.kind}"


def bare(word: str) -> str:
    """Return a folded word without conjunction, preposition and article: enough to recognise it by."""
    for prefix in ("وال", "فال", "بال", "كال", "لل", "ال"):
        if word.startswith(prefix) and len(word) > len(prefix) + 1:
            return word[len(prefix) :]
    return word[1:] if word.startswith("و") and len(word) > 4 else word  # a short word may begin with its own waw
