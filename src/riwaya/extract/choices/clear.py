"""Which place grammar alone gives to an event word, whatever places stand around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from riwaya.extract.context import UNSURE, Context, Stretch
from riwaya.extract.places import PlaceMention
from riwaya.extract.places.phrases import AT
from riwaya.extract.reading import Mention
from riwaya.extract.triggers import Trigger
from riwaya.lexicon import FINITE

Stead = Literal["here", "wide"]

_FINE = 3  # of a town or finer
_COUNTRY = "country"  # may stand for its state too
_MARKS = frozenset({"،", ",", "(", ")"})
_TOOL = ("ل", "ب")
_IN = "في"
_RELATIVE = 3  # words between a noun and the verb that goes on about it
_PORTION = 2  # words between a verb and the place that it is said of: «شهدت أطراف X»


def clear(trigger: Trigger, place: PlaceMention, context: Context) -> Stead | None:
    """Return as what grammar leaves a place to this word and no other: as the place itself ("here"), or as a wide one ("wide")."""
    first = list_of(place, context.in_sentence[trigger.sentence].places)
    if _state(place, first):
        return None
    if not (_goes_on(trigger, first, context) or undergoes(trigger, place, context) or _opens(trigger, first, context)):
        return None
    return "here" if place.specific >= _FINE else "wide"


def list_of(place: PlaceMention, places: Sequence[PlaceMention]) -> PlaceMention:
    """Return the first place of the list that a place stands in."""
    before = [one for one in places if one.start <= place.start]
    return next((one for one in reversed(before) if not one.listed), place)


def follows(trigger: Trigger, place: PlaceMention, context: Context) -> bool:
    """Whether a place stands after the event word in its clause, with no other deed, speech or place on the way to its list."""
    first = list_of(place, context.in_sentence[trigger.sentence].places)
    near = context.scene.segment_of[first.start] == trigger.segment and not _state(place, first)
    return near and _led(trigger, first) and not any(True for _ in _between(trigger, first, context))


def _goes_on(trigger: Trigger, first: PlaceMention, context: Context) -> bool:
    """Whether what stands between the event word and a place only goes on about the event: a day, a verb of taking place, what it hits."""
    if not _led(trigger, first) or not _one_clause(trigger, first, context):
        return False
    return all(_same(one, trigger) for one in _between(trigger, first, context))


def _state(place: PlaceMention, first: PlaceMention) -> bool:
    """Whether a country may stand for its state: without a preposition."""
    return place.kind == _COUNTRY and not first.after


def _led(trigger: Trigger, first: PlaceMention) -> bool:
    return first.start >= trigger.end and first.after in {"", *AT}  # "" of what a verb is done to


def _between(trigger: Trigger, first: PlaceMention, context: Context) -> Iterator[PlaceMention | Trigger | Mention]:
    """Yield the other places, deeds and speech on the way from an event word to a place."""
    sentence = context.in_sentence[trigger.sentence]
    found: list[PlaceMention | Trigger | Mention] = [*sentence.places, *sentence.of("speech"), *sentence.of("light")]
    found += [one for one in sentence.triggers if one.by == "event"]
    yield from (one for one in found if trigger.end <= one.start < first.start)


def _one_clause(trigger: Trigger, first: PlaceMention, context: Context) -> bool:
    """Whether a word and a place stand in one clause, but for a day set off by commas: «الهجوم الذي وقع، أمس، في»."""
    segment = context.scene.segment_of[first.start]
    return all(_only_day(number, context) for number in range(trigger.segment + 1, segment)) and (
        segment == trigger.segment or (segment == trigger.segment + 2 and context.segments[segment][0] >= first.start - 2)
    )


def _only_day(number: int, context: Context) -> bool:
    start, end = context.segments[number]
    days = {token for one in context.in_segment[number].dates for token in range(one.start, one.end)}
    return bool(days) and all(token in days or context.words[token] in _MARKS for token in range(start, end))


def _same(other: PlaceMention | Trigger | Mention, trigger: Trigger) -> bool:
    """Whether a word on the way tells of the same event: with what («قصف لطائرات»), that it took place («تفجير وقع»), what it hits («هجوم استهدف»)."""
    if isinstance(other, PlaceMention):
        return False
    found = other.mention if isinstance(other, Trigger) else other
    if found is None or (isinstance(other, Trigger) and other.traits & UNSURE and found.prefix in _TOOL):
        return found is not None
    verb = other.tag in FINITE if isinstance(other, Trigger) else other.entry.value == "occur"
    return verb and trigger.tag not in FINITE and other.start - trigger.end <= _RELATIVE and not found.prefix


def undergoes(trigger: Trigger, place: PlaceMention, context: Context) -> bool:
    """Whether a place is said to witness or undergo the event: «تشهد X منذ أيام اشتباكات»، «تعرضت X لقصف»."""
    sentence = context.in_sentence[trigger.sentence]
    first = list_of(place, sentence.places)
    if first.after or trigger.start < first.end or _state(place, first):
        return False
    if any(one.by == "event" and first.end <= one.start < trigger.start for one in sentence.triggers) or not _alone(first, sentence):
        return False
    return any("suffers" in one.entry.traits and one.end <= first.start <= one.end + _PORTION for one in sentence.of("light"))


def _opens(trigger: Trigger, first: PlaceMention, context: Context) -> bool:
    """Whether a place opens a sentence that names no other, as its setting: «وفي X، قتل …»; countries are set so before finer places of the same news."""
    sentence = context.in_sentence[trigger.sentence]
    if not _alone(first, sentence) or any(first.end <= one.start < trigger.start for one in sentence.of("speech")):
        return False
    return first.kind != _COUNTRY and first.after == _IN and first.start <= sentence.start + 1 and first.end <= trigger.start


def _alone(first: PlaceMention, sentence: Stretch) -> bool:
    """Whether a sentence names no place beside those of one list."""
    return all(list_of(one, sentence.places) is first for one in sentence.places)
