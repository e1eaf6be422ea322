"""When it happened: the date phrase that belongs to an event word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.extract.context import Context
from riwaya.extract.ranges import between, bucket, gap
from riwaya.extract.sense import sensed
from riwaya.extract.triggers import Trigger
from riwaya.extract.weigh import Sign
from riwaya.extract.when import DateMention


def options(trigger: Trigger, context: Context) -> Sequence[DateMention]:
    """Return the date phrases of the same sentence, unresolved ones too: they may say that the day is not known."""
    return context.in_sentence[trigger.sentence].dates


def signs(trigger: Trigger, date: DateMention, context: Context) -> Iterator[Sign]:
    """Yield how the date phrase stands to the event word."""
    side = "after" if date.start >= trigger.start else "before"
    far = gap(date, trigger)
    apart = bucket(abs(context.scene.segment_of[date.start] - trigger.segment), 0, 1, 2)
    yield _stand, side, bucket(far, 0, 1, 2, 4, 8, 16, 30), apart, date.role, date.when.precision if date.when else None
    yield _lead, context.words[date.start - 1], side
    yield f"opens={_opens(trigger, date, context)}"
    nearer = bucket(sum(gap(one, trigger) < far for one in options(trigger, context)), 0, 1, 2)
    spoken = context.spoken(trigger.start)
    cue = any(utterance.cue[0] - 1 <= date.start <= utterance.cue[1] for utterance in spoken)
    told = [any(utterance.cue[0] - 1 <= one.start <= utterance.cue[1] for utterance in spoken) for one in options(trigger, context) if one.when]
    yield _apart, cue, any(told) and not all(told)
    if context.sense:
        yield sensed("sense", context.sense.between("date", trigger, date.start))
    yield _around, date.when is not None, bucket(between(context.triggers, trigger, date), 0, 1, 2), side, nearer, cue, bool(spoken)


def _opens(trigger: Trigger, date: DateMention, context: Context) -> str:
    """Return whose clause the date opens, "none" where it opens none: «فجر اليوم قتل جنود، ومساء أمس انفجرت قنبلة»."""
    segment = context.scene.segment_of[date.start]
    if context.segments[segment][0] != date.start or not context.words[date.start].startswith("و"):
        return "none"
    return "own" if segment == trigger.segment else "later" if segment > trigger.segment else "earlier"


def _stand(side: str, distance: str, apart: str, role: str, precision: str | None) -> Iterator[str]:
    yield f"{side},gap={distance}"
    yield f"{side},apart={apart}"
    yield f"role={role},apart={apart}"
    yield f"precision={precision},{role}"


def _apart(cue: bool, both: bool) -> Iterator[str]:
    """Yield whether it is the day of saying or another, where the sentence names both: «أفاد الأربعاء بمقتل مدنيين الأحد»."""
    if both:
        yield f"two-days,in-cue={cue}"


def _lead(word: str, side: str) -> Iterator[str]:
    yield f"lead={word},{side}"


def _around(resolved: bool, triggers: str, side: str, nearer: str, cue: bool, spoken: bool) -> Iterator[str]:
    yield f"resolved={resolved}"
    yield f"triggers-between={triggers},{side}"
    yield f"nearer={nearer}"
    yield f"in-cue={cue},{side}"
    yield f"spoken={spoken},in-cue={cue}"
