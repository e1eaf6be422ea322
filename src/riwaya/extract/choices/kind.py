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
        yield from (f"{where}-kind={kind}" for kind in others)
        if not others:
            yield f"{where}-kind=none,default={trigger.kind}"
    yield from _people(trigger, context, sentence)
    yield from _page(context)


def _people(trigger: Trigger, context: Context, sentence: tuple[int, int]) -> Iterator[str]:
    here = within(context.scene.parties, *sentence)
    for kind in {one.kind for one in here}:
        yield f"party={kind}"
        yield f"party={kind},default={trigger.kind}"
    for actor in {one.party.actor for one in here}:
        yield f"actor={actor}"
    for group in {one.group for one in within(context.scene.losses, *sentence)}:
        yield f"lost={group},default={trigger.kind}"


def _page(context: Context) -> Iterator[str]:
    title_end = context.scene.reading.sentences[0].end if context.scene.reading.sentences else 0
    for kind in {one.kind for one in within(context.triggers, 0, title_end)}:
        yield f"title-kind={kind}"
    counts: dict[str, int] = {}
    for one in context.triggers:
        if one.kind:
            counts[one.kind] = counts.get(one.kind, 0) + 1
    if counts:
        yield f"page-kind={max(counts, key=counts.__getitem__)}"
