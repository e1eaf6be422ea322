"""Where it happened: the place that grammar and closeness give to an event word."""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.extract.context import Context, bucket, gap
from riwaya.extract.places import PlaceMention
from riwaya.extract.triggers import Trigger


def options(trigger: Trigger, context: Context) -> Iterator[PlaceMention]:
    """Yield the places of the same sentence."""
    start, end = context.sentence(trigger.sentence)
    for place in context.scene.places:
        if start <= place.start < end:
            yield place


def features(trigger: Trigger, place: PlaceMention, context: Context) -> Iterator[str]:
    """Yield how the place stands to the event word."""
    scene = context.scene
    side = "after" if place.start >= trigger.start else "before"
    distance = bucket(gap(place, trigger), 0, 1, 2, 4, 8, 16, 30)
    apart = bucket(abs(scene.segment_of[place.start] - trigger.segment), 0, 1, 2)
    yield f"{side},gap={distance}"
    yield f"{side},apart={apart}"
    yield f"cue={place.after},{side}"
    yield f"cue={place.after},apart={apart}"
    yield f"specific={place.specific}"
    yield f"kind={place.kind}"
    yield f"known={place.known},kind={place.kind}"
    yield f"relation={place.place.relation},{side}"
    yield f"lead={context.norm(place.start - 1)},{side}"
    yield f"next={context.norm(place.end)}"
    yield f"default={trigger.kind},cue={place.after}"
    yield from _company(trigger, place, context, side)


def _company(trigger: Trigger, place: PlaceMention, context: Context, side: str) -> Iterator[str]:
    here = list(options(trigger, context))
    finer = [one for one in here if one.specific > place.specific]
    near = [one for one in here if gap(one, trigger) < gap(place, trigger)]
    yield f"finer={bucket(len(finer), 0, 1)},nearer={bucket(len(near), 0, 1, 2)},{side}"
    yield f"holds={any(one.place.within == place.place.name for one in here)}"
    low, high = sorted((trigger.start, place.start))
    yield f"triggers-between={bucket(sum(1 for one in context.triggers if low < one.start < high), 0, 1, 2)},{side}"
    cue = any(utterance.cue[0] <= place.start < utterance.cue[1] for utterance in context.spoken(place.start))
    yield f"in-cue={cue}"
    inside = any(one.start <= place.start < one.end for one in context.scene.parties)
    yield f"in-party={inside}"
