"""Is it told as something that happened once? Not behind a condition or a fear («في حال شن هجوم»), nor as a habit («تقصف القرى بانتظام»)."""

from __future__ import annotations

from typing import Literal

from riwaya.extract.choices.government import COMMAS, breaks
from riwaya.extract.context import Context
from riwaya.extract.reading import Mention
from riwaya.extract.triggers import Trigger

Unreal = Literal["if", "habit"]
_DENIED = "denied"


def unreal(word: Trigger, context: Context) -> Unreal | None:
    """Return how a word tells of what need not have happened; None where it tells of a single event."""
    here = [one for one in context.in_sentence[word.sentence].of("mood") if one.entry.value in {"if", "habit"}]
    if any(one.entry.value == "if" and _behind(one, word, context) for one in here):
        return "if"
    return "habit" if any(one.entry.value == "habit" and _beside(one, word, context) for one in here) else None


def _behind(cue: Mention, word: Trigger, context: Context) -> bool:
    """Whether a word stands behind a condition or a fear, with no mark, speech or deed told as done between."""
    if cue.end > word.start or any(context.words[token] in COMMAS for token in range(cue.end, word.start)):
        return False
    sentence = context.in_sentence[word.sentence]
    done = [one.start for one in sentence.triggers if one.tag == "past"] + [one.start for one in sentence.of("light") if one.tag == "past"]
    return not any(cue.end <= start < word.start for start in done) and word.tag != "past" and not breaks(cue.end, word, sentence, context)


def _beside(cue: Mention, word: Trigger, context: Context) -> bool:
    """Whether a habit is that of the clause of a word, which has no day of its own; what is denied again and again is denied."""
    segment = context.in_segment[word.segment]
    start, end = context.segments[word.segment]
    return start <= cue.start < end and not segment.dates and not any(one.entry.value == _DENIED for one in segment.of("stance"))
