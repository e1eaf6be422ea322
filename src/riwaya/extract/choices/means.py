"""By what means was it done? An attack may leave that open, and another telling of it says so."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.extract.choices.settle import left_open
from riwaya.extract.context import Context, is_definite
from riwaya.extract.keys import agree
from riwaya.extract.telling import Telling
from riwaya.extract.triggers import Trigger

_MEANT = frozenset({"air-drone-strike", "chemical-weapon", "grenade", "remote-explosive-landmine-ied", "shelling-artillery-missile-attack", "suicide-bomb"})
_FROM_AFAR = frozenset({"air-drone-strike", "chemical-weapon", "shelling-artillery-missile-attack"})
_LEAD = 2  # sentences in which an event is told before how it was done
_FAR = 2  # sentences
_MAY_BE = _MEANT | {"attack", "armed-clash"}


def named(one: Telling, tellings: Sequence[Telling], context: Context) -> tuple[Telling, ...]:
    """Return the tellings that name the means that a telling leaves open; none where they name several."""
    if one.kind not in _MAY_BE or not left_open(one):
        return ()
    found = tuple(other for other in tellings if _told(other) and _agreeing(one, other, context))
    if found:
        return found if len({other.kind for other in found}) == 1 else ()
    return _last_told(one, tellings, context)


def _last_told(one: Telling, tellings: Sequence[Telling], context: Context) -> tuple[Telling, ...]:
    """Return the last telling of violence before one that only mentions it: «وتبنى التنظيم الهجوم»."""
    if not _is_mention(one, context) or any(word.kind in _MEANT for word in one.words):
        return ()
    before = [other for other in tellings if other.first.trigger.start < one.first.trigger.start and other.kind in _MAY_BE and not _is_mention(other, context)]
    fits = [other for other in before if _mood(one) == _mood(other) and not _apart(one, other) and not _elsewhere(one, other)]
    return (max(fits, key=lambda other: other.drafts[-1].trigger.start),) if fits else ()


def _is_mention(one: Telling, context: Context) -> bool:
    """Whether a telling has no more to tell of its event than «الهجوم»."""
    words = context.words
    return bool(one.words) and not one.losses and left_open(one) and all(word.tag == "noun" and is_definite(words[word.start]) for word in one.words)


def _told(telling: Telling) -> bool:
    """Whether a word of a telling says by what means, and its type is of that."""
    return telling.kind in _MEANT and any(word.kind == telling.kind and "open-means" not in word.traits for word in telling.words)


def _agreeing(one: Telling, other: Telling, context: Context) -> bool:
    """Whether what leaves the means open may be what another tells: close to it, nothing apart that either says, and not told as something new."""
    word = one.word.trigger
    if _mood(one) != _mood(other) or not _close(one, other) or _many(word) or not _fits(one, other):
        return False
    if other.first.trigger.start < one.first.trigger.start:
        return not _new(word, context) and not _apart(one, other) and not _elsewhere(one, other)
    return one.sentences[0] <= _LEAD and not (word.mention and word.mention.suffix) and not _apart(one, other)


def _fits(one: Telling, other: Telling) -> bool:
    """Whether the words of a telling let its means be those of another: «قصف» is no bomb on the spot."""
    return other.kind in _FROM_AFAR or not any(word.kind in _FROM_AFAR for word in one.words)


def _mood(telling: Telling) -> tuple[bool, bool]:
    """Return whether it is told as what came before, and as a plan."""
    return telling.background > 0, telling.stance == "planned"


def _close(one: Telling, other: Telling) -> bool:
    """Whether two tellings stand in sentences that are near, not one."""
    return 0 < min(abs(first - second) for first in one.sentences for second in other.sentences) <= _FAR


def _apart(one: Telling, other: Telling) -> bool:
    """Whether two tellings name other places, days or doers."""
    return any(agree(one.keys[slot], other.keys[slot]) == "other" for slot in ("places", "days", "actors"))


def _elsewhere(one: Telling, other: Telling) -> bool:
    """Whether a telling names a place or fighters that one before it does not: what is told of an event before may leave its place out."""
    fighters = (one.keys["targets"] if one.words else one.keys["targets"] | one.keys["actors"]) - {"civilians"}
    return any(named and named.isdisjoint(other.keys[slot]) for slot, named in (("places", one.keys["places"]), ("targets", fighters)))


def _many(word: Trigger) -> bool:
    """Whether it is a noun of several events («هجمات»)."""
    return word.by == "event" and word.tag == "plural"


def _new(word: Trigger, context: Context) -> bool:
    """Whether an event is told as new: by a verb, or by a noun without the article («في هجوم»)."""
    return word.by == "event" and not (word.tag == "noun" and is_definite(context.words[word.start]))
