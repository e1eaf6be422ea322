"""When it happened: the date phrase that belongs to an event word."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import Context, bucket, gap
from riwaya.extract.triggers import Trigger
from riwaya.extract.when import DateMention


def options(trigger: Trigger, context: Context) -> Iterator[DateMention]:
    """Yield the date phrases of the same sentence, unresolved ones too: they may say that the day is not known."""
    start, end = context.sentence(trigger.sentence)
    for date in context.scene.dates:
        if start <= date.start < end:
            yield date


def features(trigger: Trigger, date: DateMention, context: Context) -> Iterator[str]:
    """Yield how the date phrase stands to the event word."""
    scene = context.scene
    side = "after" if date.start >= trigger.start else "before"
    distance = bucket(gap(date, trigger), 0, 1, 2, 4, 8, 16, 30)
    apart = bucket(abs(scene.segment_of[date.start] - trigger.segment), 0, 1, 2)
    yield f"{side},gap={distance}"
    yield f"{side},apart={apart}"
    yield f"role={date.role},apart={apart}"
    yield f"precision={date.when.precision if date.when else None},{date.role}"
    yield f"lead={context.norm(date.start - 1)},{side}"
    yield f"resolved={date.when is not None}"
    low, high = sorted((trigger.start, date.start))
    yield f"triggers-between={bucket(sum(1 for one in context.triggers if low < one.start < high), 0, 1, 2)},{side}"
    nearer = [one for one in options(trigger, context) if gap(one, trigger) < gap(date, trigger)]
    yield f"nearer={bucket(len(nearer), 0, 1, 2)}"
    cue = any(utterance.cue[0] - 1 <= date.start <= utterance.cue[1] for utterance in context.spoken(trigger.start))
    yield f"in-cue={cue},{side}"
    yield f"spoken={next(context.spoken(trigger.start), None) is not None},in-cue={cue}"
